package output

import (
	"math"
	"strings"

	"sim/model"
	"sim/model/protocol"
)

// A Pareto is what two parties could give each other in one meeting at central
// values, with where the theories put them. Payoffs are in stake units, those
// of the first party first.
type Pareto struct {
	Parties     [2]int // the first two whose consent the package needs
	Package     int
	Others      []int           // the other parties whose consent it needs
	Alone       [][2]float64    // efficient frontier if only the two had to consent, from the second's best terms to the first's
	WithOthers  [][2]float64    // efficient frontier that leaves the others their reservation values; nil if there are none, or no such terms
	Reservation [2]float64      // reservation values
	Points      []TheoryPayoffs // what the theories come to
}

// TheoryPayoffs is what one theory's terms give the two parties.
type TheoryPayoffs struct {
	Name    string // in prose
	Played  bool   // whether the run plays the theory; the classic ones are there anyway
	Payoff  [2]float64
	Consent bool // whether all who must consent get their reservation values
}

// classic are the theories that stand in every picture of a frontier.
var classic = []string{"nash", "kalai_smorodinsky", "egalitarian", "utilitarian"}

// mostAsked and mostThere are how many parties may have to consent, and may be
// there, for a frontier to be drawn: it takes many solutions, whose work grows
// with the cube of their number.
const (
	mostAsked = 8
	mostThere = 20
)

// Pareto looks at the first package that needs the consent of two to eight
// parties and leaves two of them something to trade, among twenty parties at
// most. ok is false if there is none.
func (r *Result) Pareto() (front *Pareto, ok bool) {
	b := r.Scenario.Bargain
	if len(b.Parties) < 2 || len(b.Parties) > mostThere || len(b.Issues) == 0 {
		return nil, false
	}
	meeting := model.NewTable(b)
	meeting.Realise(model.CentralValues(b), model.Central{})
	for g := range b.Packages {
		p := model.NewProblem(len(b.Parties), len(b.Issues))
		meeting.Pose(g, p)
		if front, ok = frontierOf(p); ok {
			front.Package = g
			front.solve(b, p)
			return front, true
		}
	}
	return nil, false
}

// between is how many points a smooth stretch of a frontier gets inside.
const between = 24

// frontierOf is the frontier of a problem, without theories.
func frontierOf(p *model.Problem) (*Pareto, bool) {
	var asked []int
	for i, consent := range p.Consent {
		if consent {
			asked = append(asked, i)
		}
	}
	if len(asked) < 2 || len(asked) > mostAsked {
		return nil, false
	}
	f := &Pareto{Parties: [2]int{asked[0], asked[1]}, Others: asked[2:]}
	two := *p
	two.Consent = make([]bool, p.Parties)
	for n, i := range f.Parties {
		two.Consent[i] = true
		f.Reservation[n] = p.Reservation[i]
	}
	for _, at := range protocol.Frontier(&two, between) {
		f.Alone = append(f.Alone, at.Payoff)
	}
	if len(f.Alone) < 2 || distance(f.Alone[0], f.Alone[len(f.Alone)-1]) < 1e-6 {
		return nil, false
	}
	if len(f.Others) > 0 {
		f.WithOthers = heldFrontier(p, f.Parties)
	}
	return f, true
}

func distance(a, b [2]float64) float64 { return math.Hypot(a[0]-b[0], a[1]-b[1]) }

// heldFrontier is the frontier of two parties where all others get no less
// than their reservation values. As a party's power goes to 0 the Nash solution
// holds it to its reservation value; so the solutions for powers λ and 1 − λ of
// the two, and next to none for the others, run along the frontier. The two's
// own reservation values are put out of the way: they are drawn, not obeyed.
func heldFrontier(p *model.Problem, parties [2]int) (line [][2]float64) {
	theory, err := protocol.Nash.Default()
	if err != nil {
		return nil
	}
	const (
		steps = 40
		next  = 1e-4 // to none
	)
	q := *p
	q.Reservation = append([]float64(nil), p.Reservation...)
	q.Power, q.Voice = make([]float64, p.Parties), make([]float64, p.Parties)
	for _, i := range parties {
		q.Reservation[i] = p.Offset[i] - 0.05
	}
	nash, out := theory.New(), new(model.Offer)
	for step := range steps + 1 {
		// Denser at the ends, where one party has next to no power either.
		lambda := (1 - math.Cos(math.Pi*float64(step)/steps)) / 2
		lambda = next + (1-2*next)*lambda
		for i, consent := range p.Consent {
			if consent {
				q.Power[i] = next
			}
		}
		q.Power[parties[0]], q.Power[parties[1]] = lambda, 1-lambda
		nash.Solve(&q, nil, out)
		if !out.Status.Agreed() {
			continue
		}
		line = append(line, [2]float64{out.Payoff[parties[0]], out.Payoff[parties[1]]})
	}
	return line
}

// solve asks every theory of the run, and the classic ones, for its terms.
func (f *Pareto) solve(b *model.Bargain, p *model.Problem) {
	add := func(t *model.Theory, played bool) {
		var out model.Offer
		stream := model.Stream{Events: model.Central{}, Key: model.Key("protocol/" + t.Name)}
		t.New().Solve(p, &stream, &out)
		if !out.Status.Agreed() && out.Reason != model.Refused {
			return
		}
		f.Points = append(f.Points, TheoryPayoffs{
			Name: strings.ReplaceAll(t.Name, "_", " "), Played: played, Consent: out.Status.Agreed(),
			Payoff: [2]float64{out.Payoff[f.Parties[0]], out.Payoff[f.Parties[1]]},
		})
	}
	played := map[string]bool{}
	for i := range b.Theories {
		if t := &b.Theories[i]; t.New != nil {
			played[t.Name] = true
			add(t, true)
		}
	}
	for _, name := range classic {
		if played[name] {
			continue
		}
		if e, err := protocol.All.Lookup(name); err == nil {
			if t, err := e.Default(); err == nil {
				add(&t, false)
			}
		}
	}
}
