package scenario_test

import (
	"math"
	"os"
	"regexp"
	"strconv"
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
		"disagreement_cost": {p.DisagreementCost.Amount, 0}, "leaves": {p.Leaves, 0},
		"curvature": {b.Issues[0].Curvature, 2}, "loss_aversion": {b.Issues[0].LossAversion, 1}, "irreversible": {b.Issues[0].Irreversible, 0},
		"weight": {b.Levers[0].Weight, 1}, "credibility": {b.Levers[0].Credibility, 1},
		"follow_through": {b.Levers[0].FollowThrough, 1}, "pass_through": {b.Levers[0].PassThrough, 1}, "cost": {b.Levers[0].Cost, 0},
		"relieves": {b.Packages[0].Relieves, 1}, "holds": {b.Packages[0].Holds, 1}, "share": {b.Packages[0].Share, 1}, "counts": {b.Packages[0].Counts, 1},
		"a party without a position": {b.Issues[0].Stances[1].Salience, 0},
	} {
		if got := x.got.In(nil); got != x.want {
			t.Errorf("%s is %g when left out, not %g", name, got, x.want)
		}
	}
	if p.Seat != model.Signatory || p.Stated || p.CountsOn != nil || p.Say != nil || p.Compliance.Given || p.Name != "a" {
		t.Errorf("a party that says nothing is %+v", p)
	}
	if l := b.Levers[0]; !cmp.Equal(l.When, []model.Moment{{Trigger: model.Always, Party: -1}}) || l.Target != -1 {
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

// TestPackageDefaults: a settlement and a ceasefire relieve everything, unless a
// standstill says what does.
func TestPackageDefaults(t *testing.T) {
	const packages = `packages: {p: {outcome: partial, issues: [pie]}, c: {outcome: ceasefire, issues: [pie]}, s: {outcome: settlement, issues: all, counts: 0.5}}
`
	const truce = `issues: {pie: {status_quo: 0.25, positions: {a: {ideal: 1, salience: 50}}}, war: {options: {on: 0, off: 1}, status_quo: on}}
standstill: {issue: war, relieves: {off: 0.9}}
`
	type pack struct {
		relieves, holds, share, counts float64
		certain                        bool
	}
	for text, want := range map[string][]pack{
		least + packages: {{0, 0, 0, 0.2, false}, {1, 1, 0, 1, false}, {1, 1, 1, 0.5, false}},
		strings.Replace(least, "issues: {pie: {status_quo: 0.25, positions: {a: {ideal: 1, salience: 50}}}}\n", truce, 1) + packages: {
			{0, 0, 0, 0.2, true}, {0, 0, 0, 0.2, false}, {0, 0, 1, 0.5, false},
		},
	} {
		var got []pack
		for _, g := range parse(t, text).Bargain.Packages {
			got = append(got, pack{g.Relieves.In(nil), g.Holds.In(nil), g.Share.In(nil), g.Counts.In(nil), g.Certain})
		}
		if diff := cmp.Diff(want, got, cmp.AllowUnexported(pack{})); diff != "" {
			t.Error(diff)
		}
	}
}

// TestRange: `a to b` is the author's 90% range, on every kind of domain.
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
	b := parse(t, `levers: {push: {cost: 0.1 to 0.2, holder: a, weight: 0.3 to 0.4, effects: [{by: 0.5 to 0.6, expects: b, issue: pie}]}}
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
		"levers.push.cost", "levers.push.weight", "levers.push.effects.0.by", "issues.pie.positions.b.salience",
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

// TestLevers: moments, targets, and what effects say.
func TestLevers(t *testing.T) {
	b := load(t, "testdata/alaska.yaml", scenario.Options{}).Bargain
	type lever struct {
		when   []model.Moment
		target int
	}
	// By name, not in the order of the file.
	const europe, russia, ukraine, us = 0, 1, 3, 4
	const hostilities, sanctions, strikes, territory = 1, 2, 3, 4
	want := map[string]lever{
		"aid_cutoff":       {[]model.Moment{{Trigger: model.OnRefusal, Party: ukraine}, {Trigger: model.OnViolation, Party: ukraine}}, ukraine},
		"backfill":         {[]model.Moment{{Trigger: model.OnNoAgreement, Party: -1}}, ukraine},
		"sanctions_relief": {[]model.Moment{{Trigger: model.OnAgreement, Party: -1}}, russia},
		"front_pressure":   {[]model.Moment{{Trigger: model.OnNoAgreement, Party: -1}}, ukraine},
		"guarantee":        {[]model.Moment{{Trigger: model.OnAgreement, Party: -1}}, ukraine},
		"violation_price":  {[]model.Moment{{Trigger: model.OnViolation, Party: russia}}, russia},
		"delay":            {[]model.Moment{{Trigger: model.WhileTalking, Party: -1}}, -1},
		"reward":           {[]model.Moment{{Trigger: model.OnAcceptance, Party: russia}}, russia},
	}
	for _, l := range b.Levers {
		if diff := cmp.Diff(want[l.ID], lever{l.When, l.Target}, cmp.AllowUnexported(lever{})); diff != "" {
			t.Errorf("%s: %s", l.ID, diff)
		}
	}
	type effect struct {
		does                           model.Verb
		party, issue, redLine, against int
		worth                          int
		by, upTo                       float64
		path                           string
	}
	in := model.CentralValues(b)
	got := func(lever, i int) effect {
		e := b.Levers[lever].Effects[i]
		return effect{e.Does, e.Party, e.Issue, e.RedLine, e.Against, e.By.Issue - 1, math.Round(1e6*e.By.Amount.In(in)) / 1e6, e.UpTo.In(in), e.Path}
	}
	const cutoff, front, guarantee, relief = 0, 3, 4, 6
	for _, c := range []struct {
		lever, i int
		want     effect
	}{
		{cutoff, 0, effect{model.Costs, ukraine, -1, -1, -1, -1, 0.07, 0, ""}},
		{cutoff, 1, effect{model.Presses, ukraine, -1, -1, -1, territory, 0.02, 0, ""}},
		{cutoff, 2, effect{model.Expects, ukraine, territory, -1, -1, -1, 0.025, 0, ""}},
		{front, 0, effect{model.Expects, russia, territory, -1, -1, -1, 0.07, 0, ""}},
		{guarantee, 0, effect{model.Assures, ukraine, -1, -1, russia, -1, 1, 0, ""}},
		{guarantee, 1, effect{model.Hardens, ukraine, territory, 0, -1, -1, -1.5, 0, ""}},
		{guarantee, 2, effect{model.Hardens, ukraine, strikes, 0, -1, -1, 1, 0, ""}},
		{guarantee, 3, effect{model.MovesPower, russia, -1, -1, -1, -1, 0.5, 0, ""}},
		{guarantee, 4, effect{model.MovesProcess, -1, -1, -1, -1, -1, 0.5, 0, "processes.meetings.refusal.russia"}},
		{guarantee, 5, effect{model.MovesPatience, ukraine, -1, -1, -1, -1, -0.2, 0, ""}},
		{relief, 0, effect{model.Offers, russia, sanctions, -1, -1, -1, 0, 0.6, ""}},
	} {
		e := got(c.lever, c.i)
		if math.Abs(e.by-c.want.by) < 0.15*math.Abs(c.want.by) {
			e.by = c.want.by // the middle of a range is that of its shape
		}
		if diff := cmp.Diff(c.want, e, cmp.AllowUnexported(effect{})); diff != "" {
			t.Errorf("%s, effect %d: %s", b.Levers[c.lever].ID, c.i, diff)
		}
	}
	if o := b.Levers[1].Substitutions; len(o) != 1 || o[0].Lever != 0 {
		t.Errorf("offsets: %+v", o)
	}
	a := b.Aid
	if a.Of != ukraine || len(a.Donors) != 2 || a.Donors[0].Party != europe || a.Donors[0].CutBy != -1 || a.Donors[1].CutBy != 0 || len(a.Fillers) != 1 {
		t.Errorf("aid: %+v", a)
	}
	_ = us
}

// TestBlocks: what each block of the complete scenario becomes.
func TestBlocks(t *testing.T) {
	b := load(t, "testdata/alaska.yaml", scenario.Options{}).Bargain
	const europe, russia, ukraine, us = 0, 1, 3, 4
	const accession, hostilities, sanctions, strikes, territory = 0, 1, 2, 3, 4
	in := model.CentralValues(b)
	if k := b.Issues[territory].RedLines[0]; !cmp.Equal(k.Packages, []int{1}) || !k.Only || !k.Held || k.Side != model.AtMost {
		t.Errorf("the red line is %+v", k)
	}
	if k := b.Issues[strikes].RedLines[0]; k.Packages != nil || k.Only || k.Held {
		t.Errorf("the red line is %+v", k)
	}
	var carriers []int
	for _, c := range b.Issues[sanctions].Carriers {
		carriers = append(carriers, c.Party)
	}
	if _, varies := b.Issues[sanctions].Carriers[0].Credibility.Column(); !cmp.Equal(carriers, []int{europe, us}) || !varies ||
		b.Issues[sanctions].Carriers[1].Share.In(in) != 0.6 || b.Issues[sanctions].Carriers[1].Credibility.In(in) != 1 {
		t.Errorf("carried out by %+v", b.Issues[sanctions].Carriers)
	}
	if c := b.Issues[accession].Carriers; len(c) != 1 || c[0].Share.In(in) != 1 || c[0].Credibility.In(in) != 1 {
		t.Errorf("carried out by %+v", c)
	}
	if s := b.Issues; s[sanctions].Steps != 4 || s[territory].Steps != 0 || !cmp.Equal(s[hostilities].Options, []float64{0, 0.25, 1}) || s[hostilities].Labels[1].Name != "pause" {
		t.Errorf("steps %d, options %v", s[sanctions].Steps, s[hostilities].Options)
	}
	if s := b.Issues; s[strikes].LossAversion != s[accession].LossAversion || s[strikes].Curvature != s[accession].Curvature ||
		s[territory].LossAversion.In(in) != 1.5 || s[territory].Curvature.In(in) != 2 {
		t.Error("preferences are not one draw for all issues that state nothing")
	}
	if x := b.Standstill; x.Issue != hostilities || x.Relieves[0].In(in) != 0 || x.Relieves[2].In(in) != 1 || x.Holds[1].In(in) != 0 || x.Holds[2].In(in) != 1 {
		t.Errorf("standstill: %+v", x)
	}
	if l := b.Packages[0].Limits[0]; l.Lower.In(in) != 1 || l.Upper.In(in) != 1 || !b.Packages[2].Certain || b.Packages[0].Certain {
		t.Errorf("packages: %+v", b.Packages)
	}
	p := b.Parties
	if !cmp.Equal(p[us].Say, []int{sanctions, territory}) || !cmp.Equal(p[europe].Say, []int{accession, sanctions}) || p[russia].Say != nil || !cmp.Equal(p[us].OnLeaving, []int{0}) {
		t.Errorf("say %v, %v, %v", p[us].Say, p[europe].Say, p[russia].Say)
	}
	if x := p[ukraine].DisagreementCost; x.Issue-1 != territory || p[russia].DisagreementCost.Issue != 0 {
		t.Errorf("costs %+v", x)
	}
	if x := p[russia].Prospects; len(x) != 2 || x[0].Issue != accession || x[0].Shift.In(in) != -1 || x[1].Issue != territory {
		t.Errorf("prospects %+v", x)
	}
	if x := p[russia].Compliance; !x.Given || x.Over.In(in) != 26 || !cmp.Equal(p[russia].CountsOn, []int{ukraine}) {
		t.Errorf("compliance %+v", x)
	}
	if f := b.Factions; len(f) != 1 || f[0].ID != "ukraine.parliament" || f[0].Party != ukraine || len(f[0].Groups) != 1 ||
		!f[0].Groups[0].HasGain || len(f[0].Groups[0].Accepts) != 2 || f[0].Groups[0].Accepts[1].Issue != territory ||
		f[0].Groups[0].Accepts[1].Side != model.AtMost || !f[0].Groups[0].Accepts[1].UnlessNotWorse {
		t.Errorf("factions %+v", f)
	}
	if w := (model.Words{DisagreementCost: "cost of fighting", Standstill: "ceasefire", MovingIssue: "front"}); b.Words != w {
		t.Errorf("words %+v", b.Words)
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
	want := scenario.Settings{Draws: 4096, Seed: 2025, HasSeed: true, Sampler: "sobol", Theories: []string{"all"}, Until: []string{`error(share("settlement")) < 0.005`}}
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

// TestTextOfTexts: however a text is written, with quotes or without, in a block
// or in a line, the resolved text gives itself.
func TestTextOfTexts(t *testing.T) {
	for _, text := range []string{
		"How much", "How much?", "it's", "'tis", "a, b", "a - b", "- a", "a: b", "a:b", "a #b", "[a]", "{a}", "a]", "---a", "=", "<<", "%a", "*a", "&a", "|", ">", "@a", "`a",
		"true", "~", "0.5", "0.5 to 1", "2025-08", "two  spaces", "20 %", "naïve – é", "e\u0301", "a\u00a0b", "\U0001d49c", "a. b (c)/d", "(a) b",
	} {
		for _, written := range []string{strconv.Quote(text), "'" + strings.ReplaceAll(text, "'", "''") + "'", text} {
			in := strings.Replace(least, "The least", written, 1)
			in = strings.Replace(in, "{status_quo", "{question: "+written+", status_quo", 1)
			s, err := scenario.Parse("in.yaml", []byte(in), scenario.Options{})
			if err != nil && written == text {
				continue // not everything can be written without quotes
			}
			if err != nil {
				t.Error(err)
				continue
			}
			if again := parse(t, s.Text); again.Digest != s.Digest {
				t.Errorf("%s: the text of the text differs:\n%s", written, cmp.Diff(s.Text, again.Text))
			}
		}
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
			if !regexp.MustCompile(`\b`+key+`:`).Match(text) && key != "extends" {
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

// Wherever an amount of an issue is written, the name of one of its labels means the
// amount at which the label stands.
func TestLabelsStandForAmounts(t *testing.T) {
	const text = `title: A union
purpose: illustration
parties: {north: {disagreement_cost: 0.1}, south: {}}
issues:
  tie:
    range: [0, 10]
    labels: {none: 0, union: 6, market: 9}
    status_quo: none
    positions: {north: {ideal: market, salience: 50}, south: {at_most: none, salience: 50}}
    red_lines: {south: {at_most: market}}
    public_lines: {north: {at_least: union, price: 1}}
    carried_out_by: [north]
packages: {deal: {outcome: settlement, issues: all}}
factions: {south.parliament: {majority: {accepts: {tie: {at_most: union}}}}}
levers: {opening: {holder: north, target: south, when: agreement, weight: 0.5, effects: [{offers: tie, up_to: market}]}}
strength: {between: [north, south], value: 0.5, win: {tie: market}, lose: {tie: none}}
`
	words := strings.NewReplacer(": none", ": 0", ": union", ": 6", ": market", ": 9")
	named, amounts := parse(t, text).Bargain, parse(t, words.Replace(text)).Bargain
	if len(named.Inputs) != len(amounts.Inputs) {
		t.Fatalf("%d inputs with labels, %d with amounts", len(named.Inputs), len(amounts.Inputs))
	}
	seen := 0
	for i := range amounts.Inputs {
		a, n := &amounts.Inputs[i], &named.Inputs[i]
		if a.Path != n.Path || a.Value != n.Value || a.Lower != n.Lower || a.Upper != n.Upper {
			t.Errorf("%s is %g, with labels %s is %g", a.Path, a.Value, n.Path, n.Value)
		}
		if a.Written != n.Written {
			seen++
		}
	}
	if seen != 9 {
		t.Errorf("%d amounts written as labels, not 9", seen)
	}
}

// TestOptionsOfAVariant have their place by their amounts, and so does the text of
// the scenario list them.
func TestOptionsOfAVariant(t *testing.T) {
	base := strings.Replace(least, "issues: {", "issues: {venue: {options: {here: 0, there: 1}, status_quo: here, positions: {a: {ideal: there, salience: 50}}}, ", 1)
	s, err := scenario.Parse("in.yaml", []byte("extends: base.yaml\nissues: {venue: {options: {between: 0.4}}}\n"),
		scenario.Options{FS: fstest.MapFS{"base.yaml": {Data: []byte(base)}}})
	if err != nil {
		t.Fatal(err)
	}
	again := parse(t, s.Text)
	for i := range s.Bargain.Issues {
		if k := &s.Bargain.Issues[i]; k.ID == "venue" {
			if want := []float64{0, 0.4, 1}; !cmp.Equal(k.Options, want) || !cmp.Equal(again.Bargain.Issues[i].Options, want) {
				t.Errorf("the options stand at %v, and at %v after they were written down", k.Options, again.Bargain.Issues[i].Options)
			}
		}
	}
	if again.Text != s.Text {
		t.Errorf("written down again, the scenario is another one:\n%s", again.Text)
	}
}
