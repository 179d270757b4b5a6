package dist

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"sort"

	"sim/model"
	"sim/model/registry"
)

// Choice is the family of a few discrete values.
var Choice = registry.Of(registry.About{
	Name:     "choice",
	Doc:      "One of a few values, each with a weight.",
	Explain:  "A value's share of the belief is its weight over the sum of the weights. Its quantile at u is the smallest value with at least the share u at or below it, so the order in which values are written does not matter.",
	Citation: "Inverse CDF of a discrete distribution; Devroye 1986, Non-Uniform Random Variate Generation, ch. III.2.",
}, []choiceItem(nil), func(items []choiceItem) (model.Dist, error) {
	sorted := slices.Clone(items)
	slices.SortStableFunc(sorted, func(a, b choiceItem) int { return cmp.Compare(a.Value, b.Value) })
	total := 0.0
	var d choice
	for i, it := range sorted {
		if !finite(it.Value, it.Weight) || it.Weight < 0 {
			return nil, fmt.Errorf("expected finite values and weights >= 0, have value %s with weight %s", model.FormatNumber(it.Value), model.FormatNumber(it.Weight))
		}
		if i > 0 && it.Value == sorted[i-1].Value {
			return nil, fmt.Errorf("the value %s is listed twice: add up its weights", model.FormatNumber(it.Value))
		}
		if it.Weight > 0 {
			total += it.Weight
			d.values, d.shares = append(d.values, it.Value), append(d.shares, total)
		}
	}
	if !finite(total) || len(d.values) == 0 {
		return nil, errors.New("expected weights whose sum is above 0 and finite")
	}
	if len(d.values) == 1 {
		return nil, fmt.Errorf("%s is the only value with a weight above 0: write a known number plainly", model.FormatNumber(d.values[0]))
	}
	for i := range d.shares {
		d.shares[i] /= total
	}
	return d, nil
})

type choiceItem struct {
	Value  float64 `yaml:"value" doc:"the value"`
	Weight float64 `yaml:"weight" doc:"its weight, >= 0"`
}

// choice holds ascending values and their cumulative probabilities; the last is
// 1.
type choice struct{ values, shares []float64 }

func (d choice) Quantile(u float64) float64 {
	if len(d.values) <= 8 {
		for i, s := range d.shares {
			if s >= u {
				return d.values[i]
			}
		}
		return d.values[len(d.values)-1]
	}
	return d.values[min(sort.SearchFloat64s(d.shares, u), len(d.values)-1)]
}

func (d choice) CDF(x float64) float64 {
	i := sort.Search(len(d.values), func(i int) bool { return d.values[i] > x })
	if i == 0 {
		return 0
	}
	return d.shares[i-1]
}

func (d choice) atoms() []float64 { return d.values }

func (d choice) Mean() float64 {
	return d.sum(func(x float64) float64 { return x })
}

func (d choice) Variance() float64 {
	m := d.Mean()
	return d.sum(func(x float64) float64 { return float64((x - m) * (x - m)) })
}

func (d choice) sum(f func(float64) float64) float64 {
	s, below := 0.0, 0.0
	for i, x := range d.values {
		s += float64((d.shares[i] - below) * f(x))
		below = d.shares[i]
	}
	return s
}
