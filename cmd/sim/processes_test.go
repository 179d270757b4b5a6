package main

import (
	"slices"
	"strings"
	"testing"

	"sim/model"
	"sim/model/process"
	"sim/model/registry"
	"sim/model/study"
	"sim/output/explain"
)

type toyParameters struct {
	Storm model.Parameter `yaml:"storm" doc:"how often nobody can travel" in:"[0, 1]" moved:"probability"`
}

// A process that is added to the registry is listed, last in the order in which
// processes act, and explained with its parameters.
func TestToyProcess(t *testing.T) {
	toy := registry.Of(registry.About{
		Name: "weather", Doc: "Storms keep parties at home.", Explain: "It assumes no forecast.", Citation: "Nobody.",
	}, toyParameters{}, func(toyParameters) (process.Maker, error) { return nil, nil })
	kind := study.KindOf("processes", "process", "", append(slices.Clone(process.All), toy))
	k := catalogueKind(kind)
	var list strings.Builder
	if err := k.list(&list, ""); err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(strings.TrimSpace(list.String()), "\n")
	if last := lines[len(lines)-1]; len(lines) != len(process.All)+1 || strings.Join(strings.Fields(last), " ") != "weather Storms keep parties at home." {
		t.Errorf("listed as:\n%s", list.String())
	}
	want := `weather (process)
Storms keep parties at home.

It assumes no forecast.

Parameters:
  storm: how often nobody can travel; probability; in [0, 1]; levers can move it

Source: Nobody.`
	if got := explain.Entry(kind.One, &kind.Entries[len(process.All)]); got != want {
		t.Errorf("explained as\n%s\nwant\n%s", got, want)
	}
}
