package model

import (
	"fmt"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// changes are all the ways in which one of the circumstances can change.
func changes(t *rapid.T, b *Bargain, now *Circumstances) []func() {
	share := func() float64 { return rapid.Float64Range(0, 1).Draw(t, "to") }
	cs := []func(){
		func() {
			now.InForce = rapid.IntRange(-1, len(b.Packages)-1).Draw(t, "in force")
			now.Unrelieved, now.Holding, now.Settled = 1, 0, false
		},
	}
	for _, of := range []func(){
		func() { now.Unrelieved = share() },
		func() { now.Holding = share() },
		func() { now.Settled = !now.Settled },
	} {
		cs = append(cs, func() {
			if now.InForce >= 0 {
				of()
			}
		})
	}
	for _, xs := range [][]float64{now.StatusQuo, now.Cost, now.Press, now.Reward, now.Dated, now.Lost, now.Shift, now.Called, now.Base, now.Credibility, now.Reach} {
		for i := range xs {
			cs = append(cs, func() { xs[i] = share() })
		}
	}
	for i := range b.Parties {
		if b.Parties[i].Leaves != (Number{}) {
			cs = append(cs, func() { now.Gone[i] = !now.Gone[i] })
		}
	}
	for l := range b.Levers {
		cs = append(cs, func() { now.Carried[l] = !now.Carried[l] })
		if b.Levers[l].SnapsBack {
			cs = append(cs, func() { now.Snapped[l] = !now.Snapped[l] })
		}
	}
	return cs
}

// stir changes about half of the circumstances.
func stir(t *rapid.T, b *Bargain, now *Circumstances) {
	for _, change := range changes(t, b, now) {
		if rapid.Bool().Draw(t, "changes") {
			change()
		}
	}
}

// same compares everything that two tables say about the packages in asked, to
// the last bit.
func same(got, want *Table, asked []int) error {
	for _, g := range asked {
		p, q := got.Problem(g), want.Problem(g)
		if p.Levels() != q.Levels() {
			return fmt.Errorf("package %d: %d levels against %d", g, p.Levels(), q.Levels())
		}
		for l := range p.Levels() {
			p.AtLevel(l)
			q.AtLevel(l)
			if err := near(p, q, 0); err != nil {
				return fmt.Errorf("package %d, level %d: %w", g, l, err)
			}
		}
		x, y := make([]float64, len(got.parties)), make([]float64, len(got.parties))
		got.Factors(g, x)
		want.Factors(g, y)
		if !slices.Equal(x, y) {
			return fmt.Errorf("package %d: factors %v against %v", g, x, y)
		}
		for i := range got.parties {
			if x, y := got.OwnIdeal(g, i), want.OwnIdeal(g, i); x != y {
				return fmt.Errorf("package %d: own ideal of party %d: %v against %v", g, i, x, y)
			}
			if x, y := got.worldHazard(i, g, got.now.Settled, 0.1), want.worldHazard(i, g, got.now.Settled, 0.1); x != y {
				return fmt.Errorf("package %d: hazard of party %d: %v against %v", g, i, x, y)
			}
		}
	}
	for i := range got.parties {
		for w := range got.worlds {
			if x, y := got.bare(i, w, nil), want.bare(i, w, nil); x != y {
				return fmt.Errorf("party %d in world %d: %v against %v", i, w, x, y)
			}
		}
		x, y := got.assess(i), want.assess(i)
		for _, v := range [][2]float64{
			{got.Prior(i), want.Prior(i)},
			{got.Patience(i), want.Patience(i)},
			{x.talking, y.talking},
			{x.refused, y.refused},
			{got.afterBreach(i), want.afterBreach(i)},
			{x.inForce, y.inForce},
			{x.reservation, y.reservation},
		} {
			if v[0] != v[1] {
				return fmt.Errorf("party %d: %+v against %+v", i, *x, *y)
			}
		}
	}
	return nil
}

// What a Table caches between draws, rounds and look-aheads changes nothing:
// every number is that of a Table that recomputes everything, to the last bit.
// Each of the circumstances changes alone, so that nothing else makes the Table
// recompute what follows from it.
func TestScenesForgetNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := &sketch{T: t, varies: true}
		b := s.bargain()
		all, draw := indices(len(b.Packages)), 0
		kept, anew := NewTable(b), NewTable(b)
		kept.SetInputs(s.in[0], chances(0))
		anew.SetInputs(s.in[0], chances(0))
		for _, at := range []*Table{kept, kept.ahead} {
			check := func(what int, asked []int) {
				at.Rebuild()
				Forget(anew)
				anew.now.copyFrom(at.now)
				anew.Rebuild()
				if err := same(at, anew, asked); err != nil {
					t.Fatalf("after change %d: %v", what, err)
				}
			}
			stir(t, b, at.now)
			check(-1, all)
			cs := changes(t, b, at.now)
			for _, i := range rapid.Permutation(indices(len(cs))).Draw(t, "changes") {
				cs[i]()
				asked := all
				if s.one("some packages are not asked", 4) {
					asked = s.some("asked", len(b.Packages))
				}
				check(i, asked)
				if s.one("another draw", 30) {
					draw = s.below("draw", len(s.in))
					kept.SetInputs(s.in[draw], chances(draw))
					anew.SetInputs(s.in[draw], chances(draw))
					check(-2, all)
				}
			}
		}
	})
}

// A draw says the same whatever was drawn before it, and if its circumstances
// come back.
func TestDrawsForgetEachOther(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := &sketch{T: t, varies: true}
		b := s.bargain()
		all := indices(len(b.Packages))
		kept, anew := NewTable(b), NewTable(b)
		for _, i := range []int{1, 2, 0} {
			kept.SetInputs(s.in[i], chances(i))
			for g := range all {
				kept.Problem(g)
			}
			stir(t, b, kept.now)
			kept.Rebuild()
			for g := range all {
				kept.Problem(g)
			}
		}
		kept.now.Reset()
		kept.Rebuild()
		anew.SetInputs(s.in[0], chances(0))
		if err := same(kept, anew, all); err != nil {
			t.Fatal(err)
		}
		kept.SetInputs(s.in[2], chances(2))
		anew = NewTable(b)
		anew.SetInputs(s.in[2], chances(2))
		slices.Reverse(all)
		if err := same(kept, anew, all); err != nil {
			t.Fatal(err)
		}
	})
}
