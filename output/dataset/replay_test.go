package dataset

import (
	"bytes"
	"errors"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"sim/model"
	"sim/model/montecarlo"
)

// gathered keeps everything that a chunk says, in text.
type gathered struct{ draws []string }

func (g *gathered) Add(c *montecarlo.Chunk) error {
	b := &bytes.Buffer{}
	for j := range c.N {
		b.Reset()
		for k := range c.Inputs {
			b.WriteString(number(c.Inputs[k][j]) + " ")
		}
		for t := range c.Outcomes {
			o := &c.Outcomes[t][j]
			b.WriteString(o.Class.String() + " " + strconv.FormatBool(o.FrozenConflict) + " " + strconv.FormatBool(o.Durable) + " " + o.Reason.String() + " " + number(float64(o.Package)) + " " + number(float64(o.NotConsenting)) + " " + number(float64(o.Round)) + "|")
			for _, xs := range [][]float64{o.Terms, o.Utility, o.Reservation, o.Talking, o.Payoff, o.Compliance, o.GivenAway} {
				for _, x := range xs {
					b.WriteString(number(x) + " ")
				}
			}
		}
		g.draws = append(g.draws, b.String())
	}
	return nil
}

// TestReplay: what a run left gives the draws that it played back, from Parquet
// and from CSV, over more than one group of rows.
func TestReplay(t *testing.T) {
	b := bargain(t)
	n := montecarlo.ChunkSize*(groupChunks+2) + 100
	var want gathered
	for first := 0; first < n; first += montecarlo.ChunkSize {
		if err := want.Add(chunk(b, first, min(montecarlo.ChunkSize, n-first))); err != nil {
			t.Fatal(err)
		}
	}
	for _, f := range All {
		if len(f.Records) == 0 {
			continue
		}
		dir := t.TempDir()
		for _, r := range f.Records {
			file, err := os.Create(filepath.Join(dir, r.Name))
			if err != nil {
				t.Fatal(err)
			}
			s, err := r.Open(file, b)
			if err != nil {
				t.Fatal(err)
			}
			for first := 0; first < n; first += montecarlo.ChunkSize {
				if err := s.Add(chunk(b, first, min(montecarlo.ChunkSize, n-first))); err != nil {
					t.Fatal(err)
				}
			}
			if err := errors.Join(s.Close(), file.Close()); err != nil {
				t.Fatal(err)
			}
		}
		var got gathered
		files, err := Replay(dir, b, &got)
		if err != nil || len(files) != 2 {
			t.Fatalf("%s: %v, %v", f.Name, files, err)
		}
		if !slices.Equal(got.draws, want.draws) {
			t.Errorf("%s: other draws come back: %d of them, first %q, want %d, first %q", f.Name, len(got.draws), got.draws[0], len(want.draws), want.draws[0])
		}
	}
}

// TestReplayMistakes: files that are missing, damaged or of another scenario.
func TestReplayMistakes(t *testing.T) {
	b := bargain(t)
	write := func(dir, format string) {
		for _, f := range All {
			for _, r := range f.Records {
				if f.Name != format {
					continue
				}
				if err := os.WriteFile(filepath.Join(dir, r.Name), play(t, format, r.Name, 30), 0o600); err != nil {
					t.Fatal(err)
				}
			}
		}
	}
	if _, err := Replay(t.TempDir(), b); !errors.Is(err, ErrNoDraws) {
		t.Errorf("an empty folder: %v", err)
	}
	for _, format := range []string{"csv", "parquet"} {
		dir := t.TempDir()
		write(dir, format)
		other := *b
		other.Issues = slices.Clone(b.Issues)
		other.Issues[0].ID = "sea"
		if _, err := Replay(dir, &other); err == nil || !strings.Contains(err.Error(), `is "terms.land"; this scenario's draws have "terms.sea"`) {
			t.Errorf("%s: another issue: %v", format, err)
		}
		other = *b
		other.Theories = []model.Theory{{Name: "weighted_mean"}, {Name: "median"}}
		if _, err := Replay(dir, &other); err == nil || !strings.Contains(err.Error(), "expected draw 0 under median") {
			t.Errorf("%s: another theory: %v", format, err)
		}
		other.Theories = other.Theories[:1]
		if _, err := Replay(dir, &other); err == nil {
			t.Errorf("%s: fewer theories go unnoticed", format)
		}
		for _, name := range []string{"outcomes." + format} {
			path := filepath.Join(dir, name)
			raw, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(path, raw[:len(raw)/2], 0o600); err != nil {
				t.Fatal(err)
			}
			if _, err := Replay(dir, b); err == nil || !strings.HasPrefix(err.Error(), name) {
				t.Errorf("%s: half of a file: %v", format, err)
			}
		}
	}
}

// TestReplayNeverPanics: whatever the bytes of a file are, reading it ends with
// draws or with an error.
func TestReplayNeverPanics(t *testing.T) {
	b, dir := bargain(t), t.TempDir()
	good := map[string][]byte{}
	for _, name := range []string{"outcomes.parquet", "inputs.parquet"} {
		good[name] = play(t, "parquet", name, 300)
	}
	rng := rand.New(rand.NewPCG(1, 2))
	failed := 0
	for range 150 {
		for name, raw := range good {
			bad := bytes.Clone(raw)
			for range 1 + rng.IntN(3) {
				bad[rng.IntN(len(bad))] = byte(rng.IntN(256))
			}
			if err := os.WriteFile(filepath.Join(dir, name), bad, 0o600); err != nil {
				t.Fatal(err)
			}
		}
		if _, err := Replay(dir, b); err != nil {
			failed++
		}
	}
	if failed == 0 {
		t.Error("damage goes unnoticed")
	}
}
