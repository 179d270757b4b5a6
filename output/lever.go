package output

import "sim/model"

// When says in which circumstances a lever acts.
func When(b *model.Bargain, l *model.Lever) string {
	who := ""
	if l.WhenParty >= 0 && l.WhenParty < len(b.Parties) {
		who = PartyName(&b.Parties[l.WhenParty])
	}
	switch l.When {
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
	case model.WhileTalking:
		return "while talks go on without a deal"
	}
	return ""
}
