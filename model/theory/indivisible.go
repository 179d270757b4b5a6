package theory

import (
	"sim/model"
	"sim/model/registry"
)

// Indivisible is bargaining over something of which some party claims that it
// cannot be split (Fearon 1995).
var Indivisible = registry.Of(registry.About{
	Name: "indivisible",
	Doc:  "Indivisible claims: what a party says cannot be split is had whole or not at all.",
	Explain: `Where a party claims that an issue cannot be split (indivisible), only the terms that the claim leaves can be agreed in a package that needs its consent. Everything else is divided by the rule. If no combination suits everybody although some compromise on the claimed issue would, the claim is the reason, and who makes it is recorded.

On a pie that one side has whole or not at all there is an agreement only if one of them gains nothing from going on: with chance p of winning and costs a and b, if p ≤ a or p ≥ 1 − b. What cannot be split can still be drawn lots for or paid for, which opens the zone again: indivisibility is then a problem of commitment (Powell 2006). sim solve says whether either would.

It assumes that the claim is meant. Claims are often a way of bargaining rather than a property of the thing (Goddard 2006), so the difference to the rule alone is what such a claim does if it is held to. Do not use it for an issue that has only a few possible terms whatever anybody says: those are its options.`,
	Citation: "J. D. Fearon, Rationalist Explanations for War, International Organization 49 (1995); R. E. Hassner, To Halve and to Hold: Conflicts over Sacred Space and the Problem of Indivisibility, Security Studies 12 (2003); S. E. Goddard, Uncommon Ground: Indivisible Territory and the Politics of Legitimacy, International Organization 60 (2006); R. Powell, War as a Commitment Problem, International Organization 60 (2006)",
}, dividing{Rule: "nash"}, func(p dividing) (model.Theory, error) {
	t, err := byRule("indivisible", "indivisible claims", "indivisible", p)
	t.Claims, t.Lacks = true, lacksClaim
	return t, err
})

// lacksClaim says what a bargain in which everything can be split lacks.
func lacksClaim(b *model.Bargain) string {
	if b.Claimed() {
		return ""
	}
	return "a claim that an issue cannot be split: indivisible: {options: […], claimed_by: […]} of an issue"
}
