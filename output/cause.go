package output

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"sim/model"
	"sim/model/analysis"
	"sim/model/study"
)

// CauseEffects are the theories about a cause against the same rule without it,
// in the order of the run; nil where none was played next to its twin.
func (r *Result) CauseEffects() []analysis.CauseEffect {
	if r.Tally == nil || r.N() == 0 {
		return nil
	}
	return analysis.CauseEffects(r.Scenario.Bargain, r.Tally)
}

// Revealed are the paths of the numbers that one party alone knows under a theory
// and everybody under what it is compared with: the price of not knowing them is
// what the cause does.
func (r *Result) Revealed(e *analysis.CauseEffect) (paths []string) {
	b := r.Scenario.Bargain
	twin := &b.Theories[e.Twin]
	if twin.Reveals == nil {
		return nil
	}
	for _, secret := range twin.Reveals(b) {
		if column, varies := secret.Number(b).Column(); varies {
			paths = append(paths, b.Varying()[column].Path)
		}
	}
	return paths
}

// mostShifts is how many differences of terms or payoffs text names at most.
const mostShifts = 3

// A shift is a difference that text names, and how large it is on a common scale.
type shift struct {
	text string
	size float64
}

// TermShifts writes the issues on which a cause moves the terms most, of those
// whose difference is more than two errors; "~" if there are none, and a dash
// with too few draws.
func (r *Result) TermShifts(e *analysis.CauseEffect) string {
	b, known := r.Scenario.Bargain, false
	var list []shift
	for _, k := range b.ListedIssues() {
		if issue := &b.Issues[k]; issue.Options != nil {
			for o := range issue.Options {
				known = known || e.Options[k][o].N >= study.MinimumDraws
				list = appendShift(list, IssueName(issue)+" “"+issue.OptionName(o)+"”", "points", analysis.Scaled(e.Options[k][o], 100), Amounts{Width: 100})
			}
			continue
		}
		amounts := AmountsOf(&b.Issues[k])
		known = known || e.Terms[k].N >= study.MinimumDraws
		list = appendShift(list, IssueName(&b.Issues[k]), b.Issues[k].Unit, e.Terms[k], amounts)
	}
	return joinShifts(list, known)
}

// PayoffShifts writes the signatories to which the agreement is worth more or
// less with a cause, as TermShifts does.
func (r *Result) PayoffShifts(e *analysis.CauseEffect) string {
	b, known := r.Scenario.Bargain, false
	var list []shift
	for _, i := range b.ListedParties() {
		if b.Parties[i].Seat != model.Signatory {
			continue
		}
		known = known || e.Payoff[i].N >= study.MinimumDraws
		list = appendShift(list, PartyName(&b.Parties[i]), "", e.Payoff[i], Amounts{Width: 1})
	}
	return joinShifts(list, known)
}

// appendShift adds a difference that is clear of Monte Carlo error, rests on
// enough draws, and is at least a thousandth of the width.
func appendShift(list []shift, name, unit string, d study.Estimate, a Amounts) []shift {
	size := math.Abs(d.Value) / a.Width
	if d.N < study.MinimumDraws || !analysis.Clear(d) || size < 1e-3 {
		return list
	}
	text := name + " " + a.Change(&analysis.Paired{Difference: d})
	if unit != "" && len(unit) <= 18 {
		text += " " + unit
	}
	return append(list, shift{text, size})
}

// joinShifts writes the largest differences, the largest first.
func joinShifts(list []shift, known bool) string {
	switch {
	case !known:
		return "–"
	case list == nil:
		return "~"
	}
	slices.SortStableFunc(list, func(a, b shift) int { return cmp.Compare(b.size, a.size) })
	var parts []string
	for _, s := range list[:min(len(list), mostShifts)] {
		parts = append(parts, s.text)
	}
	return strings.Join(parts, " · ")
}
