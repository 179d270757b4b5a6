package montecarlo

import (
	"context"
	"math"
	"reflect"
	"slices"
	"testing"

	"sim/model"
)

func playSobol(t *testing.T, b *model.Bargain, draws int, seed uint64, sinks ...Sink) *Tally {
	t.Helper()
	y, err := run(context.Background(), b, Config{Draws: draws, Seed: seed, Workers: 1, Sampler: "sobol"}, coins, sinks)
	if err != nil {
		t.Fatal(err)
	}
	return y
}

// Replicates in the tally agree with draws sorted by replicate in the test:
// sd/√8 of the eight values around the value of all draws.
func TestReplicatesByHand(t *testing.T) {
	const draws = 4096
	var k keep
	y := playSobol(t, toy(1, 1), draws, 3, &k)
	var all []float64
	var values [replicates][]float64
	var settled [replicates]int
	for i := range draws {
		x := k.terms[2*i] // the first party's utility, which is the input
		all = append(all, x)
		values[i%8] = append(values[i%8], x)
		if k.ends[i] == model.Settlement {
			settled[i%8]++
		}
	}
	check := func(name string, got Estimate, value float64, of func(r int) float64) {
		t.Helper()
		var xs []float64
		for r := range replicates {
			xs = append(xs, of(r))
		}
		mean, squares := 0.0, 0.0
		for _, x := range xs {
			mean += x / 8
		}
		for _, x := range xs {
			squares += (x - mean) * (x - mean)
		}
		e := math.Sqrt(squares / 7 / 8)
		const t7 = 2.3646242515927849 // from tables of Student's t: 2.365
		near(t, name, got.Value, value, 1e-9)
		near(t, name+", error", got.Error, e, 2e-6)
		near(t, name+", lower", got.Lower, value-t7*e, 6e-6)
		near(t, name+", upper", got.Upper, value+t7*e, 6e-6)
		if got.N != draws {
			t.Errorf("%s rests on %d draws", name, got.N)
		}
	}
	u := &y.Theories[0].Reservation[0] // the same values
	mean := func(r int) float64 { return Mean(values[r]).Value }
	check("mean utility", y.Theories[0].Utility[0].Mean(), Mean(all).Value, mean)
	check("mean", u.Mean(), Mean(all).Value, mean)
	for _, p := range []float64{0.05, 0.5, 0.95} {
		near(t, "quantile", u.Quantile(p).Value, u.At(p), 0)
		near(t, "pooled quantile", u.At(p), Quantile(all, p, false).Value, 1.0/4096)
	}
	total := y.Theories[0].Classes[model.Settlement]
	check("share", y.Class(0, model.Settlement), float64(total)/draws, func(r int) float64 { return float64(settled[r]) / 512 })
	if plain := Share(total, draws).Error; y.Class(0, model.Settlement).Error > 2*plain {
		t.Errorf("the error of a share is twice that of independent draws, %g", plain)
	}
	if plain := 1 / math.Sqrt(12*draws); u.Mean().Error > plain/20 {
		t.Errorf("the mean of the input is known to %g only, independent draws know it to %g", u.Mean().Error, plain)
	}
}

// Eighty values, 0 to 79, ten in each replicate, of which five lie below the
// median of all, but for two: there it is three and seven. The number below
// varies by √(8/7) between replicates, so 40.5 is the rank of the median to
// √(8/7)·√8 = 3.024 draws, and 3.024 is its error.
func TestReplicatedQuantileByHand(t *testing.T) {
	xs := make([]float64, 80)
	low, high := 0.0, 40.0
	for i := range xs {
		below := []int{3, 7, 5, 5, 5, 5, 5, 5}[i%8]
		if i/8 < below {
			xs[i] = low
			low++
		} else {
			xs[i] = high
			high++
		}
	}
	const e = 3.0237157840738178
	got := Quantile(xs, 0.5, true)
	near(t, "median", got.Value, 39.5, 0)
	near(t, "error", got.Error, e, 1e-12)
	near(t, "lower", got.Lower, 39.5-2.3646242515927849*e, 1e-9)
	near(t, "upper", got.Upper, 39.5+2.3646242515927849*e, 1e-9)
	// Of independent draws the error would be √80/2 draws.
	near(t, "error of independent draws", Quantile(xs, 0.5, false).Error, math.Sqrt(80)/2, 1e-12)
	// At 0.05, with four draws below, replicates say too little.
	if got := Quantile(xs, 0.05, true); got.Error < math.Sqrt(80*0.05*0.95)-1e-9 {
		t.Errorf("5%%: %+v", got)
	}
}

// If all replicates agree, the interval is that of Clopper and Pearson.
func TestReplicatesAgree(t *testing.T) {
	y := playSobol(t, toy(1, 1), 1024, 3)
	none := y.Class(0, model.Escalation)
	if none.Value != 0 || none.Lower != 0 || none.Error != Share(0, 1024).Error {
		t.Errorf("a class that never comes: %+v", none)
	}
	near(t, "upper end of none", none.Upper, 1-math.Pow(0.025, 1.0/1024), 1e-12) // solves (1 − p)^n = 0.025
	every := y.Share(0, func(*TheoryTally) int { return 0 })
	if every != none {
		t.Errorf("a count of nothing: %+v", every)
	}
	whole := y.Share(0, func(x *TheoryTally) int {
		n := 0
		for _, c := range x.Classes {
			n += c
		}
		return n
	})
	if whole.Value != 1 || whole.Upper != 1 {
		t.Errorf("all classes together: %+v", whole)
	}
	near(t, "lower end of all", whole.Lower, math.Pow(0.025, 1.0/1024), 1e-12)
	if e, ok := y.PerDraw(0, func(x *TheoryTally) int { return x.Classes[model.Settlement] }); !ok || e.Error != y.Class(0, model.Settlement).Error {
		t.Errorf("settlements a draw: %+v %v", e, ok)
	}
}

// Tallies of parts merge to the tally of the whole, with replicates; merging
// with a tally without replicates drops them.
func TestReplicatesMerge(t *testing.T) {
	b := toy(2, 2)
	b.Clock.Rounds = 3
	var parts []*Tally
	whole := playSobol(t, b, 2048, 1, sinkFunc(func(c *Chunk) error {
		part := newReplicated(b, replicates)
		part.Add(c)
		parts = append(parts, part)
		return nil
	}))
	whole.FirstOrder = nil
	slices.Reverse(parts)
	into := NewTally(b)
	for _, p := range parts {
		into.Merge(p)
	}
	if len(parts) != 4 || !reflect.DeepEqual(into, whole) {
		t.Error("the parts do not merge to the whole")
	}
	if into.Replicates[0] == parts[0].Replicates[0] {
		t.Error("merged tallies share a replicate")
	}
	plain, err := run(context.Background(), b, Config{Draws: 512, Seed: 1}, coins, nil)
	if err != nil {
		t.Fatal(err)
	}
	plain.FirstOrder = nil
	into.Merge(plain)
	if got, want := into.Class(0, model.Settlement), Share(into.Theories[0].Classes[model.Settlement], 2560); got != want {
		t.Errorf("after merging independent draws: %+v, want %+v", got, want)
	}
	u := &into.Theories[0].Utility[0]
	near(t, "error of a mixed mean", u.Mean().Error, u.SD()/math.Sqrt(2560), 1e-15)
}

// Over 2,000 seeds the 95% intervals have that coverage: for the share of
// settlements, ½ since ∫(¼ + x/2)dx = ½; for the mean input, ½; and for the
// second party's utility and reservation value, on which no input has an
// effect.
func TestCoverageOfRuns(t *testing.T) {
	if testing.Short() {
		t.Skip("takes long")
	}
	b := toy(2, 1)
	for _, c := range []struct {
		sampler     string
		least, most float64
	}{{"random", 0.95 - slack(0.015), 0.95 + slack(0.015)}, {"sobol", 0.95 - slack(0.02), 1}} {
		covered := map[string]int{}
		for seed := range uint64(*seeds) {
			y, err := run(context.Background(), b, Config{Draws: 256, Seed: seed, Workers: 1, Sampler: c.sampler}, coins, nil)
			if err != nil {
				t.Fatal(err)
			}
			th := &y.Theories[0]
			for name, e := range map[string]Estimate{
				"share": y.Class(0, model.Settlement), "mean input": th.Utility[0].Mean(),
				"mean event": th.Utility[1].Mean(), "median event": th.Reservation[1].Quantile(0.5),
			} {
				if e.Lower <= 0.5 && 0.5 <= e.Upper {
					covered[name]++
				}
			}
		}
		for _, name := range []string{"share", "mean input", "mean event", "median event"} {
			share := float64(covered[name]) / float64(*seeds)
			t.Logf("%s: %s covered in %.4g", c.sampler, name, share)
			if share < c.least || share > c.most {
				t.Errorf("%s: the interval of the %s covers the truth in %.4g of runs, want %g to %g", c.sampler, name, share, c.least, c.most)
			}
		}
	}
}
