package protocol

import (
	"slices"
	"testing"

	"sim/model"
)

// row is parties at these positions on one issue, all alike but for that, whose
// names are in order.
func row(names string, positions ...float64) *model.Problem {
	p := model.NewProblem(len(positions), 1)
	p.IssueNames = []string{"x"}
	for i, x := range positions {
		p.PartyNames = append(p.PartyNames, names[i:i+1])
		p.Capability[i], p.Attention[i][0], p.Weight[i][0], p.Ideal[i][0], p.Patience[i] = 1, 0.5, 1, x, 0.9
	}
	return p
}

// reversed is a problem whose parties are listed from the other end.
func reversed(p *model.Problem) *model.Problem {
	q := clone(p)
	q.PartyNames = slices.Clone(p.PartyNames)
	for _, v := range [][]float64{q.Capability, q.Patience, q.Reservation, q.Power} {
		slices.Reverse(v)
	}
	slices.Reverse(q.PartyNames)
	slices.Reverse(q.Ideal)
	slices.Reverse(q.Attention)
	slices.Reverse(q.Weight)
	slices.Reverse(q.Consent)
	return plain(q)
}

// Between equals chance decides, drawn by name: the order in which the parties
// are listed changes nothing, both ends come up equally often, and
// without draws the first by name is taken. With an order the first in it is.
func TestEquals(t *testing.T) {
	asked := row("ab", 0, 1)
	for i := range 2 {
		asked.Consent[i], asked.Power[i], asked.Reservation[i] = true, 0.5, 0.3
	}
	plain(asked)
	for _, c := range []struct {
		theory string
		p      *model.Problem
	}{
		{"condorcet", row("ab", 0.2, 0.8)},
		{"spatial", row("abc", 0, 0.5, 1)},
		{"challenge", row("abc", 0, 0.5, 1)},
		{"alternating_offers", asked},
		{"crisis", asked},
	} {
		protocol := playing(t, c.theory)
		const draws = 400
		low, high := 0, 0
		for seed := range uint64(draws) {
			var out, again model.Offer
			s := &model.Stream{Events: dice{seed}, Key: model.Key("protocol/" + c.theory)}
			protocol.Solve(c.p, s, &out)
			s.Rewind(0)
			protocol.Solve(reversed(c.p), s, &again)
			if out.Flags&again.Flags&model.Tied == 0 {
				t.Fatalf("%s: the tie is not flagged", c.theory)
			}
			match(t, c.theory, out.Terms[0], again.Terms[0], 1e-6)
			switch x := out.Terms[0]; {
			case x < 0.5:
				low++
			case x > 0.5:
				high++
			}
		}
		if n := low + high; n < draws/2 || (low-high)*(low-high) > 16*n { // four errors
			t.Errorf("%s: %d draws end low and %d high", c.theory, low, high)
		}
		// Without draws the first by name is chosen, so a is: it is at the low end.
		var first model.Offer
		protocol.Solve(c.p, nil, &first)
		if first.Flags&model.Tied == 0 || first.Terms[0] >= 0.5 {
			t.Errorf("%s: %g without draws, flags %b", c.theory, first.Terms[0], first.Flags)
		}
	}
	for name, want := range map[string][]string{"a": {"a", "b"}, "b": {"b", "a"}} {
		theory, err := built(Condorcet, func(p *condorcetParameters) { p.Order = want })
		if err != nil || !theory.Ordered {
			t.Fatal(err)
		}
		var out model.Offer
		theory.New().Solve(row("ab", 0.2, 0.8), &model.Stream{Events: dice{7}}, &out)
		if x := map[string]float64{"a": 0.2, "b": 0.8}[name]; out.Terms[0] != x || out.Flags&model.Tied == 0 {
			t.Errorf("in the order %v: %g", want, out.Terms[0])
		}
	}
}
