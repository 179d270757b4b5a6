package study

import (
	"errors"
	"slices"

	"sim/model/scenario"
)

// A Heading is how a variant introduces itself.
type Heading = scenario.Heading

// ErrChanged says that a scenario's file no longer holds the text that a Session
// began with.
var ErrChanged = errors.New("the scenario's file has changed since it was read")

// Variant writes a setting as the text of a scenario that extends the one as
// written, for a file at path, from whose folder h.Extends is found. It reads the
// text again as from there: the error is a *SettingError, or ErrChanged where
// that does not give the setting.
func (s *Session) Variant(st Setting, path string, h Heading) (string, error) {
	subject, err := s.Apply(st)
	if err != nil {
		return "", err
	}
	src := subject.Source
	text, err := scenario.Variant(src.Path, src.Text, src.options(nil), h)
	if err != nil {
		return "", st.explain(err)
	}
	again, err := scenario.Parse(path, []byte(text), scenario.Options{Library: src.Library})
	if err != nil || !slices.Equal(inputsWritten(again), inputsWritten(subject.Scenario)) {
		return "", ErrChanged
	}
	return text, nil
}

// inputsWritten lists the numbers of a scenario as written, to tell two apart.
func inputsWritten(sc *scenario.Scenario) []string {
	var list []string
	for i := range sc.Bargain.Inputs {
		in := &sc.Bargain.Inputs[i]
		list = append(list, in.Path+"="+in.Written)
	}
	return list
}
