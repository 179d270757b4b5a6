package process

import (
	"slices"
	"testing"

	"sim/model"
)

// tables is a stub theory that tables the same terms on every issue.
type tables struct{ terms, surplus float64 }

func (s tables) Solve(p *model.Problem, _ *model.Stream, out *model.Offer) {
	out.Reset(p.Parties, p.Issues)
	for k := range out.Terms {
		out.Terms[k] = s.terms
	}
	for i := range out.Surplus {
		out.Surplus[i] = s.surplus
	}
}

// ballot plays rounds in which a settlement of issue 0 is tabled at the given terms
// and surplus, and factions vote on it. 0.84 is held; party a wants little of the
// issue. Issue 1 belongs to no package.
func ballot(rounds int, at tables, votes []Vote, factions ...model.Faction) ([]model.Event, model.Outcome) {
	party := func(id string, seat model.Seat) model.Party {
		return model.Party{ID: id, Seat: seat, Power: model.Known(1), Patience: model.Known(0.9)}
	}
	issue := func(id string) model.Issue {
		return model.Issue{ID: id, StatusQuo: model.Known(0.84), Curvature: model.Known(1), LossAversion: model.Known(1), Stances: []model.Stance{
			{Salience: model.Known(1)}, {Ideal: model.Known(1), Salience: model.Known(1)}, {},
		}}
	}
	b := &model.Bargain{
		Parties:   []model.Party{party("a", model.Signatory), party("b", model.Signatory), party("sponsor", model.Sponsor)},
		Issues:    []model.Issue{issue("territory"), issue("other")},
		Packages:  []model.Package{{ID: "peace", Outcome: model.Settlement, Issues: []int{0}, Relieves: model.Known(1)}},
		Factions:  factions,
		Theories:  []model.Theory{{Name: "stub", Votes: true, New: func() model.Protocol { return at }}},
		Clock:     model.Clock{Rounds: rounds},
		Processes: func(*model.Bargain) []model.Process { return []model.Process{&Ratification{Votes: votes}} },
	}
	var events []model.Event
	out := b.NewOutcome()
	model.Narrate(b, 0, nil, chances{}, &out, func(e model.Event) {
		e.Room, e.Terms, e.Payoff = nil, nil, nil
		events = append(events, e)
	})
	return events, out
}

func atMost(bound float64, unless bool) model.Threshold {
	return model.Threshold{Side: model.AtMost, Bound: model.Known(bound), UnlessNotWorse: unless}
}

func faction(party int, groups ...model.FactionGroup) model.Faction {
	return model.Faction{Party: party, Groups: groups}
}

// What everybody accepted is signed only if every group of every faction that has
// a say accepts it: each threshold is met, or the terms are no worse than what is
// held where that is enough, and the gain is large enough.
func TestRatification(t *testing.T) {
	group := func(ts ...model.Threshold) model.FactionGroup { return model.FactionGroup{Accepts: ts} }
	gains := func(least float64) model.FactionGroup {
		return model.FactionGroup{Gain: model.Known(least), HasGain: true}
	}
	low := atMost(0.8, false)
	elsewhere := low
	elsewhere.Issue = 1
	atLeast := atMost(0.9, false)
	atLeast.Side = model.AtLeast
	for _, c := range []struct {
		name     string
		at       tables
		faction  model.Faction
		ratified bool
	}{
		{"within the threshold", tables{0.7, 0}, faction(0, group(low)), true},
		{"at the threshold", tables{0.8, 0}, faction(0, group(low)), true},
		{"beyond the threshold", tables{0.83, 0}, faction(0, group(low)), false},
		{"no worse than held", tables{0.83, 0}, faction(0, group(atMost(0.8, true))), true},
		{"as held", tables{0.84, 0}, faction(0, group(atMost(0.8, true))), true},
		{"worse than held", tables{0.85, 0}, faction(0, group(atMost(0.8, true))), false},
		{"better for the other party, whose group it is", tables{0.85, 0}, faction(1, group(atMost(0.8, true))), true},
		{"at least", tables{0.85, 0}, faction(0, group(atLeast)), false},
		{"enough", tables{0.95, 0}, faction(0, group(atLeast)), true},
		{"two thresholds, one missed", tables{0.85, 0}, faction(0, group(atMost(0.9, false), atMost(0.84, false))), false},
		{"two groups, one against", tables{0.85, 0}, faction(0, group(atMost(0.9, false)), group(low)), false},
		{"not in the package", tables{0.85, 0}, faction(0, group(elsewhere)), true},
		{"gains enough", tables{0.85, 0.02}, faction(0, gains(0.02)), true},
		{"gains too little", tables{0.85, 0.02}, faction(0, gains(0.03)), false},
		{"gains what is no condition", tables{0.85, 0.02}, faction(0, model.FactionGroup{Gain: model.Known(0.03)}), true},
		{"a party that has no say", tables{0.85, 0}, faction(2, group(low)), true},
	} {
		for _, pkgs := range [][]int{{0}, {}} {
			_, out := ballot(2, c.at, []Vote{{Packages: pkgs}}, c.faction)
			want := model.Settlement
			if !c.ratified && len(pkgs) > 0 {
				want = model.Stalemate
			}
			if out.Class != want || (out.Reason == model.NotRatified) != (want == model.Stalemate) || out.NotConsenting >= 0 {
				t.Errorf("%s, votes on %v: ends in %v for %v, recorded %d", c.name, pkgs, out.Class, out.Reason, out.NotConsenting)
			}
		}
	}
}

// After a refused vote the package is tabled again again_after rounds later, the
// longest of those of the factions that refused.
func TestVotesAgain(t *testing.T) {
	no, yes := faction(0, model.FactionGroup{Accepts: []model.Threshold{atMost(0, false)}}), faction(1, model.FactionGroup{})
	for _, c := range []struct {
		after   []float64
		against []model.Faction
		want    []int
	}{
		{[]float64{0}, []model.Faction{no}, []int{0, 1, 2, 3, 4, 5, 6}},
		{[]float64{1}, []model.Faction{no}, []int{0, 1, 2, 3, 4, 5, 6}},
		{[]float64{2.5}, []model.Faction{no}, []int{0, 3, 6}},
		{[]float64{2, 3}, []model.Faction{no, no}, []int{0, 3, 6}},
		{[]float64{2, 3}, []model.Faction{no, yes}, []int{0, 2, 4, 6}},
	} {
		var votes []Vote
		for i, after := range c.after {
			votes = append(votes, Vote{Faction: i, Packages: []int{0}, AgainAfter: model.Known(after)})
		}
		events, _ := ballot(7, tables{terms: 0.5}, votes, c.against...)
		if got := when(events, model.PackageStopped); !slices.Equal(got, c.want) {
			t.Errorf("again after %v: refused in %v, want %v", c.after, got, c.want)
		}
		if got := when(events, model.Tabled); !slices.Equal(got, c.want) {
			t.Errorf("again after %v: tabled in %v, want %v", c.after, got, c.want)
		}
	}
}

// Lowering a threshold never turns a refusal into consent (test 51).
func TestThresholdsAreMonotone(t *testing.T) {
	for _, unless := range []bool{false, true} {
		before := true
		for bound := 1.0; bound >= 0; bound -= 0.05 {
			_, out := ballot(1, tables{terms: 0.86}, []Vote{{Packages: []int{0}}}, faction(0, model.FactionGroup{Accepts: []model.Threshold{atMost(bound, unless)}}))
			ratified := out.Class == model.Settlement
			if ratified && !before || ratified != (bound >= 0.86) {
				t.Errorf("a threshold of %g ratifies: %v", bound, ratified)
			}
			before = ratified
		}
	}
}
