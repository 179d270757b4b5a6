package protocol

import (
	"encoding/json"
	"math"
	"os"
	"testing"

	"sim/model"
	"sim/model/registry"
)

// sequentialInputs are the inputs of testdata/oracles_sequential.json.
type sequentialInputs struct {
	oracleInputs
	Demand1, Demand2     float64
	Grid                 float64
	Deltas, Disagreement []float64
	Horizon, Offers      int
	Delta1, Delta2       float64
	R1, R2               float64
	DeltaT               float64 `json:"delta_t"`
	W1, W2               float64
	P, B1, B2            float64
	Rates                []float64
	Target               float64
	Steps                float64 `json:"t"`
	Last                 float64 `json:"T"`
	K, Beta              float64
	Kind                 string
	UMin                 float64 `json:"u_min"`
	UMax                 float64 `json:"u_max"`
	F                    float64
	UOffer               float64 `json:"u_offer"`
	UNext                float64 `json:"u_next_own"`
	Const                float64
	Late                 float64 `json:"time_threshold"`
	Beta1, Beta2         float64
	Rounds               int
	Reserve1, Reserve2   float64
	CostA                float64 `json:"cA"`
	CostB                float64 `json:"cB"`
	CostBLo              float64 `json:"cB_lo"`
	CostBHi              float64 `json:"cB_hi"`
	BaseB                float64 `json:"B_status_quo"`
	DA                   float64 `json:"d_A"`
	Cost                 struct {
		Family            string
		Mean, A, B, Scale float64
	}
}

// with is the theory with the given parameters.
func with[P any](t *testing.T, e registry.Entry[model.Theory], set func(p *P)) model.Protocol {
	t.Helper()
	theory, err := e.Build(func(p any) error {
		set(p.(*P))
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return theory.New()
}

// opposing is two parties that divide one issue, with patience.
func opposing(d1, d2, delta1, delta2 float64) *model.Problem {
	p := opposed([]float64{1}, []float64{1}, d1, d2, 0.5)
	p.Patience[0], p.Patience[1] = delta1, delta2
	return p
}

// patient is the problem of the oracles on n parties, with patience.
func (in *sequentialInputs) patient() *model.Problem {
	p := in.problem()
	copy(p.Reservation, in.Disagreement)
	copy(p.Patience, in.Deltas)
	return p
}

// pie is something that can be divided in any way.
type pie struct{}

func (pie) propose(lead int, reserve, value []float64) {
	rest := 1.0
	for j, r := range reserve {
		if j != lead {
			value[j] = r
			rest -= r
		}
	}
	value[lead] = rest
}

// both runs alternating offers with a practically unlimited number of rounds,
// with either party first.
func both(t *testing.T, p *model.Problem, set func(r *rounds)) (one, two *model.Offer) {
	protocol := with(t, AlternatingOffers, set)
	one, two = new(model.Offer), new(model.Offer)
	p.Capability[0] = 1
	protocol.Solve(p, nil, one)
	p.Capability[0], p.Capability[1] = 1, 2
	protocol.Solve(p, nil, two)
	return one, two
}

var sequentialAnswers = map[string]func(t *testing.T, in *sequentialInputs) map[string]any{
	"zeuthen.risk": func(_ *testing.T, in *sequentialInputs) map[string]any {
		r1 := riskLimit(in.Demand1-in.D1, in.Demand2-in.D1)
		r2 := riskLimit(1-in.Demand2-in.D2, 1-in.Demand1-in.D2)
		concedes := "1"
		if r2 < r1 {
			concedes = "2"
		}
		return map[string]any{"risk1": r1, "risk2": r2, "concedes": concedes}
	},
	"zeuthen.discrete": func(t *testing.T, in *sequentialInputs) map[string]any {
		z := atLevel(with(t, Zeuthen, func(c *concessions) { c.Steps = int(math.Round(in.Grid * (1 - in.D1 - in.D2))) })).(*zeuthen)
		out := new(model.Offer)
		p := opposing(in.D1, in.D2, 0.9, 0.9)
		z.Solve(p, nil, out)
		best, product := 0.0, 0.0
		for n := range int(in.Grid) {
			x := float64(n) / in.Grid
			if v := (x - in.D1) * (1 - x - in.D2); x > in.D1 && v > product {
				best, product = x, v
			}
		}
		return map[string]any{"deal": out.Terms[0], "nash_grid_deal": best, "rounds": float64(z.rounds)}
	},
	"rubinstein.share": func(t *testing.T, in *sequentialInputs) map[string]any {
		protocol := with(t, Rubinstein, func(o *offers) { o.Interval = 1 })
		var one, two model.Offer
		p := opposing(0, 0, in.Delta1, in.Delta2)
		protocol.Solve(p, nil, &one)
		p.Capability[1] = 1
		protocol.Solve(p, nil, &two)
		return map[string]any{"x1_when_1_proposes": one.Payoff[0], "x1_when_2_proposes": two.Payoff[0]}
	},
	"rubinstein.finite": func(t *testing.T, in *sequentialInputs) map[string]any {
		out := new(model.Offer)
		with(t, AlternatingOffers, func(r *rounds) { r.Rounds, r.Breakdown = in.Offers, 0 }).Solve(opposing(0, 0, in.Delta1, in.Delta2), nil, out)
		return map[string]any{"x1": out.Payoff[0], "x2": out.Payoff[1]}
	},
	"rubinstein.limit": func(t *testing.T, in *sequentialInputs) map[string]any {
		out := new(model.Offer)
		p := opposing(0, 0, math.Exp(-in.R1), math.Exp(-in.R2))
		with(t, Rubinstein, func(o *offers) { o.Interval = in.DeltaT }).Solve(p, nil, out)
		return map[string]any{"x1": out.Payoff[0], "limit_alpha1": solved(t, "rubinstein", p).Payoff[0]}
	},
	"rubinstein.outside": func(t *testing.T, in *sequentialInputs) map[string]any {
		one, two := both(t, opposing(in.W1, in.W2, in.Delta1, in.Delta2), func(r *rounds) {
			r.Rounds, r.Breakdown, r.Outside = 1001, 0, true
		})
		return map[string]any{"V1_when_1_proposes": one.Payoff[0], "V2_when_2_proposes": two.Payoff[1]}
	},
	"rubinstein.outside_limit": func(t *testing.T, in *sequentialInputs) map[string]any {
		out := new(model.Offer)
		p := opposing(in.W1, in.W2, math.Exp(-0.1/in.Alpha1), math.Exp(-0.1/(1-in.Alpha1)))
		with(t, Rubinstein, func(o *offers) { o.Outside = true }).Solve(p, nil, out)
		return map[string]any{"x1": out.Payoff[0]}
	},
	"rubinstein.breakdown": func(t *testing.T, in *sequentialInputs) map[string]any {
		p := opposing(in.B1, in.B2, 1, 1)
		one, _ := both(t, p, func(r *rounds) { r.Rounds, r.Breakdown = 30001, in.P })
		return map[string]any{"V1_when_1_proposes": one.Payoff[0], "nash_limit": solved(t, "nash", p).Payoff[0]}
	},
	"alternating.2p_frontier": func(t *testing.T, in *sequentialInputs) map[string]any {
		p := opposed(floats(in.A), floats(in.B), in.D1, in.D2, in.R2/(in.R1+in.R2))
		p.Patience[0], p.Patience[1] = math.Exp(-in.R1), math.Exp(-in.R2)
		protocol := with(t, Rubinstein, func(o *offers) { o.Interval = in.DeltaT })
		var one, two model.Offer
		protocol.Solve(p, nil, &one)
		p.Capability[1] = 1
		protocol.Solve(p, nil, &two)
		return map[string]any{"offer1": one.Payoff, "offer2": two.Payoff, "nash_limit": solved(t, "nash", p).Payoff}
	},
	"alternating.n_finite": func(_ *testing.T, in *sequentialInputs) map[string]any {
		n := len(in.Deltas)
		value := make([]float64, n)
		backward(in.Horizon, []int{0, 1, 2}, in.Deltas, in.Disagreement, in.Disagreement, make([]float64, n), value, pie{})
		return map[string]any{"values": value}
	},
	"alternating.n_multi": func(t *testing.T, in *sequentialInputs) map[string]any {
		out := new(model.Offer)
		with(t, AlternatingOffers, func(r *rounds) { r.Rounds, r.Breakdown = in.Horizon, 0 }).Solve(in.patient(), nil, out)
		return map[string]any{"first_offer": out.Terms, "values": out.Payoff}
	},
	"power.from_patience": func(_ *testing.T, in *sequentialInputs) map[string]any {
		powerFromPatience(in.Deltas)
		return map[string]any{"alpha": in.Deltas}
	},
	"offer.pareto": func(_ *testing.T, in *sequentialInputs) map[string]any {
		s, p := new(alternatingBase), in.problem()
		for i := range p.Reservation {
			p.Reservation[i] = 0.1
		}
		s.openTalks(p, nil, new(model.Offer), nil)
		nu := s.termsAtValue(in.Proposer, in.Target)
		return map[string]any{"nu": nu, "x": append([]float64(nil), s.x...), "V": append([]float64(nil), s.value...)}
	},
	"concession.faratin": func(_ *testing.T, in *sequentialInputs) map[string]any {
		return map[string]any{"F": concession(in.Steps/in.Last, in.K, in.Beta, in.Kind == "exp")}
	},
	"concession.target": func(_ *testing.T, in *sequentialInputs) map[string]any {
		return map[string]any{"target": target(in.UMin, in.UMax, in.F)}
	},
	"accept.rules": func(_ *testing.T, in *sequentialInputs) map[string]any {
		h := offerHeard{offered: in.UOffer, asks: in.UNext, fixed: in.Const, time: in.Steps / in.Last, late: in.Late}
		return map[string]any{"AC_next": acceptNext.accepts(h), "AC_const": acceptConst.accepts(h), "AC_time": acceptTime.accepts(h)}
	},
	"saop.2p1i": func(t *testing.T, in *sequentialInputs) map[string]any {
		if in.Beta1 != in.Beta2 {
			t.Fatal("parties with tactics of their own")
		}
		s := atLevel(with(t, StackedOffers, func(f *tactics) { f.Beta, f.Rounds, f.Opening = in.Beta1, in.Rounds, in.K })).(*stacked)
		out := new(model.Offer)
		s.Solve(opposing(in.Reserve1, in.Reserve2, 0.9, 0.9), nil, out)
		return map[string]any{
			"status": out.Status.String(), "step": float64(s.step), "round": float64(s.step / 2),
			"x": out.Terms[0], "accepted_by": float64(s.settler + 1),
		}
	},
	"fearon.range": func(_ *testing.T, in *sequentialInputs) map[string]any {
		s := load(opposing(in.P-in.CostA, 1-in.P-in.CostB, 0.9, 0.9))
		lo, hi := max(0, s.need[0]), min(1, 1-s.need[1])
		return map[string]any{"lo": lo, "hi": hi, "width": hi - lo}
	},
	"fearon.tioli_uniform": func(t *testing.T, in *sequentialInputs) map[string]any {
		return in.crisis(t, func(c *costs) { c.Low, c.High = in.CostBLo, in.CostBHi })
	},
	"fearon.tioli_general": func(t *testing.T, in *sequentialInputs) map[string]any {
		if in.Cost.Family == "beta" {
			in.CostBHi = in.Cost.Scale
			return in.crisis(t, func(c *costs) { c.High, c.A, c.B = in.Cost.Scale, in.Cost.A, in.Cost.B })
		}
		below := func(c float64) float64 { return 1 - math.Exp(-c/in.Cost.Mean) }
		y := maximiseScreen(0, 1-in.P, below, func(c float64) float64 { return c + in.CostA })
		return map[string]any{
			"demand": in.P + y, "war_probability": below(y),
			"EU_A": (in.P+y)*(1-below(y)) + (in.P-in.CostA)*below(y),
		}
	},
	"fearon.tioli_multi": func(t *testing.T, in *sequentialInputs) map[string]any {
		p := in.problem()
		p.Reservation[0], p.Reservation[1] = in.DA, in.BaseB-in.CostBHi
		c, out := atLevel(with(t, Crisis, func(c *costs) { c.Low, c.High = in.CostBLo, in.CostBHi })).(*crisis), new(model.Offer)
		c.Solve(p, nil, out)
		return map[string]any{
			"threshold_cost": c.threshold, "x": out.Terms, "war_probability": c.refusal,
			"EU_A": out.Payoff[0]*(1-c.refusal) + in.DA*c.refusal,
		}
	},
}

// crisis is a dispute over one issue whose conflict the first party wins with
// chance P.
func (in *sequentialInputs) crisis(t *testing.T, set func(c *costs)) map[string]any {
	c, out := atLevel(with(t, Crisis, set)).(*crisis), new(model.Offer)
	c.Solve(opposing(in.P-in.CostA, 1-in.P-in.CostBHi, 0.9, 0.9), nil, out)
	return map[string]any{
		"demand": out.Terms[0], "war_probability": c.refusal,
		"EU_A": out.Terms[0]*(1-c.refusal) + (in.P-in.CostA)*c.refusal,
	}
}

func TestSequentialOracles(t *testing.T) {
	data, err := os.ReadFile("testdata/oracles_sequential.json")
	if err != nil {
		t.Fatal(err)
	}
	var all []struct {
		Name, Model string
		Inputs      sequentialInputs
		Expected    map[string]any
		Tolerance   float64
	}
	if err := json.Unmarshal(data, &all); err != nil {
		t.Fatal(err)
	}
	if len(all) < 40 {
		t.Fatalf("only %d oracles", len(all))
	}
	for _, o := range all {
		t.Run(o.Name, func(t *testing.T) {
			answer, ok := sequentialAnswers[o.Model]
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
				if w, ok := want.(bool); ok {
					if have != w {
						t.Errorf("%s = %v, want %v", key, have, w)
					}
					continue
				}
				match(t, key, want, have, o.Tolerance)
			}
		})
	}
}
