package output_test

import (
	"strings"
	"testing"

	"sim/model/analysis"
	"sim/model/study"
	"sim/output"
)

// raid is the game of a raid and a guard: matching pennies, worked out where study
// tests it.
func raid(t *testing.T) *output.Equilibrium {
	t.Helper()
	s, err := study.New(study.Source{Path: "../model/study/testdata/raid.yaml"})
	if err != nil {
		t.Fatal(err)
	}
	s.Config.Draws = 256
	found, err := study.Equilibrium(t.Context(), s, study.EquilibriumOptions{})
	if err != nil {
		t.Fatal(err)
	}
	return &output.Equilibrium{Study: &output.Study{Subject: s, Name: "equilibrium"}, EquilibriumResult: found}
}

func TestEquilibriumWords(t *testing.T) {
	e := raid(t)
	g := e.Leading()
	if g != e.Game(e.Lead) || e.Game(99) != nil || e.TheoryOf(g) != "Nash" {
		t.Error("the leading game is that of the leading theory")
	}
	contains := func(what, text string, parts ...string) {
		t.Helper()
		for _, part := range parts {
			if !strings.Contains(text, part) {
				t.Errorf("%s: %q lacks %q", what, text, part)
			}
		}
	}
	contains("regrets", e.Regrets(g), "in these draws", "north would gain by 0.015", "(raid 0.5 → 1)", "south would gain by 0.012 (guard 0.5 → 1)")
	rest := e.Rest(g)
	if len(rest) != 2 {
		t.Fatalf("%q", rest)
	}
	contains("cycle", rest[0], "from 6 of 6 starts best replies go round in a cycle of 2", "raid between 0 and 1")
	contains("point", rest[1], "replies averaged over rounds", "raid 0.5 → 0.4", "An equilibrium in weights", "of 24 single moves tried", "; the nearest of these moves changes what ")
	contains("quality", e.Quality(g), "explain >99%", "Every number above but that estimate is from all draws")
	contains("assumptions", strings.Join(e.Assumed(), " "), "A game among the scenario's assumptions", "no draw's values")

	p := &g.Points[0]
	p.Holds, p.Moved = false, 2
	p.Replies[0].Gain.Difference = of(256, 0.02, 0.001)
	p.Replies[0].Weights = []float64{1, p.Weights[1]}
	contains("what does not hold", e.Point(g, p), "moved on twice", "It does not hold: north would gain by 0.02", "no equilibrium is claimed")
	other := *p
	p.Holds, other.Holds, p.Moved = true, true, 1
	p.Weights = e.Now()
	other.Starts = nil
	g.Points = append(g.Points, other)
	contains("several", strings.Join(e.Rest(g), " "), "2 points hold: several equilibria", "point 1: ", "point 2: tried besides, with the best replies to the scenario as it is (moved on twice", "moved on once", "the scenario as it is")
	p.Starts = nil
	contains("as written", e.Point(g, p), "tried besides (moved on once by replies): the scenario as it is")
	g.Points = nil
	for i := range g.Endings {
		g.Endings[i].Kind = analysis.EndsNowhere
	}
	contains("nowhere", strings.Join(e.Rest(g), " "), "from 6 of 6 starts best replies neither come to rest nor repeat", "no equilibrium in weights is claimed")
	for i := range g.Endings {
		g.Endings[i].Kind = analysis.EndsAtRest
	}
	if rest := e.Rest(g); len(rest) != 1 {
		t.Errorf("%q", rest)
	}
	g.Replies[1].Gain.Difference = of(256, 0.001, 0.001)
	contains("no regret", e.Regrets(g), "no move tried of south gains more than twice its error")
	e.Holders[0].Aim, e.Holders[0].Wants = true, "payoff.south"
	e.Levers = e.Levers[:1]
	contains("aims", strings.Join(e.Assumed(), " "), "By aims in the scenario north wants payoff.south instead", "Nobody chooses guard")
	e.Games, e.Lead = e.Games[:1], 5
	if e.Leading() != &e.Games[0] {
		t.Error("without the leading theory the first game leads")
	}
}

func TestGainText(t *testing.T) {
	for _, c := range []struct {
		e    study.Estimate
		want string
	}{{of(9, 0, 0), "0"}, {of(9, 0.00371, 0.00005), "0.00371 ± 0.00005"}, {of(9, 0.25, 0), "0.25"}} {
		if got := output.GainText(&c.e); got != c.want {
			t.Errorf("%+v is written %q, want %q", c.e, got, c.want)
		}
	}
}

// Of many levers that move, those that change most are named, and the others counted.
func TestEquilibriumMoves(t *testing.T) {
	e := &output.Equilibrium{EquilibriumResult: &study.EquilibriumResult{}}
	from, to := make([]float64, 9), make([]float64, 9)
	for j := range from {
		e.Levers = append(e.Levers, study.LeverWeight{Lever: string(rune('a' + j))})
		if j < 6 {
			to[j] = 0.1 * float64(j+1)
		}
	}
	if got, want := e.Moves(from, to), "a 0 → 0.1, b 0 → 0.2, c 0 → 0.3, d 0 → 0.4, e 0 → 0.5, f 0 → 0.6"; got != want {
		t.Errorf("six: %q, want %q", got, want)
	}
	to[8], to[7] = 1, 0.05
	if got, want := e.Moves(from, to), "c 0 → 0.3, d 0 → 0.4, e 0 → 0.5, f 0 → 0.6, i 0 → 1 and 3 others"; got != want {
		t.Errorf("eight: %q, want %q", got, want)
	}
	g := &study.LeverGame{TooFew: true, Replies: make([]study.Reply, 1)}
	e.Study = &output.Study{Subject: &study.Subject{}}
	for n, want := range map[int]string{1: "and here 1 draw counts:", 16: "and here 16 draws count:"} {
		g.Replies[0].Gain.Difference.N = n
		if rest := e.Rest(g); len(rest) != 1 || !strings.HasPrefix(rest[0], "where best replies end is looked for with 100 draws or more, "+want) {
			t.Errorf("%q", rest)
		}
	}
}
