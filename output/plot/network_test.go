package plot

import (
	"fmt"
	"strings"
	"testing"

	"sim/model"
	"sim/model/analysis"
	"sim/model/montecarlo"
	"sim/model/study"
	"sim/output"
)

// leaning is a result with levers: who holds them, on whom they act, and how many
// settlements they leave when full, of 0.4 when off; some name nobody.
func leaning(levers []model.Lever, full ...float64) *output.Result {
	r := summit(300)
	r.Scenario.Bargain.Levers = levers
	r.Levers = &study.LeverTable{Draws: 256, Theories: []int{2, 3}}
	at := func(x float64) montecarlo.Estimate { return montecarlo.Estimate{N: 256, Value: x, Error: 0.01} }
	for i := range levers {
		y := full[i%len(full)]
		x := study.LeverResponse{AsIs: at(0.4), Whole: analysis.Paired{A: at(0.4), B: at(y), Difference: at(y - 0.4)}}
		r.Levers.Levers = append(r.Levers.Levers, study.LeverEffect{Lever: i, Quantities: []study.LeverQuantity{{Quantity: "share", Key: "settlement", Responses: []study.LeverResponse{x, x}}}})
	}
	return r
}

// Every lever has a row and a line to each party that it acts on; lines that are
// noise are thin, fewer settlements dashed, and the widest is that of the strongest.
func TestNetwork(t *testing.T) {
	r := leaning([]model.Lever{
		{ID: "idle", Title: "Idle", Holder: 0, Target: 1},
		{ID: "strong", Title: "Strong", Holder: 1, Target: 0},
		{ID: "weak", Holder: 0, Target: -1, Effects: []model.Effect{{Party: 1}, {Party: 2}, {Party: 1}}},
		{ID: "aimless", Holder: 2, Target: -1, Effects: []model.Effect{{Party: -1}}},
	}, 0.405, 0.1, 0.5, 0.4)
	fs := Figures(r, "network")
	if len(fs) != 1 {
		t.Fatalf("%d figures", len(fs))
	}
	golden(t, fs[0], r)
	b := r.Scenario.Bargain
	first, second, third := shortParty(b, 0), shortParty(b, 1), shortParty(b, 2)
	if want := fmt.Sprintf("2 of 4 levers act on %s; %s holds 2", second, first); fs[0].Title != want {
		t.Errorf("the title is %q, want %q", fs[0].Title, want)
	}
	if !strings.HasPrefix(fs[0].Description, fs[0].Title) {
		t.Errorf("the words are %q", fs[0].Description)
	}
	for i, want := range [][]string{{"Idle", first, second, "noise"}, {"Weak", first, second + ", " + third, "40 → 50"}, {"Strong", second, first, "40 → 10"}, {"Aimless", third, "nobody by name", "noise"}} {
		if row := fs[0].Numbers.Rows[i]; row[0] != want[0] || row[1] != want[1] || row[2] != want[2] || row[4] != want[3] {
			t.Errorf("row %d is %q, want %q", i, row, want)
		}
	}
	var widths []float64
	var dashed []int
	for _, m := range fs[0].lay(r).marks {
		if len(m.outline) == 1 && len(m.outline[0]) > 10 {
			widths = append(widths, m.pen.width)
			dashed = append(dashed, len(m.pen.dashes))
		}
	}
	if got, want := fmt.Sprintf("%.2f %v", widths, dashed), "[1.00 2.83 2.83 5.50] [0 0 0 2]"; got != want {
		t.Errorf("lines and dashes are %s, want %s", got, want)
	}
	if r.Levers = nil; len(Figures(r, "network")) != 1 || len(Figures(r, "network")[0].Numbers.Rows[0]) != 4 {
		t.Error("without a table of levers the network is to show who holds what")
	}
	if b.Levers = nil; len(Figures(r, "network")) > 0 {
		t.Error("a scenario without levers has a network of them")
	}
}

// However many levers there are and however they cross, no text collides, nothing
// leaves the sheet and boxes keep apart.
func TestNetworkOfMany(t *testing.T) {
	for _, n := range []int{1, 13, 48, 90} {
		var levers []model.Lever
		for i := range n {
			levers = append(levers, model.Lever{ID: fmt.Sprintf("lever_%d", i), Title: fmt.Sprintf("Lever %d with a title that is as long as titles get in a scenario of the library", i), Holder: i * i % 4, Target: (i + 1) * 7 % 4})
		}
		r := leaning(levers, 0.1, 0.7, 0.4)
		s := Figures(r, "network")[0].lay(r)
		for i, b := range s.texts {
			if b.left < 0 || b.right > sheetWidth || b.bottom > s.height() {
				t.Errorf("%d levers: %q is off the sheet", n, textsOf(s)[i])
			}
			for j := range i {
				if b.overlaps(s.texts[j]) {
					t.Errorf("%d levers: %q collides with %q", n, textsOf(s)[i], textsOf(s)[j])
				}
			}
		}
		links, starts := linksOf(r), make([]float64, n)
		for i := range starts {
			starts[i] = 100 + 17*float64(i)
		}
		boxes := targetsOf(links, starts, 90, 110+17*float64(n))
		for i, a := range boxes {
			if a.box.top < 90 || i > 0 && a.box.overlaps(boxes[i-1].box) {
				t.Errorf("%d levers: the box of party %d stands at %v", n, a.party, a.box)
			}
		}
	}
}
