package scenario_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"sim/model"
	"sim/model/scenario"
	"sim/model/theory"
)

func theories(s *scenario.Scenario) []string {
	var names []string
	for _, t := range s.Bargain.Theories {
		names = append(names, t.Name)
	}
	return names
}

// willing returns the theories that are played unasked on one issue of which nothing more is said.
func willing(t *testing.T) []string {
	t.Helper()
	var names []string
	for _, e := range theory.All {
		theory, err := e.Default()
		if err != nil {
			t.Fatal(err)
		}
		if theory.MinIssues <= 1 && theory.Lacks == nil && !theory.OnRequest {
			names = append(names, e.Name)
		}
	}
	return names
}

// TestTheories: the weighted mean is added to every choice, and one theory
// leads.
func TestTheories(t *testing.T) {
	for list, want := range map[string]struct {
		played []string
		lead   string
	}{
		"all":                       {willing(t), "nash"},
		"[median]":                  {[]string{"weighted_mean", "median"}, "median"},
		"[utilitarian, nash]":       {[]string{"weighted_mean", "utilitarian", "nash"}, "utilitarian"},
		"[nash, weighted_mean]":     {[]string{"weighted_mean", "nash"}, "nash"},
		"[weighted_mean]":           {[]string{"weighted_mean"}, "weighted_mean"},
		"[{nash: {}}, egalitarian]": {[]string{"weighted_mean", "nash", "egalitarian"}, "nash"},
	} {
		s := parse(t, least+"run: {theories: "+list+"}\n")
		if diff := cmp.Diff(want.played, theories(s)); diff != "" {
			t.Errorf("%s: %s", list, diff)
		}
		if got := s.Bargain.Theories[s.Lead()].Name; got != want.lead {
			t.Errorf("%s is led by %s, not %s", list, got, want.lead)
		}
	}
	if s := parse(t, least); !cmp.Equal(theories(s), willing(t)) {
		t.Error("left out is not all")
	}
}

// TestObservers: where nobody is asked, only theories that ask nobody are
// simulated.
func TestObservers(t *testing.T) {
	s := parse(t, least, "parties.a.seat=observer", "parties.b.seat=observer")
	for _, theory := range s.Bargain.Theories {
		if theory.Consent {
			t.Errorf("%s plays observers", theory.Name)
		}
	}
	if len(s.Bargain.Theories) == 0 || s.Lead() < 0 || s.Lead() >= len(s.Bargain.Theories) {
		t.Error(theories(s), s.Lead())
	}
	if err := s.Choose([]string{"nash"}); err == nil || !strings.Contains(err.Error(), "every party here is an observer") {
		t.Error(err)
	}
}

// TestChoose: the command can overrule the file, and a refused choice changes nothing.
func TestChoose(t *testing.T) {
	s := parse(t, least)
	if err := s.Choose([]string{"median", "nash", "median"}); err != nil {
		t.Fatal(err)
	}
	want := []string{"weighted_mean", "median", "nash"}
	if diff := cmp.Diff(want, theories(s)); diff != "" {
		t.Error(diff)
	}
	err := s.Choose([]string{"nsh", "median", "mdian"})
	if err == nil || err.Error() != `theories: unknown theory "nsh"; did you mean "nash"?`+"\n"+`theories: unknown theory "mdian"; did you mean "median"?` {
		t.Error(err)
	}
	if s.Choose(nil) == nil {
		t.Error("no theory is a choice")
	}
	if diff := cmp.Diff(want, theories(s)); diff != "" {
		t.Error(diff)
	}
	if err := s.Choose([]string{"all"}); err != nil || !cmp.Equal(theories(s), willing(t)) {
		t.Error(err, theories(s))
	}
}

// TestAllWithParameters: in a list all means the theories that it does not
// name, and parameters of the file are kept whoever chooses.
func TestAllWithParameters(t *testing.T) {
	s := parse(t, least+"run: {theories: [all, {spatial: {advanced: {transitions: stochastic}}}]}\n")
	random := func() (is, found bool) {
		for _, theory := range s.Bargain.Theories {
			if theory.Name == "spatial" {
				return theory.Random, true
			}
		}
		return false, false
	}
	for _, choice := range [][]string{nil, {"spatial"}, {"all"}, {"all", "spatial"}} {
		if choice != nil {
			if err := s.Choose(choice); err != nil {
				t.Fatal(err)
			}
		}
		if is, found := random(); !is || !found {
			t.Errorf("%v: the file's parameter is lost", choice)
		}
	}
	if !cmp.Equal(theories(s), append(willing(t), "spatial")) || s.Bargain.Theories[s.Lead()].Name != "nash" {
		t.Error(theories(s), s.Lead())
	}
}

// TestTwins: what a theory about a cause is compared with is played before it,
// once, unless it is listed, and does not lead.
func TestTwins(t *testing.T) {
	const vote = least + `clock: {round: 1 week, rounds: 3}
packages: {deal: {outcome: settlement, issues: all}}
factions: {a.members: {all: {gain: 0.01}}}
processes: {ratification: {a.members: {packages: [deal]}}}
`
	for _, c := range []struct {
		list   string
		played []string
		lead   string
	}{
		{"[two_level]", []string{"weighted_mean", "nash", "two_level"}, "two_level"},
		{"[two_level, two_level_anticipated]", []string{"weighted_mean", "nash", "two_level", "two_level_anticipated"}, "two_level"},
		{"[median, two_level]", []string{"weighted_mean", "median", "nash", "two_level"}, "two_level"},
		{"[two_level, egalitarian, nash]", []string{"weighted_mean", "two_level", "egalitarian", "nash"}, "two_level"},
		{"[{two_level: {rule: egalitarian}}]", []string{"weighted_mean", "egalitarian", "two_level+egalitarian"}, "two_level+egalitarian"},
	} {
		s := parse(t, vote+"run: {theories: "+c.list+"}\n")
		if diff := cmp.Diff(c.played, theories(s)); diff != "" {
			t.Errorf("%s: %s", c.list, diff)
		}
		if got := s.Bargain.Theories[s.Lead()].Name; got != c.lead {
			t.Errorf("%s is led by %s, not %s", c.list, got, c.lead)
		}
	}
	s := parse(t, vote)
	for _, choice := range [][]string{{"two_level+kalai_smorodinsky"}, {"kalai_smorodinsky", "two_level+kalai_smorodinsky"}} {
		if err := s.Choose(choice); err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff([]string{"weighted_mean", "kalai_smorodinsky", "two_level+kalai_smorodinsky"}, theories(s)); diff != "" {
			t.Error(diff)
		}
	}
}

// TestTwinCannot: a twin that cannot handle the scenario is left out.
func TestTwinCannot(t *testing.T) {
	s := parse(t, least)
	nash, err := theory.ByName("nash", theory.Rule)
	if err != nil {
		t.Fatal(err)
	}
	nash.Name, nash.Twin = "nash_with_a_cause", "two_level"
	got, err := scenario.WithTwins(s, []model.Theory{nash})
	if err != nil || len(got) != 1 {
		t.Error(got, err)
	}
	nash.Twin = "nobody"
	if _, err := scenario.WithTwins(s, []model.Theory{nash}); err == nil || !strings.Contains(err.Error(), `nash_with_a_cause is compared with nobody: unknown theory "nobody"`) {
		t.Error(err)
	}
}

// TestOneName: parameters of a rule hold wherever it divides, a theory with a name
// of its own keeps its own, and flags find both.
func TestOneName(t *testing.T) {
	s := parse(t, least+`run: {theories: [{cause: none, rule: spatial, name: erratic, advanced: {transitions: stochastic}}, {cause: none, rule: spatial}]}
`)
	for name, random := range map[string]bool{"erratic": true, "spatial": false} {
		if err := s.Choose([]string{name}); err != nil {
			t.Fatal(err)
		}
		if got := s.Bargain.Theories[len(s.Bargain.Theories)-1]; got.Name != name || got.Random != random {
			t.Errorf("%s is played as %s, by chance: %t", name, got.Name, got.Random)
		}
	}
}
