package scenario

import (
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"

	"sim/model"
	"sim/model/dist"
)

const (
	// narrow is the width of a 90% range, as a part of how far its middle lies from 0
	// and from the ends of what it can be, below which few people know a number.
	narrow = 0.05
	// crowd is the number of signatories from which unanimity is a strong assumption.
	crowd = 6
	// oftenBroken is how often a package is broken in a draw, by the hazards alone,
	// from which signing it again in the same round counts.
	oftenBroken = 3
)

// warnUncited warns of documents that no number rests on.
func (f *file) warnUncited(ps *problems) {
	cited := map[int]bool{}
	for _, e := range f.sources() {
		cited[e.Document.index()] = true
	}
	if f.Resolved != nil {
		for _, a := range f.Resolved.Agreed.values {
			cited[a.Evidence.Document.index()] = true
		}
	}
	for i, key := range f.Documents.keys {
		if !cited[i] {
			ps.at(key.at, fmt.Errorf("no number cites %s; say evidence: {document: %s} beside those that rest on it", key.name, key.name))
		}
	}
}

// warnNarrow warns, once for all, of assumed ranges that are narrower than people's
// knowledge is.
func (f *file) warnNarrow(ps *problems) {
	var names []string
	var first *number
	for _, x := range f.numbers {
		if x.input == nil || x.input.Dist == nil || x.evidence != nil || dist.Discrete(x.input.Dist) {
			continue
		}
		middle := x.input.Dist.Quantile(0.5)
		room := math.Abs(middle)
		if !math.IsInf(x.domain.hi-x.domain.lo, 0) {
			room = min(room, middle-x.domain.lo, x.domain.hi-middle)
		}
		if x.input.Dist.Quantile(0.95)-x.input.Dist.Quantile(0.05) < narrow*room {
			if names = append(names, x.path); first == nil {
				first = x
			}
		}
	}
	if first == nil {
		return
	}
	rest := ""
	if len(names) > 3 {
		names, rest = names[:3], fmt.Sprintf(" and %d more", len(names)-3)
	}
	ps.at(first.val, fmt.Errorf("ranges less than 5%% as wide as they are far from 0 and from what cannot be, and no document behind them: %s%s; about half of the truths fall outside what people call 90%% (Russo and Schoemaker 1992); widen them, or leave the door open: {mixture: [{weight: 95, of: …}, {weight: 5, of: {uniform: …}}]}",
		strings.Join(names, ", "), rest))
}

// warnCrowd warns of many signatories with power, as theories of influence take
// them, that all must consent under another theory.
func (f *file) warnCrowd(ps *problems, b *model.Bargain) {
	n := 0
	for _, p := range f.Parties.values {
		if p.seat() != model.Signatory || p.Say.at != nil || p.DisagreementCost.place() != nil || p.ReservationValue.given() || p.WalksAway.at != nil {
			continue
		}
		if p.Power.given() {
			n++
		}
	}
	if n < crowd {
		return
	}
	for i := range b.Theories {
		if t := &b.Theories[i]; !t.Predicts {
			ps.at(f.Parties.at, fmt.Errorf("%d signatories have power and nothing to lose without an agreement, as in data for theories of influence; under %s all of them must consent: name theories of influence in run, or say seat: observer",
				n, t.Name))
			return
		}
	}
}

// warnDefaults warns of defaults on which everything rests.
func (f *file) warnDefaults(ps *problems, b *model.Bargain, root *node) {
	powers, influence := 0, false
	for _, p := range f.Parties.values {
		if p.Power.given() {
			powers++
		}
	}
	for _, s := range f.Issues.values {
		for _, p := range s.Positions.values {
			if p.Power.given() {
				powers++
			}
		}
	}
	for i, t := range f.Run.Theories.chosen {
		if t.Predicts && powers == 0 && !t.Baseline && !influence {
			influence = true
			ps.at(f.Run.Theories.names[i], fmt.Errorf("%s weighs parties by power times salience, and no party states its power, so that all have 1", t.Name))
		}
	}
	if f.Clock == nil || len(b.Deadlines) > 0 || b.Strength != nil || len(b.Levers) > 0 || below(root, "processes") != nil {
		return
	}
	for i := range b.Packages {
		if len(b.Packages[i].Requires) > 0 || len(b.Packages[i].Insists) > 0 || b.Packages[i].Meetings != model.Known(0) {
			return
		}
	}
	for i, p := range f.Parties.values {
		if p.DisagreementCost.place() != nil || p.ReservationValue.given() || p.WalksAway.at != nil || len(p.Prospects.values) > 0 || f.endsElsewhere(i) {
			return
		}
	}
	ps.at(f.Clock.Rounds.at, errors.New("waiting changes nothing: no party states a disagreement_cost or prospects, and there are no processes, deadlines or levers, so that all rounds are alike"))
}

// endsElsewhere reports whether an issue that a party cares about ends elsewhere
// without a deal than at its status quo.
func (f *file) endsElsewhere(party int) bool {
	for k, s := range f.Issues.values {
		if s.NoDeal.at != nil && f.cares(k, party) {
			return true
		}
	}
	return false
}

// warnShut warns of packages on whose issue two red lines that always bind leave
// nothing.
func (f *file) warnShut(ps *problems, b *model.Bargain) {
	for g, key := range f.Packages.keys {
		for _, k := range b.Packages[g].Issues {
			if why := f.shut(k, g); why != "" {
				ps.at(key.at, fmt.Errorf("the package %s can never be tabled: %s", key.name, why))
			}
		}
	}
}

// shut explains why red lines that always bind leave nothing of issue k in package
// g; empty if they leave something.
func (f *file) shut(k, g int) string {
	s := f.Issues.values[k]
	low, high := math.Inf(-1), math.Inf(1)
	var above, below string
	for j, r := range s.RedLines.values {
		if r.Binding.value < 1 || r.Binding.input != nil && r.Binding.input.Dist != nil || r.Only.value && !refers(r.Packages.items, g) {
			continue
		}
		x, side := sided(&number{}, &r.AtLeast.number, &r.AtMost.number)
		least, most := x.least(), x.most()
		if r.AtLeast.held() || r.AtMost.held() {
			least, most = least+s.StatusQuo.least(), most+s.StatusQuo.most()
		}
		switch {
		case side == model.AtLeast && least > low:
			low, above = least, s.RedLines.keys[j].name
		case side == model.AtMost && most < high:
			high, below = most, s.RedLines.keys[j].name
		}
	}
	if low <= high {
		return ""
	}
	return fmt.Sprintf("on %s %s takes nothing below %s and %s nothing above %s, and both lines always bind",
		f.Issues.keys[k].name, above, digits(low), below, digits(high))
}

// refers reports whether one of the references is to thing i.
func refers(refs []*ref, i int) bool {
	return slices.ContainsFunc(refs, func(r *ref) bool { return r.index() == i })
}

// warnResigned warns of hazards at which a package is broken time and again, and
// signed again in the round in which it was.
func (f *file) warnResigned(ps *problems, root *node) {
	if f.Clock == nil {
		return
	}
	for _, x := range f.numbers {
		who, ok := strings.CutPrefix(x.path, "processes.violations.hazard.")
		if times := float64(x.value * float64(f.Clock.Rounds.value)); ok && times >= oftenBroken && below(root, "processes", "violations") != nil {
			ps.at(x.at, fmt.Errorf("at this hazard %s breaks a package about %.0f times in %d rounds; one that was broken can be signed again in the same round, unless it waits for something (requires, deadlines: ends); hazards are per round",
				who, times, f.Clock.Rounds.value))
		}
	}
}
