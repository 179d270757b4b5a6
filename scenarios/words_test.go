package scenarios_test

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// standing opens every scenario that concerns a real war.
const standing = `This is about a war in which people are being killed. Nothing here measures that. Outcomes are valued
only by the preferences that the listed documents attribute to governments, as of August 2025; there is no term for law,
for justice or for lives. A term that a draw arrives at is neither likely, lawful, fair nor advised, and control in the
model says nothing about legal status. Levels and weights were chosen to make mechanisms visible and were fitted to
nothing.`

// TestStandingParagraph finds the paragraph at the start of every scenario
// that cites documents, and a paragraph of what it shows after it.
func TestStandingParagraph(t *testing.T) {
	words := func(s string) string { return strings.Join(strings.Fields(s), " ") }
	cited := 0
	for _, file := range files(t) {
		b := read(t, file)
		if len(b.Documents) == 0 {
			continue
		}
		cited++
		first, rest, _ := strings.Cut(b.About, "\n\n")
		if words(first) != words(standing) {
			t.Errorf("%s does not open with the standing paragraph but with\n%s", file, first)
		}
		if !strings.HasPrefix(rest, "What it shows: ") || !strings.Contains(words(rest), "What it leaves out: ") && !strings.Contains(words(rest), "What it does not show: ") {
			t.Errorf("%s does not say what it shows and what it does not:\n%s", file, rest)
		}
	}
	if cited < 10 {
		t.Errorf("%d scenarios cite documents", cited)
	}
	readme, err := os.ReadFile("README.md")
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(words(string(readme)), words(standing)) {
		t.Error("README.md does not hold the standing paragraph")
	}
}

// unsaid are words that nobody reads in a scenario: they promise what a run
// cannot say, or pass judgement on a party.
var unsaid = regexp.MustCompile(`(?i)\b(forecast\w*|predict\w*|odds|likelihood|(?:probability|chances?) (?:of|for) (?:peace|a deal|war)|` +
	`most likely outcome|blam\w+|bluff\w*|betray\w*|bad faith|stall(?:s|ed|ing)?|dishonest\w*|liar?s?|cheat\w*|aggressor\w*|obstinate|intransigen\w+)\b`)

// motto is the one sentence about prediction.
const motto = "Illustration, not prediction"

// people are named in titles of documents only.
var people = regexp.MustCompile(`(?i)\b(trump|putin|zelensk\w+|lavrov|lukashenk\w+|medvedev|bessent|merz|juncker|gorbachev|lenin)\b`)

// TestWords reads the shipped scenarios and the README for words that do not
// belong there.
func TestWords(t *testing.T) {
	texts := map[string]string{}
	for _, file := range files(t) {
		texts[file] = text(t, file)
	}
	readme, err := os.ReadFile("README.md")
	if err != nil {
		t.Fatal(err)
	}
	texts["README.md"] = string(readme)
	for file, text := range texts {
		for i, line := range strings.Split(text, "\n") {
			line = strings.NewReplacer(motto, "", strings.ToLower(motto), "", "log-odds", "").Replace(line)
			if word := unsaid.FindString(line); word != "" {
				t.Errorf("%s:%d: %q", file, i+1, word)
			}
			if name := people.FindString(line); name != "" && !strings.Contains(line, "{title: ") {
				t.Errorf("%s:%d names %s outside a document's title", file, i+1, name)
			}
		}
	}
}

// TestWordsAreFound keeps the expressions from matching nothing.
func TestWordsAreFound(t *testing.T) {
	for _, bad := range []string{"a forecast of", "it predicts", "the odds of", "stalling", "blames Russia", "in bad faith", "it betrayed"} {
		if !unsaid.MatchString(bad) {
			t.Errorf("%q passes", bad)
		}
	}
	for _, good := range []string{"a stalemate", "install", "relied upon"} {
		if unsaid.MatchString(good) {
			t.Errorf("%q does not pass", good)
		}
	}
	if !people.MatchString(text(t, "alaska.yaml")) {
		t.Error("the titles of the documents name nobody")
	}
}

// TestModelKnowsNoScenario keeps what the engine plays out of the engine. Titles of
// publications are what they are.
func TestModelKnowsNoScenario(t *testing.T) {
	known := regexp.MustCompile(`(?i)ukrain|russia|kremlin|moscow|kyiv|alaska|istanbul|pokrovsk|metalworker`)
	cited := regexp.MustCompile(`(?m)^\s*Citation: .*$`)
	seen := 0
	err := filepath.WalkDir("../model", func(path string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") || strings.Contains(path, "testdata") {
			return err
		}
		seen++
		src, err := os.ReadFile(path)
		if word := known.FindString(cited.ReplaceAllString(string(src), "")); word != "" {
			t.Errorf("%s knows %q", path, word)
		}
		return err
	})
	if err != nil || seen < 50 {
		t.Errorf("read %d files of the model: %v", seen, err)
	}
}
