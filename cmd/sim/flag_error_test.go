package main

import (
	"testing"

	"github.com/spf13/pflag"

	"sim/cmd/settings"
)

// The error of a flag names it, its text and what was expected.
func TestFlagError(t *testing.T) {
	f := pflag.NewFlagSet("sim", pflag.ContinueOnError)
	f.Var(settings.SeedFlag(), "seed", "seed")
	const want = "--seed=-1: expected a whole number from 0 to 18446744073709551615"
	if err := f.Parse([]string{"--seed", "-1"}); err == nil || flagError(nil, err).Error() != want {
		t.Errorf("%v, want %q", err, want)
	}
}
