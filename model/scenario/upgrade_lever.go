package scenario

import (
	"fmt"
	"strings"
)

// affected is the party that an effect of a lever of the first language moves.
func (u *upgrader) affected(lever string, e *node) string {
	at := e.get("of")
	if at == nil {
		at = below(u.whole, "levers", lever, "target")
	}
	if at == nil || at.kind != scalar {
		return ""
	}
	return at.value
}

func (u *upgrader) lever(name string, n *node) {
	scale, scaled := ends{1, 1, false}, true
	if at := below(u.whole, "levers", name, "intensity"); at != nil {
		scale, scaled = endsOf(withoutEvidence(at), nil)
	}
	effects := n.get("effects")
	u.forget(n, "additive")
	if !scaled {
		return
	}
	if effects != nil && effects.kind == sequence {
		for i, e := range effects.items {
			if e.kind == mapping {
				u.effect(name, fmt.Sprintf("levers.%s.effects.%d", name, i), e, scale)
			}
		}
	}
	if effects != nil || below(u.whole, "levers", name, "effects") == nil {
		u.forget(n, "intensity") // else it changes effects of the file that this one extends
	}
}

// effect turns an effect that has an equivalent into one of the present
// language.
func (u *upgrader) effect(lever, path string, e *node, scale ends) {
	moves, push := u.own(e, "moves"), u.own(e, "push")
	if moves == nil || moves.kind != scalar {
		return
	}
	party := u.affected(lever, e)
	inner := withoutEvidence(push)
	x, ok := endsOf(inner, wordsOf(pushField))
	verb, extra := "", ""
	switch moves.value {
	case "conflict_cost":
		c, known := u.cost(party)
		if ok = ok && known && party != ""; ok {
			verb, x = "costs", x.mapped(func(p float64) float64 { return raised(c, p) })
		}
	case "expected_compliance":
		other := below(u.whole, "parties", party, "counts_on")
		if other != nil && other.kind == sequence && len(other.items) == 1 {
			other = other.items[0]
		}
		if ok = ok && other != nil && other.kind == scalar; ok {
			verb, extra = "assures", ", against: "+other.value
		}
	case "binding":
		if ok = ok && party != "" && e.find("issue") >= 0; ok {
			verb = "hardens"
		}
	case "power", "patience":
	default:
		if ok = ok && strings.HasPrefix(moves.value, processPrefix); !ok {
			return
		}
	}
	if !ok {
		return
	}
	x = x.times(scale)
	if verb == "" && scale.lo == 1 && scale.hi == 1 {
		return // it is as it was
	}
	u.note(moves, "{moves: "+moves.value+", push: "+u.of(push)+"}")
	u.replace(inner, x.String())
	u.forget(e, "additive")
	if verb == "" {
		return
	}
	u.rename(e, "moves", verb)
	u.replace(moves, party+u.against(e, extra))
	u.rename(e, "push", "by")
	if i := e.find("of"); i >= 0 {
		u.remove(e, i)
	}
	u.moved[path+".push"] = path + ".by"
}

// against is a further entry, in the form of the mapping e.
func (u *upgrader) against(e *node, extra string) string {
	if extra == "" || e.style == flow {
		return extra
	}
	return u.newline() + strings.Repeat(" ", e.col-1) + strings.TrimPrefix(extra, ", ")
}

// costs turns a push on a party's cost into what it adds to it.
func (u *upgrader) costs(n, party *node, path string) {
	push := u.own(n, "push")
	if push == nil || party == nil {
		return
	}
	inner := withoutEvidence(push)
	x, ok := endsOf(inner, wordsOf(pushField))
	c, known := u.cost(party.value)
	if !ok || !known {
		return
	}
	u.note(push, "push: "+u.of(push))
	u.rename(n, "push", "costs")
	u.replace(inner, x.mapped(func(p float64) float64 { return raised(c, p) }).String())
	u.moved[path+".push"] = path + ".costs"
}

// pushField is the field of a push in the first language.
var pushField = field{tag: `words:"small=0.5|medium=1|large=2"`}

// withoutEvidence is the number itself where it is written with its evidence.
func withoutEvidence(n *node) *node {
	if n != nil && n.kind == mapping {
		if value := n.get("value"); value != nil {
			return value
		}
	}
	return n
}

// cost is the middle of a party's cost of conflict.
func (u *upgrader) cost(party string) (float64, bool) {
	p := below(u.whole, "parties", party)
	if p == nil || p.kind != mapping {
		return 0, false
	}
	for _, key := range []string{"conflict_cost", "disagreement_cost"} {
		if at := p.get(key); at != nil {
			x, ok := endsOf(withoutEvidence(at), nil)
			return x.middle(), ok
		}
	}
	return 0, true // it was 0 if left out
}
