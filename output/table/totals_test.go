package table_test

import (
	"context"
	"os"
	"slices"
	"strings"
	"testing"

	"sim/model"
	"sim/model/study"
	"sim/output"
	"sim/output/table"
	"sim/scenarios"
)

// Five states share one catch: the total binds in every draw under every theory that
// keeps it; theories that ask nobody exceed it, and are listed apart.
func TestTotalsOfACatch(t *testing.T) {
	r := ran(t, "fisheries", 256, "nash", "egalitarian", "weighted_mean")
	totals := table.Totals(r)
	if totals == nil || len(totals.Rows) != 2 {
		t.Fatalf("%+v", totals)
	}
	for _, row := range totals.Rows {
		if row[0] != "shares" || row[2] != ">97%" || strings.HasPrefix(row[3], "-") || row[3] == "–" || row[3] == "0" {
			t.Errorf("a catch of which everybody wants more: %q", row)
		}
	}
	if table.Totals(ran(t, "merger", 64, "nash")) != nil {
		t.Error("a scenario without totals has a table of them")
	}

	predicted := table.Predictions(r)
	if predicted == nil || !strings.HasSuffix(predicted.Title, "; they keep no totals") || !slices.Equal(predicted.Head, []string{"issue", "weighted mean (baseline)"}) {
		t.Fatalf("%+v", predicted)
	}
	names := map[string]string{}
	for _, row := range predicted.Rows {
		names[row[0]] = row[1]
	}
	if over := names["exceeds shares by (mean)"]; over == "" || strings.HasPrefix(over, "-") {
		t.Errorf("all claims together exceed the catch by %q", over)
	}
	if of := names["would be refused by State A"]; !strings.HasSuffix(of, " of draws") {
		t.Errorf("refused in %q", of)
	}
	played, _ := r.Played()
	if table.Predictions(played) != nil {
		t.Error("no theory predicts, and yet there are predictions")
	}
}

// Options that are predicted are shares of draws; a party whose consent nobody asks
// would refuse in others.
func TestPredictedOptions(t *testing.T) {
	r := ran(t, "merger", 256, "weighted_mean")
	text := ""
	for _, row := range table.Predictions(r).Rows {
		text += strings.Join(row, " | ") + "\n"
	}
	if !strings.Contains(text, "name | ") || !strings.Contains(text, "%") && !strings.Contains(text, "in every draw: ") {
		t.Errorf("%s", text)
	}
	var w strings.Builder
	if err := table.Summary(r).Text(&w, table.Plain); err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(strings.Join(strings.Fields(w.String()), " "), "It asks nobody, so its draws have no outcome; its terms would be refused by ") {
		t.Errorf("a theory that asks nobody:\n%s", w.String())
	}
}

// No terms meet a total that asks for more than its issues can give, and that is said
// of as many draws as there are.
func TestTotalsMissed(t *testing.T) {
	r := ran(t, "fisheries", 128, "nash")
	nash := slices.IndexFunc(r.Scenario.Bargain.Theories, func(t model.Theory) bool { return t.Name == "nash" })
	if got := table.TotalsMissed(r, nash); got != "" {
		t.Errorf("%s", got)
	}
	r.Tally.Theories[nash].Reasons[model.OverTotal] = 64
	if got := table.TotalsMissed(r, nash); !strings.HasPrefix(got, "In 50% of draws under Nash no terms ") {
		t.Errorf("%s", got)
	}
}

// A meeting shows what its terms make of a total, what it takes for granted and how ripe the conflict is.
func TestSolvedMeetings(t *testing.T) {
	solved := func(file, theory string) string {
		t.Helper()
		s, err := study.New(study.Source{Path: file, FS: scenarios.FS, Theories: []string{theory}})
		if err != nil {
			t.Fatal(err)
		}
		var w strings.Builder
		of := slices.IndexFunc(s.Scenario.Bargain.Theories, func(t model.Theory) bool { return t.Name == theory })
		if err := table.WriteSolution(&w, study.Solve(s, of), table.Plain); err != nil {
			t.Fatal(err)
		}
		return strings.Join(strings.Fields(w.String()), " ")
	}
	for _, c := range []struct{ file, theory, want string }{
		{"fisheries.yaml", "nash", "shares 100 100 0.00"},
		{"hostages.yaml", "nash", "This is as if what rest waits for had come: first in force, kept for 2 rounds."},
		{"hostages.yaml", "nash", "ratio at most 0 0 "},
		{"merger.yaml", "weighted_mean", "nobody is asked, and the terms below are no agreement."},
		{"alaska.yaml", "nash", "Ripeness for settlement: going on costs "},
	} {
		if got := solved(c.file, c.theory); !strings.Contains(got, c.want) {
			t.Errorf("%s under %s: no %q in\n%s", c.file, c.theory, c.want, got)
		}
	}
}

// The shares of the options of an issue are compared like any share, option by option.
func TestComparedOptions(t *testing.T) {
	s, err := study.New(study.Source{Path: "hostages.yaml", FS: scenarios.FS, Theories: []string{"nash"}})
	if err != nil {
		t.Fatal(err)
	}
	s.Config.Draws = 256
	other, err := s.With("issues.leaders.positions.group.salience=60")
	if err != nil {
		t.Fatal(err)
	}
	found, err := study.Compare(context.Background(), []*study.Subject{s, other}, study.CompareOptions{})
	if err != nil {
		t.Fatal(err)
	}
	c := output.NewComparison(&output.Study{Subject: s}, found, []string{"hostages", "the change"}, []string{"", ""})
	terms := table.ComparedTerms(c, &c.Variants[0])
	var before, after string
	for _, row := range terms.Rows {
		switch row[0] {
		case "leaders: two freed":
			before = row[2]
		case "leaders: all freed":
			after = row[2]
		}
	}
	// What the group minds more goes its way in more draws.
	if before == "100%" || after == "" || after == "0%" {
		t.Errorf("two freed %q, all freed %q: %q", before, after, terms.Rows)
	}
}

// Text is as wide as COLUMNS says; what is no terminal has 80.
func TestColumns(t *testing.T) {
	t.Setenv("COLUMNS", "123")
	if got := table.Columns(os.Stdout); got != 123 {
		t.Errorf("%d", got)
	}
	t.Setenv("COLUMNS", "many")
	if got := table.Columns(&strings.Builder{}); got != 80 {
		t.Errorf("%d", got)
	}
}
