package protocol

import (
	"math"
	"slices"

	"sim/model"
	"sim/model/registry"
)

// OptionElection is a probabilistic Condorcet election over the options of each
// issue, by what each is worth to the parties (KAPSARC Toolkit for Behavioral
// Analysis, matrix of utilities).
var OptionElection = registry.Of(registry.About{
	Name: "option_election",
	Doc:  "Election over options: the options of each issue stand against each other in pairs, by what each is worth to every party.",
	Explain: `Issue by issue, the options are those of the issue; where it has none, the positions of the parties. What an option is worth to a party, u from 0 to 1, is what the party says under utilities; a party that does not say values it at 1 − its distance from its position. Risk aversion R makes of it u (1 + R (1 − u)).

In a contest of two options everybody votes with capability × salience times what it gains by the one (the voting rule); an option wins by the strength c of its coalition, c^e / (c^e + other^e) with e = 1, 2, 4 or 8 (the victory law). From the contests comes a share of each option by the kind of election (see condorcet). The issue ends at the option with the largest share, between equals by chance; with outcome: draw it is drawn by the shares. Options that red lines or limits shut out do not stand.

Options need no order: utilities may say that a party likes the first and the third of three and not the second. They count in the election only; what terms are worth to a party follows from its position, as under every theory. On an issue without options and utilities it is condorcet on that issue alone. Nobody is asked for consent: its terms are no agreement and its draws have no outcome, and the summary says how often a party that would have to consent would refuse them. With consent: asked such a draw counts as one without agreement.

It assumes that issues are decided apart from each other and that parties vote for what they like. Do not use it where a party can simply walk away from the result.`,
	Citation: "B. P. Wise, L. Lester and B. Efird, An Introduction to the KAPSARC Toolkit for Behavioral Analysis (KTAB), KAPSARC (2015)",
}, optionElectionParameters{Election: "conditional", Victory: "linear", Voting: "proportional", Outcome: "strongest", Consent: "none"}, newOptionElection)

// optionElectionParameters are the options of the election.
type optionElectionParameters struct {
	Election string              `yaml:"election,omitempty" doc:"how contests in pairs become shares: conditional, markov_uniform or markov_incentive"`
	Victory  string              `yaml:"victory,omitempty" doc:"how strength becomes victory: linear, square, quartic, octic or binary (certain with an advantage of a tenth)"`
	Voting   string              `yaml:"voting,omitempty" doc:"how gains become votes: proportional, binary, proportional_binary, cubic, proportional_cubic or asymmetric"`
	Outcome  string              `yaml:"outcome,omitempty" doc:"which option: the strongest, or a draw by their shares"`
	Order    registry.PartyOrder `yaml:"order,omitempty" doc:"all parties, in the order in which equals are taken; left out: by chance, and by name in a solution without draws"`
	Consent  string              `yaml:"consent,omitempty" doc:"none: nobody is asked, and the terms are shown as they are; asked: terms that a party that must consent would refuse count as no agreement"`
}

func newOptionElection(par optionElectionParameters) (model.Theory, error) {
	asks, err := consentAsked(par.Consent)
	if err != nil {
		return model.Theory{}, err
	}
	e, err := newElection(par.Election, par.Victory, par.Voting)
	if err != nil {
		return model.Theory{}, err
	}
	outcome, err := option("outcome", par.Outcome, []string{"strongest", "draw"})
	if err != nil {
		return model.Theory{}, err
	}
	return model.Theory{
		Name: "option_election", Family: "influence", OnRequest: true, Predicts: !asks, MinParties: 1, MinIssues: 1, Random: outcome == 1, Ordered: par.Order != nil,
		New: func() model.Protocol {
			// What options are worth is no part of what is cached.
			return &optionElection{influenceRounds: influenceRounds{choices: choices{order: par.Order}, asks: asks, chance: true}, election: e, draws: outcome == 1}
		},
	}, nil
}

type optionElection struct {
	influenceRounds
	election election
	draws    bool
	problem  *model.Problem // while it is solved
	at       []float64      // per option that stands: its position
	of       []int          // per option: its index in the table, or the actor whose position it is
	utility  []float64
}

// Solve implements model.Protocol.
func (e *optionElection) Solve(p *model.Problem, s *model.Stream, out *model.Offer) {
	e.problem = p
	e.run(p, s, out, e)
	e.problem = nil
}

// decide implements influenceTheory; it decides each issue separately.
func (e *optionElection) decide(a *actors, x []float64) (turns int) {
	for k, issue := range a.issue {
		table := e.table(issue)
		e.stand(a, k, table)
		e.election.begin(len(e.at))
		e.utility = resized(e.utility, len(e.at))
		for i := range a.party {
			s := a.row(a.salience, i)[k]
			if s == 0 {
				continue
			}
			for o := range e.at {
				e.utility[o] = e.worth(a, i, k, o, table)
			}
			e.election.vote(float64(a.capabilityOn(i, k)*s), e.utility)
		}
		e.election.close()
		e.record(a, k, table)
		key := func(o int) model.StreamKey {
			if table != nil {
				return child(e.stream.Key.Child("option"), table.Name, e.of[o])
			}
			return e.ofParty(a.party[e.of[o]])
		}
		if e.draws {
			x[k] = e.at[e.byShare(e.election.share, key)]
		} else {
			x[k] = e.at[e.largest(e.election.share, key, nil)]
		}
	}
	return len(a.issue)
}

// table is what the parties say that the options of an issue are worth to them;
// nil if nobody says it.
func (e *optionElection) table(issue int) *model.OptionTable {
	for t := range e.problem.Options {
		if e.problem.Options[t].Issue == issue {
			return &e.problem.Options[t]
		}
	}
	return nil
}

// stand lists the options on the issue in column k: those of the table that can be
// tabled, or the positions that actors hold.
func (e *optionElection) stand(a *actors, k int, table *model.OptionTable) {
	e.at, e.of = e.at[:0], e.of[:0]
	if table != nil {
		for o, at := range table.At {
			if e.tabled(table.Issue, at) {
				e.at, e.of = append(e.at, at), append(e.of, o)
			}
		}
	}
	for i := range a.party {
		if x := a.row(a.position, i)[k]; table == nil && a.row(a.salience, i)[k] > 0 && !slices.Contains(e.at, x) {
			e.at, e.of = append(e.at, x), append(e.of, i)
		}
	}
}

// tabled reports whether an option of an issue is not shut out.
func (e *optionElection) tabled(issue int, at float64) bool {
	p := e.problem
	for j, k := range p.LevelIssues() {
		for l := range p.Levels() {
			if k == issue && p.LevelAt(l, j) == at {
				return true
			}
		}
	}
	return !slices.Contains(p.LevelIssues(), issue) && p.Lower[issue] <= at && at <= p.Upper[issue]
}

// worth is what option o on the issue in column k is worth to actor i.
func (e *optionElection) worth(a *actors, i, k, o int, table *model.OptionTable) float64 {
	if table != nil {
		if u := table.Utility[a.party[i]][e.of[o]]; u == u {
			return valueAtDistance(1-u, a.risk[i])
		}
	}
	return valueAtDistance(math.Abs(a.row(a.position, i)[k]-e.at[o]), a.risk[i])
}
