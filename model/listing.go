package model

// A Listing is the order in which the file lists parties, issues and levers, as
// their indices. A Bargain holds these in the order of their names, so that the
// order of the file decides nothing; text, pictures and data files list them as
// the file does. A nil order is that of the indices.
type Listing struct{ Parties, Issues, Levers []int }

// ListedParties returns the indices of the parties in the order of the file.
func (b *Bargain) ListedParties() []int { return listed(b.Listing.Parties, len(b.Parties)) }

// ListedIssues returns the indices of the issues in the order of the file.
func (b *Bargain) ListedIssues() []int { return listed(b.Listing.Issues, len(b.Issues)) }

// ListedLevers returns the indices of the levers in the order of the file.
func (b *Bargain) ListedLevers() []int { return listed(b.Listing.Levers, len(b.Levers)) }

// ListedColumns returns the columns of the varying inputs in the order of the
// file.
func (b *Bargain) ListedColumns() []int {
	columns := make([]int, 0, b.Columns)
	for i := range b.Inputs {
		if c := b.Inputs[i].Column; c >= 0 {
			columns = append(columns, c)
		}
	}
	return columns
}

func listed(order []int, n int) []int {
	if order != nil {
		return order
	}
	order = make([]int, n)
	for i := range order {
		order[i] = i
	}
	return order
}
