package protocol

import (
	"math"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"sim/model"
)

// A mould says what random problems look like.
type mould struct {
	parties, issues [2]int    // fewest and most
	curvatures      []float64 // drawn per party and issue
	sided           bool      // some ideals are one-sided
	kinked          bool      // in some problems losses count more than gains, and some parties pay tolls
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
	kinked := m.kinked && rapid.Bool().Draw(t, "kinked")
	if kinked && rapid.IntRange(0, 3).Draw(t, "tolls") == 0 {
		p.Toll = numbers(n, k)
	}
	if kinked && rapid.IntRange(0, 2).Draw(t, "lines") == 0 {
		p.Line, p.Price = numbers(n, k), numbers(n, k)
	}
	slope, offset := make([]float64, n), make([]float64, n)
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
		slope[i] = rapid.Float64Range(0.4, 1).Draw(t, "scale")
		offset[i] = rapid.Float64Range(-0.2, min(0.2, 1-slope[i])).Draw(t, "offset") // payoffs of at most 1
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
	for i := range n {
		affine(p, i, slope[i], offset[i])
		if !kinked {
			continue
		}
		for j := range k {
			p.Gain[i][j] *= rapid.SampledFrom([]float64{1, 0.6, 0.3, 1, 0.6, 0.3, 0}).Draw(t, "gain")
			p.Loss[i][j] *= rapid.SampledFrom([]float64{1, 1.4, 2.4}).Draw(t, "loss")
			if p.Toll != nil && rapid.IntRange(0, 2).Draw(t, "toll") == 0 {
				p.Toll[i][j] = 0.05 * float64(rapid.IntRange(-4, 4).Draw(t, "price"))
			}
			if p.Price != nil && rapid.IntRange(0, 2).Draw(t, "line") == 0 {
				p.Line[i][j], p.Price[i][j] = unit.Draw(t, "line"), 0.1*float64(rapid.IntRange(-4, 4).Draw(t, "price"))
			}
		}
	}
	s := rapid.SampledFrom(m.slack).Draw(t, "slack")
	for i := range n {
		p.Reservation[i] = min(p.Value(i, x)-s*rapid.Float64Range(0.3, 1).Draw(t, "share"), 1)
	}
	return p
}

// numbers are a row of numbers per party, in one piece of memory as levels need.
func numbers(n, k int) (rows [][]float64) {
	all := make([]float64, n*k)
	for i := range n {
		rows = append(rows, all[i*k:(i+1)*k])
	}
	return rows
}

// affine makes party i's payoff slope·V + constant, where V is the weighted sum
// of the values of the positions: gains and losses count alike, so that it does
// not matter what is held now.
func affine(p *model.Problem, i int, slope, constant float64) {
	p.Constant[i] = constant
	for k, x := range p.StatusQuo {
		p.Gain[i][k], p.Loss[i][k] = slope, slope
		p.Constant[i] += slope * p.Weight[i][k] * model.IssueValue(x, p.Ideal[i][k], p.Side[i][k], p.Curvature[i][k])
	}
}

// plain makes every party's payoff the weighted sum of the values of the
// positions.
func plain(p *model.Problem) *model.Problem {
	for i := range p.Parties {
		affine(p, i, 1, 0)
	}
	return p
}

// surplus is what party i gains from the terms x compared with no deal, after
// the risk transform.
func surplus(p *model.Problem, i int, x []float64) float64 {
	return model.RiskUtility(p.Value(i, x), p.Risk[i]) - model.RiskUtility(p.Reservation[i], p.Risk[i])
}

// peak is the largest that what party i gets from position x on issue k can be,
// and where, by golden section.
func peak(p *model.Problem, k int, worth func(x float64) float64) (most, at float64) {
	a, b := p.Lower[k], p.Upper[k]
	const golden = 0.6180339887498949
	for range 80 {
		if c, d := b-golden*(b-a), a+golden*(b-a); worth(c) < worth(d) {
			a = c
		} else {
			b = d
		}
	}
	at = (a + b) / 2
	most = worth(at)
	try := func(x float64) {
		x = min(max(x, p.Lower[k]), p.Upper[k])
		if w := worth(x); w > most {
			most, at = w, x
		}
	}
	try(p.StatusQuo[k])
	for i := range p.Parties {
		try(p.Ideal[i][k])
		try(2*p.Ideal[i][k] - p.StatusQuo[k])
		if p.Price != nil {
			try(p.Line[i][k])
		}
	}
	return most, at
}

// bestValue is the largest payoff of party i within the bounds.
func bestValue(p *model.Problem, i int) float64 {
	v := p.Constant[i]
	for k := range p.Issues {
		most, _ := peak(p, k, func(x float64) float64 { return p.Worth(i, k, x) })
		v += most
	}
	return v
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

// atLevel is the theory that a protocol applies at every level, if it has one.
func atLevel(protocol model.Protocol) model.Protocol {
	if e, ok := protocol.(*eachLevel); ok {
		return e.levelTheory
	}
	return protocol
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
		copy(q.Gain[i], p.Gain[i])
		copy(q.Loss[i], p.Loss[i])
		if p.Toll != nil {
			q.Toll = append(q.Toll, slices.Clone(p.Toll[i]))
		}
		if p.Price != nil {
			q.Line, q.Price = append(q.Line, slices.Clone(p.Line[i])), append(q.Price, slices.Clone(p.Price[i]))
		}
	}
	for _, v := range [][2][]float64{
		{q.Risk, p.Risk},
		{q.Constant, p.Constant},
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

// least is the smallest surplus of the parties that must consent, before the
// risk transform.
func least(p *model.Problem, x []float64) float64 {
	s := math.Inf(1)
	for i := range p.Parties {
		if p.Consent[i] {
			s = min(s, p.Value(i, x)-p.Reservation[i])
		}
	}
	return s
}
