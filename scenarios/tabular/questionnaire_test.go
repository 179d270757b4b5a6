package tabular

import (
	"math"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"github.com/xuri/excelize/v2"

	"sim/model"
	"sim/model/study"
)

var asks = Questionnaire{Title: "Land", Notice: "Illustration, not prediction", Experts: 2, Numbers: []*model.Input{
	{Path: "levers.aid.credibility", Written: "0.4 to 0.8", Upper: 1, Evidence: &model.Evidence{Document: "d1", Says: "much doubted"}},
	{Path: "packages.peace.meetings", Written: "4 to 14", Unit: "meetings", Upper: math.Inf(1)},
}}

// What two experts write into the sheet is read back, whichever kind of file it is
// and whether their programs write a decimal comma.
func TestAnswers(t *testing.T) {
	dir := t.TempDir()
	write := func(name, text string) string {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		return path
	}
	blank, err := asks.To("sheet.csv", true)
	if err != nil {
		t.Fatal(err)
	}
	filled := strings.NewReplacer(
		"expert,,,,,,,,,,,,", "expert,,,,,Anna,,,,Ben,,,",
		"weight,,,,,1,,,,1,,,", "weight,,,,,1,,,,2.5,,,",
		"d1 much doubted,,,,,,,,", "d1 much doubted,0.1,0.25,0.5,a book,0.6,0.7,0.8,",
		"above 0,assumed,,,,,,,,", "above 0,assumed,,,,,3,5,8,",
	).Replace(string(blank))
	if !strings.Contains(filled, "3,5,8") || !strings.Contains(filled, "0.7") || !strings.Contains(filled, "Ben") {
		t.Fatalf("the sheet is not as expected:\n%s", blank)
	}
	// The same as LibreOffice writes it where the decimal mark is a comma.
	german := regexp.MustCompile(`(\d)\.(\d)`).ReplaceAllString(strings.ReplaceAll(filled, ",", ";"), "$1,$2")
	book, err := asks.To("sheet.xlsx", true)
	if err != nil {
		t.Fatal(err)
	}
	xlsx := write("sheet.xlsx", string(book))
	f, err := excelize.OpenFile(xlsx)
	if err != nil {
		t.Fatal(err)
	}
	if err := f.MergeCell("Sheet1", "A1", "H1"); err != nil {
		t.Fatal(err)
	}
	for cell, value := range map[string]any{
		"F4": "Anna", "J4": "Ben", "J5": 2.5, "F7": 0.1, "G7": 0.25, "H7": 0.5, "I7": "a book", "J7": 0.6, "K7": 0.7, "L7": 0.8, "J8": 3, "K8": 5, "L8": 8,
	} {
		if err := f.SetCellValue("Sheet1", cell, value); err != nil {
			t.Fatal(err)
		}
	}
	if err := f.Save(); err != nil {
		t.Fatal(err)
	}
	want := []study.Expert{
		{Name: "Anna", Weight: 1, Ranges: []study.ExpertRange{{Path: "levers.aid.credibility", P5: 0.1, P50: 0.25, P95: 0.5, Source: "a book"}}},
		{Name: "Ben", Weight: 2.5, Ranges: []study.ExpertRange{{Path: "levers.aid.credibility", P5: 0.6, P50: 0.7, P95: 0.8}, {Path: "packages.peace.meetings", P5: 3, P50: 5, P95: 8}}},
	}
	for _, path := range []string{write("plain.csv", filled), write("german.csv", german), xlsx} {
		got, err := Answers([]string{path}, "")
		if err != nil {
			t.Errorf("%s: %v", path, err)
			continue
		}
		if diff := cmp.Diff(want, got, cmpopts.IgnoreFields(study.ExpertRange{}, "At", "AtP5", "AtP50", "AtP95")); diff != "" {
			t.Errorf("%s: %s", path, diff)
		}
	}
	if _, err := Answers([]string{write("one.csv", filled), write("two.csv", filled)}, ""); err == nil || !strings.Contains(err.Error(), "there are two experts called Anna") {
		t.Errorf("the same twice: %v", err)
	}
}

// What is wrong in a sheet is said with its place.
func TestAnswersErrors(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.csv")
	const head = "expert,,Anna\nweight,,%w\nnumber,unit,p5,p50,p95,source\n"
	for _, c := range []struct{ text, want string }{
		{"expert,Anna\nlever,0.1\n", "no row of headings"},
		{"number,unit\nlever,0.1\n", "no columns for answers"},
		{"expert,Anna\nnumber,p5,p95,p50\nlever,1,2,3\n", `a.csv:2:11: expected the heading p50 after p5, and this is "p95"`},
		{strings.Replace(head, "%w", "0", 1) + "lever,,1,2,3\n", "a.csv:2:9: a weight must lie above 0, and this is 0"},
		{strings.Replace(head, "%w", "1", 1) + "lever,,1,,3\n", "a.csv:4:10: an answer needs p5, p50 and p95"},
		{strings.Replace(head, "%w", "1", 1) + "lever,,1,two,3\n", `a.csv:4:10: p50 is "two"; expected a number`},
		{strings.Replace(head, "%w", "1", 1) + "lever,,\"1,250\",2,3\n", "is the comma a decimal comma"},
		{strings.Replace(head, "%w", "1", 1) + ",,1,2,3\n", "a.csv:4:1: an answer to no number"},
		{strings.Replace(strings.Replace(head, "%w", "1", 1), "Anna", "", 1) + "lever,,1,2,3\n", "a.csv:3:13: who answers in this column?"},
		{strings.Replace(head, "%w", "1", 1) + "lever,,,,\n", "nobody has answered"},
	} {
		if err := os.WriteFile(path, []byte(c.text), 0o644); err != nil {
			t.Fatal(err)
		}
		if got, err := Answers([]string{path}, ""); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%q: %v, %v, want %q", c.text, got, err, c.want)
		}
	}
	if _, err := asks.To("sheet.ods", true); err == nil || !strings.Contains(err.Error(), `unknown ending of a table ".ods"`) {
		t.Errorf("%v", err)
	}
}
