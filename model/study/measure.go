package study

import (
	"fmt"

	"sim/model"
	"sim/model/montecarlo"
	"sim/model/scenario"
)

// measure reads a measure off its text; of no text it is the share of draws that
// end in the headline outcome. The subject that comes with it is led by the theory
// that the text names. The error is an *OptionError for Of.
func (s *Subject) measure(text string) (Measure, *Subject, error) {
	if text == "" {
		text = fmt.Sprintf("share(%q)", s.HeadlineClass())
	}
	m, err := scenario.ParseMeasure(text, s.Scenario.Bargain)
	if err != nil {
		return m, nil, &OptionError{"Of", err}
	}
	led, err := s.ledBy(m.Protocol, "Of")
	return m, led, err
}

// where reads a condition on a draw off its text; of no text it is that the draw
// ends in the headline outcome. The error is an *OptionError for Where; otherwise as measure.
func (s *Subject) where(text string) (Where, *Subject, error) {
	if text == "" {
		text = fmt.Sprintf("outcome == %q", s.HeadlineClass())
	}
	w, err := scenario.ParseWhere(text, s.Scenario.Bargain)
	if err != nil {
		return w, nil, &OptionError{"Where", err}
	}
	led, err := s.ledBy(w.Protocol, "Where")
	return w, led, err
}

// ledBy is a copy of the subject in which the named theory leads; an empty name
// leaves the lead as it is.
func (s *Subject) ledBy(theory, option string) (*Subject, error) {
	led := *s
	if err := led.SetLead(theory); err != nil {
		return nil, &OptionError{option, err}
	}
	return &led, nil
}

// indicator is 1 for draws that meet a condition, else 0.
func indicator(w Where) func(*model.Outcome) float64 {
	return func(o *model.Outcome) float64 {
		if w.Holds(o) {
			return 1
		}
		return 0
	}
}

// A MeasureTheoryError says that a measure names a theory where a question is
// asked about all of them.
type MeasureTheoryError struct{ Theory string }

func (e *MeasureTheoryError) Error() string {
	return "the measure names the theory " + e.Theory + ", and every theory is asked about"
}

// measureOfAll reads a measure that holds for every theory. The error is a
// *OptionError for Of, which holds a *MeasureTheoryError where a theory is named.
func (s *Subject) measureOfAll(text string) (Measure, error) {
	m, err := scenario.ParseMeasure(text, s.Scenario.Bargain)
	if err != nil {
		return m, &OptionError{"Of", err}
	}
	if m.Protocol != "" {
		return m, &OptionError{"Of", &MeasureTheoryError{m.Protocol}}
	}
	return m, nil
}

// keptMeasure is a sink that keeps a measure of every draw of the subject. The
// error is a *OptionError for Of.
func (s *Subject) keptMeasure(text string) (*montecarlo.Kept, error) {
	m, err := scenario.ParseMeasure(text, s.Scenario.Bargain)
	if err != nil {
		return nil, &OptionError{"Of", err}
	}
	return s.Config.kept(false, m.Of)
}
