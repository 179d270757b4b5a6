package scenario

import (
	"fmt"
	"slices"

	"sim/model"
	"sim/model/theory"
)

// Choose replaces the theories that the scenario's run: block requests by the
// named ones; "all" among them means every theory that is not on request, accepts
// the scenario and finds data in it. Parameters that the file gives a theory are
// kept. The weighted mean is put first if it is not named, and the twin of a theory
// before it. The error is an *Error that names unknown theories and those that
// cannot handle the scenario.
func (s *Scenario) Choose(names []string) error {
	var ps problems
	src := &source{name: "theories", flag: true}
	var ts []model.Theory
	var seen []string
	for _, name := range names {
		if slices.Contains(seen, name) {
			continue
		}
		if seen = append(seen, name); name == "all" {
			continue
		}
		if err := s.LeftOut(name); err != nil {
			ps.in(src, 0, 0, err)
			continue
		}
		t, err := s.theory(name)
		if err != nil {
			ps.in(src, 0, 0, err)
			continue
		}
		ts = append(ts, t)
	}
	if len(names) == 0 {
		ps.in(src, 0, 0, fmt.Errorf("no theory is named"))
	}
	if err := ps.err(); err != nil {
		return err
	}
	return s.play(ts, slices.Contains(seen, "all"))
}

// LeftOut says why a theory with default parameters cannot be played: it cannot
// handle the scenario, or the scenario has no data for it. It is nil for a theory
// that can.
func (s *Scenario) LeftOut(name string) error {
	t, err := s.theory(name)
	if err == nil {
		err = accepts(t, s.Bargain)
	}
	if err == nil {
		err = hasDataFor(t, s.Bargain)
	}
	return err
}

// theory returns the named theory, with the file's parameters if it gives any.
func (s *Scenario) theory(name string) (model.Theory, error) {
	for _, t := range slices.Concat(s.list.chosen, s.list.rules) {
		if t.Name == name {
			return t, nil
		}
	}
	return theory.ByName(name, s.rule)
}

// rule returns the named theory without a cause, with the file's parameters if it
// gives any.
func (s *Scenario) rule(name string) (model.Theory, error) { return s.list.ruleOf(name) }

// play sets the theories of the bargain, with all of those that are played unasked,
// and which of them leads.
func (s *Scenario) play(ts []model.Theory, all bool) error {
	var err error
	lead := "nash"
	if all {
		ts, err = s.everyTheory(ts)
	} else {
		lead = ts[0].Name
		if i := slices.IndexFunc(ts, func(t model.Theory) bool { return !t.Predicts }); i >= 0 {
			lead = ts[i].Name
		}
		ts, err = withBaseline(ts)
	}
	if err == nil {
		ts, err = s.withTwins(ts)
	}
	if err != nil {
		return err
	}
	s.Bargain.Theories = ts
	s.lead = slices.IndexFunc(ts, func(t model.Theory) bool { return t.Name == lead })
	if s.lead < 0 {
		s.lead = min(1, len(ts)-1)
		if i := slices.IndexFunc(ts, func(t model.Theory) bool { return !t.Predicts }); i >= 0 {
			s.lead = i
		}
	}
	return nil
}

// withTwins puts the twin of every theory that has one before it, unless it is
// listed: what a cause does is counted against the same rule without it. A twin
// that cannot handle the scenario is left out, and nothing is counted. Theories
// that another one names follow it.
func (s *Scenario) withTwins(ts []model.Theory) ([]model.Theory, error) {
	listed := func(list []model.Theory, name string) bool {
		return slices.ContainsFunc(list, func(t model.Theory) bool { return t.Name == name })
	}
	var all []model.Theory
	var add func(t model.Theory) error
	add = func(t model.Theory) error {
		if t.Twin != "" && !listed(ts, t.Twin) && !listed(all, t.Twin) {
			twin, err := s.theory(t.Twin)
			if err != nil {
				return fmt.Errorf("%s is compared with %s: %w", t.Name, t.Twin, err)
			}
			if accepts(twin, s.Bargain) == nil && hasDataFor(twin, s.Bargain) == nil {
				if err := add(twin); err != nil {
					return err
				}
			}
		}
		all = append(all, t)
		if t.With == nil {
			return nil
		}
		for _, name := range t.With(s.Bargain) {
			if listed(ts, name) || listed(all, name) {
				continue
			}
			with, err := s.theory(name)
			if err != nil {
				return fmt.Errorf("%s is shown with %s: %w", t.Name, name, err)
			}
			if err := add(with); err != nil {
				return err
			}
		}
		return nil
	}
	for _, t := range ts {
		if err := add(t); err != nil {
			return nil, err
		}
	}
	return all, nil
}

// Only returns the scenario with some of its theories, by index and in that
// order; it leads with the same theory, or else the first.
func (s *Scenario) Only(theories []int) *Scenario {
	some, b := *s, *s.Bargain
	some.Bargain, some.lead, b.Theories = &b, 0, nil
	for j, i := range theories {
		b.Theories = append(b.Theories, s.Bargain.Theories[i])
		if i == s.lead {
			some.lead = j
		}
	}
	return &some
}

// Lead returns the index in Bargain.Theories of the leading theory, the default
// where none is named: the first that the scenario or the command lists, but one
// that asks nobody only if all are such, or nash if it says all.
func (s *Scenario) Lead() int { return s.lead }
