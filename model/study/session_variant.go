package study

import (
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"slices"
	"strings"

	"sim/model/scenario"
)

// A Heading is the beginning of a variant's file.
type Heading = scenario.Heading

// ErrChanged means that a scenario's file no longer holds the text that a
// Session was started with.
var ErrChanged = errors.New("the scenario's file has changed since it was read")

// Variant returns a setting as the text of a scenario that extends the one as
// written, for a file at path; h.Extends is relative to its folder. It reads
// the text back as from that path in files, nil for those of the machine: the error is a *SettingError, or ErrChanged
// if that does not give the setting.
func (s *Session) Variant(st Setting, path string, h Heading, files fs.FS) (string, error) {
	subject, err := s.Apply(st)
	if err != nil {
		return "", err
	}
	text, err := subject.Variant(path, h, files)
	if err != nil && !errors.Is(err, ErrChanged) {
		return "", st.explain(err)
	}
	return text, err
}

// Variant returns the changes of a subject as the text of a scenario that extends
// the one that they change, for a file at path; h.Extends is relative to its folder.
// It reads the text back as from that path in files, nil for those of the machine: the error is that of the scenario, or
// ErrChanged if that does not give the subject.
func (s *Subject) Variant(path string, h Heading, files fs.FS) (string, error) {
	src, err := s.Source.Read()
	if err != nil {
		return "", err
	}
	text, err := scenario.Variant(src.Path, src.Text, src.options(nil), h)
	if err != nil {
		return "", err
	}
	again, err := scenario.Parse(path, []byte(text), scenario.Options{FS: files, Library: src.Library})
	if err != nil || !slices.Equal(inputsWritten(again), inputsWritten(s.Scenario)) {
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

// VariantAt is Variant for a file at path that extends the subject's own; remark is a
// comment at the top. The error is that of Variant or of Source.From.
func (s *Subject) VariantAt(path, remark string) (string, error) {
	base, err := s.Source.From(filepath.Dir(path))
	if err != nil {
		return "", err
	}
	return s.Variant(path, Heading{Extends: base, Remark: remark}, nil)
}

// From is what a file in a folder extends to extend the source: its path from there,
// or its name if it is one of the library's. The error says that the one cannot be
// reached from the other.
func (s Source) From(folder string) (string, error) {
	if s.FS != nil {
		return strings.TrimSuffix(s.Path, ".yaml"), nil
	}
	base, err := filepath.Abs(s.Path)
	if err != nil {
		return "", err
	}
	if folder, err = filepath.Abs(folder); err != nil {
		return "", err
	}
	if base, err = filepath.Rel(folder, base); err != nil {
		return "", fmt.Errorf("the scenario cannot be reached from the folder for variants: %w", err)
	}
	return filepath.ToSlash(base), nil
}
