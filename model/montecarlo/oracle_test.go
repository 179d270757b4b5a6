package montecarlo

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"math"
	"os"
	"slices"
	"strconv"
	"testing"

	"sim/model"
)

// An oracle is one independently computed value of testdata/oracles.json.
type oracle struct {
	Name, Model      string
	Inputs, Expected map[string]any
	Tolerance        float64
}

func (o oracle) num(key string) float64 { return o.Inputs[key].(float64) }
func (o oracle) str(key string) string  { return o.Inputs[key].(string) }
func (o oracle) nums(key string) (xs []float64) {
	for _, v := range o.Inputs[key].([]any) {
		xs = append(xs, v.(float64))
	}
	return xs
}

func (o oracle) words(key string) (ws []uint64) {
	for _, v := range o.Inputs[key].([]any) {
		w, err := strconv.ParseUint(v.(string), 16, 64)
		if err != nil {
			panic(err)
		}
		ws = append(ws, w)
	}
	return ws
}

func hex(w uint64) string { return fmt.Sprintf("%016x", w) }

// compute evaluates an oracle's case with the package's own functions.
func compute(t *testing.T, o oracle) map[string]any {
	switch o.Model {
	case "rng.philox4x64_10":
		out := philox([4]uint64(o.words("counter")), [2]uint64(o.words("key")))
		return map[string]any{"out": []any{hex(out[0]), hex(out[1]), hex(out[2]), hex(out[3])}}
	case "rng.fnv1a64":
		return map[string]any{"hash": hex(uint64(model.Key(o.str("text"))))}
	case "rng.input":
		draw, seed := int(o.num("draw")), uint64(o.num("seed"))
		key := model.Key(o.str("stream"))
		s := randomSource{seed, []model.StreamKey{key}}
		var u [9]float64
		s.Fill(u[:], 0, max(0, draw-5)) // from the middle of one block into the next
		word := philox([4]uint64{uint64(draw) / 4}, [2]uint64{seed, uint64(key)})[draw%4]
		return map[string]any{"word": hex(word), "u": u[min(5, draw)]}
	case "rng.stream":
		e := NewEvents(uint64(o.num("seed")), int(o.num("path")))
		key, round, k := model.Key(o.str("stream")), int(o.num("round")), int(o.num("draw"))
		word := philox([4]uint64{uint64(o.num("path")), uint64(round), uint64(k) / 4}, [2]uint64{uint64(o.num("seed")), uint64(key)})[k%4]
		return map[string]any{"word": hex(word), "u": e.Uniform(key, round, k)}
	case "names.clock", "names.clock_value":
		return clocks(o)
	case "rng.u01":
		var us []any
		for _, w := range o.words("words") {
			us = append(us, uniformOpen(w))
		}
		return map[string]any{"u": us}
	case "mcse.mean":
		e := Mean(o.nums("x"))
		var s Distribution
		for _, x := range o.nums("x") {
			s.Put(x)
		}
		if b := s.Mean(); math.Abs(b.Value-e.Value) > 1e-13 || math.Abs(b.Error-e.Error) > 1e-13 {
			t.Errorf("binned %+v, raw %+v", b, e)
		}
		return map[string]any{"mean": e.Value, "mcse": e.Error}
	case "mcse.probability":
		e := Share(int(o.num("successes")), int(o.num("n")))
		return map[string]any{"p": e.Value, "mcse": e.Error, "wilson_lo": e.Lower, "wilson_hi": e.Upper}
	case "mcse.quantile":
		xs := make([]float64, int(o.num("n")))
		for i := range xs {
			xs[i] = float64(i + 1)
		}
		e := Quantile(xs, o.num("q"), false)
		return map[string]any{"lower_order_stat": e.Lower, "upper_order_stat": e.Upper}
	case "mcse.rqmc":
		e := Replicates(o.nums("replicate_means"), 8, o.num("level"))
		return map[string]any{"mean": e.Value, "mcse": e.Error, "half_width": (e.Upper - e.Lower) / 2}
	case "stop.doubling":
		need := math.Ceil(math.Pow(o.num("z")*o.num("sd")/o.num("tolerance"), 2))
		met := false
		cfg := Config{Draws: int(o.num("n_max")), Workers: 2, Until: func(y *Tally) bool { met = float64(y.Draws) >= need; return met }}
		y, err := run(context.Background(), toy(0, 1), cfg, func() simulator { return coin{} }, nil)
		if err != nil {
			t.Fatal(err)
		}
		return map[string]any{"needed": need, "n": float64(y.Draws), "met": met}
	case "crn.difference":
		a, b := o.nums("a"), o.nums("b")
		differences := make([]float64, len(a))
		for i := range a {
			differences[i] = b[i] - a[i]
		}
		e := Mean(differences)
		unpaired := math.Hypot(Mean(a).Error, Mean(b).Error)
		out := map[string]any{"mean": e.Value, "se_paired": e.Error, "se_unpaired": unpaired}
		if _, ok := o.Expected["variance_ratio"]; ok {
			out["variance_ratio"] = unpaired * unpaired / (e.Error * e.Error)
		}
		return out
	case "crn.probability":
		e := ShareDifference(int(o.num("only_a")), int(o.num("only_b")), int(o.num("n")))
		return map[string]any{"difference": e.Value, "se": e.Error}
	}
	t.Fatalf("nothing answers %s", o.Model)
	return nil
}

func TestOracles(t *testing.T) {
	text, err := os.ReadFile("testdata/oracles.json")
	if err != nil {
		t.Fatal(err)
	}
	var file struct{ Oracles []oracle }
	if err := json.Unmarshal(text, &file); err != nil {
		t.Fatal(err)
	}
	if len(file.Oracles) < 24 {
		t.Fatalf("only %d oracles", len(file.Oracles))
	}
	for _, o := range file.Oracles {
		t.Run(o.Name, func(t *testing.T) {
			got := compute(t, o)
			for key, want := range o.Expected {
				tol := o.Tolerance
				if key == "variance_ratio" { // a ratio of squares of rounded differences
					tol = 1e-9
				}
				if !alike(got[key], want, tol) {
					t.Errorf("%s = %v, want %v ± %g", key, got[key], want, o.Tolerance)
				}
			}
		})
	}
}

// clocks races the clocks of an oracle's names, in either order: who rings first
// in each of its draws, and when in the first of them.
func clocks(o oracle) map[string]any {
	weights := o.Inputs["weights"].(map[string]any)
	names := slices.Sorted(maps.Keys(weights))
	first, draws := 0, 1
	if n, ok := o.Inputs["draws"]; ok {
		draws = int(n.(float64))
	} else {
		first = int(o.num("draw"))
	}
	run := func() (chosen []any, rings float64) {
		race, rates := model.NewRace(o.str("stream"), names), make([]float64, len(names))
		for i, name := range names {
			rates[i] = weights[name].(float64)
		}
		for draw := range draws {
			i, at := race.First(NewEvents(uint64(o.num("seed")), first+draw), int(o.num("round")), 0, rates)
			if chosen = append(chosen, names[i]); draw == 0 {
				rings = at
			}
		}
		return chosen, rings
	}
	chosen, rings := run()
	slices.Reverse(names)
	if again, at := run(); !slices.Equal(again, chosen) || at != rings {
		return nil
	}
	return map[string]any{"chosen": chosen, "rings": rings}
}

// Over 20,000 draws each name is chosen as often as its rate says, within four
// errors; a name of rate 0 changes nothing, and a higher rate moves choices
// only to its name.
func TestRaceShares(t *testing.T) {
	const draws = 20_000
	names, rates := []string{"a", "b", "c"}, []float64{0.5, 0.3, 0.2}
	race, counts := model.NewRace("race", names), make([]float64, len(names))
	with := model.NewRace("race", []string{"0", "a", "b", "c"})
	for draw := range draws {
		ev := NewEvents(1, draw)
		i, _ := race.First(ev, 0, 0, rates)
		counts[i]++
		if j, _ := with.First(ev, 0, 0, []float64{0, 0.5, 0.3, 0.2}); j != i+1 {
			t.Fatalf("draw %d: a name of rate 0 changes the choice", draw)
		}
		if j, _ := race.First(ev, 0, 0, []float64{0.5, 0.3, 0.4}); j != i && j != 2 {
			t.Fatalf("draw %d: a higher rate of c moves the choice to %s", draw, names[j])
		}
	}
	for i, p := range rates {
		if share := counts[i] / draws; math.Abs(share-p) > 4*math.Sqrt(p*(1-p)/draws) {
			t.Errorf("%s is chosen in %g of the draws, want %g", names[i], share, p)
		}
	}
}

func alike(got, want any, tol float64) bool {
	switch w := want.(type) {
	case float64:
		g, ok := got.(float64)
		return ok && math.Abs(g-w) <= tol
	case []any:
		g, ok := got.([]any)
		if !ok || len(g) != len(w) {
			return false
		}
		for i := range w {
			if !alike(g[i], w[i], tol) {
				return false
			}
		}
		return true
	}
	return got == want
}
