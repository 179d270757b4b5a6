package story_test

import (
	"bytes"
	"flag"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"sim/model/scenario"
	"sim/model/study"
	"sim/output"
	"sim/output/story"
	"sim/scenarios"
)

var update = flag.Bool("update", false, "write the golden stories anew")

// told are the draws whose stories are kept.
var told = []int{0, 7, 42}

// Stories of every shipped scenario are golden: a change of the model shows up
// as a change of what happened, in words.
func TestStories(t *testing.T) {
	names, err := fs.Glob(scenarios.FS, "*.yaml")
	if err != nil || len(names) == 0 {
		t.Fatalf("no scenarios: %v", err)
	}
	for _, name := range names {
		t.Run(name, func(t *testing.T) {
			s, err := scenario.Load(name, scenario.Options{FS: scenarios.FS})
			if err != nil {
				t.Fatal(err)
			}
			var b bytes.Buffer
			for _, draw := range told {
				if err := story.Tell(&b, subject(s), draw, s.Lead()); err != nil {
					t.Fatal(err)
				}
				b.WriteString("\n\n")
			}
			golden := filepath.Join("testdata", strings.TrimSuffix(name, ".yaml")+".txt")
			if *update {
				if err := os.WriteFile(golden, b.Bytes(), 0o600); err != nil {
					t.Fatal(err)
				}
				return
			}
			want, err := os.ReadFile(golden)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(string(want), b.String()); diff != "" {
				t.Errorf("story changed (-want +got); run with -update if it should:\n%s", diff)
			}
			if strings.Count(b.String(), output.Notice) != len(told) {
				t.Error("a story lacks the notice")
			}
			if regexp.MustCompile(`worth 0\.0+ `).MatchString(b.String()) {
				t.Error("a story tells of a difference without a digit")
			}
		})
	}
}

// A story is the draw that run meets: it ends as the tally of that one draw does.
func TestStoryIsTheDraw(t *testing.T) {
	if testing.Short() {
		t.Skip("takes long")
	}
	s, err := scenario.Load("alaska.yaml", scenario.Options{FS: scenarios.FS})
	if err != nil {
		t.Fatal(err)
	}
	told := subject(s)
	r, err := study.Run(t.Context(), told, study.RunOptions{})
	if err != nil {
		t.Fatal(err)
	}
	lead := s.Lead()
	for draw := range 64 {
		var b bytes.Buffer
		if err := story.Tell(&b, told, draw, lead); err != nil {
			t.Fatal(err)
		}
		want := "This draw ends in: " + r.Sample.Outcomes[lead][draw].Class.String()
		if !strings.Contains(b.String(), want) {
			t.Errorf("draw %d: the run says %q, the story\n%s", draw, want, b.String())
		}
	}
}

func subject(s *scenario.Scenario) *study.Subject {
	of := study.Of(study.Source{}, s)
	of.Config = study.Config{Seed: s.Run.Seed, Draws: 64, Workers: 1}
	return of
}
