package protocol

import (
	"encoding/json"
	"math"
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
