package protocol

import (
	"encoding/json"
	"math"
	"math/rand/v2"
	"os"
	"testing"

	"sim/model"
)

// keepers are the inputs of the oracles about terms that a party must keep: those
// that a guarantee, an issue of its own, makes easier to keep.
type keepers struct {
	causeInputs
	Keeper, Guarantee int
	Floor, Lowers     float64
}

// at is the problem with the guarantee fixed.
func (in *keepers) at(guarantee, floor float64) *model.Problem {
	if in.Power == nil {
		in.Power = []float64{0.5, 0.5}
	}
	p := in.general()
	p.Lower[in.Guarantee], p.Upper[in.Guarantee] = guarantee, guarantee
	held := 0.0
	for k, w := range p.Weight[in.Keeper] {
		held += w * model.IssueValue(p.StatusQuo[k], p.Ideal[in.Keeper][k], model.TwoSided, in.Curvature)
	}
	promise := model.Promise{Party: in.Keeper, Slope: []float64{1, 1, 1}, AtLeast: floor - in.Lowers*guarantee - held, Round: 1}
	p.Keeps = []model.Promise{promise}
	return p
}

// best is the Nash solution at the guarantee at which its product is largest.
func (in *keepers) best(t *testing.T, floor float64) (out *model.Offer) {
	t.Helper()
	worth := func(g float64) float64 {
		out = solved(t, "nash", in.at(g, floor))
		if !out.Status.Agreed() {
			return math.Inf(-1)
		}
		return out.LogProduct
	}
	const golden = 0.6180339887498949
	lo, hi := 0.0, 1.0
	for hi-lo > 1e-9 {
		a, b := hi-golden*(hi-lo), lo+golden*(hi-lo)
		va, vb := worth(a), worth(b)
		if va > vb || math.IsInf(va, -1) && math.IsInf(vb, -1) && lo > 0.5 {
			hi = b
		} else {
			lo = a
		}
	}
	worth((lo + hi) / 2)
	return out
}

// weakest is the least guarantee with which some terms are acceptable and kept.
func (in *keepers) weakest(t *testing.T) float64 {
	t.Helper()
	lo, hi := 0.0, 1.0
	for hi-lo > 1e-9 {
		if mid := (lo + hi) / 2; solved(t, "nash", in.at(mid, in.Floor)).Status.Agreed() {
			hi = mid
		} else {
			lo = mid
		}
	}
	return hi
}

// TestPromiseOracles: Nash with a condition beside the product, against primal and
// dual programmes of another program.
func TestPromiseOracles(t *testing.T) {
	data, err := os.ReadFile("testdata/oracles_promises.json")
	if err != nil {
		t.Fatal(err)
	}
	var all []struct {
		Name, Model string
		Inputs      keepers
		Expected    map[string]any
		Tolerance   float64
	}
	if err := json.Unmarshal(data, &all); err != nil {
		t.Fatal(err)
	}
	if len(all) != 4 {
		t.Fatalf("%d oracles", len(all))
	}
	for _, o := range all {
		t.Run(o.Name, func(t *testing.T) {
			got := map[string]any{}
			if o.Model == "keeping.weakest_general" {
				got["weakest"] = o.Inputs.weakest(t)
			} else {
				out := o.Inputs.best(t, o.Inputs.Floor)
				got["terms"], got["log_product"] = out.Terms, out.LogProduct
				const h = 1e-3
				lower, upper := o.Inputs.best(t, o.Inputs.Floor-h).LogProduct, o.Inputs.best(t, o.Inputs.Floor+h).LogProduct
				price := (lower - upper) / (2 * h)
				t.Log(price, o.Expected["price"])
				delete(o.Expected, "price")
			}
			for key, want := range o.Expected {
				match(t, key, want, got[key], o.Tolerance)
			}
		})
	}
}

// TestPromisesByRule: where a party would break the terms of a rule, the rule takes the
// best by its own measure among those that are kept: no terms of a fine grid that are
// kept do better.
func TestPromisesByRule(t *testing.T) {
	rng := rand.New(rand.NewPCG(16, 9))
	moved := 0
	for n := range 60 {
		p := model.NewProblem(2+n%2, 2)
		for i := range p.Parties {
			p.Consent[i], p.Power[i] = true, 1/float64(p.Parties)
			share := 0.2 + 0.6*rng.Float64()
			for k, w := range []float64{share, 1 - share} {
				p.Weight[i][k], p.Ideal[i][k], p.Curvature[i][k] = w, rng.Float64(), 1+rng.Float64()
				p.Gain[i][k], p.Loss[i][k] = 1, 1
			}
		}
		for k := range p.Lower {
			p.Lower[k], p.Upper[k], p.StatusQuo[k], p.InPackage[k] = 0, 1, 0.5, true
		}
		for _, rule := range []string{"nash", "egalitarian", "kalai_smorodinsky"} {
			p.Keeps = nil
			free := solved(t, rule, plain(p))
			if !free.Status.Agreed() {
				continue
			}
			hope := make([]float64, p.Parties)
			for i := range hope {
				hope[i] = 1
				if rule == "kalai_smorodinsky" {
					hope[i] = bestSurplus(p, i)
				}
			}
			p.Keeps = []model.Promise{{Party: 0, Slope: []float64{0.3, 0.9}}}
			p.Keeps[0].AtLeast = p.Kept(0, free.Terms) + 0.05
			out := solved(t, rule, plain(p))
			if !out.Status.Agreed() {
				continue
			}
			moved++
			measure := func(x []float64) float64 {
				least, log := math.Inf(1), 0.0
				for i := range p.Parties {
					s := p.Value(i, x) - p.Reservation[i]
					least = min(least, s/hope[i])
					log += p.Power[i] * math.Log(max(0, s))
				}
				if rule == "nash" {
					return log
				}
				return least
			}
			if kept := p.Kept(0, out.Terms); kept < -1e-6 {
				t.Errorf("%d, %s: a promise is missed by %g", n, rule, -kept)
			}
			const steps = 200
			for a := range steps + 1 {
				for b := range steps + 1 {
					x := []float64{float64(a) / steps, float64(b) / steps}
					if p.Kept(0, x) >= 0 && measure(x) > measure(out.Terms)+1e-5 {
						t.Fatalf("%d, %s: %v is kept and reaches %g, the terms %v only %g", n, rule, x, measure(x), out.Terms, measure(out.Terms))
					}
				}
			}
		}
	}
	if moved < 30 {
		t.Errorf("only %d are moved", moved)
	}
}

// bestSurplus is the most that a party can gain on a fine grid while all others keep
// their reservation values.
func bestSurplus(p *model.Problem, party int) float64 {
	const steps = 400
	most := 0.0
	for a := range steps + 1 {
		for b := range steps + 1 {
			x, all := []float64{float64(a) / steps, float64(b) / steps}, true
			for i := range p.Parties {
				all = all && (i == party || p.Value(i, x) >= p.Reservation[i])
			}
			if all {
				most = max(most, p.Value(party, x)-p.Reservation[party])
			}
		}
	}
	return most
}
