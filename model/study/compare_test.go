package study

import (
	"context"
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"sim/model"
	"sim/model/analysis"
)

// land is two parties who divide something; tests change it by replacing text.
const land = `
title: Land
purpose: illustration
run: {draws: 64, seed: 3, theories: [nash, median]}
parties:
  north: {power: 1 to 2, disagreement_cost: 0.1 to 0.3}
  south: {power: 1 to 2, disagreement_cost: 0.1 to 0.3}
issues:
  land:
    question: Whose is it?
    status_quo: 0.2 to 0.8
    positions:
      north: {ideal: 1, salience: 50}
      south: {ideal: 0, salience: 50}
packages:
  all: {outcome: settlement, issues: all}
`

// written is the subject of land after replacing old by new, pair by pair.
func written(t *testing.T, oldnew ...string) *Subject {
	t.Helper()
	s, err := New(Source{Path: "land.yaml", Text: []byte(strings.NewReplacer(oldnew...).Replace(land))})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// stored is a subject whose draws are replayed: simulated once by another subject.
func stored(t *testing.T, s *Subject) *Subject {
	t.Helper()
	twin := *s
	s.Replay = func(_ *model.Bargain, sinks ...Sink) error {
		return twin.deliver(context.Background(), nil, sinks...)
	}
	return s
}

func compare(t *testing.T, o CompareOptions, subjects ...*Subject) *Comparison {
	t.Helper()
	c, err := Compare(context.Background(), subjects, o)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// A subject compared with itself differs nowhere; a dearer conflict lowers the
// reservation value of the party that bears it by more than noise, and of it alone.
func TestComparePairsDraws(t *testing.T) {
	s := written(t)
	after, err := s.With("parties.north.disagreement_cost=0.4")
	if err != nil {
		t.Fatal(err)
	}
	c := compare(t, CompareOptions{}, s, written(t), after)
	for theory := range c.Variants[0].Theories {
		for f, p := range c.Variants[0].Paired[theory] {
			if d := p.Difference; d.N > 0 && d.Value != 0 {
				t.Errorf("%v differs from itself by %g", c.Variants[0].Quantities[f], d.Value)
			}
		}
	}
	f := c.Variants[1].Find("reservation_value_mean", "north")
	p := c.Variants[1].Paired[0][f]
	if !(p.Difference.Value < 0) || p.Noise() || !(p.Gain > 1) {
		t.Errorf("a dearer conflict moves the reservation value by %+v", p)
	}
	if f := c.Variants[1].Find("reservation_value_mean", "south"); c.Variants[1].Paired[0][f].Difference.Value != 0 {
		t.Error("it moves that of the other party")
	}
	if c.Remarks != nil {
		t.Errorf("remarks %+v", c.Remarks)
	}
}

// Settings and theories follow the base, or the first subject whose draws are stored.
func TestCompareAligns(t *testing.T) {
	other := []string{"draws: 64, seed: 3, theories: [nash, median]", "draws: 32, seed: 4, theories: [egalitarian]"}
	base, variant := written(t), written(t, other...)
	c := compare(t, CompareOptions{}, base, variant)
	if variant.Config != base.Config || !slices.Equal(variant.TheoryNames(), base.TheoryNames()) {
		t.Errorf("the variant is simulated as %+v under %v", variant.Config, variant.TheoryNames())
	}
	if want := (CompareRemark{Kind: SimulatedAs, Subject: 1}); len(c.Remarks) != 1 || !same(c.Remarks[0], want) {
		t.Errorf("remarks %+v, want %+v", c.Remarks, want)
	}

	base, variant = written(t), stored(t, written(t, other...))
	c = compare(t, CompareOptions{}, base, variant)
	if base.Config.Draws != 32 || base.Config.Seed != 4 || !slices.Equal(base.TheoryNames(), variant.TheoryNames()) {
		t.Errorf("the base is simulated as %+v under %v", base.Config, base.TheoryNames())
	}
	if want := (CompareRemark{Kind: SimulatedAs, Subject: 0, Other: 1}); len(c.Remarks) != 1 || !same(c.Remarks[0], want) {
		t.Errorf("remarks %+v, want %+v", c.Remarks, want)
	}

	variant = written(t, other[0], "draws: 64, seed: 3, theories: [median]")
	c = compare(t, CompareOptions{OwnTheories: true}, written(t), variant)
	if got := len(c.Variants[0].Theories); got != len(variant.Theories) {
		t.Errorf("%d theories compared, want the variant's own %d", got, len(variant.Theories))
	}
}

// What only one of two has is remarked, and so are theories that do not accept the
// other, and what stored draws do not hold.
func TestCompareRemarks(t *testing.T) {
	three := written(t, "issues:\n", "  west: {power: 1}\nissues:\n", "[nash, median]", "[nash, alternating_offers]")
	sea := written(t, "  land:\n", "  sea:\n")
	c := compare(t, CompareOptions{}, three, sea)
	want := []CompareRemark{
		{IssuesOfOne, 0, 1, []string{"land"}},
		{PartiesOfOne, 0, 1, []string{"west"}},
		{IssuesOfOne, 1, 0, []string{"sea"}},
	}
	if !slices.EqualFunc(c.Remarks, want, same) {
		t.Errorf("remarks %+v, want %+v", c.Remarks, want)
	}

	const second = "  sea:\n    question: Whose?\n    status_quo: 0.5\n    positions:\n      north: {ideal: 1, salience: 20}\n      south: {ideal: 0, salience: 30}\npackages:\n"
	c = compare(t, CompareOptions{}, written(t, "packages:\n", second, "[nash, median]", "[nash, exchange]"), written(t))
	if len(c.Remarks) == 0 || !same(c.Remarks[0], CompareRemark{Kind: TheoriesRefused, Subject: 1, Names: []string{"exchange"}}) {
		t.Errorf("remarks %+v lack that an exchange of votes needs two issues", c.Remarks)
	}

	rounds := []string{"parties:\n", "clock: {round: 1 week, rounds: 2}\nparties:\n"}
	c = compare(t, CompareOptions{}, written(t, rounds...), stored(t, written(t, rounds...)))
	if !slices.EqualFunc(c.Remarks, []CompareRemark{{Kind: RoundsNotStored, Subject: 1}}, same) {
		t.Errorf("remarks %+v lack what stored draws do not hold", c.Remarks)
	}
	if c.Variants[0].Find("reached", "settlement") >= 0 {
		t.Error("when outcomes were reached is compared all the same")
	}
}

func same(a, b CompareRemark) bool {
	return a.Kind == b.Kind && a.Subject == b.Subject && a.Other == b.Other && slices.Equal(a.Names, b.Names)
}

// onlyTheory leaves land one of its theories: 0 is the baseline.
func onlyTheory(t *testing.T, i int) *Subject {
	s := written(t)
	s.Scenario.Bargain.Theories = s.Scenario.Bargain.Theories[i : i+1]
	s.chosen()
	return s
}

func TestCompareRefuses(t *testing.T) {
	for _, c := range []struct {
		name string
		a, b *Subject
		own  bool
		want Unlike
	}{
		{"strangers", written(t), written(t, "north", "union", "south", "firm", "  land:\n", "  wage:\n"), false, NothingInCommon},
		{"other draws", stored(t, written(t)), stored(t, written(t, "seed: 3", "seed: 9")), false, OtherDraws},
		{"other theories", onlyTheory(t, 1), onlyTheory(t, 2), true, NoCommonTheory},
	} {
		_, err := Compare(context.Background(), []*Subject{c.a, c.b}, CompareOptions{OwnTheories: c.own})
		unlike, ok := errors.AsType[*UnlikeError](err)
		if !ok || *unlike != (UnlikeError{0, 1, c.want}) {
			t.Errorf("%s: %v, want reason %d", c.name, err, c.want)
		}
	}
}

// Of two changes that act on different parties each has the whole effect on its own
// one, made first or last, and none on the other; a change that stands alone is the
// whole difference. A number that only one of the two writes cannot be taken away.
func TestCompareDecomposes(t *testing.T) {
	s := written(t)
	both, err := s.With("parties.north.disagreement_cost=0.4", "parties.south.disagreement_cost=0.5")
	if err != nil {
		t.Fatal(err)
	}
	one, err := s.With("parties.north.power=3")
	if err != nil {
		t.Fatal(err)
	}
	c := compare(t, CompareOptions{Decompose: true}, s, both, one, written(t, "{power: 1 to 2, disagreement_cost: 0.1 to 0.3}\n  south", "{power: 1 to 2, disagreement_cost: 0.1 to 0.3, risk_aversion: 0.5}\n  south"))
	value := func(c *analysis.Comparison, party string) float64 {
		return c.Paired[0][c.Find("reservation_value_mean", party)].Difference.Value
	}
	for i, party := range []string{"north", "south"} {
		e := c.Effects[0][i]
		if e.Refused != nil || len(e.Changes) != 1 || e.Changes[0].Path != "parties."+party+".disagreement_cost" {
			t.Fatalf("change %d is %+v", i, e)
		}
		other := []string{"south", "north"}[i]
		for _, made := range []*analysis.Comparison{e.First, e.Last} {
			if got, want := value(made, party), value(c.Variants[0], party); want == 0 || math.Abs(got-want) > 1e-12 {
				t.Errorf("what %s bears moves its reservation value by %g alone, %g in all", party, got, want)
			}
			if got := value(made, other); got != 0 {
				t.Errorf("what %s bears moves that of %s by %g", party, other, got)
			}
		}
	}
	if e := c.Effects[1]; len(e) != 1 || fmt.Sprint(e[0].First.Paired, e[0].Last.Paired) != fmt.Sprint(c.Variants[1].Paired, c.Variants[1].Paired) {
		t.Error("a change that stands alone is not the whole difference")
	}
	if e := c.Effects[2]; len(e) != 1 || e[0].First == nil || e[0].Last != nil || e[0].Refused == nil {
		t.Errorf("a number that the base lacks: %+v", e)
	}
	if _, err := Compare(context.Background(), []*Subject{s, stored(t, written(t))}, CompareOptions{Decompose: true}); err == nil {
		t.Error("draws that are stored were changed")
	}
}

// Where many numbers differ, those of one party are changed together.
func TestManyChangesAreGrouped(t *testing.T) {
	var changes []InputChange
	for i := range MostSingleChanges + 1 {
		changes = append(changes, InputChange{Path: fmt.Sprintf("parties.p%d.x%d", i%2, i)})
	}
	if g := grouped(changes[:MostSingleChanges]); len(g) != MostSingleChanges {
		t.Errorf("%d groups of %d changes", len(g), MostSingleChanges)
	}
	if g := grouped(changes); len(g) != 2 || len(g[0]) != 7 || len(g[1]) != 6 {
		t.Errorf("groups %v", g)
	}
}
