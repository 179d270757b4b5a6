package dataset

import (
	"bytes"
	"math"
	"strconv"
	"strings"
	"testing"

	pq "github.com/parquet-go/parquet-go"

	"sim/model"
	"sim/model/analysis"
	"sim/model/montecarlo"
	"sim/model/study"
	"sim/output"
)

// of is an estimate of so many draws with a made-up interval of one to either side.
func of(n int, value, err float64) montecarlo.Estimate {
	return montecarlo.Estimate{N: n, Value: value, Error: err, Lower: value - 1, Upper: value + 1}
}

// made is what a made-up question is about.
func made(t *testing.T) *output.Study {
	t.Helper()
	b := bargain(t)
	b.Theories = b.Theories[1:]
	return &output.Study{Subject: &study.Subject{Scenario: newScenario(b), Theories: b.Theories}}
}

// lines are the records of a file, each cell named by its column, so that a
// value that slips into the next column shows. Only the columns asked for.
func lines(t *testing.T, files []*DataFile, name string, columns ...string) (out []string) {
	t.Helper()
	for _, file := range files {
		if file.Name != name {
			continue
		}
		var w bytes.Buffer
		if err := file.Write(&w, "csv"); err != nil {
			t.Fatal(err)
		}
		records := readCSV(t, w.Bytes())
		at := map[string]int{}
		for i, column := range records[0] {
			at[column] = i
		}
		for _, record := range records[1:] {
			var cells []string
			for _, column := range columns {
				i, ok := at[column]
				if !ok {
					t.Fatalf("%s has no column %s", name, column)
				}
				cells = append(cells, record[i])
			}
			out = append(out, strings.Join(cells, "|"))
		}
		return out
	}
	t.Fatalf("no file %s", name)
	return nil
}

func equal(t *testing.T, name string, got []string, want ...string) {
	t.Helper()
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("%s:\n%s\nwant\n%s", name, strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

func TestSensitivityFiles(t *testing.T) {
	nan := math.NaN()
	groups := []analysis.Group{{Name: "parties.south", Columns: []int{0}}, {Name: "chance", Chance: true}}
	st := made(t)
	s := &output.Sensitivity{Study: st, Sensitivity: &study.Sensitivity{
		Subject: st.Subject, Measure: study.Measure{Text: "utility.north"},
		Ranking: [][]analysis.InputRank{{{Column: 0, N: 400, FirstOrder: of(400, 0.25, 0.5), Rank: of(400, -0.125, 0.0625), Xi: of(400, nan, nan)}}},
		Indices: &study.SobolIndices{Groups: groups, Indices: [][]analysis.Index{{
			{First: of(8, 0.25, 0.125), Total: of(8, 0.5, 0.0625), Saltelli: of(8, 2, 3), Jansen: of(8, 4, 5)},
			{First: of(8, 0.125, 0.125), Total: of(8, 0.75, 0.25), Saltelli: of(8, 6, 7), Jansen: of(8, 8, 9)},
		}}},
		Shapley: &study.ShapleyEffects{Groups: groups, Effects: [][]montecarlo.Estimate{{of(8, 0.75, 0.125), of(8, 0.25, 0.5)}}},
		Tornado: &study.Tornado{
			Inputs: []study.Swing{{Name: "parties.south.power", Low: 1.2, High: 2.8, Paired: []analysis.Paired{{A: of(400, 0.25, 0.5), B: of(399, 0.75, 1), Difference: of(399, 0.5, 2)}}}},
			Levers: []study.Swing{{Name: "push", Low: 0, High: 1, Paired: []analysis.Paired{{A: of(400, 1, 2), B: of(400, 3, 4), Difference: of(400, 2, 5)}}}},
		},
	}}
	files := Sensitivity(s)
	equal(t, "ranking", lines(t, files, "ranking", "protocol", "measure", "input", "written", "n", "first_order", "first_order_error", "first_order_lower", "first_order_upper", "rank_correlation", "rank_correlation_error", "xi"),
		"nash|utility.north|parties.south.power|1 to 3|400|0.25|0.5|-0.75|1.25|-0.125|0.0625|")
	equal(t, "indices", lines(t, files, "indices", "group", "inputs", "first", "first_error", "total", "total_error", "first_saltelli", "first_saltelli_error", "first_jansen", "first_jansen_error"),
		"chance|0|0.125|0.125|0.75|0.25|6|7|8|9", // the larger total index comes first
		"parties.south|1|0.25|0.125|0.5|0.0625|2|3|4|5")
	equal(t, "shapley", lines(t, files, "shapley", "group", "effect", "effect_error"), "parties.south|0.75|0.125", "chance|0.25|0.5")
	equal(t, "tornado", lines(t, files, "tornado", "kind", "name", "low_at", "high_at", "low_n", "high_n", "low", "low_error", "high", "high_error", "difference", "difference_error"),
		"input|parties.south.power|1.2|2.8|400|399|0.25|0.5|0.75|1|0.5|2",
		"lever|push|0|1|400|400|1|2|3|4|2|5")
	if files := Sensitivity(&output.Sensitivity{Study: st, Sensitivity: &study.Sensitivity{Subject: st.Subject, Ranking: s.Ranking}}); len(files) != 1 {
		t.Errorf("%d files where only the ranking was asked for", len(files))
	}
}

func TestComparisonFiles(t *testing.T) {
	st := made(t)
	shares := analysis.Paired{A: of(400, 0.25, 0.5), B: of(400, 0.5, 1), Difference: of(400, 0.25, 0.0625), OnlyA: 3, OnlyB: 103, Gain: 2}
	terms := analysis.Paired{A: of(300, 40, 2), B: of(299, 41, 3), Difference: of(299, 1, 4), Gain: math.Inf(1)}
	c := &output.Comparison{Study: st, Variants: []output.Variant{{Name: "x=1", Comparison: &analysis.Comparison{
		Theories: st.Theories, Quantities: []analysis.Headline{{Quantity: "share", Key: "settlement", Share: true}, {Quantity: "terms_p50", Key: "land"}},
		Paired: [][]analysis.Paired{{shares, terms}},
		Effects: []analysis.Effects{
			{Positive: 1, Verdict: analysis.RobustPositive, Lower: 0.25, Upper: 0.25}, {Undetermined: 1, Lower: 1, Upper: 1},
		},
	}}}}
	files := Comparison(c)
	equal(t, "compare", lines(t, files, "compare", "variant", "protocol", "quantity", "key", "base_n", "base", "base_error", "variant_n", "value", "value_error", "difference", "error", "lower", "upper", "only_base", "only_variant", "gain", "noise"),
		"x=1|nash|share|settlement|400|0.25|0.5|400|0.5|1|0.25|0.0625|-0.75|1.25|3|103|2|",
		"x=1|nash|terms_p50|land|300|40|2|299|41|3|1|4|0|2||||~")
	equal(t, "verdicts", lines(t, files, "verdicts", "quantity", "key", "verdict", "weight_positive", "weight_negative", "weight_undetermined", "lowest", "highest"),
		"share|settlement|robust_positive|1|0|0|0.25|0.25", "terms_p50|land|no_direction|0|0|1|1|1")
}

func TestBreakevenFiles(t *testing.T) {
	st := made(t)
	b := &output.Breakeven{Study: st, BreakevenResult: &study.BreakevenResult{
		Subject: st.Subject, Measure: study.Measure{Text: "utility.north"}, Goal: analysis.Goal{Value: 0.5}, Now: []montecarlo.Estimate{of(400, 0.25, 0.5)},
		Levers: []study.LeverWeight{{Lever: "push", Now: 0.5}, {Lever: "guard"}},
		Scans: [][]study.LeverScan{{
			{
				Readings: []analysis.Reading{{At: 0, Estimate: of(400, 0.125, 1)}, {At: 1, Estimate: of(400, 0.75, 2)}},
				Best:     analysis.Reading{At: 1, Estimate: of(400, 0.75, 2)}, Change: analysis.Paired{Difference: of(400, 0.5, 3)},
				Needed: &analysis.Crossing{Reading: analysis.Reading{At: 0.75}, Lower: 0.625, Upper: 0.875, Lasts: true},
			},
			{Best: analysis.Reading{At: 0.25, Estimate: of(400, 0.375, 4)}, Change: analysis.Paired{Difference: of(400, 0.125, 5)}},
		}},
		Pairs: make([][]study.PairScan, 1),
	}}
	columns := []string{"lever", "second_lever", "now", "second_now", "needed", "needed_lower", "needed_upper", "second_needed", "size", "size_lower", "size_upper", "lasts", "farthest", "second_farthest", "value", "error", "difference", "difference_error"}
	alone := []string{"push||0.5||0.75|0.625|0.875|||||yes|1||0.75|2|0.5|3", "guard||0||||||||||0.25||0.375|4|0.125|5"}
	files := Breakeven(b)
	equal(t, "breakeven", lines(t, files, "breakeven", columns...), alone...)
	equal(t, "scan", lines(t, files, "scan", "lever", "weight", "n", "value", "error", "lower", "upper"),
		"||400|0.25|0.5|-0.75|1.25", "push|0|400|0.125|1|-0.875|1.125", "push|1|400|0.75|2|-0.25|1.75")
	if len(files) != 2 {
		t.Errorf("%d files without pairs", len(files))
	}

	// A pair, all of whose change falls on the second lever until that is at its
	// end: 1.25 in all take the levers from 0.5 and 0 to 0.75 and 1.
	b.Scans[0][0].Needed.Lasts = false
	alone[0] = strings.Replace(alone[0], "yes", "no", 1)
	b.Pairs[0] = []study.PairScan{{
		Levers: [2]int{0, 1}, Now: [2]float64{0.5, 0},
		Surface: &analysis.ResponseSurface{At: [2][]float64{{0.5, 1}, {0, 1}}, Figures: [][]montecarlo.Estimate{{of(64, 1, 1), of(64, 2, 2)}, {of(64, 3, 3), of(64, 0.5, 0.125)}}},
		Found:   &analysis.MixedChange{Path: analysis.Path{Now: [2]float64{0.5, 0}, End: [2]float64{1, 1}}, Size: 1.25, Lower: 1.125, Upper: 1.375},
	}}
	files = Breakeven(b)
	equal(t, "breakeven of pairs", lines(t, files, "breakeven", columns...), append(alone, "push|guard|0.5|0|0.75|||1|1.25|1.125|1.375||1|1|0.5|0.125||")...)
	equal(t, "pairs", lines(t, files, "pairs", "lever", "second_lever", "weight", "second_weight", "n", "value", "error"), "push|guard|1|1|64|0.5|0.125")
}

func TestDiscoveryFiles(t *testing.T) {
	inf := math.Inf(1)
	box := analysis.Box{Inside: 50, Hits: 40, Limits: []analysis.Limit{{Column: 0, Low: 1.5, High: inf, Chance: 0.03125}}}
	st := made(t)
	d := &output.Discovery{Study: st, Discovery: &study.Discovery{
		Subject: st.Subject, Where: study.Where{Text: "rounds > 3"}, Counts: []study.BoxCounts{{Draws: 400, Hits: 80, Inside: 50, InsideHits: 40}},
		Found: &analysis.Discovery{
			Draws: 400, Hits: 80, Step: 1, Boxes: []analysis.FoundBox{{Box: box, Coverage: 0.5, Reproduced: []float64{0.75}}, {Box: box, Coverage: 0.25}},
			Trajectory: []analysis.PeelStep{{Box: analysis.Box{Inside: 400, Hits: 80}, Coverage: 1, Mass: 1}, {Box: box, Coverage: 0.5, Mass: 0.125}},
		},
	}}
	files := Discovery(d)
	equal(t, "boxes", lines(t, files, "boxes", "box", "where", "protocol", "inside", "hits", "coverage", "density", "input", "low", "high", "quasi_p", "found_again"),
		"1|rounds > 3|nash|50|40|0.5|0.8|parties.south.power|1.5||0.03125|0.75",
		"2|rounds > 3|nash|50|40|0.25|0.8|parties.south.power|1.5||0.03125|")
	equal(t, "peeling", lines(t, files, "peeling", "step", "inside", "hits", "coverage", "density", "mass", "inputs", "chosen"), "0|400|80|1|0.2|1|0|no", "1|50|40|0.5|0.8|0.125|1|yes")
	equal(t, "box-theories", lines(t, files, "box-theories", "protocol", "draws", "hits", "inside", "inside_hits"), "nash|400|80|50|40")
}

func TestSweepFile(t *testing.T) {
	point := func(value float64) study.Point {
		return study.Point{Rows: []study.Row{{Protocol: "nash", Quantity: "share", Key: "settlement", N: 400, Value: value, Error: 0.5, Lower: 0.125, Upper: 0.75}}}
	}
	st := made(t)
	s := &output.Sweep{Study: st, SweepResult: &study.SweepResult{
		Subject: st.Subject, Points: []study.Point{point(0.25), point(0.375)},
		Axes: []study.Axis{{Path: "levers.push.weight", Values: []float64{0.5}}, {Path: "parties.south.power", Unit: "men", Values: []float64{1, 2}}},
	}}
	file := Sweep(s)
	equal(t, "sweep", lines(t, []*DataFile{file}, "sweep", "levers.push.weight", "parties.south.power", "protocol", "quantity", "key", "n", "value", "error", "lower", "upper"),
		"0.5|1|nash|share|settlement|400|0.25|0.5|0.125|0.75", "0.5|2|nash|share|settlement|400|0.375|0.5|0.125|0.75")

	// The dictionary says what the columns mean, in this file's own units.
	var w bytes.Buffer
	if err := WriteDictionary(&w, nil, file); err != nil {
		t.Fatal(err)
	}
	described := map[string][]string{}
	for _, record := range readCSV(t, w.Bytes())[1:] {
		described[record[0]+" "+record[1]] = record
	}
	for _, column := range file.Columns {
		if d := described["sweep.csv "+column.Name]; len(d) < 6 || d[5] == "" {
			t.Errorf("column %s has no meaning", column.Name)
		}
	}
	if d := described["sweep.csv parties.south.power"]; len(d) < 6 || d[3] != "men" {
		t.Errorf("described as %q", d)
	}
	if described["data-dictionary.csv meaning"] == nil {
		t.Error("the dictionary does not describe itself")
	}
}

// A file of analyses says the same in both formats: numbers as numbers, and
// nothing where there is none.
func TestTidyFormats(t *testing.T) {
	file := &DataFile{Name: "made-up", Columns: []Column{{Name: "word", Type: Text}, {Name: "count", Type: Integer}, {Name: "amount", Type: Real, Null: true}}}
	file.Rows = [][]any{{"a, b", 3, 0.5}, {"c", -1, nil}, {"d", 0, math.NaN()}, {"e", 0, math.Inf(1)}}
	var text, raw bytes.Buffer
	for format, w := range map[string]*bytes.Buffer{"csv": &text, "parquet": &raw} {
		if err := file.Write(w, format); err != nil {
			t.Fatal(err)
		}
	}
	const says = ",\"illustration, not prediction\"\n"
	const want = "word,count,amount,purpose\n\"a, b\",3,0.5" + says + "c,-1," + says + "d,0," + says + "e,0," + says
	if got := text.String(); got != want {
		t.Errorf("CSV:\n%s\nwant\n%s", got, want)
	}
	records := readCSV(t, text.Bytes())
	rows, err := pq.Read[struct {
		Word   string   `parquet:"word"`
		Count  int64    `parquet:"count"`
		Amount *float64 `parquet:"amount,optional"`
	}](bytes.NewReader(raw.Bytes()), int64(raw.Len()))
	if err != nil || len(rows) != len(file.Rows) {
		t.Fatalf("%d rows: %v", len(rows), err)
	}
	for i, row := range rows {
		amount := ""
		if row.Amount != nil {
			amount = strconv.FormatFloat(*row.Amount, 'g', -1, 64)
		}
		if got := []string{row.Word, strconv.FormatInt(row.Count, 10), amount}; strings.Join(got, "|") != strings.Join(records[i+1], "|") {
			t.Errorf("row %d of Parquet is %q, CSV has %q", i, got, records[i+1])
		}
	}
	for _, format := range DataFileFormats {
		if err := file.Write(broken{}, format); err == nil {
			t.Errorf("%s: a broken writer goes unnoticed", format)
		}
	}
}

// What every run leaves, and what its scenario's correlations come to; a
// writer that fails makes every file fail.
func TestFilesOfEveryRun(t *testing.T) {
	r := result(t)
	if got := Always(r); len(got) != 4 {
		t.Errorf("%d files without correlations", len(got))
	}
	r.Scenario.Bargain.Coupling = &model.Coupling{}
	r.Correlations = []study.Correlation{{First: "a.b", Second: "c.d", Asked: 0.5, Used: 0.25, Realised: of(400, 0.125, 0.0625)}}
	names := map[string]output.Artifact{}
	for _, a := range append(Always(r), summaryJSON{}) {
		names[a.Name()] = a
		if err := a.Write(broken{}, r); err == nil {
			t.Errorf("%s: a broken writer goes unnoticed", a.Name())
		}
	}
	for _, name := range []string{"summary.csv", "ensemble.csv", "inputs.csv", "data-dictionary.csv", "correlations.csv", "summary.json"} {
		if names[name] == nil {
			t.Errorf("there is no %s among %d files", name, len(names))
		}
	}
	var w bytes.Buffer
	if err := names["correlations.csv"].Write(&w, r); err != nil {
		t.Fatal(err)
	}
	equal(t, "correlations", []string{strings.Join(readCSV(t, w.Bytes())[1], "|")}, "a.b|c.d|0.5|0.25|400|0.125|0.0625|-0.875|1.125")
}
