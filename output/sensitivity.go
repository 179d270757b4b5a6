package output

import (
	"cmp"
	"math"
	"slices"

	"sim/model/analysis"
	"sim/model/montecarlo"
	"sim/model/scenario"
)

// A Sensitivity is what moves a measure of how draws end.
type Sensitivity struct {
	*Study
	Measure scenario.Measure
	Means   []montecarlo.Estimate // of the measure, by theory, over the draws in which it has a value
	Ranking [][]analysis.Ranked   // by theory, by column
	Top     int                   // how many inputs or groups text and pictures show
	Indices *Influence            // nil: not asked for
	Shapley *Influence            // nil: not asked for
	Tornado *Tornado              // nil: not asked for
	Remarks []string
}

// An Influence is how much of the measure's variance groups of inputs account
// for.
type Influence struct {
	Groups  []analysis.Group
	Joined  int                     // groups that are joined because their inputs go together
	Plays   int                     // draws that it took
	Size    int                     // draws in a sample
	Sampler string                  // how they are spread
	Indices [][]analysis.Index      // by theory, by group; of Sobol's indices
	Effects [][]montecarlo.Estimate // by theory, by group; of Shapley effects
}

// A Tornado is the measure with one thing at a time at either end.
type Tornado struct {
	Plays  int
	Inputs []End
	Levers []End
}

// An End is the measure with an input or a lever at its two ends, on the same
// draws.
type End struct {
	Name      string
	Low, High float64           // where it is held: the 10 % and 90 % quantile of an input; of a lever's weight 0 and 1
	Paired    []analysis.Paired // by theory: A at the low end, B at the high end
}

// RankedInputs lists the columns of all inputs under theory t: those that stand
// out of the Monte Carlo noise first, by what goes with them alone; then the
// others, by how near they come to it.
func (s *Sensitivity) RankedInputs(t int) []int {
	of := s.Ranking[t]
	columns := make([]int, len(of))
	for c := range columns {
		columns[c] = c
	}
	slices.SortStableFunc(columns, func(a, b int) int {
		x, y := &of[a], &of[b]
		switch p, q := x.Stands(len(of)), y.Stands(len(of)); {
		case p && q:
			return descending(x.Alone.Value, y.Alone.Value)
		case p:
			return -1
		case q:
			return 1
		}
		return descending(x.Strength(), y.Strength())
	})
	return columns
}

// Ranked lists the inputs that text and pictures show under theory t: the first
// Top of those that stand out of the Monte Carlo noise.
func (s *Sensitivity) Ranked(t int) []int {
	columns := s.RankedInputs(t)
	columns = slices.DeleteFunc(columns, func(c int) bool { return !s.Ranking[t][c].Stands(len(s.Ranking[t])) })
	return columns[:min(s.Top, len(columns))]
}

// Order lists the groups by the total index, or Shapley effect, under theory
// t, most first.
func (i *Influence) Order(t int) []int {
	groups := make([]int, len(i.Groups))
	for g := range groups {
		groups[g] = g
	}
	of := func(g int) float64 {
		if i.Effects != nil {
			return i.Effects[t][g].Value
		}
		return i.Indices[t][g].Total.Value
	}
	slices.SortStableFunc(groups, func(a, b int) int { return descending(of(a), of(b)) })
	return groups
}

// Told reports whether the measure varies under theory t, so that its variance
// can be shared out.
func (i *Influence) Told(t int) bool {
	of := math.NaN()
	switch {
	case len(i.Groups) == 0:
	case i.Effects != nil:
		of = i.Effects[t][0].Value
	default:
		of = i.Indices[t][0].Total.Value
	}
	return !math.IsNaN(of)
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

// Widest lists the ends by how far apart the measure is between them under
// theory t, most first.
func Widest(ends []End, t int) []*End {
	out := make([]*End, len(ends))
	for k := range ends {
		out[k] = &ends[k]
	}
	slices.SortStableFunc(out, func(a, b *End) int {
		return descending(math.Abs(a.Paired[t].Difference.Value), math.Abs(b.Paired[t].Difference.Value))
	})
	return out
}

// Scale is what a measure is multiplied by for text and pictures, and the unit
// that follows: a share is shown in percent.
func (s *Sensitivity) Scale() (factor float64, unit string) {
	if s.Measure.Share {
		return 100, " %"
	}
	return 1, ""
}

// FormatPart writes a share of variance with its error, in percent; a negative
// estimate, which only Monte Carlo error can make, is "≈ 0".
func FormatPart(e montecarlo.Estimate) string {
	switch {
	case math.IsNaN(e.Value):
		return "–"
	case e.Value <= 0 && e.Error == 0:
		return "0 %"
	case e.Value <= 0:
		return "≈ 0"
	}
	return FormatWithError(100*e.Value, 100*e.Error) + " %"
}

// FormatPartInterval writes the 95 % interval of a share of variance in percent.
func FormatPartInterval(e montecarlo.Estimate) string {
	if math.IsNaN(e.Lower) || math.IsNaN(e.Upper) {
		return "–"
	}
	if e.Lower == e.Upper {
		return ""
	}
	return Format(100*e.Lower, 100*e.Error) + " to " + Format(100*e.Upper, 100*e.Error) + " %"
}

// GroupName is the name of a group for text: a party's own, or the part of the
// scenario as it writes it.
func GroupName(g *analysis.Group) string {
	if g.Chance {
		return "chance within draws"
	}
	return g.Name
}
