package study_test

import (
	"errors"
	"math"
	"strings"
	"testing"

	"sim/model/study"
)

// refusing is a scenario in which the value of refusing is an input as it is, under
// every theory.
const refusing = `
title: Land
purpose: illustration
run: {draws: 8192, seed: 3, theories: [nash, egalitarian]}
parties:
  north: {reservation_value: {uniform: [0, 0.4]}}
  south: {reservation_value: 0}
issues:
  land: {status_quo: 0, positions: {north: {ideal: 1, salience: 50}, south: {ideal: 0, salience: 50}}}
packages:
  all: {outcome: settlement, issues: all}
`

func elicited(t *testing.T, experts ...study.Expert) (*study.Elicitation, error) {
	t.Helper()
	s, err := study.New(study.Source{Path: "land.yaml", Text: []byte(refusing)})
	if err != nil {
		t.Fatal(err)
	}
	return study.Elicit(t.Context(), s, study.ElicitOptions{Experts: experts, Of: "reservation_value.north"})
}

// says is an expert with one range.
func says(name string, weight float64, path string, p5, p50, p95 float64) study.Expert {
	return study.Expert{Name: name, Weight: weight, Ranges: []study.ExpertRange{{
		Path: path, P5: p5, P50: p50, P95: p95, At: name + ".csv:3:1", AtP5: name + ".csv:3:2", AtP50: name + ".csv:3:3", AtP95: name + ".csv:3:4",
	}}}
}

const value = "parties.north.reservation_value"

// Two experts who disagree on the only number that counts, with weights 3 and 1: a
// mixture of normals with the means 0.15 and 0.4 and a 90% range of 0.1 to either
// side has the variance Σ w·s² + Σ w·(m − m̄)², of which the second is the experts'.
func TestElicitClosedForm(t *testing.T) {
	e, err := elicited(t, says("Anna", 3, value, 0.05, 0.15, 0.25), says("Ben", 1, value, 0.3, 0.4, 0.5))
	if err != nil {
		t.Fatal(err)
	}
	near := func(what string, got, want, off float64) {
		t.Helper()
		if !(math.Abs(got-want) <= off) {
			t.Errorf("%s %g, want %g", what, got, want)
		}
	}
	const sd = 0.1 / 1.6448536269514722
	mean := 0.75*0.15 + 0.25*0.4
	between := 0.75*(0.15-mean)*(0.15-mean) + 0.25*(0.4-mean)*(0.4-mean)
	for theory := range 2 {
		near("as it is", e.AsIs[theory].Value, 0.2, 4*0.115/math.Sqrt(8192))
		near("Anna", e.By[0][theory].Value, 0.15, 4*e.By[0][theory].Error)
		near("Ben", e.By[1][theory].Value, 0.4, 4*e.By[1][theory].Error)
		near("mixture", e.Mixed[theory].Value, mean, 4*e.Mixed[theory].Error)
		near("error of the mixture", e.Mixed[theory].Error, math.Sqrt((between+sd*sd)/8192), 3e-5)
		near("apart", e.Differences[theory].Difference.Value, 0.25, 1e-3)
		if e.Apart[theory] != [2]int{0, 1} {
			t.Errorf("farthest apart: %v", e.Apart[theory])
		}
	}
	s := e.Spreads
	near("the experts' share", s.Experts.Value, between/(between+sd*sd), max(0.004, 4*s.Experts.Error))
	near("the inputs' share", s.Inputs.Value, sd*sd/(between+sd*sd), max(0.004, 4*s.Inputs.Error))
	near("the theories' share", s.Theories.Value, 0, 1e-12)
	near("what they do together", s.Both.Value, 0, 1e-12)
	near("the sum", s.Inputs.Value+s.Theories.Value+s.Experts.Value+s.Both.Value, 1, 1e-12)
	if n := e.Numbers; len(n) != 1 || n[0].Common != 0 {
		t.Errorf("numbers: %+v", n)
	}
	if in := e.Pooled.Scenario.Bargain; in.Inputs[0].Evidence == nil && in.Inputs[1].Evidence == nil {
		t.Error("the mixture does not say what it rests on")
	}
}

// Ranges that two experts share by a third; one who did not answer leaves the
// scenario's own.
func TestElicitSomeAnswers(t *testing.T) {
	const weight = "parties.south.reservation_value"
	anna, ben := says("Anna", 1, value, 0.1, 0.2, 0.3), says("Ben", 1, value, 0.2, 0.3, 0.4)
	anna.Ranges = append(anna.Ranges, says("Anna", 1, weight, 0.1, 0.2, 0.3).Ranges...)
	e, err := elicited(t, anna, ben)
	if err != nil {
		t.Fatal(err)
	}
	if n := e.Numbers; len(n) != 2 || math.Abs(n[0].Common-1./3) > 1e-12 || !math.IsNaN(n[1].Common) || n[1].Answers[1] != nil {
		t.Errorf("%+v", n)
	}
	if got := e.By[1][0].Value; math.Abs(got-0.3) > 0.01 {
		t.Errorf("Ben alone: %g", got)
	}
}

func TestElicitErrors(t *testing.T) {
	for _, c := range []struct {
		x    study.Expert
		want string
	}{
		{says("Anna", 1, "parties.nort.reservation_value", 0.2, 0.3, 0.4), `Anna.csv:3:1: unknown number "parties.nort.reservation_value"; did you mean "parties.north.reservation_value"?`},
		{says("Anna", 1, value, 0.2, 0.2, 0.4), "Anna.csv:3:3: half of the belief must lie above the 5% point 0.2, and this is 0.2"},
		{says("Anna", 1, value, 0.2, 0.3, 0.1), "Anna.csv:3:4: the 95% point must lie above the middle 0.3, and this is 0.1"},
		{says("Anna", 1, value, -3, 0.3, 0.4), "Anna.csv:3:2: parties.north.reservation_value cannot fall below -3, so its 5% point must lie above that, and this is -3"},
		{says("Anna", 1, value, 0.2, 0.3, 2.5), "Anna.csv:3:4: parties.north.reservation_value cannot rise above 2, so its 95% point must lie below that, and this is 2.5"},
	} {
		if _, err := elicited(t, c.x); err == nil || err.Error() != c.want {
			t.Errorf("%v, want %s", err, c.want)
		}
	}
	twice := says("Anna", 1, value, 0.2, 0.3, 0.4)
	twice.Ranges = append(twice.Ranges, twice.Ranges[0])
	if _, err := elicited(t, twice); err == nil || !strings.Contains(err.Error(), "Anna has answered on "+value+" already") {
		t.Errorf("twice: %v", err)
	}
	if _, ok := errors.AsType[*study.ExpertRangeError](func() error { _, err := elicited(t, twice); return err }()); !ok {
		t.Error("no ExpertRangeError")
	}
}
