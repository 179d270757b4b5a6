package model

import (
	"math"
	"slices"
	"testing"
)

// chancesUnder are a process's probability of one half in every round of a game
// of one party whose package never finds terms, under the lever, if not agreeing
// is called a refusal with the given chance.
func chancesUnder(lever Lever, called float64, rounds int) []float64 {
	var seen []float64
	var p Parameter
	s := &script{move: func(g *Game) {
		g.Now().Called[0] = called
		seen = append(seen, g.Table.Probability(&p))
	}}
	b := scripted(1, rounds, s, Package{ID: "deal", Issues: []int{0}, Relieves: Known(1), Share: Known(1)})
	b.Theories[0].New = func() Protocol { return stubborn{} }
	lever.Effects = []Effect{{Does: MovesProcess, Party: -1, Path: "processes.some.chance", By: Size{Amount: Known(2)}}}
	b.Levers = []Lever{lever}
	p = b.Parameter(Known(0.5), "processes.some.chance")
	playOnce(b)
	return seen
}

// full is a lever of full strength held by the one party.
func full(when Trigger) Lever {
	l := always("lever", 1)
	l.When = []Moment{{when, 0}}
	return l
}

// A lever moves a process's own probability in the very rounds in which it
// acts: by its dates, by how far it has grown, and from the round after the
// one in which it was carried out. Until then one that waits for a refusal acts
// as far as not agreeing may be called one.
func TestLeversOnProcesses(t *testing.T) {
	all, half := ShiftLogit(0.5, 2), ShiftLogit(0.5, 1)
	dated := full(WhileTalking)
	dated.FromRound, dated.UntilRound = Known(2), Known(4)
	phased := full(OnNoAgreement)
	phased.FromRound, phased.PhasedOver = Known(1), Known(2)
	for _, c := range []struct {
		name   string
		lever  Lever
		called float64
		want   []float64
	}{
		{"talking", full(WhileTalking), 0, []float64{all, all, all}},
		{"on agreement", full(OnAgreement), 0, []float64{0.5, 0.5, 0.5}},
		{"dated", dated, 0, []float64{0.5, 0.5, all, all, 0.5}},
		{"phased", phased, 0, []float64{0.5, half, all}},
		{"carried out", full(OnRefusal), 0, []float64{0.5, all, all}},
		{"perhaps called a refusal, then carried out", full(OnRefusal), 0.5, []float64{half, all, all}},
	} {
		if got := chancesUnder(c.lever, c.called, len(c.want)); !slices.Equal(got, c.want) {
			t.Errorf("%s: %v, want %v", c.name, got, c.want)
		}
	}
}

// What is carried out grows from then on, over the rounds it is phased over,
// and ends at its last date.
func TestCarriedOutGrowsAndEnds(t *testing.T) {
	lever := full(OnRefusal)
	lever.PhasedOver, lever.UntilRound = Known(4), Known(5)
	want := []float64{0.5, ShiftLogit(0.5, 2*0.5), ShiftLogit(0.5, 2*0.75), ShiftLogit(0.5, 2), ShiftLogit(0.5, 2), 0.5, 0.5}
	for r, got := range chancesUnder(lever, 0, len(want)) {
		if math.Abs(got-want[r]) > 1e-15 {
			t.Errorf("round %d: %g, want %g", r, got, want[r])
		}
	}
}

// What one lever makes up for, another one's push lacks; one that has snapped
// back pushes the other way.
func TestPushOnProcess(t *testing.T) {
	pushing, offsetting := full(WhileTalking), full(WhileTalking)
	pushing.SnapsBack = true
	pushing.Effects = []Effect{{Does: MovesProcess, Party: -1, Path: "chance", By: Size{Amount: Known(2)}}}
	offsetting.ID, offsetting.Weight = "offset", Known(0.5)
	offsetting.Substitutions = []Substitution{{Lever: 0, Share: Known(0.6)}}
	b := scripted(1, 4, &script{}, Package{ID: "deal", Issues: []int{0}, Relieves: Known(1)})
	b.Levers = []Lever{pushing, offsetting}
	table := NewTable(b)
	p := b.Parameter(Known(0.3), "chance")
	table.SetInputs(nil, MedianEvents{})
	left := 2 * (1 - 0.6*0.5)
	if got, want := table.Hazard(&p), 0.3*math.Exp(left); math.Abs(got-want) > 1e-15 {
		t.Errorf("hazard %g, want %g", got, want)
	}
	table.Now().Snapped[0] = true
	if got, want := table.Hazard(&p), 0.3*math.Exp(-left); math.Abs(got-want) > 1e-15 {
		t.Errorf("snapped back: hazard %g, want %g", got, want)
	}
}
