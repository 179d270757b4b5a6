package scenario_test

import (
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"sim/model"
	"sim/model/scenario"
)

// input finds an input by its path.
func input(b *model.Bargain, path string) *model.Input {
	for i := range b.Inputs {
		if b.Inputs[i].Path == path {
			return &b.Inputs[i]
		}
	}
	return nil
}

// TestExtends: mappings merge by key, lists and numbers replace, null takes
// away, and of keys that exclude each other the last one counts.
func TestExtends(t *testing.T) {
	base := load(t, "testdata/alaska.yaml", scenario.Options{}).Bargain
	s := load(t, "testdata/variant.yaml", scenario.Options{})
	b := s.Bargain
	if b.Title != "Alaska, with less aid and more doubt" || b.About != "" || s.Name != "variant" || len(s.Require) != 0 {
		t.Errorf("%q %q %q", b.Title, b.About, s.Name)
	}
	if len(b.Parties) != len(base.Parties)-1 || b.Parties[b.ListedParties()[0]].ID != "russia" || b.Parties[b.ListedParties()[3]].ID != "europe" {
		t.Error("the parties do not keep their order")
	}
	if in := input(b, "parties.russia.expected_compliance"); in.Family != "pert" || in.Evidence != nil {
		t.Errorf("a new number keeps the evidence of the old one: %+v", in)
	}
	if in := input(b, "parties.russia.power"); in == nil || in.Written != "0.9 to 1.4" {
		t.Error("what the variant does not mention is gone")
	}
	if at := b.Issues[b.ListedIssues()[0]].Stances[b.ListedParties()[3]]; at.Side != model.TwoSided || at.Ideal.In(nil) != 0.5 {
		t.Errorf("ideal does not replace at_most: %+v", at)
	}
	if b.Issues[b.ListedIssues()[0]].RedLines[0].Packages != nil {
		t.Error("null does not take packages away")
	}
	if got := b.Issues[b.ListedIssues()[2]].Scale.Amount(0.5); got != 8 {
		t.Errorf("anchors do not replace range: %g", got)
	}
	if cut := b.Levers[0]; len(cut.Effects) != 1 || cut.Weight.In(nil) != 1 || cut.Title != base.Levers[0].Title {
		t.Errorf("the lever is %+v", cut)
	}
	if len(b.Packages) != 2 {
		t.Error("null does not take the package away")
	}
}

// TestExtendsChain: paths start from the folder of the file that contains them,
// and the nearest file wins.
func TestExtendsChain(t *testing.T) {
	fsys := fstest.MapFS{
		"top.yaml":           {Data: []byte("extends: mid/mid.yaml\ntitle: Top\n")},
		"mid/mid.yaml":       {Data: []byte("extends: ../base/base.yaml\ntitle: Middle\nparties: {a: {power: {samples: x.csv}}}\n")},
		"mid/x.csv":          {Data: []byte("1\n3\n")},
		"base/base.yaml":     {Data: []byte(least)},
		"elsewhere/top.yaml": {Data: []byte("extends: ../top.yaml\nparties: {c: {}}\n")},
	}
	s := load(t, "elsewhere/top.yaml", scenario.Options{FS: fsys})
	if s.Bargain.Title != "Top" || len(s.Bargain.Parties) != 3 || input(s.Bargain, "parties.a.power").Value != 2 {
		t.Errorf("%+v", s.Bargain)
	}
}

// TestLongChain: a chain ends somewhere even if it is no circle.
func TestLongChain(t *testing.T) {
	fsys := fstest.MapFS{}
	for i := range 30 {
		fsys[strings.Repeat("x", i)+"in.yaml"] = &fstest.MapFile{Data: []byte("extends: " + strings.Repeat("x", i+1) + "in.yaml\n")}
	}
	if got := refusal(t, "in.yaml", scenario.Options{FS: fsys}); !strings.Contains(got, "more than 16 files") {
		t.Error(got)
	}
}

// TestSet: overrides edit the same tree as the file.
func TestSet(t *testing.T) {
	s := load(t, "testdata/alaska.yaml", scenario.Options{Set: []string{
		"levers.aid_cutoff.weight=0.9",
		"levers.front_pressure.weight=0.3",               // left out in the file
		"issues.territory.positions.us.ideal=0.5 to 0.6", // a mapping that is not there
		"issues.territory.positions.us.salience={uniform: [10, 20]}",
		"levers.aid_cutoff.effects.0.by=0.2",                           // an item of a list
		"parties.russia.expected_compliance.value=0.7",                 // keeps its evidence
		"parties.ukraine.expected_compliance.evidence={document: d3}",  // gives a number its long form …
		"parties.ukraine.power.evidence={document: d3, says: nothing}", // … before it has a value
		"parties.ukraine.power.value=2",
		"issues.territory.positions.europe.ideal=0.4", // takes the place of at_most
		"parties.europe.expected_compliance.over=12",  // makes a mapping of a number, too
		"parties.europe.expected_compliance=0.9",      // and keeps what belongs to it
		"parties.europe.counts_on=[russia]",
		"parties.us.disagreement_cost.worth.territory=0.02",
		"issues.sanctions.carried_out_by.europe=0.5", // keeps its credibility
		"factions.ukraine.parliament.majority.gain=0.01",
		"processes.ratification.ukraine.parliament.again_after=3",
		"processes.violations.record.weight=30",
		"processes.violations.settles.ceasefire=0.1",
		"levers.delay=null",
		"run.draws=8",
		"aid.need=5",
		"aid.need=6", // the last one counts
		"packages.settlement.issues=[territory, hostilities]",
		"run.theories=[median]",
	}})
	b := s.Bargain
	got := map[string]string{}
	for _, path := range []string{
		"levers.aid_cutoff.weight", "levers.front_pressure.weight", "issues.territory.positions.us.ideal",
		"issues.territory.positions.us.salience", "levers.aid_cutoff.effects.0.by", "parties.russia.expected_compliance",
		"parties.ukraine.expected_compliance", "parties.ukraine.power", "issues.territory.positions.europe.ideal", "aid.need",
		"parties.europe.expected_compliance", "parties.europe.expected_compliance.over", "parties.us.disagreement_cost.worth.territory",
		"issues.sanctions.carried_out_by.europe", "issues.sanctions.carried_out_by.europe.credibility",
		"factions.ukraine.parliament.majority.gain", "processes.ratification.ukraine.parliament.again_after",
		"processes.violations.record.weight", "processes.violations.settles.ceasefire",
	} {
		if in := input(b, path); in != nil {
			got[path] = in.Written
			if in.Evidence != nil {
				got[path] += " by " + in.Evidence.Document
			}
		}
	}
	want := map[string]string{
		"levers.aid_cutoff.weight": "0.9", "levers.front_pressure.weight": "0.3", "issues.territory.positions.us.ideal": "0.5 to 0.6",
		"issues.territory.positions.us.salience": "{uniform: [10, 20]}", "levers.aid_cutoff.effects.0.by": "0.2",
		"parties.russia.expected_compliance": "0.7 by d3", "parties.ukraine.expected_compliance": "{beta: {mean: 0.4, n: 20}} by d3",
		"parties.ukraine.power": "2 by d3", "issues.territory.positions.europe.ideal": "0.4", "aid.need": "6",
		"parties.europe.expected_compliance": "0.9", "parties.europe.expected_compliance.over": "12", "parties.us.disagreement_cost.worth.territory": "0.02",
		"issues.sanctions.carried_out_by.europe": "0.5", "issues.sanctions.carried_out_by.europe.credibility": "0.4 to 0.8",
		"factions.ukraine.parliament.majority.gain": "0.01", "processes.ratification.ukraine.parliament.again_after": "3",
		"processes.violations.record.weight": "30", "processes.violations.settles.ceasefire": "0.1",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if s.Run.Draws != 8 || !cmp.Equal(s.Run.Theories, []string{"median"}) || len(b.Packages[0].Issues) != 2 {
		t.Errorf("%+v", s.Run)
	}
	for _, l := range b.Levers {
		if l.ID == "delay" {
			t.Error("null does not take the lever away")
		}
	}
}

// TestZeroWeight: a lever that is never used shifts no path of another input,
// so that all other draws stay as they are.
func TestZeroWeight(t *testing.T) {
	before := parse(t, least).Bargain
	after := parse(t, least+"levers: {push: {holder: a, weight: 0, effects: [{presses: b, by: 0.1}]}}\n").Bargain
	for _, in := range before.Inputs {
		if input(after, in.Path) == nil {
			t.Errorf("%s is gone", in.Path)
		}
	}
}
