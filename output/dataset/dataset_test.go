package dataset

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"errors"
	"io"
	"math"
	"path"
	"slices"
	"strconv"
	"strings"
	"testing"

	pq "github.com/parquet-go/parquet-go"

	"sim/model"
	"sim/model/montecarlo"
	"sim/model/scenario"
	"sim/model/study"
	"sim/output"
)

func newScenario(b *model.Bargain) *scenario.Scenario {
	return &scenario.Scenario{Name: "two", Bargain: b}
}

// play hands a file the draws 0 to n−1 in chunks of 50.
func play(t *testing.T, format, name string, n int) []byte {
	t.Helper()
	b := bargain(t)
	for _, f := range All {
		for _, r := range f.Records {
			if f.Name != format || r.Name != name {
				continue
			}
			var w bytes.Buffer
			s, err := r.Open(&w, b)
			if err != nil {
				t.Fatal(err)
			}
			for first := 0; first < n; first += 50 {
				if err := s.Add(chunk(b, first, min(50, n-first))); err != nil {
					t.Fatal(err)
				}
			}
			if err := s.Close(); err != nil {
				t.Fatal(err)
			}
			return w.Bytes()
		}
	}
	t.Fatalf("no file %s of format %s", name, format)
	return nil
}

// readCSV reads a file, checks that every record states its purpose, and
// leaves that out.
func readCSV(t *testing.T, text []byte) [][]string {
	t.Helper()
	records, err := csv.NewReader(bytes.NewReader(text)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	for i, record := range records {
		last, want := len(record)-1, "illustration, not prediction"
		if i == 0 {
			want = "purpose"
		}
		if record[last] != want {
			t.Errorf("record %d ends with %q, want %q", i, record[last], want)
		}
		records[i] = record[:last]
	}
	return records
}

func TestOutcomesCSV(t *testing.T) {
	records := readCSV(t, play(t, "csv", "outcomes.csv", 120))
	want := "draw,protocol,outcome,round,package,reason,not_consenting,quiet,durable,terms.land,terms.price,utility.north,utility.south,reservation_value.north,reservation_value.south," +
		"talking_value.north,talking_value.south,agreement_payoff.north,agreement_payoff.south,compliance.north,compliance.south,given_away.north,given_away.south,refused_by.north,refused_by.south"
	if got := strings.Join(records[0], ","); got != want {
		t.Errorf("columns %s\nwant    %s", got, want)
	}
	if len(records) != 241 {
		t.Fatalf("%d records", len(records))
	}
	for _, c := range []struct {
		row  int
		want string
	}{
		{1, "0,weighted_mean,settlement,0,small,,,false,true,,100,0,0.1,-0,-0.1,0,0.2,0,0.30000000000000004,1,0.9090909090909091,0,0.0125,,"},
		{2, "0,nash,stalemate,0,,empty_zopa,north,true,false,,,0.01,0.11,-0.01,-0.11,0.02,0.22,,,,,,,,"},
		{1 + 2*51, "51,weighted_mean,settlement,0,small,,,false,false,,90,51,51.1,-51,-51.1,102,102.2,153,153.3,0.019230769230769232,0.019193857965451054,6.375,6.3875,,"},
	} {
		if got := strings.Join(records[c.row], ","); got != c.want {
			t.Errorf("record %d: %s, want %s", c.row, got, c.want)
		}
	}
}

// What Parquet stores reads back as what CSV stores, value by value.
func TestParquetReadsBack(t *testing.T) {
	const n = 50*groupChunks + 70 // more than a row group
	for _, c := range []struct{ parquet, csv string }{{"outcomes.parquet", "outcomes.csv"}, {"inputs.parquet", "inputs-by-draw.csv"}} {
		raw := play(t, "parquet", c.parquet, n)
		records := readCSV(t, play(t, "csv", c.csv, n))
		file, err := pq.OpenFile(bytes.NewReader(raw), int64(len(raw)))
		if err != nil {
			t.Fatal(err)
		}
		if purpose, _ := file.Lookup("purpose"); purpose != "illustration, not prediction" {
			t.Errorf("%s: the purpose is %q", c.parquet, purpose)
		}
		if got := len(file.RowGroups()); got != 2 {
			t.Errorf("%s: %d row groups", c.parquet, got)
		}
		var names []string
		for _, column := range file.Schema().Columns() {
			if len(column) != 1 {
				t.Errorf("%s: nested column %v", c.parquet, column)
			}
			names = append(names, column[0])
		}
		if got, want := strings.Join(names, ","), strings.Join(records[0], ","); got != want {
			t.Errorf("%s has columns %s, want %s", c.parquet, got, want)
		}
		row := 1
		for _, group := range file.RowGroups() {
			rows := group.Rows()
			buffer := make([]pq.Row, 64)
			for {
				k, err := rows.ReadRows(buffer)
				for _, values := range buffer[:k] {
					for i, v := range values {
						if !same(v, records[row][i]) {
							t.Fatalf("%s row %d, %s: %v, CSV has %q", c.parquet, row, names[i], v, records[row][i])
						}
					}
					row++
				}
				if errors.Is(err, io.EOF) {
					break
				}
				if err != nil {
					t.Fatal(err)
				}
			}
			if err := rows.Close(); err != nil {
				t.Fatal(err)
			}
		}
		if row != len(records) {
			t.Errorf("%s has %d rows, CSV %d", c.parquet, row-1, len(records)-1)
		}
	}
}

func same(v pq.Value, field string) bool {
	switch {
	case v.IsNull():
		return field == ""
	case v.Kind() == pq.Int64:
		return strconv.FormatInt(v.Int64(), 10) == field
	case v.Kind() == pq.Boolean:
		return strconv.FormatBool(v.Boolean()) == field
	case v.Kind() == pq.Double:
		x, err := strconv.ParseFloat(field, 64)
		return err == nil && math.Float64bits(x) == math.Float64bits(v.Double())
	}
	return string(v.ByteArray()) == field && field != ""
}

// How draws are cut into chunks leaves no trace but row groups, and the same
// draws give the same bytes.
func TestBytesRepeat(t *testing.T) {
	for _, f := range All {
		for _, r := range f.Records {
			if a, b := play(t, f.Name, r.Name, 130), play(t, f.Name, r.Name, 130); !bytes.Equal(a, b) {
				t.Errorf("%s differs between two runs", r.Name)
			}
		}
	}
}

func render(t *testing.T, a output.Artifact) []byte {
	t.Helper()
	var w bytes.Buffer
	if err := a.Write(&w, result(t)); err != nil {
		t.Fatal(err)
	}
	return w.Bytes()
}

func TestSummaryCSV(t *testing.T) {
	const want = "protocol,quantity,key,n,value,error,lower,upper,purpose\n" +
		"nash,share,settlement,4,0.3333333333333333,0.1,0.2,0.5,\"illustration, not prediction\"\n" +
		"nash,terms_p50,land,0,,,,,\"illustration, not prediction\"\n"
	if got := string(render(t, summaryCSV{})); got != want {
		t.Errorf("summary.csv:\n%s", got)
	}
}

func TestSummaryJSON(t *testing.T) {
	var got struct {
		Purpose, Scenario string
		Draws             int
		Rows              []map[string]any
	}
	if err := json.Unmarshal(render(t, summaryJSON{}), &got); err != nil {
		t.Fatal(err)
	}
	if got.Purpose != "illustration, not prediction" || got.Draws != 4 || got.Scenario != `Two parties, "quoted"` {
		t.Errorf("%+v", got)
	}
	if got.Rows[0]["value"] != 1.0/3 || got.Rows[1]["value"] != nil || len(got.Rows[1]) != 8 {
		t.Errorf("rows %v", got.Rows)
	}
}

func TestInputsCSV(t *testing.T) {
	records := readCSV(t, render(t, inputsCSV{}))
	if got := strings.Join(records[1], "|"); got != "parties.north.power||2|known|2|2|2|assumed|||||" {
		t.Errorf("known input: %s", got)
	}
	if got := strings.Join(records[2], "|"); got != `parties.south.power||1 to 3|uniform|1.1|2|2.9|opinion or rewritten news|d2|opinion|strong, "it says"|low|` {
		t.Errorf("uncertain input: %s", got)
	}
}

// The dictionary joins on the names of the files: it describes the columns of
// each file that a run leaves, in order, and no others; and a column of which it
// says that it is never empty is not.
func TestDictionaryIsComplete(t *testing.T) {
	for _, formats := range [][]string{nil, {"csv", "parquet", "json"}} {
		files := map[string][]byte{}
		for _, a := range Always(result(t), formats...) {
			files[a.Name()] = render(t, a)
		}
		described, empty := map[string][]string{}, map[string]string{}
		for _, record := range readCSV(t, files[dictionaryName])[1:] {
			if record[5] == "" {
				t.Errorf("%s %s has no meaning", record[0], record[1])
			}
			described[record[0]] = append(described[record[0]], record[1])
			empty[record[0]+" "+record[1]] = record[4]
		}
		for _, f := range All {
			for _, r := range f.Records {
				if slices.Contains(formats, f.Name) {
					files[r.Name] = play(t, f.Name, r.Name, 60)
				}
			}
			for _, a := range f.Artifacts {
				if slices.Contains(formats, f.Name) {
					files[a.Name()] = nil
				}
			}
		}
		if len(described) != len(files) {
			t.Errorf("with %v %d files are described, and %d are left", formats, len(described), len(files))
		}
		for name, file := range files {
			if path.Ext(name) != ".csv" {
				if described[name] == nil || slices.Contains(described[name], "purpose") {
					t.Errorf("%s is described by %v", name, described[name])
				}
				continue
			}
			records := readCSV(t, file)
			if got, want := described[name], slices.Concat(records[0], []string{"purpose"}); !slices.Equal(got, want) {
				t.Errorf("%s is described by %v, and has %v", name, got, want)
			}
			for _, record := range records[1:] {
				for i, field := range record {
					if column := records[0][i]; field == "" && empty[name+" "+column] != "yes" {
						t.Errorf("%s: %s is empty and described as never empty", name, column)
					}
				}
			}
		}
	}
}

// A writer that fails makes the sink fail: nothing is swallowed.
type broken struct{}

func (broken) Write([]byte) (int, error) { return 0, io.ErrShortWrite }

func TestSinksReportWriteErrors(t *testing.T) {
	b := bargain(t)
	for _, f := range All {
		for _, r := range f.Records {
			s, err := r.Open(broken{}, b)
			for first := 0; err == nil && first < 50*groupChunks; first += 50 {
				err = s.Add(chunk(b, first, 50))
			}
			if err == nil {
				err = s.Close()
			}
			if err == nil {
				t.Errorf("%s: a broken writer goes unnoticed", r.Name)
			}
		}
	}
}

var _ montecarlo.Sink = Sink(nil)

// The pool with its envelope, and the weights, of two theories that share
// draws by (draw + theory) mod 3.
func TestEnsembleCSV(t *testing.T) {
	b := bargain(t)
	b.Theories[0].Family, b.Theories[1].Family = "influence", "cooperative"
	tally := montecarlo.NewTally(b)
	tally.Add(chunk(b, 0, 400))
	var w bytes.Buffer
	if err := (ensembleCSV{}).Write(&w, &output.Result{Result: &study.Result{Scenario: newScenario(b), Tally: tally}}); err != nil {
		t.Fatal(err)
	}
	got := map[string]string{}
	for _, record := range readCSV(t, w.Bytes())[1:] {
		got[record[0]+" "+record[1]] = record[2]
	}
	// Settlements: 134 of 400 under the first theory, 133 under the second.
	for what, want := range map[string]float64{
		"settlement pooled_share": 0.33375, "settlement envelope_lower": 0.3325, "settlement envelope_upper": 0.335,
		"settlement robust_lower": 0.333125, "stalemate pooled_share": 0.66625, "stalemate modal_agreement": 1,
		"settlement variance_between": 0.00125 * 0.00125, "settlement variance_rules": 0, "settlement variance_causes": 0.00125 * 0.00125, " weight.nash": 0.5,
	} {
		if x, err := strconv.ParseFloat(got[what], 64); err != nil || math.Abs(x-want) > 1e-12 {
			t.Errorf("%s is %q, want %g", what, got[what], want)
		}
	}
	if x, ok := got["escalation between_share"]; !ok || x != "" {
		t.Errorf("what never varies has the share %q", x)
	}
}

// What a cause does, of two theories: under the first draws 0, 3, 6, … of 30
// agree, under its twin every draw that the first has, and 1, 4, 7 at a position
// that is 0.25 lower, where both agree.
func TestCausesCSV(t *testing.T) {
	b := bargain(t)
	b.Theories[0].Name, b.Theories[0].Twin = "two_level", "nash"
	b.Parties[1].Seat = model.Observer
	tally, c := montecarlo.NewTally(b), chunk(b, 0, 30)
	for j := range c.N {
		if twin := &c.Outcomes[1][j]; j%3 < 2 {
			twin.Class, twin.Package, twin.Terms[1], twin.Payoff[0] = model.Settlement, 1, 0.5, 0.25
		} else {
			twin.Class, twin.Package, twin.Terms[1] = model.Stalemate, -1, math.NaN()
		}
		if o := &c.Outcomes[0][j]; o.Class == model.Settlement {
			o.Terms[1], o.Payoff[0] = 0.75, 0.25+0.5*float64(j%2)
		}
	}
	tally.Add(c)
	r := &output.Result{Result: &study.Result{Scenario: newScenario(b), Tally: tally}}
	var w bytes.Buffer
	if err := (causesCSV{}).Write(&w, r); err != nil {
		t.Fatal(err)
	}
	got := map[string][]string{}
	for _, record := range readCSV(t, w.Bytes())[1:] {
		if record[0] != "two_level" || record[1] != "nash" {
			t.Errorf("%q", record)
		}
		got[record[2]+" "+record[3]] = record[4:14]
	}
	for what, want := range map[string][]string{
		// n, shares, draws under one only, difference; price falls from 100 to 0 as positions rise
		"deal ":                  {"30", "0.6666666666666666", "0.3333333333333333", "10", "0", "-0.3333333333333333"},
		"settlement ":            {"30", "0.6666666666666666", "0.3333333333333333", "10", "0", "-0.3333333333333333"},
		"terms land":             {"0", "", "", "", "", ""},
		"terms price":            {"10", "", "", "", "", "-25"},
		"agreement_payoff north": {"10", "", "", "", "", "0.25"},
	} {
		if len(got[what]) < 6 || !slices.Equal(got[what][:6], want) {
			t.Errorf("%s is %q, want %q", what, got[what], want)
		}
	}
	if len(got) != 5 || got["terms price"][9] != "" || got["terms land"][9] != "~" || got["terms price"][6] != "0" {
		t.Errorf("%q", got)
	}
	has := func() bool {
		return slices.ContainsFunc(Always(r), func(a output.Artifact) bool { return a.Name() == "causes.csv" })
	}
	if !has() {
		t.Error("the file is not written")
	}
	if b.Theories[0].Twin = ""; has() {
		t.Error("the file is written without a twin")
	}
}
