package study_test

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"math"
	"strings"
	"testing"

	"sim/model/registry"
	"sim/model/study"
)

// One lever alone reaches 0.65 at a weight of 7/12; 0.72 takes both: one at 1, the
// other at 0.3.
func TestBreakevenClosedForm(t *testing.T) {
	find := func(goal float64) *study.BreakevenResult {
		b, err := study.Breakeven(t.Context(), giftsSubject(t), study.BreakevenOptions{Of: "agreement_payoff.north", Goal: study.Goal{Value: goal}})
		if err != nil {
			t.Fatal(err)
		}
		return b
	}
	b := find(0.65)
	if i := b.Smallest(0); i < 0 || math.Abs(b.Scans[0][i].Needed.At-7./12) > 0.02 {
		t.Errorf("one lever: %d of %+v", i, b.Scans[0])
	}
	if len(b.Pairs[0]) > 0 {
		t.Error("pairs were searched though one lever reaches the goal")
	}
	b = find(0.72)
	p := b.SmallestPair(0)
	if b.Smallest(0) >= 0 || p == nil {
		t.Fatalf("two levers: %+v", b.Pairs)
	}
	if math.Abs(p.Found.Size-0.8) > 0.05 || p.Status != study.PairReaches {
		t.Errorf("two levers move by %g to %v, want 0.8", p.Found.Size, p.At())
	}
	if b = find(0.99); b.SmallestPair(0) != nil || b.Farthest(0) < 0 || b.Pairs[0][0].Status != study.PairOutOfReach {
		t.Errorf("what cannot be reached: %+v", b.Pairs[0])
	}
}

// Of more than six levers a surface estimates what they do: the same closed form,
// with five more that do nothing.
func TestBreakevenBySurface(t *testing.T) {
	text := strings.Replace(gifts, "packages:", `
  idle: {holder: south, when: agreement, weight: 0.5, effects: []}
  idler: {holder: south, when: agreement, weight: 0.5, effects: []}
  idlest: {holder: south, when: agreement, weight: 0.5, effects: []}
  lazy: {holder: south, when: agreement, weight: 0.5, effects: []}
  none: {holder: south, when: agreement, weight: 0.5, effects: []}
packages:`, 1)
	text = strings.Replace(text, "\n\n  idle", "\n  idle", 1)
	s, err := study.New(study.Source{Path: "gifts.yaml", Text: []byte(text)})
	if err != nil {
		t.Fatal(err)
	}
	find := func(goal float64) *study.BreakevenResult {
		b, err := study.Breakeven(t.Context(), s, study.BreakevenOptions{Of: "agreement_payoff.north", Goal: study.Goal{Value: goal}})
		if err != nil {
			t.Fatal(err)
		}
		if b.SurfaceDraws == 0 || b.Off > 1e-3 {
			t.Errorf("a surface of %d draws that is off by %g", b.SurfaceDraws, b.Off)
		}
		return b
	}
	b := find(0.65)
	if i := b.Smallest(0); i < 0 || math.Abs(b.Scans[0][i].Needed.At-7./12) > 0.02 || b.Followed == 0 {
		t.Errorf("one lever: %d of %+v", i, b.Scans[0])
	}
	p := find(0.72).SmallestPair(0)
	if p == nil || math.Abs(p.Found.Size-0.8) > 0.05 || p.Status != study.PairReaches {
		t.Errorf("two levers: %+v", p)
	}
	if b = find(0.99); b.Smallest(0) >= 0 || b.SmallestPair(0) != nil || len(b.Pairs[0]) != 21 || b.Pairs[0][0].Status != study.PairOutOfReach {
		t.Errorf("what cannot be reached: %+v", b.Pairs[0])
	}
}

// Three gifts of the same size reach 0.9 with weights of 2.5 in all, 1.75 more than
// they have; two reach 0.8625. The same with all levers scanned and off a surface.
func TestBreakevenThree(t *testing.T) {
	const third = "\n  bonus: {holder: south, target: north, kind: inducement, when: agreement, weight: 0.25, effects: [{rewards: north, by: 0.15}]}"
	for levers, more := range map[string]string{"three": third, "seven": third + `
  idle: {holder: south, when: agreement, weight: 0.5, effects: []}
  idler: {holder: south, when: agreement, weight: 0.5, effects: []}
  lazy: {holder: south, when: agreement, weight: 0.5, effects: []}
  none: {holder: south, when: agreement, weight: 0.5, effects: []}`} {
		s, err := study.New(study.Source{Path: "gifts.yaml", Text: []byte(strings.Replace(gifts, "\npackages:", more+"\npackages:", 1))})
		if err != nil {
			t.Fatal(err)
		}
		find := func(goal float64) *study.ThreeScan {
			b, err := study.Breakeven(t.Context(), s, study.BreakevenOptions{Of: "agreement_payoff.north", Goal: study.Goal{Value: goal}})
			if err != nil {
				t.Fatal(err)
			}
			if goal > 0.8625 && (b.Smallest(0) >= 0 || b.SmallestPair(0) != nil) {
				t.Errorf("%s levers: fewer than three reach %g", levers, goal)
			}
			return b.Threes[0]
		}
		if x := find(0.85); x != nil {
			t.Errorf("%s levers: three were tried where two do: %+v", levers, x)
		}
		x := find(0.9)
		if x == nil || x.Found == nil || math.Abs(x.Found.Size-1.75) > 0.02 || math.Abs(x.Found.At[0]+x.Found.At[1]+x.Found.At[2]-2.5) > 0.02 {
			t.Errorf("%s levers: %+v", levers, x)
		} else if f := x.Found; !(f.Lower <= f.Size && f.Size <= f.Upper && math.Abs(f.Figure.Value-0.9) < 0.003) {
			t.Errorf("%s levers: %+v", levers, f)
		}
		if x := find(1.2); x == nil || x.Found != nil || x.Threes != map[string]int{"three": 1, "seven": 35}[levers] || x.Near != 0 {
			t.Errorf("%s levers: what cannot be reached: %+v", levers, x)
		}
	}
}

func TestBreakevenErrors(t *testing.T) {
	for _, c := range []struct {
		name  string
		o     study.BreakevenOptions
		draws int
		is    func(error) bool
	}{
		{"no such measure", study.BreakevenOptions{Of: "utility.nobody"}, 512, as[*study.OptionError]},
		{"no such lever", study.BreakevenOptions{Of: "agreement_payoff.north", Levers: []string{"loan"}}, 512, as[*registry.UnknownError]},
		{"above 1", study.BreakevenOptions{Of: `share("settlement")`, Goal: study.Goal{Value: 1.5}}, 512, as[*study.OptionError]},
		{"too many draws", study.BreakevenOptions{Of: "agreement_payoff.north"}, 1_000_000_000, as[*study.TooManyDrawsError]},
	} {
		s := giftsSubject(t)
		s.Config.Draws = c.draws
		if b, err := study.Breakeven(t.Context(), s, c.o); !c.is(err) || b != nil {
			t.Errorf("%s: %v", c.name, err)
		}
	}
}

// A breakeven that was interrupted goes on where it was, and ends with the same
// numbers to the last bit: of scanned levers and pairs, and of a surface.
func TestBreakevenResumes(t *testing.T) {
	for _, c := range []struct {
		levers int
		goal   float64
	}{{2, 0.72}, {7, 0.72}} {
		text := gifts
		if c.levers > 2 {
			text = strings.Replace(text, "packages:", `  idle: {holder: south, when: agreement, weight: 0.5, effects: []}
  idler: {holder: south, when: agreement, weight: 0.5, effects: []}
  idlest: {holder: south, when: agreement, weight: 0.5, effects: []}
  lazy: {holder: south, when: agreement, weight: 0.5, effects: []}
  none: {holder: south, when: agreement, weight: 0.5, effects: []}
packages:`, 1)
		}
		s, err := study.New(study.Source{Path: "gifts.yaml", Text: []byte(text)})
		if err != nil {
			t.Fatal(err)
		}
		s.Config.Workers = 1
		find := func(most int, pieces map[string][]byte) (string, *stopping, error) {
			ctx, cancel := context.WithCancel(t.Context())
			defer cancel()
			store := &stopping{pieces: maps.Clone(pieces), most: most, stop: cancel}
			b, err := study.Breakeven(ctx, s, study.BreakevenOptions{Of: "agreement_payoff.north", Goal: study.Goal{Value: c.goal}, Store: store})
			if err != nil {
				return "", store, err
			}
			var found []any
			for _, p := range b.Pairs[0] {
				found = append(found, p.Levers, p.Status, p.Found, p.Surface.Figures)
			}
			return pointers.ReplaceAllString(fmt.Sprintf("%+v %+v %+v %+v %g", b.Now, b.Scans, found, *b.SmallestPair(0).Found, b.Off), ""), store, nil
		}
		none := map[string][]byte{}
		whole, all, err := find(0, none)
		if err != nil {
			t.Fatal(err)
		}
		for _, most := range []int{1, all.added / 2, all.added - 1} {
			_, first, err := find(most, none)
			if !errors.Is(err, context.Canceled) || first.added < most {
				t.Fatalf("%d levers, stopped after %d pieces: %d, %v", c.levers, most, first.added, err)
			}
			again, second, err := find(0, first.pieces)
			if err != nil {
				t.Fatal(err)
			}
			if again != whole {
				t.Errorf("%d levers, stopped after %d pieces:\n%s\nin one go:\n%s", c.levers, most, again, whole)
			}
			if first.added+second.added != all.added {
				t.Errorf("%d levers: %d and %d pieces, in one go %d", c.levers, first.added, second.added, all.added)
			}
		}
		cut := maps.Clone(all.pieces)
		for name, piece := range cut {
			cut[name] = piece[:len(piece)-8]
		}
		if _, _, err := find(0, cut); !errors.Is(err, study.ErrDamaged) {
			t.Errorf("%d levers, pieces that are too short: %v", c.levers, err)
		}
	}
}
