package output_test

import (
	"strings"
	"testing"

	"sim/model"
	"sim/model/study"
	"sim/output"
	"sim/scenarios"
)

// opened reads a scenario of the library.
func opened(t *testing.T, file string, theories ...string) *study.Subject {
	t.Helper()
	s, err := study.New(study.Source{Path: file, FS: scenarios.FS, Theories: theories})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// A price has the digits that its error supports, whatever the unit of its total; what
// arithmetic leaves is nothing.
func TestFormatPrice(t *testing.T) {
	for _, c := range []struct {
		value, err     float64
		alone, withIts string
	}{
		{0.0014, 0, "0.0014", "0.0014"},
		{-0.25, 0, "-0.25", "-0.25"},
		{3e-12, 0, "0", "0"},
		{3e-12, 1e-6, "0", "0"},
		{0.01432, 0.0004, "0.0143", "0.0143 ± 0.0004"},
		{12.34, 0.6, "12.3", "12.3 ± 0.6"},
	} {
		if got := output.FormatPrice(c.value, c.err); got != c.alone {
			t.Errorf("%g ± %g alone is %q, want %q", c.value, c.err, got, c.alone)
		}
		if got := output.FormatPriceWithError(c.value, c.err); got != c.withIts {
			t.Errorf("%g ± %g with its error is %q, want %q", c.value, c.err, got, c.withIts)
		}
	}
}

// The number of a total is read with its side, in the digits of one of its issues.
func TestTotalWords(t *testing.T) {
	for side, want := range map[model.Side]string{model.TwoSided: "", model.AtLeast: "at least ", model.AtMost: "at most "} {
		if got := output.SideWords(side); got != want {
			t.Errorf("side %v is %q", side, got)
		}
	}
	b := opened(t, "fisheries.yaml").Scenario.Bargain
	if got := output.AmountsOfTotal(b, 0).Format(100.0/3, 0); got != "33" {
		t.Errorf("a third of the catch is %q", got)
	}
}

// Counts say how they were found, and only counts do.
func TestWholeNumbers(t *testing.T) {
	if got := output.WholeNumbers(opened(t, "fisheries.yaml").Scenario.Bargain); got != "" {
		t.Errorf("quotas can be divided, and yet: %s", got)
	}
	if got := output.WholeNumbers(opened(t, "hostages.yaml").Scenario.Bargain); !strings.HasPrefix(got, "Whole numbers (hostages, prisoners) are ") || !strings.HasSuffix(got, output.CountWords+".") {
		t.Errorf("%s", got)
	}
}

// The shares of the options of an issue make up all draws that settle it.
func TestOptionShares(t *testing.T) {
	r := ran(t, "hostages.yaml", 512, "nash")
	k := theoryIssue(r, "leaders")
	issue, terms := &r.Scenario.Bargain.Issues[k], &r.Tally.Theories[0].Terms[k]
	if got := output.OptionShares(issue, terms); got != "in every draw: two freed" && !strings.Contains(got, "two freed ") {
		t.Errorf("%s", got)
	}
	other := *issue
	other.Options = []float64{0, 1} // what is agreed is neither
	other.Labels = []model.Label{{Name: "none freed", At: 0}, {Name: "all freed", At: 1}}
	if got := output.OptionShares(&other, terms); !strings.Contains(got, "between options ") {
		t.Errorf("terms between two options: %s", got)
	}
	few := ran(t, "hostages.yaml", 64, "nash")
	if got := output.OptionShares(issue, &few.Tally.Theories[0].Terms[k]); got != "–" {
		t.Errorf("options of 64 draws: %s", got)
	}
}

// One meeting takes for granted what its package waits for; a package that waits for
// nothing grants nothing.
func TestGranted(t *testing.T) {
	s := opened(t, "hostages.yaml", "nash")
	sol := study.Solve(s, 0)
	b := s.Scenario.Bargain
	sol.Package = &b.Packages[0]
	if got := output.Granted(sol); got != nil {
		t.Errorf("the first exchange waits for %q", got)
	}
	sol.Package = &b.Packages[1]
	if got := strings.Join(output.Granted(sol), "; "); got != "first in force, kept for 2 rounds" {
		t.Errorf("the rest waits for %q", got)
	}
	waits := b.Packages[1]
	waits.Meetings = model.Known(1.5)
	waits.Insists = []model.Insistence{{Party: 0, Packages: []int{0}}}
	sol.Package = &waits
	if got := strings.Join(output.Granted(sol), "; "); got != "first in force, kept for 2 rounds; 2 earlier meetings; first in force, on which Group insists" {
		t.Errorf("what else it waits for: %q", got)
	}
}

// What a scenario without problems holds is counted.
func TestChecked(t *testing.T) {
	s := opened(t, "hostages.yaml")
	lines := output.Checked("hostages.yaml", s, study.Cost{})
	if text := strings.Join(lines, "\n"); !strings.Contains(text, "hostages.yaml: ok · 2 parties, 3 issues, 0 levers, 2 packages, ") || !strings.Contains(text, "\nnumbers: ") || !strings.Contains(text, " vary · ") {
		t.Errorf("%s", text)
	}
}

// Outcomes are called what a scenario calls them.
func TestDealNames(t *testing.T) {
	b := opened(t, "hostages.yaml").Scenario.Bargain
	for class, want := range map[model.Class]string{model.Settlement: "“full exchange”", model.Ceasefire: "a ceasefire"} {
		if got := output.Deal(b, class); got != want {
			t.Errorf("%v is %q", class, got)
		}
	}
}
