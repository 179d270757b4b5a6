package output_test

import (
	"math"
	"slices"
	"testing"

	"sim/model"
	"sim/model/analysis"
	"sim/model/montecarlo"
	"sim/model/scenario"
	"sim/model/study"
	"sim/output"
)

// of is an estimate of so many draws with its 95% interval of 1.96 errors.
func of(n int, value, err float64) montecarlo.Estimate {
	return montecarlo.Estimate{N: n, Value: value, Error: err, Lower: value - 1.96*err, Upper: value + 1.96*err}
}

func unknown() montecarlo.Estimate { return of(0, math.NaN(), math.NaN()) }

// made is a study of a made-up bargain under two theories.
func made() *output.Study {
	b := &model.Bargain{
		Title:    "Land\x1b",
		Parties:  []model.Party{{ID: "north", Name: "North"}, {ID: "south_coast"}},
		Theories: []model.Theory{{Name: "weighted_mean", Family: "influence", Baseline: true}, {Name: "nash", Title: "Nash", Family: "cooperative"}},
		Packages: []model.Package{{ID: "all", Outcome: model.Settlement}},
	}
	return &output.Study{Subject: &study.Subject{Scenario: &scenario.Scenario{Bargain: b}, Theories: b.Theories, Lead: 1, Config: study.Config{Draws: 4096, Seed: 7}}}
}

func TestStudyLine(t *testing.T) {
	s := made()
	if got, want := s.Line(), "Land· · 4,096 draws × 2 theories · seed 7"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
	s.Theories, s.Config = s.Theories[1:], study.Config{Draws: 1, Sampler: "sobol"}
	if got, want := s.Line(), "Land· · 1 draw × 1 theory · seed 0 · sobol sampler"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}

func TestFormatParts(t *testing.T) {
	for _, c := range []struct {
		e               montecarlo.Estimate
		value, interval string
	}{
		{of(400, 0.17, 0.01), "17 ± 1%", "15 to 19%"}, // 15.04 and 18.96
		{of(400, -0.01, 0.02), "<3%", "-5 to 3%"},
		{of(400, -0.1, 0.31), "<50%", "-70 to 50%"}, // −4.92 and 2.92
		{of(400, 0, 0), "0%", ""},
		{unknown(), "–", "–"},
	} {
		if got := output.FormatPart(c.e); got != c.value {
			t.Errorf("%+v is written %q, want %q", c.e, got, c.value)
		}
		if got := output.FormatPartInterval(c.e); got != c.interval {
			t.Errorf("the interval of %+v is written %q, want %q", c.e, got, c.interval)
		}
	}
	share := &output.Sensitivity{Sensitivity: &study.Sensitivity{Measure: study.Measure{Share: true}}}
	if factor, unit := share.Scale(); factor != 100 || unit != "%" {
		t.Errorf("a share is shown %g times, in %q", factor, unit)
	}
	if factor, unit := (&output.Sensitivity{Sensitivity: new(study.Sensitivity)}).Scale(); factor != 1 || unit != "" {
		t.Errorf("a payoff is shown %g times, in %q", factor, unit)
	}
	for p, want := range map[float64]string{1e-9: "<0.0001", 0.0123: "0.012", 1: "1.0"} {
		if got := output.FormatLuck(p); got != want {
			t.Errorf("luck of %g is written %q, want %q", p, got, want)
		}
	}
}

// A difference of no more than two errors is noise; one of nothing at all is none.
func TestFormatChange(t *testing.T) {
	for _, c := range []struct {
		d              montecarlo.Estimate
		same           bool
		points, amount string
	}{
		{of(400, 0.1, 0.02), false, "+10 ± 2", "+0.10 ± 0.02"},
		{of(400, -0.1, 0.02), false, "-10 ± 2", "-0.10 ± 0.02"},
		{of(400, 0.04, 0.02), false, "~", "~"},
		{of(400, -0.04, 0.02), false, "~", "~"},
		{of(400, 0, 0.002), true, "none", "none"}, // in the draws that there are
		{of(400, 0, 0.002), false, "~", "~"},
		{of(400, -2.4e-6, 3e-7), false, "0.000 ± 0.001", "<0.001"},
		{of(400, 0.0005, 0.0001), false, "+0.05 ± 0.01", "<0.001"},
		{unknown(), false, "–", "–"},
		{of(0, 0.1, 0.02), false, "–", "–"},
	} {
		p := &analysis.Paired{Difference: c.d, Same: c.same}
		if points, amount := output.FormatPoints(p), (output.Amounts{Width: 1}).Change(p); points != c.points || amount != c.amount {
			t.Errorf("%+v is written %q in points and %q in stake units, want %q and %q", c.d, points, amount, c.points, c.amount)
		}
	}
}

func TestVariant(t *testing.T) {
	st := made()
	c := &output.Comparison{Study: st}
	v := &output.Variant{Comparison: &analysis.Comparison{Theories: st.Theories, Paired: make([][]analysis.Paired, 2)}}
	for class := range model.Class(model.Classes) {
		v.Quantities = append(v.Quantities, analysis.Headline{Quantity: "share", Key: class.String()})
		v.Effects = append(v.Effects, analysis.Effects{Verdict: analysis.Contested})
		for m := range v.Paired {
			p := analysis.Paired{A: of(100, 0, 0), B: of(100, 0, 0)}
			switch {
			case class == model.Partial && m == 1:
				p.A.Value = 0.1
			case class == model.Collapsed && m == 0:
				p.B.Value, p.B.N = 0.1, 99
			}
			v.Paired[m] = append(v.Paired[m], p)
		}
	}
	if got, want := v.ClassesShown(), []model.Class{model.Partial, model.Collapsed}; !slices.Equal(got, want) {
		t.Errorf("classes %v, want %v", got, want)
	}
	if !v.Shown(0, int(model.Partial)) || v.Shown(0, int(model.Collapsed)) {
		t.Error("a figure of 100 draws is shown, and one of 99 in a run is not")
	}
	if got := v.VerdictOf(0); got != "contested: more under some theories, less under others" {
		t.Error(got)
	}
	if got := c.LeadOf(v); got != 1 {
		t.Errorf("theory %d leads", got)
	}
	v.Theories = v.Theories[:1]
	if got := c.LeadOf(v); got != 0 || v.VerdictOf(0) != "" {
		t.Errorf("theory %d leads of one, with the verdict %q", got, v.VerdictOf(0))
	}
}

// Pooled with half of the weight for each theory: (20 + 60)/2 = 40% settle. What
// lies between them, 0.2² = 0.04, is 17% of 0.4·0.6 = 0.24; so the inputs matter
// more, until the shares are 5% and 95%: 0.45² of 0.25 is 81%.
func TestEnsembleWords(t *testing.T) {
	st := made()
	tally := montecarlo.NewTally(st.Scenario.Bargain)
	r := &output.Result{Result: &study.Result{Scenario: st.Scenario, Tally: tally}}
	if _, ok := r.Ensemble(); ok {
		t.Error("no draws say something together")
	}
	settle := func(percents ...int) *analysis.Ensemble {
		tally.Draws = 1000
		for m, p := range percents {
			tally.Theories[m].Classes = [model.Classes]int{model.Settlement: 10 * p, model.Stalemate: 1000 - 10*p}
		}
		e, ok := r.Ensemble()
		if !ok {
			t.Fatal("no ensemble")
		}
		return e
	}
	e := settle(20, 60)
	// Errors √(0.2·0.8/1000) = 0.0126 and √(0.6·0.4/1000) = 0.0155: 0.0141 together.
	if got := r.FormatPooled(e, model.Settlement, true) + ", " + r.FormatPooled(e, model.Settlement, false) + ", " + r.FormatPooled(e, model.Escalation, true); got != "40 ± 2%, 40%, <0.4%" {
		t.Error(got)
	}
	if got := output.BetweenShare(e.Classes[model.Settlement]) + ", " + output.BetweenShare(e.Classes[model.Escalation]); got != "17%, –" {
		t.Error(got)
	}
	if got := r.TheoryMatters(e, true); got != "" {
		t.Error(got)
	}
	e = settle(5, 95)
	e.Terms = []analysis.TermsSplit{{Split: analysis.Split{Within: 1, Between: 3}, Theories: 2}}
	st.Scenario.Bargain.Issues = []model.Issue{{ID: "border_line"}}
	const matters = "Which theory is right matters more than the inputs (share of the variance that lies between theories): settlement (81%), stalemate (81%)"
	if got := r.TheoryMatters(e, false); got != matters {
		t.Errorf("%q, want %q", got, matters)
	}
	if got := r.TheoryMatters(e, true); got != matters+", terms of border line (75%)" {
		t.Error(got)
	}
	st.Scenario.Bargain.Issues = nil
	if got, want := r.PoolWeights(e), "Pooled, uncalibrated, with weight 1/2 for each family, shared equally inside it: influence (weighted mean) · cooperative (Nash)"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
	st.Scenario.Bargain.Weights = map[string]float64{"influence": 3}
	if got, want := r.PoolWeights(settle(20, 60)), "Pooled, uncalibrated, with the weights that were given, shared equally inside each family: influence 75% (weighted mean) · cooperative 25% (Nash)"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
	for m := range st.Theories {
		st.Theories[m].Family = ""
	}
	if got, want := r.PoolWeights(settle(20, 60)), "Pooled, uncalibrated, with weight 1/2 for each theory, all of them other"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
	tally.Draws = study.MinimumDraws - 1
	if got := r.TheoryMatters(e, true); got != "" {
		t.Errorf("99 draws tell: %q", got)
	}
	r.Tally = nil
	if _, ok := r.Ensemble(); ok {
		t.Error("what was not simulated says something together")
	}
}

func TestWords(t *testing.T) {
	b := made().Scenario.Bargain
	for _, c := range []struct{ got, want string }{
		{output.TheoryName(&b.Theories[0]), "weighted mean (baseline)"},
		{output.TheoryName(&b.Theories[1]), "Nash"},
		{output.PartyName(&b.Parties[0]), "North"},
		{output.PartyName(&b.Parties[1]), "south coast"},
		{output.IssueName(&model.Issue{ID: "border_line"}), "border line"},
		{output.EndingName(b, model.Collapsed), "end in a deal that collapsed"},
		{output.Headline(b), "a settlement or ceasefire"},
		{output.GroupName(&analysis.Group{Name: "chance", Chance: true}), "chance within draws"},
		{output.GroupName(&analysis.Group{Name: "parties.north"}), "parties.north"},
		{(&output.Sweep{SweepResult: &study.SweepResult{Axes: []study.Axis{{Path: "a.b"}}}}).Names(), "a.b"},
		{(&output.Sweep{SweepResult: &study.SweepResult{Axes: []study.Axis{{Path: "a.b"}, {Path: "c.d"}}}}).Names(), "a.b and c.d"},
		{output.MeasureAxis(&study.Measure{Text: "terms.aid", Unit: "coins"}), "terms of aid, coins"},
		{output.MeasureAxis(&study.Measure{Text: `share("settlement")`, Unit: "share", Share: true}), "share of draws that end in settlement"},
		{output.Evidence.String(), "evidence"},
		{output.FormatError(0.0143), "0.02"},
		{output.FormatError(0), "0"},
		{output.FormatError(math.NaN()), "–"},
	} {
		if c.got != c.want {
			t.Errorf("%q, want %q", c.got, c.want)
		}
	}
	b.Labels[model.Settlement], b.Labels[model.Ceasefire] = "new agreement", "interim deal"
	if got := output.Headline(b) + "; " + output.EndingName(b, model.Settlement); got != "“new agreement” or “interim deal”; end in “new agreement”" {
		t.Error(got)
	}
	r := &output.Result{Result: &study.Result{Scenario: &scenario.Scenario{Bargain: b}, Tally: montecarlo.NewTally(b)}}
	r.Tally.Theories[1].Classes[model.Escalation] = 1
	if got, want := r.ClassesShown(), []model.Class{model.Settlement, model.Stalemate, model.Escalation}; !slices.Equal(got, want) {
		t.Errorf("classes %v, want %v", got, want)
	}
	for trigger, want := range []string{
		"always", "while an agreement is in force", "whenever no agreement is in force", "when South is seen to refuse", "when South accepts",
		"when South violates an agreement", "while talks go on without a deal", "once a deadline has it carried out", "",
	} {
		b.Parties[1].Name = "South"
		if got := output.When(b, &model.Lever{When: []model.Moment{{Trigger: model.Trigger(trigger), Party: 1}}}); got != want {
			t.Errorf("trigger %d: %q, want %q", trigger, got, want)
		}
	}
	either := &model.Lever{When: []model.Moment{{Trigger: model.OnRefusal, Party: 1}, {Trigger: model.OnViolation, Party: 1}}}
	if got, want := output.When(b, either), "when South is seen to refuse or when South violates an agreement"; got != want {
		t.Errorf("either of two: %q, want %q", got, want)
	}
	known, uncertain := model.Input{Value: 2}, model.Input{Dist: flat{10, 20}}
	if a, z := output.QuantilesOf(&known), output.QuantilesOf(&uncertain); a != [3]float64{2, 2, 2} || z != [3]float64{10.5, 15, 19.5} {
		t.Errorf("quantiles %v and %v", a, z)
	}
	if d, ok := output.DocumentOf(b, &model.Input{Evidence: &model.Evidence{Document: "d9"}}); ok {
		t.Errorf("a document that is not there: %+v", d)
	}
}

// flat is uniform belief between two ends.
type flat struct{ lower, upper float64 }

func (f flat) Quantile(u float64) float64 { return f.lower + u*(f.upper-f.lower) }
