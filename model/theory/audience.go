package theory

import (
	"sim/model"
	"sim/model/registry"
)

// Audience is bargaining between parties that pay at home for crossing lines that
// they have stated in public (Fearon 1994; Schelling 1960).
var Audience = registry.Of(registry.About{
	Name: "audience",
	Doc:  "Audience costs: who crosses a line that it stated in public pays for it at home.",
	Explain: `A party that has stated a line in public (public_lines) can still sign terms beyond it, but pays at home: price times its weight on the issue for every whole scale by which the terms cross the line. The price is paid at signature, so it counts when the parties look for terms, and not in whether an agreement is kept afterwards. Then they divide by the rule.

Two things follow. Terms move toward the line of the party that would pay more (tied hands: Schelling 1960), and where the lines of two parties leave less than both prices allow, there is no agreement that either could sign: they have locked themselves in (Fearon 1994). What fails here and not under the rule alone fails because of what was said in public. Where a line grows, its price rises with every round in which nothing could be agreed and its party stood in the way: who has stood firm for long can give way ever less (Fearon 1994). A line beyond what is held now is a demand: without an agreement nobody pays for it, so it makes even an agreement that changes nothing dear.

It assumes that the lines were stated before the talks and are known, that the price rises in proportion, and that nobody chooses its line with a view to the talks. So a line tells nobody anything: that public demands let a resolved party show its resolve, as in Fearon (1994, 1997), is left out, and with it what audience costs do for peace. Lines with a price do nothing under other theories. Do not use it for what a party really cannot sign: that is a red line, or a limit of the package.`,
	Citation: "J. D. Fearon, Domestic Political Audiences and the Escalation of International Disputes, American Political Science Review 88 (1994), and Signaling Foreign Policy Interests, Journal of Conflict Resolution 41 (1997); T. C. Schelling, The Strategy of Conflict (1960), ch. 2; B. Leventoğlu and A. Tarar, Prenegotiation Public Commitment in Domestic and International Bargaining, American Political Science Review 99 (2005)",
}, dividing{Rule: "nash"}, func(p dividing) (model.Theory, error) {
	t, err := byRule("audience", "audience costs", "audience", p)
	t.Lines, t.Lacks = true, lacksLines
	return t, err
})

// lacksLines says what a bargain without public lines lacks.
func lacksLines(b *model.Bargain) string {
	if b.PublicLines() {
		return ""
	}
	return "a line with a price: public_lines: {PARTY: {at_most: …, price: 0.5 to 4}} of an issue"
}
