package model

import (
	"math"
	"slices"
	"testing"
)

// chances are a process's probability of one half in every round of a game of
// one party whose package never finds terms, under the lever.
func chances(lever Lever, rounds int) []float64 {
	var seen []float64
	var p Parameter
	s := &script{move: func(g *Game) { seen = append(seen, g.Table.Probability(&p)) }}
	b := scripted(1, rounds, s, Package{ID: "deal", Issues: []int{0}, Relief: Known(1), Share: Known(1)})
	b.Theories[0].New = func() Protocol { return stubborn{} }
	lever.Effects = []Effect{{Moves: MovesProcess, Party: -1, Path: "processes.some.chance", Push: Known(2)}}
	b.Levers = []Lever{lever}
	p = b.Parameter(Known(0.5), "processes.some.chance")
	playOnce(b)
	return seen
}

// full is a lever of full strength held by the one party.
func full(when Trigger) Lever {
	return Lever{
		ID: "lever", Target: -1, Weight: Known(1), Intensity: Known(1), Credibility: Known(1), FollowThrough: Known(1), PassThrough: Known(1), When: when,
	}
}

// A lever moves a process's own probability in the very rounds in which it
// acts: by its dates, by how far it has grown, and from the round after the
// one in which it was carried out.
func TestLeversOnProcesses(t *testing.T) {
	all, half := ShiftLogit(0.5, 2), ShiftLogit(0.5, 1)
	dated := full(WhileTalking)
	dated.FromRound, dated.UntilRound = Known(2), Known(4)
	phased := full(OnNoAgreement)
	phased.FromRound, phased.PhasedOver = Known(1), Known(2)
	for _, c := range []struct {
		name  string
		lever Lever
		want  []float64
	}{
		{"talking", full(WhileTalking), []float64{all, all, all}},
		{"on agreement", full(OnAgreement), []float64{0.5, 0.5, 0.5}},
		{"dated", dated, []float64{0.5, 0.5, all, all, 0.5}},
		{"phased", phased, []float64{0.5, half, all}},
		{"carried out", full(OnRefusal), []float64{0.5, all, all}},
	} {
		if got := chances(c.lever, len(c.want)); !slices.Equal(got, c.want) {
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
	for r, got := range chances(lever, len(want)) {
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
	pushing.Effects = []Effect{{Moves: MovesProcess, Party: -1, Path: "chance", Push: Known(2)}}
	offsetting.ID, offsetting.Weight = "offset", Known(0.5)
	offsetting.Substitutions = []Substitution{{Lever: 0, Share: Known(0.6)}}
	b := scripted(1, 4, &script{}, Package{ID: "deal", Issues: []int{0}, Relief: Known(1)})
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
