package protocol

import (
	"encoding/json"
	"math"
	"os"
	"strconv"
	"testing"

	"sim/model"
)

// causeInputs are the inputs of the oracles about totals and options.
type causeInputs struct {
	Weight, Ideal      [][]float64
	Weights            []float64
	Curvature          float64
	Reservation, Power []float64
	Coefficients       [][]float64
	Total              any
	Equality           []bool
	Options            json.RawMessage
	Price              any
	Worth              map[string][]float64
	Payoffs            [][]float64
	P                  float64
	CostA              float64 `json:"cost_a"`
	CostB              float64 `json:"cost_b"`
	Line               publicLine
	Demand             []float64
	Threshold          any
	WorthOfMoney       []float64 `json:"worth_of_money"`
	PNow               float64   `json:"p_now"`
	PNext              float64   `json:"p_next"`
	Destroyed          float64
	Patience           float64
	Delta, Destruction float64
	Flow               float64
	Members            []int
	OutsidersTake      float64 `json:"outsiders_take"`
}

// general is the problem of the oracles that give weights and ideals.
func (in *causeInputs) general() *model.Problem {
	p := model.NewProblem(len(in.Weight), len(in.Weight[0]))
	for i := range p.Parties {
		copy(p.Weight[i], in.Weight[i])
		copy(p.Ideal[i], in.Ideal[i])
		p.Consent[i], p.Reservation[i], p.Power[i] = true, in.Reservation[i], in.Power[i]
		for k := range p.Issues {
			p.Curvature[i][k] = in.Curvature
		}
	}
	for r, a := range in.Coefficients {
		row := model.Row{AtLeast: -floats(in.Total)[r], Equal: in.Equality[r]}
		for _, x := range a {
			row.Coefficient = append(row.Coefficient, -x)
		}
		p.Rows = append(p.Rows, row)
	}
	return plain(p)
}

// shares is one total divided among n parties, each of which cares about its
// share alone. No power given: equal ones.
func (in *causeInputs) shares(n int) *model.Problem {
	p := model.NewProblem(n, n)
	row := model.Row{AtLeast: -in.Total.(float64), Equal: true}
	for i := range n {
		p.Weight[i][i], p.Ideal[i][i], p.Curvature[i][i] = 1, 1, in.Curvature
		p.Consent[i], p.Power[i], p.Reservation[i] = true, 1/float64(n), -1
		if in.Reservation != nil {
			p.Reservation[i] = in.Reservation[i]
		}
		if in.Power != nil {
			p.Power[i] = in.Power[i]
		}
		row.Coefficient = append(row.Coefficient, -1)
	}
	p.Rows = []model.Row{row}
	return plain(p)
}

// withOptions gives the problem levels at all combinations of the options.
func withOptions(p *model.Problem, issues []int, options [][]float64) *model.Problem {
	at := [][]float64{nil}
	for _, of := range options {
		var next [][]float64
		for _, before := range at {
			for _, x := range of {
				next = append(next, append(append([]float64(nil), before...), x))
			}
		}
		at = next
	}
	var constants [][]float64
	var gains, losses [][][]float64
	for range at {
		constants = append(constants, append([]float64(nil), p.Constant...))
		gains, losses = append(gains, p.Gain), append(losses, p.Loss)
	}
	p.SetLevels(issues, at, constants, gains, losses)
	return p
}

// payments is a choice between terms with given payoffs, with payments between the
// parties: an issue each, straight and in both directions, that sum to nothing.
func (in *causeInputs) payments(most float64) *model.Problem {
	n := len(in.Power)
	p := model.NewProblem(n, n+1)
	row := model.Row{Coefficient: make([]float64, n+1), AtLeast: 0.5 * float64(n), Equal: true}
	for i, worth := range in.WorthOfMoney {
		p.Weight[i][i], p.Ideal[i][i], p.Curvature[i][i], p.StatusQuo[i] = worth*2*most, 1, 1, 0.5
		p.Consent[i], p.Power[i], p.Reservation[i] = true, in.Power[i], in.Reservation[i]
		row.Coefficient[i] = 1
	}
	p.Rows = []model.Row{row}
	plain(p)
	var at [][]float64
	var gains, losses [][][]float64
	for l := range in.Payoffs {
		at = append(at, []float64{float64(l) / float64(len(in.Payoffs)-1)})
		gains, losses = append(gains, p.Gain), append(losses, p.Loss)
	}
	p.SetLevels([]int{n}, at, in.Payoffs, gains, losses)
	return p
}

// publicLine is a line that a party has stated.
type publicLine struct {
	Party, Issue int
	AtMost       float64 `json:"at_most"`
	Price        float64
}

// pie is a pie of which the first party wants all and the second, too, with what
// each has demanded in public and what it costs it to get less.
func (in *causeInputs) pie() *model.Problem {
	p := opposed([]float64{1}, []float64{1}, in.Reservation[0], in.Reservation[1], 0.5)
	if in.Demand != nil {
		price := floats(in.Price)
		p.Line, p.Price = numbers(2, 1), numbers(2, 1)
		p.Line[0][0], p.Price[0][0] = in.Demand[0], -price[0]
		p.Line[1][0], p.Price[1][0] = 1-in.Demand[1], price[1]
	}
	return p
}

// declining is the pie of two parties of which either may fight for good and wins all
// with its chance, less what fighting destroys. The second one may fight a round later,
// when the first one's chance is another (Powell 2006).
func declining(now, next, patience, destroyed float64) *model.Problem {
	return opposed([]float64{1}, []float64{1}, now*(1-destroyed), patience*(1-next)*(1-destroyed), 0.5)
}

// second is what is compared of a pair.
func second(payoff, _ float64) float64 { return payoff }

var causeAnswers = map[string]func(t *testing.T, in *causeInputs) map[string]any{
	"budget.nash": func(t *testing.T, in *causeInputs) map[string]any {
		return map[string]any{"share": solved(t, "nash", in.shares(len(in.Reservation))).Terms}
	},
	"budget.egalitarian": func(t *testing.T, in *causeInputs) map[string]any {
		return map[string]any{"share": solved(t, "egalitarian", in.shares(len(in.Reservation))).Terms}
	},
	"budget.kalai_smorodinsky": func(t *testing.T, in *causeInputs) map[string]any {
		return map[string]any{"share": solved(t, "kalai_smorodinsky", in.shares(len(in.Reservation))).Terms}
	},
	"budget.utilitarian": func(t *testing.T, in *causeInputs) map[string]any {
		in.Power = in.Weights
		out := solved(t, "utilitarian", in.shares(len(in.Weights)))
		return map[string]any{"share": out.Terms, "price": out.Price[0]}
	},
	"budget.nash_general": func(t *testing.T, in *causeInputs) map[string]any {
		out := solved(t, "nash", in.general())
		return map[string]any{"terms": out.Terms, "price": out.Price, "log_product": out.LogProduct, "gap": out.Gap}
	},
	"budget.certificate": func(t *testing.T, in *causeInputs) map[string]any {
		p := in.shares(len(in.Reservation))
		var s solver
		s.setProblem(p)
		copy(s.mu, append(append([]float64(nil), in.Weights...), in.Price.(float64)))
		bound := s.supportFunction(s.mu) + in.Price.(float64)*in.Total.(float64)
		needed := 0.0
		for i, w := range in.Weights {
			needed += w * in.Reservation[i]
		}
		return map[string]any{"status": solved(t, "nash", p).Status.String(), "bound": bound, "needed": needed}
	},
	"options.nash": func(t *testing.T, in *causeInputs) map[string]any {
		var options [][]float64
		read(t, in.Options, &options)
		issues := make([]int, len(options))
		for k := range issues {
			issues[k] = k
		}
		out := solved(t, "nash", withOptions(in.general(), issues, options))
		return map[string]any{"terms": out.Terms, "log_product": out.LogProduct}
	},
	"options.mixed": func(t *testing.T, in *causeInputs) map[string]any {
		var of map[string][]float64
		read(t, in.Options, &of)
		var issues []int
		var options [][]float64
		for k := range len(in.Weight[0]) {
			if list, ok := of[strconv.Itoa(k)]; ok {
				issues, options = append(issues, k), append(options, list)
			}
		}
		out := solved(t, "nash", withOptions(in.general(), issues, options))
		return map[string]any{"terms": out.Terms, "log_product": out.LogProduct}
	},
	"transfers": func(t *testing.T, in *causeInputs) map[string]any {
		const most = 100 // which nobody pays
		out := solved(t, "nash", in.payments(most))
		var receives []float64
		for _, x := range out.Terms[:len(in.Power)] {
			receives = append(receives, (2*x-1)*most)
		}
		return map[string]any{"terms": out.Terms[len(in.Power)] * float64(len(in.Payoffs)-1), "receives": receives}
	},
	"audience.pie": func(t *testing.T, in *causeInputs) map[string]any {
		p := in.pie()
		var floor []float64
		for i := range 2 { // what the other must leave it
			easy := clone(p)
			easy.Reservation[1-i] = -10
			var out model.Offer
			NewBestOffer().Solve(easy, 1-i, &out)
			floor = append(floor, math.Abs(float64(i)-out.Terms[0]))
		}
		out := solved(t, "nash", p)
		got := map[string]any{"floor": floor, "exists": out.Status.Agreed(), "share": nil}
		if out.Status.Agreed() {
			got["share"] = out.Terms[0]
		}
		return got
	},
	"audience.best_demand": func(t *testing.T, in *causeInputs) map[string]any {
		price := in.Price.(float64)
		has := func(demand float64) (payoff, share float64) {
			in.Demand, in.Price = []float64{demand, 0}, []any{price, 0.0}
			out := solved(t, "nash", in.pie())
			return out.Payoff[0], out.Terms[0]
		}
		lo, hi := 0.0, 1.0
		for range 100 {
			a, b := lo+(hi-lo)/3, hi-(hi-lo)/3
			if first, _ := has(a); first < second(has(b)) {
				lo = a
			} else {
				hi = b
			}
		}
		_, share := has((lo + hi) / 2)
		return map[string]any{"demand": (lo + hi) / 2, "share": share}
	},
	"audience.general": func(t *testing.T, in *causeInputs) map[string]any {
		p := in.general()
		p.Line, p.Price = numbers(p.Parties, p.Issues), numbers(p.Parties, p.Issues)
		p.Line[in.Line.Party][in.Line.Issue], p.Price[in.Line.Party][in.Line.Issue] = in.Line.AtMost, in.Line.Price
		return map[string]any{"log_product": solved(t, "nash", p).LogProduct}
	},
	"indivisible": func(t *testing.T, in *causeInputs) map[string]any {
		in.Reservation = []float64{in.P - in.CostA, 1 - in.P - in.CostB}
		p := withOptions(in.pie(), []int{0}, [][]float64{{0, 1}})
		way := FindWayRound(p)
		return map[string]any{
			"option":  solved(t, "nash", p).Status.Agreed(),
			"lottery": p.Reservation[0] + way.LotsSurplus[0], "payment": 1 - (p.Reservation[0] + way.PaySurplus[0]), // of who has all
		}
	},
	"lottery": func(t *testing.T, in *causeInputs) map[string]any {
		p, at := model.NewProblem(2, 1), [][]float64{}
		gains, losses := [][][]float64{}, [][][]float64{}
		for l := range in.Payoffs {
			at = append(at, []float64{float64(l) / float64(len(in.Payoffs)-1)})
			gains, losses = append(gains, p.Gain), append(losses, p.Loss)
		}
		p.SetLevels([]int{0}, at, in.Payoffs, gains, losses)
		for i := range 2 {
			p.Consent[i], p.Power[i], p.Reservation[i] = true, 0.5, in.Reservation[i]
		}
		way := FindWayRound(p)
		return map[string]any{"product": way.LotsSurplus[0] * way.LotsSurplus[1], "mix": map[string]any{"0": way.Odds, "1": 1 - way.Odds}}
	},
	"powell.commitment": func(t *testing.T, in *causeInputs) map[string]any {
		p := declining(in.PNow, in.PNext, in.Delta, in.Destruction)
		s, now, all := load(p), load(declining(in.PNow, in.PNow, 1, in.Destruction)), in.Flow/(1-in.Delta)
		return map[string]any{
			"shift": (s.need[1] - now.need[1]) * all, "surplus": (1 - now.need[0] - now.need[1]) * all, "war": !solved(t, "nash", p).Status.Agreed(),
			"best_peaceful_payoff_declining": (1 - s.need[1]) * all, "war_payoff_declining": s.need[0] * all,
		}
	},
	"powell.threshold": func(t *testing.T, in *causeInputs) map[string]any {
		lo, hi := 0.0, 1.0
		for hi-lo > 1e-14 {
			if mid := (lo + hi) / 2; Margin(declining(in.PNow, mid, in.Delta, in.Destruction)) < 0 {
				lo = mid
			} else {
				hi = mid
			}
		}
		return map[string]any{"p_next_max_for_war": lo}
	},
	"shift.moving": func(t *testing.T, in *causeInputs) map[string]any {
		p := declining(in.PNow, in.PNext, in.Patience, in.Destroyed)
		s, all := load(p), 1/(1-in.Patience)
		return map[string]any{"best_for_decliner": (1 - s.need[1]) * all, "fighting": s.need[0] * all, "exists": solved(t, "nash", p).Status.Agreed()}
	},
	"coalition.club": func(t *testing.T, in *causeInputs) map[string]any {
		club := causeInputs{Curvature: 1, Total: in.Total.(float64) - in.OutsidersTake}
		for _, i := range in.Members {
			club.Reservation, club.Power = append(club.Reservation, in.Reservation[i]), append(club.Power, in.Power[i])
		}
		return map[string]any{"share": solved(t, "nash", club.shares(len(in.Members))).Terms}
	},
	"ratify.known": func(t *testing.T, in *causeInputs) map[string]any {
		p := in.pie()
		p.Lower[0] = in.Threshold.(float64)
		return map[string]any{"share": solved(t, "nash", p).Terms[0]}
	},
	"options.whole_numbers": func(t *testing.T, in *causeInputs) map[string]any {
		p := model.NewProblem(2, 2)
		for i, w := range [][]float64{in.Worth["a"], in.Worth["b"]} {
			p.Consent[i], p.Power[i] = true, 0.5
			for k, x := range w {
				p.Weight[i][k], p.Curvature[i][k] = math.Abs(x), 1
				if x > 0 {
					p.Ideal[i][k] = 1
				} else {
					p.Reservation[i] -= x // what giving nothing is worth
				}
			}
		}
		p.Rows = []model.Row{{Coefficient: []float64{1, -1}}} // ten prisoners for a hostage: the same share of the ranges
		out := solved(t, "nash", plain(p))
		return map[string]any{"hostages": 50 * out.Terms[0], "prisoners": 500 * out.Terms[1], "product": out.Surplus[0] * out.Surplus[1]}
	},
}

func TestCauseOracles(t *testing.T) {
	data, err := os.ReadFile("testdata/oracles_causes.json")
	if err != nil {
		t.Fatal(err)
	}
	var all []struct {
		Name, Model string
		Inputs      causeInputs
		Expected    map[string]any
		Tolerance   float64
	}
	if err := json.Unmarshal(data, &all); err != nil {
		t.Fatal(err)
	}
	if len(all) < 12 {
		t.Fatalf("only %d oracles", len(all))
	}
	for _, o := range all {
		t.Run(o.Name, func(t *testing.T) {
			got := causeAnswers[o.Model](t, &o.Inputs)
			for key, want := range o.Expected {
				match(t, key, want, got[key], o.Tolerance)
			}
		})
	}
}
