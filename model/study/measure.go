package study

import (
	"fmt"
	"math"

	"sim/model"
	"sim/model/montecarlo"
	"sim/model/scenario"
)

// measure parses a measure; an empty text means the share of draws that end in
// the headline outcome. In the subject that it returns, the theory that the
// text names leads. The error is an *OptionError for Of.
func (s *Subject) measure(text string) (Measure, *Subject, error) {
	if text == "" {
		if t := &s.Theories[s.Lead]; t.Predicts {
			return Measure{}, nil, &OptionError{"Of", &NoOutcomesError{t.Name}}
		}
		text = fmt.Sprintf("share(%q)", s.HeadlineClass())
	}
	m, err := scenario.ParseMeasure(text, s.Scenario.Bargain)
	if err != nil {
		return m, nil, &OptionError{"Of", err}
	}
	led, err := s.ledBy(m.Theory, "Of")
	if err == nil {
		prediction := s.Scenario.Bargain.NewOutcome()
		prediction.Class = model.Prediction
		if t := &led.Theories[led.Lead]; t.Predicts && math.IsNaN(m.Of(&prediction)) {
			return m, nil, &OptionError{"Of", &NoOutcomesError{t.Name}}
		}
	}
	return m, led, err
}

// A OneTheoryError means that a measure names a theory although the question is
// about every theory.
type OneTheoryError struct{ Theory string }

func (e *OneTheoryError) Error() string {
	return "it names " + e.Theory + ", where every theory is asked about"
}

// measureOfAll parses a measure that is computed under every theory. The error
// is an *OptionError for Of, which may hold a *OneTheoryError.
func (s *Subject) measureOfAll(text string) (Measure, error) {
	m, err := scenario.ParseMeasure(text, s.Scenario.Bargain)
	if err == nil && m.Theory != "" {
		err = &OneTheoryError{m.Theory}
	}
	if err != nil {
		return m, &OptionError{"Of", err}
	}
	return m, nil
}

// keptMeasure returns a sink that keeps a measure of every draw of the subject.
// The error is an *OptionError for Of, or means that there is no such sampler.
func (s *Subject) keptMeasure(text string) (*montecarlo.ColumnSink, error) {
	m, err := s.measureOfAll(text)
	if err != nil {
		return nil, err
	}
	return s.Config.kept(false, m.Of)
}

// where parses a condition on a draw; an empty text means that the draw ends in
// the headline outcome. The error is an *OptionError for Where. Otherwise it is
// like measure.
func (s *Subject) where(text string) (Where, *Subject, error) {
	if text == "" {
		if t := &s.Theories[s.Lead]; t.Predicts {
			return Where{}, nil, &OptionError{"Where", &NoOutcomesError{t.Name}}
		}
		text = fmt.Sprintf("outcome == %q", s.HeadlineClass())
	}
	w, err := scenario.ParseWhere(text, s.Scenario.Bargain)
	if err != nil {
		return w, nil, &OptionError{"Where", err}
	}
	led, err := s.ledBy(w.Theory, "Where")
	return w, led, err
}

// A NoOutcomesError means that a question about outcomes is asked of a theory that
// only predicts terms.
type NoOutcomesError struct{ Theory string }

func (e *NoOutcomesError) Error() string {
	return e.Theory + " asks nobody, so its draws have no outcome; ask about its terms, such as terms(\"issue\"), or simulate it with consent: asked"
}

// ledBy returns a copy of the subject in which the named theory leads; an empty
// name keeps the lead.
func (s *Subject) ledBy(theory, option string) (*Subject, error) {
	led := *s
	if err := led.SetLead(theory); err != nil {
		return nil, &OptionError{option, err}
	}
	return &led, nil
}

// indicator returns a function that is 1 for draws that meet a condition, else
// 0; NaN for those that do not match what was observed.
func indicator(w Where) func(*model.Outcome) float64 {
	return func(o *model.Outcome) float64 {
		switch {
		case o.Class == model.Excluded:
			return math.NaN()
		case w.Holds(o):
			return 1
		}
		return 0
	}
}
