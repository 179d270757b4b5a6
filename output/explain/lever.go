package explain

import (
	"fmt"

	"sim/model"
	"sim/model/portable"
	"sim/output"
)

// lever says in words what a lever is, when it acts and what it does.
func lever(b *model.Bargain, l *model.Lever) []string {
	head := l.Title + "\nheld by " + output.PartyName(&b.Parties[l.Holder])
	if l.Target >= 0 {
		head += ", aimed at " + output.PartyName(&b.Parties[l.Target])
	}
	lines := []string{head}
	if l.Kind != "" {
		lines = append(lines, "kind: "+l.Kind)
	}
	lines = append(lines, "acts: "+output.When(b, l))
	in := model.CentralValues(b)
	for i := range l.Effects {
		lines = append(lines, effect(b, &l.Effects[i], in))
	}
	for _, o := range l.Substitutions {
		lines = append(lines, fmt.Sprintf("compensates for %s of %s", output.FormatExact(o.Share.In(in)), b.Levers[o.Lever].ID))
	}
	for i := range b.Deadlines {
		for _, carried := range b.Deadlines[i].Carries {
			if &b.Levers[carried] == l {
				lines = append(lines, "carried out when the deadline "+b.Deadlines[i].ID+" passes")
			}
		}
	}
	for i := range b.Parties {
		for _, carried := range b.Parties[i].OnLeaving {
			if &b.Levers[carried] == l {
				lines = append(lines, "carried out when "+output.PartyName(&b.Parties[i])+" leaves the talks")
			}
		}
	}
	return lines
}

// effect says what an effect does at full weight and full belief, at the
// midpoints of its ranges.
func effect(b *model.Bargain, e *model.Effect, in []float64) string {
	who, issue := "", ""
	if e.Party >= 0 {
		who = output.PartyName(&b.Parties[e.Party])
	}
	if e.Issue >= 0 && e.Issue < len(b.Issues) {
		issue = b.Issues[e.Issue].ID
	}
	by := e.By.Amount.In(in)
	number := output.FormatExact(by)
	switch e.Does {
	case model.Offers:
		return fmt.Sprintf("offers %s to %s, up to %s", issue, who, output.AmountsOf(&b.Issues[e.Issue]).Exact(e.UpTo.In(in)))
	case model.Presses:
		return fmt.Sprintf("presses %s: not agreeing costs it %s, which no %s relieves", who, size(b, e.By, by), b.Words.OrNeutral().Standstill)
	case model.Rewards:
		return fmt.Sprintf("rewards %s with %s", who, size(b, e.By, by))
	case model.Costs:
		if by < 0 {
			return fmt.Sprintf("takes %s off the %s of %s", size(b, e.By, -by), b.Words.OrNeutral().DisagreementCost, who)
		}
		return fmt.Sprintf("adds %s to the %s of %s", size(b, e.By, by), b.Words.OrNeutral().DisagreementCost, who)
	case model.Expects:
		return fmt.Sprintf("makes %s expect %s to move by %+.3g without an agreement", who, issue, by)
	case model.Assures:
		return fmt.Sprintf("assures %s against %s: lowers its log-hazard of breaking an agreement by %s", who, output.PartyName(&b.Parties[e.Against]), number)
	case model.Hardens:
		if by < 0 {
			return fmt.Sprintf("loosens the red line of %s on %s: it binds less often, by %s log-odds", who, issue, output.FormatExact(-by))
		}
		return fmt.Sprintf("hardens the red line of %s on %s: it binds more often, by %s log-odds", who, issue, number)
	case model.MovesPower:
		return fmt.Sprintf("multiplies the power of %s by %s", who, output.FormatExact(portable.Exp(by)))
	case model.MovesPatience:
		return fmt.Sprintf("moves the patience of %s by %s log-odds", who, number)
	case model.MovesProcess:
		return fmt.Sprintf("moves %s by %s log-odds", e.Path, number)
	}
	return ""
}

// size is a size in words, for the amount x.
func size(b *model.Bargain, s model.Size, x float64) string {
	if s.Issue == 0 {
		return output.FormatExact(x) + " stake units"
	}
	return fmt.Sprintf("as much as %s of the scale of %s is worth to it", output.FormatExact(x), b.Issues[s.Issue-1].ID)
}
