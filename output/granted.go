package output

import (
	"math"
	"strings"

	"sim/model"
	"sim/model/study"
)

// Granted is what one meeting takes for granted: what its package waits for in a run,
// at central values; empty if that is nothing.
func Granted(s *study.Solution) (list []string) {
	if len(s.Package.Requires) == 0 && len(s.Package.Insists) == 0 && s.Package.Meetings == model.Known(0) {
		return nil
	}
	b, in := s.Subject.Scenario.Bargain, model.CentralValues(s.Subject.Scenario.Bargain)
	for i := range s.Package.Requires {
		list = append(list, Requirement(b, &s.Package.Requires[i], in))
	}
	if n := int(math.Ceil(s.Package.Meetings.In(in))); n > 0 {
		list = append(list, Counted(n, "earlier meeting", "earlier meetings"))
	}
	for _, first := range s.Package.Insists {
		var ids []string
		for _, p := range first.Packages {
			ids = append(ids, b.Packages[p].ID)
		}
		list = append(list, strings.Join(ids, " and ")+" in force, on which "+PartyName(&b.Parties[first.Party])+" insists")
	}
	return list
}
