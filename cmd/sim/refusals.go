package main

import (
	"errors"

	"sim/model/study"
	"sim/output"
	"sim/scenarios/tabular"
)

// unobserved puts the error of a run in which no draw matches what was observed in
// words.
func unobserved(err error, s *study.Subject) error {
	if e, ok := errors.AsType[*study.UnobservedError](err); ok {
		return usage("%s", output.Unobserved(s.Scenario.Bargain, e))
	}
	return err
}

// refused turns an error of a question into one about the flags that asked it;
// flags says which one each option comes from.
func refused(err error, s *study.Subject, flags map[string]string) error {
	if e, ok := errors.AsType[*study.TooManyDrawsError](err); ok {
		return usage("%s draws are too many: this keeps %d numbers of each; expected at most %s", output.FormatCount(e.Draws), e.Each, output.FormatCount(e.Most))
	}
	if errors.Is(err, study.ErrNothingVaries) {
		return usage("there is nothing to share out: %w", err)
	}
	option, ok := errors.AsType[*study.OptionError](err)
	if !ok {
		return err
	}
	flag := flags[option.Option]
	if e, ok := errors.AsType[*study.NotSimulatedError](err); ok {
		return usage("%s: %s is not among the theories played; name it with --theories", flag, e.Theory)
	}
	if e, ok := errors.AsType[*study.OneTheoryError](err); ok {
		return usage("%s: every theory is shown; choose theories with --theories, not with %q in the measure", flag, e.Theory)
	}
	if e, ok := errors.AsType[*study.TooManyGroupsError](err); ok {
		return usage("%s: %w; try --by section", flag, e)
	}
	if e, ok := errors.AsType[*study.MissingValuesError](err); ok && s.Scenario.Bargain.Observed != nil {
		return usage("%s: %s of %s draws match what was observed and have a value under %s, and this needs one in every draw; leave observed out of the scenario, or %s",
			flag, output.FormatCount(e.Have), output.FormatCount(e.Draws), output.TheoryTitle(&s.Theories[e.Theory]), flag)
	} else if ok {
		return usage("%s: %s has a value in %s of %s draws under %s, and this needs one in every draw; ask --of a share or a party's utility, or leave %s out",
			flag, e.Measure, output.FormatCount(e.Have), output.FormatCount(e.Draws), output.TheoryTitle(&s.Theories[e.Theory]), flag)
	}
	return usage("%s: %w", flag, option.Err)
}

// free refuses to write a file where there is one that was not to be replaced.
func free(path string, replace bool) error {
	if err := tabular.Free(path, replace); err != nil {
		return &usageError{err}
	}
	return nil
}
