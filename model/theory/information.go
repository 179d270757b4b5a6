package theory

import (
	"errors"
	"fmt"
	"math"
	"slices"

	"sim/model"
	"sim/model/cause"
	"sim/model/protocol"
	"sim/model/registry"
)

// Information is bargaining with a party of which only itself knows what no
// agreement costs it (Fearon 1995; Sobel and Takahashi 1983; Fudenberg, Levine
// and Tirole 1985).
var Information = registry.Of(registry.About{
	Name: "information",
	Doc:  "Private information: demands are made of a party that alone knows what no agreement costs it, meeting after meeting.",
	Explain: `Of the two parties between which the dispute lies, one knows something that the other does not: its disagreement_cost, its reservation_value or the one term at which it walks_away has a range and is known_to it alone, or the strength of the first of the two is. The draw's value stays the same for the whole draw; the other party holds the range as its belief. In every meeting on a settlement the party that does not know demands terms, and the one that knows accepts or refuses. Terms are the best for who demands among those that give the other what the demand leaves it and everybody else its reservation value. (Where both know something alone a clock with the parties' powers as rates says who demands, and demands are not read as signals.)

Who demands weighs better terms against the share of types that refuse, looking ahead to the later demands, and learns from a refusal: the types that would have accepted are ruled out. A party accepts if it would not do better by waiting for the next, lower demand. If the clock ends: deadline, both know that nothing is signed after the last round. If it ends: watching (the default), talks go on as far as they know; where peace at the toughest type's price is worth more to who demands than going on against the average type, talks then end soon, and ignorance about costs explains delay rather than failure.

Other packages than settlements are divided as under nash. The twin is demands, the same with everything known.

With bids: sealed both parties bid at once instead, on a single divisible issue: a price, or a wage. Each walks away at a limit of its own that only it knows, uniformly distributed. They settle at the mean of the bids if the one that wants more does not bid above the other. Each bids 2/3 of its limit and a constant, so that they agree only if the limits leave a quarter of (the highest of the one − the lowest of the other) between them: both ask for more than they need (Chatterjee and Samuelson 1983). Where limits do not overlap widely these bids are no equilibrium, and the scenario is refused. No meeting changes the bids, so there is one. The twin, demands+sealed, settles halfway between the limits. Do not use it for the costs of a conflict: as these are above 0 some terms suit every type.

A strength that moves the line of the process drift (drift_a_round) shows in how it moves, and who does not know the strength learns from that.

It assumes that the belief is the written range, that payoffs stay as they are (the game is solved anew when they move by more than 0.001), and that only one number of a party is private. Do not use it where the party that knows can make offers of its own that tell what it knows.`,
	Citation: "J. D. Fearon, Rationalist Explanations for War, International Organization 49 (1995); J. Sobel and I. Takahashi, A Multistage Model of Bargaining, Review of Economic Studies 50 (1983); D. Fudenberg, D. Levine and J. Tirole, Infinite-Horizon Models of Bargaining with One-Sided Incomplete Information, in Game-Theoretic Models of Bargaining (1985); K. Chatterjee and W. Samuelson, Bargaining under Incomplete Information, Operations Research 31 (1983)",
}, screeningParameters{defaultTypes, unsealed}, func(p screeningParameters) (model.Theory, error) {
	t, err := p.theory(nil)
	t.With = oneKnown
	t.Name, t.Title, t.Cause, t.Twin, t.Family = "information", "private information", "information", "demands", "information"
	if p.Bids == sealed {
		t.Name, t.Title, t.Twin, t.With = t.Name+"+"+sealed, "sealed bids", t.Twin+"+"+sealed, nil
	}
	return t, err
})

// Demands is bargaining by demands where everybody knows everything: the twin of
// Information.
var Demands = registry.Of(registry.About{
	Name: "demands",
	Doc:  "Demands with everything known: one side takes all that the other would not give up for going on.",
	Explain: `As under information, the party that does not know the other's cost there makes the demands, but here it knows it. It leaves the other as much as going on would bring it, and takes the rest. This is no theory of its own: it stands beside information, so that the difference between the two is what ignorance alone does. Where both parties know something alone, demands+PARTY lets everybody know that party's number and leaves the other private, with the same party demanding as under information: how many more draws agree is the price of not knowing that number.

It assumes that one side makes all the offers. Do not use it to divide gains between equals: see nash.`,
	Citation: "I. Ståhl, Bargaining Theory (1972)",
}, demandsParameters{unsealed, everybody}, func(p demandsParameters) (model.Theory, error) {
	t, err := screeningParameters{defaultTypes, p.Bids}.theory(p.reveals)
	t.Name, t.Title, t.Beside = "demands", "demands, all known", true
	switch {
	case p.Bids == sealed:
		t.Name, t.Title = t.Name+"+"+sealed, "limits known, met halfway"
	case p.Known != everybody:
		t.Name, t.Title, t.Twin = t.Name+"+"+p.Known, p.Known+"'s number known", "information"
		t.Lacks = p.lacks
	}
	return t, err
})

// oneKnown are the rows of demands in which one of several secrets is known to
// all: they tell from which ignorance a failure comes.
func oneKnown(b *model.Bargain) (names []string) {
	secrets := secretsOf(b)
	if len(secrets) < 2 {
		return nil
	}
	for _, s := range secrets {
		names = append(names, "demands+"+b.Parties[s.Party].ID)
	}
	return names
}

// secretsOf lists what the two parties of the dispute know alone.
func secretsOf(b *model.Bargain) (list []model.Secret) {
	pair, ok := b.Pair()
	for _, party := range pair {
		if ok && hasSecret(b, party) {
			list = append(list, b.SecretOf(party))
		}
	}
	return list
}

// lacksSecret says what a bargain lacks in which nothing is private.
func lacksSecret(b *model.Bargain) string {
	pair, ok := b.Pair()
	switch {
	case !ok:
		return "two parties between which the dispute lies: drift.between, or two signatories with a disagreement_cost"
	case !hasSecret(b, pair[0]) && !hasSecret(b, pair[1]):
		return "a private number: disagreement_cost: {value: 0.05 to 0.2, known_to: [PARTY]} of one of the two parties (or its reservation_value, or a term of walks_away), or a strength with known_to"
	}
	return ""
}

// defaultTypes is enough for shares to the closed forms' fourth digit, with a
// last round twenty meetings away.
const defaultTypes = 128

// hasSecret reports whether a party knows something alone.
func hasSecret(b *model.Bargain, party int) bool {
	return b.SecretOf(party).Of != model.NoSecret
}

type screeningParameters struct {
	Types int    `yaml:"types,omitempty" doc:"how many types a private range is divided into, 8 to 512"`
	Bids  string `yaml:"bids,omitempty" doc:"none: one party demands; sealed: both bid at once, each with a limit that only it knows"`
}

// set reads the part of a name after the plus: information+sealed.
func (s *screeningParameters) set(after string) error {
	s.Bids = after
	return s.check()
}

func (s *screeningParameters) check() error {
	if s.Bids != unsealed && s.Bids != sealed {
		return fmt.Errorf("bids must be %s or %s, not %s", unsealed, sealed, s.Bids)
	}
	return nil
}

// everybody is the value of known that leaves nothing private.
const everybody = "all"

type demandsParameters struct {
	Bids  string `yaml:"bids,omitempty" doc:"none, or sealed: the twin of information with bids: sealed"`
	Known string `yaml:"known,omitempty" doc:"whose private number everybody knows: all, or a party, whose number alone is known then"`
}

// set reads the part of a name after the plus: demands+sealed, demands+PARTY.
func (d *demandsParameters) set(after string) error {
	switch after {
	case sealed:
		d.Bids = sealed
	case everybody:
		return errors.New("demands are with everything known already: demands, or demands+PARTY")
	default:
		d.Known = after
	}
	return nil
}

// reveals lists the secrets that are known to all.
func (d demandsParameters) reveals(b *model.Bargain) (list []model.Secret) {
	for _, s := range secretsOf(b) {
		if d.Known == everybody || d.Known == b.Parties[s.Party].ID {
			list = append(list, s)
		}
	}
	return list
}

// lacks says what a bargain lacks in which a party knows nothing alone.
func (d demandsParameters) lacks(b *model.Bargain) string {
	if what := lacksSecret(b); what != "" || len(d.reveals(b)) > 0 {
		return what
	}
	return "a private number of " + d.Known + ", as one of the two parties"
}

// theory is nash with demands in its place where settlements are tabled; reveals
// lists the secrets that everybody knows, nil: none.
func (s screeningParameters) theory(reveals func(*model.Bargain) []model.Secret) (model.Theory, error) {
	if s.Types < 8 || s.Types > 512 {
		return model.Theory{}, fmt.Errorf("types must be between 8 and 512, not %d", s.Types)
	}
	if err := s.check(); err != nil {
		return model.Theory{}, err
	}
	t, err := protocol.Nash.Default()
	t.Rule, t.Totals, t.Concave = "nash", false, true
	t.Lacks, t.Reveals = lacksSecret, reveals
	if s.Bids == sealed {
		t.Lacks = lacksBids
		t.Acts = func(b *model.Bargain) []model.Process { return []model.Process{newBidding(b, reveals != nil)} }
		return t, err
	}
	t.Acts = func(b *model.Bargain) []model.Process { return []model.Process{newDemanding(b, s.Types, reveals)} }
	return t, err
}

// demanding is the process of meetings in which one party of the pair makes
// demands of the other.
type demanding struct {
	model.BaseProcess
	pair  [2]int
	sides [2]screen // of either party of the pair when it is the one that answers
	turn  model.Race
	rates []float64
	best  *protocol.BestOffer

	net, payoff []float64
}

// A screen is what one party does not know of the other, and the game that it
// plays with it.
type screen struct {
	game     cause.Screening
	private  bool
	known    bool // whether who demands knows it all the same
	secret   model.Secret
	column   int       // of the private number in a draw's inputs
	values   []float64 // of the private number at the boundaries between types, from the least tough on
	position float64   // of the draw's own type
	nodes    [nodes]cause.Type
	means    []float64 // scratch, per boundary
}

const (
	// frontierPoints is at how many points the most that the proposer can have is
	// worked out.
	frontierPoints = 9
	// nodes is at how many types payoffs are worked out; they are linear in between.
	nodes = 5
	// moved is by how much payoffs move, in stake units, before the game is solved
	// anew.
	moved = 1e-3
)

func newDemanding(b *model.Bargain, types int, reveals func(*model.Bargain) []model.Secret) *demanding {
	d := &demanding{
		best: protocol.NewBestOffer(), rates: make([]float64, len(b.Parties)),
		net: make([]float64, frontierPoints), payoff: make([]float64, frontierPoints),
	}
	d.pair, _ = b.Pair()
	names := make([]string, len(b.Parties))
	for i := range names {
		names[i] = b.Parties[i].ID
	}
	d.turn = model.NewRace("demands", names)
	varying := b.Varying()
	for j, party := range d.pair {
		s := &d.sides[j]
		secret := b.SecretOf(party)
		column, varies := secret.Number(b).Column()
		if secret.Of == model.NoSecret || !varies {
			continue
		}
		tougher := secret.Tougher(b)
		s.private, s.secret, s.column = true, secret, column
		s.known = reveals != nil && slices.Contains(reveals(b), secret)
		s.values, s.means = make([]float64, types+1), make([]float64, types+1)
		for n := range s.values {
			u := float64(n) / float64(types)
			if !tougher {
				u = 1 - u
			}
			s.values[n] = varying[column].Dist.Quantile(min(max(u, 1e-6), 1-1e-6))
		}
	}
	return d
}

// Begin draws the types, which are inputs of the draw.
func (d *demanding) Begin(g *model.Game) {
	for j := range d.sides {
		if s := &d.sides[j]; s.private {
			s.game.Tolerance = moved
			s.game.Begin(len(s.values)-1, nil)
			s.position = cause.PositionOf(s.values, g.In()[s.column])
		}
	}
}

// Move lets who does not know a strength learn from how the moving issue moved.
func (d *demanding) Move(g *model.Game) {
	for j := range d.sides {
		s := &d.sides[j]
		if !s.private || s.secret.Of != model.SecretStrength || s.known {
			continue
		}
		if news, ok := g.News(); ok {
			for n, p := range s.values {
				s.means[n] = float64(news.Mean * (2*p - 1))
			}
			s.game.News(news.Seen, s.means, news.SD)
		}
	}
}

// Proposes implements model.Proposer: demands are made on settlements.
func (d *demanding) Proposes(g *model.Game, pkg int) bool {
	return g.Bargain.Packages[pkg].Outcome == model.Settlement
}

// Propose implements model.Proposer.
func (d *demanding) Propose(g *model.Game, pkg int, p *model.Problem, out *model.Offer) {
	from, to := d.roles(g)
	proposer, responder := d.pair[from], d.pair[to]
	s := &d.sides[to]
	own := [2]float64{p.Reservation[proposer], p.Reservation[responder]}
	d.payoffs(g, pkg, 0, from, to)
	p.Reservation[proposer], p.Reservation[responder] = math.Inf(1), math.Inf(1)
	for n := range s.nodes {
		t := &s.nodes[n]
		p.Reservation[proposer] = min(p.Reservation[proposer], t.ProposerGoingOn-t.Shift, t.ProposerRefused-t.Shift)
		p.Reservation[responder] = min(p.Reservation[responder], t.GoingOn, t.Refused)
	}
	d.best.Solve(p, proposer, out)
	if out.Status.Agreed() {
		d.demand(g, pkg, p, from, to, out)
	}
	p.Reservation[proposer], p.Reservation[responder] = own[0], own[1]
	for i := range out.Surplus {
		out.Surplus[i] = out.Payoff[i] - p.Reservation[i]
	}
}

// roles says which of the pair demands and which answers: who does not know
// demands; otherwise a clock decides.
func (d *demanding) roles(g *model.Game) (from, to int) {
	if d.sides[0].private != d.sides[1].private {
		if d.sides[0].private {
			return 1, 0
		}
		return 0, 1
	}
	for i := range d.rates {
		d.rates[i] = 0
	}
	for _, party := range d.pair {
		d.rates[party] = g.Table.Capability(party)
	}
	if first, _ := g.FirstOf(d.turn, 0, d.rates); first == d.pair[1] {
		return 1, 0
	}
	return 0, 1
}

// payoffs works out what types of the responder, and the proposer against them,
// have: at the nodes of a private range, or of the one type that is known. What a
// type adds to the responder's payoff from any agreement is taken off what it
// has without one.
func (d *demanding) payoffs(g *model.Game, pkg, level, from, to int) (own cause.Type) {
	proposer, responder := d.pair[from], d.pair[to]
	s := &d.sides[to]
	mine, theirs := g.Table.Standing(pkg, level, responder, responder), g.Table.Standing(pkg, level, proposer, responder)
	own = cause.Type{GoingOn: mine.Talking, Refused: mine.Refused, ProposerGoingOn: theirs.Talking, ProposerRefused: theirs.Refused}
	for n := range s.nodes {
		s.nodes[n] = own
		if !s.private {
			continue
		}
		was := g.Table.Suppose(s.secret, s.values[n*(len(s.values)-1)/(nodes-1)])
		at, against := g.Table.Standing(pkg, level, responder, responder), g.Table.Standing(pkg, level, proposer, responder)
		g.Table.Restore(s.secret, was)
		adds := at.Agreement - mine.Agreement
		s.nodes[n] = cause.Type{
			GoingOn: at.Talking - adds, Refused: at.Refused - adds,
			ProposerGoingOn: against.Talking, ProposerRefused: against.Refused, Shift: against.Agreement - theirs.Agreement,
		}
	}
	return own
}

// demand replaces the terms in out, which give the responder as little as it might
// accept, by those of the demand, and says whether it accepts them.
func (d *demanding) demand(g *model.Game, pkg int, p *model.Problem, from, to int, out *model.Offer) {
	proposer, responder := d.pair[from], d.pair[to]
	s := &d.sides[to]
	level := p.Nearest(out.Terms)
	own := d.payoffs(g, pkg, level, from, to)
	p.AtLevel(level)
	n := d.best.Frontier(p, proposer, responder, d.net, d.payoff)
	s.game.Frontier.Set(d.net[:n], d.payoff[:n])
	s.game.Patience, s.game.ProposerPatience = g.Table.Patience(responder), g.Table.Patience(proposer)
	rounds := cause.Open
	if g.Single() || g.Bargain.Clock.Ends {
		rounds = g.Rounds() - g.Round
	}
	var demand cause.Demand
	if s.known || !s.private {
		demand = s.game.Known(rounds, own)
	} else {
		s.fillTypes()
		demand = s.game.Demand(rounds)
	}
	if !demand.Nobody {
		g.Report(model.Event{Kind: model.Demanded, Party: proposer, Package: pkg, Lever: -1, Value: demand.Chance})
	}
	accepts := s.known || !s.private || demand.Accepts(s.position, d.least(rounds, s, own))
	p.Reservation[responder] = demand.Offer
	d.best.Solve(p, proposer, out)
	if !out.Status.Agreed() || accepts && !demand.Nobody {
		return
	}
	out.Status, out.Reason, out.LogProduct = model.None, model.NotKnown, math.NaN()
	clear(out.Certificate)
	clear(out.Share)
	if demand.Nobody {
		out.Reason, out.Share[proposer] = model.Waited, 1
		return
	}
	out.Share[responder] = 1
	s.game.Refuse(demand)
}

// fillTypes fills in what every type has: as at the nodes, and linear in between.
func (s *screen) fillTypes() {
	last := len(s.values) - 1
	for n, v := range s.values {
		j := min(n*(nodes-1)/last, nodes-2)
		x0, x1 := s.values[j*last/(nodes-1)], s.values[(j+1)*last/(nodes-1)]
		share := 0.0
		if x1 != x0 {
			share = (v - x0) / (x1 - x0)
		}
		a, b := &s.nodes[j], &s.nodes[j+1]
		s.game.Types[n] = cause.Type{
			GoingOn: mix(a.GoingOn, b.GoingOn, share), Refused: mix(a.Refused, b.Refused, share),
			ProposerGoingOn: mix(a.ProposerGoingOn, b.ProposerGoingOn, share), ProposerRefused: mix(a.ProposerRefused, b.ProposerRefused, share),
			Shift: mix(a.Shift, b.Shift, share),
		}
	}
}

// mix is the number at a share of the way from a to b.
func mix(a, b, share float64) float64 { return a + float64(share*(b-a)) }

// least is what the responder has if it never agrees.
func (d *demanding) least(rounds int, s *screen, own cause.Type) float64 {
	least := own.GoingOn
	if rounds != cause.Open {
		left := 1.0
		for range rounds {
			left = float64(left * s.game.Patience)
		}
		least = float64((1-left)*own.GoingOn) + float64(left*own.Refused)
	}
	return least - enough
}

// enough forgives rounding in what a party is left.
const enough = 1e-9
