package serve

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"sim/model"
	"sim/model/scenario"
)

// A setting is what the page asks to be played: overrides path=value on top of
// the scenario as served, under one theory beside the weighted mean, or all.
type setting struct {
	Changes  []string `json:"changes"`
	Theories string   `json:"theories"`
}

// key tells settings apart.
func (st setting) key() string { return st.Theories + "\n" + strings.Join(st.Changes, "\n") }

// A problem is one thing wrong with a setting.
type problem struct {
	Path string `json:"path"` // of the change that it is about; empty: the setting as a whole
	Text string `json:"text"`
}

// A settingError says what is wrong with a setting.
type settingError struct{ problems []problem }

func (e *settingError) Error() string {
	lines := make([]string, len(e.problems))
	for i, p := range e.problems {
		lines[i] = p.Text
	}
	return strings.Join(lines, "\n")
}

// leverFields are the numbers that every lever has, written or left out.
var leverFields = []string{"weight", "intensity", "credibility", "follow_through", "cost", "pass_through"}

// movable lists the paths that the page may set: every number that the
// scenario gives, and those of its levers that it leaves out.
func movable(b *model.Bargain) map[string]bool {
	paths := map[string]bool{}
	for i := range b.Inputs {
		paths[b.Inputs[i].Path] = true
	}
	for i := range b.Levers {
		for _, field := range leverFields {
			paths["levers."+b.Levers[i].ID+"."+field] = true
		}
	}
	return paths
}

// prepare reads the scenario under a setting. The error is a *settingError.
func (s *Server) prepare(st setting) (*scenario.Scenario, error) {
	if len(st.Changes) > mostChanges {
		return nil, &settingError{[]problem{{Text: fmt.Sprintf("%d changes are too many: %d at most", len(st.Changes), mostChanges)}}}
	}
	sc, err := scenario.Parse(s.o.Source.Path, s.o.Source.Text, s.options(st))
	if err != nil {
		return nil, inSetting(st, err)
	}
	var ps []problem
	for _, change := range st.Changes { // what the words of the language allow and this page does not
		if path, _, _ := strings.Cut(change, "="); !s.mayMove[strings.TrimSpace(path)] {
			ps = append(ps, problem{strings.TrimSpace(path), strings.TrimSpace(path) + " is not one of the numbers that can be changed here"})
		}
	}
	if ps != nil {
		return nil, &settingError{ps}
	}
	if err := sc.Choose(strings.Split(st.Theories, ",")); err != nil {
		return nil, inSetting(st, err)
	}
	s.ranges.quicken(sc.Bargain)
	return sc, nil
}

// options are how the scenario is read under a setting.
func (s *Server) options(st setting) scenario.Options {
	return scenario.Options{Set: slices.Concat(s.o.Source.Changes, st.Changes), FS: s.o.Source.FS, Library: s.o.Source.Library, Sealed: true}
}

// inSetting puts what is wrong with a scenario beside the changes that it is
// about.
func inSetting(st setting, err error) error {
	e, ok := errors.AsType[*scenario.Error](err)
	if !ok {
		return err
	}
	out := new(settingError)
	for _, p := range e.Problems {
		about := ""
		if slices.Contains(st.Changes, p.Override) {
			about, _, _ = strings.Cut(p.Override, "=")
		}
		out.problems = append(out.problems, problem{strings.TrimSpace(about), p.Msg})
	}
	if len(out.problems) == 0 {
		out.problems = []problem{{Text: err.Error()}}
	}
	return out
}
