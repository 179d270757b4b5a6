package protocol

import (
	"fmt"

	"sim/model"
	"sim/model/registry"
)

// challengeParameters are the options of the challenge model.
type challengeParameters struct {
	Variant string              `yaml:"variant,omitempty" doc:"how a contest is decided: pairwise (support in that contest alone) or scholz_code (as in the program of Scholz and others: shares of all contests together)"`
	Rounds  int                 `yaml:"rounds,omitempty" doc:"rounds of challenges, 1 to 100; after the first few the course depends on small things"`
	Outcome string              `yaml:"outcome,omitempty" doc:"what the positions come to: median or mean, weighted by capability × salience"`
	Stays   float64             `yaml:"status_quo_stays,omitempty" doc:"Q, the chance in the challenger's eyes that a party left alone stays where it is, 0 to 1"`
	Favours float64             `yaml:"drift_favours,omitempty" doc:"T, the chance that a party that does move moves towards the challenger, 0 to 1"`
	Order   registry.PartyOrder `yaml:"order,omitempty" doc:"all parties, in the order in which equals are taken; left out: by chance, and by name in a solution without draws"`
	Consent string              `yaml:"consent,omitempty" doc:"none: nobody is asked, and the terms are shown as they are; asked: terms that a party that must consent would refuse count as no agreement"`
}

// Challenge is the expected-utility challenge model (Bueno de Mesquita 1984,
// 1994), as written out by Scholz, Calbert and Smith (2011).
var Challenge = registry.Of(registry.About{
	Name: "challenge",
	Doc:  "Challenge model: actors press others to give way, and give way where they expect to lose (Bueno de Mesquita).",
	Explain: `Issue by issue, every party is an actor with a capability c (its power on the issue, where it differs by issue), a salience s and a position x. D is the distance of two positions as a share of the range at the start. What i expects of challenging j is

    EU = s_j [P U_s + (1 − P) U_f] + (1 − s_j) U_s − Q U_sq − (1 − Q) [T U_b + (1 − T) U_w]
    U_s, U_f = 2 − 4 (½ ∓ ½ D)^r      U_sq = 2 − 4 (½)^r      U_b, U_w = 2 − 4 (½ ∓ ¼ (distance from the median + D))^r

The votes of k for i over j are c_k s_k (D_kj^r − D_ki^r). P is the share of all votes cast between i and j that i gets (pairwise), or its votes as a share of those in all contests (scholz_code). A party that others have much to gain from challenging is cautious, one that is safe takes risks: r runs from ½ to 2 by the sum of what the others expect against it.

In each round every actor compares, with its own r, what it and each other actor expect: both gain and the other more, it goes over (confrontation); only the other gains, and by more than it loses, it moves a part of the way (compromise); only the other gains, and by less, it goes over (capitulation). It takes the first kind it finds, and among those the shortest move. All move at once. The issue ends at the weighted median after three rounds. The variant scholz_code follows the published program, where of the compromises the one with the lowest point is taken and capitulation never comes up.

A party that pays no attention to an issue takes no part in it. Nobody is asked for consent: its terms are no agreement and its draws have no outcome, and the summary says how often a party that would have to consent would refuse them. With consent: asked such a draw counts as one without agreement.

It assumes that positions on one issue line up on a scale and that pressure alone moves them. Do not use it where issues are traded for each other, and do not read more than a few rounds: the course is chaotic, between equal moves chance decides unless order lists all parties, and on resolved European Union issues its mean absolute error was larger than that of the weighted mean.`,
	Citation: "B. Bueno de Mesquita, Political Forecasting: An Expected Utility Method, in European Community Decision Making (1994); J. B. Scholz, G. J. Calbert and G. A. Smith, Unravelling Bueno de Mesquita's Group Decision Model, Journal of Theoretical Politics 23 (2011)",
	Record:   "a mean absolute error of 26.83 of 100, 3.84 more than the weighted mean (95% interval 1.66 to 6.01), in a version that knows each issue's reference point, with Q tuned to 0.7, neither as here. The weighted mean is nearer under the mean absolute error alone: the medians of the absolute errors, 20.00 and 17.54, differ by −2.34 to +4.17 (95% interval), the mean is nearer on 194 issues and challenge on 157 (sign test, p = 0.055), and challenge is within 5 points on 29% of the issues, the mean on 17%; " + europeanUnion,
}, challengeParameters{Variant: "pairwise", Rounds: 3, Outcome: "median", Stays: 1, Favours: 0.5, Consent: "none"}, newChallenge)

func newChallenge(par challengeParameters) (model.Theory, error) {
	asks, err := consentAsked(par.Consent)
	if err != nil {
		return model.Theory{}, err
	}
	variant, err := option("variant", par.Variant, []string{"pairwise", "scholz_code"})
	if err != nil {
		return model.Theory{}, err
	}
	outcome, err := option("outcome", par.Outcome, []string{"median", "mean"})
	switch {
	case err != nil:
		return model.Theory{}, err
	case par.Rounds < 1 || par.Rounds > 100:
		return model.Theory{}, fmt.Errorf("rounds is %d, must be from 1 to 100", par.Rounds)
	case !(par.Stays >= 0 && par.Stays <= 1):
		return model.Theory{}, fmt.Errorf("status_quo_stays is %s, must be from 0 to 1", model.FormatNumber(par.Stays))
	case !(par.Favours >= 0 && par.Favours <= 1):
		return model.Theory{}, fmt.Errorf("drift_favours is %s, must be from 0 to 1", model.FormatNumber(par.Favours))
	}
	return model.Theory{
		Name: "challenge", Family: "influence", Predicts: !asks, MinParties: 1, MinIssues: 1, Ordered: par.Order != nil,
		New: func() model.Protocol {
			return &challenge{influenceRounds: influenceRounds{choices: choices{order: par.Order}, asks: asks}, contest: contest{scholz: variant == 1, stays: par.Stays, favours: par.Favours}, rounds: par.Rounds, mean: outcome == 1}
		},
	}, nil
}

type challenge struct {
	influenceRounds
	contest
	rounds int
	mean   bool
}

// Solve implements model.Protocol.
func (c *challenge) Solve(p *model.Problem, s *model.Stream, out *model.Offer) { c.run(p, s, out, c) }

// decide implements influenceTheory; it decides each issue separately.
func (c *challenge) decide(a *actors, x []float64) (turns int) {
	for k := range a.issue {
		c.reset()
		for i := range a.capability {
			if s := a.row(a.salience, i)[k]; s > 0 {
				c.addActor(a.party[i], a.capabilityOn(i, k), s, a.row(a.position, i)[k])
			}
		}
		c.setSpan()
		c.record(a, k, false)
		for range c.rounds {
			turns++
			if c.runRound(&c.choices) == 0 {
				break
			}
			c.record(a, k, true)
		}
		x[k] = c.position()
	}
	return turns
}

// position is what the positions come to.
func (c *challenge) position() float64 {
	if c.mean {
		return c.meanPosition()
	}
	return c.median()
}
