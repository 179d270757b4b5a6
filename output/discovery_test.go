package output_test

import (
	"math"
	"strings"
	"testing"

	"sim/model"
	"sim/model/analysis"
	"sim/model/scenario"
	"sim/model/study"
	"sim/output"
)

// Boxes in words: counts of draws, limits in the inputs' own units.
func TestBoxSentence(t *testing.T) {
	open := math.Inf(1)
	b := &model.Bargain{
		Title: "Land", Columns: 2, Theories: []model.Theory{{Name: "weighted_mean", Baseline: true}, {Name: "nash"}},
		Inputs: []model.Input{{Path: "parties.north.power", Column: 0}, {Path: "levers.push.weight", Column: 1}},
	}
	d := &output.Discovery{
		Study: &output.Study{Subject: &study.Subject{Scenario: &scenario.Scenario{Bargain: b}, Theories: b.Theories, Lead: 1}},
		Discovery: &study.Discovery{Where: study.Where{Text: `outcome == "settlement"`}, Resamples: 30, Density: 0.9, Found: &analysis.Discovery{Draws: 4096, Hits: 1034, Boxes: []analysis.FoundBox{
			{Box: analysis.Box{Inside: 1000, Hits: 812, Limits: []analysis.Limit{{Column: 0, Low: 0.2134, High: open}, {Column: 1, Low: 0.401, High: 0.404}}}, Coverage: 812. / 1034, LeftOut: 200, LeftOutHits: 150, LeftOutInterest: 200},
			{Box: analysis.Box{Inside: 100, Hits: 90, Limits: []analysis.Limit{{Column: 1, Low: -open, High: 0.1}}}, Earlier: 812},
		}}},
	}
	for _, x := range []struct{ got, want string }{
		{d.BoxSentence(0), "In 812 of the 1,034 draws that end in settlement under nash: parties.north.power above 0.2134 and levers.push.weight between 0.401 and 0.404. 1,000 draws lie within these limits: 81% of them are such draws, against 25% of all."},
		{d.BoxSentence(1), "Of the other 222 such draws, in 90: levers.push.weight below 0.1. 100 other draws lie within these limits: 90% of them are such draws, against 7.2% of all others."},
		{d.Short(), "No box of limits that chance does not explain is as dense as asked for, 90%: this is the densest found, with 81%."},
		{d.MissingBox(), ""},
	} {
		if x.got != x.want {
			t.Errorf("have %s\nwant %s", x.got, x.want)
		}
	}
	if s := d.Elsewhere(); !strings.Contains(s, "holds 75% of these draws, and 75% of what it holds") {
		t.Errorf("elsewhere: %s", s)
	}
	d.Found.Boxes, d.Found.Hits = nil, 5
	if d.Density = 0; !strings.Contains(d.MissingBox(), "better than all draws together do; --density looks for denser boxes") {
		t.Error(d.MissingBox())
	}
	d.Density = 0.9
	for hits, want := range map[int]string{
		0:    "Draws that end in settlement: none of 4,096 under nash; there is nothing to find.",
		4096: "Draws that end in settlement: all of 4,096 under nash; there is nothing to find.",
		5:    "No box: under nash, no limits on inputs hold draws that end in settlement (5 of 4,096) better than chance could.",
	} {
		if d.Found.Hits = hits; d.MissingBox() != want {
			t.Errorf("%d hits: %s", hits, d.MissingBox())
		}
	}
}

func TestMeasureName(t *testing.T) {
	for text, want := range map[string]string{
		`share("settlement")`:         "share of draws that end in settlement",
		`share("ceasefire", "nash")`:  "share of draws that end in ceasefire",
		"terms.outside_areas":         "terms of outside areas",
		`reservation_value("north")`:  "reservation value of north",
		"utility.north-utility.south": "utility.north-utility.south",
		"rounds":                      "rounds",
	} {
		if got := output.MeasureName(&study.Measure{Text: text}); got != want {
			t.Errorf("%s is %q, want %q", text, got, want)
		}
	}
	if got := output.WhereWords(&study.Where{Text: `not (outcome == "settlement")`}); got != "that do not end in settlement" {
		t.Error(got)
	}
	if got := output.WhereWords(&study.Where{Text: "terms.land > 0.8"}); got != "in which terms.land > 0.8" {
		t.Error(got)
	}
}

// A search for the rarer draws says so, and one of draws that are spread warns.
func TestDiscoveryRemarks(t *testing.T) {
	d := &output.Discovery{Study: made(), Discovery: &study.Discovery{Where: study.Where{Text: `outcome == "stalemate"`}}}
	if d.Turned() != "" || d.Remark() != "" {
		t.Errorf("nothing is to be said, but %q and %q", d.Turned(), d.Remark())
	}
	d.Complement, d.Config.Sampler = true, "sobol"
	if got, want := d.Turned(), "More than half of all draws meet the condition asked for, so this looks for the rarer ones, that end in stalemate: outside of the limits lie most of the others. --density looks for the condition itself."; got != want {
		t.Errorf("have %s\nwant %s", got, want)
	}
	if got := d.Remark(); !strings.HasPrefix(got, "These draws are spread by sobol, not drawn at random: ") {
		t.Error(got)
	}
}
