package output_test

import (
	"math"
	"strings"
	"testing"

	"sim/model"
	"sim/model/analysis"
	"sim/model/montecarlo"
	"sim/model/study"
	"sim/output"
)

// asked are two experts, with whose ranges 30% and 55% of draws settle.
func asked() *output.Elicitation {
	st := made()
	e := &study.Elicitation{
		Measure: study.Measure{Text: `share("settlement")`, Share: true}, Experts: []study.Expert{{Name: "Anna"}, {Name: "Ben"}},
		By:      make([][]study.Estimate, 2),
		Spreads: study.Spreads{Inputs: of(4096, 0.88, 0.01), Theories: of(4096, 0.006, 0.001), Experts: of(4096, 0.11, 0.01), Both: of(4096, 0.004, 0.002), Pooled: 3},
	}
	for range st.Theories {
		e.By[0], e.By[1] = append(e.By[0], of(4096, 0.3, 0.01)), append(e.By[1], of(4096, 0.55, 0.01))
		e.Apart, e.Differences = append(e.Apart, [2]int{0, 1}), append(e.Differences, study.Paired{Difference: of(4096, 0.25, 0.012)})
	}
	return &output.Elicitation{Study: st, Elicitation: e}
}

func TestSpreadText(t *testing.T) {
	e := asked()
	const want = "whom one asks makes 11 ± 1%, which theory is used 0.6 ± 0.1%, the two only together 0.4 ± 0.2%, and inputs and chance, within a theory and an expert's ranges, the other 88 ± 1% (3 theories, by the weights of their families)."
	if got := e.SpreadText(); !strings.HasSuffix(got, want) {
		t.Errorf("%q, want … %q", got, want)
	}
	e.Spreads.Inputs = montecarlo.Estimate{Value: math.NaN()}
	if got := e.SpreadText(); !strings.HasPrefix(got, "Whomever one asks, ") {
		t.Errorf("%q", got)
	}
	if e.Spreads.Pooled = 0; !strings.HasPrefix(e.SpreadText(), "No theory has a figure") {
		t.Errorf("%q", e.SpreadText())
	}
}

// The one whose ranges give less is named first, whatever the order of the experts.
func TestApartText(t *testing.T) {
	e := asked()
	if got := e.ApartText(); !strings.Contains(got, "30% with the ranges of Anna alone and 55% with those of Ben: +25 ± 2 on the same draws.") {
		t.Errorf("%q", got)
	}
	e.Differences[e.Lead] = analysis.Paired{Difference: of(4096, 0.001, 0.012)}
	if got := e.ApartText(); !strings.Contains(got, "lead to the same") {
		t.Errorf("%q", got)
	}
	e.Experts = e.Experts[:1]
	if got := e.ApartText(); !strings.HasPrefix(got, "Only Anna has answered") {
		t.Errorf("%q", got)
	}
}

// Numbers on which experts have least in common come first, those with one answer last.
func TestDisputed(t *testing.T) {
	e := asked()
	for _, x := range []float64{math.NaN(), 0.4, 0} {
		e.Numbers = append(e.Numbers, study.ElicitedNumber{Input: &model.Input{}, Common: x})
	}
	var words []string
	for _, i := range e.Disputed() {
		words = append(words, output.CommonText(&e.Numbers[i]))
	}
	if got := strings.Join(words, "; "); got != "nothing in common; 40% in common; one answer" {
		t.Errorf("%q", got)
	}
}

// Figures of shares are percentages, others amounts; no figure is a dash. What was done
// with the answers names the file that holds them.
func TestElicitedFigure(t *testing.T) {
	e := asked()
	if got := e.Figure(of(4096, 0.3, 0.01)); got != "30%" {
		t.Errorf("a share is %q", got)
	}
	if got := e.Figure(unknown()); got != "–" {
		t.Errorf("no figure is %q", got)
	}
	e.Measure.Share, e.Measure.Width = false, 10
	if got := e.Figure(of(4096, 3.14, 0.2)); got != "3.1 ± 0.2" {
		t.Errorf("an amount is %q", got)
	}
	if got := e.HowText(); strings.Contains(got, "mixtures is") {
		t.Errorf("no file was written, and yet: %s", got)
	}
	if e.Written = "pooled.yaml"; !strings.HasSuffix(e.HowText(), " The scenario with the mixtures is pooled.yaml.") {
		t.Errorf("%s", e.HowText())
	}
}
