package study

import (
	"errors"
	"slices"

	"sim/model/scenario"
)

// A Heading is the beginning of a variant's file.
type Heading = scenario.Heading

// ErrChanged means that a scenario's file no longer holds the text that a
// Session was started with.
var ErrChanged = errors.New("the scenario's file has changed since it was read")

// Variant returns a setting as the text of a scenario that extends the one as
// written, for a file at path; h.Extends is relative to its folder. It reads
// the text back as from that path: the error is a *SettingError, or ErrChanged
// if that does not give the setting.
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

// inputsWritten returns the numbers of a scenario as written, to compare two
// scenarios.
func inputsWritten(sc *scenario.Scenario) []string {
	var list []string
	for i := range sc.Bargain.Inputs {
		in := &sc.Bargain.Inputs[i]
		list = append(list, in.Path+"="+in.Written)
	}
	return list
}
