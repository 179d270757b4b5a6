package protocol

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// table reads a CSV file whose rows may be of any length.
func table(t testing.TB, file string) [][]string {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	r := csv.NewReader(bytes.NewReader(data))
	r.FieldsPerRecord = -1
	all, err := r.ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func number(t testing.TB, s string) float64 {
	t.Helper()
	x, err := strconv.ParseFloat(strings.TrimSpace(s), 64)
	if err != nil {
		t.Fatal(err)
	}
	return x
}

// published is one of KTAB's reference runs (testdata/README.md): names and
// actors, scaled to [0, 1].
func published(t testing.TB, name string) (names []string, a *actors) {
	t.Helper()
	input := table(t, "testdata/published/ktab_smp_"+name+".input.csv")
	var capability []float64
	var position, salience [][]float64
	for _, row := range input[2:] {
		names = append(names, row[0])
		capability = append(capability, number(t, row[2]))
		var x, s []float64
		for k := 3; k+1 < len(row) && strings.TrimSpace(row[k]) != ""; k += 2 {
			x, s = append(x, number(t, row[k])/100), append(s, number(t, row[k+1])/100)
		}
		position, salience = append(position, x), append(salience, s)
	}
	return names, crew(capability, position, salience)
}

// TestPublishedSpatial replays KTAB's reference runs: every turn, every actor.
func TestPublishedSpatial(t *testing.T) {
	for name, turns := range map[string]int{"dummyData_3Dim": 10, "SOE-Pol-Comp": 27} {
		t.Run(name, func(t *testing.T) {
			names, a := published(t, name)
			v := &spatialContest{risks: 1, sees: 1, commitment: semi, squares: true}
			v.begin(a)
			golden := table(t, "testdata/published/ktab_smp_"+name+".golden.csv")[1:]
			if len(golden) != (turns+1)*len(names) {
				t.Fatalf("%d rows", len(golden))
			}
			for turn := range turns + 1 {
				if turn > 0 {
					v.runTurn(new(choices))
				}
				v.holdElection()
				for i, row := range golden[turn*len(names) : (turn+1)*len(names)] {
					if row[0] != strconv.Itoa(turn) || row[1] != names[i] {
						t.Fatalf("row %v where turn %d of %s should be", row, turn, names[i])
					}
					at := fmt.Sprintf("turn %d %s", turn, names[i])
					match(t, at+": share", number(t, row[2]), v.election.share[v.place[i]], 1e-4)
					for k, x := range a.row(v.at, i) {
						match(t, at+": position", number(t, row[3+k]), 100*x, 0.01)
					}
				}
			}
			theory, err := Spatial.Default()
			if err != nil {
				t.Fatal(err)
			}
			x := make([]float64, len(a.issue))
			if n := theory.New().(*spatial).decide(a, x); n != turns {
				t.Errorf("stops after %d turns, want %d", n, turns)
			}
			best := golden[len(golden)-len(names)]
			for _, row := range golden[len(golden)-len(names):] {
				if number(t, row[2]) > number(t, best[2]) {
					best = row
				}
			}
			for k := range x {
				match(t, "terms", number(t, best[3+k]), 100*x[k], 0.01)
			}
		})
	}
}

// TestSpatialTurn0 compares what the actors see before the first turn.
func TestSpatialTurn0(t *testing.T) {
	for _, name := range []string{"dummyData_3Dim", "SOE-Pol-Comp"} {
		names, a := published(t, name)
		data, err := os.ReadFile("testdata/published/ktab_smp_" + name + ".turn0.json")
		if err != nil {
			t.Fatal(err)
		}
		var want struct {
			Actors []string
			Risk   []float64
			Best   map[string]struct {
				Target   string
				Strength float64 `json:"p_win_est_by_initiator"`
				Gain     float64 `json:"eu_gain"`
			} `json:"best_challenge"`
		}
		if err := json.Unmarshal(data, &want); err != nil {
			t.Fatal(err)
		}
		if len(want.Best) != len(names) {
			t.Fatalf("%d challenges of %d actors", len(want.Best), len(names))
		}
		v := &spatialContest{risks: 1, sees: 1, commitment: semi, squares: true}
		v.begin(a)
		for i, who := range names {
			b, w := v.bestChallenge(i, new(choices)), want.Best[who]
			match(t, who+": risk", want.Risk[i], v.risk[i], 1e-6)
			match(t, who+": target", w.Target, names[b.j], 0)
			match(t, who+": strength", w.Strength, b.strength, 1e-6)
			match(t, who+": gain", w.Gain, b.gain, 1e-6)
		}
	}
}

// Two parties on one issue, both with the same shape of preferences: each
// challenges the other or not, and all follows from capability × salience.
func TestSpatialOfTwo(t *testing.T) {
	for _, w := range [][4]float64{{1, 0.9, 0.5, 0.6}, {1, 0.3, 1, 0.9}, {0.4, 1, 1, 1}} {
		c1, s1, c2, s2 := w[0], w[1], w[2], w[3]
		a := crew([]float64{c1, c2}, [][]float64{{0.2}, {0.7}}, [][]float64{{s1}, {s2}})
		v := &spatialContest{risks: 1, sees: 1, commitment: semi, squares: true}
		v.begin(a)
		p := []float64{c1 / (c1 + c2), c2 / (c1 + c2)}
		match(t, "shares of the first election", []any{p[0], p[1]}, v.election.share, 1e-7)
		r := []float64{-0.5, -0.5} // the stronger is cautious, the other seeks risk
		switch {
		case c1 > c2:
			r[0] = 1
		case c2 > c1:
			r[1] = 1
		default:
			r[0], r[1] = 0, 0
		}
		match(t, "risk", []any{r[0], r[1]}, v.risk, 1e-12)
		worth := func(r float64) float64 { return 0.5 * (1 + 0.5*r) } // of the other's position, at distance ½
		for i := range 2 {
			j := 1 - i
			mine, theirs := 1-worth(r[i]), 1-worth((2*r[i]+r[j])/3)
			c, s := []float64{c1, c2}, []float64{s1, s2}
			strength := s[i] * c[i] * mine / (s[i]*c[i]*mine + s[j]*c[j]*theirs)
			u := worth(r[i])
			gain := (1-s[j])*2 + s[j]*(strength*2+(1-strength)*2*u) - 1 - u
			b := v.bestChallenge(i, new(choices))
			match(t, "strength", strength, b.strength, 1e-9)
			match(t, "gain", gain, b.gain, 1e-9)
			v.bargains = v.bargains[:0]
			v.propose(b)
			wi, wj := s[i]*strength, s[j]*(1-strength)
			wi, wj = wi*wi, wj*wj
			x := []float64{0.2, 0.7}
			match(t, "bargain", (wi*x[i]+wj*x[j])/(wi+wj), v.proposed[0], 1e-4)
		}
	}
}

// Without ties neither the order of the actors nor that of the issues matters.
func TestSpatialOrder(t *testing.T) {
	_, a := published(t, "dummyData_3Dim")
	b := &actors{issue: a.issue}
	for i := range slices.Backward(a.capability) {
		b.party = append(b.party, len(b.party))
		b.capability, b.total, b.risk = append(b.capability, a.capability[i]), append(b.total, a.total[i]), append(b.risk, 0)
		for k := range slices.Backward(a.issue) {
			b.position, b.salience = append(b.position, a.row(a.position, i)[k]), append(b.salience, a.row(a.salience, i)[k])
		}
	}
	theory, err := Spatial.Default()
	if err != nil {
		t.Fatal(err)
	}
	v, x, y := theory.New().(*spatial), make([]float64, 3), make([]float64, 3)
	if n, m := v.decide(a, x), v.decide(b, y); n != m {
		t.Errorf("%d turns, reversed %d", n, m)
	}
	match(t, "terms", []any{x[2], x[1], x[0]}, y, 1e-12)
}

// BenchmarkPublishedSpatial runs the China case to its end.
func BenchmarkPublishedSpatial(b *testing.B) {
	_, a := published(b, "SOE-Pol-Comp")
	theory, err := Spatial.Default()
	if err != nil {
		b.Fatal(err)
	}
	v, x := theory.New().(*spatial), make([]float64, len(a.issue))
	v.decide(a, x)
	b.ReportAllocs()
	for b.Loop() {
		v.decide(a, x)
	}
}
