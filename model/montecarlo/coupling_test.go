package montecarlo

import (
	"context"
	"math"
	"reflect"
	"testing"

	"sim/model"
	"sim/model/dist"
)

// pair is the toy bargain with its second and fourth of five inputs coupled.
func pair(t *testing.T, rho float64) *model.Bargain {
	t.Helper()
	b := toy(5, 1)
	r := dist.FromSpearman(rho)
	c, err := dist.NewCopula([][]float64{{1, r}, {r, 1}})
	if err != nil {
		t.Fatal(err)
	}
	b.Coupling = &model.Coupling{Columns: []int{1, 3}, Copula: c}
	return b
}

// Coupled inputs have the requested rank correlation and keep their
// distributions. All others keep their numbers bit by bit, and a single draw
// equals that of the run.
func TestCoupling(t *testing.T) {
	const draws = 8192
	for _, sampler := range []string{"random", "sobol"} {
		var alone, joint, again keep
		for k, b := range map[*keep]*model.Bargain{&alone: toy(5, 1), &joint: pair(t, 0.6), &again: pair(t, 0.6)} {
			cfg := Config{Draws: draws, Seed: 4, Workers: 2, Sampler: sampler}
			if k == &again {
				cfg.Workers = 1
			}
			if _, err := run(context.Background(), b, cfg, coins, []Sink{k}); err != nil {
				t.Fatal(err)
			}
		}
		if !reflect.DeepEqual(joint, again) {
			t.Errorf("%s: another number of workers gives other draws", sampler)
		}
		for _, c := range []int{0, 2, 4} {
			if !reflect.DeepEqual(alone.inputs[c], joint.inputs[c]) {
				t.Errorf("%s: input %d, which is not coupled, has other numbers", sampler, c)
			}
		}
		rho := func(k *keep) float64 {
			sum := 0.0
			for j := range draws {
				sum += (k.inputs[1][j] - 0.5) * (k.inputs[3][j] - 0.5)
			}
			return 12 * sum / draws
		}
		near(t, sampler+": rank correlation", rho(&joint), 0.6, 0.03)
		near(t, sampler+": rank correlation without coupling", rho(&alone), 0, 0.04)
		for _, c := range []int{1, 3} {
			e := Mean(joint.inputs[c])
			near(t, sampler+": mean", e.Value, 0.5, 4*e.Error)
			near(t, sampler+": median", Quantile(joint.inputs[c], 0.5, false).Value, 0.5, 0.02)
			near(t, sampler+": spread", e.Error*math.Sqrt(draws), 1/math.Sqrt(12), 0.01)
		}
		one, err := NewDraws(pair(t, 0.6), Config{Draws: draws, Seed: 4, Sampler: sampler})
		if err != nil {
			t.Fatal(err)
		}
		for _, i := range []int{0, 700, 8191} {
			in, _ := one.At(i)
			for c, x := range in {
				if x != joint.inputs[c][i] {
					t.Errorf("%s: input %d of draw %d is %g alone, %g in the run", sampler, c, i, x, joint.inputs[c][i])
				}
			}
		}
	}
}
