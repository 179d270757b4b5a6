package explore

import (
	"errors"
	"fmt"
	"strings"

	"sim/model/study"
)

// mostChanges is how many changes a setting may have.
const mostChanges = 400

// A Setting is what the page asks to be simulated. The zero Setting names no theory
// and is refused.
type Setting struct {
	Changes  []string `json:"changes"`  // overrides path=value on top of the scenario as shown, at most 400
	Theories string   `json:"theories"` // separated by commas, simulated beside the weighted mean; or all
}

// asked is the setting as the session takes it.
func (st Setting) asked() study.Setting {
	return study.Setting{Changes: st.Changes, Theories: strings.Split(st.Theories, ",")}
}

// check refuses settings that are too large to look at.
func (st Setting) check() error {
	if len(st.Changes) > mostChanges {
		return &SettingError{[]Problem{{Text: fmt.Sprintf("%d changes are too many: %d at most", len(st.Changes), mostChanges)}}}
	}
	return nil
}

// apply reads the scenario under a setting. The error is a *SettingError.
func (d *Desk) apply(st Setting) (*study.Subject, error) {
	if err := st.check(); err != nil {
		return nil, err
	}
	subject, err := d.session.Apply(st.asked())
	return subject, inSetting(err)
}

// A Problem is one thing wrong with a setting, or with what else the page asks.
type Problem struct {
	Path string `json:"path"` // of the change that it is about; empty: the setting as a whole
	Text string `json:"text"` // one sentence for people
}

// A SettingError says what is wrong with what the page asks: at least one problem.
type SettingError struct{ Problems []Problem }

func (e *SettingError) Error() string {
	lines := make([]string, len(e.Problems))
	for i, p := range e.Problems {
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
	out := new(SettingError)
	for _, p := range wrong.Problems {
		out.Problems = append(out.Problems, Problem{p.Path, p.Err.Error()})
	}
	return out
}
