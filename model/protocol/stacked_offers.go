package protocol

import (
	"fmt"

	"sim/model"
	"sim/model/registry"
)

// StackedOffers is the stacked alternating offers protocol (Aydoğan and others
// 2017) between parties with time-dependent concessions (Faratin and others
// 1998).
var StackedOffers = registry.Of(registry.About{
	Name: "stacked_offers",
	Doc:  "Stacked alternating offers: parties ask for less as the deadline nears, and accept what is enough.",
	Explain: `The parties that must consent take turns, by falling capability (equals by chance, unless order lists all parties), for a number of rounds. At its turn a party accepts the offer on the table or puts another in its place. An offer that all have supported one after the other is agreed; after the last round there is none.

What a party asks for falls from the best terms it could get down to its reservation value as time (0 in the first round, 1 in the last) goes by:

    asks for = best − (best − reservation value) × given up,   given up = opening + (1 − opening) × time^(1/beta)
    exponential curve: given up = opening^((1 − time)^beta)

A boulware party (beta 0.2) holds out until shortly before the deadline, a linear one (1) concedes evenly, a conceder (5) early. Of all terms that are worth to it what it asks for, a party offers those that are best for the others together. Rules of acceptance, never below the reservation value:

    next   the offer is worth what it would ask for itself now
    const  it is worth the share "least" of the way from its reservation value to its best
    time   the share "late" of the time has gone by
    combi  as next; or late, and nobody has offered it more so far

It assumes that nobody knows anybody's reservation value or reasons about it: parties follow rules. Two parties always settle in the end if there is a zone of possible agreement (under next and combi); more may miss the deadline. Do not use it where parties look ahead, or where there is no deadline.`,
	Citation: "R. Aydoğan, D. Festen, K. V. Hindriks and C. M. Jonker, Alternating Offers Protocols for Multilateral Negotiation (2017); P. Faratin, C. Sierra and N. R. Jennings, Negotiation Decision Functions for Autonomous Agents, Robotics and Autonomous Systems 24 (1998); T. Baarslag, K. Hindriks and C. Jonker, Acceptance Conditions in Automated Negotiation (2013)",
}, tactics{Tactic: "linear", Rounds: 12, Curve: "polynomial", Accept: "next", Least: 0.5, Late: 0.9}, newStacked)

type tactics struct {
	Tactic  string              `yaml:"tactic,omitempty" doc:"boulware (beta 0.2), linear (1) or conceder (5)"`
	Beta    float64             `yaml:"beta,omitempty" doc:"how early parties concede, 0.01 to 100; 0 or left out: as the tactic says"`
	Rounds  int                 `yaml:"rounds,omitempty" doc:"rounds until the deadline, 1 to 10000; in each every party has a turn"`
	Curve   string              `yaml:"curve,omitempty" doc:"polynomial or exponential"`
	Opening float64             `yaml:"opening,omitempty" doc:"share of its range that a party gives up at once, [0, 1); above 0 if exponential"`
	Accept  string              `yaml:"accept,omitempty" doc:"rule of acceptance: next, const, time or combi"`
	Least   float64             `yaml:"least,omitempty" doc:"under const: accepted share of the way from reservation value to best, [0, 1]"`
	Late    float64             `yaml:"late,omitempty" doc:"under time and combi: share of the time after which it is short, [0, 1]"`
	Order   registry.PartyOrder `yaml:"order,omitempty" doc:"all parties, in the order in which equals are taken; left out: by chance, and by name in a solution without draws"`
}

// tacticNames are the tactics, betas the corresponding values of β.
var (
	tacticNames = []string{"boulware", "linear", "conceder"}
	betas       = []float64{0.2, 1, 5}
	curveNames  = []string{"polynomial", "exponential"}
)

func newStacked(t tactics) (model.Theory, error) {
	var at, curve, accept int
	for _, o := range []struct {
		place           *int
		parameter, name string
		names           []string
	}{
		{&at, "tactic", t.Tactic, tacticNames},
		{&curve, "curve", t.Curve, curveNames},
		{&accept, "rule of acceptance", t.Accept, ruleNames},
	} {
		var err error
		if *o.place, err = option(o.parameter, o.name, o.names); err != nil {
			return model.Theory{}, err
		}
	}
	switch {
	case t.Beta != 0 && !(t.Beta >= 0.01 && t.Beta <= 100):
		return model.Theory{}, fmt.Errorf("beta must be between 0.01 and 100, not %s", model.FormatNumber(t.Beta))
	case t.Rounds < 1 || t.Rounds > 10000:
		return model.Theory{}, fmt.Errorf("rounds must be between 1 and 10000, not %d", t.Rounds)
	case !(t.Opening >= 0 && t.Opening < 1):
		return model.Theory{}, fmt.Errorf("opening must be at least 0 and below 1, not %s", model.FormatNumber(t.Opening))
	case curve == 1 && t.Opening == 0:
		return model.Theory{}, fmt.Errorf("an exponential curve needs an opening above 0")
	case !(t.Least >= 0 && t.Least <= 1):
		return model.Theory{}, fmt.Errorf("least must be between 0 and 1, not %s", model.FormatNumber(t.Least))
	case !(t.Late >= 0 && t.Late <= 1):
		return model.Theory{}, fmt.Errorf("late must be between 0 and 1, not %s", model.FormatNumber(t.Late))
	}
	if t.Beta == 0 {
		t.Beta = betas[at]
	}
	return model.Theory{
		Name: "stacked_offers", Family: "complete_information", OnRequest: true, Consent: true, SolvesWaiting: true, MinParties: 2, MinIssues: 1, Efficient: true, Concave: true, Ordered: t.Order != nil,
		New: func() model.Protocol {
			return atEachLevel(&stacked{alternatingBase: inOrder(t.Order), tactics: t, acceptance: acceptance(accept)})
		},
	}, nil
}

type stacked struct {
	alternatingBase
	tactics
	acceptance

	top     []float64 // per member: payoff from its best terms
	seen    []float64 // per member: the largest payoff that it has been offered
	short   []float64 // per member: how far the offers of the last round fell short of its demand
	step    int       // turn of the last acceptance, from 0
	settler int       // member that accepted last
}

// Solve implements model.Protocol.
func (s *stacked) Solve(p *model.Problem, by *model.Stream, out *model.Offer) {
	if !s.openTalks(p, by, out, nil) {
		return
	}
	for _, v := range []*[]float64{&s.top, &s.seen, &s.short} {
		grow(v, s.parties)
	}
	for j := range s.parties {
		s.top[j] = s.payoff(j, s.best[j])
		s.seen[j], s.short[j] = s.reservation(j), 0
	}
	if s.bargain() {
		s.writeAgreement(out, model.Agreement)
		out.Flags |= s.ties.flags()
		return
	}
	out.Flags |= s.ties.flags()
	out.Status, out.Reason = model.None, model.PastDeadline
	sum := 0.0
	for _, d := range s.short {
		sum += d
	}
	for j, d := range s.short {
		out.Share[s.party[j]] = d / sum
	}
	out.Iterations = s.iterations
}

// bargain runs the rounds and reports whether all parties accept an offer,
// whose terms it leaves in x.
func (s *stacked) bargain() bool {
	support := 0 // how many parties support the current offer; 0 if there is none
	for round := range s.Rounds {
		for place, j := range s.turn {
			asks := s.asks(j, round)
			if support > 0 && s.accept(j, round, asks) {
				support++
				if support == s.parties {
					s.step, s.settler = round*s.parties+place, j
					return true
				}
				continue
			}
			s.termsAtValue(j, s.valueOf(j, asks))
			support = 1
		}
	}
	return false
}

// time is the share of the time that has passed in a round; 1 in the last
// round.
func (s *stacked) time(round int) float64 {
	if s.Rounds == 1 {
		return 1
	}
	return float64(round) / float64(s.Rounds-1)
}

// asks is the payoff that member j asks for in a round.
func (s *stacked) asks(j, round int) float64 {
	given := concession(s.time(round), s.Opening, s.Beta, s.Curve == "exponential")
	return target(s.reservation(j), s.top[j], given)
}

// accept reports whether member j accepts the current offer.
func (s *stacked) accept(j, round int, asks float64) bool {
	least := s.reservation(j)
	h := offerHeard{
		offered: s.payoff(j, s.value[j]),
		asks:    asks,
		fixed:   least + float64(s.Least*(s.top[j]-least)),
		seen:    s.seen[j],
		time:    s.time(round), late: s.Late,
	}
	s.seen[j] = max(s.seen[j], h.offered)
	if h.offered >= least-enough && s.accepts(h) {
		return true
	}
	if round == s.Rounds-1 {
		// The shortfall; positive, so that every party that rejects shares the
		// blame.
		s.short[j] += max(asks-h.offered, least-h.offered, enough)
	}
	return false
}
