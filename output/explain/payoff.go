package explain

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"sim/model"
	"sim/model/study"
	"sim/output"
	"sim/output/table"
)

// Payoff says, term by term, how the payoff of a package is made up for a party
// under the theory with the given index, and what it is compared with; name is
// PARTY/PACKAGE. With every input at its midpoint it is about the first meeting;
// in a draw, from 0, about the round in which the package was first tabled; draw
// −1: at midpoints. ok is false if the scenario has no such party or package; the
// error says why the draw cannot be made.
func Payoff(s *study.Subject, name string, theory, draw int) (text string, ok bool, err error) {
	b := s.Scenario.Bargain
	who, what, _ := strings.Cut(name, "/")
	party, pkg := -1, -1
	for i := range b.Parties {
		if b.Parties[i].ID == who {
			party = i
		}
	}
	for g := range b.Packages {
		if b.Packages[g].ID == what {
			pkg = g
		}
	}
	if party < 0 || pkg < 0 {
		return "", false, nil
	}
	var p model.Proposal
	if draw < 0 {
		p = s.Proposal(theory, pkg, party)
	} else {
		d, err := s.Draw(draw)
		if err != nil {
			return "", true, err
		}
		p = d.Proposal(theory, pkg, party)
	}
	head := fmt.Sprintf("%s (payoff) under %s, %s\n%s", name, output.TheoryName(&b.Theories[theory]), placeOf(b, &p, draw), termsOf(&p, draw))
	parts := []string{head, comparisonOf(b, &p)}
	for _, t := range []*table.Table{situations(b, &p), termTable(b, &p), leverTable(b, &p)} {
		if t == nil {
			continue
		}
		var w strings.Builder
		if err := t.Text(&w, table.Plain); err != nil {
			return "", true, err
		}
		parts = append(parts, strings.TrimSuffix(w.String(), "\n"))
	}
	return strings.Join(parts, "\n\n"), true, nil
}

// placeOf says which meeting a payoff is about.
func placeOf(b *model.Bargain, p *model.Proposal, draw int) string {
	place := "all inputs at their midpoints"
	if draw >= 0 {
		place = fmt.Sprintf("draw %d", draw)
	}
	switch {
	case p.Round < 0:
		return place + ", no meeting is held: as of the end"
	case b.Clock.Rounds > 0:
		return fmt.Sprintf("%s, round %d", place, p.Round)
	}
	return place
}

// termsOf says where the terms come from.
func termsOf(p *model.Proposal, draw int) string {
	switch {
	case p.Tabled:
		return "terms: as tabled"
	case p.Reason != model.NoReason:
		return "terms: the theory finds none (" + p.Reason.String() + "); issues stand where they are held, as far as the package allows"
	case draw >= 0:
		return "terms: what the theory would propose; it is not tabled in this draw"
	}
	return "terms: what the theory proposes"
}

// comparisonOf is the payoff beside what it is compared with.
func comparisonOf(b *model.Bargain, p *model.Proposal) string {
	against := "reservation value"
	if !b.Packages[p.Package].Headline() || p.Against != p.Reservation {
		against = "value of talking"
	}
	lines := []string{
		fmt.Sprintf("payoff of the agreement %s, %s %s: %s", units(p.Payoff), against, units(p.Against), signed(p.Payoff-p.Against)),
		fmt.Sprintf("reservation value %s = (1 − %s) × talking %s + %s × refusing %s", units(p.Reservation), units(p.Called), units(p.Talks.Worth), units(p.Called), units(p.Refusal.Worth)),
	}
	if p.WalksAway != nil {
		lines = append(lines, "walks away at "+output.WalkAway(b, p.WalksAway)+": no deal is worth to it what these terms would be")
	}
	if p.BaseHazard > 0 && !p.GoesOn {
		lines = append(lines, fmt.Sprintf("expects a breach with a hazard of %s per round without guarantee and monitoring, of %s under these terms, so an agreement to hold for %s of the time", precise(p.BaseHazard), precise(p.Hazard), units(p.Agreed.Trust)))
	}
	if p.GoesOn {
		lines = append(lines, "the package stops nothing and nobody doubts it: it comes on top of talking")
	}
	return strings.Join(lines, "\n")
}

// situations is what the party has in each situation, in stake units.
func situations(b *model.Bargain, p *model.Proposal) *table.Table {
	words := b.Words.OrNeutral()
	t := &table.Table{Head: []string{"in stake units", "agreed", "talking", "refusing"}}
	of := []*model.Situation{&p.Agreed, &p.Talks, &p.Refusal}
	row := func(name string, value func(s *model.Situation) float64, always bool) {
		fields, any := []string{name}, always
		for _, s := range of {
			x := value(s)
			any = any || math.Abs(x) >= 0.00005
			fields = append(fields, units(x))
		}
		if any {
			t.Rows = append(t.Rows, fields)
		}
	}
	held := "value of what is held"
	if slices.ContainsFunc(b.Issues, func(s model.Issue) bool { return s.HasNoDeal || s.DealOnly }) || p.WalksAway != nil {
		held += " or, without a deal, of where issues end"
	}
	row(held, func(s *model.Situation) float64 { return s.Held }, true)
	row("+ expected gain without an agreement, where nothing holds it", func(s *model.Situation) float64 { return float64(s.Free * s.Expected) }, false)
	row("− "+words.DisagreementCost+", as far as it is not relieved", func(s *model.Situation) float64 { return float64(s.Left * s.Cost) }, false)
	row("+ rewards", func(s *model.Situation) float64 { return s.Rewards }, false)
	row("− pressure", func(s *model.Situation) float64 { return s.Pressure }, false)
	row("− cost of own levers", func(s *model.Situation) float64 { return s.Own }, false)
	row("= as long as it holds", func(s *model.Situation) float64 {
		return s.Held + float64(s.Free*s.Expected) - float64(s.Left*s.Cost) + s.Rewards - s.Pressure - s.Own
	}, true)
	row("× share of time for which it holds", func(s *model.Situation) float64 { return s.Trust }, true)
	row("+ what a breach leaves × the rest of the time", func(s *model.Situation) float64 { return float64((1 - s.Trust) * s.Broken) }, false)
	row("+ what sponsors' leaving changes", func(s *model.Situation) float64 { return s.Leaving }, false)
	row("− leverage lost", func(s *model.Situation) float64 { return s.LeverageLoss }, false)
	row("= before the terms", func(s *model.Situation) float64 { return s.Worth }, true)
	added := 0.0
	for _, part := range p.Terms {
		added += part.Worth
	}
	t.Rows = append(t.Rows, []string{"+ what the terms add", units(added), "", ""}, []string{"= payoff", units(p.Payoff), units(p.Talks.Worth), units(p.Refusal.Worth)})
	return t
}

// termTable is what the terms on each issue add.
func termTable(b *model.Bargain, p *model.Proposal) *table.Table {
	t := &table.Table{Head: []string{"terms", "held", "agreed", "weight", "× counts", "× change of value", "− cost of offering", "= adds"}}
	priced := slices.ContainsFunc(p.Terms, func(part model.TermPart) bool { return part.Price != 0 })
	if priced {
		t.Head = slices.Insert(t.Head, 7, "− price of its line")
	}
	for _, part := range p.Terms {
		if part.Weight == 0 && part.Toll == 0 && part.Price == 0 {
			continue
		}
		issue := &b.Issues[part.Issue]
		amount := func(x float64) string {
			if math.IsNaN(x) {
				return "–"
			}
			return output.AmountsOf(issue).Exact(issue.Scale.Amount(x))
		}
		row := []string{
			output.IssueName(issue), amount(part.Held), amount(part.Term), units(part.Weight), units(part.Slope), signed(part.Change), units(part.Toll), signed(part.Worth),
		}
		if priced {
			row = slices.Insert(row, 7, units(part.Price))
		}
		t.Rows = append(t.Rows, row)
	}
	if t.Rows == nil {
		return nil
	}
	return t
}

// leverTable is what each lever does to the party: its size at full strength, and
// its strength in each situation.
func leverTable(b *model.Bargain, p *model.Proposal) *table.Table {
	t := &table.Table{Head: []string{"levers", "size", "× agreed", "× talking", "× refusing", "effect"}, Left: map[int]bool{5: true}}
	in := model.CentralValues(b)
	for _, part := range p.Levers {
		t.Rows = append(t.Rows, []string{
			b.Levers[part.Lever].ID, precise(part.Size), units(part.Agreed), units(part.Talks), units(part.Refusal), effectName(b, part.Effect, in),
		})
	}
	if t.Rows == nil {
		return nil
	}
	return t
}

// effectName is an effect in few words, for a table.
func effectName(b *model.Bargain, e *model.Effect, in []float64) string {
	switch e.Does { //nolint:exhaustive // other effects are not on payoffs
	case model.Costs:
		return b.Words.OrNeutral().DisagreementCost
	case model.Presses:
		return "pressure"
	case model.Rewards:
		return "reward"
	case model.Expects:
		return "expected shift of " + b.Issues[e.Issue].ID
	case model.Assures:
		return "log-hazard of " + output.PartyName(&b.Parties[e.Against])
	}
	return effect(b, e, in)
}

// units writes an amount of payoff, a weight or a share to four decimals at
// most: the terms must be seen to add up.
func units(x float64) string { return strings.Replace(fmt.Sprintf("%.4f", x+0), "-", "−", 1) }

func signed(x float64) string { return strings.Replace(fmt.Sprintf("%+.4f", x+0), "-", "−", 1) }

func precise(x float64) string { return strings.Replace(fmt.Sprintf("%.3g", x), "-", "−", 1) }
