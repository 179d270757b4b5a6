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

// An effect goes by what was written and is, or by what its numbers belong to; what
// stands in one of the two files alone is said to be missing in the other.
func TestEffectName(t *testing.T) {
	one := study.ChangeEffect{Changes: []study.InputChange{{Path: "levers.aid.weight", Before: "0.2", After: ""}}}
	if got := output.EffectName(&one); got != "levers.aid.weight 0.2 → (none)" {
		t.Errorf("%q", got)
	}
	one.Changes = append(one.Changes, study.InputChange{Path: "levers.aid.from_round", Before: "", After: "3"})
	if got := output.EffectName(&one); got != "levers.aid (2 numbers)" {
		t.Errorf("%q", got)
	}
}

// The answer counts both ways: what every theory finds, and what theories contradict.
func TestAnswerCounts(t *testing.T) {
	c, v := compared(t, []string{"nash", "two_level"})
	f := v.Find("share", c.HeadlineClass().String())
	for _, test := range []struct {
		nash, other float64
		want        string
	}{
		{0.1, 0.1, "10 more of 100"},
		{0.02, 0.06, "2 to 6 more of 100"},
		{0.004, 0.004, "fewer than 1 more or fewer of 100"},
		{-0.03, -0.03, "3 fewer of 100"},
		{-0.06, -0.02, "2 to 6 fewer of 100"},
		{-0.02, 0.05, "from 2 fewer to 5 more of 100"},
		{0.1, 0.1, ": more under 2 of 2 theories (Nash: "},
		{-0.1, -0.1, ": fewer under 2 of 2 theories (Nash: "},
	} {
		for m := range v.Theories {
			p, d := &v.Paired[m][f], test.other
			if v.Theories[m].Name == "nash" {
				d = test.nash
			}
			p.Difference.Value, p.Difference.Error, p.Same = d, 0.001, false
		}
		if got := c.Answer(v); !strings.Contains(got, test.want) {
			t.Errorf("%g and %g: %s", test.nash, test.other, got)
		}
	}
}
