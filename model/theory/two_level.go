package theory

import (
	"sim/model"
	"sim/model/registry"
)

// TwoLevel is bargaining between parties that do not foresee the votes at home
// (Putnam 1988: involuntary defection).
var TwoLevel = registry.Of(registry.About{
	Name: "two_level",
	Doc:  "Two-level game, the vote not foreseen: what the parties sign may be refused at home.",
	Explain: `The parties agree as they would if nobody had to be asked at home. Then the factions vote that the process ratification names, each for its party, and read the terms: a faction accepts if every one of its groups does, and a group if the terms meet all of its thresholds and what its party gains is at least its gain. One refusal is enough, unless the faction has a quota of seats. A threshold with a spread is drawn once a draw, around what is stated. The package comes up again after as many rounds as the process says.

What fails here and not under the rule alone fails because of the vote: an involuntary defection, as the negotiators wanted the agreement. Where they foresee the vote, most of it can be avoided: see two_level_anticipated, which is the remedy and not a second cause.

It assumes that negotiators know nothing of what passes at home, which is the extreme case, and that factions vote on the terms alone. It needs factions, and ratification among the processes. Do not use it for a group that sits at the table: make it a party.`,
	Citation: "R. D. Putnam, Diplomacy and Domestic Politics: The Logic of Two-Level Games, International Organization 42 (1988); K. Iida, When and How Do Domestic Constraints Matter?, Journal of Conflict Resolution 37 (1993)",
}, dividing{Rule: "nash"}, func(p dividing) (model.Theory, error) {
	t, err := byRule("two_level", "unforeseen vote", "two_level", p)
	t.Votes, t.Follows, t.Lacks = true, p.follows(), lacksVote
	return t, err
})

// lacksVote says what a bargain without votes at home lacks.
func lacksVote(b *model.Bargain) string {
	if b.VotesAtHome() {
		return ""
	}
	return "a vote at home: factions, and ratification among the processes"
}

// TwoLevelAnticipated is bargaining in the shadow of the votes at home
// (Schelling 1960; Putnam 1988).
var TwoLevelAnticipated = registry.Of(registry.About{
	Name: "two_level_anticipated",
	Doc:  "Two-level game, the vote foreseen: the parties agree on what passes at home.",
	Explain: `The parties know what the factions that the process ratification names accept, and look only at terms that pass: positions beyond a threshold are off the table, and a party whose faction asks for a gain needs at least that. Among these terms they take those with the largest product of surpluses, each raised to the party's bargaining power. Surpluses are measured from the reservation value all the same. So terms that would pass anyway do not change, and where they would not, the party with the narrower support at home does better by it (Schelling's paradox of weakness), or there is no agreement at all.

Of a threshold with a spread the parties know only the chance with which terms pass, and they weigh it: the terms are those with the largest product of surpluses and chance,

    maximise  sum of power × ln(surplus) + sum of ln(chance to pass)

since what fails at home is worth no more than no deal. A refusal tells them that the threshold lies short of the terms that were refused, and the next proposal takes that into account. So some votes are lost all the same, as in Iida (1993), and fewer than where nobody foresees them.

It assumes that everybody knows the thresholds, or how they are spread, and that one group's vote says nothing of another's. With a quota of seats the parties still look for what every group accepts; leave out groups that nobody courts. The difference to two_level is what foresight is worth; the difference to nash is what the vote costs. Do not use it where the negotiators do not know even so much of their support at home: two_level is that extreme.`,
	Citation: "T. C. Schelling, The Strategy of Conflict (1960), ch. 2; R. D. Putnam, Diplomacy and Domestic Politics: The Logic of Two-Level Games, International Organization 42 (1988); A. Tarar, Constituencies and Preferences in International Bargaining, Journal of Conflict Resolution 49 (2005)",
}, struct{}{}, func(struct{}) (model.Theory, error) {
	t, err := byRule("two_level_anticipated", "foreseen vote", "two_level", dividing{Rule: "nash"})
	t.Votes, t.Foresees, t.Follows, t.Lacks = true, true, []string{"nash"}, lacksVote
	return t, err
})
