package main

import (
	"bytes"
	"io"
	"regexp"
	"strings"
	"testing"

	"github.com/spf13/cobra"

	"sim/model/study"
	"sim/output/explain"
	"sim/scenarios"
)

// unsaid are words that promise what a run cannot say, or pass judgement on a
// party. Titles of works and what is being denied are let through.
var (
	unsaid = regexp.MustCompile(`(?i)\b(forecast\w*|predict\w*|likel(?:y|ihood)|(?:probability|chances?) (?:of|for) (?:peace|a deal|an agreement|war)|blam\w+|bluff\w*|betray\w*|bad faith|stall(?:s|ed|ing)?)\b`)
	denied = strings.NewReplacer("Illustration, not prediction", "", "ILLUSTRATION, NOT PREDICTION", "", "neither likely, lawful", "",
		"Political Forecasting: An Expected Utility Method", "", "nothing here predicts anything", "")
)

// TestWords reads what the program says about itself: every command's help, the
// schema, the template, and the entry of everything that has a name.
func TestWords(t *testing.T) {
	texts := map[string]string{}
	var help func(c *cobra.Command)
	help = func(c *cobra.Command) {
		texts[c.CommandPath()+" --help"] = c.Short + "\n" + c.Long + "\n" + c.Example + "\n" + c.LocalFlags().FlagUsages()
		for _, sub := range c.Commands() {
			help(sub)
		}
	}
	help(newRoot(io.Discard, io.Discard))
	var out bytes.Buffer
	root := newRoot(&out, io.Discard)
	root.SetArgs([]string{"schema"})
	if err := root.Execute(); err != nil {
		t.Fatal(err)
	}
	texts["schema"] = out.String()
	library, err := scenarioEntries(scenarios.FS)()
	if err != nil {
		t.Fatal(err)
	}
	for _, k := range append(explain.Catalogue(), study.Kind{One: "scenario", Doc: kinds()[0].doc, Entries: library}) {
		for _, e := range k.Entries {
			texts["explain "+e.Name] = k.Doc + "\n" + explain.Entry(k.One, &e)
		}
	}
	if len(texts) < 80 {
		t.Fatalf("%d texts only", len(texts))
	}
	for name, text := range texts {
		// Lines are broken anywhere.
		if word := unsaid.FindString(denied.Replace(strings.Join(strings.Fields(text), " "))); word != "" {
			t.Errorf("%s says %q", name, word)
		}
	}
}
