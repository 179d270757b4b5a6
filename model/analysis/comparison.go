package analysis

import (
	"math"
	"strings"

	"sim/model"
	"sim/model/montecarlo"
)

// A Side is one of two compared runs: its bargain, its quantities, and their
// values in every draw.
type Side struct {
	Bargain *model.Bargain
	Figures []Headline
	Kept    *montecarlo.ColumnSink
}

// A Comparison is the difference of each headline quantity between two runs
// with the same draws, by theory. There is no total over theories: an average
// would hide their disagreement.
type Comparison struct {
	Theories []model.Theory // in both runs, in the order of the first one
	Weights  []float64      // by theory; every family has the same total unless the scenario sets weights
	Figures  []Headline     // in both runs
	Paired   [][]Paired     // [theory][figure]
	Effects  []Effects      // by figure: whether the theories agree on its direction
	A, B     Side

	at      [][2]int // by theory: its index in each run
	columns [][2]int // by figure: its column in each run
}

// Compare pairs the draws of two runs, which must have the same number of
// draws. Quantities and theories that only one run has are omitted. A
// difference counts for the direction of an effect only if its estimates in
// both runs are based on at least minimum draws.
func Compare(a, b Side, minimum int) *Comparison {
	c := &Comparison{A: a, B: b}
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
	for _, f := range a.Figures {
		for _, g := range b.Figures {
			if f.Quantity == g.Quantity && f.Key == g.Key && sameMeaning(a.Bargain, b.Bargain, f) {
				c.Figures, c.columns = append(c.Figures, f), append(c.columns, [2]int{f.Column, g.Column})
			}
		}
	}
	c.Paired = make([][]Paired, len(c.Theories))
	for t := range c.Theories {
		for f := range c.Figures {
			x, y := c.Columns(t, f)
			c.Paired[t] = append(c.Paired[t], c.Figures[f].Pair(x, y, a.Kept.Replicates))
		}
	}
	for f := range c.Figures {
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
	return c
}

// Columns returns the values, by draw, from which quantity f is estimated in
// each run under theory t.
func (c *Comparison) Columns(t, f int) (a, b []float64) {
	return c.A.Kept.Values[c.at[t][0]][c.columns[f][0]], c.B.Kept.Values[c.at[t][1]][c.columns[f][1]]
}

// Find returns the index of a quantity; −1 if the runs do not share it.
func (c *Comparison) Find(quantity, key string) int {
	for i := range c.Figures {
		if c.Figures[i].Quantity == quantity && c.Figures[i].Key == key {
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
