package study

import (
	"math"
	"testing"
)

// Of one, a has 3 of 4 parts of the weight, of two 1 of 5. A push of 1 on a's
// power multiplies both by e. The vote on one is a's alone.
func TestPowerOnIssues(t *testing.T) {
	const path = "testdata/power_on_issues.yaml"
	for _, c := range []struct {
		changes []string
		factor  float64
	}{{nil, 1}, {[]string{"levers.arms.weight=1"}, math.E}} {
		s, err := New(Source{Path: path, Changes: c.changes})
		if err != nil {
			t.Fatal(err)
		}
		solution := Solve(s, 0)
		for k, want := range []float64{100 / (1 + 3*c.factor), 100 * 4 / (c.factor + 4)} {
			if x, ok := solution.Terms(k); !ok || math.Abs(x-want) > 1e-9 {
				t.Errorf("%v: issue %d ends at %v, want %v", c.changes, k, x, want)
			}
		}
	}
	s, err := New(Source{Path: path})
	if err != nil {
		t.Fatal(err)
	}
	v, err := VotingPower(s, 0, 0)
	if err != nil || v.Voters[0].Votes != 1.5 || v.Voters[1].Votes != 0.5 || v.Voters[0].Power.Shapley != 1 {
		t.Errorf("votes on one: %+v, %v", v, err)
	}
}
