package theory_test

import (
	"encoding/json"
	"fmt"
	"math"
	"os"
	"testing"

	"sim/model"
)

// committed are the inputs of the oracles about agreements that keep themselves.
type committed struct {
	Agreement, Temptation, Punished, Patience, Detection float64
	LowersTemptation                                     float64 `json:"lowers_temptation"`
	LowersPunished                                       float64 `json:"lowers_punished"`

	P, Shift  float64
	Cost1     float64 `json:"cost_1"`
	Cost2     float64 `json:"cost_2"`
	Guarantee float64
}

// searched is how near the weakest guarantee is found.
const searched = 1e-3

// shifting is a line between two sides, as the share of the first, of which the
// second grows stronger by peace, unless the guarantee prevents it.
func (in *committed) shifting(t *testing.T, guarantee float64) *model.Bargain {
	t.Helper()
	return load(t, fmt.Sprintf(`
title: A line
purpose: illustration
clock: {rounds: 1}
run: {theories: [commitment]}
parties: {a: {disagreement_cost: %g}, b: {disagreement_cost: %g}}
issues:
  line: {status_quo: %g, curvature: 1, positions: {a: {ideal: 1, salience: 50}, b: {ideal: 0, salience: 50}}}
  guard: {status_quo: 0, positions: {}}
packages: {deal: {outcome: settlement, issues: all, limits: {guard: [%g, %[4]g]}, power_shift: {to: b, issue: line, a_round: %[5]g, up_to: %[5]g, slowed_by: {guard: 1}}}}
`, in.Cost1, in.Cost2, in.P, guarantee, in.Shift))
}

// breaking is a deal whose only terms are worth in.Agreement to b, that b would
// break for in.Temptation until it is noticed, and for in.Punished from then on;
// a guarantee lowers both.
func (in *committed) breaking(t *testing.T) *model.Bargain {
	t.Helper()
	shift := in.LowersTemptation // what a guarantee can take from the temptation is a shift of power
	return load(t, fmt.Sprintf(`
title: A deal
purpose: illustration
clock: {rounds: 1}
run: {theories: [commitment]}
parties: {a: {reservation_value: 0, patience: %[1]g}, b: {patience: %[1]g, disagreement_cost: 0.01, prospects: {line: %[2]g}}}
issues:
  line: {range: [-2, 2], status_quo: 0, curvature: 1, positions: {a: {ideal: 2, salience: 50}, b: {ideal: -2, salience: 50}}}
  guard: {status_quo: 0, positions: {}}
packages: {deal: {outcome: settlement, issues: all, limits: {line: [%[3]g, %[3]g], guard: [0, 0]}, power_shift: {to: b, issue: line, a_round: %[4]g, up_to: %[4]g, slowed_by: {guard: 1}}}}
levers:
  talks: {holder: a, target: b, when: [talking, b refuses], weight: 1, effects: [{presses: b, by: 1}]}
  answer: {holder: a, target: b, when: b violates, weight: 1, effects: [{presses: b, by: %[5]g}]}
processes:
  violations: {hazard: {}, noticed: %[6]g, answers: {guard: {of: [b], by: %[7]g}}}
`, in.Patience, -4*(in.Temptation-shift-0.5+0.01), 4*(0.5-in.Agreement), 4*shift, in.Temptation-in.Punished, in.Detection, in.LowersPunished-in.LowersTemptation))
}

// solved is the deal of a bargain at its medians, with what b has promised.
func solved(t *testing.T, b *model.Bargain) (m model.Meeting, keeps *model.Promise) {
	t.Helper()
	for i := range b.Theories {
		if b.Theories[i].Keeps {
			m = model.SolveCentral(b, i, model.CentralValues(b))
		}
	}
	for j := range m.Problem.Keeps {
		if m.Problem.Keeps[j].Party == 1 {
			return m, &m.Problem.Keeps[j]
		}
	}
	t.Fatal("b promises nothing")
	return m, nil
}

var committedAnswers = map[string]func(t *testing.T, in *committed) map[string]any{
	"keeping": func(t *testing.T, in *committed) map[string]any {
		value := model.BreachValue(in.Temptation, in.Punished, in.Patience, in.Detection)
		m, _ := solved(t, in.breaking(t))
		least := math.NaN()
		for lo, hi := 0.0, 1.0; hi-lo > 1e-15; {
			if least = (lo + hi) / 2; model.BreachValue(in.Temptation, in.Punished, least, in.Detection) > in.Agreement {
				lo = least
			} else {
				hi = least
			}
		}
		return map[string]any{"value_of_breaking": value, "kept": m.Offer.Status.Agreed(), "least_patience": least}
	},
	"keeping.guarantee": func(t *testing.T, in *committed) map[string]any {
		out := play(t, in.breaking(t), "commitment")
		if out.Reason != model.NotKept || out.Breaker != 1 {
			t.Errorf("ends in %v for %v of %d", out.Class, out.Reason, out.Breaker)
		}
		if math.IsNaN(out.Weakest) {
			return map[string]any{"weakest": nil}
		}
		return map[string]any{"weakest": out.Weakest}
	},
	"shift.fixed": func(t *testing.T, in *committed) map[string]any {
		b := in.shifting(t, 0)
		m, keeps := solved(t, b)
		p := m.Problem
		at := func(line float64) []float64 { return []float64{0, line} } // guard, line
		low := (p.Reservation[0] - p.Value(0, at(0))) / (p.Value(0, at(1)) - p.Value(0, at(0)))
		of := 0
		if p.Keeps[1].Party == keeps.Party {
			of = 1
		}
		high := p.Kept(of, at(0)) / (p.Kept(of, at(0)) - p.Kept(of, at(1)))
		prevent := 0.0
		if out := play(t, b, "commitment"); out.Reason == model.NotKept {
			prevent = out.Weakest
		}
		return map[string]any{"low": low, "high": high, "exists": m.Offer.Status.Agreed(), "least_share_of_shift_to_prevent": prevent}
	},
	"keeping.row": func(t *testing.T, in *committed) map[string]any {
		out := play(t, in.shifting(t, in.Guarantee), "commitment")
		got := map[string]any{"share": nil, "exists": out.Class == model.Settlement}
		if out.Class == model.Settlement {
			got["share"] = out.Terms[1]
		}
		got["weakest_guarantee"] = play(t, in.shifting(t, 0), "commitment").Weakest
		return got
	},
}

func TestCommitmentOracles(t *testing.T) {
	data, err := os.ReadFile("testdata/oracles_commitment.json")
	if err != nil {
		t.Fatal(err)
	}
	var all []struct {
		Name, Model string
		Inputs      committed
		Expected    map[string]any
		Tolerance   float64
	}
	if err := json.Unmarshal(data, &all); err != nil {
		t.Fatal(err)
	}
	if len(all) != 8 {
		t.Fatalf("%d oracles", len(all))
	}
	near := map[string]float64{"weakest": searched, "weakest_guarantee": searched, "least_share_of_shift_to_prevent": searched, "share": 1e-7}
	for _, o := range all {
		t.Run(o.Name, func(t *testing.T) {
			got := committedAnswers[o.Model](t, &o.Inputs)
			for key, want := range o.Expected {
				x, number := want.(float64)
				if !number {
					if got[key] != want {
						t.Errorf("%s = %v, want %v", key, got[key], want)
					}
					continue
				}
				if have, ok := got[key].(float64); !ok || !(math.Abs(have-x) <= max(o.Tolerance, near[key])) {
					t.Errorf("%s = %v, want %v", key, got[key], x)
				}
			}
		})
	}
}
