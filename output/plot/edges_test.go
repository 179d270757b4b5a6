package plot

import (
	"flag"
	"fmt"
	"strings"
	"sync"
	"testing"

	"sim/model"
	"sim/model/study"
	"sim/model/theory"
	"sim/output"
)

// small is a result with two parties, one issue and the given theories.
func small(draws int, theories ...string) *output.Result {
	b := &build{}
	b.b.Title = "Bargaining range"
	b.b.Documents = []model.Document{{ID: "d0", Kind: "paper"}, {ID: "d2", Kind: "opinion"}}
	scale, err := model.Linear(0, 100)
	if err != nil {
		panic(err)
	}
	issue := model.Issue{
		ID: "share", Question: "Who gets what?", Unit: "dollars for the first party", Scale: scale, Curvature: model.Known(1),
		Labels: []model.Label{{Name: "nothing", At: 0}, {Name: "half", At: 0.5}, {Name: "all", At: 1}},
	}
	for i, name := range []string{"First", "Second"} {
		id := strings.ToLower(name)
		b.b.Parties = append(b.b.Parties, model.Party{
			ID: id, Name: name, DisagreementCost: model.Size{Amount: b.between("parties."+id+".disagreement_cost", 0.1, 0.3)},
			Power: model.Known(1),
		})
		issue.Stances = append(issue.Stances, model.Stance{Ideal: model.Known(float64(100 - 100*i)), Salience: model.Known(100)})
	}
	issue.StatusQuo = b.between("issues.share.status_quo", 40, 60)
	b.b.Issues = []model.Issue{issue}
	b.b.Packages = []model.Package{{ID: "settlement", Outcome: model.Settlement, Issues: []int{0}}}
	for i, name := range theories {
		stub := model.Theory{Name: name, Family: familyOf(i), Baseline: i == 0, Consent: true}
		if e, err := theory.All.Lookup(name); err == nil {
			known, err := e.Default()
			if err != nil {
				panic(err)
			}
			stub.New = known.New
		}
		b.b.Theories = append(b.b.Theories, stub)
	}
	return play(&b.b, draws)
}

// edges are results at the edges of what a scenario can be. They are shared:
// figures read a result and change nothing.
var edges = sync.OnceValue(makeEdges)

func makeEdges() map[string]*output.Result {
	long := summit(600)
	for i := range long.Scenario.Bargain.Parties {
		long.Scenario.Bargain.Parties[i].Name = strings.Repeat("The Most Serene Republic of Somewhere ", 3)
	}
	for k := range long.Scenario.Bargain.Issues {
		issue := &long.Scenario.Bargain.Issues[k]
		issue.Question = strings.Repeat("What becomes of the matter at hand, and of whatever depends on it? ", 4)
		issue.Unit = strings.Repeat("Donaudampfschifffahrtsgesellschaft", 8)
		issue.ID = fmt.Sprintf("issue_with_a_rather_long_identifier_%d", k)
		issue.Labels = nil
		for j := range 12 {
			issue.Labels = append(issue.Labels, model.Label{Name: fmt.Sprintf("a label of the scale that says a good deal, number %d", j), At: float64(j) / 11 * 0.3})
		}
	}
	long.Scenario.Bargain.Title = strings.Repeat("A scenario with a long title ", 12)
	for i := range long.Scenario.Bargain.Theories {
		long.Scenario.Bargain.Theories[i].Name += "_with_a_very_long_name_that_goes_on_and_on"
	}
	for i := range long.Scenario.Bargain.Inputs {
		long.Scenario.Bargain.Inputs[i].Path = strings.Repeat("levers.something.", 8) + long.Scenario.Bargain.Inputs[i].Path
	}

	crowd := small(300, "weighted_mean", "median")
	b := crowd.Scenario.Bargain
	for i := range 248 {
		b.Parties = append(b.Parties, model.Party{ID: fmt.Sprintf("party_%d", i)})
		b.Issues[0].Stances = append(b.Issues[0].Stances, model.Stance{Ideal: model.Known(float64(i % 100)), Salience: model.Known(float64(i % 7))})
	}
	crowd = play(b, 300)

	observers := small(300, "weighted_mean", "median")
	for i := range observers.Scenario.Bargain.Parties {
		observers.Scenario.Bargain.Parties[i].Seat = model.Observer
	}
	for i := range observers.Scenario.Bargain.Theories {
		observers.Scenario.Bargain.Theories[i].Consent = false
	}

	var names []string
	for i := range 16 {
		names = append(names, fmt.Sprintf("theory_%d", i))
	}

	none := small(400, "weighted_mean", "nash")
	none.Scenario.Bargain.Packages = nil
	none = play(none.Scenario.Bargain, 400)

	falling := small(300, "weighted_mean", "nash")
	scale, err := model.NewScale([]model.Anchor{{Position: 0, Amount: 27000}, {Position: 0.4, Amount: 6600}, {Position: 1, Amount: -10}})
	if err != nil {
		panic(err)
	}
	falling.Scenario.Bargain.Issues[0].Scale = scale
	falling.Scenario.Bargain.Issues[0].Stances[0].Side = model.AtLeast
	falling.Scenario.Bargain.Issues[0].RedLines = []model.RedLine{{Party: 0, Side: model.AtLeast, Bound: model.Known(5000), Binding: model.Known(0.5)}}

	bare := small(300, "weighted_mean", "nash")
	bare.Sample = nil

	strange := small(300, "weighted_mean", "nash")
	strange.Scenario.Bargain.Title = "tab\there, <b>tags</b> & \"quotes\", \x00\x1b\uFFFE, 和平, مفاوضات"

	year := summit(600).Scenario.Bargain
	blind := small(300, "weighted_mean", "nash").Scenario.Bargain
	noSample := play(overRounds(blind, 12), 300)
	noSample.Sample = nil
	crowdYear := play(overRounds(b, 5), 150)
	longYear := play(overRounds(long.Scenario.Bargain, 40), 300)
	longYear.Scenario.Bargain.Clock.Round = strings.Repeat("a fortnight or whatever the chair decides, ", 5)
	fallingYear := play(overRounds(small(300, "weighted_mean", "nash").Scenario.Bargain, 7), 300)
	fallingYear.Scenario.Bargain.Issues[0].Scale = scale
	still := play(overRounds(small(300, "weighted_mean", "nash").Scenario.Bargain, 9), 300)
	still.Scenario.Bargain.Processes = nil
	bareYear := small(300, "weighted_mean", "nash").Scenario.Bargain
	bareYear.Packages = nil
	observersYear := small(300, "weighted_mean", "median").Scenario.Bargain
	for i := range observersYear.Parties {
		observersYear.Parties[i].Seat = model.Observer
	}

	return map[string]*output.Result{
		"year": play(overRounds(year, 26), 600), "year without sample": noSample, "250 parties over rounds": crowdYear,
		"long words over rounds": longYear, "falling bent scale over rounds": fallingYear, "nothing moves": still,
		"rounds without packages": play(overRounds(bareYear, 6), 300), "observers over rounds": play(overRounds(observersYear, 6), 300),
		"one round":                    play(overRounds(small(1, "weighted_mean", "nash").Scenario.Bargain, 1), 200),
		"one draw over rounds":         play(overRounds(small(1, "weighted_mean", "nash").Scenario.Bargain, 26), 1),
		"500 rounds":                   play(overRounds(small(1, "weighted_mean", "nash").Scenario.Bargain, 500), 60),
		"sixteen theories over rounds": play(overRounds(small(1, names...).Scenario.Bargain, 26), 300),
		"summit":                       summit(512), "long words": long, "250 parties": crowd, "all observers": observers,
		"sixteen theories": small(300, names...), "one theory": small(300, "weighted_mean"), "no packages": none,
		"falling bent scale": falling, "no sample": bare, "one draw": small(1, "weighted_mean", "nash"),
		"strange letters": strange,
	}
}

var formats = flag.Bool("formats", false, "draw every edge in every format")

// TestEdges draws every figure of every edge, and the first figures of some, or
// of all (-args -formats), in every format.
func TestEdges(t *testing.T) {
	if testing.Short() {
		t.Skip("takes long")
	}
	for name, r := range edges() {
		figures := Figures(r, Every)
		if len(figures) == 0 {
			t.Errorf("%s: no figure at all", name)
		}
		for i, f := range figures {
			if _, err := SVG(f, r); err != nil {
				t.Errorf("%s: %s: %v", name, f.Name, err)
			}
			if i > 0 || !*formats && name != "summit" && name != "strange letters" {
				continue // the other formats draw the same marks
			}
			for format, encode := range encoders {
				if format == "svg" {
					continue
				}
				if b, err := encode(f, r, nil); err != nil || len(b) == 0 {
					t.Errorf("%s: %s: %d bytes, %v", name, f.Name, len(b), err)
				}
			}
		}
	}
}

func TestNothingToDraw(t *testing.T) {
	whole := small(10, "weighted_mean")
	for name, r := range map[string]*output.Result{
		"nil": nil, "empty": {}, "no tally": {Result: &study.Result{Scenario: whole.Scenario}}, "no draws": small(0, "weighted_mean"), "no theories": small(10),
	} {
		if n := len(Figures(r, Every)); n != 0 {
			t.Errorf("%s: %d figures of nothing", name, n)
		}
	}
}

func TestApplies(t *testing.T) {
	all := edges()
	for _, c := range []struct {
		kind Kind
		edge string
		want bool
	}{
		{zone, "all observers", false},
		{zone, "summit", true},
		{terms, "no packages", false},
		{theoriesTogether, "one theory", false},
		{theoriesTogether, "summit", true},
		{course, "year", true},
		{course, "year without sample", false},
		{course, "nothing moves", false},
		{pairedGains, "no packages", false},
		{ledger, "250 parties", true},
		{zone, "year", false},
		{pathsLine, "year", true},
		{pathsLine, "summit", false},
		{pathsLine, "nothing moves", false},
		{pathsReservation, "year", true},
		{pathsReservation, "observers over rounds", false},
		{timeToAgreement, "year", true},
		{timeToAgreement, "rounds without packages", false},
		{timeToAgreement, "summit", false},
		{durability, "year", true},
		{durability, "rounds without packages", false},
		{outcomeOverRounds, "rounds without packages", true},
		{outcomeOverRounds, "summit", false},
		{whoBlocked, "year", true},
		{whoBlocked, "observers over rounds", false},
	} {
		if got := len(c.kind.Figures(all[c.edge])) > 0; got != c.want {
			t.Errorf("%s of %s: drawn %v, want %v", c.kind.Name, c.edge, got, c.want)
		}
	}
}
