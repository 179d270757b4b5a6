package scenario_test

import (
	"maps"
	"reflect"
	"slices"
	"strings"
	"testing"

	"sim/model/scenario"
)

// The run: block may weigh exactly the families that there are.
func TestWeights(t *testing.T) {
	for _, family := range scenario.Families() {
		s := parse(t, least+"run: {weights: {"+family+": 2}}\n")
		if want := map[string]float64{family: 2}; !reflect.DeepEqual(s.Bargain.Weights, want) {
			t.Errorf("%v, want %v", s.Bargain.Weights, want)
		}
	}
	if s := parse(t, least); s.Bargain.Weights != nil {
		t.Errorf("%v though the file gives none", s.Bargain.Weights)
	}
	// Variants and overrides edit them like any other key.
	s := parse(t, least+"run: {weights: {information: 2}}\n", "run.weights.influence=0")
	if want := map[string]float64{"information": 2, "influence": 0}; !maps.Equal(s.Bargain.Weights, want) {
		t.Errorf("%v, want %v", s.Bargain.Weights, want)
	}
}

func TestBadWeights(t *testing.T) {
	for text, want := range map[string]string{
		"{complete_informatio: 2}": `did you mean "complete_information"?`,
		"{information: -1}":        "must be 0 or more, not -1",
		"{information: 1 to 2}":    "information",
		"{complete_information: 0, information: 0, influence: 0}": "no theory that is played is left with any weight",
	} {
		_, err := scenario.Parse("weights.yaml", []byte(least+"run: {weights: "+text+"}\n"), scenario.Options{})
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v, want %q", text, err, want)
		}
	}
	s := parse(t, least)
	for name, weights := range map[string]map[string]float64{"unknown": {"crisees": 1}, "negative": {"information": -1}} {
		if s.Weigh(weights) == nil {
			t.Errorf("%s: accepted", name)
		}
	}
	if s.Bargain.Weights != nil || !slices.Contains(scenario.Families(), "information") {
		t.Error("a refused choice changes something")
	}
}
