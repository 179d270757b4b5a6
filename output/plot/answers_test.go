package plot

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"
	"unicode"

	"sim/model"
	"sim/model/analysis"
	"sim/model/montecarlo"
	"sim/model/study"
	"sim/output"
)

// A title is a finding of few words, and the words for those who cannot see a
// picture begin with it. Numbers are no words.
func TestTitlesAreShort(t *testing.T) {
	if testing.Short() {
		t.Skip("takes long")
	}
	words := func(text string) (n int) {
		for w := range strings.FieldsSeq(text) {
			if strings.ContainsFunc(w, unicode.IsLetter) && w != "to" {
				n++
			}
		}
		return n
	}
	for name, r := range map[string]*output.Result{"summit": summit(512), "year": edges()["year"], "small": small(300, "weighted_mean", "nash")} {
		fs := Figures(r)
		if len(fs) < 3 {
			t.Errorf("%s: only %d main pictures", name, len(fs))
		}
		for _, f := range fs {
			if n := words(f.Title); n > 12 {
				t.Errorf("%s: %s: %d words: %q", name, f.Name, n, f.Title)
			}
			if n := words(f.Sub); n > 20 {
				t.Errorf("%s: %s: %d words below: %q", name, f.Name, n, f.Sub)
			}
			if f.Numbers == nil || len(f.Numbers.Rows) == 0 {
				t.Errorf("%s: %s shows no numbers as a table", name, f.Name)
			}
			if !strings.HasPrefix(f.Description, f.Title) {
				t.Errorf("%s: %s: the words %q do not begin with the finding %q", name, f.Name, f.Description, f.Title)
			}
		}
	}
}

// What a deal is worth over no deal is compared in the same draws: the marks are
// the means of payoff less reservation value over the draws with a deal, not of
// payoffs of deals against reservation values of all draws.
func TestGainsArePaired(t *testing.T) {
	r := summit(500) // all of them are kept
	for _, row := range gainRows(r) {
		for k := range r.Tally.Theories {
			sum, all, n := 0.0, 0.0, 0
			for j := range r.Sample.Outcomes[k] {
				o := &r.Sample.Outcomes[k][j]
				all += o.Reservation[row.party] / 500
				if o.Class.Deal() {
					sum += o.Payoff[row.party] - o.Reservation[row.party]
					n++
				}
			}
			want := sum / float64(n)
			if row.means[k].N != n || math.Abs(row.means[k].Value-want) > 1e-6 {
				t.Errorf("party %d, theory %d: %v, want %g over %d deals", row.party, k, row.means[k], want, n)
			}
			if unpaired := r.Tally.Theories[k].Payoff[row.party].Mean().Value - all; math.Abs(unpaired-want) < 1e-6 {
				t.Errorf("party %d, theory %d: the unpaired difference is no other, so this test can tell nothing", row.party, k)
			}
		}
	}
}

// Where the territory stands while events move it, and what is agreed, are two
// quantities. A picture of either says which it is of, and shows that one.
func TestTermsAreNotTheLine(t *testing.T) {
	r := edges()["year"]
	k := movingIssue(r)
	lead := leadTheory(r)
	var agreed, held, last []float64
	for j := range r.Sample.Outcomes[lead] {
		o := &r.Sample.Outcomes[lead][j]
		last = append(last, o.Path.Line[len(o.Path.Line)-1])
		if o.Class.Deal() && finite(o.Terms[k]) {
			agreed, held = append(agreed, o.Terms[k]), append(held, o.Path.Line[max(o.Round-1, 0)])
		}
	}
	median := func(xs []float64) string {
		slices.Sort(xs)
		return output.AmountsOf(&r.Scenario.Bargain.Issues[k]).Format(xs[len(xs)/2], 0)
	}
	if median(agreed) == median(last) {
		t.Fatal("terms and line are alike in the fixture, so this test can tell nothing")
	}
	title := map[string]string{}
	for _, f := range Figures(r, Every) {
		title[f.Name] = f.Title
	}
	if want := fmt.Sprintf("Territory goes from %s held to %s agreed, where signed", median(held), median(agreed)); title["course"] != want {
		t.Errorf("course: %q, want %q", title["course"], want)
	}
	if !strings.Contains(title["paths-line"], "not the agreed terms") || !strings.HasPrefix(title["terms-territory"], "Territory, where something is signed: ") {
		t.Errorf("%q, %q", title["paths-line"], title["terms-territory"])
	}
	lower, upper, _ := r.MedianTerms(k)
	marks := issueRows(r)[slices.IndexFunc(issueRows(r), func(row issueRow) bool { return row.issue == k })].medians
	if math.Abs(slices.Min(marks)-lower.Value) > 1e-9 || math.Abs(slices.Max(marks)-upper.Value) > 1e-9 || !strings.HasSuffix(title["terms-territory"], r.FormatMedianTerms(k)) {
		t.Errorf("marks from %g to %g, the title has %q", slices.Min(marks), slices.Max(marks), title["terms-territory"])
	}
}

// The picture of levers shows differences of the same draws, and calls noise what
// is within two errors.
func TestLeverRows(t *testing.T) {
	r := summit(300)
	r.Scenario.Bargain.Levers = []model.Lever{{ID: "idle", Title: "Idle", Target: 1}, {ID: "strong", Title: "Strong", Target: 0}}
	respond := func(off, full, err float64) study.LeverQuantity {
		at := func(x float64) montecarlo.Estimate { return montecarlo.Estimate{N: 256, Value: x, Error: err} }
		x := study.LeverResponse{AsIs: at(off), Whole: analysis.Paired{A: at(off), B: at(full), Difference: at(full - off)}}
		return study.LeverQuantity{Quantity: "share", Key: "settlement", Responses: []study.LeverResponse{x, x}}
	}
	r.Levers = &study.LeverTable{Draws: 256, Theories: []int{2, 3}, Levers: []study.LeverEffect{
		{Lever: 0, Quantities: []study.LeverQuantity{respond(0.2, 0.21, 0.01)}}, {Lever: 1, Quantities: []study.LeverQuantity{respond(0.3, 0.1, 0.01)}},
	}}
	fs := Figures(r, "levers")
	if len(fs) != 1 || fs[0].Title != "The strongest lever takes settlement from 30 to 10 of 100 runs" {
		t.Fatalf("%+v", fs)
	}
	for i, want := range [][2]string{{"Strong", "fewer in 2 of 2 theories"}, {"Idle", "noise in 2 theories"}} {
		if row := fs[0].Numbers.Rows[i]; row[0] != want[0] || row[len(row)-1] != want[1] {
			t.Errorf("row %d: %q, want %q", i, row, want)
		}
	}
	s := fs[0].lay(r)
	for i, b := range s.texts {
		for j := range i {
			if b.overlaps(s.texts[j]) {
				t.Errorf("%q collides with %q", textsOf(s)[i], textsOf(s)[j])
			}
		}
	}
	if r.Levers = nil; len(Figures(r, "levers")) > 0 {
		t.Error("a run without a table of levers has a picture of them")
	}
}

// The counts of the matrix are those of the tally, and its reasons account for
// every draw without a settlement or ceasefire.
func TestReasonsAddUp(t *testing.T) {
	r := edges()["year"]
	for k := range r.Tally.Theories {
		sum, y := 0, &r.Tally.Theories[k]
		for _, row := range reasonRows(r) {
			sum += row.count(k)
		}
		if want := r.Tally.Draws - y.Classes[model.Settlement] - y.Classes[model.Ceasefire]; sum != want {
			t.Errorf("theory %d: %d draws have a reason, %d need one", k, sum, want)
		}
	}
}

// Every reason belongs to one class.
func TestReasonClasses(t *testing.T) {
	seen := map[model.Reason]int{}
	for _, c := range reasonClasses {
		for _, reason := range c.reasons {
			seen[reason]++
		}
	}
	for reason := range model.ReasonNames {
		if want := 1; model.Reason(reason) != model.NoReason && seen[model.Reason(reason)] != want {
			t.Errorf("%v is in %d classes", model.Reason(reason), seen[model.Reason(reason)])
		}
	}
}

// Terms that fall into two heaps are said as two.
func TestHeaps(t *testing.T) {
	spreadOf := func(x func(i int) float64) *montecarlo.Distribution {
		r := small(400, "nash")
		for j := range r.Sample.Outcomes[0] {
			r.Sample.Outcomes[0][j].Class, r.Sample.Outcomes[0][j].Package = model.Settlement, 0
			r.Sample.Outcomes[0][j].Terms[0] = x(j)
		}
		tally := montecarlo.NewTally(r.Scenario.Bargain)
		tally.Add(&r.Sample.Chunk)
		return &tally.Theories[0].Terms[0]
	}
	_, low, high, two := heaps(spreadOf(func(i int) float64 { return []float64{0.1, 0.8}[i%2] + float64(i%40)*0.001 }))
	if !two || math.Abs(low-0.12) > 0.02 || math.Abs(high-0.82) > 0.02 {
		t.Errorf("two heaps: %g, %g, %v", low, high, two)
	}
	if _, _, _, two := heaps(spreadOf(func(i int) float64 { return float64(i) / 400 })); two {
		t.Error("even terms fall into two heaps")
	}
}

// Families keep their look whichever others are in a run, and no two share one.
func TestFamiliesKeepTheirLook(t *testing.T) {
	b := &model.Bargain{}
	add := func(families ...string) []family {
		b.Theories = nil
		for _, f := range families {
			b.Theories = append(b.Theories, model.Theory{Name: f, Family: f})
		}
		return familiesOf(b)
	}
	all := add("complete_information", "information", "two_level", "commitment", "audience", "everything")
	for i := range all {
		for j := range i {
			if all[i].look == all[j].look {
				t.Errorf("%s and %s look alike", all[i].name, all[j].name)
			}
		}
	}
	if alone := add("two_level"); alone[0].look != all[2].look {
		t.Error("two_level alone looks otherwise")
	}
	// In greyscale neighbours differ in shape at least.
	for i := range looks {
		for j := range i {
			if looks[i].shape == looks[j].shape {
				t.Errorf("looks %d and %d have one shape", i, j)
			}
		}
	}
}

// On a dark screen light and dark change places: text keeps a contrast of 4.5:1
// and marks one of 3:1 against the ground.
func TestDarkContrast(t *testing.T) {
	ratio := func(a, b float64) float64 { return (max(a, b) + 0.05) / (min(a, b) + 0.05) }
	ground := luminance(darkened(white))
	for _, c := range []struct {
		name string
		lum  float64
		want float64
	}{
		{"ink", luminance(darkened(ink)), 4.5}, {"soft ink", luminance(darkened(inkSoft)), 4.5}, {"notice", luminance(darkened(noticeInk)), 3},
	} {
		if got := ratio(c.lum, ground); got < c.want {
			t.Errorf("%s: %.1f:1", c.name, got)
		}
	}
	for i, l := range looks {
		if got := ratio(luminance(darkened(l.colour)), ground); got < 3 {
			t.Errorf("look %d: %.1f:1 in the dark", i, got)
		}
		if got := ratio(luminance(l.colour), 1); got < 3 {
			t.Errorf("look %d: %.1f:1 on paper", i, got)
		}
	}
}

// Counts are of one number: a hundred runs, or the draws if these are few.
func TestCountsOfRuns(t *testing.T) {
	for _, c := range []struct {
		least, most, draws int
		want               string
	}{
		{2, 7, 64, "2 to 7 of 64 draws"},
		{441, 589, 640, "69 to 92 of 100 runs"},
		{64, 128, 256, "25 to 50 of 100 runs"},
		{0, 0, 256, "<2 of 100 runs"},
	} {
		if got := ofRuns(c.least, c.most, c.draws); got != c.want {
			t.Errorf("%d to %d of %d: %q, want %q", c.least, c.most, c.draws, got, c.want)
		}
	}
}

// Parties are told apart by short signs.
func TestSignsOfParties(t *testing.T) {
	for _, c := range [][2][]string{
		{{"Russia", "Ukraine", "United States", "Europe (E3)"}, {"R", "U", "US", "E"}},
		{{"State A", "State B", "State C", "State D"}, {"S", "SB", "SC", "SD"}},
		{{"Ann", "Anna", "Annabel"}, {"A", "An", "Ann"}},
	} {
		b := new(model.Bargain)
		for _, name := range c[0] {
			b.Parties = append(b.Parties, model.Party{Name: name})
		}
		if got := letters(b); !slices.Equal(got, c[1]) {
			t.Errorf("%q: %q, want %q", c[0], got, c[1])
		}
	}
}
