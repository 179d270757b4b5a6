package serve

import (
	"errors"
	"fmt"
	"strings"

	"sim/model/study"
)

// A setting is what the page asks to be simulated: overrides path=value on top of
// the scenario as served, under one theory beside the weighted mean, or all.
type setting struct {
	Changes  []string `json:"changes"`
	Theories string   `json:"theories"`
}

// asked is the setting as the session takes it.
func (st setting) asked() study.Setting {
	return study.Setting{Changes: st.Changes, Theories: strings.Split(st.Theories, ",")}
}

// check refuses settings that are too large to look at.
func (st setting) check() error {
	if len(st.Changes) > mostChanges {
		return &settingError{[]problem{{Text: fmt.Sprintf("%d changes are too many: %d at most", len(st.Changes), mostChanges)}}}
	}
	return nil
}

// apply reads the scenario under a setting. The error is a *settingError.
func (s *Server) apply(st setting) (*study.Subject, error) {
	if err := st.check(); err != nil {
		return nil, err
	}
	subject, err := s.session.Apply(st.asked())
	return subject, inSetting(err)
}

// A problem is one thing wrong with a setting.
type problem struct {
	Path string `json:"path"` // of the change that it is about; empty: the setting as a whole
	Text string `json:"text"`
}

// A settingError says what is wrong with a setting, or with what else the page asks.
type settingError struct{ problems []problem }

func (e *settingError) Error() string {
	lines := make([]string, len(e.problems))
	for i, p := range e.problems {
		lines[i] = p.Text
	}
	return strings.Join(lines, "\n")
}

// inSetting is an error of the session as the page is told of it.
func inSetting(err error) error {
	wrong, ok := errors.AsType[*study.SettingError](err)
	if !ok {
		return err
	}
	out := new(settingError)
	for _, p := range wrong.Problems {
		out.problems = append(out.problems, problem{p.Path, p.Err.Error()})
	}
	return out
}
