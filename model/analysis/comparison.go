package analysis

import (
	"math"
	"slices"
	"strings"

	"sim/model"
	"sim/model/montecarlo"
)

// A Side is one of two compared runs: its bargain and its quantities.
type Side struct {
	Bargain    *model.Bargain
	Quantities []Headline
}

// A Comparison is the difference of each headline quantity between two runs
// with the same draws, by theory. There is no total over theories: an average
// would hide their disagreement. It holds sums, not draws.
type Comparison struct {
	Theories   []model.Theory // in both runs, in the order of the first one
	Weights    []float64      // by theory; every family has the same total unless the scenario sets weights
	Quantities []Headline     // in both runs
	Paired     [][]Paired     // [theory][figure], set by Finish
	Effects    []Effects      // by figure: whether the theories agree on its direction; set by Finish
	A, B       Side

	at          [][2]int // by theory: its index in each run
	pairs       [][2]int // columns that are compared: one of each run
	of          []int    // by figure: its pair
	replicated  bool
	measures    [][]pairedMeasure // [theory][pair]
	differences []float64         // buffer
}

// A pairedMeasure compares what a pair of columns holds.
type pairedMeasure struct {
	*pairing
	values      *montecarlo.PairedValues // nil unless quantiles are compared
	differences *montecarlo.Values       // b − a by draw; nil unless their spread is shown
}

// spreadOf is the quantity whose differences by draw are shown.
const spreadOf = "utility_mean"

// NewComparison returns the comparison of two runs, without draws; replicates
// is as in PairShare. Quantities and theories that only one run has are
// omitted.
func NewComparison(a, b Side, replicates int) *Comparison {
	c := &Comparison{A: a, B: b, replicated: replicates > 0}
	var families []string
	for i := range a.Bargain.Theories {
		for j := range b.Bargain.Theories {
			if a.Bargain.Theories[i].Name == b.Bargain.Theories[j].Name {
				c.Theories, c.at = append(c.Theories, a.Bargain.Theories[i]), append(c.at, [2]int{i, j})
				families = append(families, a.Bargain.Theories[i].Family)
			}
		}
	}
	c.Weights, _ = FamilyWeights(families, a.Bargain.Weights)
	levels := map[[2]int][]float64{}
	spread := map[[2]int]bool{}
	for _, f := range a.Quantities {
		for _, g := range b.Quantities {
			if f.Quantity == g.Quantity && f.Key == g.Key && sameMeaning(a.Bargain, b.Bargain, f) {
				at := [2]int{f.Column, g.Column}
				c.Quantities, c.of = append(c.Quantities, f), append(c.of, c.pairOf(at))
				if f.Quantile > 0 {
					levels[at] = append(levels[at], f.Quantile)
				}
				spread[at] = spread[at] || f.Quantity == spreadOf
			}
		}
	}
	for range c.Theories {
		var ms []pairedMeasure
		for _, at := range c.pairs {
			m := pairedMeasure{pairing: newPairing(replicates)}
			if levels[at] != nil {
				m.values = montecarlo.NewPairedValues(c.replicated, levels[at]...)
			}
			if spread[at] {
				m.differences = montecarlo.NewValues(c.replicated)
			}
			ms = append(ms, m)
		}
		c.measures = append(c.measures, ms)
	}
	return c
}

// pairOf returns the index of a pair of columns, which it adds if need be.
func (c *Comparison) pairOf(at [2]int) int {
	k := slices.Index(c.pairs, at)
	if k < 0 {
		k, c.pairs = len(c.pairs), append(c.pairs, at)
	}
	return k
}

// Add adds the next draws: a[t][m][i] is measure m of draw i under theory t of
// the first run, and b the same of the second.
func (c *Comparison) Add(a, b [][][]float64) {
	for t, at := range c.at {
		for k, columns := range c.pairs {
			c.add(&c.measures[t][k], a[at[0]][columns[0]], b[at[1]][columns[1]])
		}
	}
}

func (c *Comparison) add(m *pairedMeasure, xs, ys []float64) {
	if m.values != nil {
		m.values.Add(xs, ys)
	}
	if m.differences != nil {
		c.differences = c.differences[:0]
		for i := range xs {
			c.differences = append(c.differences, ys[i]-xs[i])
		}
		m.differences.Add(m.draws, c.differences)
	}
	m.add(xs, ys)
}

// Finish sets Paired and Effects, once all draws have been added. A difference
// counts for the direction of an effect only if its estimates in both runs are
// based on at least minimum draws.
func (c *Comparison) Finish(minimum int) {
	c.Paired, c.Effects = make([][]Paired, len(c.Theories)), nil
	for t := range c.Theories {
		for f := range c.Quantities {
			m := c.measures[t][c.of[f]]
			if c.lacks(t, f) {
				m.pairing = newPairing(0)
			}
			c.Paired[t] = append(c.Paired[t], m.pair(&c.Quantities[f]))
		}
	}
	for f := range c.Quantities {
		effects, errors := make([]float64, len(c.Theories)), make([]float64, len(c.Theories))
		for t := range c.Theories {
			p := &c.Paired[t][f]
			effects[t], errors[t] = p.Difference.Value, p.Difference.Error
			if min(p.A.N, p.B.N) < minimum {
				effects[t] = math.NaN()
			}
		}
		c.Effects = append(c.Effects, NewEffects(effects, errors, c.Weights))
	}
}

// lacks reports whether quantity f is a share of draws that theory t does not
// have: of outcomes, if it asks nobody, else of refused predictions.
func (c *Comparison) lacks(t, f int) bool {
	h := &c.Quantities[f]
	return h.Share && (h.Quantity == "refused_by") != c.Theories[t].Predicts
}

// pair compares a quantity.
func (m *pairedMeasure) pair(h *Headline) Paired {
	switch {
	case h.Share:
		return m.share()
	case h.Quantile > 0:
		return m.quantile(m.values.Quantile(h.Quantile))
	}
	return m.mean()
}

// Spread estimates the quantile at p of the differences by draw of quantity f
// under theory t; NaN unless f is the mean utility of a party.
func (c *Comparison) Spread(t, f int, p float64) montecarlo.Estimate {
	if d := c.measures[t][c.of[f]].differences; d != nil {
		return d.Quantile(p)
	}
	return montecarlo.Mean(nil)
}

// Find returns the index of a quantity; −1 if the runs do not share it.
func (c *Comparison) Find(quantity, key string) int {
	for i := range c.Quantities {
		if c.Quantities[i].Quantity == quantity && c.Quantities[i].Key == key {
			return i
		}
	}
	return -1
}

// sameMeaning reports whether a quantity means the same in both runs: the terms
// of an issue need the same unit and scale.
func sameMeaning(a, b *model.Bargain, f Headline) bool {
	if !strings.HasPrefix(f.Quantity, "terms") {
		return true
	}
	x, y := issue(a, f.Key), issue(b, f.Key)
	xl, xu := x.Scale.Bounds()
	yl, yu := y.Scale.Bounds()
	return x.Unit == y.Unit && xl == yl && xu == yu && x.Scale.Falls() == y.Scale.Falls()
}

// issue returns the issue with the given identifier, or nil.
func issue(b *model.Bargain, id string) *model.Issue {
	for k := range b.Issues {
		if b.Issues[k].ID == id {
			return &b.Issues[k]
		}
	}
	return nil
}
