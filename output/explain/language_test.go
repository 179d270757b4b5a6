package explain

import (
	"flag"
	"os"
	"slices"
	"strings"
	"testing"

	"sim/model"
	"sim/model/study"
	"sim/scenarios"
)

var update = flag.Bool("update", false, "write scenarios/REFERENCE.md anew")

// TestReference: the page in the library is the one that the program writes.
func TestReference(t *testing.T) {
	const page = "../../scenarios/REFERENCE.md"
	want := Reference(scenarios.FS)
	if *update {
		if err := os.WriteFile(page, []byte(want), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if got, err := os.ReadFile(page); err != nil || string(got) != want {
		t.Errorf("scenarios/REFERENCE.md is not what the program writes (%v); write it with -update", err)
	}
}

// TestEveryWord: every key, effect, circumstance, outcome and reason is explained
// by its name, and the lists are those of the model.
func TestEveryWord(t *testing.T) {
	names := func(kind string) (list []string) {
		for _, k := range language() {
			if k.Name == kind {
				for _, e := range k.Entries {
					list = append(list, e.Name)
				}
			}
		}
		return list
	}
	if got := names("outcomes"); !slices.Equal(got, model.ClassNames[:]) {
		t.Errorf("outcomes explained: %v; the model has %v", got, model.ClassNames)
	}
	if got := names("reasons"); !slices.Equal(got, model.ReasonNames[1:]) {
		t.Errorf("reasons explained: %v; the model has %v", got, model.ReasonNames[1:])
	}
	for _, kind := range []string{"effects", "when", "terms", "outcomes", "reasons"} {
		for _, name := range names(kind) {
			if texts, _ := ByName(name, scenarios.FS); len(texts) == 0 || len(strings.TrimSpace(texts[0])) < len(name)+20 {
				t.Errorf("%s %s is not explained: %q", kind, name, texts)
			}
		}
	}
	for _, k := range study.Keys() {
		found := Keys(strings.ReplaceAll(k.Path, "[]", ""))
		if !slices.ContainsFunc(found, func(f study.Key) bool { return f.Path == k.Path }) {
			t.Errorf("%s does not find its key, but %v", k.Path, found)
		}
	}
}

// TestKeyByName: a key is found by its whole path, without the names in it, by its
// last word, and by its singular.
func TestKeyByName(t *testing.T) {
	for name, want := range map[string]string{
		"levers.LEVER.weight": "levers.LEVER.weight", "levers.weight": "levers.LEVER.weight",
		"follow_through": "levers.LEVER.follow_through", "lever": "levers", "party": "parties",
		"processes.violations.hazard": "processes.violations.hazard",
	} {
		found := Keys(name)
		if len(found) == 0 || found[0].Path != want {
			t.Errorf("%s finds %v; want %s", name, found, want)
		}
	}
	if found := Keys("no_such_key"); found != nil {
		t.Errorf("an unknown key finds %v", found)
	}
}

// TestExample: the text of a key shows a line of the library that uses it, and the
// keys below it.
func TestExample(t *testing.T) {
	text := Key(&Keys("follow_through")[0], scenarios.FS)
	if !strings.Contains(text, "for example follow_through: ") || !strings.Contains(text, "range: [0, 1]") {
		t.Errorf("follow_through: %s", text)
	}
	if text := Key(&Keys("clock")[0], scenarios.FS); !strings.Contains(text, "Keys below it: round, rounds, ends") {
		t.Errorf("clock: %s", text)
	}
}
