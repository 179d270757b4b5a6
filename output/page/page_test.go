package page

import (
	"context"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"sim/model"
	"sim/model/scenario"
	"sim/model/study"
	"sim/output"
	"sim/output/plot"
	"sim/scenarios"
)

// hostile is what a scenario could hold to break out of the page.
const hostile = `</title><script>alert(1)</script>"'><img src=x onerror=alert(2)>`

// written is the report of a scenario of the library, its texts made hostile.
func written(t *testing.T, name string) (string, *output.Result) {
	t.Helper()
	s, err := scenario.Load(name+".yaml", scenario.Options{FS: scenarios.FS})
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Choose([]string{"nash", "egalitarian"}); err != nil {
		t.Fatal(err)
	}
	b := s.Bargain
	b.Title += hostile
	b.About += "\n\n" + hostile
	b.Parties[0].Name, b.Issues[0].Question, b.Issues[0].Unit, b.Inputs[0].Path = hostile, hostile, hostile, hostile
	subject := study.Of(study.Source{}, s)
	subject.Config = study.Config{Draws: 300, Seed: 1, Sampler: "random", Workers: 2}
	r := &output.Result{Version: "v0", Command: "sim run " + hostile}
	if r.Result, err = study.Run(context.Background(), subject, study.RunOptions{}); err != nil {
		t.Fatal(err)
	}
	var w strings.Builder
	if err := Report.Write(&w, r); err != nil {
		t.Fatal(err)
	}
	return w.String(), r
}

// The report is one file that loads nothing, runs nothing and lets nothing in
// the scenario become markup.
func TestReportIsSelfContained(t *testing.T) {
	page, _ := written(t, "bargaining-range")
	for _, bad := range []string{"<script", "javascript:", "<img", "<link", "<iframe", "@import", "url(http", ` src="`} {
		text := strings.ReplaceAll(page, "&lt;", "")
		if i := strings.Index(text, bad); i >= 0 {
			t.Errorf("the page holds %q: …%s…", bad, text[max(0, i-60):min(len(text), i+60)])
		}
	}
	if !strings.Contains(page, `http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline';`) {
		t.Error("the page has no strict content security policy")
	}
	links := regexp.MustCompile(`(?:href|action)="([^"]*)"`).FindAllStringSubmatch(page, -1)
	if len(links) == 0 {
		t.Error("the page has no contents")
	}
	for _, link := range links {
		if !strings.HasPrefix(link[1], "#") || !strings.Contains(page, `id="`+link[1][1:]+`"`) {
			t.Errorf("link %q leads out of the page or nowhere", link[1])
		}
	}
}

// Nothing but its own texts may repeat an identifier: labels and descriptions
// refer to them.
func TestReportIdentifiersAreUnique(t *testing.T) {
	page, _ := written(t, "two-issues")
	seen := map[string]bool{}
	for _, id := range regexp.MustCompile(` id="([^"]*)"`).FindAllStringSubmatch(page, -1) {
		if seen[id[1]] {
			t.Errorf("identifier %q appears twice", id[1])
		}
		seen[id[1]] = true
	}
	for _, use := range regexp.MustCompile(`(?:for|aria-labelledby)="([^"]*)"`).FindAllStringSubmatch(page, -1) {
		for id := range strings.FieldsSeq(use[1]) {
			if !seen[id] {
				t.Errorf("identifier %q is referred to and not there", id)
			}
		}
	}
}

// Every picture stands in the page with the same in words, and the notice, the
// counts and the standing paragraph are on the first screen.
func TestReportSaysWhatItMust(t *testing.T) {
	page, r := written(t, "alaska")
	figures := append(plot.Figures(r), plot.Figures(r, "network")...)
	if got := strings.Count(page, "In words and as a table"); got != len(figures) || got < 4 {
		t.Errorf("%d figures in words, want %d", got, len(figures))
	}
	if got := strings.Count(page, "<svg"); got != len(figures) {
		t.Errorf("%d pictures, want %d", got, len(figures))
	}
	first, _, _ := strings.Cut(page, `<section id="see-`)
	for _, want := range []string{
		"<strong>Illustration, not prediction.</strong>", "of 100 imagined runs",
		"a war in which people are being killed", "end in a settlement",
		"What drives it", "What is assumed", "numbers are assumed", "Who stands in the way", " · 26 rounds of 2 weeks · 300 draws · 3 theories · seed 1",
	} {
		if !strings.Contains(first, want) {
			t.Errorf("the first screen lacks %q", want)
		}
	}
	for i := range r.Scenario.Bargain.Inputs {
		path := r.Scenario.Bargain.Inputs[i].Path
		if path != hostile && !strings.Contains(page, ">"+path+"<") {
			t.Errorf("the ledger lacks %s", path)
		}
	}
	for _, want := range []string{` checked>`, "Of 100 imagined runs under Nash:", "standard error of 300 draws", "@media print", "prefers-color-scheme:dark", "<li>50%, another population (watched for years to decades): Of the international wars", "<li>88%, another population", "34%, another population", r.Scenario.Digest, "seed"} {
		if !strings.Contains(page, want) {
			t.Errorf("the page lacks %q", want)
		}
	}
}

// The counts on the first screen are those of a hundred runs, under each theory,
// also where each share rounded alone would give 98, 99 or 102.
func TestPanelsCountToAHundred(t *testing.T) {
	_, r := written(t, "alaska")
	r.Tally.Theories[0].Classes = [model.Classes]int{100, 100, 100}
	r.Tally.Theories[1].Classes = [model.Classes]int{50, 50, 50, 50, 50, 50}
	r.Tally.Theories[2].Classes = [model.Classes]int{43, 43, 43, 43, 127, 1}
	for _, panel := range theories(r) {
		if !panel.Asks {
			if len(panel.Endings)+len(panel.Dots) > 0 || !strings.Contains(panel.Note, "asks nobody") {
				t.Errorf("%s predicts terms only, and shows %d endings: %s", panel.Name, len(panel.Endings), panel.Note)
			}
			continue
		}
		sum, deals := 0, 0
		for _, e := range panel.Endings {
			dots := 0
			for _, d := range panel.Dots {
				if d.Class == e.Class {
					dots++
				}
			}
			if e.Count != strconv.Itoa(dots) && (e.Count != "<1" || dots != 0) || e.Complement != imagined-dots {
				t.Errorf("%s: %d dots for %s, and the words say %s, %d not", panel.Name, dots, e.Class, e.Count, e.Complement)
			}
			sum += dots
			if e.Class == "settlement" || e.Class == "ceasefire" || e.Class == "partial" {
				deals += dots
			}
		}
		if sum != imagined || len(panel.Dots) != imagined {
			t.Errorf("%s: the counts sum to %d, with %d dots", panel.Name, sum, len(panel.Dots))
		}
		if panel.Deal != deals || panel.Deal+panel.NoDeal != imagined {
			t.Errorf("%s: %d with a deal and %d without; %d dots are deals", panel.Name, panel.Deal, panel.NoDeal, deals)
		}
	}
}

// What causes do has a section where a theory is about one.
func TestReportOfCauses(t *testing.T) {
	s, err := scenario.Load("wage-round.yaml", scenario.Options{FS: scenarios.FS})
	if err != nil {
		t.Fatal(err)
	}
	for theory, want := range map[string]int{"two_level": 1, "nash": 0} {
		if err := s.Choose([]string{theory}); err != nil {
			t.Fatal(err)
		}
		subject := study.Of(study.Source{}, s)
		subject.Config = study.Config{Draws: 300, Seed: 1, Sampler: "random", Workers: 2}
		r := &output.Result{Version: "v0"}
		if r.Result, err = study.Run(context.Background(), subject, study.RunOptions{}); err != nil {
			t.Fatal(err)
		}
		var w strings.Builder
		if err := Report.Write(&w, r); err != nil {
			t.Fatal(err)
		}
		for _, text := range []string{`<a href="#causes">`, `<section id="causes">`, "fails only because of it</th>", "Where a draw agrees with and without it", "“new agreement” or “interim deal” in force"} {
			if n := strings.Count(w.String(), text); n != want {
				t.Errorf("%s: %q appears %d times, want %d", theory, text, n, want)
			}
		}
	}
}
