package theory

import (
	"fmt"
	"slices"
	"strings"

	"sim/model"
	"sim/model/registry"
)

// Commitment is bargaining between parties that sign only what each of them will
// keep (Fearon 1995; Powell 2006).
var Commitment = registry.Of(registry.About{
	Name: "commitment",
	Doc:  "Commitment problem: what some party would break later is not signed, although everybody would gain by it.",
	Explain: `The parties divide what they can gain by a rule, nash unless another is named (commitment+egalitarian, commitment+kalai_smorodinsky), and trust each other as far as they say. But they sign a settlement or a ceasefire only on terms that keep themselves: in every round after signature that they foresee, each signatory must be better off keeping them than breaking them. Breaking brings what going on without an agreement brings, with what power has shifted until then (power_shift of the package), and leaves the breaker what cannot be undone (irreversible); once the breach is noticed, as monitoring and violations.noticed say, it brings what is left after levers that wait for a violation, snap-backs and the answer of a guarantor (violations.answers):

    value of breaking = [(1 − patience) × before it is noticed + patience × noticed × after] / [1 − patience × (1 − noticed)]

Keeping brings what was agreed for as long as nothing breaks it by accident (violations.accidents). Terms that some party would break are left out, and the parties take the best of the others by the same rule; if none are left, the reason is not_self_enforcing, with the party and the round in which breaking would pay, and the weakest guarantee that would do. Surpluses are measured from reservation values all the same, so where everybody would keep the terms anyway they are those of the rule.

The twin is the rule: the same trust, and nobody asks who would keep the terms.

It assumes that the shift is foreseen by all, that terms do not move with power, and that otherwise things stay as they are at signature: the front, stocks, and what levers have done. What breaking adds to what is kept is read on straight values. Do not use it where terms can be renegotiated as power moves, since then slower shifts do no harm (Powell 2006), or where a third party enforces what is signed. It needs power_shift or the process violations.`,
	Citation: "J. D. Fearon, Rationalist Explanations for War, International Organization 49 (1995); R. Powell, War as a Commitment Problem, International Organization 60 (2006)",
}, dividing{Rule: "nash"}, func(p dividing) (model.Theory, error) {
	if !slices.Contains(keepable, p.Rule) {
		return model.Theory{}, fmt.Errorf("under commitment the parties can divide by %s, not by %s", strings.Join(keepable, " or "), p.Rule)
	}
	t, err := byRule("commitment", "commitment", "commitment", p)
	t.Keeps, t.Follows, t.Concave, t.Lacks = true, p.follows(), true, lacksTemptation
	return t, err
})

// keepable are the rules that can leave out terms that nobody would keep.
var keepable = []string{"nash", "kalai_smorodinsky", "egalitarian"}

// lacksTemptation says what a bargain lacks in which nobody could be tempted to
// break what was signed.
func lacksTemptation(b *model.Bargain) string {
	if b.Tempts() {
		return ""
	}
	return "a temptation to break what was signed: power_shift of a package, or violations among the processes"
}
