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

Under parties each may have a tactic, a rule of acceptance and a deadline of its own. Its time then runs from 0 in the first round to 1 in the round of its own deadline, and the talks end with the first deadline that passes.

It assumes that nobody knows anybody's reservation value or reasons about it: parties follow rules. Two parties with the same deadline always settle in the end if there is a zone of possible agreement (under next and combi); more may miss it, and so may two whose deadlines differ. Do not use it where parties look ahead, or where there is no deadline.`,
	Citation: "R. Aydoğan, D. Festen, K. V. Hindriks and C. M. Jonker, Alternating Offers Protocols for Multilateral Negotiation (2017); P. Faratin, C. Sierra and N. R. Jennings, Negotiation Decision Functions for Autonomous Agents, Robotics and Autonomous Systems 24 (1998); T. Baarslag, K. Hindriks and C. Jonker, Acceptance Conditions in Automated Negotiation (2013)",
}, tactics{Tactic: "linear", Rounds: 12, Curve: "polynomial", Accept: "next", Least: 0.5, Late: 0.9}, newStacked)

type tactics struct {
	Tactic  string                       `yaml:"tactic,omitempty" doc:"boulware (beta 0.2), linear (1) or conceder (5)"`
	Beta    float64                      `yaml:"beta,omitempty" doc:"how early parties concede, 0.01 to 100; 0 or left out: as the tactic says"`
	Rounds  int                          `yaml:"rounds,omitempty" doc:"rounds until the deadline, 1 to 10000; in each every party has a turn"`
	Curve   string                       `yaml:"curve,omitempty" doc:"polynomial or exponential"`
	Opening float64                      `yaml:"opening,omitempty" doc:"share of its range that a party gives up at once, [0, 1); above 0 if exponential"`
	Accept  string                       `yaml:"accept,omitempty" doc:"rule of acceptance: next, const, time or combi"`
	Least   float64                      `yaml:"least,omitempty" doc:"under const: accepted share of the way from reservation value to best, [0, 1]"`
	Late    float64                      `yaml:"late,omitempty" doc:"under time and combi: share of the time after which it is short, [0, 1]"`
	Parties registry.Named[partyTactics] `yaml:"parties,omitempty" of:"each party" doc:"what differs for single parties"`
	Order   registry.PartyOrder          `yaml:"order,omitempty" doc:"all parties, in the order in which equals are taken; left out: by chance, and by name in a solution without draws"`
}

// partyTactics are the tactics of one party; what is left out is as for all.
type partyTactics struct {
	Tactic   string   `yaml:"tactic,omitempty" doc:"boulware, linear or conceder; left out: as for all"`
	Beta     *float64 `yaml:"beta,omitempty" doc:"how early it concedes, 0.01 to 100; left out: as its tactic says, else as for all"`
	Opening  *float64 `yaml:"opening,omitempty" doc:"share of its range that it gives up at once, [0, 1); left out: as for all"`
	Deadline *int     `yaml:"deadline,omitempty" doc:"rounds until its deadline, 1 to 10000; left out: rounds"`
	Accept   string   `yaml:"accept,omitempty" doc:"rule of acceptance: next, const, time or combi; left out: as for all"`
	Least    *float64 `yaml:"least,omitempty" doc:"under const: accepted share of the way from reservation value to best, [0, 1]; left out: as for all"`
	Late     *float64 `yaml:"late,omitempty" doc:"under time and combi: share of its time after which it is short, [0, 1]; left out: as for all"`
}

// tacticNames are the tactics, betas the corresponding values of β.
var (
	tacticNames = []string{"boulware", "linear", "conceder"}
	betas       = []float64{0.2, 1, 5}
	curveNames  = []string{"polynomial", "exponential"}
)

func newStacked(t tactics) (model.Theory, error) {
	curve, err := option("curve", t.Curve, curveNames)
	if err != nil {
		return model.Theory{}, err
	}
	all, err := t.conduct(curve == 1)
	if err != nil {
		return model.Theory{}, err
	}
	own := map[string]conduct{}
	for i := range t.Parties {
		one := t.of(&t.Parties[i].Value)
		if d := t.Parties[i].Value.Deadline; d != nil && (*d < 1 || *d > 10000) {
			return model.Theory{}, fmt.Errorf("parties: %s: deadline must be between 1 and 10000, not %d", t.Parties[i].Name, *d)
		}
		if own[t.Parties[i].Name], err = one.conduct(curve == 1); err != nil {
			return model.Theory{}, fmt.Errorf("parties: %s: %w", t.Parties[i].Name, err)
		}
	}
	return model.Theory{
		Name: "stacked_offers", Family: "complete_information", OnRequest: true, Consent: true, SolvesWaiting: true, MinParties: 2, MinIssues: 1, Efficient: true, Concave: true, Ordered: t.Order != nil,
		New: func() model.Protocol {
			return atEachLevel(&stacked{alternatingBase: inOrder(t.Order), all: all, own: own, exponential: curve == 1})
		},
	}, nil
}

// of are the tactics of all with what differs for one party.
func (t tactics) of(p *partyTactics) tactics {
	if p.Tactic != "" {
		t.Tactic, t.Beta = p.Tactic, 0
	}
	if p.Accept != "" {
		t.Accept = p.Accept
	}
	if p.Deadline != nil {
		t.Rounds = *p.Deadline
	}
	for _, x := range [...]struct{ to, from *float64 }{{&t.Beta, p.Beta}, {&t.Opening, p.Opening}, {&t.Least, p.Least}, {&t.Late, p.Late}} {
		if x.from != nil {
			*x.to = *x.from
		}
	}
	return t
}

// A conduct is how a party concedes and what it accepts.
type conduct struct {
	beta, opening float64
	rounds        int // until its deadline
	acceptance
	least, late float64
}

// conduct checks the tactics and returns what they come to.
func (t tactics) conduct(exponential bool) (c conduct, err error) {
	at, err := option("tactic", t.Tactic, tacticNames)
	if err != nil {
		return c, err
	}
	accept, err := option("rule of acceptance", t.Accept, ruleNames)
	if err != nil {
		return c, err
	}
	switch {
	case t.Beta != 0 && !(t.Beta >= 0.01 && t.Beta <= 100):
		return c, fmt.Errorf("beta must be between 0.01 and 100, not %s", model.FormatNumber(t.Beta))
	case t.Rounds < 1 || t.Rounds > 10000:
		return c, fmt.Errorf("rounds must be between 1 and 10000, not %d", t.Rounds)
	case !(t.Opening >= 0 && t.Opening < 1):
		return c, fmt.Errorf("opening must be at least 0 and below 1, not %s", model.FormatNumber(t.Opening))
	case exponential && t.Opening == 0:
		return c, fmt.Errorf("an exponential curve needs an opening above 0")
	case !(t.Least >= 0 && t.Least <= 1):
		return c, fmt.Errorf("least must be between 0 and 1, not %s", model.FormatNumber(t.Least))
	case !(t.Late >= 0 && t.Late <= 1):
		return c, fmt.Errorf("late must be between 0 and 1, not %s", model.FormatNumber(t.Late))
	}
	if t.Beta == 0 {
		t.Beta = betas[at]
	}
	return conduct{t.Beta, t.Opening, t.Rounds, acceptance(accept), t.Least, t.Late}, nil
}

type stacked struct {
	alternatingBase
	all         conduct
	own         map[string]conduct // of parties that differ, by name
	exponential bool

	conduct []conduct // per member
	rounds  int       // until the first deadline
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
	grow(&s.conduct, s.parties)
	for j := range s.parties {
		s.conduct[j] = s.all
		if i := s.party[j]; i < len(p.PartyNames) {
			if own, ok := s.own[p.PartyNames[i]]; ok {
				s.conduct[j] = own
			}
		}
		if rounds := s.conduct[j].rounds; j == 0 || rounds < s.rounds {
			s.rounds = rounds
		}
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
	for round := range s.rounds {
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

// time is the share of its time that has passed for member j in a round; 1 in
// the round of its deadline.
func (s *stacked) time(j, round int) float64 {
	rounds := s.conduct[j].rounds
	if rounds == 1 {
		return 1
	}
	return float64(round) / float64(rounds-1)
}

// asks is the payoff that member j asks for in a round.
func (s *stacked) asks(j, round int) float64 {
	given := concession(s.time(j, round), s.conduct[j].opening, s.conduct[j].beta, s.exponential)
	return target(s.reservation(j), s.top[j], given)
}

// accept reports whether member j accepts the current offer.
func (s *stacked) accept(j, round int, asks float64) bool {
	least, by := s.reservation(j), &s.conduct[j]
	h := offerHeard{
		offered: s.payoff(j, s.value[j]),
		asks:    asks,
		fixed:   least + float64(by.least*(s.top[j]-least)),
		seen:    s.seen[j],
		time:    s.time(j, round), late: by.late,
	}
	s.seen[j] = max(s.seen[j], h.offered)
	if h.offered >= least-enough && by.accepts(h) {
		return true
	}
	if round == s.rounds-1 {
		// The shortfall; positive, so that every party that rejects shares the
		// blame.
		s.short[j] += max(asks-h.offered, least-h.offered, enough)
	}
	return false
}
