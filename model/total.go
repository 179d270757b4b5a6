package model

// A Total says that amounts of several issues add up: a budget, a ratio, a swap.
// It holds in every package that has at least one of the issues; the others
// count with what is held.
type Total struct {
	ID    string
	Terms []TotalTerm
	Bound Number // in the issues' own unit
	Side  Side   // AtLeast or AtMost Bound; TwoSided: exactly
}

// A TotalTerm is an issue's part of a total: Factor times its amount.
type TotalTerm struct {
	Issue  int // its scale is linear
	Factor float64
}

// totalAt is a total in one draw, as a row of a Problem.
type totalAt struct {
	row      Row
	bound    float64 // own unit
	constant float64 // Σ factor·amount with every issue at position 0
	unit     float64 // of the row per unit of the total; negative if the row is turned: a sum of at most so much
}

// Span is by how much the sum of total r can vary, in its own unit: between the
// ends of the scales of its issues.
func (b *Bargain) Span(r int) (span float64) {
	for _, term := range b.Totals[r].Terms {
		s := &b.Issues[term.Issue].Scale
		span += abs(float64(term.Factor * (s.Amount(1) - s.Amount(0))))
	}
	return span
}

// newTotal returns a total as a row whose bound is not known yet.
func newTotal(b *Bargain, of *Total) totalAt {
	at := totalAt{row: Row{Coefficient: make([]float64, len(b.Issues)), Equal: of.Side == TwoSided}}
	largest := 0.0 // of the amounts by which an issue can move the total: 1 in the row
	for _, term := range of.Terms {
		from, to := b.Issues[term.Issue].Scale.Amount(0), b.Issues[term.Issue].Scale.Amount(1)
		at.row.Coefficient[term.Issue] += float64(term.Factor * (to - from))
		at.constant += float64(term.Factor * from)
		largest = max(largest, abs(at.row.Coefficient[term.Issue]))
	}
	if at.unit = 1 / largest; of.Side == AtMost {
		at.unit = -at.unit
	}
	for k := range at.row.Coefficient {
		at.row.Coefficient[k] = float64(at.row.Coefficient[k] * at.unit)
	}
	return at
}

// derive works out the row's bound from the total's.
func (at *totalAt) derive() { at.row.AtLeast = float64(at.unit * (at.bound - at.constant)) }

// restrict fills in the rows of the totals that have an issue of the package.
func (t *Table) restrict(p *Problem) {
	p.Rows = p.Rows[:0]
	for r := range t.totals {
		if p.concerns(&t.totals[r].row) {
			p.Rows = append(p.Rows, t.totals[r].row)
		}
	}
}

// concerns reports whether the package has an issue of the row.
func (p *Problem) concerns(row *Row) bool {
	for k, a := range row.Coefficient {
		if a != 0 && p.InPackage[k] {
			return true
		}
	}
	return false
}

// noteExcess records by how much the sum of each total at the terms exceeds its
// number, in its own unit. It is NaN for totals that the package does not have.
func (t *Table) noteExcess(p *Problem, terms, to []float64) {
	for r := range t.totals {
		at := &t.totals[r]
		to[r] = nan
		if !p.concerns(&at.row) {
			continue
		}
		sum := -at.row.AtLeast
		for k, a := range at.row.Coefficient {
			if a != 0 {
				sum += float64(a * terms[k])
			}
		}
		to[r] = sum / at.unit
	}
}

// noPrice is how small a price is one of arithmetic: what a total would be worth, in
// stake units, that one of its issues can move from end to end.
const noPrice = 1e-10

// notePrices records what raising each total by one unit would add to the
// parties' payoffs, weighted as the terms of the offer weight them: the price of
// its row per unit of the weights' sum, in stake units (model 2.17). It is NaN for
// totals that the package does not have.
func (t *Table) notePrices(p *Problem, o *Offer, to []float64) {
	weights := 0.0
	for _, w := range o.Certificate {
		weights += w
	}
	r := 0
	for j := range t.totals {
		to[j] = nan
		if !p.concerns(&t.totals[j].row) {
			continue
		}
		if weights > 0 && r < len(o.Price) {
			if to[j] = 0; abs(o.Price[r]) > float64(noPrice*weights) {
				to[j] = float64(-t.totals[j].unit * o.Price[r] / weights)
			}
		}
		r++
	}
}
