package process

import (
	"math"
	"testing"

	"pgregory.net/rapid"
)

// A party waits for a better offer exactly if waiting is worth more than the offer;
// it never waits for what is no better or never comes; and the unit of payoffs does
// not matter (test 37).
func TestWaitingPays(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		share := func(name string) float64 { return rapid.Float64Range(0, 1).Draw(t, name) }
		payoff := func(name string) float64 { return rapid.Float64Range(-1, 1).Draw(t, name) }
		w := Waiting{
			Payoff: payoff("offer"), Next: payoff("next"), Chance: share("chance"), Talking: payoff("talking"), Refusing: payoff("refusing"),
			Patience: rapid.Float64Range(0.5, 0.999).Draw(t, "patience"), Called: share("called"),
		}
		pays, value := w.Pays(), w.Value()
		if (w.Next <= w.Payoff || w.Chance == 0) && pays {
			t.Fatalf("%+v: waits for nothing", w)
		}
		if w.Next > w.Payoff && w.Chance > 0 && math.Abs(value-w.Payoff) > 1e-9 && pays != (value > w.Payoff) {
			t.Fatalf("%+v: waits %v, though waiting is worth %v", w, pays, value)
		}
		// Waiting is worth something between the best and the worst that can come of it.
		if lo, hi := min(w.Next, w.Talking, w.Refusing), max(w.Next, w.Talking, w.Refusing); value < lo-1e-12 || value > hi+1e-12 {
			t.Fatalf("%+v: waiting is worth %v", w, value)
		}
		triple := w
		triple.Payoff, triple.Next, triple.Talking, triple.Refusing = 3*w.Payoff, 3*w.Next, 3*w.Talking, 3*w.Refusing
		if math.Abs(value-w.Payoff) > 1e-9 && triple.Pays() != pays {
			t.Fatalf("%+v: three times as much is answered otherwise", w)
		}
		if got := triple.Value(); math.Abs(got-3*value) > 1e-12 {
			t.Fatalf("%+v: three times as much is worth %v, want %v", w, got, 3*value)
		}
	})
}

// Waiting has a worth that does not depend on the length of a round: with short
// ones it is the mean of what may end it, by how fast each does (test 38). What a
// round adds to that is no more than what can happen within it.
func TestWaitingHasNoRoundLength(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		rate := func(name string) float64 { return rapid.Float64Range(0.001, 0.1).Draw(t, name) }
		impatience, called, meets := rate("impatience"), rate("called"), rate("meets")
		w := Waiting{
			Next: rapid.Float64Range(0, 1).Draw(t, "next"), Talking: rapid.Float64Range(0, 1).Draw(t, "talking"), Refusing: rapid.Float64Range(0, 1).Draw(t, "refusing"),
		}
		sum := impatience + called + meets
		limit := (impatience*w.Talking + called*w.Refusing + meets*w.Next) / sum
		for length := 1.0; length > 1./100; length /= 2 {
			w.Patience, w.Called, w.Chance = math.Exp(-impatience*length), chance(called*length), chance(meets*length)
			if got := w.Value(); math.Abs(got-limit) > sum*length {
				t.Fatalf("%g %g %g, rounds of %g: worth %g, want %g ± %g", impatience, called, meets, length, got, limit, sum*length)
			}
		}
	})
}
