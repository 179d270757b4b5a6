package scenario_test

import (
	"math"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"sim/model"
	"sim/model/scenario"
)

const farms = `title: Two farms, one well
purpose: illustration
parties:
  north: {power: 1 to 2, patience: 0.9 to 0.95}
  south: {power: 1 to 2, patience: 0.9, risk_aversion: {choice: [{value: 0, weight: 1}, {value: 0.5, weight: 1}]}}
issues: {water: {status_quo: 0.5, positions: {north: {ideal: 1, salience: 60}, south: {ideal: 0, salience: 40}}}}
`

// measured is the rank correlation that a coupling gives two of its inputs,
// on a grid of independent uniforms for them and ½ for the others.
func measured(c *model.Coupling, a, b int) float64 {
	const n = 200
	u := make([][]float64, len(c.Columns))
	var x, y []float64
	for i, column := range c.Columns {
		u[i] = make([]float64, n*n)
		for j := range u[i] {
			switch column {
			case a:
				u[i][j] = (float64(j/n) + 0.5) / n
			case b:
				u[i][j] = (float64(j%n) + 0.5) / n
			default:
				u[i][j] = 0.5
			}
		}
		if column == a {
			x = u[i]
		}
		if column == b {
			y = u[i]
		}
	}
	c.Copula.Couple(u)
	sum := 0.0
	for j := range x {
		sum += (x[j] - 0.5) * (y[j] - 0.5)
	}
	return 12 * sum / (n * n)
}

func TestCorrelations(t *testing.T) {
	b := parse(t, farms+`correlations:
  - {between: [parties.south.power, parties.north.power], rank: 0.6}
`).Bargain
	if b.Columns != 4 || b.Coupling == nil {
		t.Fatalf("%d columns, coupling %v", b.Columns, b.Coupling)
	}
	want := []model.Correlation{{Columns: [2]int{1, 2}, Rank: 0.6, Used: 0.6}}
	if diff := cmp.Diff(want, b.Coupling.Pairs, cmpopts.EquateApprox(0, 1e-12)); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]int{1, 2}, b.Coupling.Columns); diff != "" {
		t.Error(diff)
	}
	if got := measured(b.Coupling, 1, 2); math.Abs(got-0.6) > 2e-3 {
		t.Errorf("rank correlation %g", got)
	}
	if parse(t, farms).Bargain.Coupling != nil {
		t.Error("inputs go together unasked")
	}

	// Kendall's 0.4 is the correlation sin(0.2π), and that Spearman's 6/π·asin(½·sin(0.2π)).
	b = parse(t, farms+`correlations: [{between: [parties.north.power, parties.south.power], kendall: 0.4}]`).Bargain
	if got, want := b.Coupling.Pairs[0].Rank, 6/math.Pi*math.Asin(math.Sin(0.2*math.Pi)/2); math.Abs(got-want) > 1e-12 {
		t.Errorf("Kendall's 0.4 is Spearman's %g, want %g", got, want)
	}

	// All pairs of a longer list.
	b = parse(t, farms+`correlations: [{between: [parties.north.power, parties.north.patience, parties.south.power], rank: 0.3}]`).Bargain
	if len(b.Coupling.Pairs) != 3 || len(b.Coupling.Columns) != 3 {
		t.Errorf("%+v", b.Coupling.Pairs)
	}
}

// TestCorrelationRepair: a pair that was not asked for is listed where the
// others would be impossible without it. Of normals with r₁₂ = r₂₃ = r and
// r₁₃ = x possible ones have 1 + 2r²x − 2r² − x² ≥ 0, so x ≥ 2r² − 1.
func TestCorrelationRepair(t *testing.T) {
	b := parse(t, farms+`correlations:
  - {between: [parties.north.power, parties.north.patience], rank: 0.73}
  - {between: [parties.north.patience, parties.south.power], rank: 0.73}
`).Bargain
	ps := b.Coupling.Pairs
	if len(ps) != 3 || ps[2].Rank != 0 || ps[2].Columns != [2]int{1, 2} {
		t.Fatalf("%+v", ps)
	}
	r, x := 2*math.Sin(math.Pi*ps[0].Used/6), 2*math.Sin(math.Pi*ps[2].Used/6)
	if ps[0].Used >= ps[0].Rank || x <= 0 || math.Abs(x-(2*r*r-1)) > 1e-6 {
		t.Errorf("taken: %g and %g, want the edge of what is possible", r, x)
	}
}

// TestCorrelationRemarks: known inputs, discrete ones and repairs are said.
func TestCorrelationRemarks(t *testing.T) {
	s := parse(t, farms+`correlations:
  - {between: [parties.south.power, parties.south.patience], rank: 0.5}
  - {between: [parties.south.power, parties.south.risk_aversion], rank: 0.9}
  - {between: [parties.south.power, parties.north.power], rank: 0.9}
  - {between: [parties.north.power, parties.south.risk_aversion], rank: 0.5, allow_repair: true}
`)
	var got []string
	for _, w := range s.Warnings {
		if w.Line > 6 {
			got = append(got, w.Msg)
		}
	}
	if len(got) != 4 {
		t.Fatalf("remarks %q", got)
	}
	for i, part := range []string{
		"no inputs can have these correlations all at once; the nearest possible ones are used, which differ by up to 0.0",
		"parties.south.patience is known here, so it goes with nothing",
		"parties.south.risk_aversion takes single values, so its rank correlation is only met approximately",
		"parties.south.risk_aversion takes single values",
	} {
		found := false
		for _, msg := range got {
			found = found || strings.HasPrefix(msg, part)
		}
		if !found {
			t.Errorf("remark %d is missing from %q", i, got)
		}
	}
}

// TestDimensions: a variant and an override keep the dimensions of the base
// file, also of inputs that they make known, and new ones come after; the
// resolved text alone gives the same.
func TestDimensions(t *testing.T) {
	fsys := fstest.MapFS{
		"base.yaml": {Data: []byte(farms)},
		"middle.yaml": {Data: []byte(`title: Middle
extends: base.yaml
parties:
  north: {power: 1.5}
  south: {patience: 0.9 to 0.95}
`)},
		"top.yaml": {Data: []byte(`title: Top
extends: middle.yaml
parties:
  north: {power: 1 to 3}
issues: {water: {status_quo: 0.4 to 0.6}}
`)},
	}
	of := func(b *model.Bargain) map[string]int {
		m := map[string]int{}
		for _, in := range b.Varying() {
			m[in.Path] = in.Dimension
		}
		return m
	}
	for _, c := range []struct {
		name string
		set  []string
		want map[string]int
	}{
		{"base.yaml", nil, map[string]int{
			"parties.north.patience": 1, "parties.north.power": 2, "parties.south.power": 3, "parties.south.risk_aversion": 4,
		}},
		{"middle.yaml", nil, map[string]int{
			"parties.north.patience": 1, "parties.south.power": 3, "parties.south.risk_aversion": 4, "parties.south.patience": 5,
		}},
		{"top.yaml", nil, map[string]int{
			"parties.north.patience": 1, "parties.north.power": 2, "parties.south.power": 3, "parties.south.risk_aversion": 4,
			"parties.south.patience": 5, "issues.water.status_quo": 6,
		}},
		{"base.yaml", []string{"parties.north.patience=0.9", "parties.north.voice=0.1 to 0.2"}, map[string]int{
			"parties.north.power": 2, "parties.south.power": 3, "parties.south.risk_aversion": 4, "parties.north.voice": 5,
		}},
	} {
		s := load(t, c.name, scenario.Options{FS: fsys, Set: c.set})
		if diff := cmp.Diff(c.want, of(s.Bargain)); diff != "" {
			t.Errorf("%s %v:\n%s", c.name, c.set, diff)
		}
		again := parse(t, s.Text)
		if diff := cmp.Diff(c.want, of(again.Bargain)); diff != "" {
			t.Errorf("%s %v, from its text:\n%s", c.name, c.set, diff)
		}
		if again.Text != s.Text {
			t.Errorf("%s %v: the text of the text differs", c.name, c.set)
		}
		if said := strings.Contains(s.Text, "dimensions:"); said != (c.name != "base.yaml" || c.set != nil) {
			t.Errorf("%s %v: the text lists dimensions: %v", c.name, c.set, said)
		}
	}
}
