package montecarlo

import (
	"math"
	"reflect"
	"slices"
	"testing"

	"sim/model"
)

// threeWays is a bargain with three theories, of which the first is compared
// with the last and the second with none; the amounts of its issue are bent.
func threeWays(t *testing.T) *model.Bargain {
	b := toy(1, 3)
	scale, err := model.NewScale([]model.Anchor{{Position: 0, Amount: 50}, {Position: 0.5, Amount: 40}, {Position: 1, Amount: 10}})
	if err != nil {
		t.Fatal(err)
	}
	b.Issues[0].Scale = scale
	return b
}

// Counts and differences are those of a count by hand.
func TestTwinByHand(t *testing.T) {
	b := threeWays(t)
	var want Discordant
	var terms, payoffs []float64
	y := playSobol(t, b, 2048, 9, sinkFunc(func(c *Chunk) error {
		for j := range c.N {
			twin, o := &c.Outcomes[2][j], &c.Outcomes[0][j]
			switch {
			case twin.Class == model.Settlement && o.Class == model.Settlement:
				terms = append(terms, (b.Issues[0].Scale.Amount(o.Terms[0])-b.Issues[0].Scale.Amount(twin.Terms[0]))/40)
				payoffs = append(payoffs, o.Payoff[1]-twin.Payoff[1])
			case o.Class == model.Settlement:
				want.OnlyTheory++
			case twin.Class == model.Settlement:
				want.OnlyTwin++
			}
		}
		return nil
	}))
	got := y.Theories[0].Twin
	if y.Theories[1].Twin != nil || y.Theories[2].Twin != nil || got.Twin != 2 {
		t.Fatal("others have twins, or the first has another one")
	}
	if got.Deals != want || got.Settlements != want || want.OnlyTwin == 0 || want.OnlyTheory == 0 {
		t.Errorf("%+v, want %+v", got, want)
	}
	for _, x := range []struct {
		name string
		of   *Moments
		by   []float64
	}{{"terms", &got.Terms[0], terms}, {"payoff", &got.Payoff[1], payoffs}} {
		mean := Mean(x.by)
		if x.of.N() != len(x.by) {
			t.Errorf("%s: %d draws, want %d", x.name, x.of.N(), len(x.by))
		}
		near(t, x.name, x.of.Mean().Value, mean.Value, 1e-12)
		near(t, x.name+" spread", x.of.SD()/math.Sqrt(float64(len(x.by))), mean.Error, 1e-12)
	}
	settlements := func(y *TheoryTally) int { return y.Classes[model.Settlement] }
	d, a, z := y.TwinDifference(0, got.Deals, settlements), y.Share(2, settlements), y.Share(0, settlements)
	near(t, "net", d.Value, z.Value-a.Value, 1e-12)
	var by []float64
	for _, r := range y.Replicates {
		by = append(by, float64(settlements(&r.Theories[0])-settlements(&r.Theories[2]))/float64(r.Draws))
	}
	near(t, "error of the net", d.Error, Mean(by).Error, 1e-12)
}

// A draw agrees that ends in a settlement or a ceasefire; a partial deal is none.
func TestTwinClasses(t *testing.T) {
	b := toy(0, 2)
	y, c := NewTally(b), newChunk(b, 0, ChunkSize)
	pairs := [][2]model.Class{ // under the theory, and under its twin
		{model.Settlement, model.Settlement},
		{model.Ceasefire, model.Settlement},
		{model.Settlement, model.Ceasefire},
		{model.Settlement, model.Partial},
		{model.Stalemate, model.Ceasefire},
		{model.Partial, model.Ceasefire},
		{model.Collapsed, model.Ceasefire},
		{model.Ceasefire, model.Escalation},
		{model.Collapsed, model.Stalemate},
	}
	c.resize(0, len(pairs))
	for j, p := range pairs {
		for theory, class := range p {
			o := &c.Outcomes[theory][j]
			o.Class, o.Terms[0] = class, 0.25*float64(theory)
			if class.Deal() {
				o.Package = 0
			}
		}
	}
	y.Add(c)
	got := y.Theories[0].Twin
	if got.Deals != (Discordant{OnlyTwin: 3, OnlyTheory: 2}) || got.Settlements != (Discordant{OnlyTwin: 1, OnlyTheory: 2}) {
		t.Errorf("%+v, %+v", got.Deals, got.Settlements)
	}
	if e := got.Terms[0].Mean(); e.N != 3 || e.Value != -0.25 || e.Error != 0 {
		t.Errorf("terms: %+v", e)
	}
}

// In another order of the theories the tally is the same, and so is that of some
// of them, if the twin is among them.
func TestTwinInAnyOrder(t *testing.T) {
	b := threeWays(t)
	back := *b
	back.Theories = slices.Clone(b.Theories)
	slices.Reverse(back.Theories)
	reversed := NewTally(&back)
	y := playSobol(t, b, 2048, 9, sinkFunc(func(c *Chunk) error {
		turned := *c
		turned.Outcomes = slices.Clone(c.Outcomes)
		slices.Reverse(turned.Outcomes)
		reversed.Add(&turned)
		return nil
	}))
	independent := NewTally(b)
	playSobol(t, b, 2048, 9, sinkFunc(func(c *Chunk) error { independent.Add(c); return nil }))
	want, got := *independent.Theories[0].Twin, *reversed.Theories[2].Twin
	if got.Twin != 0 {
		t.Errorf("the twin is %d", got.Twin)
	}
	if got.Twin = 2; !reflect.DeepEqual(got, want) {
		t.Error("another order of the theories, another tally")
	}
	some := y.Only([]int{2, 0}).Theories[1].Twin
	if some == nil || some.Twin != 0 || some.Deals != y.Theories[0].Twin.Deals {
		t.Errorf("of two theories: %+v", some)
	}
	if y.Theories[0].Twin.Twin != 2 || y.Only([]int{0, 1}).Theories[0].Twin != nil {
		t.Error("the tally was changed, or a theory has a twin that is not there")
	}
}

// Theories that agree in every draw differ by nothing at all.
func TestTwinAlike(t *testing.T) {
	b := threeWays(t)
	alike := NewTally(b)
	playSobol(t, b, 1024, 2, sinkFunc(func(c *Chunk) error {
		same := *c
		same.Outcomes = [][]model.Outcome{c.Outcomes[0], c.Outcomes[1], c.Outcomes[0]}
		alike.Add(&same)
		return nil
	}))
	y := alike.Theories[0].Twin
	if y.Deals != (Discordant{}) || y.Settlements != (Discordant{}) || y.Terms[0].N() == 0 {
		t.Errorf("%+v", y)
	}
	for _, m := range []*Moments{&y.Terms[0], &y.Payoff[0], &y.Payoff[1]} {
		if e := m.Mean(); e.Value != 0 || e.Error != 0 {
			t.Errorf("differs by %+v", e)
		}
	}
}

// Adding draws of theories and their twins allocates nothing.
func TestTwinAllocatesNothing(t *testing.T) {
	b := threeWays(t)
	into, spread, allocations := newReplicated(b, replicates), new(spreadBatch), -1.0
	playSobol(t, b, 512, 2, sinkFunc(func(c *Chunk) error {
		allocations = testing.AllocsPerRun(4, func() { into.add(c, spread, false) })
		return nil
	}))
	if allocations != 0 {
		t.Errorf("%v allocations a chunk", allocations)
	}
}
