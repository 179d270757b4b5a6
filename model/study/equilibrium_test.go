package study_test

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"maps"
	"math"
	"regexp"
	"strconv"
	"testing"

	"sim/model/analysis"
	"sim/model/registry"
	"sim/model/study"
	"sim/scenarios"
)

// quarrel is a scenario in which north and south never agree, so that each gets
// its reservation value: the line is worth as much to the one as it costs the
// other, and no deal costs nothing. What levers do is added to it.
const quarrel = `
title: Quarrel
purpose: illustration
run: {draws: 1024, seed: 7, theories: [nash], sampler: sobol}
parties:
  north: {}
  south: {}
issues:
  line:
    question: Where is the line?
    status_quo: 0.5
    curvature: 2
    positions:
      north: {ideal: 1, salience: 50}
      south: {ideal: 0, salience: 50}
`

const quarrelEnd = `
packages:
  line: {outcome: settlement, issues: [line]}
`

// equilibriumDraws is how many draws the games are played on.
var equilibriumDraws = flag.Int("equilibrium-draws", 512, "draws of the games over levers")

// gameOf plays a quarrel with these issues and levers.
func gameOf(t *testing.T, text string) *study.LeverGame {
	t.Helper()
	return gameOn(t, *equilibriumDraws, text)
}

// gameOn is gameOf on so many draws.
func gameOn(t *testing.T, draws int, text string) *study.LeverGame {
	t.Helper()
	s, err := study.New(study.Source{Path: "quarrel.yaml", Text: []byte(quarrel + text + quarrelEnd)})
	if err != nil {
		t.Fatal(err)
	}
	s.Config.Draws = draws
	e, err := study.Equilibrium(t.Context(), s, study.EquilibriumOptions{})
	if err != nil {
		t.Fatal(err)
	}
	return &e.Games[0]
}

// restsAt fails unless the only point that holds has these weights, within 1%.
func restsAt(t *testing.T, g *study.LeverGame, want ...float64) {
	t.Helper()
	if len(g.Points) != 1 || !g.Points[0].Holds {
		t.Fatalf("no equilibrium: %+v", g.Points)
	}
	for j, w := range want {
		if x := g.Points[0].Weights[j]; math.Abs(x-w) > 0.01*w {
			t.Errorf("weight %d is %g, want %g", j, x, w)
		}
	}
}

// A pair after Cournot (1838). What north and south hope of the water without a
// deal rises by a = 0.4 of the scale for a holder's own weight and by b = 0.2 for
// the other's, from 0.1, and is worth half of 1 − (m − x)², m being the ideal, 0.9
// on average; each pays c = 0.1 of its weight. The first-order condition is
// a·(m − 0.1 − (a + b)·w) = c, so w = (0.8 − 0.25)/0.6 = 11/12. From there, a
// weight of 0.5 against the other's 0.5 gains too: x = 0.1 + 0.6·0.5 = 0.4, and
// best is (0.8 − 0.25 − 0.1)/0.4 > 1, hence 1, which gains
// 0.5·(0.5² − 0.3²) − 0.05 = 0.03.
func TestEquilibriumOfCournot(t *testing.T) {
	g := gameOf(t, `
  water:
    question: How much water is there?
    status_quo: 0.1
    curvature: 2
    positions:
      north: {ideal: {uniform: [0.8, 1]}, salience: 50}
      south: {ideal: {uniform: [0.8, 1]}, salience: 50}
levers:
  canal: {holder: north, when: always, weight: 0.5, cost: 0.1, effects: [{expects: north, issue: water, by: 0.4}, {expects: south, issue: water, by: 0.2}]}
  dam: {holder: south, when: always, weight: 0.5, cost: 0.1, effects: [{expects: south, issue: water, by: 0.4}, {expects: north, issue: water, by: 0.2}]}
`)
	restsAt(t, g, 11./12, 11./12)
	for h, r := range g.Replies {
		if !r.Gains() || r.Weights[h] != 1 || math.Abs(r.Gain.Difference.Value-0.03) > 3e-4 || math.Abs(r.Estimated.Value-0.03) > 3e-4 {
			t.Errorf("reply of holder %d: %+v", h, r)
		}
	}
	for start, e := range g.Endings {
		if e.Kind != analysis.EndsAtRest || e.Damped {
			t.Errorf("from start %d: %+v", start, e)
		}
	}
}

// Matching pennies. A raid brings north 0.3 on average, and costs south 0.3, of its
// weight r times 1 − 0.8·g, g being south's guard; they pay 0.15·r and 0.096·g.
// North gains by raiding as long as 0.3·(1 − 0.8·g) > 0.15, so g < 0.625; south by
// guarding if 0.24·r > 0.096, so r > 0.4. Replies go round and round through the
// corners, and at (0.4, 0.625) each does as well with any weight.
func TestEquilibriumOfPennies(t *testing.T) {
	g := gameOf(t, `
levers:
  guard: {holder: south, when: always, weight: 0.5, cost: 0.096, offsets: {raid: 0.8}, effects: []}
  raid: {holder: north, when: always, weight: 0.5, cost: 0.15, effects: [{rewards: north, by: {uniform: [0.25, 0.35]}}, {presses: south, by: 0.3}]}
`)
	restsAt(t, g, 0.4, 0.625)
	for start, e := range g.Endings {
		if e.Kind != analysis.EndsInCycle || !e.Damped || len(e.Cycle) < 2 {
			t.Errorf("from start %d: %+v", start, e)
		}
	}
}

// A pair of which the first has a payoff that is convex in its own weight d: the
// first half of the water is worth a tenth to north, the second the rest. With the
// other's well w at 1 it gains 0.45 by its dam for 0.2; at 0.2 at most
// 0.5·(0.28 − 0.02) = 0.13. South gains 0.4 − 0.25·w − 0.25·d − 0.1 per unit of its
// well, so it wants 1 without a dam and 0.2 with a full one. No weights suit both:
// what is between none and full is never best for north.
func TestEquilibriumOfConvex(t *testing.T) {
	g := gameOf(t, `
  fire:
    question: How much is safe?
    status_quo: 0
    curvature: 2
    positions:
      south: {ideal: {uniform: [0.7, 0.9]}, salience: 50}
  water:
    question: How much water is there?
    unit: litres
    anchors: [[0, 0], [0.1, 0.5], [1, 1]]
    status_quo: 0
    curvature: 1
    positions:
      north: {ideal: 1, salience: 50}
levers:
  dam: {holder: north, when: always, weight: 0.3, cost: 0.2, effects: [{expects: north, issue: water, by: 0.5}, {expects: south, issue: fire, by: 0.5}]}
  well: {holder: south, when: always, weight: 0.3, cost: 0.1, effects: [{expects: north, issue: water, by: 0.5}, {expects: south, issue: fire, by: 0.5}]}
`)
	for _, p := range g.Points {
		if p.Holds {
			t.Errorf("an equilibrium is claimed at %v", p.Weights)
		}
	}
	for start, e := range g.Endings {
		if e.Kind == analysis.EndsAtRest {
			t.Errorf("from start %d: %+v", start, e)
		}
	}
}

// Moves that lose clearly are tried on the first draws alone, and counted: here every
// one, as each unit of either weight brings or costs its holder 0.05 to 0.15 in every
// draw. With too few draws for that all are tried on all.
func TestEquilibriumOfFewDraws(t *testing.T) {
	const levers = `
levers:
  dig: {holder: south, when: always, weight: 0.5, cost: 0.05, effects: []}
  push: {holder: north, when: always, weight: 0.5, effects: [{rewards: north, by: {uniform: [0.05, 0.15]}}]}
`
	for _, c := range []struct{ draws, few, tried, lost int }{{256, 0, 16, 0}, {512, 128, 16, 16}, {2048, 128, 16, 16}} {
		g := gameOn(t, c.draws, levers)
		restsAt(t, g, 1, 0)
		if tried, lost := g.Points[0].Tried(); g.FewDraws != c.few || tried != c.tried || lost != c.lost {
			t.Errorf("%d draws: of %d tried %d lost on the first %d", c.draws, tried, lost, g.FewDraws)
		}
		if p := g.Points[0].Payoffs[0].Difference; p.N != c.draws {
			t.Errorf("%d draws: payoffs rest on %d", c.draws, p.N)
		}
	}
}

// Every gain is what Compare says of the same change, to the last digit.
func TestEquilibriumIsCompare(t *testing.T) {
	s, err := study.New(study.Source{Path: "testdata/raid.yaml"})
	if err != nil {
		t.Fatal(err)
	}
	e, err := study.Equilibrium(t.Context(), s, study.EquilibriumOptions{})
	if err != nil {
		t.Fatal(err)
	}
	for h, change := range []string{"levers.raid.weight=1", "levers.guard.weight=1"} {
		other, err := s.With(change)
		if err != nil {
			t.Fatal(err)
		}
		c, err := study.Compare(t.Context(), []*study.Subject{s, other}, study.CompareOptions{})
		if err != nil {
			t.Fatal(err)
		}
		v := c.Variants[0]
		f, theory := v.Find("payoff_mean", []string{"north", "south"}[h]), s.Lead
		if want, got := v.Paired[theory][f].Difference, e.Games[0].Replies[h].Gain.Difference; got != want {
			t.Errorf("%s: %+v, compared %+v", change, got, want)
		}
	}
}

// The regrets of holders with many levers are those of Compare, too: alaska.
func TestBestRepliesAreCompare(t *testing.T) {
	s, err := study.New(study.Source{Path: "alaska.yaml", FS: scenarios.FS, Theories: []string{"nash"}})
	if err != nil {
		t.Fatal(err)
	}
	s.Config.Draws = 128
	e, err := study.BestReplies(t.Context(), s, study.EquilibriumOptions{Players: []string{"russia", "ukraine"}})
	if err != nil {
		t.Fatal(err)
	}
	gain := 0
	for h, r := range e.Games[0].Replies {
		var changes []string
		for j, w := range e.Levers {
			if r.Weights[j] != w.Now {
				changes = append(changes, w.Path+"="+strconv.FormatFloat(r.Weights[j], 'g', -1, 64))
			}
		}
		if changes == nil {
			continue
		}
		other, err := s.With(changes...)
		if err != nil {
			t.Fatal(err)
		}
		c, err := study.Compare(t.Context(), []*study.Subject{s, other}, study.CompareOptions{})
		if err != nil {
			t.Fatal(err)
		}
		v := c.Variants[0]
		f := v.Find("payoff_mean", s.Scenario.Bargain.Parties[e.Holders[h].Party].ID)
		if want, got := v.Paired[s.Lead][f].Difference, r.Gain.Difference; got != want {
			t.Errorf("%v: %+v, compared %+v", changes, got, want)
		}
		gain++
	}
	if gain < 2 {
		t.Errorf("%d holders move", gain)
	}
}

// stopping is a store in memory that stops the question once it has so many pieces.
type stopping struct {
	pieces map[string][]byte
	most   int
	stop   func()
	added  int
}

func (s *stopping) Known() (map[string][]byte, error) { return maps.Clone(s.pieces), nil }

func (s *stopping) Finished(name string, piece []byte) error {
	s.pieces[name] = piece
	if s.added++; s.added == s.most {
		s.stop()
	}
	return nil
}

// A game that was interrupted goes on where it was, and ends with the same numbers to
// the last bit; no piece is worked out twice.
func TestEquilibriumResumes(t *testing.T) {
	s, err := study.New(study.Source{Path: "testdata/raid.yaml"})
	if err != nil {
		t.Fatal(err)
	}
	s.Config.Draws, s.Config.Workers = 512, 1
	play := func(most int, pieces map[string][]byte) (string, *stopping, error) {
		ctx, cancel := context.WithCancel(t.Context())
		defer cancel()
		store := &stopping{pieces: maps.Clone(pieces), most: most, stop: cancel}
		e, err := study.Equilibrium(ctx, s, study.EquilibriumOptions{Store: store})
		if err != nil {
			return "", store, err
		}
		return pointers.ReplaceAllString(fmt.Sprintf("%+v %+v", e.Games[0].Replies, e.Games[0].Points), ""), store, nil
	}
	none := map[string][]byte{}
	whole, all, err := play(0, none)
	if err != nil {
		t.Fatal(err)
	}
	for _, most := range []int{1, all.added / 2, all.added - 1} {
		_, first, err := play(most, none)
		if !errors.Is(err, context.Canceled) || first.added < most {
			t.Fatalf("stopped after %d pieces: %d, %v", most, first.added, err)
		}
		again, second, err := play(0, first.pieces)
		if err != nil {
			t.Fatal(err)
		}
		if again != whole {
			t.Errorf("stopped after %d pieces:\n%s\nin one go:\n%s", most, again, whole)
		}
		if first.added+second.added != all.added {
			t.Errorf("%d and %d pieces, in one go %d", first.added, second.added, all.added)
		}
	}
	cut := maps.Clone(all.pieces)
	for name, piece := range cut {
		cut[name] = piece[:len(piece)-8]
	}
	if _, _, err := play(0, cut); !errors.Is(err, study.ErrDamaged) {
		t.Errorf("pieces that are too short: %v", err)
	}
}

var pointers = regexp.MustCompile(`0x[0-9a-f]+`)

// The draws, the weights found and every number are the same whatever the number
// of workers and the order of the file; a holder that does not choose keeps its
// weights.
func TestEquilibriumIsReproducible(t *testing.T) {
	play := func(workers int, players ...string) *study.EquilibriumResult {
		s, err := study.New(study.Source{Path: "testdata/raid.yaml"})
		if err != nil {
			t.Fatal(err)
		}
		s.Config.Workers = workers
		e, err := study.Equilibrium(t.Context(), s, study.EquilibriumOptions{Players: players})
		if err != nil {
			t.Fatal(err)
		}
		return e
	}
	if a, b := fmt.Sprintf("%+v", play(1).Games[0].Points), fmt.Sprintf("%+v", play(5).Games[0].Points); pointers.ReplaceAllString(a, "") != pointers.ReplaceAllString(b, "") {
		t.Errorf("the number of workers changes the game:\n%s\n%s", a, b)
	}
	e := play(2, "south")
	if len(e.Holders) != 1 || len(e.Levers) != 1 || e.Levers[0].Lever != "guard" {
		t.Fatalf("%+v", e.Holders)
	}
	if p := e.Games[0].Points; len(p) != 1 || !p[0].Holds || p[0].Weights[0] != 1 { // it gains as long as raids are above 0.4
		t.Errorf("%+v", p)
	}
}

func TestEquilibriumErrors(t *testing.T) {
	s, err := study.New(study.Source{Path: "testdata/raid.yaml"})
	if err != nil {
		t.Fatal(err)
	}
	bare, err := s.With("levers=null")
	if err != nil {
		t.Fatal(err)
	}
	aims, err := s.With("aims={north: {wants: agreement_payoff.north}}", "parties.north.reservation_value=0.9")
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name    string
		s       *study.Subject
		players []string
		is      func(error) bool
	}{
		{"no such party", s, []string{"nort"}, as[*registry.UnknownError]},
		{"no levers", bare, nil, func(err error) bool { return errors.Is(err, study.ErrNoPlayers) }},
		{"no value without a deal", aims, nil, as[*study.MissingValuesError]},
	} {
		if e, err := study.Equilibrium(t.Context(), c.s, study.EquilibriumOptions{Players: c.players}); !c.is(err) || e != nil {
			t.Errorf("%s: %v", c.name, err)
		}
	}
}
