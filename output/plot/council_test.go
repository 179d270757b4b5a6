package plot

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"sim/model"
	"sim/output"
)

// council is a made-up result of the size at which pictures get crowded: twelve
// parties, twenty-five issues, thirty levers, four packages.
func council(draws int) *output.Result {
	b := summit(1).Scenario.Bargain
	b.Title = "A council of twelve on a shared river"
	for n, name := range []string{"Federal Government of the Northern Union", "Republic of Altmark", "Kingdom of Sedonia (mainland and islands)", "Coastal League", "Highland Confederation", "Union of River States", "Democratic Republic of Varnland", "Ostrava Free State"} {
		p := b.Parties[n%4]
		p.ID, p.Name, p.Seat = fmt.Sprintf("member_%d", n), name, model.Signatory
		b.Parties = append(b.Parties, p)
		for k := range b.Issues {
			st := b.Issues[k].Stances[n%4]
			st.Ideal = model.Known(float64(n) / 8)
			b.Issues[k].Stances = append(b.Issues[k].Stances, st)
		}
	}
	for n := 0; len(b.Issues) < 25; n++ {
		issue := b.Issues[n]
		issue.ID = "second_" + issue.ID
		issue.Question = "And later: " + issue.Question
		b.Issues = append(b.Issues, issue)
		b.Packages[0].Issues = append(b.Packages[0].Issues, len(b.Issues)-1)
	}
	var levers []model.Lever
	for n := range 30 {
		levers = append(levers, model.Lever{ID: fmt.Sprintf("lever_%d", n), Title: fmt.Sprintf("Withhold water from the lower reservoirs in season %d", n), Holder: n * n % 12, Target: (5*n + 1) % 12})
	}
	r := play(overRounds(b, 26), draws)
	table := leaning(levers, 0.1, 0.405, 0.5, 0.4, 0.36, 0.2)
	r.Scenario.Bargain.Levers, r.Levers = levers, table.Levers
	return r
}

// Every main picture of a crowded scenario can be read: no text collides with
// another or leaves the sheet, and a row is cut only if the picture says so.
// PICTURES=DIR leaves them there to be looked at.
func TestCrowdedPictures(t *testing.T) {
	for _, draws := range []int{400, 1000} { // with few, hardly an issue has terms to show; with more, all have
		testCrowded(t, council(draws))
	}
}

func testCrowded(t *testing.T, r *output.Result) {
	t.Helper()
	fs := append(Figures(r), Figures(r, "network")...)
	if len(fs) < 7 {
		t.Fatalf("%d pictures", len(fs))
	}
	for _, f := range fs {
		s := f.lay(r)
		for i, b := range s.texts {
			if b.left < 0 || b.right > sheetWidth || b.top < 0 || b.bottom > s.height() {
				t.Errorf("%s: %q is off the sheet", f.Name, textsOf(s)[i])
			}
			for j := range i {
				if b.overlaps(s.texts[j]) {
					t.Errorf("%s: %q collides with %q", f.Name, textsOf(s)[i], textsOf(s)[j])
				}
			}
		}
		if s.height() > 1300 {
			t.Errorf("%s is %.0f tall: on a page its text is too small", f.Name, s.height())
		}
		if dir := os.Getenv("PICTURES"); dir != "" {
			svg, err := SVG(f, r)
			if err == nil {
				err = os.WriteFile(filepath.Join(dir, fmt.Sprintf("%s-%d.svg", f.Name, r.Tally.Draws)), svg, 0o644)
			}
			if err != nil {
				t.Error(err)
			}
		}
	}
	if consent := Figures(r, "consent")[0]; len(consent.Numbers.Rows) < 12 {
		t.Errorf("the table of who stands in the way has %d rows, for 12 parties", len(consent.Numbers.Rows))
	}
	if gains := Figures(r, "gains"); len(gains) != 1 || len(gains[0].Numbers.Rows) != 12 {
		t.Errorf("the table of gains lacks parties: %d pictures", len(gains))
	}
	terms := Figures(r)[slices.IndexFunc(Figures(r), func(f Figure) bool { return f.Name == "terms" })]
	if len(terms.Numbers.Rows) != 25 {
		t.Errorf("the table of terms has %d rows of 25", len(terms.Numbers.Rows))
	}
}
