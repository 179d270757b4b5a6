package scenario_test

import (
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"sim/model"
	"sim/model/scenario"
	"sim/scenarios"
)

// variantOf writes the variant of a library scenario that the overrides make, and reads
// it and the overrides: both must be the same scenario.
func variantOf(t *testing.T, name string, set ...string) string {
	t.Helper()
	src, err := fs.ReadFile(scenarios.FS, name)
	if err != nil {
		t.Fatal(err)
	}
	opts := scenario.Options{FS: scenarios.FS, Set: set}
	text, err := scenario.Variant(name, src, opts, scenario.Heading{Extends: name})
	if err != nil {
		t.Fatalf("%v: %v", set, err)
	}
	want, err := scenario.Parse(name, src, opts)
	if err != nil {
		t.Fatal(err)
	}
	got, err := scenario.Parse("mine.yaml", []byte(text), scenario.Options{FS: scenarios.FS})
	if err != nil {
		t.Fatalf("%v:\n%s%v", set, text, err)
	}
	if got.Text != want.Text {
		t.Errorf("%v:\n%sis another scenario", set, text)
	}
	return text
}

// Saying only what changed and merging it back are inverse, for some numbers
// of several scenarios of the library and for all of them at once.
func TestVariantOfEveryNumber(t *testing.T) {
	if testing.Short() {
		t.Skip("takes long")
	}
	for _, name := range []string{"alaska.yaml", "alaska-delay.yaml", "wage-round.yaml", "istanbul-humanitarian.yaml"} {
		s, err := scenario.Load(name, scenario.Options{FS: scenarios.FS})
		if err != nil {
			t.Fatal(err)
		}
		var all []string
		for i := range s.Bargain.Inputs {
			in := &s.Bargain.Inputs[i]
			if in.Dist != nil {
				all = append(all, in.Path+"={uniform: ["+short(in.Dist.Quantile(0.4))+", "+short(in.Dist.Quantile(0.6))+"]}")
			}
		}
		for _, i := range []int{0, len(all) / 3, len(all) / 2, len(all) - 1} {
			if text := variantOf(t, name, all[i]); strings.Count(text, "\n") > 12 && !strings.Contains(all[i], "effects") {
				t.Errorf("%s is not short:\n%s", all[i], text)
			}
		}
		variantOf(t, name, all...)
	}
}

func short(x float64) string { return strconv.FormatFloat(x, 'g', 6, 64) }

// A variant says what was changed and nothing else, in the scenario's own words.
func TestVariantText(t *testing.T) {
	got := variantOf(t, "alaska.yaml",
		"levers.aid_cutoff.weight=0.9", "levers.threat=null", "levers.delay.weight=0",
		"issues.territory.positions.europe.ideal=0.4 to 0.6", "parties.us.patience=0.97",
		"parties.russia.patience.value=0.98")
	want := `extends: "alaska.yaml"
parties:
  russia:
    patience:`
	if !strings.HasPrefix(got, want) {
		t.Errorf("the variant is\n%s", got)
	}
	for _, want := range []string{"    weight: 0.9\n", "  threat: null\n", "ideal: 0.4 to 0.6", "patience: 0.97", "value: 0.98"} {
		if !strings.Contains(got, want) {
			t.Errorf("the variant lacks %q:\n%s", want, got)
		}
	}
	if strings.Contains(got, "at_most: null") {
		t.Errorf("takes away what the new key replaces:\n%s", got)
	}
}

// Overrides from outside may not name files; those of the command line may.
func TestSealed(t *testing.T) {
	dir := t.TempDir()
	secret := filepath.Join(dir, "secret.csv")
	if err := os.WriteFile(secret, []byte("x\n0.25\n0.75\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	src, err := fs.ReadFile(scenarios.FS, "two-issues.yaml")
	if err != nil {
		t.Fatal(err)
	}
	s, err := scenario.Parse("two-issues.yaml", src, scenario.Options{})
	if err != nil {
		t.Fatal(err)
	}
	path := s.Bargain.Inputs[slices.IndexFunc(s.Bargain.Inputs, func(in model.Input) bool { return strings.HasSuffix(in.Path, "salience") })].Path
	opts := scenario.Options{Set: []string{path + "={samples: " + filepath.ToSlash(secret) + "}"}}
	if _, err := scenario.Parse("two-issues.yaml", src, opts); err != nil {
		t.Errorf("the command line cannot name a file: %v", err)
	}
	opts.Sealed = true
	_, err = scenario.Parse("two-issues.yaml", src, opts)
	if err == nil || !strings.Contains(err.Error(), "no file can be named here") {
		t.Errorf("a sealed override reached a file: %v", err)
	}
	opts.Set = []string{path + "={samples: nowhere.csv}"}
	if _, err = scenario.Parse("two-issues.yaml", src, opts); err == nil || !strings.Contains(err.Error(), "no file can be named here") {
		t.Errorf("a sealed override says what files there are: %v", err)
	}
}
