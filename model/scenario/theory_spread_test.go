package scenario_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"sim/model/scenario"
)

// besideNash are the rules whose terms stand beside those of nash.
func besideNash(s *scenario.Scenario) []string {
	names := []string{}
	for _, t := range s.Bargain.Theories {
		if t.Name == "nash" {
			for i := range t.Spread {
				names = append(names, t.Spread[i].Name)
			}
		}
	}
	return names
}

// TestSpread: nash has the rules that it is given; as one of all, without any, two;
// and those only that can handle the scenario.
func TestSpread(t *testing.T) {
	two := []string{"kalai_smorodinsky", "egalitarian"}
	for list, want := range map[string][]string{
		"all":    two,
		"[nash]": {},
		"[{cause: none, rule: nash, spread: [utilitarian, egalitarian]}]":       {"utilitarian", "egalitarian"},
		"[all, {cause: none, rule: nash, spread: [egalitarian]}]":               {"egalitarian"},
		"[all, {rule: nash, spread: []}]":                                       {},
		"[{cause: none, rule: nash, spread: [egalitarian]}, kalai_smorodinsky]": {"egalitarian"},
	} {
		s := parse(t, least+"run: {theories: "+list+"}\n")
		if diff := cmp.Diff(want, besideNash(s)); diff != "" {
			t.Errorf("%s: %s", list, diff)
		}
	}
	seeking := parse(t, least+"run: {theories: all}\n", "parties.a.risk_aversion=-0.5 to 0.3")
	if got := besideNash(seeking); len(got) > 0 {
		t.Errorf("%v stand beside nash where a party may seek risk", got)
	}
	for name, want := range map[string]string{"egalitarian": "left out: needs risk_aversion of at least 0", "nash": "played", "crisis": "left out: needs risk_aversion", "spatial": "left out: played where it is named, --theories all,spatial"} {
		if got := seeking.Played(name); !strings.HasPrefix(got, want) {
			t.Errorf("%s: %s, want %s", name, got, want)
		}
	}
	if got := parse(t, least).Played("egalitarian"); got != "its terms are shown beside those of nash; played where it is named, --theories all,egalitarian" {
		t.Error(got)
	}
}

// TestAllAndMore: the command may add theories to all, in the usual order.
func TestAllAndMore(t *testing.T) {
	s := parse(t, least)
	if err := s.Choose([]string{"rubinstein", "all", "median"}); err != nil {
		t.Fatal(err)
	}
	want := []string{"weighted_mean", "median", "nash", "rubinstein", "challenge"}
	if got := theories(s); !slices.Equal(got, want) || s.Bargain.Theories[s.Lead()].Name != "nash" {
		t.Error(got, s.Lead())
	}
}
