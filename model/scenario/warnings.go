package scenario

import (
	"fmt"
	"strings"

	"sim/model"
	"sim/model/dist"
)

// warnings returns the warnings about a file, in file order; those about the
// scenario as a whole come first.
func (f *file) warnings(b *model.Bargain, root *node, src *source) []Problem {
	var ps problems
	f.warnAssumed(&ps, b, src)
	f.warnEvidence(&ps)
	f.warnUncited(&ps)
	f.warnNarrow(&ps)
	f.warnCrowd(&ps, b)
	f.warnDefaults(&ps, b, root)
	f.warnShut(&ps, b)
	f.warnResigned(&ps, root)
	f.warnFits(&ps)
	cuts := f.cuts()
	for i, l := range f.Levers.values {
		key := f.Levers.keys[i].at
		why := l.idle(cuts[i], f.Clock == nil)
		if why == "" {
			why = l.untimely(f.Clock)
		}
		if why != "" {
			ps.at(key, fmt.Errorf("the lever %s"+never+"%s", key.value, why))
		} else {
			f.warnNothing(&ps, b, i, cuts[i])
		}
		f.warnMoments(&ps, l)
		f.warnTwice(&ps, l, key)
		f.warnEffects(&ps, l)
	}
	ps.size = true
	f.warnSizes(&ps, b)
	ps.size = false
	f.warnStrength(&ps, b)
	for i := range f.Issues.values {
		f.warnIssue(&ps, i)
	}
	for i, p := range f.Parties.values {
		f.warnParty(&ps, p)
		f.warnWalks(&ps, b, p)
		f.warnIndifferent(&ps, i)
		f.warnSay(&ps, i)
	}
	f.warnScales(&ps)
	f.warnDemands(&ps)
	f.warnDeterrents(&ps)
	f.warnIdle(&ps, b, root)
	f.warnIdeals(&ps, b)
	f.warnTotals(&ps, b)
	f.warnSecrets(&ps, b)
	for i, p := range f.Packages.values {
		if key := f.Packages.keys[i].at; f.Clock != nil && p.Meetings.least() > float64(f.Clock.Rounds.value) {
			ps.at(key, fmt.Errorf("the package %s can never be tabled: it waits for %s meetings, and there are %d rounds",
				key.value, model.FormatNumber(p.Meetings.least()), f.Clock.Rounds.value))
		} else if f.Clock != nil {
			f.warnRequirements(&ps, b, i)
		}
	}
	if f.Clock != nil {
		f.warnDeadlines(&ps, b)
		f.warnMeetings(&ps, b, root)
	}
	f.warnCorrelations(&ps)
	ps.urgent = true
	f.warnUnits(&ps)
	return ps.sorted()
}

func (f *file) warnAssumed(ps *problems, b *model.Bargain, src *source) {
	assumed := 0
	for i := range b.Inputs {
		if b.Inputs[i].Evidence == nil {
			assumed++
		}
	}
	if assumed > 0 {
		ps.in(src, 0, 0, fmt.Errorf("%d of %d inputs are assumed: they name no evidence", assumed, len(b.Inputs)))
	}
}

// warnEvidence warns of cited documents that cannot support facts.
func (f *file) warnEvidence(ps *problems) {
	cited := make([][]string, len(f.Documents.values))
	for _, x := range f.numbers {
		if x.evidence != nil {
			d := x.evidence.Document.index()
			cited[d] = append(cited[d], x.path)
		}
	}
	for i, doc := range f.Documents.values {
		paths := cited[i]
		if len(paths) == 0 || (model.Document{Kind: doc.Kind.value}).SupportsFacts() {
			continue
		}
		rest := ""
		if len(paths) > 3 {
			paths, rest = paths[:3], fmt.Sprintf(" and %d more", len(paths)-3)
		}
		key := f.Documents.keys[i].at
		ps.at(key, fmt.Errorf("%s is %s, which does not count as evidence of a fact; %d of the numbers rest on it: %s%s",
			key.value, map[string]string{"opinion": "an opinion", "rewritten news": "rewritten news"}[doc.Kind.value],
			len(cited[i]), strings.Join(paths, ", "), rest))
	}
}

// worstFit is the largest deviation of a distribution from what was requested
// that gives no warning, as a share of its 90% range.
const worstFit = 0.02

// warnFits warns of distributions that are far from what was requested.
func (f *file) warnFits(ps *problems) {
	for _, x := range f.numbers {
		if x.input == nil || x.input.Dist == nil || !(dist.Misses(x.input.Dist) > worstFit) {
			continue
		}
		asked, to := x.input.Dist.(dist.Fit).Fitted()
		q := func(u float64) string { return rough(x.input.Dist.Quantile(u)) }
		ps.at(x.val, fmt.Errorf("no such shape has 5%% below %s, half below %s and 95%% below %s; the nearest, %s, has %s, %s and %s",
			rough(asked[0]), rough(asked[1]), rough(asked[2]), to, q(0.05), q(0.5), q(0.95)))
	}
}

// cuts returns the levers that cut a flow of the aid account.
func (f *file) cuts() map[int]bool {
	cuts := map[int]bool{}
	if f.Aid != nil {
		for _, flow := range f.Aid.Flows.values {
			cuts[flow.CutBy.index()] = true
		}
	}
	return cuts
}

// idle explains why a lever can never act; empty if it can. A weight of 0 does
// not count, because users adjust weights.
func (l *lever) idle(cuts, single bool) string {
	zero := func(x *number) bool { return x.input != nil && x.input.Dist == nil && x.value == 0 }
	switch {
	case zero(&l.PassThrough):
		return "its " + l.PassThrough.f.Name + " is 0"
	case zero(&l.Credibility) && !l.When.carriedOut():
		return "its " + l.Credibility.f.Name + " is 0"
	case len(l.Effects.items) == 0 && len(l.Offsets.values) == 0 && !cuts:
		return "it has no effects, offsets nothing and cuts no flow of aid"
	case single && l.When.only(model.OnViolation):
		return "nobody violates an agreement at a single meeting"
	}
	return ""
}

// untimely explains why a lever's dates leave no round in which it acts; empty
// if there is one.
func (l *lever) untimely(c *clock) string {
	from := l.FromRound.least()
	switch {
	case c == nil:
		return ""
	case l.UntilRound.given() && l.UntilRound.most() <= from:
		return fmt.Sprintf("until_round %s is not after from_round %s", model.FormatNumber(l.UntilRound.most()), model.FormatNumber(from))
	case from >= float64(c.Rounds.value):
		return fmt.Sprintf("it begins in round %s, and the last one is round %d", model.FormatNumber(from), c.Rounds.value-1)
	}
	return ""
}

// zero reports whether a number is known to be 0.
func (x *number) zero() bool { return x.value == 0 && (x.input == nil || x.input.Dist == nil) }

// cares reports whether a party has a position on an issue.
func (f *file) cares(issue, party int) bool {
	for _, k := range f.Issues.values[issue].Positions.keys {
		if k.index() == party {
			return true
		}
	}
	return false
}

// warnIndifferent warns of a party that cares about no issue: all terms are
// equal to it. A party without a say may act through levers alone.
func (f *file) warnIndifferent(ps *problems, party int) {
	has := false
	for _, is := range f.Issues.values {
		for i, k := range is.Positions.keys {
			if k.index() != party {
				continue
			}
			if has = true; !is.Positions.values[i].Salience.zero() {
				return
			}
		}
	}
	switch key := f.Parties.keys[party].at; {
	case !has && f.Parties.values[party].seat() == model.Signatory:
		ps.at(key, fmt.Errorf("%s has no position on any issue: it cares about none, and all terms are alike to it", key.value))
	case has:
		ps.at(key, fmt.Errorf("all saliences of %s are 0: it cares about no issue, and all terms are alike to it", key.value))
	}
}

// warnParty warns of numbers of a party that nothing uses.
func (f *file) warnParty(ps *problems, p *party) {
	at, key := p.ReservationValue.at, "reservation_value"
	if p.WalksAway.at != nil {
		at, key = p.WalksAway.at, "walks_away"
	}
	if at == nil {
		return
	}
	var unused []string
	if p.DisagreementCost.place() != nil {
		unused = append(unused, "disagreement_cost")
	}
	if p.Prospects.at != nil {
		unused = append(unused, "prospects")
	}
	if len(unused) > 0 {
		ps.at(at, fmt.Errorf("%s is stated outright, so what no deal is worth does not depend on %s", key, strings.Join(unused, " and ")))
	}
}
