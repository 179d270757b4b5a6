package scenarios_test

import (
	"io/fs"
	"regexp"
	"slices"
	"strings"
	"testing"

	"sim/model"
	"sim/model/scenario"
	"sim/scenarios"
)

// resolvedCases are the shipped cases that have ended, by file.
func resolvedCases(t *testing.T) map[string]*scenario.Scenario {
	t.Helper()
	cases := map[string]*scenario.Scenario{}
	for _, name := range scenarios.Names(scenarios.Resolved) {
		s, err := scenario.Load(name+".yaml", scenario.Options{FS: scenarios.Resolved})
		if err != nil {
			t.Fatal(err)
		}
		cases[name] = s
	}
	if len(cases) < 2 {
		t.Fatalf("%d resolved cases", len(cases))
	}
	return cases
}

// published is when a document was published; empty: it does not say so.
func published(b *model.Bargain, e *model.Evidence) string {
	k := slices.IndexFunc(b.Documents, func(d model.Document) bool { return d.ID == e.Document })
	return b.Documents[k].Published
}

// earlier reports whether a date lies before another whatever the days of both.
func earlier(a, b string) bool {
	n := min(len(a), len(b))
	return n > 0 && a[:n] < b[:n]
}

// TestResolvedTerms: a resolved case says on at least two issues, or on all that a
// published table has, what was agreed and who says so, and no source of what was agreed is
// older than the outcome.
func TestResolvedTerms(t *testing.T) {
	for name, s := range resolvedCases(t) {
		r := s.Bargain.Resolved
		if r == nil || len(r.Date) != len("2006-01-02") || len(r.Agreed) < least(s) {
			t.Errorf("%s: a resolved case says the day and at least two terms: %+v", name, r)
			continue
		}
		for _, a := range r.Agreed {
			if when := published(s.Bargain, a.Evidence); when < r.Date || a.Evidence.Says == "" {
				t.Errorf("%s: %s rests on a document of %q that says %q", name, s.Bargain.Issues[a.Issue].ID, when, a.Evidence.Says)
			}
		}
	}
}

// least is how many terms a case has to say: two, and of a table that others published
// after the outcome all that it has.
func least(s *scenario.Scenario) int {
	if r := s.Bargain.Resolved; r != nil && r.Inputs == model.InputsPublished {
		return len(s.Bargain.Issues)
	}
	return 2
}

// TestResolvedSources: a resolved case rests on official texts and published data alone,
// each with a date; what is known from the news alone is left out. What was decided in a case
// that others published may be in a paper.
func TestResolvedSources(t *testing.T) {
	for name, s := range resolvedCases(t) {
		for _, d := range s.Bargain.Documents {
			paper := d.Kind == "paper" && s.Bargain.Resolved.Inputs == model.InputsPublished
			if d.Kind != "official text" && d.Kind != "data" && !paper || d.Published == "" {
				t.Errorf("%s: %s is %s of %q", name, d.ID, d.Kind, d.Published)
			}
		}
	}
}

// TestResolvedPositions: every position has a source that is older than the outcome,
// unless the case says that its inputs are not, and of a case written afterwards says what
// that says; every other number has one, or is a range.
func TestResolvedPositions(t *testing.T) {
	position := regexp.MustCompile(`\.positions\.[a-z_]+(\.(ideal|at_least|at_most))?$`)
	for name, s := range resolvedCases(t) {
		b, positions := s.Bargain, 0
		for _, in := range b.Inputs {
			at := position.MatchString(in.Path)
			if at {
				positions++
			}
			switch {
			case in.Evidence != nil:
				if when := published(b, in.Evidence); !earlier(when, b.Resolved.Date) && b.Resolved.Inputs != model.InputsPublished {
					t.Errorf("%s: %s rests on a document of %q, and the case ended on %s", name, in.Path, when, b.Resolved.Date)
				}
				if b.Resolved.Inputs == model.InputsAfterwards && in.Evidence.Says == "" {
					t.Errorf("%s: %s does not say what its document says", name, in.Path)
				}
			case at || in.Column < 0 && !strings.HasSuffix(in.Path, ".status_quo"):
				t.Errorf("%s: %s has neither a source nor a range", name, in.Path)
			}
		}
		if want := len(b.Parties) * len(b.Issues); positions != want {
			t.Errorf("%s: %d positions, want one of each party on each issue: %d", name, positions, want)
		}
	}
}

// TestResolvedNumbers reads the files as they are written: every number outside the blocks
// that are about the case, the run and the documents names its source, is part of a scale,
// or is called assumed beside it.
func TestResolvedNumbers(t *testing.T) {
	for name := range resolvedCases(t) {
		src, err := fs.ReadFile(scenarios.Resolved, name+".yaml")
		if err != nil {
			t.Fatal(err)
		}
		seen := 0
		for line := range strings.Lines(inputsOf(string(src))) {
			if seen++; unsourced(line) {
				t.Errorf("%s: neither a source nor the word assumed: %s", name, line)
			}
		}
		if seen < 10 {
			t.Errorf("%s: %d lines were read", name, seen)
		}
	}
	for line, want := range map[string]bool{ // as the walk sees them
		"        salience: 20 to 50\n":                                                                           true,
		"        salience: {uniform: [20, 50]}\n":                                                                true,
		"        salience: {uniform: [20, 50]}           # assumed\n":                                            false,
		"        ideal: {value: 5, evidence: {document: d, says: \"From 2 to 3.\"}}\n":                           false,
		"      a: {ideal: {value: {uniform: [5, 6]}, evidence: {document: d}}, salience: 5}\n":                   true,
		"      a: {ideal: {value: 5, evidence: {document: d}}, salience: {value: 5, evidence: {document: d}}}\n": false,
		"      a: {ideal: {value: 5, evidence: {document: d}}, salience: [5, 10]}\n":                             true,
		"          - 20\n":                  true,
		"    status_quo: .5\n":              true,
		"preferences: {loss_aversion: 2}\n": true,
		"    labels: {none: 0, all: 1}\n":   false,
	} {
		if unsourced(line) != want {
			t.Errorf("neither a source nor the word assumed: %v, want %v: %s", !want, want, line)
		}
	}
}

var (
	sourced  = regexp.MustCompile(`\{value: (\{[a-z]+: \[[^\]]*\]\}|[^,{]+), evidence: \{document: [^}]*\}\}`)
	numbered = regexp.MustCompile(`([:{\[,]|^ *-) *[-+]?\.?[0-9]`)
	block    = regexp.MustCompile(`(?m)^(title|purpose|about|resolved|run|documents):.*\n([ #].*\n|\n)*`)
	scale    = regexp.MustCompile(`^    (range|labels): `)
)

// inputsOf is a file without the blocks that hold no inputs: what it is about, how the case
// ended (where the language asks for a source of every term), the run and the documents.
func inputsOf(src string) string { return block.ReplaceAllString(src, "") }

// unsourced reports whether a line holds a number that neither names its source nor is
// part of a scale, and does not call it assumed.
func unsourced(line string) bool {
	return !strings.Contains(line, "# assumed") && !scale.MatchString(line) && numbered.MatchString(sourced.ReplaceAllString(line, ""))
}

// TestResolvedSay: a case that was written afterwards says so to its readers, and one
// that was not does not; what stands with the record says what that rests on.
func TestResolvedSay(t *testing.T) {
	before := 0
	for name, s := range resolvedCases(t) {
		if says := strings.Contains(strings.Join(strings.Fields(s.Bargain.About), " "), "was written afterwards"); says != (s.Bargain.Resolved.Inputs == model.InputsAfterwards) {
			t.Errorf("%s: written afterwards: %v; inputs %s", name, says, model.InputsNames[s.Bargain.Resolved.Inputs])
		}
		if s.Bargain.Resolved.Inputs == model.InputsBefore {
			before++
		}
		if s.Bargain.Resolved.Inputs != model.InputsAfterwards && s.Bargain.Resolved.Caveat == "" {
			t.Errorf("%s stands with the record without a word on what that rests on", name)
		}
	}
	if before == 0 {
		t.Error("no case is a record")
	}
}
