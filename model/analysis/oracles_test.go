package analysis

import (
	"encoding/json"
	"math"
	"os"
	"testing"
)

// An oracle is a case with a known answer; see testdata/README.md.
type oracle struct {
	Name, Model string
	Inputs      struct {
		ModelsPerFamily []int       `json:"models_per_family"`
		ModelProbs      [][]float64 `json:"model_probs"`
		Outcomes        []string
		Weights         []float64
		Means, SDs      []float64
		Mean, Within    []float64
		Weight          []float64
		Cause           []string
		Probs           []float64
		C               float64
		Effects, MCSE   []float64
		Z               float64
		P, Y, Prior     []float64
		Observed        int       `json:"observed_index"`
		LogScores       []float64 `json:"log_scores"`
		Temper          float64
		Function        string `json:"model"`
		A               any
		B               float64
		FA, FB, FAB     []float64
		Beta            []float64
		Sigma           [][]float64
	}
	Expected  map[string]any
	Tolerance float64
}

// answers computes the answer to each kind of case.
var answers = map[string]func(*testing.T, *oracle) map[string]any{
	"ensemble.family_weights": func(_ *testing.T, o *oracle) map[string]any {
		var families []string
		for i, n := range o.Inputs.ModelsPerFamily {
			for range n {
				families = append(families, string(rune('a'+i)))
			}
		}
		weights, _ := FamilyWeights(families, nil)
		return map[string]any{"weights": weights}
	},
	"ensemble.pool": func(_ *testing.T, o *oracle) map[string]any {
		p := NewPool(o.Inputs.ModelProbs, o.Inputs.Weights)
		return map[string]any{
			"pool": p.Shares, "lower": p.Lower, "upper": p.Upper, "js_divergence": p.Divergence,
			"js_normalised": p.Disagreement, "modal": o.Inputs.Outcomes[p.Modal], "modal_agreement": p.ModalAgreement,
		}
	},
	"ensemble.variance": func(_ *testing.T, o *oracle) map[string]any {
		s := NewSplit(o.Inputs.Weights, o.Inputs.Means, o.Inputs.SDs, make([]string, len(o.Inputs.Weights)))
		return map[string]any{"mean": s.Mean, "within": s.Within, "between": s.Between, "total": s.Total(), "between_share": s.BetweenShare()}
	},
	"ensemble.nested": func(_ *testing.T, o *oracle) map[string]any {
		sds := make([]float64, len(o.Inputs.Within))
		for m, variance := range o.Inputs.Within {
			sds[m] = math.Sqrt(variance)
		}
		s := NewSplit(o.Inputs.Weight, o.Inputs.Mean, sds, o.Inputs.Cause)
		return map[string]any{"inside": s.Within, "rules": s.Rules, "causes": s.Causes}
	},
	"ensemble.contamination": func(_ *testing.T, o *oracle) map[string]any {
		var shares [][]float64
		for _, p := range o.Inputs.Probs {
			shares = append(shares, []float64{p, 1 - p})
		}
		p := NewPool(shares, o.Inputs.Weights)
		lower, upper := p.Robust(0, o.Inputs.C)
		return map[string]any{"pool": p.Shares[0], "lower": lower, "upper": upper}
	},
	"sobol.analytic": func(t *testing.T, o *oracle) map[string]any {
		f, d := ishigami, 3
		if list, ok := o.Inputs.A.([]any); ok {
			var a []float64
			for _, x := range list {
				a = append(a, x.(float64))
			}
			f, d = gFunction(a), len(a)
		} else if o.Inputs.A != 7.0 || o.Inputs.B != 0.1 {
			t.Fatalf("%s: Ishigami's function has 7 and 0.1 here", o.Name)
		}
		var first, total []float64
		for _, e := range swapped(t, d, 8*4096, 1, f)[:d] {
			first, total = append(first, e.First.Value), append(total, e.Total.Value)
		}
		return map[string]any{"S": first, "ST": total}
	},
	"sobol.estimator": func(_ *testing.T, o *oracle) map[string]any {
		is := indexFrom(o.Inputs.FA, o.Inputs.FB, o.Inputs.FAB, 0, 1)
		return map[string]any{"S_saltelli2010_centred": is.saltelli, "S_jansen": is.jansen, "ST_jansen": is.total}
	},
	"shapley.linear_gaussian": func(t *testing.T, o *oracle) map[string]any {
		var effects []float64
		for _, e := range linearShapley(t, o.Inputs.Beta, o.Inputs.Sigma)[:len(o.Inputs.Beta)] {
			effects = append(effects, e.Value)
		}
		return map[string]any{"shapley": effects}
	},
	"score.brier": func(_ *testing.T, o *oracle) map[string]any {
		return map[string]any{"brier": Brier(o.Inputs.P, o.Inputs.Y)}
	},
	"score.log": func(_ *testing.T, o *oracle) map[string]any {
		return map[string]any{"log_score": LogScore(o.Inputs.P, o.Inputs.Y)}
	},
	"score.rps": func(_ *testing.T, o *oracle) map[string]any {
		return map[string]any{"rps": RankedProbability(o.Inputs.P, o.Inputs.Observed)}
	},
	"ensemble.weights": func(_ *testing.T, o *oracle) map[string]any {
		return map[string]any{"weights": Temper(o.Inputs.Prior, o.Inputs.LogScores, o.Inputs.Temper)}
	},
	"ensemble.lever_effect": func(t *testing.T, o *oracle) map[string]any {
		if o.Inputs.Z != SignZ {
			t.Fatalf("%s: signs count from %g errors on, not %d", o.Name, o.Inputs.Z, SignZ)
		}
		e := NewEffects(o.Inputs.Effects, o.Inputs.MCSE, o.Inputs.Weights)
		return map[string]any{
			"positive_weight": e.Positive, "negative_weight": e.Negative, "undetermined_weight": e.Undetermined,
			"verdict": e.Verdict.String(), "min": e.Lower, "max": e.Upper, "mean": e.Mean,
		}
	},
}

func TestOracles(t *testing.T) {
	data, err := os.ReadFile("testdata/oracles.json")
	if err != nil {
		t.Fatal(err)
	}
	var oracles []oracle
	if err := json.Unmarshal(data, &oracles); err != nil {
		t.Fatal(err)
	}
	if len(oracles) != 25 {
		t.Errorf("%d cases, not 25", len(oracles))
	}
	for i := range oracles {
		o := &oracles[i]
		t.Run(o.Name, func(t *testing.T) {
			answer, ok := answers[o.Model]
			if !ok {
				t.Fatalf("nothing answers %s", o.Model)
			}
			got := answer(t, o)
			for name, want := range o.Expected {
				if !alike(got[name], want, o.Tolerance) {
					t.Errorf("%s is %v, want %v", name, got[name], want)
				}
			}
		})
	}
}

// alike compares text exactly and numbers within a tolerance.
func alike(got, want any, tolerance float64) bool {
	switch want := want.(type) {
	case float64:
		x, ok := got.(float64)
		return ok && math.Abs(x-want) <= tolerance
	case []any:
		xs, ok := got.([]float64)
		if !ok || len(xs) != len(want) {
			return false
		}
		for i := range xs {
			if !alike(xs[i], want[i], tolerance) {
				return false
			}
		}
		return true
	}
	return got == want
}
