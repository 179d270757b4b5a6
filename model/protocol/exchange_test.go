package protocol

import (
	"math"
	"os"
	"slices"
	"strings"
	"testing"

	"sim/model"
)

// parisCase reads the short climate case: actors, issues, and the exchanges
// that were published (testdata/README.md).
func parisCase(t *testing.T) (names, issues []string, a *actors, golden [][]string) {
	t.Helper()
	read := func(file string) [][]string {
		data, err := os.ReadFile("testdata/published/equalgain_cop21_short." + file + ".csv")
		if err != nil {
			t.Fatal(err)
		}
		var all [][]string
		for line := range strings.Lines(string(data)) {
			all = append(all, strings.Split(strings.ReplaceAll(strings.TrimSpace(line), `"`, ""), ";"))
		}
		return all
	}
	a = new(actors)
	for _, row := range read("input") {
		switch row[0] {
		case "#A":
			a.party, names = append(a.party, len(names)), append(names, row[1])
		case "#P":
			a.issue = append(a.issue, len(issues))
			issues = append(issues, row[1])
		case "#D":
			if a.capability == nil {
				a.capability = make([]float64, len(names))
				a.position, a.salience = make([]float64, len(names)*len(issues)), make([]float64, len(names)*len(issues))
			}
			i, k := slices.Index(names, row[1]), slices.Index(issues, row[2])
			a.row(a.position, i)[k], a.row(a.salience, i)[k] = number(t, row[3]), number(t, row[4])
			a.capability[i] = number(t, row[5])
		}
	}
	return names, issues, a, read("output")
}

// TestPublishedExchange follows the published first round, exchange by
// exchange, to its end.
func TestPublishedExchange(t *testing.T) {
	names, issues, a, golden := parisCase(t)
	if len(names) != 15 || len(issues) != 3 || len(golden) != 20 {
		t.Fatalf("%d actors, %d issues, %d exchanges", len(names), len(issues), len(golden))
	}
	m := new(exchangeMarket)
	m.begin(a)
	for r, row := range golden {
		b, ok := m.best(new(choices))
		if !ok {
			t.Fatalf("nobody trades after %d exchanges", r)
		}
		match(t, "gain", number(t, row[4]), b.gain, 1e-9)
		var have []any
		for _, side := range []struct {
			i, k int
			by   float64
		}{{b.j, b.p, b.onP}, {b.i, b.q, b.onQ}} {
			x := a.row(m.at, side.i)[side.k]
			have = append(have, []any{names[side.i], issues[side.k], x, side.by, x + side.by})
		}
		// The file names the two in another order where it likes to.
		if names[b.j] != row[0] || issues[b.p] != row[1] {
			slices.Reverse(have)
		}
		match(t, "exchange", []any{
			[]any{row[0], row[1], number(t, row[5]), number(t, row[6]), number(t, row[7])},
			[]any{row[2], row[3], number(t, row[9]), number(t, row[10]), number(t, row[11])},
		}, have, 1e-7)
		m.carryOut(b)
	}
	if b, ok := m.best(new(choices)); ok {
		t.Errorf("another exchange: %+v", b)
	}
}

// Both gain the same, and at the end nobody can gain any more.
func TestExchangeGains(t *testing.T) {
	for n := 2; n < 8; n++ {
		p := benchmarkProblem(n, 5, 2)
		a := new(actors)
		a.setActors(p, new(choices))
		m := new(exchangeMarket)
		m.begin(a)
		for {
			b, ok := m.best(new(choices))
			if !ok {
				break
			}
			sj := a.row(a.salience, b.j)
			match(t, "gain of the other", b.gain, sj[b.q]*b.shiftQ-sj[b.p]*b.shiftP, 1e-12)
			before := slices.Clone(m.mean)
			m.carryOut(b)
			match(t, "shift", b.shiftP, math.Abs(m.mean[b.p]-before[b.p]), 1e-9)
			match(t, "shift", b.shiftQ, math.Abs(m.mean[b.q]-before[b.q]), 1e-9)
		}
		for i := range n {
			for j := range i {
				for k := range 5 {
					for h := range k {
						if g := m.trade(j, i, h, k).gain; g > leastGain {
							t.Errorf("%d and %d could gain %g", j, i, g)
						}
					}
				}
			}
		}
	}
}

// The two divide the two issues: each gets its own way, as far as the gains
// stay equal, on the one that it cares about more.
func TestExchangeOfTwo(t *testing.T) {
	p := model.NewProblem(2, 2)
	p.Capability[0], p.Capability[1] = 1, 1
	copy(p.Attention[0], []float64{0.8, 0.2})
	copy(p.Attention[1], []float64{0.2, 0.8})
	p.Ideal[0][0], p.Ideal[0][1] = 1, 1
	theory, err := Exchange.Default()
	if err != nil {
		t.Fatal(err)
	}
	var out model.Offer
	theory.New().Solve(p, nil, &out)
	match(t, "terms", []any{1.0, 0.0}, out.Terms, 1e-12)
}
