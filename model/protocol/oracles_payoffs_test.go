package protocol

import (
	"encoding/json"
	"math"
	"os"
	"testing"

	"sim/model"
)

// A payoffOracle is a worked problem with losses that count more than gains.
type payoffOracle struct {
	Name, Model string
	Inputs      json.RawMessage
	Expected    map[string]any
	Tolerance   float64
}

var sides = map[string]model.Side{"two": model.TwoSided, "at_least": model.AtLeast, "at_most": model.AtMost}

// oneIssueInputs are the inputs on one position of one party.
type oneIssueInputs struct {
	X, Ideal, Held, Weight, Curvature float64
	Gain, Loss                        float64
	Side                              string
}

// argmaxInputs are the inputs on the best position of one issue.
type argmaxInputs struct {
	Mu, Ideal, Weight, Gain, Loss []float64
	Now, Curvature, Lower, Upper  float64
}

// lineInputs are two parties that divide a line.
type lineInputs struct {
	Reservation, Power []float64
	Now                float64
	LossAversion       float64 `json:"loss_aversion"`
}

// referenceInputs are problems of several parties and issues; compliance and
// keep are given by level where there are levels.
type referenceInputs struct {
	N, K           int
	Power          []float64
	Compliance     json.RawMessage
	Exposure       []float64
	Ideal, Weight  [][]float64
	Now, Curvature []float64
	Side           [][]string
	Believed       [][]float64
	LossAversion   []float64 `json:"loss_aversion"`
	Irreversible   []float64
	Keep, Broken   []float64
	Reservation    []float64
	Lower, Upper   []float64
	KeepByLevel    [][]float64 `json:"keep_by_level"`
	Levels         []float64
}

// problem is the problem without levels, with an issue for them if there are
// any, about which nobody cares.
func (in *referenceInputs) problem() *model.Problem {
	issues := in.K
	if in.Levels != nil {
		issues++
	}
	p := model.NewProblem(in.N, issues)
	copy(p.Lower, in.Lower)
	copy(p.Upper, in.Upper)
	copy(p.StatusQuo, in.Now)
	total := 0.0
	for _, power := range in.Power {
		total += power
	}
	for i := range in.N {
		p.Consent[i], p.Power[i], p.Reservation[i] = true, in.Power[i]/total, in.Reservation[i]
		copy(p.Weight[i], in.Weight[i])
		copy(p.Ideal[i], in.Ideal[i])
		for k := range in.K {
			p.Curvature[i][k], p.Side[i][k] = in.Curvature[k], sides[in.Side[i][k]]
		}
	}
	return p
}

// slopes are the constants and slopes at the given compliance (model 3.2).
func (in *referenceInputs) slopes(p *model.Problem, compliance, keep []float64) (constant []float64, gain, loss [][]float64) {
	for i, phi := range compliance {
		constant = append(constant, phi*keep[i]+(1-phi)*in.Broken[i])
		g, l := make([]float64, p.Issues), make([]float64, p.Issues)
		for k := range in.K {
			g[k] = phi * in.Believed[i][k]
			l[k] = in.LossAversion[k] * (phi + (1-phi)*in.Exposure[i]*in.Irreversible[k])
		}
		gain, loss = append(gain, g), append(loss, l)
	}
	return constant, gain, loss
}

// onePosition is one party's worth of a position on one issue.
func onePosition(t *testing.T, inputs json.RawMessage) map[string]any {
	in := oneIssueInputs{Weight: 1, Gain: 1, Loss: 1}
	read(t, inputs, &in)
	p := model.NewProblem(1, 1)
	p.Weight[0][0], p.Ideal[0][0], p.Side[0][0], p.Curvature[0][0] = in.Weight, in.Ideal, sides[in.Side], in.Curvature
	p.Gain[0][0], p.Loss[0][0], p.StatusQuo[0] = in.Gain, in.Loss, in.Held
	var of interest
	of.setInterest(p, 0, 0)
	if got, want := of.worth(in.X), p.Worth(0, 0, in.X); math.Abs(got-want) > 1e-15 {
		t.Errorf("worth %g to the solver, %g to the model", got, want)
	}
	return map[string]any{"value": of.worth(in.X)}
}

var payoffAnswers = map[string]func(t *testing.T, inputs json.RawMessage) map[string]any{
	"value.blend": func(t *testing.T, inputs json.RawMessage) map[string]any {
		var in oneIssueInputs
		read(t, inputs, &in)
		return map[string]any{"value": model.IssueValue(in.X, in.Ideal, sides[in.Side], in.Curvature)}
	},
	"value.reference": onePosition,
	"solver.argmax": func(t *testing.T, inputs json.RawMessage) map[string]any {
		var in argmaxInputs
		read(t, inputs, &in)
		p := model.NewProblem(len(in.Mu), 1)
		p.StatusQuo[0], p.Lower[0], p.Upper[0] = in.Now, in.Lower, in.Upper
		for i := range in.Mu {
			p.Consent[i] = true
			p.Weight[i][0], p.Ideal[i][0], p.Curvature[i][0] = in.Weight[i], in.Ideal[i], in.Curvature
			p.Gain[i][0], p.Loss[i][0] = in.Gain[i], in.Loss[i]
		}
		s := load(p)
		s.evaluate(in.Mu, true)
		return map[string]any{"x": s.x[0], "value": s.weightedValue(0, in.Mu, s.x[0])}
	},
	"nash.line": func(t *testing.T, inputs json.RawMessage) map[string]any {
		var in lineInputs
		read(t, inputs, &in)
		p := opposed([]float64{1}, []float64{1}, in.Reservation[0], in.Reservation[1], in.Power[0])
		p.StatusQuo[0] = in.Now
		plain(p)
		for i := range 2 {
			p.Loss[i][0] = in.LossAversion
		}
		out := solved(t, "nash", p)
		return map[string]any{"x": out.Terms[0], "payoff": out.Payoff}
	},
	"walks_away": func(t *testing.T, inputs json.RawMessage) map[string]any {
		var in struct {
			Range                    [2]float64
			Buyer, Seller, Curvature float64
		}
		read(t, inputs, &in)
		scale, err := model.Linear(in.Range[0], in.Range[1])
		if err != nil {
			t.Fatal(err)
		}
		price := model.Issue{
			ID: "price", Scale: scale, Curvature: model.Known(in.Curvature), LossAversion: model.Known(1),
			StatusQuo: model.Known(in.Range[0]), DealOnly: true,
			Stances: []model.Stance{{Ideal: model.Known(in.Range[0]), Salience: model.Known(1)}, {Ideal: model.Known(in.Range[1]), Salience: model.Known(1)}},
		}
		b := &model.Bargain{Issues: []model.Issue{price}, Packages: []model.Package{{ID: "sale", Outcome: model.Settlement, Issues: []int{0}}}}
		for i, at := range []float64{in.Buyer, in.Seller} {
			b.Parties = append(b.Parties, model.Party{
				ID: []string{"buyer", "seller"}[i], Power: model.Known(1), Patience: model.Known(0.9),
				Stated: true, WalksAway: [][]model.WalkAway{{{Term: model.Known(at)}}},
			})
		}
		table := model.NewTable(b)
		table.SetInputs(nil, model.MedianEvents{})
		out := solved(t, "nash", table.Problem(0))
		return map[string]any{"price": scale.Amount(out.Terms[0]), "reservation_buyer": table.Reservation(0), "reservation_seller": table.Reservation(1)}
	},
	"nash.reference": func(t *testing.T, inputs json.RawMessage) map[string]any {
		var in referenceInputs
		var compliance []float64
		read(t, inputs, &in)
		read(t, in.Compliance, &compliance)
		p := in.problem()
		p.Constant, p.Gain, p.Loss = in.slopes(p, compliance, in.Keep)
		out := solved(t, "nash", p)
		return map[string]any{"status": out.Status.String(), "x": out.Terms, "surplus": out.Surplus, "log_product": out.LogProduct}
	},
	"nash.levels": func(t *testing.T, inputs json.RawMessage) map[string]any {
		var in referenceInputs
		var compliance [][]float64
		read(t, inputs, &in)
		read(t, in.Compliance, &compliance)
		p := in.problem()
		var at, constants []([]float64)
		var gains, losses [][][]float64
		for l, level := range in.Levels {
			c, g, loss := in.slopes(p, compliance[l], in.KeepByLevel[l])
			at, constants, gains, losses = append(at, []float64{level}), append(constants, c), append(gains, g), append(losses, loss)
		}
		p.SetLevels([]int{in.K}, at, constants, gains, losses)
		out := solved(t, "nash", p)
		best := p.Nearest(out.Terms)
		var n nashSolution
		var product, bounds, pruned []any
		for l := range p.Levels() {
			var one model.Offer
			p.AtLevel(l)
			n.Solve(p, nil, &one)
			product = append(product, one.LogProduct)
		}
		p.AtLevel(best)
		n.Solve(p, nil, out)
		var b levelBound
		n.prove(p, out, &b)
		for l := range p.Levels() {
			p.AtLevel(l)
			bound, dual := b.at(p, l), dualAt(p, n.mu)
			if bound < dual-1e-12 {
				t.Errorf("level %d: bound %g, dual %g", l, bound, dual)
			}
			bounds, pruned = append(bounds, dual), append(pruned, bound < out.LogProduct-levelTie)
		}
		return map[string]any{"best": float64(best), "level": out.Terms[in.K], "log_product": product, "dual_bound_at_best": bounds, "pruned": pruned}
	},
}

// dualAt is the dual of the product at the weights mu.
func dualAt(p *model.Problem, mu []float64) (sum float64) {
	s := new(solver)
	s.setProblem(p)
	s.evaluate(mu, false)
	for j, m := range mu {
		y, _ := s.conjugate(j, m)
		sum += s.alpha[j]*math.Log(s.surplus(j, y)) + m*(s.value[j]-y)
	}
	return sum
}

func read(t *testing.T, data json.RawMessage, to any) {
	t.Helper()
	if err := json.Unmarshal(data, to); err != nil {
		t.Fatal(err)
	}
}

func TestPayoffOracles(t *testing.T) {
	data, err := os.ReadFile("testdata/oracles_payoffs.json")
	if err != nil {
		t.Fatal(err)
	}
	var all []payoffOracle
	if err := json.Unmarshal(data, &all); err != nil {
		t.Fatal(err)
	}
	if len(all) < 28 {
		t.Fatalf("only %d oracles", len(all))
	}
	for _, o := range all {
		t.Run(o.Name, func(t *testing.T) {
			answer, ok := payoffAnswers[o.Model]
			if !ok {
				t.Fatalf("nothing answers %s", o.Model)
			}
			got := answer(t, o.Inputs)
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
