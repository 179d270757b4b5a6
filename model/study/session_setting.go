package study

import (
	"errors"
	"slices"
	"strings"

	"sim/model"
	"sim/model/scenario"
)

// A Setting is what a user asks a Session to simulate. The zero Setting is the
// scenario as written.
type Setting struct {
	Changes  []string // overrides path=value on top of the scenario as written
	Theories []string // names, AllTheories among them; nil: those of the session
}

// AllTheories stands for the theories that are played unasked.
const AllTheories = "all"

// key returns a string that identifies the setting.
func (st Setting) key() string {
	return strings.Join(st.Theories, ",") + "\n" + strings.Join(st.Changes, "\n")
}

// Same reports whether two settings have the same answer.
func (st Setting) Same(other Setting) bool { return st.key() == other.key() }

// named returns the setting with its theories spelled out.
func (s *Session) named(st Setting) Setting {
	if st.Theories == nil {
		st.Theories = s.Theories
	}
	return st
}

// A SettingError lists what is wrong with a setting.
type SettingError struct{ Problems []SettingProblem }

func (e *SettingError) Error() string {
	lines := make([]string, len(e.Problems))
	for i, p := range e.Problems {
		lines[i] = p.Err.Error()
	}
	return strings.Join(lines, "\n")
}

// A SettingProblem is one problem of a setting.
type SettingProblem struct {
	Path string // path of the change concerned; empty: the setting as a whole
	Err  error  // a *FixedError, or an error of the scenario language
}

// A FixedError means that a path is not one that a Session may change.
type FixedError struct{ Path string }

func (e *FixedError) Error() string {
	return e.Path + " is not one of the numbers that can be changed here"
}

// Apply reads the scenario with a setting. The error is a *SettingError, or
// says why its files cannot be read.
func (s *Session) Apply(st Setting) (*Subject, error) {
	st = s.named(st)
	src := s.source(st)
	sc, err := src.Load()
	if err != nil {
		return nil, st.explain(err)
	}
	var fixed []SettingProblem
	for _, change := range st.Changes { // what the scenario language allows but a session does not
		path, _, _ := strings.Cut(change, "=")
		if path = strings.TrimSpace(path); !s.movable[path] {
			fixed = append(fixed, SettingProblem{path, &FixedError{path}})
		}
	}
	if fixed != nil {
		return nil, &SettingError{fixed}
	}
	subject := Of(src, sc)
	subject.tables = s.ranges.tables(sc.Bargain)
	subject.Config = s.Base.Config
	return subject, nil
}

// source returns the Source of the scenario with a setting.
func (s *Session) source(st Setting) Source {
	src := s.Base.Source
	src.Changes, src.Theories = slices.Concat(src.Changes, st.Changes), st.Theories
	return src
}

// explain attributes the problems of a scenario to the changes that cause them.
func (st Setting) explain(err error) error {
	e, ok := errors.AsType[*scenario.Error](err)
	if !ok {
		return &SettingError{[]SettingProblem{{Err: err}}}
	}
	out := new(SettingError)
	for _, p := range e.Problems {
		path := ""
		if slices.Contains(st.Changes, p.Override) {
			path, _, _ = strings.Cut(p.Override, "=")
		}
		out.Problems = append(out.Problems, SettingProblem{strings.TrimSpace(path), errors.New(p.Msg)})
	}
	return out
}

// leverFields are the numbers of a lever, whether written or left out.
var leverFields = []string{"weight", "credibility", "follow_through", "cost", "pass_through"}

// movable returns the paths that a setting may change: every number that the
// scenario gives, and numbers of its levers that it leaves out.
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
