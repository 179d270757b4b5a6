package main

import (
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"sim/model"
	"sim/model/montecarlo"
	"sim/model/scenario"
	"sim/model/study"
	"sim/output/dataset"
	"sim/output/story"
	"sim/scenarios"
)

// outcomes keeps how each draw ends, by theory.
type outcomes [][]ending

// ending is the class in which a draw ends, and what that is worth to the
// first party.
type ending struct {
	class model.Class
	worth float64
}

// Add keeps the draws of a chunk.
func (o *outcomes) Add(c *montecarlo.Chunk) error {
	for t := range c.Outcomes {
		if len(*o) <= t {
			*o = append(*o, nil)
		}
		for j := range c.N {
			out := &c.Outcomes[t][j]
			(*o)[t] = append((*o)[t], ending{out.Class, out.Utility[0]})
		}
	}
	return nil
}

// stored plays the scenario and returns what outcomes.parquet then holds.
func stored(t *testing.T, s *scenario.Scenario, cfg montecarlo.Config) outcomes {
	t.Helper()
	dir := t.TempDir()
	var sinks []montecarlo.Sink
	var opened []dataset.Sink
	var files []*os.File
	for _, f := range dataset.All {
		for _, r := range f.Records {
			if f.Name != "parquet" {
				continue
			}
			file, err := os.Create(filepath.Join(dir, r.Name))
			if err != nil {
				t.Fatal(err)
			}
			sink, err := r.Open(file, s.Bargain)
			if err != nil {
				t.Fatal(err)
			}
			sinks, opened, files = append(sinks, sink), append(opened, sink), append(files, file)
		}
	}
	if _, err := montecarlo.Run(t.Context(), s.Bargain, cfg, sinks...); err != nil {
		t.Fatal(err)
	}
	for i := range opened {
		if err := opened[i].Close(); err != nil {
			t.Fatal(err)
		}
		if err := files[i].Close(); err != nil {
			t.Fatal(err)
		}
	}
	var o outcomes
	if _, err := dataset.Replay(dir, s.Bargain, &o); err != nil {
		t.Fatal(err)
	}
	return o
}

// A draw's story is the same whatever the length of the run, and its last line
// names the outcome that outcomes.parquet holds for that draw, under any theory.
func TestStoryIsWhatTheRunStores(t *testing.T) {
	if testing.Short() {
		t.Skip("takes long")
	}
	for _, c := range []struct {
		file  string
		draws []int
	}{
		{"alaska.yaml", []int{9, 127}},
		{"alaska-secondary-tariffs.yaml", []int{101}},
		{"wage-round.yaml", []int{1, 127}},
		{"bargaining-range.yaml", []int{5, 127}},
	} {
		t.Run(c.file, func(t *testing.T) {
			t.Parallel()
			s, err := scenario.Load(c.file, scenario.Options{FS: scenarios.FS})
			if err != nil {
				t.Fatal(err)
			}
			if err := s.Choose([]string{"nash", "kalai_smorodinsky", "stacked_offers", "challenge"}); err != nil {
				t.Fatal(err)
			}
			short := montecarlo.Config{Draws: 128, Seed: s.Run.Seed, Sampler: s.Run.Sampler, Workers: 2}
			long := short
			long.Draws = 65_536
			kept := stored(t, s, short)
			of := study.Of(study.Source{}, s)
			for theory := range s.Bargain.Theories {
				for _, draw := range c.draws {
					last := tell(t, of, short, draw, theory)
					if other := tell(t, of, long, draw, theory); other != last {
						t.Errorf("draw %d under %s is another in a longer run:\n%s\n%s", draw, s.Bargain.Theories[theory].Name, last, other)
					}
					lines := strings.Split(strings.TrimRight(last, "\n"), "\n")
					end := lines[len(lines)-1]
					word, _, _ := strings.Cut(strings.TrimPrefix(end, "This draw ends in: "), " ")
					if want := kept[theory][draw].class.String(); strings.TrimRight(word, ",") != want {
						t.Errorf("draw %d under %s: outcomes.parquet has %s, the story ends %q", draw, s.Bargain.Theories[theory].Name, want, end)
					}
				}
			}
		})
	}
}

func tell(t *testing.T, of *study.Subject, cfg montecarlo.Config, draw, theory int) string {
	t.Helper()
	var b bytes.Buffer
	of.Config = study.Config{Draws: cfg.Draws, Seed: cfg.Seed, Sampler: cfg.Sampler, Workers: 1}
	if err := story.Tell(&b, of, draw, theory); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// Draws are the same in a run of 1,024 and in one of 65,536, with either sampler.
func TestLongerRunsContainShorterOnes(t *testing.T) {
	s, err := scenario.Load("bargaining-range.yaml", scenario.Options{FS: scenarios.FS})
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Choose([]string{"nash"}); err != nil {
		t.Fatal(err)
	}
	for _, sampler := range []string{"random", "sobol"} {
		var short, long outcomes
		cfg := montecarlo.Config{Draws: 1024, Seed: s.Run.Seed, Sampler: sampler, Workers: 1}
		if _, err := montecarlo.Run(t.Context(), s.Bargain, cfg, &short); err != nil {
			t.Fatal(err)
		}
		cfg.Draws, cfg.Workers = 65_536, 2
		if _, err := montecarlo.Run(t.Context(), s.Bargain, cfg, &long); err != nil {
			t.Fatal(err)
		}
		for theory := range short {
			if !slices.Equal(short[theory], long[theory][:1024]) {
				t.Errorf("%s: the first 1,024 of 65,536 draws end otherwise than 1,024 draws", sampler)
			}
		}
	}
}
