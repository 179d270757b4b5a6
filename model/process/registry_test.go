package process

import (
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"strings"
	"testing"

	"sim/model"
	"sim/model/registry"
)

// Every process says what it does, what it assumes and when not to use it, and
// where it comes from; every parameter has a doc, and says how levers move it
// if they can.
func TestEveryProcessIsExplained(t *testing.T) {
	for _, e := range All {
		if !strings.HasSuffix(e.Doc, ".") || !strings.Contains(e.Explain, "It assumes ") || !strings.Contains(e.Explain, "Do not ") || e.Citation == "" {
			t.Errorf("%s: not explained: %q, %q, %q", e.Name, e.Doc, e.Explain, e.Citation)
		}
		for line := range strings.SplitSeq(e.Explain, "\n") {
			if len([]rune(line)) > 88 {
				t.Errorf("%s: a line of the explanation is too wide: %s", e.Name, line)
			}
		}
		parameters := registry.Parameters(e.Defaults)
		if len(parameters) == 0 {
			t.Errorf("%s: no parameters", e.Name)
		}
		for _, p := range parameters {
			if p.Doc == "" {
				t.Errorf("%s.%s has no doc", e.Name, p.Name)
			}
		}
		tags(t, reflect.TypeOf(e.Defaults), "", e.Name)
	}
}

// tags walks the types of parameters.
func tags(t *testing.T, typ reflect.Type, moved, path string) {
	t.Helper()
	if typ == reflect.TypeFor[model.Parameter]() {
		if moved != "hazard" && moved != "probability" {
			t.Errorf("%s: levers move it as a %q", path, moved)
		}
		return
	}
	if moved != "" && typ.Kind() == reflect.Struct && !typ.ConvertibleTo(reflect.TypeFor[registry.Item[model.Parameter]]()) {
		t.Errorf("%s: levers cannot move it", path)
	}
	switch typ.Kind() { //nolint:exhaustive // others hold no parameters
	case reflect.Pointer, reflect.Slice:
		tags(t, typ.Elem(), moved, path)
	case reflect.Struct:
		if f, named := typ.FieldByName("Value"); named && strings.HasPrefix(typ.Name(), "Item[") {
			tags(t, f.Type, moved, path)
			return
		}
		for _, f := range registry.Fields(typ) {
			tags(t, f.Type, typ.Field(f.Index).Tag.Get("moved"), path+"."+f.Name)
		}
	}
}

// What processes say of themselves fits a wage round and a merger as well as a war:
// its words occur in examples only.
func TestWordsAreNeutral(t *testing.T) {
	example := regexp.MustCompile(`(?s)such as [^,.)]*`)
	for _, e := range All {
		said := []string{e.Doc, example.ReplaceAllString(e.Explain, "")}
		for _, p := range registry.Parameters(e.Defaults) {
			said = append(said, p.Doc)
		}
		for _, s := range said {
			for _, word := range []string{"fight", "front", "battle", "war ", "truce", "belligerent", "military"} {
				if strings.Contains(strings.ToLower(s)+" ", word) {
					t.Errorf("%s: says %q: %s", e.Name, word, s)
				}
			}
		}
	}
}

// An entry that its file declares stands in the list.
func TestNoEntryIsForgotten(t *testing.T) {
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	declared := 0
	for _, name := range files {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		src, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		declared += strings.Count(string(src), "= entryOf(")
	}
	if declared != len(All) {
		t.Errorf("%d entries are declared, and All lists %d", declared, len(All))
	}
}

// Schedule links processes to each other: the line to the stocks that feed it,
// what pressure alienates to beliefs and meetings, violations to the line.
func TestScheduleLinks(t *testing.T) {
	number := model.Known(0.5)
	makers := []Maker{
		func(*model.Bargain) model.Process { return Stocks{{Name: "oil", Of: 1}, {Name: "men", Of: 0}} },
		func(*model.Bargain) model.Process {
			return &Drift{Gains: 0, Loses: 1, fed: []forceParameters{{Stock: 2, Elasticity: number}, {Stock: 1}}}
		},
		func(*model.Bargain) model.Process { return new(Credibility) },
		func(*model.Bargain) model.Process { return new(Alienation) },
		func(*model.Bargain) model.Process { return new(Meetings) },
		func(*model.Bargain) model.Process { return new(Violations) },
	}
	all := Schedule(makers)(&model.Bargain{})
	stocks, line, alienation := find[Stocks](all), find[*Drift](all), find[*Alienation](all)
	if f := line.Forces; len(f) != 2 || f[0].Stock != stocks[1] || !f[0].Gains || f[0].Elasticity != number || f[1].Stock != stocks[0] || f[1].Gains {
		t.Errorf("forces %+v", line.Forces)
	}
	if alienation.Credibility != find[*Credibility](all) || alienation.Meetings != find[*Meetings](all) || alienation.Meetings == nil {
		t.Error("alienation is not linked")
	}
	if find[*Violations](all).Line != line {
		t.Error("violations have no line")
	}
	alone := Schedule(makers[3:4])(&model.Bargain{})
	if a := find[*Alienation](alone); a.Credibility != nil || a.Meetings != nil {
		t.Error("alienation is linked to what is not there")
	}
}

// The parameters of entries become the processes that they say.
func TestMakers(t *testing.T) {
	b := &model.Bargain{
		Parties:  []model.Party{{ID: "a"}, {ID: "b"}},
		Packages: []model.Package{{ID: "truce", Outcome: model.Ceasefire}, {ID: "peace", Outcome: model.Settlement}},
	}
	half, size, at := model.Known(0.5), model.Size{Amount: model.Known(0.1), Issue: 1}, 3
	chance := model.Parameter{Number: half}
	for _, c := range []struct {
		name   string
		params any
		want   model.Process
	}{
		{
			"stock",
			registry.Named[stockParameters]{{Name: "oil", Value: stockParameters{Of: 2, Level: half, Costs: &size}}, {Name: "aid", Value: stockParameters{Of: 1, Use: &half, Always: true, Presses: &size}}},
			Stocks{{Name: "oil", Of: 1, Level: half, Want: size}, {Name: "aid", Use: half, Supply: true, Always: true, Want: size, Presses: true}},
		},
		{
			"drift",
			driftParameters{Issue: 1, Between: registry.Pair{2, 1}, Breakthrough: &breakthroughParameters{chance, half}},
			&Drift{Gains: 1, Loses: 0, Breakthrough: chance, Size: half},
		},
		{
			"violations",
			violationsParameters{
				Hazard: registry.Named[model.Parameter]{{Name: "b", Ref: 2, Value: chance}}, Disruption: registry.Named[model.Number]{{Ref: 2, Value: half}},
				Deters:  registry.Named[deterrentParameters]{{Ref: 2, Value: deterrentParameters{Of: []registry.Ref{1}, By: half, Less: registry.Named[model.Number]{{Ref: 1, Value: half}}}}},
				Settles: registry.Each[model.Number]{All: half}, Settled: registry.Each[model.Number]{All: model.Known(1), Own: registry.Named[model.Number]{{Ref: 2, Value: half}}},
				Record: &recordParameters{Weight: half, Breaches: registry.Named[model.Number]{{Ref: 1, Value: half}}, Kept: half},
			},
			&Violations{Law: model.Hazards{
				Rate: []model.Parameter{{}, chance}, Disruption: []model.Number{{}, half},
				Deters:  []model.Deterrent{{Issue: 1, Of: []int{0}, By: half, Less: []model.Weakening{{Issue: 0, Share: half}}}},
				Settles: []model.Number{half, half}, Settled: []model.Number{model.Known(1), half},
				Weight: half, Breaches: []model.Number{half, {}}, Kept: half,
			}},
		},
		{
			"violations",
			violationsParameters{},
			&Violations{Law: model.Hazards{
				Rate: make([]model.Parameter, 2), Disruption: make([]model.Number, 2), Settles: make([]model.Number, 2), Settled: make([]model.Number, 2),
				Weight: model.Known(40), Breaches: make([]model.Number, 2),
			}},
		},
		{"breakdown", Breakdown{Hazard: chance}, &Breakdown{Hazard: chance}},
		{"meetings", meetingsParameters{
			Held:    []slotParameters{{At: &at, Between: []registry.Ref{1, 2}, Decides: []registry.Ref{}, Rewards: registry.Named[model.Size]{{Ref: 2, Value: size}}}, {Every: &at, From: 1, Until: 9}},
			Refusal: registry.Named[model.Parameter]{{Name: "b", Ref: 2, Value: chance}},
		}, &Meetings{
			Held:    []Slot{{At: 3, Between: []int{0, 1}, Decides: []int{}, Rewards: []Reward{{Party: 1, Size: size}}}, {At: -1, Every: 3, From: 1, Until: 9}},
			Refusal: []Refusal{{Party: 1, Chance: chance}},
		}},
		{
			"ratification",
			registry.Named[ratificationParameters]{{Ref: 2, Value: ratificationParameters{AgainAfter: half}}, {Ref: 1, Value: ratificationParameters{Packages: []registry.Ref{1}}}},
			&Ratification{Votes: []Vote{{Faction: 1, Packages: []int{1}, AgainAfter: half}, {Packages: []int{0}}}},
		},
	} {
		e, err := All.Lookup(c.name)
		if err != nil {
			t.Fatal(err)
		}
		build, err := e.Build(func(p any) error { reflect.ValueOf(p).Elem().Set(reflect.ValueOf(c.params)); return nil })
		if err != nil {
			t.Fatal(err)
		}
		got := build(b)
		if !reflect.DeepEqual(got, c.want) {
			t.Errorf("%s: made %+v, want %+v", c.name, got, c.want)
		}
		if p := reflect.ValueOf(got); p.Kind() == reflect.Pointer && build(b) == got {
			t.Errorf("%s: two workers share a process", c.name)
		}
	}
}
