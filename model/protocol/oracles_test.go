package protocol

import (
	"encoding/json"
	"math"
	"os"
	"slices"
	"testing"

	"sim/model"
)

// An oracle is one problem with a known answer; see testdata/README.md.
type oracle struct {
	Name, Model string
	Inputs      oracleInputs
	Expected    map[string]any
	Tolerance   float64
}

type oracleInputs struct {
	Weights          any // one row a party, or one number a party
	Ideals           [][]float64
	Sides            [][]string
	Gamma            any // one number or one a party and issue
	A, B             any // a list; for two parties with linear preferences A and B are stakes
	D, Alpha, Lo, Hi []float64
	D1, D2, Alpha1   float64
	R1, R2           float64
	Ideal1, Ideal2   *float64
	C1, C2           float64
	Points1, Points2 []float64
	Veto             []int
	Advisory         map[string]float64
	Fixed            *struct {
		Issue int
		Value float64
	}
	Lambda                         []float64 `json:"lambda_"`
	Proposer                       int
	Reserve                        []*float64
	Position, Salience, Capability []float64
}

func floats(v any) []float64 {
	list, _ := v.([]any)
	out := make([]float64, len(list))
	for i := range list {
		out[i] = list[i].(float64)
	}
	return out
}

// opposed is two parties with linear, opposed preferences: weights a and b, the
// first one's ideals at 1, the second one's at 0.
func opposed(a, b []float64, d1, d2, alpha1 float64) *model.Problem {
	p := model.NewProblem(2, len(a))
	for k := range a {
		p.Weight[0][k], p.Weight[1][k] = a[k], b[k]
		p.Ideal[0][k] = 1
		p.Curvature[0][k], p.Curvature[1][k] = 1, 1
	}
	p.Reservation[0], p.Reservation[1] = d1, d2
	p.Power[0], p.Power[1] = alpha1, 1-alpha1
	p.Consent[0], p.Consent[1] = true, true
	return plain(p)
}

// problem builds the problem of the oracles that give weights and ideals.
func (in *oracleInputs) problem() *model.Problem {
	rows := in.Weights.([]any)
	n, k := len(rows), len(floats(rows[0]))
	p := model.NewProblem(n, k)
	for i := range n {
		copy(p.Weight[i], floats(rows[i]))
		copy(p.Ideal[i], in.Ideals[i])
		for j := range k {
			if g, ok := in.Gamma.(float64); ok {
				p.Curvature[i][j] = g
			} else {
				p.Curvature[i][j] = floats(in.Gamma.([]any)[i])[j]
			}
			if in.Sides != nil {
				p.Side[i][j] = sides[in.Sides[i][j]]
			}
		}
		p.Consent[i] = in.Veto == nil
	}
	for _, i := range in.Veto {
		p.Consent[i] = true
	}
	members := 0
	for i := range n {
		if !p.Consent[i] {
			continue
		}
		if in.D != nil {
			p.Reservation[i] = in.D[members]
		}
		p.Power[i] = 1 / float64(n)
		if in.Alpha != nil {
			p.Power[i] = in.Alpha[members]
		}
		members++
	}
	for i, omega := range in.Advisory {
		p.Voice[int(i[0]-'0')] = omega
	}
	if in.Lo != nil {
		copy(p.Lower, in.Lo)
		copy(p.Upper, in.Hi)
	}
	if in.Fixed != nil {
		j := in.Fixed.Issue
		p.Lower[j], p.Upper[j], p.StatusQuo[j], p.InPackage[j] = in.Fixed.Value, in.Fixed.Value, in.Fixed.Value, false
	}
	in.setPayoffs(p)
	return p
}

// setPayoffs states payoffs of a·V + b, where V is the value of the terms.
func (in *oracleInputs) setPayoffs(p *model.Problem) {
	a, b := floats(in.A), floats(in.B)
	for i := range p.Parties {
		if len(a) == p.Parties {
			affine(p, i, a[i], b[i])
		} else {
			affine(p, i, 1, 0)
		}
	}
}

func solved(t *testing.T, name string, p *model.Problem) *model.Offer {
	t.Helper()
	e, err := All.Lookup(name)
	if err != nil {
		t.Fatal(err)
	}
	theory, err := e.Default()
	if err != nil {
		t.Fatal(err)
	}
	out := new(model.Offer)
	theory.New().Solve(p, nil, out)
	return out
}

// answers maps an oracle's kind to what the program says, by the keys of the
// expected answer.
var answers = map[string]func(t *testing.T, in *oracleInputs) map[string]any{
	"zopa.1d": func(t *testing.T, in *oracleInputs) map[string]any {
		p := opposed([]float64{1}, []float64{1}, in.D1, in.D2, 0.5)
		out := solved(t, "egalitarian", p)
		s := load(p)
		return map[string]any{
			"lo": s.need[0], "hi": 1 - s.need[1],
			"margin": out.Margin, "status": out.Status.String(),
		}
	},
	"nash.2p1i_linear": func(t *testing.T, in *oracleInputs) map[string]any {
		out := solved(t, "nash", opposed([]float64{1}, []float64{1}, in.D1, in.D2, in.Alpha1))
		return map[string]any{"status": out.Status.String(), "x": out.Terms[0], "u1": out.Payoff[0], "u2": out.Payoff[1]}
	},
	"nash.2p1i_quadratic": func(t *testing.T, in *oracleInputs) map[string]any {
		p := opposed([]float64{1}, []float64{1}, in.D1, in.D2, in.Alpha1)
		p.Curvature[0][0], p.Curvature[1][0] = 2, 2
		p.Ideal[0][0], p.Ideal[1][0] = *in.Ideal1, *in.Ideal2
		plain(p)
		out := solved(t, "nash", p)
		return map[string]any{"x": out.Terms[0], "u1": out.Payoff[0], "u2": out.Payoff[1]}
	},
	"nash.nonconvex": func(t *testing.T, in *oracleInputs) map[string]any {
		p := opposed([]float64{1}, []float64{1}, in.D1, in.D2, in.Alpha1)
		for i, r := range []float64{in.R1, in.R2} {
			p.Risk[i], p.Reservation[i] = r, model.RiskInverse(p.Reservation[i], r)
		}
		out := solved(t, "nash", p)
		if out.Flags&model.NonConvex == 0 {
			t.Error("the offer is not flagged")
		}
		got := map[string]any{"status": out.Status.String(), "x": out.Terms[0], "log_product": out.LogProduct}
		if out.Reason == model.LotteryOnly {
			var n nashSolution
			n.Solve(p, nil, new(model.Offer))
			got["lottery_status"] = "agreement"
			got["lottery_surplus"] = n.seeker.value(2)
			got["lottery_prob_x1"] = n.seeker.chance(0) // the first deal is what party 1 would pick
		}
		return got
	},
	"nash.2p_linear": func(t *testing.T, in *oracleInputs) map[string]any {
		out := solved(t, "nash", opposed(floats(in.A), floats(in.B), in.D1, in.D2, in.Alpha1))
		product := in.Alpha1*math.Log(out.Payoff[0]-in.D1) + (1-in.Alpha1)*math.Log(out.Payoff[1]-in.D2)
		return map[string]any{"y": out.Terms, "u1": out.Payoff[0], "u2": out.Payoff[1], "log_product": product}
	},
	"frontier.2p_linear": func(_ *testing.T, in *oracleInputs) map[string]any {
		points := Frontier(opposed(floats(in.A), floats(in.B), 0, 0, 0.5), 0)
		var order, vertices []any
		for _, v := range points {
			if v.Issue >= 0 {
				order = append(order, float64(v.Issue))
			}
			vertices = append(vertices, v.Payoff[:])
		}
		return map[string]any{"order": order, "vertices": vertices}
	},
	"adjusted_winner": func(t *testing.T, in *oracleInputs) map[string]any {
		share := func(points []float64) []float64 {
			out := make([]float64, len(points))
			for i := range points {
				out[i] = points[i] / 100
			}
			return out
		}
		p := opposed(share(in.Points1), share(in.Points2), 0, 0, 0.5)
		out := solved(t, "egalitarian", p)
		var order []any
		for _, v := range Frontier(p, 0) {
			if v.Issue >= 0 {
				order = append(order, float64(v.Issue))
			}
		}
		return map[string]any{"share1": out.Terms, "u1": 100 * out.Payoff[0], "u2": 100 * out.Payoff[1], "order": order}
	},
	"nash.n": func(t *testing.T, in *oracleInputs) map[string]any {
		p := in.problem()
		out := solved(t, "nash", p)
		return map[string]any{
			"status": out.Status.String(), "x": out.Terms, "payoff": out.Payoff, "surplus": out.Surplus,
			"log_product": out.LogProduct, "margin": Margin(p),
		}
	},
	"nash.advisory": func(t *testing.T, in *oracleInputs) map[string]any {
		p := in.problem()
		out := solved(t, "nash", p)
		objective := out.LogProduct
		var values []any
		for i := range p.Parties {
			values = append(values, p.Value(i, out.Terms))
			if !p.Consent[i] {
				objective += p.Voice[i] * p.Value(i, out.Terms)
			}
		}
		return map[string]any{"x": out.Terms, "V": values, "objective": objective}
	},
	"partial.subset_nash": func(t *testing.T, in *oracleInputs) map[string]any {
		out := solved(t, "nash", in.problem())
		return map[string]any{"x": out.Terms, "surplus": out.Surplus}
	},
	"ks.2p1i_linear": func(t *testing.T, in *oracleInputs) map[string]any {
		out := solved(t, "kalai_smorodinsky", opposed([]float64{1}, []float64{1}, in.D1, in.D2, 0.5))
		return map[string]any{"x": out.Terms[0]}
	},
	"ks.2p_linear": func(t *testing.T, in *oracleInputs) map[string]any {
		p := opposed(floats(in.A), floats(in.B), in.D1, in.D2, 0.5)
		out := solved(t, "kalai_smorodinsky", p)
		best := bests(p)
		return map[string]any{
			"ideal1": best[0] + in.D1, "ideal2": best[1] + in.D2, "u1": out.Payoff[0], "u2": out.Payoff[1],
			"lambda_": out.Surplus[0] / best[0],
		}
	},
	"ks.n": func(t *testing.T, in *oracleInputs) map[string]any {
		p := in.problem()
		out := solved(t, "kalai_smorodinsky", p)
		best, ideal := bests(p), slices.Clone(p.Reservation)
		share := math.Inf(1)
		for i, s := range out.Surplus {
			share = min(share, s/best[i])
			ideal[i] += best[i]
		}
		return map[string]any{"ideal": ideal, "lambda_": share, "x": out.Terms, "payoff": out.Payoff}
	},
	"egalitarian.2p_linear": func(t *testing.T, in *oracleInputs) map[string]any {
		out := solved(t, "egalitarian", opposed(floats(in.A), floats(in.B), in.D1, in.D2, 0.5))
		return map[string]any{"gain": min(out.Surplus[0], out.Surplus[1]), "u1": out.Payoff[0], "u2": out.Payoff[1]}
	},
	"egalitarian.n": func(t *testing.T, in *oracleInputs) map[string]any {
		p := in.problem()
		out := solved(t, "egalitarian", p)
		return map[string]any{"gain": slices.Min(out.Surplus), "x": out.Terms, "payoff": out.Payoff}
	},
	"utilitarian": func(t *testing.T, in *oracleInputs) map[string]any {
		p := in.problem()
		copy(p.Power, in.Lambda)
		out := solved(t, "utilitarian", p)
		return map[string]any{"x": out.Terms, "payoff": out.Payoff}
	},
	"offer.best": func(_ *testing.T, in *oracleInputs) map[string]any {
		p := in.problem()
		s := load(p)
		for i, r := range in.Reserve {
			if r != nil {
				s.set = append(s.set, i)
				s.goal[i] = *r
			}
		}
		s.bestOffer(in.Proposer, s.set)
		return map[string]any{"x": append([]float64(nil), s.x...), "V": append([]float64(nil), s.value...)}
	},
	"compromise.mean": func(t *testing.T, in *oracleInputs) map[string]any {
		return map[string]any{"outcome": solved(t, "weighted_mean", in.vote(in.Capability, in.Salience)).Terms[0]}
	},
	"median.weighted": func(t *testing.T, in *oracleInputs) map[string]any {
		ones := make([]float64, len(in.Position))
		for i := range ones {
			ones[i] = 1
		}
		return map[string]any{"outcome": solved(t, "median", in.vote(floats(in.Weights), ones)).Terms[0]}
	},
}

// vote is one issue on which nobody's consent is needed.
func (in *oracleInputs) vote(capability, attention []float64) *model.Problem {
	p := model.NewProblem(len(in.Position), 1)
	for i, x := range in.Position {
		p.Ideal[i][0], p.Capability[i], p.Attention[i][0] = x, capability[i], attention[i]
	}
	return p
}

// load is a solver with the problem taken in.
func load(p *model.Problem) *solver {
	s := new(solver)
	s.setProblem(p)
	return s
}

// bests are the surpluses at each party's best offer.
func bests(p *model.Problem) []float64 {
	s := new(solver)
	s.begin(p, new(model.Offer))
	s.zone()
	s.idealSurpluses()
	return s.hope[:s.parties]
}

func TestOracles(t *testing.T) {
	data, err := os.ReadFile("testdata/oracles.json")
	if err != nil {
		t.Fatal(err)
	}
	var all []oracle
	if err := json.Unmarshal(data, &all); err != nil {
		t.Fatal(err)
	}
	if len(all) < 40 {
		t.Fatalf("only %d oracles", len(all))
	}
	for _, o := range all {
		t.Run(o.Name, func(t *testing.T) {
			answer, ok := answers[o.Model]
			if !ok {
				t.Fatalf("nothing answers %s", o.Model)
			}
			got := answer(t, &o.Inputs)
			for key, want := range o.Expected {
				have, ok := got[key]
				if !ok {
					t.Errorf("no answer for %s", key)
					continue
				}
				match(t, key, want, have, o.Tolerance)
			}
		})
	}
}

// match compares an expected JSON value with an answer.
func match(t *testing.T, key string, want, have any, tolerance float64) {
	t.Helper()
	switch w := want.(type) {
	case string, bool:
		if w != have {
			t.Errorf("%s = %v, want %v", key, have, w)
		}
	case nil:
		if have != nil {
			t.Errorf("%s = %v, want none", key, have)
		}
	case map[string]any:
		h, _ := have.(map[string]any)
		for name, x := range w {
			match(t, key+"."+name, x, h[name], tolerance)
		}
	case float64:
		if h, ok := have.(float64); !ok || !(math.Abs(h-w) <= tolerance) {
			t.Errorf("%s = %v, want %v within %g", key, have, w, tolerance)
		}
	case []any:
		var list []any
		switch h := have.(type) {
		case []any:
			list = h
		case []float64:
			for _, x := range h {
				list = append(list, x)
			}
		}
		if len(list) != len(w) {
			t.Errorf("%s = %v, want %v", key, have, want)
			return
		}
		for i := range w {
			match(t, key, w[i], list[i], tolerance)
		}
	default:
		t.Errorf("%s: do not know how to compare %T", key, want)
	}
}

// chance is the probability with which the best lottery of the last solution
// picks deal d.
func (l *mixedOffers) chance(d int) float64 {
	n := len(l.col)
	end := l.deals * (n + 1)
	for c, label := range l.col {
		if label == d {
			return l.table[end+c] / l.table[end+n]
		}
	}
	return 0
}
