package scenario_test

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"sim/model"
	"sim/model/process"
	"sim/model/registry"
	"sim/model/scenario"
)

// Weather is what the file of a new process holds: parameters with tags, a
// process, and an entry.
type weather struct {
	model.BaseProcess
	party int
	storm model.Parameter
}

type weatherParameters struct {
	Of      registry.Ref                   `yaml:"of" doc:"the party that travels" of:"party"`
	Storm   model.Parameter                `yaml:"storm" doc:"how often it cannot" in:"[0, 1]" moved:"probability"`
	Season  *seasonParameters              `yaml:"season,omitempty" doc:"rounds without storms"`
	Shelter registry.Named[model.Number]   `yaml:"shelter,omitempty" doc:"how often a party hosts the meeting after all" of:"each party" in:"[0, 1]"`
	Ports   registry.Named[portParameters] `yaml:"ports,omitempty" doc:"where it sails from" of:"port"`
	Home    registry.Ref                   `yaml:"home,omitempty" doc:"its own" of:"port"`
}

type seasonParameters struct {
	Until int  `yaml:"until" doc:"the round in which it ends" in:"[1, 520]"`
	Harsh bool `yaml:"harsh,omitempty" doc:"whether there is none"`
}

type portParameters struct {
	Depth model.Number `yaml:"depth,omitempty" doc:"of the water" in:"(0, inf)" default:"5" unit:"m"`
}

var stormKey = model.Key("weather/storm")

// Move cancels the meeting in a storm.
func (w *weather) Move(g *model.Game) {
	if g.Room[w.party] && g.Happens(stormKey, 0, g.Table.Probability(&w.storm)) {
		g.Meets = false
	}
}

// weatherEntry notes the parameters that were read last.
func weatherEntry(read *weatherParameters) registry.Entry[process.Maker] {
	return registry.Of(registry.About{Name: "weather", Doc: "Storms keep a party at home."},
		weatherParameters{}, func(p weatherParameters) (process.Maker, error) {
			*read = p
			return func(*model.Bargain) model.Process { return &weather{party: p.Of.Index(), storm: p.Storm} }, nil
		})
}

// A process that is added to the registry is in the language: its parameters
// are decoded, overridden, moved by levers and varied, its mistakes have places,
// the schema describes it, and it acts in a run.
func TestAddingAProcess(t *testing.T) {
	var read weatherParameters
	known := append(slices.Clone(process.All), weatherEntry(&read))
	text := least + `clock: {rounds: 4}
levers:
  icebreaker: {holder: a, effects: [{moves: processes.weather.storm, push: -2}]}
processes:
  weather: {of: b, storm: 0.2 to 0.4, season: {until: 3}, shelter: {a: 0.5}, ports: {north: {depth: 4 to 9}}, home: north}
`
	load := func(set ...string) (*scenario.Scenario, error) {
		return scenario.ParseWith("toy.yaml", []byte(text), scenario.Options{Set: set}, known)
	}
	s, err := load("levers.icebreaker.weight=0")
	if err != nil {
		t.Fatal(err)
	}
	var paths []string
	for _, in := range s.Bargain.Inputs {
		if strings.HasPrefix(in.Path, "processes.") {
			paths = append(paths, in.Path+"="+in.Written+in.Unit)
		}
	}
	if want := []string{"processes.weather.storm=0.2 to 0.4", "processes.weather.shelter.a=0.5", "processes.weather.ports.north.depth=4 to 9m"}; !slices.Equal(paths, want) {
		t.Errorf("inputs %v, want %v", paths, want)
	}
	if p := read; p.Of.Index() != 1 || p.Season.Until != 3 || p.Season.Harsh || p.Home.Index() != 0 ||
		p.Shelter[0] != (registry.Item[model.Number]{Name: "a", Ref: 1, Value: model.Known(0.5)}) ||
		p.Ports[0].Name != "north" || p.Ports[0].Value.Depth == (model.Number{}) {
		t.Errorf("read %+v", p)
	}
	for set, settles := range map[string]bool{"0": true, "1": false, "{value: 1}": false} {
		s, err := load("processes.weather.storm="+set, "levers.icebreaker.weight=0")
		if err != nil {
			t.Fatal(err)
		}
		if got := outcome(s).Class == model.Settlement; got != settles {
			t.Errorf("storm: %s: settles %v", set, got)
		}
	}
	// At the median of chance a storm of log-odds 0.2 is averted by a push of −2.
	for set, settles := range map[string]bool{"0": false, "1": true} {
		s, err := load("processes.weather.storm=0.55", "levers.icebreaker.weight="+set)
		if err != nil {
			t.Fatal(err)
		}
		if got := outcome(s).Class == model.Settlement; got != settles {
			t.Errorf("icebreaker of weight %s: settles %v", set, got)
		}
	}
	for set, want := range map[string]string{
		"processes.wether.storm=0.1":            `did you mean "weather"?`,
		"processes.weather.strom=0.1":           `did you mean "storm"?`,
		"processes.weather.storm=2":             "storm must be between 0 and 1, not 2",
		"processes.weather.of=c":                `unknown party "c"`,
		"processes.weather.shelter.c=1":         `unknown party "c"`,
		"processes.weather.home=nroth":          `did you mean "north"?`,
		"processes.weather.season.until=0":      "until must be between 1 and 520, not 0",
		"processes.weather.season.harsh=maybe":  "harsh must be true or false",
		"processes.weather.ports.north.depth=0": "depth must be above 0, not 0",
		"processes.weather={storm: 0.5}":        "weather needs the key of",
	} {
		if _, err := load(set); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v, want %s", set, err, want)
		}
	}
	schema, err := json.Marshal(scenario.SchemaWith(known))
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{`"Storms keep a party at home."`, `"how often it cannot"`, `"scenario_test.weatherParameters"`, `"scenario_test.seasonParameters.changes"`} {
		if !strings.Contains(string(schema), want) {
			t.Errorf("the schema lacks %s", want)
		}
	}
	if _, err := scenario.Parse("toy.yaml", []byte(text), scenario.Options{}); err == nil || !strings.Contains(err.Error(), `unknown key "weather"`) {
		t.Errorf("without its line in the registry: %v", err)
	}
}

// outcome simulates one draw of a scenario at central values under its leading
// theory.
func outcome(s *scenario.Scenario) model.Outcome {
	out := make([]model.Outcome, len(s.Bargain.Theories))
	for i := range out {
		out[i] = s.Bargain.NewOutcome()
	}
	model.NewRunner(s.Bargain).Run(model.CentralValues(s.Bargain), model.MedianEvents{}, out)
	return out[s.Lead()]
}
