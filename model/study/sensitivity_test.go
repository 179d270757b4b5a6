package study_test

import (
	"context"
	"errors"
	"math"
	"slices"
	"testing"

	"sim/model/scenario"
	"sim/model/study"
)

// line has one outcome, (x + 2·y)/3, with x and y the ideals of the two parties: of
// its variance a fifth is due to x and four fifths to y.
const line = `
title: Two sides of a line
purpose: illustration
run: {draws: 1024, seed: 7, theories: [{weighted_mean: {consent: asked}}, {median: {consent: asked}}]}
parties:
  one: {seat: observer, power: 1}
  two: {seat: observer, power: 2}
issues:
  line:
    question: Where does it end?
    status_quo: 0.5
    positions:
      one: {ideal: {uniform: [0.2, 0.8]}, salience: 50}
      two: {ideal: {uniform: [0.2, 0.8]}, salience: 50}
packages:
  all: {outcome: settlement, issues: all}
`

// together correlates the two ideals.
const together = line + `
correlations:
  - {between: [issues.line.positions.one.ideal, issues.line.positions.two.ideal], rank: 0.5}
`

// land has an uncertain outcome and a lever.
const land = `
title: Land
purpose: illustration
run: {draws: 256, seed: 3, theories: [nash]}
parties:
  north: {power: 1 to 2, disagreement_cost: 0.02 to 0.3, risk_aversion: 0.1 to 0.2, patience: 0.9 to 0.99, prospects: {land: 0.01 to 0.05}}
  south: {power: 1 to 2, disagreement_cost: 0.02 to 0.3, risk_aversion: 0.1 to 0.2, patience: 0.9 to 0.99, prospects: {land: 0.01 to 0.05}}
issues:
  land:
    question: Whose is it?
    status_quo: 0.2 to 0.8
    positions:
      north: {ideal: 1, salience: 50}
      south: {ideal: 0, salience: 50}
    red_lines: {south: {at_most: 0.45, binding: 0.7}}
levers:
  push: {holder: south, target: north, kind: pressure, weight: 0.5, credibility: 0.5 to 0.9, when: no agreement, effects: [{costs: north, by: 0.05 to 0.3}]}
packages:
  all: {outcome: settlement, issues: all}
`

// known has no uncertain number.
const known = `
title: Known
purpose: illustration
run: {draws: 64, seed: 3, theories: [nash]}
parties:
  north: {disagreement_cost: 0.1}
  south: {disagreement_cost: 0.1}
issues:
  land:
    question: Whose is it?
    status_quo: 0.5
    positions:
      north: {ideal: 1, salience: 50}
      south: {ideal: 0, salience: 50}
packages:
  all: {outcome: settlement, issues: all}
`

func subject(t *testing.T, text string, changes ...string) *study.Subject {
	t.Helper()
	s, err := study.New(study.Source{Path: "test.yaml", Text: []byte(text), Changes: changes})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func analyse(t *testing.T, s *study.Subject, o study.SensitivityOptions) *study.Sensitivity {
	t.Helper()
	found, err := study.AnalyseSensitivity(context.Background(), s, o)
	if err != nil {
		t.Fatal(err)
	}
	return found
}

// near reports a figure that is further from what it should be than its errors
// and a rounding error allow.
func near(t *testing.T, what string, e study.Estimate, want float64) {
	t.Helper()
	if !(math.Abs(e.Value-want) <= 4*e.Error+1e-9) || !(e.Error <= 0.05) {
		t.Errorf("%s: %.4f ± %.4f, want %.4f", what, e.Value, e.Error, want)
	}
}

// On a linear measure of independent inputs all methods agree with the shares of
// variance, and the swings with the slopes.
func TestSensitivityOfLinearMeasure(t *testing.T) {
	s := subject(t, line)
	found := analyse(t, s, study.SensitivityOptions{Of: "terms.line", Sobol: true, Shapley: true, Tornado: true})
	if names := pathsOf(s, found.RankedInputs(0)); !slices.Equal(names, []string{"issues.line.positions.two.ideal", "issues.line.positions.one.ideal"}) {
		t.Errorf("ranked %v", names)
	}
	near(t, "mean", found.Means[0], 0.5)
	for k, share := range []float64{0.2, 0.8} {
		near(t, "alone", found.Ranking[0][k].FirstOrder, share)
		near(t, "first", found.Indices.Indices[0][k].First, share)
		near(t, "total", found.Indices.Indices[0][k].Total, share)
		near(t, "effect", found.Shapley.Effects[0][k], share)
	}
	if !slices.Equal(found.Indices.Order(0), []int{1, 0, 2}) || !slices.Equal(found.Shapley.Order(0), []int{1, 0, 2}) {
		t.Errorf("groups in the order %v and %v, want y, x, chance", found.Indices.Order(0), found.Shapley.Order(0))
	}
	if i := found.Indices; i.Size != 1024 || i.Draws != (2+2*3)*1024 || i.Sampler != "sobol" || i.Joined != 0 {
		t.Errorf("indices from %d draws in samples of %d by %s, %d groups joined", i.Draws, i.Size, i.Sampler, i.Joined)
	}
	// From the 10% to the 90% quantile an ideal moves by 0.48.
	for k, want := range []float64{0.32, 0.16} {
		if w := found.Tornado.Inputs[k]; math.Abs(w.Low-0.26) > 1e-9 || math.Abs(w.High-0.74) > 1e-9 || math.Abs(w.Paired[0].Difference.Value-want) > 1e-9 {
			t.Errorf("%s from %g to %g makes a difference of %g, want %g", w.Name, w.Low, w.High, w.Paired[0].Difference.Value, want)
		}
	}
	if found.Tornado.Draws != 5*1024 {
		t.Errorf("the tornado took %d draws", found.Tornado.Draws)
	}
}

func pathsOf(s *study.Subject, columns []int) (paths []string) {
	for _, c := range columns {
		paths = append(paths, s.Scenario.Bargain.Varying()[c].Path)
	}
	return paths
}

// A share that is the same in every draw has no variance to explain.
func TestSensitivityOfConstantMeasure(t *testing.T) {
	found := analyse(t, subject(t, line), study.SensitivityOptions{Sobol: true, Shapley: true})
	if found.Indices.Defined(0) || found.Shapley.Defined(0) || len(found.LeadingInputs(0)) > 0 || found.Means[0].Value != 1 {
		t.Errorf("indices %v, effects %v, leading inputs %v, mean %v", found.Indices.Indices[0], found.Shapley.Effects[0], found.LeadingInputs(0), found.Means[0])
	}
}

// Correlated inputs have Sobol indices only together; samples have a size that
// the Sobol sequence can fill.
func TestSensitivityJoinsCorrelatedInputs(t *testing.T) {
	s := subject(t, together)
	s.Config.Draws = 500
	found := analyse(t, s, study.SensitivityOptions{Of: "terms.line", Sobol: true, Top: 1})
	i := found.Indices
	if len(i.Groups) != 2 || i.Joined != 1 || i.Size != 512 {
		t.Errorf("groups %v, %d joined, samples of %d", i.Groups, i.Joined, i.Size)
	}
	near(t, "both", i.Indices[0][0].First, 1)
	want := [2]string{"issues.line.positions.one.ideal", "issues.line.positions.two.ideal"}
	if pairs := found.CorrelatedInputs(); len(pairs) != 1 || pairs[0] != want {
		t.Errorf("correlated inputs %v", pairs)
	}
	if leading := found.LeadingInputs(0); len(leading) != 1 {
		t.Errorf("%d leading inputs, want the first", len(leading))
	}
}

// A lever's swing is the difference between runs with these weights.
func TestTornadoOfLever(t *testing.T) {
	s := subject(t, land)
	found := analyse(t, s, study.SensitivityOptions{Tornado: true, Top: 2})
	if len(found.Tornado.Inputs) != 2 || len(found.Tornado.Levers) != 1 || found.Tornado.Draws != (5+2)*256 {
		t.Fatalf("%d inputs, %d levers, %d draws", len(found.Tornado.Inputs), len(found.Tornado.Levers), found.Tornado.Draws)
	}
	push := found.Tornado.Levers[0]
	for _, end := range []struct {
		weight string
		have   study.Estimate
	}{{"0", push.Paired[s.Lead].A}, {"1", push.Paired[s.Lead].B}} {
		at, err := s.With("levers.push.weight=" + end.weight)
		if err != nil {
			t.Fatal(err)
		}
		r, err := study.Run(context.Background(), at, study.RunOptions{})
		if err != nil {
			t.Fatal(err)
		}
		row, _ := study.FindRow(r.Rows, "nash", "share", "settlement")
		if row.Value != end.have.Value {
			t.Errorf("weight %s: %g, a run has %g", end.weight, end.have.Value, row.Value)
		}
	}
	if push.Paired[s.Lead].A.Value == push.Paired[s.Lead].B.Value {
		t.Error("the lever does nothing")
	}
	one := study.Swing{Name: "one", Paired: push.Paired}
	none := study.Swing{Name: "none", Paired: found.Tornado.Inputs[0].Paired}
	none.Paired[s.Lead].Difference.Value = 0
	if widest := study.Widest([]study.Swing{none, one}, s.Lead); widest[0].Name != "one" {
		t.Errorf("widest first: %s", widest[0].Name)
	}
}

// A theory that the measure names leads this question, and no other.
func TestMeasureNamesTheLead(t *testing.T) {
	s := subject(t, line)
	before := s.Lead
	found := analyse(t, s, study.SensitivityOptions{Of: `terms("line", "median")`})
	if got := found.Subject.Theories[found.Subject.Lead].Name; got != "median" || s.Lead != before {
		t.Errorf("%s leads the question, theory %d the subject, want median and %d", got, s.Lead, before)
	}
}

func TestSensitivityStages(t *testing.T) {
	var stages []study.Stage
	watch := func(p study.Progress) {
		if p.Draws > p.Total || p.Tally.Draws > p.Draws {
			t.Errorf("stage %d: %d of %d draws, %d in the tally", p.Stage, p.Draws, p.Total, p.Tally.Draws)
		}
		if !slices.Contains(stages, p.Stage) {
			stages = append(stages, p.Stage)
		}
	}
	s := subject(t, land)
	analyse(t, s, study.SensitivityOptions{Sobol: true, Shapley: true, Tornado: true, Top: 1, GroupBy: "section", Watch: watch})
	if want := []study.Stage{study.OwnDraws, study.IndexDraws, study.ShapleyDraws, study.InputEnds, study.LeverEnds}; !slices.Equal(stages, want) {
		t.Errorf("stages %v, want %v", stages, want)
	}
}

func TestSensitivityRefuses(t *testing.T) {
	for _, c := range []struct {
		name, text string
		draws      int
		o          study.SensitivityOptions
		option     string
		is         func(error) bool
	}{
		{"unknown party", land, 64, study.SensitivityOptions{Of: "utility.nort"}, "Of", as[*scenario.ExpressionError]},
		{"theory not simulated", land, 64, study.SensitivityOptions{Of: `share("settlement", "crisis")`}, "Of", as[*study.NotSimulatedError]},
		{"unknown grouping", land, 64, study.SensitivityOptions{GroupBy: "parts"}, "GroupBy", nil},
		{"too many groups", land, 64, study.SensitivityOptions{Shapley: true, GroupBy: "input"}, "Shapley", func(err error) bool {
			e, ok := errors.AsType[*study.TooManyGroupsError](err)
			return ok && e.Groups == 14 && e.Most == 12
		}},
		{"draws without a value", land, 64, study.SensitivityOptions{Of: "terms.land", Sobol: true}, "Sobol", func(err error) bool {
			e, ok := errors.AsType[*study.MissingValuesError](err)
			return ok && e.Have > 0 && e.Have < 64 && e.Draws == 64
		}},
		{"nothing to explain", known, 64, study.SensitivityOptions{Sobol: true}, "", func(err error) bool { return errors.Is(err, study.ErrNothingVaries) }},
		{"inputs do not fit", land, 100_000_000, study.SensitivityOptions{}, "", func(err error) bool {
			e, ok := errors.AsType[*study.TooManyDrawsError](err)
			return ok && e.Draws == 100_000_000 && e.Most == 500_000_000/e.Each
		}},
		{"samples do not fit", known, 100_000_000, study.SensitivityOptions{Tornado: true}, "", as[*study.TooManyDrawsError]},
	} {
		s := subject(t, c.text)
		s.Config.Draws = c.draws
		_, err := study.AnalyseSensitivity(context.Background(), s, c.o)
		option, _ := errors.AsType[*study.OptionError](err)
		if err == nil || (option != nil) != (c.option != "") || option != nil && option.Option != c.option || c.is != nil && !c.is(err) {
			t.Errorf("%s: %v", c.name, err)
		}
	}
}

func as[E error](err error) bool {
	_, ok := errors.AsType[E](err)
	return ok
}
