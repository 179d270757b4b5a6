package output_test

import (
	"math"
	"slices"
	"testing"

	"sim/model"
	"sim/model/analysis"
	"sim/model/montecarlo"
	"sim/model/scenario"
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
	return &output.Study{Scenario: &scenario.Scenario{Bargain: b}, Theories: b.Theories, Lead: 1, Config: montecarlo.Config{Draws: 4096, Seed: 7}}
}

func TestStudyLine(t *testing.T) {
	s := made()
	if got, want := s.Line(), "Land· · 4,096 draws × 2 theories · seed 7"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
	s.Theories, s.Config = s.Theories[1:], montecarlo.Config{Draws: 1, Sampler: "sobol"}
	if got, want := s.Line(), "Land· · 1 draw × 1 theory · seed 0 · sobol sampler"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}

func names(xs []*output.End) (list []string) {
	for _, x := range xs {
		list = append(list, x.Name)
	}
	return list
}

// Of four inputs one stands out at more than 2.24 errors, which one of four does
// by luck in one of 20 cases (5/4 %). Inputs 1 and 3 stand out, the first by
// its rank correlation alone; 0 comes nearer to it than 2; of 4 nothing is known.
func TestRankedInputs(t *testing.T) {
	s := &output.Sensitivity{Study: made(), Top: 1, Ranking: [][]analysis.Ranked{{
		{Column: 0, Rank: of(400, 0.02, 0.02), Alone: of(400, 0.02, 0.01)},
		{Column: 1, Rank: of(400, -0.2, 0.02), Alone: of(400, 0.01, 0.01)},
		{Column: 2, Rank: of(400, 0.01, 0.02), Alone: of(400, 0, 0.01)},
		{Column: 3, Rank: of(400, 0.2, 0.02), Alone: of(400, 0.04, 0.01)},
	}}}
	if got, want := s.RankedInputs(0), []int{3, 1, 0, 2}; !slices.Equal(got, want) {
		t.Errorf("ranked %v, want %v", got, want)
	}
	if got := s.Ranked(0); !slices.Equal(got, []int{3}) {
		t.Errorf("the first is %v", got)
	}
	s.Top = 9
	if got := s.Ranked(0); !slices.Equal(got, []int{3, 1}) {
		t.Errorf("those that stand out are %v", got)
	}
	ends := []output.End{
		{Name: "unknown", Paired: []analysis.Paired{{Difference: unknown()}}},
		{Name: "near", Paired: []analysis.Paired{{Difference: of(400, 0.1, 0)}}},
		{Name: "nothing", Paired: []analysis.Paired{{Difference: unknown()}}},
		{Name: "far", Paired: []analysis.Paired{{Difference: of(400, -0.3, 0)}}},
	}
	if got, want := names(output.Widest(ends, 0)), []string{"far", "near", "unknown", "nothing"}; !slices.Equal(got, want) {
		t.Errorf("widest %v, want %v", got, want)
	}
}

func TestInfluenceOrder(t *testing.T) {
	groups := []analysis.Group{{Name: "parties.north"}, {Name: "levers.push"}, {Name: "chance", Chance: true}}
	i := &output.Influence{Groups: groups, Indices: [][]analysis.Index{{{Total: of(8, 0.2, 0)}, {Total: of(8, 0.7, 0)}, {Total: of(8, 0.3, 0)}}}}
	if got := i.Order(0); !slices.Equal(got, []int{1, 2, 0}) || !i.Told(0) {
		t.Errorf("by total index %v", got)
	}
	i.Effects = [][]montecarlo.Estimate{{of(8, 0.5, 0), of(8, 0.1, 0), of(8, 0.4, 0)}, {unknown(), unknown(), unknown()}}
	if got := i.Order(0); !slices.Equal(got, []int{0, 2, 1}) || !i.Told(0) || i.Told(1) {
		t.Errorf("by Shapley effect %v", got)
	}
	if new(output.Influence).Told(0) {
		t.Error("no groups share out something")
	}
	if got := output.GroupName(&groups[2]) + ", " + output.GroupName(&groups[0]); got != "chance within draws, parties.north" {
		t.Error(got)
	}
}

func TestFormatParts(t *testing.T) {
	for _, c := range []struct {
		e               montecarlo.Estimate
		value, interval string
	}{
		{of(400, 0.17, 0.01), "17 ± 1 %", "15 to 19 %"}, // 15.04 and 18.96
		{of(400, -0.01, 0.02), "≈ 0", "-5 to 3 %"},      // −4.92 and 2.92
		{of(400, 0, 0), "0 %", ""},
		{unknown(), "–", "–"},
	} {
		if got := output.FormatPart(c.e); got != c.value {
			t.Errorf("%+v is written %q, want %q", c.e, got, c.value)
		}
		if got := output.FormatPartInterval(c.e); got != c.interval {
			t.Errorf("the interval of %+v is written %q, want %q", c.e, got, c.interval)
		}
	}
	share := &output.Sensitivity{Measure: scenario.Measure{Share: true}}
	if factor, unit := share.Scale(); factor != 100 || unit != " %" {
		t.Errorf("a share is shown %g times, in %q", factor, unit)
	}
	if factor, unit := new(output.Sensitivity).Scale(); factor != 1 || unit != "" {
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
		d    montecarlo.Estimate
		want string
	}{
		{of(400, 0.1, 0.02), "+10 ± 2"},
		{of(400, -0.1, 0.02), "-10 ± 2"},
		{of(400, 0.04, 0.02), "~"},
		{of(400, -0.04, 0.02), "~"},
		{of(400, 0, 0), "none"},
		{unknown(), "–"},
		{of(0, 0.1, 0.02), "–"},
	} {
		if got := output.FormatChange(&analysis.Paired{Difference: c.d}, 100); got != c.want {
			t.Errorf("%+v is written %q, want %q", c.d, got, c.want)
		}
	}
}

func TestVariant(t *testing.T) {
	st := made()
	c := &output.Comparison{Study: st}
	v := &output.Variant{Comparison: &analysis.Comparison{Theories: st.Theories, Paired: make([][]analysis.Paired, 2)}}
	for class := range model.Class(model.Classes) {
		v.Figures = append(v.Figures, analysis.Headline{Quantity: "share", Key: class.String()})
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

// Points of a grid of 2 × 3 values: the last axis changes fastest.
func TestSweepGrid(t *testing.T) {
	s := &output.Sweep{Study: made(), Axes: []output.Axis{{Path: "a.b", Values: []float64{1, 2}}, {Path: "c.d", Values: []float64{5, 6, 7}}}}
	for point := range 6 {
		row := output.Row{Protocol: "nash", Quantity: "share", Key: "settlement", N: 400, Value: float64(point)}
		s.Points = append(s.Points, []output.Row{{Protocol: "weighted_mean", Quantity: "share", Key: "stalemate"}, row})
	}
	s.Points[4] = s.Points[4][1:] // a point that lacks a row
	if got := s.Names(); got != "a.b and c.d" {
		t.Error(got)
	}
	for point, want := range [][]float64{{1, 5}, {1, 6}, {1, 7}, {2, 5}, {2, 6}, {2, 7}} {
		if got := s.Values(point); !slices.Equal(got, want) || s.Index(point/3, point%3) != point {
			t.Errorf("point %d has the values %v, want %v", point, got, want)
		}
		if r := s.At(point, 1, "share", "settlement"); r.Value != float64(point) || r.N != 400 {
			t.Errorf("point %d: %+v", point, r)
		}
	}
	if r := s.At(0, 1, "share", "escalation"); r.N != 0 {
		t.Errorf("a figure that is not there: %+v", r)
	}
	if got := s.ClassesShown(); !slices.Equal(got, []model.Class{model.Settlement}) {
		t.Errorf("classes %v", got)
	}
	s.Axes = s.Axes[:1]
	if got := s.Names(); got != "a.b" {
		t.Error(got)
	}
}

// Pooled with half of the weight for each theory: (20 + 60)/2 = 40% settle. What
// lies between them, 0.2² = 0.04, is 17% of 0.4·0.6 = 0.24; so the inputs matter
// more, until the shares are 5% and 95%: 0.45² of 0.25 is 81%.
func TestEnsembleWords(t *testing.T) {
	st := made()
	tally := montecarlo.NewTally(st.Scenario.Bargain)
	r := &output.Result{Scenario: st.Scenario, Tally: tally}
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
	if got := r.FormatPooled(e, model.Settlement, true) + ", " + r.FormatPooled(e, model.Settlement, false) + ", " + r.FormatPooled(e, model.Escalation, true); got != "40 ± 2 %, 40 %, <0.4 %" {
		t.Error(got)
	}
	if got := output.BetweenShare(e.Classes[model.Settlement]) + ", " + output.BetweenShare(e.Classes[model.Escalation]); got != "17 %, –" {
		t.Error(got)
	}
	if got := r.TheoryMatters(e, true); got != "" {
		t.Error(got)
	}
	e = settle(5, 95)
	e.Terms = []analysis.TermsSplit{{Split: analysis.Split{Within: 1, Between: 3}, Theories: 2}}
	st.Scenario.Bargain.Issues = []model.Issue{{ID: "border_line"}}
	const matters = "Which theory is right matters more than the inputs (share of the variance that lies between theories): settlement (81 %), stalemate (81 %)"
	if got := r.TheoryMatters(e, false); got != matters {
		t.Errorf("%q, want %q", got, matters)
	}
	if got := r.TheoryMatters(e, true); got != matters+", terms of border line (75 %)" {
		t.Error(got)
	}
	st.Scenario.Bargain.Issues = nil
	if got, want := r.PoolWeights(e), "Pooled, uncalibrated, with weight 1/2 for each family, shared equally inside it: influence (weighted mean) · cooperative (Nash)"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
	st.Scenario.Bargain.Weights = map[string]float64{"influence": 3}
	if got, want := r.PoolWeights(settle(20, 60)), "Pooled, uncalibrated, with the weights that were given, shared equally inside each family: influence 75 % (weighted mean) · cooperative 25 % (Nash)"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
	for m := range st.Theories {
		st.Theories[m].Family = ""
	}
	if got, want := r.PoolWeights(settle(20, 60)), "Pooled, uncalibrated, with weight 1/2 for each theory, all of them other"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
	tally.Draws = output.MinimumDraws - 1
	if got := r.TheoryMatters(e, true); got != "" {
		t.Errorf("99 draws tell: %q", got)
	}
	r.Tally = nil
	if _, ok := r.Ensemble(); ok {
		t.Error("what was not played says something together")
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
		{output.MeasureAxis(&scenario.Measure{Text: "terms.aid", Unit: "coins"}), "terms of aid, coins"},
		{output.MeasureAxis(&scenario.Measure{Text: `share("settlement")`, Unit: "share", Share: true}), "share of draws that end in settlement"},
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
	r := &output.Result{Scenario: &scenario.Scenario{Bargain: b}, Tally: montecarlo.NewTally(b)}
	r.Tally.Theories[1].Classes[model.Escalation] = 1
	if got, want := r.ClassesShown(), []model.Class{model.Settlement, model.Stalemate, model.Escalation}; !slices.Equal(got, want) {
		t.Errorf("classes %v, want %v", got, want)
	}
	for trigger, want := range []string{
		"always", "while an agreement is in force", "whenever no agreement is in force", "when South is seen to refuse", "when South accepts",
		"when South violates an agreement", "while talks go on without a deal", "",
	} {
		b.Parties[1].Name = "South"
		if got := output.When(b, &model.Lever{When: model.Trigger(trigger), WhenParty: 1}); got != want {
			t.Errorf("trigger %d: %q, want %q", trigger, got, want)
		}
	}
	known, uncertain := model.Input{Value: 2}, model.Input{Dist: flat{10, 20}}
	if a, z := output.QuantilesOf(&known), output.QuantilesOf(&uncertain); a != [3]float64{2, 2, 2} || z != [3]float64{10.5, 15, 19.5} {
		t.Errorf("quantiles %v and %v", a, z)
	}
	if d, ok := output.DocumentOf(b, &model.Input{Evidence: &model.Evidence{Document: "d9"}}); ok {
		t.Errorf("a document that is not there: %+v", d)
	}
	if s := new(output.Sample); !s.Wants(0) {
		t.Error("an empty sample wants no draws")
	}
}

// flat is uniform belief between two ends.
type flat struct{ lower, upper float64 }

func (f flat) Quantile(u float64) float64 { return f.lower + u*(f.upper-f.lower) }

// The correlations that a scenario asks for stand beside those that its draws
// have: of uniforms that are one and the same, 1.
func TestCorrelationsOf(t *testing.T) {
	b := &model.Bargain{
		Columns:  2,
		Inputs:   []model.Input{{Path: "a.b", Dist: flat{0, 1}, Column: 0}, {Path: "c.d", Dist: flat{5, 9}, Column: 1}},
		Coupling: &model.Coupling{Columns: []int{0, 1}, Joint: same{}, Pairs: []model.Correlation{{Columns: [2]int{1, 0}, Rank: 0.9, Used: 0.8}}},
	}
	got, err := output.CorrelationsOf(b, montecarlo.Config{Draws: 400, Seed: 1}, 400)
	if err != nil || len(got) != 1 {
		t.Fatalf("%+v: %v", got, err)
	}
	if c := got[0]; c.First != "c.d" || c.Second != "a.b" || c.Asked != 0.9 || c.Used != 0.8 || c.Realised.N != 400 || math.Abs(c.Realised.Value-1) > 1e-12 {
		t.Errorf("%+v", c)
	}
	if _, err := output.CorrelationsOf(b, montecarlo.Config{Draws: 400, Sampler: "dice"}, 400); err == nil {
		t.Error("a sampler that there is not goes unnoticed")
	}
	b.Coupling = nil
	if got, err := output.CorrelationsOf(b, montecarlo.Config{Draws: 400}, 400); got != nil || err != nil {
		t.Errorf("none asked for: %+v, %v", got, err)
	}
}

// same makes all inputs that go together one.
type same struct{}

func (same) Couple(u [][]float64) {
	for k := range u {
		copy(u[k], u[0])
	}
}
