package scenario

import (
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"

	"sim/model"
)

// warnNothing warns of a lever that changes nothing at any weight, or of those of its
// effects that change nothing.
func (f *file) warnNothing(ps *problems, b *model.Bargain, i int, cuts bool) {
	l, key := f.Levers.values[i], f.Levers.keys[i].at
	var whys []string
	var at []*node
	for _, e := range l.Effects.items {
		v, ok := e.verb()
		if !ok || v.does == model.Expects && !f.cares(e.Issue.index(), v.of.index()) {
			continue // the latter is remarked on elsewhere
		}
		why := f.idleWhen(b, l, v)
		if why == "" {
			why = f.idleEffect(b, l, e, v)
		}
		if why == "" {
			continue
		}
		place := e.Moves.at
		if v.of != nil {
			place = v.of.at
		}
		whys, at = append(whys, why), append(at, place)
	}
	active := len(whys) < len(l.Effects.items) || cuts
	for j := range l.Offsets.values {
		switch made := f.Levers.values[l.Offsets.keys[j].index()]; {
		case l.Offsets.values[j].zero():
			whys, at = append(whys, "it makes up for none of "+l.Offsets.keys[j].name), append(at, l.Offsets.keys[j].at)
		case made.Weight.given() && made.Weight.zero():
			whys, at = append(whys, fmt.Sprintf("%s, which it makes up for, has weight 0", l.Offsets.keys[j].name)), append(at, l.Offsets.keys[j].at)
		default:
			active = true
		}
	}
	if !active && len(whys) > 0 {
		ps.at(key, fmt.Errorf("the lever %s"+nothing+"%s", key.value, strings.Join(slices.Compact(whys), "; ")))
		return
	}
	for j, why := range whys {
		ps.at(at[j], fmt.Errorf("this"+nothing+"%s", why))
	}
}

// idleWhen explains why the circumstances in which a lever acts leave an effect of
// this kind without a use; empty if they do not.
func (f *file) idleWhen(b *model.Bargain, l *lever, v verb) string {
	agreed := !l.SnapsBack.value && l.agreedOnly()
	switch v.does { //nolint:exhaustive // the others act in all circumstances
	case model.Hardens, model.MovesPower, model.MovesPatience, model.MovesProcess:
		what := map[model.Verb]string{model.Hardens: "lines", model.MovesPower: "power", model.MovesPatience: "patience", model.MovesProcess: "processes"}[v.does]
		switch {
		case l.agreedOnly():
			return fmt.Sprintf("a lever moves %s while talks go on, and it acts only once there is an agreement; see when", what)
		case f.Clock == nil && len(l.When.items) > 0 && !l.When.waits(model.Always) && !l.When.waits(model.OnNoAgreement) && !l.When.waits(model.WhileTalking):
			return fmt.Sprintf("a lever moves %s while talks go on, and a single meeting is over before it is carried out; see when", what)
		}
		return ""
	case model.Offers, model.Assures:
		return f.idleOver(b, l)
	}
	if why := f.idleOver(b, l); why != "" {
		return why
	}
	if !agreed {
		return ""
	}
	if !slices.ContainsFunc(b.Packages, func(p model.Package) bool { return p.Share != model.Known(0) }) {
		return "it acts only once there is an agreement, and no package earns any of it; see share of packages"
	}
	relieved := b.Standstill == nil && !slices.ContainsFunc(b.Packages, func(p model.Package) bool {
		return p.Share != model.Known(0) && (v.does == model.Costs && p.Relieves != model.Known(1) || v.does == model.Expects && p.Holds != model.Known(1))
	})
	switch {
	case v.does == model.Costs && relieved:
		return "every agreement that earns it relieves the whole disagreement cost"
	case v.does == model.Expects && relieved:
		return "what a party expects without an agreement counts for nothing under one that holds all issues; see when"
	}
	return ""
}

// agreedOnly reports whether a lever acts only while an agreement is in force.
func (l *lever) agreedOnly() bool {
	return len(l.When.items) > 0 && !slices.ContainsFunc(l.When.items, func(m *moment) bool {
		return m.when != model.OnAgreement && m.when != model.OnAcceptance
	})
}

// idleOver explains that a lever that acts under an agreement is over before there
// can be one; empty if it is not.
func (f *file) idleOver(b *model.Bargain, l *lever) string {
	if f.Clock == nil || !l.agreedOnly() || !l.UntilRound.given() {
		return ""
	}
	first := math.Inf(1)
	for i := range f.Packages.values {
		at, _ := f.earliest(b, i)
		first = min(first, at)
	}
	if len(f.Packages.values) > 0 && !math.IsInf(first, 1) && l.UntilRound.most() <= first {
		return fmt.Sprintf("it ends before round %s, the first in which a package can be tabled", model.FormatNumber(first))
	}
	return ""
}

// idleEffect explains why an effect changes nothing whatever the circumstances;
// empty if it can change something.
func (f *file) idleEffect(b *model.Bargain, l *lever, e *effect, v verb) string {
	if v.by && e.By.place() != nil && e.By.amount().zero() || v.push && e.Push.given() && e.Push.zero() {
		return "its size is 0"
	}
	who := -1
	switch {
	case v.ofParty:
		who = named(&e.Of, l)
	case v.of != nil && v.does != model.Offers:
		who = v.of.index()
	}
	name := ""
	if who >= 0 {
		name = f.Parties.keys[who].name
	}
	switch v.does { //nolint:exhaustive // the others need no more than a size
	case model.Offers:
		return f.idleOffer(b, e)
	case model.Expects:
		switch {
		case b.Parties[who].Stated:
			return fmt.Sprintf("what no deal is worth to %s is stated outright, so its expectations do not count", name)
		case f.share(who, e.Issue.index()) == 0 && f.cares(e.Issue.index(), who):
			return fmt.Sprintf("the salience of %s is 0 for %s", e.Issue.name, name)
		}
	case model.Assures:
		if at := f.Parties.values[who].CountsOn; at.at != nil && !slices.ContainsFunc(at.items, func(r *ref) bool { return r.index() == e.Against.index() }) {
			return fmt.Sprintf("%s does not count on %s; see counts_on", name, e.Against.name)
		}
	case model.Hardens:
		return f.idleLine(b, e.Issue.index(), f.redLine(e.Issue.index(), who), name)
	case model.MovesProcess:
		for _, x := range f.numbers {
			if x.path == e.Moves.value && x.zero() {
				return fmt.Sprintf("%s is 0, which no push in log-odds moves", x.path)
			}
			if x.path == e.Moves.value && x.value == 1 && x.domain.hi == 1 && (x.input == nil || x.input.Dist == nil) {
				return fmt.Sprintf("%s is 1, which no push in log-odds moves", x.path)
			}
		}
	}
	return ""
}

// idleOffer explains why an offer changes nothing: it reaches no further than what
// is held, or no package holds its issue.
func (f *file) idleOffer(b *model.Bargain, e *effect) string {
	k := e.Offers.index()
	held := f.Issues.values[k].StatusQuo
	if e.UpTo.given() && held.given() && (e.UpTo.input == nil || e.UpTo.input.Dist == nil) && (held.input == nil || held.input.Dist == nil) && e.UpTo.value == held.value {
		return fmt.Sprintf("up_to is where %s is held already", e.Offers.name)
	}
	if !slices.ContainsFunc(b.Packages, func(p model.Package) bool { return slices.Contains(p.Issues, k) }) && !f.tied(k) {
		return "no package holds " + e.Offers.name
	}
	return ""
}

// tied reports whether a line ties an issue to packages that do not name it.
func (f *file) tied(k int) bool {
	s := f.Issues.values[k]
	return slices.ContainsFunc(s.RedLines.values, func(r *redLine) bool { return len(r.Packages.items) > 0 }) ||
		slices.ContainsFunc(s.PublicLines.values, func(r *publicLine) bool { return len(r.Packages.items) > 0 })
}

// idleLine explains why line j of an issue cannot be hardened or loosened.
func (f *file) idleLine(b *model.Bargain, k, j int, name string) string {
	lines := f.Issues.values[k].RedLines.values
	if j >= len(lines) {
		if !slices.ContainsFunc(b.Theories, func(t model.Theory) bool { return t.Lines }) {
			return "public lines count under audience and everything only, and run plays neither"
		}
		return ""
	}
	if j < 0 {
		return ""
	}
	x := &lines[j].Binding
	if x.input != nil && x.input.Dist != nil || x.value > 0 && x.value < 1 {
		return ""
	}
	return fmt.Sprintf("the red line of %s binds in %s%% of draws, which no push in log-odds moves; say binding: 0.9", name, model.FormatNumber(float64(100*x.value)))
}

// warnMoments warns of circumstances that never come, because the party is never
// asked.
func (f *file) warnMoments(ps *problems, l *lever) {
	for _, m := range l.When.items {
		if p := m.party.index(); m.when == model.OnRefusal && p >= 0 && f.Parties.values[p].seat() == model.Observer {
			ps.at(m.at, fmt.Errorf("this never comes: %s is an observer, whose consent is never asked", m.party.name))
		}
	}
	if l.When.only(model.OnDeadline) && l.FollowThrough.given() && l.FollowThrough.zero() {
		ps.at(l.FollowThrough.at, errors.New("this is announced and never carried out: it acts once a deadline has it carried out, and follow_through is 0"))
	}
}
