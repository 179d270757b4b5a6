package study

import (
	"fmt"
	"slices"
	"strings"

	"sim/model/registry"
	"sim/model/scenario"
)

// Names of parts of a scenario's text on which no draw depends.
const (
	PartEvidence = scenario.PartEvidence // what documents say
	PartNotes    = scenario.PartNotes    // what the scenario says about itself
)

// ParseParts reads names of parts, separated by commas, and returns each of them once,
// sorted. The error is a *registry.UnknownError.
func ParseParts(text string) ([]string, error) {
	known := []string{PartEvidence, PartNotes}
	var parts []string
	for name := range strings.SplitSeq(text, ",") {
		if name = strings.TrimSpace(name); !slices.Contains(known, name) {
			return nil, &registry.UnknownError{What: "part to leave out", Name: name, Known: known}
		}
		parts = append(parts, name)
	}
	slices.Sort(parts)
	return slices.Compact(parts), nil
}

// A BroughtBackError means that changes say what was to be left out of a scenario.
type BroughtBackError struct{ Parts []string }

func (e *BroughtBackError) Error() string {
	return fmt.Sprintf("the changes bring back what is left out (%s): write them into the scenario, and it is left out there too", strings.Join(e.Parts, ", "))
}

// Without returns the subject of the scenario without the named parts of its text, as
// ParseParts returns them, to be simulated in the same way to the same numbers;
// s itself if none is named. Its digest is that of the shortened text. The error is a
// *BroughtBackError.
func (s *Subject) Without(parts []string) (*Subject, error) {
	if len(parts) == 0 {
		return s, nil
	}
	src := s.Source
	src.Changes, src.Theories, src.Weights = nil, nil, nil
	written, err := src.Load()
	if err != nil {
		return nil, err
	}
	text, err := written.Without(parts)
	if err != nil {
		return nil, err
	}
	src = s.Source
	src.Text, src.Omitted = []byte(text), parts
	short, err := src.Load()
	if err != nil {
		return nil, err
	}
	if again, err := short.Without(parts); err != nil || again != short.Text {
		return nil, &BroughtBackError{parts}
	}
	other := Of(src, short)
	other.Config = s.Config
	return other, nil
}
