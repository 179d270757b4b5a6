package study

import (
	"cmp"
	"math"
	"slices"
)

// RankedInputs returns the columns of all inputs under theory t: first the
// significant ones, by the share of variance that each explains alone; then the
// others, by their distance from 0 in standard errors.
func (s *Sensitivity) RankedInputs(t int) []int {
	of := s.Ranking[t]
	columns := upTo(len(of))
	slices.SortStableFunc(columns, func(a, b int) int {
		x, y := &of[a], &of[b]
		switch p, q := x.Significant(len(of)), y.Significant(len(of)); {
		case p && q:
			return descending(x.FirstOrder.Value, y.FirstOrder.Value)
		case p:
			return -1
		case q:
			return 1
		}
		return descending(x.Strength(), y.Strength())
	})
	return columns
}

// LeadingInputs returns the columns of the leading inputs under theory t: the
// first Top of the significant ones.
func (s *Sensitivity) LeadingInputs(t int) []int {
	columns := s.RankedInputs(t)
	columns = slices.DeleteFunc(columns, func(c int) bool { return !s.Ranking[t][c].Significant(len(s.Ranking[t])) })
	return columns[:min(s.Top, len(columns))]
}

// CorrelatedInputs returns the pairs of inputs that the scenario correlates, by
// path. Variance explained by one of a pair is also explained by the other.
func (s *Sensitivity) CorrelatedInputs() [][2]string {
	b := s.Subject.Scenario.Bargain
	if b.Coupling == nil {
		return nil
	}
	inputs := b.Varying()
	var pairs [][2]string
	for _, p := range b.Coupling.Pairs {
		pairs = append(pairs, [2]string{inputs[p.Columns[0]].Path, inputs[p.Columns[1]].Path})
	}
	return pairs
}

// largestFirst returns 0 to n − 1 sorted by a value of each, the largest first.
func largestFirst(n int, of func(i int) float64) []int {
	order := upTo(n)
	slices.SortStableFunc(order, func(a, b int) int { return descending(of(a), of(b)) })
	return order
}

func upTo(n int) []int {
	all := make([]int, n)
	for i := range all {
		all[i] = i
	}
	return all
}

// descending sorts larger numbers first and NaN last.
func descending(a, b float64) int {
	switch {
	case math.IsNaN(a) && math.IsNaN(b):
		return 0
	case math.IsNaN(a):
		return 1
	case math.IsNaN(b):
		return -1
	}
	return cmp.Compare(b, a)
}
