package protocol

import (
	"fmt"

	"sim/model"
	"sim/model/registry"
)

// spatialParameters are the options of the spatial model.
type spatialParameters struct {
	Preset   string              `yaml:"preset,omitempty" doc:"a published version of the model: ktab (the toolkit's defaults) or ktab_example (the toolkit's example of a game with chance)"`
	Turns    int                 `yaml:"turns,omitempty" doc:"most turns, 1 to 1000"`
	Advanced spatialSwitches     `yaml:"advanced,omitempty" doc:"single switches that differ from the preset"`
	Order    registry.PartyOrder `yaml:"order,omitempty" doc:"all parties, in the order in which equals are taken; left out: by chance, and by name in a solution without draws"`
	Consent  string              `yaml:"consent,omitempty" doc:"none: nobody is asked, and the terms are shown as they are; asked: terms that a party that must consent would refuse count as no agreement"`
}

// Spatial is the spatial model of politics of the KAPSARC Toolkit for
// Behavioral Analysis (KTAB SMP), turn by turn.
var Spatial = registry.Of(registry.About{
	Name: "spatial",
	Doc:  "Spatial model: turn by turn actors challenge each other over all issues at once, and each adopts the strongest bargain on its table (KTAB SMP).",
	Explain: `Every party holds a position on all issues of the package together; d is how far another's position is in its eyes (salience × difference, root mean square), u = (1 − d)(1 + R d) what that is worth to it. Each turn:

 1. A probabilistic Condorcet election of risk-neutral actors between all positions gives each a share p (see condorcet). Those whose position is strong are cautious, R = (3p − p_max − 2 p_min) / (2 (p_max − p_min)); each sees the others' R as a mixture with its own, (2 own + R) / 3.
 2. Whom to challenge: i's side starts with s_i c_i (u_ii − u_ij), j's with s_j c_j (u_jj − u_ji). Third parties join by s c (u_ni − u_nj), reckoning with what becomes of them if their side loses. P is i's share of the total; the gain is s_j of the contest's worth and 1 − s_j of being given way to, less what is now. i challenges where it gains most.
 3. Each challenge is a bargain: per issue both move towards each other by the weights (s_i P)² and (s_j (1 − P))², rounded to four decimals.
 4. Each actor chooses among the bargains it is party to and the status quo, by an election of all actors; all move at once.

It stops when the moves of a turn are below 2% of the first turn's, or after 100. The terms are the strongest of the positions then held. All options of the toolkit are switches below advanced, bar the two experimental ways of bargaining; a preset sets them all. The numbers above are those of ktab. The other, ktab_example, elects by markov_incentive with proportional_cubic votes and has each actor draw among its bargains by their shares (stochastic transitions), as the toolkit's file examples/smp/doc/smpExample.xml does.

A party whose power differs by issue counts with the mean over the package, weighted by its saliences. A party that pays no attention to an issue is taken to propose the status quo there. Nobody is asked for consent: its terms are no agreement and its draws have no outcome, and the summary says how often a party that would have to consent would refuse them. With consent: asked such a draw counts as one without agreement.

It assumes that actors see all positions, capabilities and saliences, and that pressure moves them. Where two opponents, bargains or positions are equally good chance decides, unless order lists all parties (KTAB takes equals in the order of its input); at the end positions closer than 0.001 count as one, that of the first party by name or in the order. The rounding is part of the model. Do not use it where nobody can be pressed to move, and do not read single turns: what is robust is where the strong end up.`,
	Citation: "B. P. Wise, L. Lester and B. Efird, An Introduction to the KAPSARC Toolkit for Behavioral Analysis (KTAB), KAPSARC (2015); B. P. Wise, L. Lester and B. Efird, Multidimensional Bargaining Using KTAB, KAPSARC (2015)",
}, spatialParameters{Preset: "ktab", Turns: 100, Consent: "none"}, newSpatial)

func newSpatial(par spatialParameters) (model.Theory, error) {
	asks, err := consentAsked(par.Consent)
	if err != nil {
		return model.Theory{}, err
	}
	switches, err := par.Advanced.over(par.Preset)
	if err != nil {
		return model.Theory{}, err
	}
	e, err := newElection(switches.Election, switches.Victory, switches.Voting)
	if err != nil {
		return model.Theory{}, err
	}
	set := spatial{influenceRounds: influenceRounds{choices: choices{order: par.Order}, asks: asks}, spatialContest: spatialContest{election: e}, turns: par.Turns}
	var bargain, transitions int
	for _, o := range []struct {
		place           *int
		parameter, name string
		names           []string
	}{
		{&set.risks, "risk", switches.Risk, []string{"min", "mid", "max"}},
		{&set.sees, "perceived", switches.Perceived, []string{"none", "one_third", "half", "two_thirds", "full"}},
		{&set.commitment, "commitment", switches.Commitment, []string{"none", "semi", "full"}},
		{&bargain, "bargain", switches.Bargain, []string{"s1p1", "s2p2"}},
		{&transitions, "transitions", switches.Transitions, []string{"deterministic", "stochastic"}},
		{&set.outcome, "outcome", switches.Outcome, outcomes},
	} {
		if *o.place, err = option(o.parameter, o.name, o.names); err != nil {
			return model.Theory{}, err
		}
	}
	if par.Turns < 1 || par.Turns > 1000 {
		return model.Theory{}, fmt.Errorf("turns is %d, must be from 1 to 1000", par.Turns)
	}
	set.squares, set.stochastic = bargain == 1, transitions == 1
	set.chance = set.stochastic || set.outcome == takeDraw
	return model.Theory{
		Name: "spatial", Family: "influence", OnRequest: true, Predicts: !asks, MinParties: 1, MinIssues: 1, Random: set.chance, Ordered: par.Order != nil,
		New: func() model.Protocol {
			made := set
			return &made
		},
	}, nil
}

type spatial struct {
	influenceRounds
	spatialContest
	turns   int
	outcome int
}

// Solve implements model.Protocol.
func (v *spatial) Solve(p *model.Problem, s *model.Stream, out *model.Offer) { v.run(p, s, out, v) }

// decide implements influenceTheory; it runs turns until positions hardly move.
func (v *spatial) decide(a *actors, x []float64) (turns int) {
	v.begin(a)
	v.record(a)
	first := 0.0
	for turns < v.most(v.turns) {
		moved := v.runTurn(&v.choices)
		v.record(a)
		turns++
		if turns == 1 {
			first = moved
		}
		if turns >= 2 && moved/(first+1e-4) < 0.02 {
			break
		}
	}
	v.holdElection()
	v.writeShares(a, v.at, v.list, v.election.share, v.outcome, x)
	return turns
}
