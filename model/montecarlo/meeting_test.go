package montecarlo_test

import (
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
