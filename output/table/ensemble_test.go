package table

import (
	"slices"
	"strings"
	"testing"

	"sim/model"
	"sim/model/montecarlo"
	"sim/model/scenario"
	"sim/model/study"
	"sim/output"
)

// threeTheories is a run of 100,000 draws whose shares of settlement are given
// in percent; the first two theories are of one family.
func threeTheories(settled ...int) *output.Result {
	b := &model.Bargain{Title: "Made up"}
	b.Packages = []model.Package{{ID: "all", Outcome: model.Settlement}}
	for i, name := range []string{"weighted_mean", "median", "nash"}[:len(settled)] {
		b.Theories = append(b.Theories, model.Theory{Name: name, Family: []string{"influence", "influence", "cooperative"}[i], Baseline: i == 0})
	}
	t := montecarlo.NewTally(b)
	t.Draws = 100_000
	for i, percent := range settled {
		t.Theories[i].Classes[model.Settlement] = 1000 * percent
		t.Theories[i].Classes[model.Stalemate] = 100_000 - 1000*percent
	}
	return &output.Result{Result: &study.Result{Scenario: &scenario.Scenario{Bargain: b}, Tally: t, Config: study.Config{Draws: 100_000}}}
}

// The pooled row is the last one, below every theory and their spread, and its
// weights stand below the table.
func TestPooledStandsLast(t *testing.T) {
	r := threeTheories(10, 30, 90)
	rows := Outcomes(r).Rows
	last := rows[len(rows)-1]
	// Half of 90 and a quarter each of 10 and 30; errors 0.095, 0.145 and 0.095.
	if want := []string{"pooled (weights below)", "55.0 ± 0.2%", "45.0 ± 0.2%"}; !slices.Equal(last, want) {
		t.Errorf("last row %q, want %q", last, want)
	}
	if before := rows[len(rows)-2][0]; before != "spread between theories" {
		t.Errorf("before the pool stands %q", before)
	}
	lines := strings.Join(Pooled(r), "\n")
	for _, want := range []string{
		"weight 1/2 for each family, shared equally inside it: influence (weighted mean, median) · cooperative (nash)",
		// Between: 0.25·0.45² + 0.25·0.25² + 0.5·0.35² = 0.1275 of 0.55·0.45 = 0.2475.
		"Which theory is right matters more than the inputs (share of the variance that lies between theories): settlement (52%), stalemate (52%)",
	} {
		if !strings.Contains(lines, want) {
			t.Errorf("no %q in\n%s", want, lines)
		}
	}
}

// Where theories are close, nothing is said to matter more than the inputs;
// where there is one theory, there is no pool.
func TestPooledIsQuiet(t *testing.T) {
	// Both causes have 45%; inside one lie 2·0.25·0.05² = 0.00125, or 2·0.25·0.15² =
	// 0.01125, of 0.45·0.55 = 0.2475.
	for _, c := range []struct {
		settled []int
		want    string
	}{
		{[]int{40, 50, 45}, "Less than 1% of the variance of how draws end lies between theories; the rest is inputs and chance"},
		{[]int{30, 60, 45}, "Share of the variance that lies between causes, and between theories of one cause (the rest is inputs and chance): settlement 0% and 5% · stalemate 0% and 5%"},
	} {
		if lines := Pooled(threeTheories(c.settled...)); len(lines) != 2 || lines[1] != c.want {
			t.Errorf("%q", lines)
		}
	}
	one := threeTheories(40)
	if Pooled(one) != nil || Ensemble(one) != nil || len(Outcomes(one).Rows) != 1 {
		t.Errorf("one theory is pooled: %q", Outcomes(one).Rows)
	}
	few := threeTheories(0, 0, 100)
	if lines := strings.Join(Pooled(few), "\n"); !strings.Contains(lines, "settlement (100%)") {
		t.Errorf("%s", lines)
	}
}

// By hand: pool 56%; with half the weight anywhere 33 to 74%; 0.1346 of
// 0.2464 of the variance between theories, of which 0.25·0.1² + 0.25·0.1² =
// 0.005 between those of influence.
func TestEnsembleTable(t *testing.T) {
	got := Ensemble(threeTheories(10, 30, 92))
	if want := []string{"settlement", "56.0 ± 0.2%", "33 to 74%", "10 to 92%", "55%", "53%"}; !slices.Equal(got.Rows[0], want) {
		t.Errorf("%q, want %q", got.Rows[0], want)
	}
}
