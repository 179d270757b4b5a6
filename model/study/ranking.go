package study

import (
	"cmp"
	"math"
	"slices"
)

// RankedInputs lists the columns of all inputs under theory t: first those that
// stand out of the Monte Carlo noise, by the share of variance that each explains
// alone; then the others, by how many errors they are away from nothing.
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

// LeadingInputs lists the columns of the inputs of interest under theory t: the
// first Top of those that stand out of the Monte Carlo noise.
func (s *Sensitivity) LeadingInputs(t int) []int {
	columns := s.RankedInputs(t)
	columns = slices.DeleteFunc(columns, func(c int) bool { return !s.Ranking[t][c].Significant(len(s.Ranking[t])) })
	return columns[:min(s.Top, len(columns))]
}

// CorrelatedInputs lists the pairs of inputs that the scenario correlates, by
// their paths. What is explained by one of a pair is explained by the other too.
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

// largestFirst lists 0 to n − 1 by a value of each, the largest first.
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

// descending puts larger numbers first and what is not a number last.
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
