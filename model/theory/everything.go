package theory

import (
	"sim/model"
	"sim/model/registry"
)

// Everything is bargaining in which several causes of failure act at once.
var Everything = registry.Of(registry.About{
	Name: "everything",
	Doc:  "Everything at once: private information, promises that must keep themselves, audience costs and a vote that is not foreseen, as far as the scenario has them.",
	Explain: `Causes that each leave the zone of possible agreement open can close it together, and a lever that widens the zone a little shows only where it is narrow. Here all causes act at once for which the scenario has data: whoever knows something alone is asked by demands (information), a settlement or a ceasefire is signed only on terms that every signatory will keep (commitment), public lines have their price (audience), and factions vote on what was signed without anybody having foreseen it (two_level). Other packages than settlements, and settlements where nobody knows anything alone, are divided as under nash.

A demand is made on terms that are kept, and what is paid for crossing a line is sunk once they are signed: it makes nobody break them. Trust is what each party says, as under nash.

It is shown beside the causes, where it is named, and counts in no pool: it is none of them. What it does is counted against nash, and is no sum: what two causes do together may be more or less than what they do one by one.

It assumes what each of its causes assumes. Who demands knows what keeps the other from breaking the terms, its private number included: that is more than it knows otherwise. Claims that something cannot be split are left out, as they are a matter of what is said more than of what acts together. It needs data for at least two of the causes. Do not use it to say which cause matters: compare the causes with their twins.`,
	Citation: "J. D. Fearon, Rationalist Explanations for War, International Organization 49 (1995), on causes that act together; R. D. Putnam, Diplomacy and Domestic Politics, International Organization 42 (1988)",
}, struct{}{}, func(struct{}) (model.Theory, error) {
	t, err := byRule("everything", "everything at once", "everything", dividing{Rule: "nash"})
	t.Lines, t.Votes, t.Keeps, t.Beside = true, true, true, true
	t.OnRequest = true // a draw costs many times one of any other theory
	t.Concave = true   // as demands need
	t.Acts = func(b *model.Bargain) []model.Process {
		if !screens(b) {
			return nil
		}
		return []model.Process{newDemanding(b, defaultTypes, nil)}
	}
	t.Lacks = lacksCompany
	return t, err
})

// screens reports whether demands can be made of who knows something alone. Totals
// leave no frontier to demand along.
func screens(b *model.Bargain) bool { return lacksSecret(b) == "" && len(b.Totals) == 0 }

// lacksCompany says what a bargain lacks in which fewer than two causes act.
func lacksCompany(b *model.Bargain) string {
	causes := 0
	for _, has := range []bool{screens(b), b.Tempts(), b.PublicLines(), b.VotesAtHome()} {
		if has {
			causes++
		}
	}
	if causes < 2 {
		return "data for at least two of private information, a temptation to break what was signed, public lines and votes at home"
	}
	return ""
}
