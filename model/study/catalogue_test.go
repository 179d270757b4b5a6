package study

import (
	"testing"

	"sim/model"
	"sim/model/registry"
)

// Every entry of a registry is in the catalogue with its parameters, in order.
func TestKindOf(t *testing.T) {
	type parameters struct {
		Least float64 `yaml:"least" doc:"the least"`
		Most  float64 `yaml:"most,omitempty" doc:"the most"`
	}
	build := func(parameters) (int, error) { return 0, nil }
	k := KindOf("numbers", "number", "kinds of numbers", registry.Table[int]{
		registry.Of(registry.About{Name: "one", Doc: "First."}, parameters{}, build),
		registry.Of(registry.About{Name: "none"}, struct{}{}, func(struct{}) (int, error) { return 0, nil }),
		registry.Of(registry.About{Name: "list"}, []parameters{}, func([]parameters) (int, error) { return 0, nil }),
	})
	if k.Name != "numbers" || len(k.Entries) != 3 || k.Entries[0].Doc != "First." || k.Entries[1].Parameters != nil {
		t.Fatalf("%+v", k)
	}
	for _, i := range []int{0, 2} {
		p := k.Entries[i].Parameters
		if len(p) != 2 || p[0].Name != "least" || p[0].Default != registry.Required || p[1].Name != "most" || p[1].Doc != "the most" {
			t.Errorf("parameters of %s: %+v", k.Entries[i].Name, p)
		}
	}
}

// Theories come with what they can handle and the defaults of their parameters.
func TestCatalogueOfTheories(t *testing.T) {
	theories := Catalogue()[0]
	if theories.Name != "theories" || !theories.Entries[0].Theory.Baseline {
		t.Errorf("the catalogue begins with %s, its first entry with %+v", theories.Name, theories.Entries[0].Theory)
	}
	for _, e := range theories.Entries {
		if e.Theory.Name != e.Name || e.Theory.Family == "" {
			t.Errorf("%s: facts of %+v", e.Name, e.Theory)
		}
		for _, p := range e.Parameters {
			if p.Default == "" {
				t.Errorf("%s: no default of %s", e.Name, p.Name)
			}
		}
	}
}

// The quantiles that were requested are shown next to those of the fit.
func TestFitOf(t *testing.T) {
	s := written(t, "power: 1 to 2, disagreement_cost: 0.1 to 0.3}\n  south", "power: {percentiles: {p5: 1, p50: 1.5, p95: 3}}, disagreement_cost: 0.1}\n  south")
	fits := 0
	for i := range s.Scenario.Bargain.Inputs {
		in := &s.Scenario.Bargain.Inputs[i]
		fit, ok := FitOf(in)
		if ok != (in.Path == "parties.north.power") {
			t.Errorf("%s: fitted %v", in.Path, ok)
		}
		if ok {
			fits++
			if fit.Asked != [3]float64{1, 1.5, 3} || fit.Shape == "" {
				t.Errorf("%+v", fit)
			}
		}
	}
	if fits != 1 {
		t.Errorf("%d fits", fits)
	}
	if _, ok := FitOf(&model.Input{}); ok {
		t.Error("a known number was fitted")
	}
}
