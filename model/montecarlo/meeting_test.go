package montecarlo_test

import (
	"context"
	"fmt"
	"reflect"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"sim/model"
	"sim/model/montecarlo"
	"sim/model/scenario"
)

// plainMeeting draws a scenario of the kind whose draws are played side by side.
func plainMeeting(t *rapid.T) string {
	one := func(name string, of ...string) string { return rapid.SampledFrom(of).Draw(t, name) }
	var s strings.Builder
	s.WriteString("title: Plain\npurpose: illustration\nrun: {protocols: [weighted_mean]}\nparties:\n")
	parties := rapid.IntRange(2, 5).Draw(t, "parties")
	for i := range parties {
		fmt.Fprintf(&s, "  p%d: {seat: observer, power: %s, risk_aversion: %s, breach_loss: 0.2, patience: 0.8 to 0.9}\n", i, one("power", "1", "0.5 to 2"), one("risk", "0", "0.4"))
	}
	s.WriteString("issues:\n")
	for k := range rapid.IntRange(1, 3).Draw(t, "issues") {
		fmt.Fprintf(&s, "  i%d:\n    question: Where?\n    range: %s\n    status_quo: %s\n    curvature: %s\n    positions:\n", k,
			one("range", "[0, 10]", "[10, 0]"), one("quo", "5", "{uniform: [1, 9]}", "0"), one("curvature", "1", "2", "3"))
		for i := range parties {
			fmt.Fprintf(&s, "      p%d: {%s: %s, salience: %s}\n", i, one("side", "ideal", "at_most", "at_least"), one("at", "0", "7", "{triangular: [0, 3, 10]}"), one("salience", "0", "30", "80"))
		}
	}
	fmt.Fprintf(&s, "packages:\n  all: {outcome: %s, issues: all}\n", one("outcome", "settlement", "ceasefire", "partial"))
	return s.String()
}

// Draws that are played side by side end, to the last bit, as they do one by
// one; where some draw has no terms none are.
func TestPlayedSideBySide(t *testing.T) {
	together := 0
	rapid.Check(t, func(t *rapid.T) {
		text := plainMeeting(t)
		s, err := scenario.Parse("plain.yaml", []byte(text), scenario.Options{})
		if err != nil {
			t.Fatalf("%v\n%s", err, text)
		}
		b := s.Bargain
		draws, err := montecarlo.NewDraws(b, montecarlo.Config{Draws: 64, Seed: 3})
		if err != nil {
			t.Fatal(err)
		}
		const n = 33
		in, want, got := make([][]float64, b.Columns), make([]model.Outcome, n), make([]model.Outcome, n)
		one := model.NewPlayer(b)
		for j := range n {
			row, ev := draws.At(j)
			for c, x := range row {
				in[c] = append(in[c], x)
			}
			want[j], got[j] = b.NewOutcome(), b.NewOutcome()
			one.Play(row, ev, want[j:j+1])
		}
		all := model.NewPlayer(b)
		columns := all.PlayAll(in, n)
		if columns == nil {
			return
		}
		columns[0].Write(got)
		together++
		if !reflect.DeepEqual(got, want) {
			t.Fatalf("side by side %+v\none by one %+v\n%s", got[0], want[0], text)
		}
		for _, fewer := range []int{n - 8, n} {
			columns := all.PlayAll(in, fewer)
			if columns[0].Write(got[:fewer]); !reflect.DeepEqual(got, want) {
				t.Fatal("a shorter chunk after a longer one differs, or a longer one after it")
			}
		}
	})
	if together < 10 {
		t.Errorf("only %d scenarios were played side by side", together)
	}
}

// brief is a sink that wants the draws below 1,024 only.
type brief struct{ kept }

func (*brief) Wants(first int) bool { return first < 1024 }

// The engine goes through draws that nobody looks at in columns and without
// handing every chunk over. Nothing but that changes.
func TestDrawsThatNobodyLooksAt(t *testing.T) {
	b := weights(t)
	const draws = 1 << 16
	for _, sampler := range []string{"sobol", "random"} {
		told, steps := 0, 0
		cfg := montecarlo.Config{Draws: draws, Seed: 5, Workers: 2, Sampler: sampler, Progress: func(y *montecarlo.Tally) {
			if y.Draws < told || y.Theories[0].Classes[model.Settlement] != y.Draws {
				t.Fatalf("%s: told of %d draws after %d", sampler, y.Draws, told)
			}
			told, steps = y.Draws, steps+1
		}}
		var all kept
		whole, err := montecarlo.Run(context.Background(), b, cfg, &all)
		if err != nil || told != draws || steps != draws/montecarlo.ChunkSize {
			t.Fatalf("%s: %v, told of %d draws in %d steps", sampler, err, told, steps)
		}
		told = 0
		var few brief
		y, err := montecarlo.Run(context.Background(), b, cfg, &few)
		if err != nil || told != draws || !reflect.DeepEqual(y, whole) {
			t.Errorf("%s: %v, told of %d draws, or another tally", sampler, err, told)
		}
		if !reflect.DeepEqual(few.kept[0], all[0][:1024]) {
			t.Errorf("%s: %d draws seen, or other ones", sampler, len(few.kept[0]))
		}
		told = 0
		cfg.Until = func(y *montecarlo.Tally) bool { return y.Draws >= 8192 }
		if y, err := montecarlo.Run(context.Background(), b, cfg); err != nil || y.Draws != 8192 || told != 8192 {
			t.Errorf("%s: %v, stopped after %d draws, told of %d", sampler, err, y.Draws, told)
		}
	}
}

// What is not that plain is played one by one.
func TestNotSideBySide(t *testing.T) {
	const plain = `title: Plain
purpose: illustration
run: {protocols: [weighted_mean]}
parties: {a: {seat: observer}, b: {seat: observer, power: 1 to 2}}
issues: {x: {question: Where?, status_quo: 0.5, positions: {a: {ideal: 1, salience: 50}, b: {ideal: 0, salience: 50}}}}
`
	for _, c := range []struct {
		set  string
		want bool
	}{
		{"", true},
		{"parties.a.seat=signatory", false},
		{"parties.a.conflict_cost=0.1", false},
		{"parties.a.prospects=0.1", false},
		{"parties.a.reservation_value=0.1", false},
		{"parties.a.risk_aversion=0.1 to 0.2", false},
		{"issues.x.positions.a.salience=10 to 20", false},
		{"issues.x.curvature={uniform: [1, 2]}", false},
		{"issues.x.red_lines={a: {at_least: 0.2}}", false},
		{"issues.x.carried_out_by=[b]", false},
		{"run.protocols=[weighted_mean, median]", false},
		{"clock={round: month, rounds: 3}", false},
		{"levers={l: {holder: a, target: b, kind: pressure, effects: [{moves: pressure, of: b}]}}", false},
	} {
		var set []string
		if c.set != "" {
			set = []string{c.set}
		}
		s, err := scenario.Parse("plain.yaml", []byte(plain), scenario.Options{Set: set})
		if err != nil {
			t.Errorf("%s: %v", c.set, err)
			continue
		}
		b := s.Bargain
		in := make([][]float64, b.Columns)
		for i := range in {
			in[i] = []float64{1.5}
		}
		if got := model.NewPlayer(b).PlayAll(in, 1) != nil; got != c.want {
			t.Errorf("%q: side by side: %v", c.set, got)
		}
	}
}

// summing is a sink that sums up the draws it is handed.
type summing struct{ *montecarlo.Tally }

func (s summing) Add(c *montecarlo.Chunk) error {
	s.Tally.Add(c)
	return nil
}

// A sink may sum up draws that were played side by side, while the workers
// play on: it finds what the run does.
func TestSinksSumUp(t *testing.T) {
	bargain := weights(t)
	sink := summing{montecarlo.NewTally(bargain)}
	run, err := montecarlo.Run(context.Background(), bargain, montecarlo.Config{Draws: 1 << 15, Seed: 1, Workers: 2}, sink)
	if err != nil {
		t.Fatal(err)
	}
	got, want := &sink.Theories[0], &run.Theories[0]
	if !reflect.DeepEqual(got.Terms, want.Terms) || !reflect.DeepEqual(got.Utility, want.Utility) || !reflect.DeepEqual(got.Payoff, want.Payoff) {
		t.Error("a sink does not sum up to what the run does")
	}
}
