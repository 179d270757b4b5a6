package table

import (
	"math"
	"slices"
	"strings"
	"testing"

	"sim/model"
	"sim/model/analysis"
	"sim/model/montecarlo"
	"sim/model/scenario"
	"sim/model/study"
	"sim/output"
)

// of is an estimate of so many draws with its 95% interval of 1.96 errors.
func of(n int, value, err float64) montecarlo.Estimate {
	return montecarlo.Estimate{N: n, Value: value, Error: err, Lower: value - 1.96*err, Upper: value + 1.96*err}
}

// unknown is an estimate of nothing.
func unknown() montecarlo.Estimate {
	nan := math.NaN()
	return montecarlo.Estimate{Value: nan, Error: nan, Lower: nan, Upper: nan}
}

// land is a bargain of two parties with three inputs that vary, two theories of
// families of their own, and a study of it.
func land() *output.Study {
	b := &model.Bargain{
		Title: "Land", Columns: 3,
		Parties:  []model.Party{{ID: "north", Name: "North"}, {ID: "south_coast"}},
		Issues:   []model.Issue{{ID: "border_line", Unit: "km", Labels: []model.Label{{Name: "river", At: 0.2}, {Name: "ridge", At: 0.7}}}, {ID: "aid"}},
		Theories: []model.Theory{{Name: "weighted_mean", Title: "weighted mean", Family: "influence", Baseline: true}, {Name: "nash", Title: "Nash", Family: "cooperative"}},
		Inputs: []model.Input{
			{Path: "parties.north.power", Written: "1 to 2", Column: 0},
			{Path: "levers.push.weight", Written: "0.2 to 0.6", Column: 1},
			{Path: "processes.drift.drift", Written: "0 to 0.1", Column: 2},
			{Path: "clock.hold", Written: "4", Column: -1},
		},
		Packages: []model.Package{{ID: "all", Outcome: model.Settlement}},
	}
	return &output.Study{Source: "draws of the run", Subject: &study.Subject{
		Scenario: &scenario.Scenario{Bargain: b}, Theories: b.Theories, Lead: 1,
		Config: study.Config{Draws: 4096, Seed: 7, Sampler: "random"},
	}}
}

func rows(t *testing.T, name string, got *Table, want ...[]string) {
	t.Helper()
	if !slices.EqualFunc(got.Rows, want, slices.Equal) {
		t.Errorf("%s:\n%q\nwant\n%q", name, got.Rows, want)
	}
}

// An input stands out at more than 2.13 errors, one of three being that far
// out by luck in one of 20 cases (5/3%). Those that do come first, by what goes
// with them alone; one under which theories differ is contested.
func TestRankingTable(t *testing.T) {
	st := land()
	s := &output.Sensitivity{Study: st, Sensitivity: &study.Sensitivity{
		Subject: st.Subject, Measure: study.Measure{Text: "utility.north"}, Top: 2,
		Means: []montecarlo.Estimate{of(4096, 0.4, 0.01), of(4000, 0.5, 0.01)},
		Ranking: [][]analysis.InputRank{
			{
				{Column: 0, Rank: of(4096, 0.3, 0.015), FirstOrder: of(4096, 0.1, 0.01), Xi: of(4096, 0.1, 0.02)},
				{Column: 1, Rank: of(4096, 0.2, 0.015), FirstOrder: of(4096, 0.04, 0.01), Xi: of(4096, 0.02, 0.02)},
				{Column: 2, Rank: of(4096, 0, 0.015), FirstOrder: of(4096, 0, 0.01), Xi: of(4096, 0, 0.02)},
			}, {
				{Column: 0, Rank: of(4000, 0.2, 0.015), FirstOrder: of(4000, 0.05, 0.01), Xi: of(4000, 0.04, 0.02)},
				{Column: 1, Rank: of(4000, -0.4, 0.015), FirstOrder: of(4000, 0.17, 0.01), Xi: of(4000, 0.1, 0.02)},
				{Column: 2, Rank: of(4000, 0.03, 0.015), FirstOrder: of(4000, 0.02, 0.01), Xi: of(4000, -0.01, 0.02)},
			},
		},
	}}
	st.Scenario.Bargain.Coupling = &model.Coupling{Pairs: []model.Correlation{{Columns: [2]int{0, 1}, Rank: 0.5}}}
	rows(t, "ranking", Ranking(s),
		[]string{"levers.push.weight", "0.2 to 0.6", "17 ± 1%", "-0.40 ± 0.02", "0.10 ± 0.02", "less", "contested"},
		[]string{"parties.north.power", "1 to 2", "5 ± 1%", "0.20 ± 0.02", "0.04 ± 0.02", "more", "all: more"})
	if got, want := Sensitivity(s).Lines, []string{
		"Measure: utility of north, mean 0.50 ± 0.01 under Nash, from 4,000 draws; figures: draws of the run.",
		"Correlated inputs: parties.north.power with levers.push.weight. What one explains, the other explains too; --shapley divides it between them.",
	}; !slices.Equal(got, want) {
		t.Errorf("lines %q, want %q", got, want)
	}

	// A share is shown in percent, and ξ estimates the same as S₁.
	s.Measure = study.Measure{Text: `share("settlement")`, Share: true}
	s.Theories = s.Theories[1:]
	s.Lead, s.Ranking, s.Means = 0, s.Ranking[1:], s.Means[1:]
	tab := Ranking(s)
	if want := []string{"input", "range", "explained alone (Sobol S₁)", "Spearman ρ", "where the input is high"}; !slices.Equal(tab.Head, want) {
		t.Errorf("head %q, want %q", tab.Head, want)
	}
	if got, want := MeasureLine(s), "Measure: share of draws that end in settlement, mean 50 ± 1% under Nash, from 4,000 draws; figures: draws of the run."; got != want {
		t.Errorf("%q, want %q", got, want)
	}

	for i := range s.Ranking[0] {
		s.Ranking[0][i].Rank, s.Ranking[0][i].FirstOrder = of(4000, 0.03, 0.015), of(4000, 0.02, 0.01)
	}
	rows(t, "nothing stands out", Ranking(s), []string{"no single input stands out of the Monte Carlo noise"})
	for i := range s.Ranking[0] {
		s.Ranking[0][i].Rank, s.Ranking[0][i].FirstOrder = unknown(), unknown()
	}
	rows(t, "nothing varies", Ranking(s), []string{"the measure never varies, or has a value in too few draws"})
	s.Scenario.Bargain.Columns, s.Ranking[0] = 0, nil
	s.Scenario.Bargain.Inputs = s.Scenario.Bargain.Inputs[3:]
	rows(t, "all is known", Ranking(s), []string{"every number of the scenario is known"})
}

// Groups are listed by their total index, and by their Shapley effect: "<3%"
// where only Monte Carlo error makes it less than nothing, 0% where it is nothing.
func TestInfluenceTables(t *testing.T) {
	groups := []analysis.Group{{Name: "parties.north", Columns: []int{0, 2}}, {Name: "levers.push", Columns: []int{1}}, {Name: "chance", Chance: true}}
	st := land()
	s := &output.Sensitivity{Study: st, Sensitivity: &study.Sensitivity{
		Subject: st.Subject, Measure: study.Measure{Text: "utility.north"}, Top: 2, Means: []montecarlo.Estimate{unknown(), of(4096, 0.5, 0.01)},
		Ranking: [][]analysis.InputRank{make([]analysis.InputRank, 3), make([]analysis.InputRank, 3)},
		Indices: &study.SobolIndices{Groups: groups, Indices: [][]analysis.Index{
			{{Total: unknown()}, {Total: unknown()}, {Total: unknown()}},
			{{First: of(512, 0.2, 0.02), Total: of(512, 0.3, 0.03)}, {First: of(512, -0.01, 0.02), Total: of(512, 0.1, 0.02)}, {First: of(512, 0.3, 0.02), Total: of(512, 0.6, 0.05)}},
		}},
		Shapley: &study.ShapleyEffects{Groups: groups, Effects: [][]montecarlo.Estimate{
			{unknown(), unknown(), unknown()},
			{of(512, 0.25, 0.02), of(512, 0, 0), of(512, 0.75, 0.04)},
		}},
	}}
	// 1.96 errors of 0.05 about 0.6 are 0.502 and 0.698; of 0.02 about 0.2 they are 0.161 and 0.239.
	rows(t, "indices", Indices(s),
		[]string{"chance within draws", "", "30 ± 2%", "26 to 34%", "60 ± 5%", "50 to 70%"},
		[]string{"parties.north", "2", "20 ± 2%", "16 to 24%", "30 ± 3%", "24 to 36%"})
	rows(t, "Shapley effects", ShapleyEffects(s),
		[]string{"chance within draws", "", "75 ± 4%", "67 to 83%"},
		[]string{"parties.north", "2", "25 ± 2%", "21 to 29%"},
		[]string{"levers.push", "1", "0%", ""})
	s.Top = 3
	if last := Indices(s).Rows[2]; last[2] != "<3%" {
		t.Errorf("a first-order index below 0 is written %q", last[2])
	}
	d := Sensitivity(s)
	if len(d.Tables) != 3 || !slices.Contains(d.Lines, ShapleyCaveat) {
		t.Errorf("%d tables, lines %q", len(d.Tables), d.Lines)
	}
	s.Lead = 0
	untold := []string{"Under weighted mean (baseline) the measure never varies, or has no value in some draws: there is nothing to share out."}
	rows(t, "no indices", Indices(s), untold)
	rows(t, "no effects", ShapleyEffects(s), untold)
}

// The tornado lists the widest first; a figure of fewer than 100 draws is not
// shown, and a difference of no more than two errors is noise.
func TestTornadoTable(t *testing.T) {
	pair := func(n int, a, b, err float64) []analysis.Paired {
		return []analysis.Paired{{A: of(n, 0, 1), B: of(n, 0, 1)}, {A: of(n, a, 0.01), B: of(n, b, 0.01), Difference: of(n, b-a, err)}}
	}
	st := land()
	s := &output.Sensitivity{Study: st, Sensitivity: &study.Sensitivity{
		Subject: st.Subject, Measure: study.Measure{Text: `share("settlement")`, Share: true},
		Tornado: &study.Tornado{
			Inputs: []study.Swing{
				{Name: "parties.north.power", Low: 1.1, High: 1.9, Paired: pair(4096, 0.40, 0.41, 0.006)},
				{Name: "processes.drift.drift", Low: 0.01, High: 0.09, Paired: pair(4096, 0.50, 0.30, 0.012)},
			},
			Levers: []study.Swing{{Name: "push", High: 1, Paired: pair(99, 0.4, 0.6, 0.01)}},
		},
	}}
	tabs := Tornado(s)
	rows(t, "inputs", tabs[0],
		[]string{"processes.drift.drift", "0.010", "0.090", "50%", "30%", "-20 ± 2 points"},
		[]string{"parties.north.power", "1.10", "1.90", "40%", "41%", "~"})
	rows(t, "levers", tabs[1], []string{"push", "–", "–", "–"})
	if want := "Share of draws that end in settlement with one lever off (weight 0) or full (weight 1), under Nash"; tabs[1].Title != want {
		t.Errorf("title %q, want %q", tabs[1].Title, want)
	}
	s.Tornado.Levers, s.Measure = nil, study.Measure{Text: "utility.north"}
	s.Ranking, s.Means = make([][]analysis.InputRank, 2), []montecarlo.Estimate{unknown(), of(4096, 0.5, 0.01)}
	s.Scenario.Bargain.Columns, s.Scenario.Bargain.Inputs = 0, nil
	d := Sensitivity(s)
	if len(d.Tables) != 2 || d.Tables[1].Rows[0][5] != "-0.20 ± 0.02" {
		t.Errorf("%d tables, %q", len(d.Tables), d.Tables[1].Rows)
	}
	if want := "Land · 4,096 draws × 2 theories · seed 7 · random sampler"; d.Title != want || d.Notice != strings.ToUpper(output.Notice) {
		t.Errorf("title %q, notice %q", d.Title, d.Notice)
	}
}
