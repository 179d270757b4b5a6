package cause

import (
	"encoding/json"
	"errors"
	"math"
	"os"
	"slices"
	"testing"
)

// inputs are the inputs of the oracles.
type inputs struct {
	P            float64
	CostA        float64 `json:"cost_a"`
	CostB        float64 `json:"cost_b"`
	Costs        float64
	Low, High    float64
	Patience     float64
	Rounds       any
	Types        any
	Prior, Mean  []float64
	SD           float64
	Seen         any
	Offer        float64
	Buyer        []float64
	Seller       []float64
	GivesIn      float64 `json:"gives_in"`
	Wins         float64 `json:"wins"`
	HoldsOn      float64 `json:"holds_on"`
	FirstGivesIn float64 `json:"chance_1_gives_in"`
	OtherGivesIn float64 `json:"chance_2_gives_in"`
	PriorWeak    float64 `json:"prior_weak"`
	WinIfWeak    float64 `json:"win_if_weak"`
	WinIfStrong  float64 `json:"win_if_strong"`
	WarCostA     float64 `json:"cA"`
	WarCostB     float64 `json:"cB"`
}

// twoTypes is one demand on a pie by a side that does not know whether the other one is
// weak, with the given chance, or strong: nobody is in between.
func (in *inputs) twoTypes(s *Screening, weak float64) Demand {
	s.Begin(3, []float64{weak, 0, 1 - weak})
	for b := range s.Types {
		wins := in.WinIfWeak
		if b > 1 {
			wins = in.WinIfStrong
		}
		s.Types[b] = Type{
			GoingOn: 1 - wins - in.WarCostB, Refused: 1 - wins - in.WarCostB, ProposerGoingOn: wins - in.WarCostA, ProposerRefused: wins - in.WarCostA,
		}
	}
	s.Frontier.Set([]float64{-1, 2}, []float64{2, -1})
	s.Patience, s.ProposerPatience = 0.9, 0.9
	return s.Demand(1)
}

// cells is the number of types, if the oracle gives one; otherwise the usual.
func (in *inputs) cells() int {
	if n, ok := in.Types.(float64); ok {
		return int(n)
	}
	return 128
}

func (in *inputs) rounds() int { return int(in.Rounds.(float64)) }

// numbers are one number or several.
func numbers(v any) []float64 {
	list, ok := v.([]any)
	if !ok {
		return []float64{v.(float64)}
	}
	var all []float64
	for _, x := range list {
		all = append(all, x.(float64))
	}
	return all
}

// leaves are the demands as the proposer's share of the pie.
func leaves(demands []Demand) (shares []float64) {
	for _, d := range demands {
		shares = append(shares, 1-d.Offer)
	}
	return shares
}

var answers = map[string]func(in *inputs) map[string]any{
	"screening.cost": func(in *inputs) map[string]any {
		var s Screening
		privateCost(&s, in.cells(), in.P, in.CostA, in.Low, in.High, in.Patience)
		demands, accepted := play(&s, in.rounds())
		got := map[string]any{"first_demand": 1 - demands[0].Offer, "first": 1 - demands[0].Offer, "no_deal": 1 - accepted[len(accepted)-1]}
		if len(demands) > 1 {
			got["second"], got["accept_first"] = 1-demands[1].Offer, accepted[0]
			got["accepted_before_last"] = accepted[len(accepted)-2]
		}
		return got
	},
	"screening.cost_open": func(in *inputs) map[string]any {
		var s Screening
		privateCost(&s, in.cells(), in.P, in.CostA, in.Low, in.High, in.Patience)
		first := s.Demand(Open)
		accepted := playOpen(&s, 24)
		byRound := func(share float64) float64 {
			return float64(slices.IndexFunc(accepted, func(a float64) bool { return a >= share }))
		}
		return map[string]any{
			"first_demand": 1 - first.Offer, "accepts_first": first.Chance,
			"median_round": byRound(0.5), "p99_round": byRound(0.99), "no_deal": 1 - accepted[23],
		}
	},
	"screening.no_gap": func(in *inputs) map[string]any {
		var s Screening
		if in.Rounds == "infinite" {
			d := stationary(&s, 128, in.Patience, 0)
			return map[string]any{"next_cutoff": 1 - d.Cutoff/128, "price": -d.Offer, "value": d.Value}
		}
		noGap(&s, in.cells(), in.Patience)
		demands, accepted := play(&s, in.rounds())
		var prices, cutoffs []float64
		for t, d := range demands {
			prices, cutoffs = append(prices, -d.Offer), append(cutoffs, 1-accepted[t])
		}
		return map[string]any{"prices": prices, "cutoffs": cutoffs, "no_deal": 1 - accepted[len(accepted)-1]}
	},
	"screening.strength": func(in *inputs) map[string]any {
		var s Screening
		privateStrength(&s, in.cells(), in.CostA, in.CostB, in.Low, in.High, in.Patience)
		demands, accepted := play(&s, in.rounds())
		return map[string]any{"first_demand": 1 - demands[0].Offer, "demands": leaves(demands), "no_deal": 1 - accepted[len(accepted)-1]}
	},
	"screening.open_condition": func(in *inputs) map[string]any {
		var s Screening
		privateStrength(&s, 128, in.Costs/2, in.Costs/2, in.Low, in.High, 0.98)
		s.Demand(Open)
		return map[string]any{
			"soon": s.plan.end == peace, "peace_with_toughest": s.Frontier.At(s.Types[128].GoingOn), "going_on": s.plan.goingOn[0] / s.plan.mass[0],
		}
	},
	"learning.screening": func(in *inputs) map[string]any {
		var s Screening
		lo, hi := 0.0, 1.0
		for hi-lo > 1e-12 {
			if mid := (lo + hi) / 2; in.twoTypes(&s, mid).Chance < 1-1e-9 {
				hi = mid
			} else {
				lo = mid
			}
		}
		d := in.twoTypes(&s, in.PriorWeak)
		all := s.plan.mass[0]
		got := map[string]any{
			"pool_demand": 1 - s.plan.required[3], "screen_demand": 1 - s.plan.required[1], "EU_pool": s.plan.worth(all, 3) / all, "EU_screen": s.plan.worth(all, 1) / all,
			"threshold_q": hi, "choice": "pool",
		}
		if d.Chance < 1-1e-9 {
			got["choice"] = "screen"
		}
		return got
	},
	"belief.update": func(in *inputs) map[string]any {
		var b Belief
		b.Begin(len(in.Prior), in.Prior)
		for _, seen := range numbers(in.Seen) {
			b.News(seen, around(in.Mean), in.SD)
		}
		return map[string]any{"posterior": b.weights()}
	},
	"belief.refusal": func(in *inputs) map[string]any {
		var b Belief
		b.Begin(len(in.Prior), in.Prior)
		b.RuleOut(PositionOf(append([]float64{0}, numbers(in.Types)...), in.Offer)) // a type is the toughest of its cell
		return map[string]any{"posterior": b.weights()}
	},
	"sealed_bids.linear": func(in *inputs) map[string]any {
		s, err := NewSealedBids(Limits{in.Buyer[0], in.Buyer[1]}, Limits{in.Seller[0], in.Seller[1]})
		o := outlookOf(Limits{in.Buyer[0], in.Buyer[1]}, Limits{in.Seller[0], in.Seller[1]})
		return map[string]any{
			"linear": !errors.Is(err, ErrBidsOutOfRange), "buyer_intercept": s.BuyerIntercept, "seller_intercept": s.SellerIntercept,
			"slope": BidSlope, "least_gain": o.leastGain, "deal": o.deal, "gains": o.gains, "of_possible_gains": o.ofPossibleGains,
		}
	},
	"ignorance.price": func(in *inputs) map[string]any {
		var s Screening
		privateCost(&s, 128, in.P, in.CostA, in.Low, in.High, 0.98)
		known := 0.0
		for _, t := range s.Types {
			if d := s.Known(in.rounds(), t); !d.Nobody {
				known += 1.0 / 129
			}
		}
		private := s.Demand(in.rounds()).Chance
		return map[string]any{"known_to_all": known, "known_to_b": private, "price": known - private}
	},
	"attrition": func(in *inputs) map[string]any {
		p := Insisting{HoldsOut: in.HoldsOn, GivesIn: in.GivesIn, Wins: in.Wins, Patience: in.Patience}
		return map[string]any{"chance_that_other_gives_in": p.OtherGivesIn()}
	},
	"attrition.pair": func(in *inputs) map[string]any {
		a := Attrition{[2]float64{in.FirstGivesIn, in.OtherGivesIn}}
		return map[string]any{"mean_rounds": meanRounds(a), "first_wins": firstWins(a)}
	},
}

// around are boundaries of which each mean is the middle of two.
func around(means []float64) []float64 {
	edges := []float64{means[0] - (means[1]-means[0])/2}
	for _, m := range means {
		edges = append(edges, 2*m-edges[len(edges)-1])
	}
	return edges
}

// grids are the tolerances of oracles that a grid of types meets less well than
// the formula by which they were found.
var grids = map[string]float64{
	"screening.horizon/delta=0.98,T=20":        1e-7,
	"screening.strength_lasts/delta=0.98,T=20": 1e-5,
}

func TestOracles(t *testing.T) {
	for file, count := range map[string]int{"testdata/oracles_information.json": 27, "testdata/oracles_attrition.json": 3} {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		var all []struct {
			Name, Model string
			Inputs      inputs
			Expected    map[string]any
			Tolerance   float64
		}
		if err := json.Unmarshal(data, &all); err != nil {
			t.Fatal(err)
		}
		if len(all) != count {
			t.Fatalf("%s: %d oracles", file, len(all))
		}
		for _, o := range all {
			t.Run(o.Name, func(t *testing.T) {
				got := answers[o.Model](&o.Inputs)
				for key, want := range o.Expected {
					match(t, key, want, got[key], max(o.Tolerance, grids[o.Name]))
				}
			})
		}
	}
}

// match compares a part of an answer, element by element.
func match(t *testing.T, key string, want, have any, tolerance float64) {
	t.Helper()
	switch w := want.(type) {
	case []any:
		h, _ := have.([]float64)
		if len(h) != len(w) {
			t.Fatalf("%s = %v, want %v", key, have, want)
		}
		for i := range w {
			match(t, key, w[i], h[i], tolerance)
		}
	case float64:
		if h, ok := have.(float64); !ok || !(math.Abs(h-w) <= tolerance) {
			t.Errorf("%s = %v, want %v within %g", key, have, w, tolerance)
		}
	default:
		if have != want {
			t.Errorf("%s = %v, want %v", key, have, want)
		}
	}
}
