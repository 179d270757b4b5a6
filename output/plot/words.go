package plot

import (
	"strings"

	"sim/model"
)

// reasonWords say why there was no headline package.
var reasonWords = []string{
	model.NoReason:        "no reason recorded",
	model.EmptyZone:       "no zone of possible agreement",
	model.RedLineConflict: "red lines and limits leave nothing to table",
	model.Unreachable:     "a reservation value above the party's own ideal",
	model.Refused:         "terms below a party's reservation value",
	model.NotConsenting:   "a party did not consent",
	model.Waited:          "a party preferred to wait",
	model.Deadline:        "time ran out",
	model.NotRatified:     "not ratified",
	model.Breakdown:       "talks broke off",
	model.NotDecided:      "undecided by the solver",
}

func reasonText(r model.Reason) string {
	if int(r) < len(reasonWords) && r >= 0 {
		return reasonWords[r]
	}
	return "another reason"
}

// theoryShort is a theory's name without the mark of the baseline.
func theoryShort(t model.Theory) string { return strings.ReplaceAll(t.Name, "_", " ") }

// packageName is the name by which text calls a package.
func packageName(p *model.Package) string { return orID(p.Title, p.ID) }

// orID is a name, or the identifier in words if there is no name.
func orID(name, id string) string {
	if name != "" {
		return name
	}
	return strings.ReplaceAll(id, "_", " ")
}

// theoryOrder lists the played theories, the baseline first.
func theoryOrder(b *model.Bargain, played int) []int {
	var order []int
	for _, baseline := range []bool{true, false} {
		for i := range played {
			if b.Theories[i].Baseline == baseline {
				order = append(order, i)
			}
		}
	}
	return order
}
