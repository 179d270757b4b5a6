package output_test

import (
	"context"
	"strings"
	"testing"

	"sim/model/study"
	"sim/output"
	"sim/scenarios"
)

// compared compares the wage round with itself after changes.
func compared(t *testing.T, theories []string, changes ...string) (*output.Comparison, *output.Variant) {
	t.Helper()
	s, err := study.New(study.Source{Path: "wage-round.yaml", FS: scenarios.FS, Theories: theories})
	if err != nil {
		t.Fatal(err)
	}
	s.Config.Draws = 256
	other, err := s.With(changes...)
	if err != nil {
		t.Fatal(err)
	}
	found, err := study.Compare(context.Background(), []*study.Subject{s, other}, study.CompareOptions{})
	if err != nil {
		t.Fatal(err)
	}
	c := output.NewComparison(&output.Study{Subject: s}, found, []string{"wage-round", "the change"}, []string{"", ""})
	return c, &c.Variants[0]
}

// A comparison says what differs, what that does in counts, and in how many theories.
func TestComparisonWords(t *testing.T) {
	c, v := compared(t, []string{"nash", "two_level"}, "packages.agreement.meetings=1", "factions.union.members.majority.accepts.pay.at_least=6")
	if got := v.Changed(); !strings.HasPrefix(got, "Numbers that differ: ") || !strings.Contains(got, " → 1") || !strings.Contains(got, " → 6") {
		t.Errorf("%s", got)
	}
	got := c.Answer(v)
	if !strings.HasPrefix(got, "With the change, from ") || !strings.Contains(got, " more of 100 imagined runs end in “new agreement”: more under 1 and fewer under 1 of 2 theories (Nash: ") {
		t.Errorf("%s", got)
	}
	c, v = compared(t, []string{"nash"}, "processes.escalation.hazard=0.05")
	if got := c.Answer(v); !strings.Contains(got, " fewer of 100 imagined runs end in “new agreement” (Nash: 95 → ") || strings.Contains(got, "theories") {
		t.Errorf("%s", got)
	}
}

// A change that does nothing to how draws end says why: it reaches nobody's value of
// no deal.
func TestNullReason(t *testing.T) {
	c, v := compared(t, []string{"nash"}, "title=Another title")
	if got := v.Changed(); got != "No number differs from the base." {
		t.Errorf("%s", got)
	}
	const want = "With the change, no more and no fewer draws end in “new agreement” than Monte Carlo error explains under Nash: it does not change what no deal is worth to anybody."
	if got := c.Answer(v); got != want {
		t.Errorf("%s", got)
	}
}
