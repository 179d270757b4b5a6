package output

import (
	"fmt"
	"math"
	"strings"

	"sim/model/analysis"
	"sim/model/study"
)

// A Sensitivity is what a measure of how draws end depends on, as it is shown.
type Sensitivity struct {
	*Study
	*study.Sensitivity
}

// Remarks say in sentences how it was simulated, and what to mind.
func (s *Sensitivity) Remarks() []string {
	var all []string
	say := func(format string, args ...any) { all = append(all, fmt.Sprintf(format, args...)) }
	if pairs := s.CorrelatedInputs(); len(pairs) > 0 {
		say("Correlated inputs: %s. What one explains, the other explains too; --shapley divides it between them.", firstPairs(pairs))
	}
	if words := s.samplerRemark(); words != "" {
		say("%s", words)
	}
	if i := s.Indices; i != nil {
		say("Indices: two samples of %s draws (%s), and two more for each of %d groups: %s draws played.", FormatCount(i.Size), i.Sampler, len(i.Groups), FormatCount(i.Draws))
		if i.Joined > 0 {
			say("Groups whose inputs go together are measured as one, named with a +.")
		}
	}
	if e := s.Shapley; e != nil {
		say("Shapley effects: %s orders of %d groups, %s draws played.", FormatCount(e.Orders), len(e.Groups), FormatCount(e.Draws))
	}
	if t := s.Tornado; t != nil {
		say("Either end: %s draws played; the inputs are the %d that explain most of the measure.", FormatCount(t.Draws), len(t.Inputs))
	}
	return all
}

// firstPairs names three pairs of inputs and counts the others.
func firstPairs(pairs [][2]string) string {
	var names []string
	for _, p := range pairs[:min(3, len(pairs))] {
		names = append(names, p[0]+" with "+p[1])
	}
	words := strings.Join(names, ", ")
	if n := len(pairs) - len(names); n > 0 {
		words += fmt.Sprintf(" and %d more", n)
	}
	return words
}

// Scale is what a measure is multiplied by for text and pictures, and the unit
// that follows: a share is shown in percent.
func (s *Sensitivity) Scale() (factor float64, unit string) {
	if s.Measure.Share {
		return 100, "%"
	}
	return 1, ""
}

// FormatPart writes a share of variance with its error, in percent. For a
// negative estimate, which only Monte Carlo error can make, it writes the upper
// end of the interval as a bound.
func FormatPart(e study.Estimate) string {
	switch {
	case math.IsNaN(e.Value):
		return "–"
	case e.Value <= 0 && e.Error == 0:
		return "0%"
	case e.Value <= 0:
		return "<" + percentOf(max(e.Upper, e.Error), e.Error) + "%"
	}
	return FormatWithError(float64(100*e.Value), float64(100*e.Error)) + "%"
}

// FormatPartInterval writes the 95% interval of a share of variance in percent.
func FormatPartInterval(e study.Estimate) string {
	if math.IsNaN(e.Lower) || math.IsNaN(e.Upper) {
		return "–"
	}
	if e.Lower == e.Upper {
		return ""
	}
	return percentOf(e.Lower, e.Error) + " to " + percentOf(e.Upper, e.Error) + "%"
}

// GroupName is the name of a group for text: a party's own, or the part of the
// scenario as it writes it.
func GroupName(g *analysis.Group) string {
	if g.Chance {
		return "chance within draws"
	}
	return g.Name
}

func percentOf(share, err float64) string {
	return Amounts{}.Format(float64(100*share), float64(100*err))
}
