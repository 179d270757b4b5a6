package output

import (
	"strings"

	"sim/model"
)

// When says in which circumstances a lever acts: in any of several.
func When(b *model.Bargain, l *model.Lever) string {
	var all []string
	for _, m := range l.When {
		all = append(all, moment(b, m))
	}
	return strings.Join(all, " or ")
}

func moment(b *model.Bargain, m model.Moment) string {
	who := ""
	if m.Party >= 0 && m.Party < len(b.Parties) {
		who = PartyName(&b.Parties[m.Party])
	}
	switch m.Trigger {
	case model.Always:
		return "always"
	case model.OnAgreement:
		return "while an agreement is in force"
	case model.OnNoAgreement:
		return "whenever no agreement is in force"
	case model.OnRefusal:
		return "when " + who + " is seen to refuse"
	case model.OnAcceptance:
		return "when " + who + " accepts"
	case model.OnViolation:
		return "when " + who + " violates an agreement"
	case model.OnDeadline:
		return "once a deadline has it carried out"
	case model.WhileTalking:
		return "while talks go on without a deal"
	}
	return ""
}
