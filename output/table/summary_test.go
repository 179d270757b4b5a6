package table

import (
	"errors"
	"math"
	"slices"
	"strings"
	"testing"

	"sim/model"
	"sim/model/montecarlo"
	"sim/model/study"
	"sim/output"
)

// landed is a run of 200 draws of land over six rounds. Under Nash 150 settle
// with the border at 0.25, 0.5 or 0.75, in round 2 or 4; under the baseline 40 do,
// at 0.5. Aid is never settled.
func landed(t *testing.T) *output.Result {
	t.Helper()
	st := land()
	b := st.Scenario.Bargain
	b.Clock.Rounds = 6
	tally := montecarlo.NewTally(b)
	tally.Draws = 200
	for m, settled := range []int{40, 150} {
		for j := range 200 {
			o := b.NewOutcome()
			o.Class, o.Package, o.Lasted, o.Terms[0], o.Terms[1] = model.Stalemate, -1, -1, math.NaN(), math.NaN()
			o.First = [model.Classes]int{-1, -1, -1, 0, -1, -1}
			if j < settled {
				o.Class, o.Package, o.Terms[0] = model.Settlement, 0, 0.5
				o.Payoff[0], o.Reservation[0], o.Talking[0], o.Utility[0], o.Compliance[0] = 0.75, 0.5, 0.25, 0.75, 0.5
				o.First[model.Settlement], o.Lasted = 2, 4
				if m == 1 {
					o.Terms[0] = 0.25 * float64(1+j%3)
					o.First[model.Settlement] += 2 * (j % 2)
				}
				// Of those under Nash, every other one ends after a round.
				if m == 1 && j%2 == 0 {
					o.Lasted, o.Ended = 1, true
				}
			}
			tally.Theories[m].Add(&o)
		}
	}
	return &output.Result{Result: &study.Result{Scenario: st.Scenario, Tally: tally, Config: st.Config, Rows: study.Summarise(b, tally)}}
}

// The middle of three equally frequent positions is the median; of equally near
// labels the lower one is named.
func TestTermsTable(t *testing.T) {
	r := landed(t)
	rows(t, "terms", Terms(r, 1),
		[]string{"border line (km)", "0.25", "0.50", "0.75", "between river and ridge", "0.50", "150"},
		[]string{"aid", "–", "–", "–", "", "–", "0"})
	rows(t, "one issue", TermsOf(r, 0),
		[]string{"weighted mean (baseline)", "–", "–", "–", "", "40"}, // too few
		[]string{"Nash", "0.25", "0.50", "0.75", "between river and ridge", "150"})

	scale, err := model.Linear(0, 100)
	if err != nil {
		t.Fatal(err)
	}
	r.Scenario.Bargain.Issues[0].Scale, r.Scenario.Bargain.Issues[0].Unit = scale, "share of the whole of the old border"
	if got := Terms(r, 1).Rows[0][:4]; !slices.Equal(got, []string{"border line", "25", "50", "75"}) {
		t.Errorf("in the issue's own unit: %q", got)
	}
	for range 160 {
		o := r.Scenario.Bargain.NewOutcome()
		o.Terms[0], o.Package = 0.9, 0
		r.Tally.Theories[0].Add(&o)
	}
	if got := Terms(r, 1).Rows[0][5]; got != "50 to 90" {
		t.Errorf("medians of all theories: %q", got)
	}
}

// Terms that are the same in every draw are known, and shown as known.
func TestKnownTerms(t *testing.T) {
	r := landed(t)
	scale, err := model.Linear(0, 100)
	if err != nil {
		t.Fatal(err)
	}
	r.Scenario.Bargain.Issues[0].Scale = scale
	r.Tally.Theories = []montecarlo.TheoryTally{r.Tally.Theories[0], montecarlo.NewTally(r.Scenario.Bargain).Theories[1]}
	for range 160 {
		o := r.Scenario.Bargain.NewOutcome()
		o.Terms[0], o.Package = 0.526, 0
		r.Tally.Theories[1].Add(&o)
	}
	if got := Terms(r, 1).Rows[0]; !slices.Equal(got[1:4], []string{"", "in every draw: 52.6", ""}) || got[5] != "52.6" {
		t.Errorf("terms: %q", got)
	}
}

func TestOutcomesAndUtilities(t *testing.T) {
	r := landed(t)
	r.Tally.Theories = r.Tally.Theories[1:]
	r.Scenario.Bargain.Theories = r.Scenario.Bargain.Theories[1:]
	// √(0.75·0.25/200) = 0.031
	rows(t, "outcomes", Outcomes(r), []string{"Nash", "75 ± 4%", "25 ± 4%", "–"})
	// Of 200 draws: the two most frequent reasons, of 100.
	reasons := r.Tally.Theories[0].Reasons
	reasons[model.NotRatified], reasons[model.Waited], reasons[model.EmptyZone] = 10, 4, 36
	rows(t, "outcomes", Outcomes(r), []string{"Nash", "75 ± 4%", "25 ± 4%", "no zone 18 · not ratified 5"})
	clear(reasons)
	// 150 of 200 draws have 0.75, the others 0: a mean of 0.5625 and an error of
	// 0.75·√(0.75·0.25/199) = 0.023; of the reservation value, 0.375 and 0.015, of talking half of that.
	rows(t, "utilities", Utilities(r),
		[]string{"North", "Nash", "0.56 ± 0.03", "0.38 ± 0.02", "0.188 ± 0.008", "0.75", "0.25", "0.5", "150"},
		[]string{"south coast", "Nash", "0", "0", "0", "0", "0", "0", "150"})
	for i := range r.Rows {
		r.Rows[i].N = 99
	}
	if got := Utilities(r).Rows[0]; !slices.Equal(got[2:], []string{"–", "–", "–", "–", "–", "–", "99"}) {
		t.Errorf("of 99 draws: %q", got)
	}
}

// Rounds are counted from 1 in text: half of the settlements come in the third
// and half in the fifth round, so that the median is the fourth, with an error of
// (5 − 3)/3.92 = 0.51. Of 150 that are watched for a round, 75 end.
func TestRoundsTables(t *testing.T) {
	r := landed(t)
	rows(t, "rounds", Rounds(r),
		[]string{"weighted mean (baseline)", "settlement", "20 ± 3%", "20 ± 3%", "–"},
		[]string{"weighted mean (baseline)", "ceasefire", "<2%", "<2%", "–"},
		[]string{"weighted mean (baseline)", "partial", "<2%", "<2%", "–"},
		[]string{"Nash", "settlement", "75 ± 4%", "75 ± 4%", "4"},
		[]string{"Nash", "ceasefire", "<2%", "<2%", "–"},
		[]string{"Nash", "partial", "<2%", "<2%", "–"})
	// √(0.5·0.5/150) = 0.041
	rows(t, "lasting", Lasting(r),
		[]string{"weighted mean (baseline)", "40 draws", "–", "–", "–"},
		[]string{"Nash", "150 draws", "50 ± 5%", "50 ± 5%", "50 ± 5%"})
	r.Scenario.Bargain.Clock.Rounds = 0
	if Rounds(r) != nil || Lasting(r) != nil {
		t.Error("a single meeting has rounds")
	}
}

// Two inputs of three have nothing to do with how a draw ends, and the third
// settles it: above the middle of its range every draw ends in a settlement.
func TestMoversAndDrivers(t *testing.T) {
	r := driven(t)
	// Sixteen means, eight of them 1 and eight 0, and nothing within them.
	if got, want := Movers(r, 1), "What moves it most (share of the outcome's variance that the input explains alone): push.weight 100%"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
	rows(t, "drivers", Drivers(r, 1), []string{"levers.push.weight", "0.2 to 0.6", "100%", "more draws end in settlement", "all: more"})
	r.Tally.FirstOrder = nil
	if got := Movers(r, 1); got != "What moves it most: no single input stands out of the Monte Carlo noise" {
		t.Error(got)
	}
	if rows := Drivers(r, 1).Rows; rows != nil {
		t.Errorf("without counts: %q", rows)
	}
	r.Scenario.Bargain.Columns, r.Scenario.Bargain.Inputs = 0, nil
	if got := Movers(r, 1); got != "What moves it most: nothing; every number of the scenario is known" {
		t.Error(got)
	}
	for path, want := range map[string]string{"parties.north.power": "north.power", "issues.aid.status_quo": "aid.status_quo", "clock.hold": "clock.hold", "parties": "parties"} {
		if got := shortPath(path); got != want {
			t.Errorf("%s is called %q, want %q", path, got, want)
		}
	}
	for rise, want := range map[float64]string{0.3: "more draws end in partial", 0.1: "~", -0.1: "~", -0.3: "fewer draws end in partial"} {
		if got := direction(rise, 0.1, model.Partial); got != want {
			t.Errorf("a rise of %g: %q, want %q", rise, got, want)
		}
	}
}

func TestCorrelationTables(t *testing.T) {
	r := &output.Result{Result: new(study.Result)}
	if Correlations(r) != nil || Realised(r) != "" {
		t.Error("none asked for")
	}
	first := study.Correlation{First: "parties.north.power", Second: "levers.push.weight", Asked: 0.5, Used: 0.45, Realised: of(4096, 0.44, 0.012)}
	r.Correlations = []study.Correlation{first}
	rows(t, "correlations", Correlations(r), []string{"parties.north.power", "levers.push.weight", "0.50", "0.45", "0.44 ± 0.02"})
	if got, want := Realised(r), "rank correlation of north.power and push.weight: 0.44 ± 0.02 in the draws, 0.50 asked for"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
	far := study.Correlation{First: "a", Second: "b", Asked: -0.3, Used: -0.3, Realised: of(4096, -0.2, 0.01)}
	none := study.Correlation{First: "a", Second: "c", Asked: 0.9, Used: 0.9, Realised: unknown()}
	r.Correlations = []study.Correlation{first, far, none}
	if got, want := Realised(r), "rank correlations of 3 pairs of inputs: the draws differ most at a and b, -0.20 ± 0.01 instead of -0.30 (all: correlations.csv)"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}

func TestParetoTable(t *testing.T) {
	r := landed(t)
	p := &study.Frontier{
		Parties: [2]int{1, 0}, Alone: [][2]float64{{0.1, 0.9}, {0.6, 0.6}, {0.95, 0.2}}, Reservation: [2]float64{0.3, 0.4},
		Points: []study.TheoryPayoffs{
			{Theory: &model.Theory{Title: "Nash"}, Simulated: true, Consent: true, Payoff: [2]float64{0.6, 0.6}},
			{Theory: &model.Theory{Name: "median"}, Simulated: true, Payoff: [2]float64{0.7, 0.35}},
			{Theory: &model.Theory{Name: "egalitarian"}, Consent: true, Payoff: [2]float64{0.55, 0.65}},
			{Theory: &model.Theory{Name: "utilitarian"}, Simulated: true, Alone: true, Payoff: [2]float64{0.5, 0.7}},
		},
	}
	rows(t, "frontier", Pareto(r.Scenario.Bargain, p),
		[]string{"Nash", "0.60", "0.60", ""},
		[]string{"median", "0.70", "0.35", "below a reservation value"},
		[]string{"egalitarian", "0.55", "0.65", "not simulated"},
		[]string{"utilitarian", "0.50", "0.70", "below a reservation value; as if the two alone had to consent"},
		[]string{"best for south coast", "0.95", "0.20", ""},
		[]string{"best for North", "0.10", "0.90", ""},
		[]string{"reservation values", "0.30", "0.40", ""})
}

// The summary has the two tables that matter most and a line for the rest, on a
// terminal and, as a file, in Markdown.
func TestSummary(t *testing.T) {
	r := landed(t)
	r.Stop = &study.Stop{Draws: 200, Most: 400, Conditions: []string{"terms.aid > 0.5"}}
	r.Correlations = []study.Correlation{{First: "a", Second: "b", Realised: of(200, 0, 0.07)}}
	d := Summary(r)
	if want := "Land · 200 draws × 2 theories · seed 7"; d.Title != want || d.Notice != "ILLUSTRATION, NOT PREDICTION" {
		t.Errorf("title %q, notice %q", d.Title, d.Notice)
	}
	for _, want := range []string{"Of 100 imagined runs under weighted mean (baseline): 20 end in a settlement, 80 end in stalemate.", "assumed inputs: 4 of 4", "stopped at 200 of at most 400 draws: terms.aid > 0.5"} {
		if !slices.Contains(d.Lines, want) {
			t.Errorf("no %q in %q", want, d.Lines)
		}
	}
	d.Tables, d.Lines = []*Table{example()}, []string{"One.", "Two."}
	var text, file strings.Builder
	if err := d.Text(&text, Plain); err != nil {
		t.Fatal(err)
	}
	if err := d.Markdown(&file); err != nil {
		t.Fatal(err)
	}
	head, rest, _ := strings.Cut(text.String(), "\n")
	if !strings.HasPrefix(head, d.Title+"  ") || !strings.HasSuffix(head, d.Notice) || !strings.HasSuffix(rest, "\nOne.\nTwo.\n") {
		t.Errorf("on a terminal:\n%s", text.String())
	}
	if !strings.HasPrefix(file.String(), "## "+d.Title+"\n\n**"+d.Notice+"**\n\n**Shares**\n") || !strings.HasSuffix(file.String(), "\nOne.\n\nTwo.\n") {
		t.Errorf("in Markdown:\n%s", file.String())
	}
	full := &failing{}
	if d.Text(full, Plain) == nil || d.Markdown(full) == nil {
		t.Error("what cannot be written is no error")
	}
	var w strings.Builder
	if err := Markdown.Write(&w, r); err != nil || Markdown.Name() != "summary.md" || !strings.HasPrefix(w.String(), "## Land") {
		t.Errorf("%s: %v\n%s", Markdown.Name(), err, w.String())
	}
}

// failing takes one write and no more.
type failing struct{ n int }

func (f *failing) Write(p []byte) (int, error) {
	if f.n++; f.n > 1 {
		f.n = 0
		return 0, errFull
	}
	return len(p), nil
}

var errFull = errors.New("the disk is full")

// driven is a run of land in which whether a draw settles hangs on the weight of
// the lever alone.
func driven(t *testing.T) *output.Result {
	t.Helper()
	st := land()
	b := st.Scenario.Bargain
	for i, ends := range [][2]float64{{1, 2}, {0.2, 0.6}, {0, 0.1}} {
		b.Inputs[i].Dist = flat{ends[0], ends[1]}
	}
	for i := range b.Parties {
		b.Parties[i].Power, b.Parties[i].Stated, b.Parties[i].ReservationValue = model.Uncertain(0), true, model.Uncertain(1)
		b.Parties[i].Patience = model.Known(0.9)
	}
	b.Issues = nil
	for m := range b.Theories {
		b.Theories[m].New = func() model.Protocol { return threshold{} }
	}
	tally, err := montecarlo.Run(t.Context(), b, montecarlo.Config{Draws: 4096, Seed: 1})
	if err != nil {
		t.Fatal(err)
	}
	return &output.Result{Result: &study.Result{Scenario: st.Scenario, Tally: tally}}
}

// flat is uniform belief between two ends.
type flat struct{ lower, upper float64 }

func (f flat) Quantile(u float64) float64 { return f.lower + u*(f.upper-f.lower) }

// threshold is a stub theory that settles where no deal is worth more than 0.4.
type threshold struct{}

func (threshold) Solve(p *model.Problem, _ *model.Stream, out *model.Offer) {
	out.Reset(p.Parties, p.Issues)
	if p.Reservation[0] <= 0.4 {
		out.Status, out.Reason = model.None, model.EmptyZone
	}
}
