package main

import (
	"encoding/csv"
	"encoding/json"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// published is a case that others have published, to be written as a scenario.
type published struct {
	theory         string // with its options, as a scenario writes it
	actors, issues []string
	capability     []float64
	position       [][]float64 // 0 to 100, a row per actor
	salience       [][]float64 // of 100
}

// id is a name as a scenario may use it.
func id(name string) string {
	return strings.Map(func(r rune) rune {
		if r == '-' || r == ' ' {
			return '_'
		}
		return r
	}, strings.ToLower(name))
}

// scenario writes the case as a scenario: all are observers, nothing is left to
// chance.
func (p *published) scenario() string {
	var w strings.Builder
	fmt.Fprintf(&w, "title: As published\npurpose: illustration\nrun: {draws: 8, seed: 1, theories: [%s]}\nparties:\n", p.theory)
	for i, name := range p.actors {
		fmt.Fprintf(&w, "  %s: {seat: observer, power: %v}\n", id(name), p.capability[i])
	}
	w.WriteString("issues:\n")
	for k, name := range p.issues {
		fmt.Fprintf(&w, "  %s:\n    question: Where does it end?\n    range: [0, 100]\n    status_quo: 50\n    positions:\n", id(name))
		for i, actor := range p.actors {
			fmt.Fprintf(&w, "      %s: {ideal: %v, salience: %v}\n", id(actor), p.position[i][k], p.salience[i][k])
		}
	}
	w.WriteString("packages:\n  all: {outcome: settlement, issues: all}\n")
	return w.String()
}

// order lists the actors as a scenario does.
func (p *published) order() string {
	ids := make([]string, len(p.actors))
	for i, name := range p.actors {
		ids[i] = id(name)
	}
	return "[" + strings.Join(ids, ", ") + "]"
}

// traced runs sim trace on a scenario and reads the data files that it leaves,
// each row by column.
func traced(t *testing.T, scenario string) (file func(name string) []map[string]string) {
	t.Helper()
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "case.yaml"), []byte(scenario), 0o600); err != nil {
		t.Fatal(err)
	}
	if code, said := ended(t, dir, "sim", "trace", "case.yaml", "--out", "turns", "--format", "svg"); code != exitOK {
		t.Fatalf("exit code %d:\n%s", code, said)
	}
	return func(name string) (rows []map[string]string) {
		f, err := os.Open(filepath.Join(dir, "turns", name+".csv"))
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close() //nolint:errcheck // only read
		all, err := csv.NewReader(f).ReadAll()
		if err != nil {
			t.Fatal(err)
		}
		for _, record := range all[1:] {
			row := map[string]string{}
			for c, name := range all[0] {
				row[name] = record[c]
			}
			rows = append(rows, row)
		}
		return rows
	}
}

// of reads a number.
func of(t *testing.T, text string) float64 {
	t.Helper()
	x, err := strconv.ParseFloat(strings.TrimSpace(text), 64)
	if err != nil {
		t.Fatal(err)
	}
	return x
}

func near(t *testing.T, what string, want, have, tolerance float64) {
	t.Helper()
	if !(math.Abs(want-have) <= tolerance) {
		t.Errorf("%s: %v, published %v", what, have, want)
	}
}

// records reads a file of fields that separator parts, in rows of any length.
func records(t *testing.T, path string, separator rune) [][]string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("..", "..", "model", "protocol", "testdata", "published", path))
	if err != nil {
		t.Fatal(err)
	}
	r := csv.NewReader(strings.NewReader(string(text)))
	r.Comma, r.FieldsPerRecord, r.LazyQuotes = separator, -1, true
	all, err := r.ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// KTAB's reference runs of the spatial model come out of sim trace: every
// position and every share of every turn.
func TestTracePublishedSpatial(t *testing.T) {
	for name, turns := range map[string]int{"dummyData_3Dim": 10, "SOE-Pol-Comp": 27} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var p published
			for _, row := range records(t, "ktab_smp_"+name+".input.csv", ',')[2:] {
				p.actors, p.capability = append(p.actors, row[0]), append(p.capability, of(t, row[2]))
				var x, s []float64
				for k := 3; k+1 < len(row) && strings.TrimSpace(row[k]) != ""; k += 2 {
					x, s = append(x, of(t, row[k])), append(s, of(t, row[k+1]))
				}
				p.position, p.salience = append(p.position, x), append(p.salience, s)
			}
			for k := range p.position[0] {
				p.issues = append(p.issues, fmt.Sprintf("pos%d", k))
			}
			p.theory = "{spatial: {order: " + p.order() + "}}"
			have := map[string]map[string]string{}
			last := 0
			for _, row := range traced(t, p.scenario())("course") {
				have[row["turn"]+" "+row["party"]+" "+row["issue"]] = row
				last = max(last, int(of(t, row["turn"])))
			}
			if last != turns {
				t.Errorf("%d turns, published %d", last, turns)
			}
			golden := records(t, "ktab_smp_"+name+".golden.csv", ',')[1:]
			if len(golden) != (turns+1)*len(p.actors) || len(have) != len(golden)*len(p.issues) {
				t.Fatalf("%d rows, published %d of %d issues", len(have), len(golden), len(p.issues))
			}
			for _, row := range golden {
				for k, issue := range p.issues {
					at := row[0] + " " + id(row[1]) + " " + issue
					near(t, at+": share", of(t, row[2]), of(t, have[at]["share"]), 1e-4)
					near(t, at+": position", of(t, row[3+k]), of(t, have[at]["position"]), 0.01)
				}
			}
		})
	}
}

// The exchanges before the Paris climate conference come out of sim trace, in
// order. A scenario takes saliences that sum to 100 at most: they are a third of
// those published, for all alike, and so are the gains.
func TestTracePublishedExchange(t *testing.T) {
	t.Parallel()
	var p published
	for _, row := range records(t, "equalgain_cop21_short.input.csv", ';') {
		switch row[0] {
		case "#A":
			p.actors = append(p.actors, row[1])
			p.capability = append(p.capability, 0)
		case "#P":
			p.issues = append(p.issues, row[1])
		case "#D":
			i, k := slices.Index(p.actors, row[1]), slices.Index(p.issues, row[2])
			if p.position == nil {
				p.position, p.salience = grid(len(p.actors), len(p.issues)), grid(len(p.actors), len(p.issues))
			}
			p.position[i][k], p.salience[i][k], p.capability[i] = of(t, row[3]), 100*of(t, row[4])/3, of(t, row[5])
		}
	}
	p.theory = "exchange"
	file := traced(t, p.scenario())
	moves, golden := file("moves"), records(t, "equalgain_cop21_short.output.csv", ';')
	if len(moves) != 2*len(golden) {
		t.Fatalf("%d moves, published %d exchanges", len(moves), len(golden))
	}
	effects := map[string]float64{}
	for _, row := range file("externalities") {
		effects[row["turn"]+" "+row["party"]] = of(t, row["effect"])
	}
	for r, row := range golden {
		pair := moves[2*r : 2*r+2]
		if pair[0]["party"] != id(row[0]) || pair[0]["issue"] != id(row[1]) {
			slices.Reverse(pair) // the file names the two in another order where it likes to
		}
		for side, m := range pair {
			name, issue, from, by, to := row[2*side], row[2*side+1], row[5+4*side], row[6+4*side], row[7+4*side]
			at := fmt.Sprintf("exchange %d of %s on %s", r+1, m["party"], m["issue"])
			if m["party"] != id(name) || m["issue"] != id(issue) || m["kind"] != "exchange" {
				t.Errorf("%s: published %s on %s", at, name, issue)
			}
			near(t, at+": gain", of(t, row[4]), 300*of(t, m["gain"]), 1e-7)
			near(t, at+": from", of(t, from), of(t, m["from"]), 1e-7)
			near(t, at+": move", of(t, by), of(t, m["to"])-of(t, m["from"]), 1e-7)
			near(t, at+": to", of(t, to), of(t, m["to"]), 1e-7)
		}
		if turn := pair[0]["turn"]; r == 0 { // nothing has moved before: what a shift brings the two is what they gain
			near(t, "what the first exchange brings "+pair[0]["by"], of(t, pair[0]["gain"]), effects[turn+" "+pair[0]["by"]], 1e-12)
			near(t, "what the first exchange brings "+pair[0]["other"], of(t, pair[0]["gain"]), effects[turn+" "+pair[0]["other"]], 1e-12)
		}
	}
}

// grid is a matrix of zeros.
func grid(rows, columns int) [][]float64 {
	g := make([][]float64, rows)
	for i := range g {
		g[i] = make([]float64, columns)
	}
	return g
}

// The published run of the challenge model on emission standards comes out of
// sim trace: positions, medians and moves of ten rounds.
func TestTracePublishedChallenge(t *testing.T) {
	t.Parallel()
	text, err := os.ReadFile(filepath.Join("..", "..", "model", "protocol", "testdata", "published", "eum_emission_standards.golden.json"))
	if err != nil {
		t.Fatal(err)
	}
	var golden struct {
		Actors                         []string
		Capability, Position, Salience []float64
		Trajectory                     []struct {
			T      int
			Median float64
			X      []float64
			Moves  [][]any
		}
	}
	if err := json.Unmarshal(text, &golden); err != nil {
		t.Fatal(err)
	}
	p := published{actors: golden.Actors, issues: []string{"phase in"}, capability: golden.Capability}
	for i := range p.actors {
		p.position, p.salience = append(p.position, []float64{golden.Position[i]}), append(p.salience, []float64{100 * golden.Salience[i]})
	}
	p.theory = "{challenge: {variant: scholz_code, rounds: 10, order: " + p.order() + "}}"
	file := traced(t, p.scenario())
	positions, moves := file("course"), file("moves")
	if len(positions) != len(golden.Trajectory)*len(p.actors) || len(golden.Trajectory) < 4 {
		t.Fatalf("%d positions, published %d turns of %d actors", len(positions), len(golden.Trajectory), len(p.actors))
	}
	kinds := map[string]string{"confront": "confrontation", "compromise": "compromise", "capitulate": "capitulation"}
	next := 0
	for _, turn := range golden.Trajectory {
		for i, x := range turn.X {
			row := positions[turn.T*len(p.actors)+i]
			at := fmt.Sprintf("turn %d of %s", turn.T, row["party"])
			near(t, at, x, of(t, row["position"]), 1e-9)
			near(t, at+": median", turn.Median, of(t, row["outcome"]), 1e-9)
		}
		for _, m := range turn.Moves {
			row := moves[next]
			next++
			if row["turn"] != strconv.Itoa(turn.T) || row["by"] != id(m[0].(string)) || row["kind"] != kinds[m[1].(string)] {
				t.Errorf("turn %d: %s of %s, published %v", turn.T, row["kind"], row["by"], m)
			}
			near(t, fmt.Sprintf("turn %d: where %s goes", turn.T, row["by"]), m[len(m)-1].(float64), of(t, row["to"]), 1e-9)
			if turn.T == 1 {
				near(t, "what "+row["by"]+" expects", m[3].(float64), of(t, row["gain"]), 1e-9)
				near(t, "what "+row["other"]+" expects", m[4].(float64), of(t, row["other_gain"]), 1e-9)
			}
		}
	}
	if next != len(moves) {
		t.Errorf("%d moves, published %d", len(moves), next)
	}
}
