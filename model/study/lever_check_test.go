package study_test

import (
	"flag"
	"io/fs"
	"strings"
	"testing"

	"sim/model/study"
	"sim/scenarios"
)

// variants has TestNoFalseAlarm try the levers of files that extend a scenario that it
// tries, too: go test ./model/study -args -variants.
var variants = flag.Bool("variants", false, "try the levers of variants too")

// TestInertLevers: levers that were planted to change nothing, named l_…, are found to
// be the same in every draw, and the file shows why of each; the others are not.
func TestInertLevers(t *testing.T) {
	s, err := study.New(study.Source{Path: "testdata/inert.yaml"})
	if err != nil {
		t.Fatal(err)
	}
	checks, err := s.CheckLevers(t.Context(), 64, nil)
	if err != nil {
		t.Fatal(err)
	}
	inert := 0
	for _, c := range checks {
		id, why := s.Scenario.Bargain.Levers[c.Lever].ID, s.Scenario.OnLever(c.Lever)
		planted := strings.HasPrefix(id, "l_")
		if planted != (c.Verdict == study.LeverDoesNothing) {
			t.Errorf("%s: verdict %d, %d draws differ", id, c.Verdict, c.Differ)
		}
		if planted {
			inert++
		}
		if planted != (len(why) > 0) {
			t.Errorf("%s: the file shows %q", id, why)
		}
		if small := strings.HasPrefix(id, "small_"); small && c.Verdict != study.LeverTooSmall {
			t.Errorf("%s: verdict %d", id, c.Verdict)
		}
		if p := s.Scenario.AtLever(c.Lever, "here"); !strings.Contains(p.Source, id+":") {
			t.Errorf("%s is said to stand at %s", id, p)
		}
	}
	if inert < 20 {
		t.Errorf("%d levers are planted", inert)
	}
}

// TestUnread: a lever that moves what no theory of the run reads is found by playing
// it; under a theory that reads it, it is not.
func TestUnread(t *testing.T) {
	for _, c := range []struct {
		theories string
		want     bool
	}{{"[nash]", true}, {"[nash, challenge]", false}} {
		s, err := study.New(study.Source{Path: "in.yaml", Text: []byte(`title: Patience
purpose: illustration
run: {theories: ` + strings.Replace(c.theories, "challenge", "{rubinstein: {interval: 1}}", 1) + `}
parties: {a: {patience: 0.8}, b: {patience: 0.9}}
issues:
  pie: {status_quo: 0.5, positions: {a: {ideal: 1, salience: 60}, b: {ideal: 0, salience: 40}}}
  cake: {status_quo: 0.5, positions: {a: {ideal: 1, salience: 30}, b: {ideal: 0, salience: 70}}}
levers:
  rush: {holder: a, effects: [{moves: patience, of: b, push: -1}]}
`)})
		if err != nil {
			t.Fatal(err)
		}
		checks, err := s.CheckLevers(t.Context(), 8, nil)
		if err != nil {
			t.Fatal(err)
		}
		if got := checks[0].Verdict == study.LeverDoesNothing; got != c.want || s.Scenario.OnLever(0) != nil {
			t.Errorf("%s: does nothing is %t; the file says %q", c.theories, got, s.Scenario.OnLever(0))
		}
	}
}

// TestNoFalseAlarm: no lever of the library is said to change nothing, neither by the
// file nor by playing it. What has no lever is not played.
func TestNoFalseAlarm(t *testing.T) {
	if testing.Short() {
		t.Skip("takes long")
	}
	files, err := fs.Glob(scenarios.FS, "*.yaml")
	if err != nil || len(files) == 0 {
		t.Fatal(err)
	}
	for _, name := range files {
		s, err := study.New(study.Source{Path: name, FS: scenarios.FS, Library: scenarios.FS})
		if err != nil {
			t.Fatal(err)
		}
		for _, w := range s.Scenario.Warnings {
			for _, alarm := range []string{"changes nothing at any weight", "can never", "this never comes", "no number cites", "as wide as they are", "have power and nothing", "waiting changes"} {
				if strings.Contains(w.Msg, alarm) {
					t.Errorf("%s", w)
				}
			}
		}
		if variant := strings.HasPrefix(name, "alaska-"); variant && !*variants || name == "istanbul-humanitarian.yaml" {
			continue // variants of a scenario that is played
		}
		checks, err := s.CheckLevers(t.Context(), 8, nil)
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range checks {
			if c.Verdict == study.LeverDoesNothing {
				t.Errorf("%s: %s does nothing on 8 draws", name, s.Scenario.Bargain.Levers[c.Lever].ID)
			}
		}
	}
}
