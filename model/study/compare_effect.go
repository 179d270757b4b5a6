package study

import (
	"fmt"
	"strings"

	"sim/model/analysis"
)

// MostSingleChanges is the largest number of changed inputs whose effects are told
// apart one by one; of more, those of one lever, party or issue are taken together.
const MostSingleChanges = 12

// A ChangeEffect is what one change of input does, of those that make a variant
// from a base. Effects need not add up: where changes act together, what a change
// does depends on which others have been made. First and last are the two ends of
// the orders in which the changes could be made.
type ChangeEffect struct {
	Changes []InputChange        // one, or all of one lever, party or issue
	First   *analysis.Comparison // the base against the base with this change alone; nil if refused
	Last    *analysis.Comparison // the variant without this change against the variant; nil if refused
	// Refused is why the change cannot be made or undone alone; nil: it can.
	Refused error

	first, last int // indices of the comparisons; −1: none
}

func (e *ChangeEffect) take(found []*analysis.Comparison) {
	if e.first >= 0 {
		e.First = found[e.first]
	}
	if e.last >= 0 {
		e.Last = found[e.last]
	}
}

// decompose adds what tells the effects of the changes between a base and a variant
// apart: for each change, the base after it alone and the variant before it alone.
func (p *pairedRun) decompose(base *Subject, variant int) []ChangeEffect {
	v := p.subjects[variant]
	changes := InputChanges(base.Scenario.Bargain, v.Scenario.Bargain)
	var effects []ChangeEffect
	for _, group := range grouped(changes) {
		e := ChangeEffect{Changes: group, first: -1, last: -1}
		if s, err := changed(base, group, func(c InputChange) string { return c.After }); err != nil {
			e.Refused = err
		} else {
			e.first = p.pair(0, p.add(s))
		}
		if s, err := changed(v, group, func(c InputChange) string { return c.Before }); err != nil {
			e.Refused = err
		} else {
			e.last = p.pair(p.add(s), variant)
		}
		effects = append(effects, e)
	}
	return effects
}

// changed returns the subject with the inputs of some changes set to one of their
// two values. An input that one of the scenarios lacks cannot be taken away.
func changed(s *Subject, group []InputChange, value func(InputChange) string) (*Subject, error) {
	set := make([]string, len(group))
	for i, c := range group {
		text := value(c)
		if text == "" {
			return nil, fmt.Errorf("one of the two scenarios has no %s, and a number cannot be taken away", c.Path)
		}
		set[i] = c.Path + "=" + text
	}
	return s.With(set...)
}

func (p *pairedRun) add(s *Subject) int {
	p.subjects = append(p.subjects, s)
	return len(p.subjects) - 1
}

// grouped returns the changes one by one, or, if they are too many, those of one
// lever, party or issue together.
func grouped(changes []InputChange) (groups [][]InputChange) {
	if len(changes) <= MostSingleChanges {
		for i := range changes {
			groups = append(groups, changes[i:i+1])
		}
		return groups
	}
	at := map[string]int{}
	for _, c := range changes {
		thing := Thing(c.Path)
		i, known := at[thing]
		if !known {
			i = len(groups)
			at[thing] = i
			groups = append(groups, nil)
		}
		groups[i] = append(groups[i], c)
	}
	return groups
}

// Thing returns the path of the lever, party, issue or other part of a scenario that
// an input belongs to: its first two names.
func Thing(path string) string {
	names := strings.SplitN(path, ".", 3)
	return strings.Join(names[:min(2, len(names))], ".")
}
