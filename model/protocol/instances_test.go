package protocol

import (
	"math"
	"testing"

	"pgregory.net/rapid"

	"sim/model"
)

// A mould says what random problems look like.
type mould struct {
	parties, issues [2]int    // fewest and most
	curvatures      []float64 // drawn per party and issue
	sided           bool      // some ideals are one-sided
	boxed           bool      // some issues have red lines or are fixed
	risk            bool
	slack           []float64 // surplus that some terms leave to everybody; negative: demanded on top
}

var (
	cheapSteps = []float64{2}
	straight   = []float64{1}
	anyCurve   = []float64{1, 2, 1.5, 3}
	roomy      = []float64{0.05, 0.3}
)

// problem generates a random problem. Reservation values are set around what
// random terms give everybody, so that zones of every width, and empty ones,
// occur.
func (m mould) problem(t *rapid.T) *model.Problem {
	n := rapid.IntRange(m.parties[0], m.parties[1]).Draw(t, "parties")
	k := rapid.IntRange(m.issues[0], m.issues[1]).Draw(t, "issues")
	p := model.NewProblem(n, k)
	unit := rapid.Float64Range(0, 1)
	sum := 0.0
	for i := range n {
		total := 0.0
		for j := range k {
			w := float64(rapid.IntRange(0, 20).Draw(t, "salience"))
			p.Weight[i][j] = w
			total += w
			p.Ideal[i][j] = unit.Draw(t, "ideal")
			p.Curvature[i][j] = rapid.SampledFrom(m.curvatures).Draw(t, "curvature")
			if m.sided {
				p.Side[i][j] = model.Side(rapid.IntRange(0, 2).Draw(t, "side"))
			}
			p.Attention[i][j] = w / 20
		}
		for j := range k {
			if total > 0 {
				p.Weight[i][j] /= total
			}
		}
		p.Consent[i] = true
		p.Power[i] = rapid.Float64Range(0.2, 1).Draw(t, "power")
		p.Capability[i] = p.Power[i]
		p.Patience[i] = rapid.Float64Range(0.5, 0.99).Draw(t, "patience")
		sum += p.Power[i]
		if m.risk {
			p.Risk[i] = unit.Draw(t, "risk")
		}
		p.PayoffSlope[i] = rapid.Float64Range(0.4, 1).Draw(t, "scale")
		p.PayoffConstant[i] = rapid.Float64Range(-0.2, 0.2).Draw(t, "offset")
	}
	for i := range n {
		p.Power[i] /= sum
	}
	x := make([]float64, k)
	for j := range k {
		p.StatusQuo[j] = unit.Draw(t, "status quo")
		if m.boxed && rapid.IntRange(0, 2).Draw(t, "box") == 0 {
			a, b := unit.Draw(t, "bound"), unit.Draw(t, "bound")
			p.Lower[j], p.Upper[j] = min(a, b), max(a, b)
			if rapid.IntRange(0, 3).Draw(t, "outside") == 0 {
				p.Upper[j] = p.Lower[j]
				p.StatusQuo[j] = p.Lower[j]
				p.InPackage[j] = false
			}
		}
		x[j] = p.Lower[j] + unit.Draw(t, "terms")*(p.Upper[j]-p.Lower[j])
	}
	s := rapid.SampledFrom(m.slack).Draw(t, "slack")
	for i := range n {
		p.Reservation[i] = p.Payoff(i, x) - s*rapid.Float64Range(0.3, 1).Draw(t, "share")
	}
	return p
}

// solver of theory name that is used again and again, as the engine does.
func playing(t *testing.T, name string) model.Protocol {
	t.Helper()
	e, err := All.Lookup(name)
	if err != nil {
		t.Fatal(err)
	}
	theory, err := e.Default()
	if err != nil {
		t.Fatal(err)
	}
	return theory.New()
}

// clone copies a problem.
func clone(p *model.Problem) *model.Problem {
	q := model.NewProblem(p.Parties, p.Issues)
	for i := range p.Parties {
		copy(q.Weight[i], p.Weight[i])
		copy(q.Ideal[i], p.Ideal[i])
		copy(q.Side[i], p.Side[i])
		copy(q.Curvature[i], p.Curvature[i])
		copy(q.Attention[i], p.Attention[i])
	}
	for _, v := range [][2][]float64{
		{q.Risk, p.Risk},
		{q.PayoffSlope, p.PayoffSlope},
		{q.PayoffConstant, p.PayoffConstant},
		{q.Reservation, p.Reservation},
		{q.Patience, p.Patience},
		{q.Voice, p.Voice},
		{q.Power, p.Power},
		{q.Capability, p.Capability},
		{q.Lower, p.Lower},
		{q.Upper, p.Upper},
		{q.StatusQuo, p.StatusQuo},
	} {
		copy(v[0], v[1])
	}
	copy(q.Consent, p.Consent)
	copy(q.InPackage, p.InPackage)
	return q
}

// grid calls visit with every point of a grid over what can be tabled.
func grid(p *model.Problem, steps int, visit func(x []float64)) {
	x := make([]float64, p.Issues)
	var walk func(k int)
	walk = func(k int) {
		if k == p.Issues {
			visit(x)
			return
		}
		for s := range steps + 1 {
			x[k] = p.Lower[k] + (p.Upper[k]-p.Lower[k])*float64(s)/float64(steps)
			walk(k + 1)
			if p.Lower[k] == p.Upper[k] {
				return
			}
		}
	}
	walk(0)
}

// least is the smallest surplus of the parties that must consent.
func least(p *model.Problem, x []float64) float64 {
	s := math.Inf(1)
	for i := range p.Parties {
		if p.Consent[i] {
			s = min(s, p.Payoff(i, x)-p.Reservation[i])
		}
	}
	return s
}
