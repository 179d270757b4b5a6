package scenario_test

import (
	"math"
	"os"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"sim/model"
	"sim/model/scenario"
)

// load loads a scenario that must be accepted.
func load(t *testing.T, name string, opts scenario.Options) *scenario.Scenario {
	t.Helper()
	s, err := scenario.Load(name, opts)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// parse parses a text that must be accepted.
func parse(t *testing.T, text string, set ...string) *scenario.Scenario {
	t.Helper()
	s, err := scenario.Parse("in.yaml", []byte(text), scenario.Options{Set: set, FS: fstest.MapFS{}})
	if err != nil {
		t.Fatalf("%v\nin\n%s", err, text)
	}
	return s
}

// least is a scenario that says as little as possible.
const least = `title: The least
purpose: illustration
parties: {a: {}, b: {}}
issues: {pie: {status_quo: 0.25, positions: {a: {ideal: 1, salience: 50}}}}
`

// everyInput sets all varying inputs of a bargain to their u-quantiles.
func everyInput(b *model.Bargain, u float64) []float64 {
	in := make([]float64, b.Columns)
	for c, x := range b.Varying() {
		in[c] = x.Dist.Quantile(u)
	}
	return in
}

// TestDefaults holds what leaving keys out means against the guide to the language.
func TestDefaults(t *testing.T) {
	b := parse(t, least+"levers: {push: {holder: a}}\n").Bargain
	p := b.Parties[0]
	for name, x := range map[string]struct {
		got  model.Number
		want float64
	}{
		"power": {p.Power, 1}, "voice": {p.Voice, 0}, "patience": {p.Patience, 0.98}, "risk_aversion": {p.RiskAversion, 0},
		"conflict_cost": {p.ConflictCost, 0}, "expected_compliance": {p.ExpectedCompliance, 1}, "breach_loss": {p.BreachLoss, 0},
		"prospects": {p.Prospects, 0}, "pressure_cap": {p.PressureCap, 1}, "inducement_cap": {p.InducementCap, 1},
		"curvature": {b.Issues[0].Curvature, 2},
		"weight":    {b.Levers[0].Weight, 1}, "intensity": {b.Levers[0].Intensity, 1}, "credibility": {b.Levers[0].Credibility, 1},
		"follow_through": {b.Levers[0].FollowThrough, 1}, "pass_through": {b.Levers[0].PassThrough, 1}, "cost": {b.Levers[0].Cost, 0},
		"relief": {b.Packages[0].Relief, 1}, "share": {b.Packages[0].Share, 1}, "stake": {b.Packages[0].Stake, 1},
		"a party without a position": {b.Issues[0].Stances[1].Salience, 0},
	} {
		if got := x.got.In(nil); got != x.want {
			t.Errorf("%s is %g when left out, not %g", name, got, x.want)
		}
	}
	if p.Seat != model.Signatory || p.Stated || p.CountsOn != -1 || p.Name != "a" {
		t.Errorf("a party that says nothing is %+v", p)
	}
	if l := b.Levers[0]; l.When != model.Always || l.Target != -1 || l.WhenParty != -1 {
		t.Errorf("a lever that says nothing is %+v", l)
	}
	if g := b.Packages; len(g) != 1 || g[0].ID != "settlement" || g[0].Outcome != model.Settlement || !cmp.Equal(g[0].Issues, []int{0}) {
		t.Errorf("the packages of a scenario without any are %+v", g)
	}
	if !b.Theories[0].Baseline || len(b.Theories) < 2 {
		t.Errorf("the theories are %v", b.Theories)
	}
	if n := len(b.Inputs); n != 3 {
		t.Errorf("%d inputs, although three numbers are written", n)
	}
}

// TestPartialDefaults: only a settlement ends the fighting by itself.
func TestPartialDefaults(t *testing.T) {
	b := parse(t, least+"packages: {p: {outcome: partial, issues: all}, c: {outcome: ceasefire, issues: [pie]}, s: {outcome: settlement, issues: all, stake: 0.5}}\n").Bargain
	var got [][3]float64
	for _, g := range b.Packages {
		got = append(got, [3]float64{g.Relief.In(nil), g.Share.In(nil), g.Stake.In(nil)})
	}
	if diff := cmp.Diff([][3]float64{{0, 0, 0}, {0, 0, 0}, {1, 1, 0.5}}, got); diff != "" {
		t.Error(diff)
	}
}

// TestRange: `a to b` is the author's 90 % range, on every kind of domain.
func TestRange(t *testing.T) {
	b := parse(t, least, "parties.a.power=0.9 to 1.4", "parties.a.patience=0.95 to 0.99",
		"issues.pie.status_quo=0.2 to 0.7", "issues.pie.positions.a.salience=25 to 40").Bargain
	want := map[string]struct {
		lo, hi float64
		family string
	}{
		"parties.a.power":                 {0.9, 1.4, "lognormal"},
		"parties.a.patience":              {0.95, 0.99, "logit_normal"},
		"issues.pie.status_quo":           {0.2, 0.7, "logit_normal"},
		"issues.pie.positions.a.salience": {25, 40, "logit_normal"},
	}
	for _, in := range b.Varying() {
		w := want[in.Path]
		if lo, hi := in.Dist.Quantile(0.05), in.Dist.Quantile(0.95); math.Abs(lo-w.lo) > 1e-9*w.hi || math.Abs(hi-w.hi) > 1e-9*w.hi || in.Family != w.family {
			t.Errorf("%s: %g to %g, %s; want %v", in.Path, lo, hi, in.Family, w)
		}
	}
	if b.Columns != len(want) {
		t.Errorf("%d inputs vary, want %d", b.Columns, len(want))
	}
}

// TestOrder: inputs come in the order of the file, whatever order the language
// reads them in, and only varying ones take a column, in the order of their
// paths.
func TestOrder(t *testing.T) {
	b := parse(t, `levers: {push: {cost: 0.1 to 0.2, holder: a, weight: 0.3 to 0.4, effects: [{toward: 0.5 to 0.6, moves: status_quo, issue: pie}]}}
issues: {pie: {positions: {b: {salience: 5, at_least: 0.1 to 0.2}}, status_quo: 0.25}}
parties: {b: {power: 1 to 2}, a: {voice: 0}}
purpose: illustration
title: Upside down
`).Bargain
	var got []string
	for _, in := range b.Inputs {
		got = append(got, in.Path)
	}
	want := []string{
		"levers.push.cost", "levers.push.weight", "levers.push.effects.0.toward", "issues.pie.positions.b.salience",
		"issues.pie.positions.b.at_least", "issues.pie.status_quo", "parties.b.power", "parties.a.voice",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	for c, in := range b.Varying() {
		if in == nil || in.Column != c {
			t.Errorf("column %d: %+v", c, in)
		}
	}
	if x, ok := b.Levers[0].Weight.Column(); !ok || x != 3 {
		t.Error("weight is not in column 3")
	}
}

// TestFallingScale: where amounts fall as positions rise, at most is at least.
func TestFallingScale(t *testing.T) {
	b := parse(t, `title: Years
purpose: illustration
parties: {a: {}, b: {}}
issues:
  years:
    range: [10, 4]
    labels: {late: 10, soon: 4, between: 7}
    status_quo: 8.5
    positions: {a: {at_most: 5, salience: 10}, b: {at_least: 7, salience: 10}}
    red_lines: {a: {at_most: 6}, b: {at_least: 5}}
packages: {p: {outcome: partial, issues: all, limits: {years: [5, 9]}}}
`).Bargain
	k := b.Issues[0]
	if got := k.Scale.Position(k.StatusQuo.In(nil)); got != 0.25 {
		t.Errorf("8.5 of 10 to 4 is position %g", got)
	}
	if k.Stances[0].Side != model.AtLeast || k.Stances[1].Side != model.AtMost {
		t.Errorf("sides %v, %v", k.Stances[0].Side, k.Stances[1].Side)
	}
	if k.RedLines[0].Side != model.AtLeast || k.RedLines[1].Side != model.AtMost {
		t.Errorf("red lines %v, %v", k.RedLines[0].Side, k.RedLines[1].Side)
	}
	if k.RedLines[1].Stream != model.Key("redline/years.b") {
		t.Error("the red line has another stream")
	}
	if diff := cmp.Diff([]model.Label{{Name: "late", At: 0}, {Name: "between", At: 0.5}, {Name: "soon", At: 1}}, k.Labels); diff != "" {
		t.Error(diff)
	}
	if l := b.Packages[0].Limits[0]; l.Lower.In(nil) != 5 || l.Upper.In(nil) != 9 {
		t.Errorf("limits %+v", l)
	}
}

// TestLevers: triggers, targets and what effects default to.
func TestLevers(t *testing.T) {
	b := load(t, "testdata/alaska.yaml", scenario.Options{}).Bargain
	type lever struct {
		when   model.Trigger
		party  int
		target int
	}
	// By name, not in the order of the file.
	const europe, russia, ukraine, us = 0, 1, 3, 4
	const hostilities, sanctions, territory = 1, 2, 3
	want := map[string]lever{
		"aid_cutoff": {model.OnRefusal, ukraine, ukraine}, "backfill": {model.OnNoAgreement, -1, ukraine}, "sanctions_relief": {model.Always, -1, russia},
		"front_pressure": {model.OnNoAgreement, -1, ukraine}, "guarantee": {model.OnAgreement, -1, ukraine},
		"violation_price": {model.OnViolation, russia, russia}, "delay": {model.WhileTalking, -1, -1}, "reward": {model.OnAcceptance, russia, russia},
	}
	for _, l := range b.Levers {
		if got := (lever{l.When, l.WhenParty, l.Target}); got != want[l.ID] {
			t.Errorf("%s: %+v, want %+v", l.ID, got, want[l.ID])
		}
	}
	cut := b.Levers[0]
	if e := cut.Effects[0]; e.Moves != model.MovesConflictCost || e.Party != ukraine || e.Push.In(nil) != 1 {
		t.Errorf("conflict_cost: %+v", e)
	}
	if e := cut.Effects[1]; e.Moves != model.MovesPressure || e.Party != ukraine || !e.Additive {
		t.Errorf("pressure without of: moves %+v, not the target", e)
	}
	if o := b.Levers[1].Substitutions; len(o) != 1 || o[0].Lever != 0 {
		t.Errorf("offsets: %+v", o)
	}
	if e := b.Levers[3].Effects[0]; e.Party != -1 || e.Issue != territory || e.Moves != model.MovesStatusQuo {
		t.Errorf("status_quo: %+v", e)
	}
	if e := b.Levers[4].Effects[1]; e.Moves != model.MovesBinding || e.RedLine != 0 || e.Push.In(nil) != -1 {
		t.Errorf("binding: %+v", e)
	}
	a := b.Aid
	if a.Of != ukraine || len(a.Donors) != 2 || a.Donors[0].Party != europe || a.Donors[0].CutBy != -1 || a.Donors[1].CutBy != 0 || len(a.Fillers) != 1 || a.Push.In(nil) != 2 {
		t.Errorf("aid: %+v", a)
	}
	if k := b.Issues[territory].RedLines[0]; !cmp.Equal(k.Packages, []int{1}) {
		t.Errorf("the red line ties %v", k.Packages)
	}
	if k := b.Issues[sanctions]; !cmp.Equal(k.CarriedOutBy, []int{europe, us}) {
		t.Errorf("carried out by %v", k.CarriedOutBy)
	}
}

// TestEvidence: a number written long carries what it rests on.
func TestEvidence(t *testing.T) {
	b := load(t, "testdata/alaska.yaml", scenario.Options{}).Bargain
	for _, in := range b.Inputs {
		if in.Path != "parties.russia.expected_compliance" {
			continue
		}
		want := &model.Evidence{Document: "d3", Says: "trust is scarce", Confidence: "medium", Disputed: "d2 says otherwise"}
		if diff := cmp.Diff(want, in.Evidence); diff != "" || in.Written != "0.5 to 0.8" {
			t.Error(in.Written, diff)
		}
	}
	if d := b.Documents; len(d) != 2 || d[0].SupportsFacts() || !d[1].SupportsFacts() || d[0].Published != "2025-08" {
		t.Errorf("documents: %+v", d)
	}
}

// TestText: the resolved text can replace the scenario: it gives the same
// bargain and itself.
func TestText(t *testing.T) {
	for _, name := range []string{"testdata/alaska.yaml", "testdata/variant.yaml"} {
		s := load(t, name, scenario.Options{Set: []string{"levers.aid_cutoff.weight=0.9"}})
		again := parse(t, s.Text)
		if again.Text != s.Text || again.Digest != s.Digest || len(s.Digest) != 64 {
			t.Errorf("%s: the text of the text differs:\n%s", name, cmp.Diff(s.Text, again.Text))
		}
		if diff := cmp.Diff(everyInput(s.Bargain, 0.3), everyInput(again.Bargain, 0.3)); diff != "" {
			t.Error(diff)
		}
		if diff := cmp.Diff(s.Bargain.Levers, again.Bargain.Levers, cmp.AllowUnexported(model.Number{})); diff != "" {
			t.Error(diff)
		}
		if strings.Contains(s.Text, "extends") {
			t.Error("the resolved text extends something")
		}
	}
}

// TestForeignFiles: files of other systems mean the same.
func TestForeignFiles(t *testing.T) {
	text, err := os.ReadFile("testdata/alaska.yaml")
	if err != nil {
		t.Fatal(err)
	}
	want := parse(t, string(text))
	for name, foreign := range map[string]string{
		"byte order mark": "\ufeff" + string(text),
		"CRLF":            strings.ReplaceAll(string(text), "\n", "\r\n"),
		"no last newline": strings.TrimRight(string(text), "\n"),
	} {
		if got := parse(t, foreign); got.Text != want.Text {
			t.Errorf("%s: %s", name, cmp.Diff(want.Text, got.Text))
		}
	}
}

// TestMergeKeys: aliases and merge keys stand for what they name, and keys
// that are given win.
func TestMergeKeys(t *testing.T) {
	b := parse(t, `title: Merge
purpose: illustration
parties: {a: &a {power: 2, patience: 0.9}, b: {<<: *a, power: 3}, c: *a}
issues: {pie: {status_quo: 0}}
`).Bargain
	for i, want := range [][2]float64{{2, 0.9}, {3, 0.9}, {2, 0.9}} {
		if got := [2]float64{b.Parties[i].Power.In(nil), b.Parties[i].Patience.In(nil)}; got != want {
			t.Errorf("party %d: %v, want %v", i, got, want)
		}
	}
}

// TestSettings: the run: block is passed on unchanged.
func TestSettings(t *testing.T) {
	s := load(t, "testdata/alaska.yaml", scenario.Options{})
	want := scenario.Settings{Draws: 4096, Seed: 2025, HasSeed: true, Sampler: "sobol", Protocols: []string{"all"}, Until: []string{`error(share("settlement")) < 0.005`}}
	if diff := cmp.Diff(want, s.Run); diff != "" {
		t.Error(diff)
	}
	if s.Name != "alaska" || len(s.Require) != 2 {
		t.Error(s.Name, s.Require)
	}
	if diff := cmp.Diff(scenario.Settings{}, parse(t, least).Run); diff != "" {
		t.Error(diff)
	}
}

// TestSamples: numbers from a file next to the scenario become part of its
// text.
func TestSamples(t *testing.T) {
	fsys := fstest.MapFS{
		"deep/in.yaml":   {Data: []byte(strings.Replace(least, "a: {}", "a: {power: {samples: ../data/power.csv}}", 1))},
		"data/power.csv": {Data: []byte("power\r\n# measured\r\n0.5\r\n1.5\r\n2.5\r\n")},
	}
	s := load(t, "deep/in.yaml", scenario.Options{FS: fsys})
	if in := s.Bargain.Inputs[0]; in.Value != 1.5 || in.Family != "samples" || in.Written != "{samples: [0.5, 1.5, 2.5]}" {
		t.Errorf("%+v", in)
	}
	if again := parse(t, s.Text); again.Digest != s.Digest {
		t.Error("the text still needs the file")
	}
}

// TestEveryKey: the scenario in testdata that is called complete is so, and
// every key says what it means.
func TestEveryKey(t *testing.T) {
	text, err := os.ReadFile("testdata/alaska.yaml")
	if err != nil {
		t.Fatal(err)
	}
	defs := scenario.Schema()["$defs"].(map[string]any)
	checked := 0
	for name, def := range defs {
		properties, ok := def.(map[string]any)["properties"].(map[string]any)
		if !ok || strings.HasSuffix(name, ".changes") {
			continue
		}
		for key, p := range properties {
			checked++
			if !strings.Contains(string(text), key+":") && key != "extends" {
				t.Errorf("testdata/alaska.yaml has no %s in a %s", key, name)
			}
			if doc, _ := p.(map[string]any)["description"].(string); doc == "" {
				t.Errorf("%s of a %s has no description", key, name)
			}
		}
	}
	if checked < 80 {
		t.Errorf("%d keys only", checked)
	}
}

// BenchmarkParse reads a full scenario of some seventy numbers.
func BenchmarkParse(b *testing.B) {
	text, err := os.ReadFile("testdata/alaska.yaml")
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		if _, err := scenario.Parse("in.yaml", text, scenario.Options{}); err != nil {
			b.Fatal(err)
		}
	}
}
