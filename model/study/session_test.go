package study

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"sim/model"
	"sim/scenarios"
)

func newTestSession(t *testing.T, name string, draws int, gate Gate) *Session {
	t.Helper()
	s, err := NewSession(Source{Path: name + ".yaml", FS: scenarios.FS}, Config{Draws: draws, Seed: 1, Sampler: "sobol", Workers: 2}, gate)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// An answer comes from few draws and then from all. By the time the final one is
// shown it is remembered, and asked again it is shown at once.
func TestAnswersAreRefined(t *testing.T) {
	var let []bool
	s := newTestSession(t, "two-issues", 1024, func(ctx context.Context, few bool) (context.Context, func(), error) {
		let = append(let, few)
		return ctx, func() {}, nil
	})
	st := Setting{Theories: []string{"nash"}}
	var draws []int
	final, err := s.Ask(t.Context(), st, func(a *Answer) error {
		draws = append(draws, a.Result.Tally.Draws)
		if remembered := s.Remembered(st) != nil; remembered != a.Final {
			t.Errorf("%d draws: final %v, remembered %v", a.Result.Tally.Draws, a.Final, remembered)
		}
		return nil
	})
	if err != nil || len(draws) < 2 || draws[0] != 256 || draws[len(draws)-1] != 1024 {
		t.Errorf("shown at %v draws, %v", draws, err)
	}
	if len(let) != 2 || !let[0] || let[1] {
		t.Errorf("the gate was asked for few draws: %v", let)
	}
	shown := 0
	again, err := s.Ask(t.Context(), st, func(*Answer) error { shown++; return nil })
	if again != final || shown != 1 || len(let) != 2 || err != nil {
		t.Errorf("asked again: shown %d times, %d simulations, %v", shown, len(let), err)
	}
	run, err := Run(t.Context(), final.Subject, RunOptions{})
	if err != nil {
		t.Fatal(err)
	}
	for i, row := range run.Rows {
		if got := final.Result.Rows[i]; got != row && !(math.IsNaN(got.Value) && math.IsNaN(row.Value)) {
			t.Errorf("a run has %+v, the answer %+v", row, got)
		}
	}
}

// Where many theories are simulated, fewer draws come first.
func TestAnswersUnderMany(t *testing.T) {
	s := newTestSession(t, "two-issues", 1024, nil)
	var draws []int
	_, err := s.Ask(t.Context(), Setting{Theories: []string{"nash", "egalitarian", "utilitarian"}}, func(a *Answer) error {
		draws = append(draws, a.Result.Tally.Draws)
		return nil
	})
	if err != nil || len(draws) < 3 || draws[0] != 64 || draws[1] != 256 || draws[len(draws)-1] != 1024 {
		t.Errorf("shown at %v draws, %v", draws, err)
	}
}

// What ends a simulation is reported as it is: the gate's error, that of whoever
// is shown answers, or why the context ended.
func TestAnswersEnd(t *testing.T) {
	full, enough, gone := errors.New("full"), errors.New("enough"), errors.New("gone")
	s := newTestSession(t, "two-issues", 1024, func(context.Context, bool) (context.Context, func(), error) { return nil, nil, full })
	if _, err := s.Ask(t.Context(), Setting{}, nil); !errors.Is(err, full) {
		t.Errorf("the gate refuses: %v", err)
	}
	s = newTestSession(t, "two-issues", 1024, nil)
	if _, err := s.Ask(t.Context(), Setting{}, func(*Answer) error { return enough }); !errors.Is(err, enough) || s.Remembered(Setting{}) != nil {
		t.Errorf("who is shown answers ends them: %v", err)
	}
	ctx, cancel := context.WithCancelCause(t.Context())
	cancel(gone)
	if _, err := s.Ask(ctx, Setting{}, nil); !errors.Is(err, gone) {
		t.Errorf("whoever asked is gone: %v", err)
	}
}

// Mistakes in a setting get the words of overrides and belong to their change.
func TestWrongSettings(t *testing.T) {
	s := newTestSession(t, "alaska", 64, nil)
	for _, c := range []struct{ change, path, words string }{
		{"levers.aid_cutoff.weight=2", "levers.aid_cutoff.weight", "weight must be between 0 and 1, not 2"},
		{"levers.aid_cutof.weight=1", "levers.aid_cutof.weight", `did you mean "aid_cutoff"?`},
		{"levers.aid_cutoff.weight=0.8 to 0.4", "levers.aid_cutoff.weight", "upside down"},
		{"levers.aid_cutoff.weight=", "levers.aid_cutoff.weight", "there is no value after the ="},
		{"levers.aid_cutoff.weight={samples: /etc/passwd}", "levers.aid_cutoff.weight", "no file can be named here"},
		{"clock.rounds=100", "clock.rounds", "not one of the numbers"},
		{"run.draws=1000000000", "run.draws", "not one of the numbers"},
		{"title=mine", "title", "not one of the numbers"},
		{"extends=/etc/passwd", "extends", "extends cannot be set"},
		{"nonsense", "nonsense", "path=value"},
	} {
		_, err := s.Apply(Setting{Changes: []string{c.change}})
		wrong, ok := errors.AsType[*SettingError](err)
		if !ok || wrong.Problems[0].Path != c.path || !strings.Contains(wrong.Problems[0].Err.Error(), c.words) {
			t.Errorf("%s: %v", c.change, err)
		}
	}
	if _, err := s.Apply(Setting{Changes: []string{"levers.aid_cutoff.weight=null"}}); err != nil {
		t.Errorf("a number that is left out again: %v", err)
	}
	for _, theories := range [][]string{{"nsh"}, {}, {AllTheories, "nsh"}} {
		if _, err := s.Apply(Setting{Theories: theories}); err == nil || !strings.Contains(err.Error(), "theory") {
			t.Errorf("theories %v: %v", theories, err)
		}
	}
}

// A change holds the differences between two answers, draw by draw: as two runs
// have them, with an error that is smaller than theirs together.
func TestChange(t *testing.T) {
	s := newTestSession(t, "wage-round", 2048, nil)
	before, err := s.Ask(t.Context(), Setting{}, nil)
	if err != nil {
		t.Fatal(err)
	}
	after, err := s.Ask(t.Context(), Setting{Changes: []string{"levers.strike.weight=1"}}, nil)
	if err != nil {
		t.Fatal(err)
	}
	lead := after.Subject.Lead
	outcome := after.Subject.HeadlineClass()
	c := after.Against(before, []model.Class{outcome})
	a, b := before.Result.Tally.Class(lead, outcome), after.Result.Tally.Class(lead, outcome)
	share := c.Shares[lead][0]
	if share.A != a || share.B != b || math.Abs(share.Difference.Value-(b.Value-a.Value)) > 1e-12 || share.Difference.Value == 0 {
		t.Errorf("the share changed by %+v, from %+v to %+v", share.Difference, a, b)
	}
	if apart := math.Hypot(a.Error, b.Error); share.Difference.Error >= apart {
		t.Errorf("the error of the difference is %g, of two runs %g", share.Difference.Error, apart)
	}
	bargain, theory := after.Subject.Scenario.Bargain, after.Subject.Theories[lead].Name
	for k := range bargain.Issues {
		row, _ := FindRow(after.Result.Rows, theory, "terms_p50", bargain.Issues[k].ID)
		if got := c.Terms[k].B; got.N != row.N || math.Abs(got.Value-row.Value) > 0.01*math.Abs(row.Value) {
			t.Errorf("%s: the median is %+v, in the summary %+v", bargain.Issues[k].ID, got, row)
		}
	}
	for i := range bargain.Parties {
		row, _ := FindRow(after.Result.Rows, theory, "utility_mean", bargain.Parties[i].ID)
		if got := c.Utilities[i].B; math.Abs(got.Value-row.Value) > 1e-9 || got.N != row.N {
			t.Errorf("%s: the mean utility is %+v, in the summary %+v", bargain.Parties[i].ID, got, row)
		}
	}
	if same := before.Against(before, []model.Class{outcome}); same.Shares[lead][0].Difference.Value != 0 || !same.Shares[lead][0].Noise() {
		t.Errorf("an answer differs from itself by %+v", same.Shares[lead][0].Difference)
	}
}

// The answers not used for longest are forgotten, the scenario as written never.
func TestMemory(t *testing.T) {
	s := newTestSession(t, "two-issues", 16, nil)
	ask := func(change ...string) Setting {
		t.Helper()
		st := Setting{Changes: change}
		if _, err := s.Ask(t.Context(), st, nil); err != nil {
			t.Fatal(err)
		}
		return st
	}
	ask()
	var settings []Setting
	for x := range strings.FieldsSeq("1 2 3 4 5 6 7 8 9") { // of two theories each
		if len(settings) > 0 && s.Remembered(settings[0]) == nil {
			t.Fatal("what was used last is forgotten")
		}
		settings = append(settings, ask("issues.wages.positions.union.salience=0."+x))
	}
	for i, st := range settings {
		if kept := s.Remembered(st) != nil; kept != (i == 0 || i > 2) {
			t.Errorf("answer %d: remembered %v", i, kept)
		}
	}
	if s.Remembered(Setting{}) == nil {
		t.Error("the scenario as written is forgotten")
	}
}

// A variant reads as the setting that it was written from, unless the scenario
// has changed on disk.
func TestVariant(t *testing.T) {
	text, err := fs.ReadFile(scenarios.FS, "two-issues.yaml")
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	base := filepath.Join(dir, "base.yaml")
	if err := os.WriteFile(base, text, 0o600); err != nil {
		t.Fatal(err)
	}
	s, err := NewSession(Source{Path: base}, Config{Draws: 64, Seed: 1, Workers: 1}, nil)
	if err != nil {
		t.Fatal(err)
	}
	st := Setting{Changes: []string{"issues.wages.positions.union.salience=0.3"}}
	h := Heading{Extends: "base.yaml", Title: "Three tenths"}
	path := filepath.Join(dir, "variant.yaml")
	variant, err := s.Variant(st, path, h, nil)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(variant), 0o600); err != nil {
		t.Fatal(err)
	}
	sc, err := Source{Path: path}.Load()
	if err != nil || sc.Bargain.Title != h.Title {
		t.Errorf("%v in\n%s", err, variant)
	}
	again, err := New(Source{Path: path})
	if err != nil || !strings.Contains(variant, "salience: 0.3") || len(again.Scenario.Bargain.Inputs) != len(s.Base.Scenario.Bargain.Inputs) {
		t.Errorf("%v in\n%s", err, variant)
	}
	if err := os.WriteFile(base, []byte(strings.ReplaceAll(string(text), "salience", "power")), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Variant(st, path, h, nil); !errors.Is(err, ErrChanged) {
		t.Errorf("the scenario has changed on disk: %v", err)
	}
	if _, err := s.Ask(t.Context(), st, nil); err != nil {
		t.Errorf("the session reads the file again: %v", err)
	}
}

// An answer whose draws are simulated in parts, by other sessions and in any order, is
// the same to the last bit.
func TestDividedAnswers(t *testing.T) {
	for _, draws := range []int{64, 512, 2048} {
		whole, lead, other := newTestSession(t, "wage-round", draws, nil), newTestSession(t, "wage-round", draws, nil), newTestSession(t, "wage-round", draws, nil)
		asked := 0
		lead.Divide(func(ctx context.Context, st Setting, parts int) (records [][]byte, err error) {
			for i := parts - 1; i >= 0; i-- {
				asked++
				if _, err := other.Part(ctx, Setting{Changes: []string{"levers.strike.weight=0"}}, i, parts); err != nil {
					return nil, err // parts of settings come in any order
				}
				part, err := other.Part(ctx, st, i, parts)
				if err != nil {
					return nil, err
				}
				records = append(records, part...)
			}
			return records, nil
		})
		st := Setting{Changes: []string{"levers.strike.weight=0.7"}}
		want, err := whole.Ask(t.Context(), st, nil)
		if err != nil {
			t.Fatal(err)
		}
		got, err := lead.Ask(t.Context(), st, nil)
		if err != nil {
			t.Fatal(err)
		}
		if asked != (draws+ChunkSize-1)/ChunkSize {
			t.Errorf("%d draws came in %d parts", draws, asked)
		}
		if a, b := fmt.Sprint(want.Result.Rows, want.kept.Values, want.Result.Sample.Inputs), fmt.Sprint(got.Result.Rows, got.kept.Values, got.Result.Sample.Inputs); a != b {
			t.Errorf("%d draws: the answers differ", draws)
		}
	}
	failed := errors.New("failed")
	s := newTestSession(t, "wage-round", 1024, nil)
	s.Divide(func(context.Context, Setting, int) ([][]byte, error) { return nil, failed })
	if _, err := s.Ask(t.Context(), Setting{}, nil); !errors.Is(err, failed) {
		t.Errorf("the parts fail: %v", err)
	}
}
