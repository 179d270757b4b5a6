package scenario

import "testing"

// TestUses: the places of keys, through names, lists and short forms.
func TestUses(t *testing.T) {
	const text = `title: Two
parties:
  weight: {seat: signatory}
levers:
  push:
    holder: weight
    weight: 0.2 to 0.6
    effects:
      - {presses: weight, by: 0.1}
      - {presses: weight, by: 0.2}
no_key: 1
`
	uses := Uses(text)
	for path, want := range map[string]Use{
		"title":                        {1, "title: Two"},
		"parties.PARTY.seat":           {3, "weight: {seat: signatory}"},
		"levers.LEVER.weight":          {7, "weight: 0.2 to 0.6"},
		"levers.LEVER.effects[].by":    {9, "- {presses: weight, by: 0.1}"},
		"levers.LEVER.effects[].push":  {},
		"processes.violations.hazard":  {},
		"issues.ISSUE.positions.PARTY": {},
	} {
		if got := uses[path]; got != want {
			t.Errorf("%s: %v; want %v", path, got, want)
		}
	}
	if Uses("[") != nil || Uses("") != nil {
		t.Error("a file that cannot be read uses keys")
	}
}

// TestKeysSay: every key of the language says what it means, is listed once, and
// is a key that the top of the file or a key before it holds.
func TestKeysSay(t *testing.T) {
	seen := map[string]bool{}
	for _, k := range Keys() {
		if len(k.Doc) < 5 || seen[k.Path] {
			t.Errorf("%s: meaning %q, listed before: %v", k.Path, k.Doc, seen[k.Path])
		}
		seen[k.Path] = true
	}
	for _, path := range []string{"levers.LEVER.effects[].up_to", "processes.violations.record.weight", "factions.FACTION.gain", "NUMBER.evidence.says"} {
		if !seen[path] {
			t.Errorf("%s is not listed", path)
		}
	}
}
