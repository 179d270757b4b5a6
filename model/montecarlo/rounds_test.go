package montecarlo

import (
	"math"
	"reflect"
	"testing"

	"sim/model"
)

// longRun is a bargain of three rounds with one party and one theory.
func longRun() *model.Bargain {
	return &model.Bargain{Parties: make([]model.Party, 1), Theories: make([]model.Theory, 1), Clock: model.Clock{Rounds: 3}}
}

// One draw settles in round 1 and loses the settlement in round 2; the other
// has a partial deal only, from round 0.
func twoDraws(b *model.Bargain) []model.Outcome {
	broken, partial := b.NewOutcome(), b.NewOutcome()
	broken.Class = model.Collapsed
	broken.First = [model.Classes]int{1, -1, 0, -1, -1, 2}
	broken.Lasted, broken.Ended = 1, true
	broken.Blocks[0] = 2
	copy(broken.Path.Class, []model.Class{model.Partial, model.Settlement, model.Collapsed})
	copy(broken.Path.Line, []float64{0.5, 0.6, 0.7})
	partial.Class = model.Partial
	partial.First = [model.Classes]int{-1, -1, 0, -1, -1, -1}
	partial.Lasted = -1
	partial.Blocks[0] = 3
	partial.FrozenConflict = true // as recorded by the outcome itself
	copy(partial.Path.Class, []model.Class{model.Partial, model.Partial, model.Partial})
	copy(partial.Path.Line, []float64{0.5, 0.5, 0.5})
	for t := range 3 {
		broken.Path.Reservation(t)[0], partial.Path.Reservation(t)[0] = 0.2, 0.3
	}
	return []model.Outcome{broken, partial}
}

func TestRoundsAreCounted(t *testing.T) {
	b := longRun()
	draws := twoDraws(b)
	whole, halves := NewTally(b), NewTally(b)
	whole.Add(&Chunk{N: 2, Outcomes: [][]model.Outcome{draws}})
	for i := range draws {
		half := NewTally(b)
		half.Add(&Chunk{N: 1, Outcomes: [][]model.Outcome{draws[i : i+1]}})
		halves.Merge(half)
	}
	if !reflect.DeepEqual(whole, halves) {
		t.Error("merged tallies differ from one tally of all draws")
	}
	y := &whole.Theories[0]
	r := y.ByRound
	if y.Blocks[0] != 5 {
		t.Errorf("%d rounds recorded as not consenting, want 5", y.Blocks[0])
	}
	if y.FrozenConflicts != 1 {
		t.Errorf("%d quiet draws, want 1", y.FrozenConflicts)
	}
	if got := r.Reached; !reflect.DeepEqual(got, [model.Classes][]int{{0, 1, 0}, {0, 0, 0}, {2, 0, 0}, {0, 0, 0}, {0, 0, 0}, {0, 0, 1}}) {
		t.Errorf("reached %v", got)
	}
	if !reflect.DeepEqual(r.Deals, []int{2, 0, 0}) || !reflect.DeepEqual(r.Lasted, []int{1, 0, 0, 0}) || !reflect.DeepEqual(r.Ended, []int{1, 0, 0, 0}) {
		t.Errorf("deals %v, lasted %v, ended %v", r.Deals, r.Lasted, r.Ended)
	}
	if c := r.Classes[1]; c[model.Settlement] != 1 || c[model.Partial] != 1 || r.Classes[2][model.Collapsed] != 1 {
		t.Errorf("in force %v", r.Classes)
	}
	for round, want := range [][2]float64{{0.5, 0.5}, {0.5, 0.6}, {0.5, 0.7}} {
		if lo, hi := r.Line[round].At(0), r.Line[round].At(1); math.Abs(lo-want[0]) > 0.0051 || math.Abs(hi-want[1]) > 0.0051 {
			t.Errorf("round %d: line from %g to %g, want %v", round, lo, hi, want)
		}
	}
	if d := r.Reservation[2][0].At(1); math.Abs(d-0.3) > 0.005 || r.Reservation[2][0].N() != 2 {
		t.Errorf("reservation value %g of %d", d, r.Reservation[2][0].N())
	}
}

// Only a deal has a payoff: a package that relieves nothing is none. What is
// held at the end is worth something in every draw.
func TestPayoffNeedsADeal(t *testing.T) {
	b := longRun()
	b.Packages = make([]model.Package, 1)
	draws := twoDraws(b)
	draws[0].Class, draws[0].Package, draws[0].Utility[0] = model.Stalemate, 0, 0.5
	draws[0].Payoff[0], draws[0].Compliance[0], draws[0].Talking[0] = 0.6, 1, 0.2
	draws[1].Package, draws[1].Utility[0], draws[1].Reservation[0] = 0, 0.25, 0.5
	draws[1].Payoff[0], draws[1].Compliance[0], draws[1].Talking[0] = 0.75, 0.5, 0.4
	y := NewTally(b)
	y.Add(&Chunk{N: 2, Outcomes: [][]model.Outcome{draws}})
	theory := &y.Theories[0]
	if theory.Payoff[0].N() != 1 || theory.Payoff[0].At(0.5) != 0.75 || theory.Signed[0] != 2 {
		t.Errorf("%d payoffs, signed %v", theory.Payoff[0].N(), theory.Signed)
	}
	for name, c := range map[string]struct {
		of   *Moments
		n    int
		mean float64
	}{
		"utility": {&theory.Utility[0], 2, 0.375}, "talking value": {&theory.Talking[0], 2, 0.3},
		"payoff or reservation value": {&theory.Whole[0], 2, (0.75 + float64(draws[0].Reservation[0])) / 2},
		"surplus":                     {&theory.Surplus[0], 1, 0.25}, "compliance": {&theory.Compliance[0], 1, 0.5},
	} {
		if e := c.of.Mean(); e.N != c.n || math.Abs(e.Value-c.mean) > 1e-9 {
			t.Errorf("%s: %g of %d draws, want %g of %d", name, e.Value, e.N, c.mean, c.n)
		}
	}
}

// The remissions of 21 patients on 6-mercaptopurine (Freireich et al. 1963),
// the textbook example of the product-limit estimator, in weeks from 1.
// Textbooks give S(6) = 0.857, S(7) = 0.807, S(10) = 0.753, S(13) = 0.690,
// S(16) = 0.627, S(22) = 0.538, S(23) = 0.448 and standard errors from 0.0764
// to 0.1346.
func TestSurvivalOfATextbook(t *testing.T) {
	r := &RoundTally{Lasted: make([]int, 40), Ended: make([]int, 40)}
	ended, watched := []int{6, 6, 6, 7, 10, 13, 16, 22, 23}, []int{6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35}
	for _, k := range ended {
		r.Lasted[k-1]++
		r.Ended[k-1]++
	}
	for _, k := range watched {
		r.Lasted[k]++
	}
	curve := r.Survival()
	if len(curve) != 36 {
		t.Fatalf("%d rounds, want 36", len(curve))
	}
	for _, c := range []struct {
		k        int
		s, error float64
		n        int
	}{
		{5, 1, Share(21, 21).Error, 21}, // no error by Greenwood, as none ended
		{6, .8571, .0764, 21},
		{7, .8067, .0869, 17},
		{10, .7529, .0963, 15},
		{13, .6902, .1068, 12},
		{16, .6275, .1141, 11},
		{22, .5378, .1282, 7},
		{23, .4482, .1346, 6},
		{35, .4482, .1346, 1},
	} {
		e := curve[c.k]
		if math.Abs(e.Value-c.s) > 6e-5 || math.Abs(e.Error-c.error) > 6e-5 || e.N != c.n || !(e.Lower <= e.Value && e.Value <= e.Upper && e.Lower >= 0 && e.Upper <= 1) {
			t.Errorf("after %d: %+v, want %+v", c.k, e, c)
		}
	}
}

// Without censoring the product limit is the plain share.
func TestSurvivalOfWatchedDraws(t *testing.T) {
	r := &RoundTally{Lasted: []int{3, 2, 5, 0}, Ended: []int{3, 2, 5, 0}}
	want := []float64{1, 0.7, 0.5, 0}
	curve := r.Survival()
	if len(curve) != len(want) {
		t.Fatalf("%d rounds", len(curve))
	}
	for k, e := range curve {
		want, n := want[k], []int{10, 10, 7, 5}[k]
		err := math.Sqrt(want * (1 - want) / 10)
		if want == 0 || want == 1 {
			err = Share(0, n).Error
		}
		if math.Abs(e.Value-want) > 1e-12 || math.Abs(e.Error-err) > 1e-12 {
			t.Errorf("after %d: %+v, want %g ± %g", k, e, want, err)
		}
	}
	if (&RoundTally{Lasted: []int{0}, Ended: []int{0}}).Survival() != nil {
		t.Error("a curve of no draws")
	}
}

// A band's quantile is known no better than its bin, of 0.005; where no values
// are, it is unknown.
func TestStripQuantile(t *testing.T) {
	var s Strip
	for range 1000 {
		s.Put(0.302)
	}
	if e := s.Quantile(0.5); e.N != 1000 || !(e.Lower <= 0.302 && 0.302 <= e.Upper) || !(math.Abs(e.Value-0.302) <= 0.005 && e.Error >= 0.0025-1e-12 && e.Error < 0.005) {
		t.Errorf("one value: %+v", e)
	}
	var none Strip
	if e := none.Quantile(0.5); e.N != 0 || !math.IsNaN(e.Value) {
		t.Errorf("of no values: %+v", e)
	}
}
