package tabular_test

import (
	"os"
	"path/filepath"
	"testing"

	"sim/model"
	"sim/model/scenario"
	"sim/scenarios"
	"sim/scenarios/tabular"
)

// held are the numbers of a scenario that a table holds, by what they are, at
// midpoints. A party that does not care about an issue holds none there.
func held(s *scenario.Scenario) map[string]float64 {
	b, in, found := s.Bargain, model.CentralValues(s.Bargain), map[string]float64{}
	for i := range b.Parties {
		found[b.Parties[i].ID+" power"] = b.Parties[i].Power.In(in)
		found[b.Parties[i].ID+" seat "+b.Parties[i].Seat.String()] = 0
	}
	for k := range b.Issues {
		q, cares := &b.Issues[k], false
		for i, s := range q.Stances {
			if salience := s.Salience.In(in); salience > 0 {
				cares = true
				found[q.ID+" salience "+b.Parties[i].ID] = salience
				found[q.ID+" ideal "+b.Parties[i].ID] = s.Ideal.In(in)
			}
		}
		if cares {
			found[q.ID+" low"], found[q.ID+" high"] = q.Scale.Amount(0), q.Scale.Amount(1)
			if !q.DealOnly {
				found[q.ID+" status quo"] = q.StatusQuo.In(in)
			}
		}
	}
	return found
}

// TestRoundTrip exports every scenario of the library and imports it again, from
// both formats: it has the same numbers, to the last bit.
func TestRoundTrip(t *testing.T) {
	for _, name := range scenarios.Names(scenarios.FS) {
		s, err := scenario.Load(name+".yaml", scenario.Options{FS: scenarios.FS})
		if err != nil {
			t.Fatal(err)
		}
		want := held(s)
		for _, ending := range []string{".csv", ".xlsx"} {
			path := filepath.Join(t.TempDir(), name+ending)
			text, err := tabular.Export(s).To(path, false)
			if err != nil {
				t.Fatalf("%s%s: %v", name, ending, err)
			}
			if err := tabular.Save(path, text); err != nil {
				t.Fatal(err)
			}
			made, err := tabular.Import([]string{path}, "back.yaml", tabular.Options{As: ending[1:]})
			if err != nil {
				t.Errorf("%s%s: %v", name, ending, err)
				continue
			}
			back, err := scenario.Parse("back.yaml", []byte(made.Text), scenario.Options{})
			if err != nil {
				t.Fatal(err)
			}
			if back.Bargain.Title != s.Bargain.Title {
				t.Errorf("%s%s: comes back as %q", name, ending, back.Bargain.Title)
			}
			have := held(back)
			for number, x := range want {
				if y, ok := have[number]; !ok || x != y {
					t.Errorf("%s%s: %s is %v, comes back as %v", name, ending, number, x, y)
				}
			}
		}
	}
}

// TestSave: files are replaced whole, and nothing half-written is left.
func TestSave(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "my.csv")
	for _, text := range []string{"first", "2"} {
		if err := tabular.Save(path, []byte(text)); err != nil {
			t.Fatal(err)
		}
		if have, err := os.ReadFile(path); err != nil || string(have) != text {
			t.Errorf("%s: the file holds %q, %v", text, have, err)
		}
	}
	for _, wrong := range []string{filepath.Join(dir, "nowhere", "my.csv"), dir} {
		if err := tabular.Save(wrong, nil); err == nil {
			t.Errorf("%s was saved", wrong)
		}
	}
	if left, err := os.ReadDir(dir); err != nil || len(left) != 1 {
		t.Errorf("%d files are left, %v", len(left), err)
	}
}
