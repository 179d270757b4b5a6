package explain

import (
	"fmt"
	"strings"

	"sim/model"
	"sim/output"
)

// lever says in words what a lever is, when it acts and what it moves.
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
		lines = append(lines, "moves "+effect(b, &l.Effects[i], in))
	}
	for _, o := range l.Substitutions {
		lines = append(lines, fmt.Sprintf("makes up for %s of %s", output.FormatExact(o.Share.In(in)), b.Levers[o.Lever].ID))
	}
	return lines
}

// channels are the channels of effects in words.
var channels = map[model.Channel]string{
	model.MovesPosition: "the position", model.MovesStatusQuo: "the status quo", model.MovesConflictCost: "the conflict cost",
	model.MovesProspects: "the prospects", model.MovesPressure: "pressure", model.MovesInducement: "inducement",
	model.MovesExpectedCompliance: "the expected compliance", model.MovesPower: "the power", model.MovesPatience: "the patience",
	model.MovesBinding: "how often the red line binds", model.MovesProcess: "",
}

// effect says what an effect moves, at the middle of its ranges.
func effect(b *model.Bargain, e *model.Effect, in []float64) string {
	var s strings.Builder
	s.WriteString(channels[e.Moves])
	if e.Moves == model.MovesProcess {
		s.WriteString(e.Path)
	}
	if e.Party >= 0 {
		s.WriteString(" of " + output.PartyName(&b.Parties[e.Party]))
	}
	switch e.Moves {
	case model.MovesPosition, model.MovesStatusQuo:
		fmt.Fprintf(&s, " on %s toward %s", b.Issues[e.Issue].ID, output.FormatExact(e.Toward.In(in)))
	case model.MovesBinding:
		fmt.Fprintf(&s, " on %s by %s log-odds at full strength", b.Issues[e.Issue].ID, output.FormatExact(e.Push.In(in)))
	case model.MovesPressure, model.MovesInducement:
	case model.MovesConflictCost, model.MovesProspects, model.MovesExpectedCompliance, model.MovesPower, model.MovesPatience, model.MovesProcess:
		fmt.Fprintf(&s, " by %s log-odds at full strength", output.FormatExact(e.Push.In(in)))
	}
	return s.String()
}
