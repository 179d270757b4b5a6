package output

import (
	"math"
	"slices"

	"sim/model"
	"sim/model/protocol"
)

// A Pareto is what two parties could give each other in one meeting at central
// values, with where the theories put them. Payoffs are in stake units, those
// of the first party first.
type Pareto struct {
	Parties     [2]int
	Asked       [2]bool // whether the package needs their consent
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
	Alone   bool   // whether it is what the theory comes to if the two alone had to consent
	Payoff  [2]float64
	Consent bool // whether all who must consent get their reservation values
}

// Remarks is what there is to add to the theory's name.
func (t *TheoryPayoffs) Remarks() (remarks []string) {
	if !t.Consent {
		remarks = append(remarks, "below a reservation value")
	}
	switch {
	case t.Alone:
		remarks = append(remarks, "as if the two alone had to consent")
	case !t.Played:
		remarks = append(remarks, "not played")
	}
	return remarks
}

// classic are the theories that stand in every picture of a frontier.
var classic = []string{"nash", "kalai_smorodinsky", "egalitarian", "utilitarian"}

// mostAsked and mostThere are how many parties may have to consent, and may be
// there, for a frontier to be drawn: it takes many solutions, whose work grows
// with the cube of their number. A run pairs off the first mostPaired of those
// who must consent: six pictures.
const (
	mostAsked  = 8
	mostThere  = 20
	mostPaired = 4
)

// Paretos looks at the first package that needs the consent of two to eight
// parties and leaves two of them something to trade, among twenty parties at
// most: it pairs off the first four of them. There is none if no package does.
func (r *Result) Paretos() (fronts []*Pareto) {
	r.posed(func(g int, p *model.Problem) bool {
		asked := consenting(p)
		var points []placed
		for n, i := range asked[:min(len(asked), mostPaired)] {
			for _, j := range asked[n+1 : min(len(asked), mostPaired)] {
				f, ok := frontierOf(p, [2]int{i, j})
				if !ok {
					continue
				}
				if points == nil {
					points = settled(r.Scenario.Bargain, p)
				}
				f.Package = g
				f.place(points)
				fronts = append(fronts, f)
			}
		}
		return len(fronts) > 0
	})
	return fronts
}

// ParetoOf looks at the first package that leaves two given parties something
// to trade, whether it needs their consent or not. ok is false if there is none.
func (r *Result) ParetoOf(parties [2]int) (front *Pareto, ok bool) {
	r.posed(func(g int, p *model.Problem) bool {
		if front, ok = frontierOf(p, parties); !ok {
			return false
		}
		front.Package = g
		front.place(settled(r.Scenario.Bargain, p))
		if front.Asked != [2]bool{true, true} {
			front.placeAlone(p)
		}
		return true
	})
	return front, ok
}

// posed puts each package as a meeting at central values would have it, until
// one will do.
func (r *Result) posed(do func(g int, p *model.Problem) bool) {
	b := r.Scenario.Bargain
	if len(b.Parties) < 2 || len(b.Parties) > mostThere || len(b.Issues) == 0 {
		return
	}
	meeting := model.NewTable(b)
	meeting.Realise(model.CentralValues(b), model.Central{})
	for g := range b.Packages {
		p := model.NewProblem(len(b.Parties), len(b.Issues))
		meeting.Pose(g, p)
		if len(consenting(p)) <= mostAsked && do(g, p) {
			return
		}
	}
}

// consenting lists the parties whose consent a problem needs.
func consenting(p *model.Problem) (asked []int) {
	for i, consent := range p.Consent {
		if consent {
			asked = append(asked, i)
		}
	}
	return asked
}

// between is how many points a smooth stretch of a frontier gets inside.
const between = 24

// frontierOf is the frontier of two parties of a problem, without theories.
func frontierOf(p *model.Problem, parties [2]int) (*Pareto, bool) {
	f := &Pareto{Parties: parties}
	for n, i := range parties {
		f.Asked[n], f.Reservation[n] = p.Consent[i], p.Reservation[i]
	}
	for _, i := range consenting(p) {
		if i != parties[0] && i != parties[1] {
			f.Others = append(f.Others, i)
		}
	}
	for _, at := range protocol.Frontier(alone(p, parties), between) {
		// The frontier has the parties in the order of the problem.
		f.Alone = append(f.Alone, at.Payoff)
	}
	if parties[0] > parties[1] {
		slices.Reverse(f.Alone)
		for n, v := range f.Alone {
			f.Alone[n] = [2]float64{v[1], v[0]}
		}
	}
	if len(f.Alone) < 2 || distance(f.Alone[0], f.Alone[len(f.Alone)-1]) < 1e-6 {
		return nil, false
	}
	if len(f.Others) > 0 {
		f.WithOthers = heldFrontier(p, parties)
	}
	return f, true
}

// alone is a problem as it is if two parties and nobody else had to consent.
func alone(p *model.Problem, parties [2]int) *model.Problem {
	q := *p
	q.Consent, q.Power = make([]bool, p.Parties), make([]float64, p.Parties)
	sum := p.Capability[parties[0]] + p.Capability[parties[1]]
	for _, i := range parties {
		q.Consent[i], q.Power[i] = true, 0.5
		if sum > 0 {
			q.Power[i] = p.Capability[i] / sum
		}
	}
	return &q
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
	q.Reservation, q.Consent = slices.Clone(p.Reservation), slices.Clone(p.Consent)
	q.Power, q.Voice = make([]float64, p.Parties), make([]float64, p.Parties)
	for _, i := range parties {
		q.Reservation[i], q.Consent[i] = p.Offset[i]-0.05, true
	}
	nash, out := theory.New(), new(model.Offer)
	for step := range steps + 1 {
		// Denser at the ends, where one party has next to no power either.
		lambda := (1 - math.Cos(math.Pi*float64(step)/steps)) / 2
		lambda = next + (1-2*next)*lambda
		for i, consent := range q.Consent {
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

// A placed theory is one that comes to terms, and what they are worth to all.
type placed struct {
	name            string
	played, consent bool
	payoff          []float64
}

// settled asks every theory of the run, and the classic ones, for its terms.
func settled(b *model.Bargain, p *model.Problem) (list []placed) {
	played := map[string]bool{}
	for i := range b.Theories {
		if t := &b.Theories[i]; t.New != nil {
			played[t.Name] = true
			list = asked(list, t, p, true)
		}
	}
	for _, name := range classic {
		if !played[name] {
			list = askedByName(list, name, p)
		}
	}
	return list
}

// asked adds a theory's terms to the list, if it comes to any. A theory of
// parties that consent has none where fewer than two must.
func asked(list []placed, t *model.Theory, p *model.Problem, played bool) []placed {
	if t.Consent && len(consenting(p)) < 2 || t.Concave && seeking(p) {
		return list
	}
	var out model.Offer
	stream := model.Stream{Events: model.Central{}, Key: model.Key("protocol/" + t.Name)}
	t.New().Solve(p, &stream, &out)
	if !out.Status.Agreed() && out.Reason != model.Refused {
		return list
	}
	return append(list, placed{TheoryTitle(t), played, out.Status.Agreed(), out.Payoff})
}

// seeking reports whether a party that must consent seeks risk.
func seeking(p *model.Problem) bool {
	for i, r := range p.Risk {
		if p.Consent[i] && r < 0 {
			return true
		}
	}
	return false
}

// askedByName asks the theory of that name, with its own parameters.
func askedByName(list []placed, name string, p *model.Problem) []placed {
	e, err := protocol.All.Lookup(name)
	if err != nil {
		return list
	}
	t, err := e.Default()
	if err != nil {
		return list
	}
	return asked(list, &t, p, false)
}

// place puts theories where they leave the two parties.
func (f *Pareto) place(list []placed) {
	for _, t := range list {
		f.Points = append(f.Points, TheoryPayoffs{
			Name: t.name, Played: t.played, Consent: t.consent,
			Payoff: [2]float64{t.payoff[f.Parties[0]], t.payoff[f.Parties[1]]},
		})
	}
}

// placeAlone adds where the classic theories leave the two parties if nobody
// else had to consent: there is no other way to ask them about a party whose
// consent the package does not need.
func (f *Pareto) placeAlone(p *model.Problem) {
	var list []placed
	two := alone(p, f.Parties)
	for _, name := range classic {
		list = askedByName(list, name, two)
	}
	from := len(f.Points)
	f.place(list)
	for i := range f.Points[from:] {
		f.Points[from+i].Alone = true
	}
}
