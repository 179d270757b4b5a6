package dist

import (
	"errors"
	"fmt"
	"math"
	"slices"
	"sort"

	"sim/model"
	"sim/model/registry"
)

// Mixture is the family of several alternative distributions, each with a
// weight.
var Mixture = registry.Of(registry.About{
	Name:     "mixture",
	Doc:      "Several beliefs, each with a weight: this story or that one.",
	Explain:  "A part's share is its weight over the sum of the weights, and the distribution function is F = Σ share·F_part. It is sampled by inverting F, never by first choosing a part with a second random number, so that variants stay paired draw by draw.",
	Citation: "McLachlan & Peel 2000, Finite Mixture Models, ch. 1.",
}, []mixtureItem(nil), func(items []mixtureItem) (model.Dist, error) {
	if len(items) < 2 {
		return nil, fmt.Errorf("expected at least two parts, have %d", len(items))
	}
	total := 0.0
	for i, it := range items {
		if it.Of == nil {
			return nil, fmt.Errorf("part %d: expected an uncertainty range under `of`", i+1)
		}
		if !finite(it.Weight) || it.Weight < 0 {
			return nil, fmt.Errorf("part %d: expected weight >= 0, have %s", i+1, model.FormatNumber(it.Weight))
		}
		total += it.Weight
	}
	if !finite(total) || total <= 0 {
		return nil, errors.New("expected weights whose sum is above 0 and finite")
	}
	return newMixture(items, total), nil
})

type mixtureItem struct {
	Weight float64    `yaml:"weight" doc:"its weight, >= 0"`
	Of     model.Dist `yaml:"of" doc:"a number or an uncertainty range"`
}

type mixture struct {
	parts  []model.Dist
	shares []float64
	// Values of positive probability, ascending, and the probabilities below
	// and up to each: between them F is continuous.
	points, below, upto []float64
}

func newMixture(items []mixtureItem, total float64) *mixture {
	d := &mixture{}
	for _, it := range items {
		if it.Weight > 0 {
			d.parts, d.shares = append(d.parts, it.Of), append(d.shares, it.Weight/total)
			d.points = append(d.points, atomsOf(it.Of)...)
		}
	}
	slices.Sort(d.points)
	d.points = slices.Compact(d.points)
	for _, a := range d.points {
		d.below = append(d.below, d.CDF(math.Nextafter(a, math.Inf(-1))))
		d.upto = append(d.upto, d.CDF(a))
	}
	return d
}

// Quantile is the smallest x with F(x) ≥ u.
func (d *mixture) Quantile(u float64) float64 {
	// The mixture's quantile is between the smallest and largest quantile of
	// its parts.
	lower, upper := math.Inf(1), math.Inf(-1)
	for _, p := range d.parts {
		q := p.Quantile(u)
		lower, upper = min(lower, q), max(upper, q)
	}
	if i := sort.SearchFloat64s(d.upto, u); i < len(d.points) {
		if u > d.below[i] {
			return d.points[i]
		}
		upper = min(upper, d.points[i])
	}
	return d.invert(u, lower, upper)
}

// invert finds the root of F(x) = u between lower and upper by regula falsi
// with the Illinois rule (Dowell & Jarratt 1971), and by bisection whenever
// that has not halved the bracket in two steps.
func (d *mixture) invert(u, lower, upper float64) float64 {
	if lower >= upper {
		return upper
	}
	fl, fu := d.CDF(lower)-u, d.CDF(upper)-u
	if fl >= 0 {
		return lower
	}
	last := math.Inf(1)
	for step := range 200 {
		width := upper - lower
		if width <= 0x1p-52*max(math.Abs(lower), math.Abs(upper)) {
			break
		}
		x := lower + width/2
		if step%3 != 2 || width <= last/2 {
			if y := upper - float64(fu*(width/(fu-fl))); y > lower && y < upper {
				x = y
			}
		}
		if step%3 == 2 {
			last = width
		}
		if x <= lower || x >= upper {
			break
		}
		switch f := d.CDF(x) - u; {
		case f == 0:
			return x
		case f > 0:
			upper, fu = x, f
			fl /= 2
		default:
			lower, fl = x, f
			fu /= 2
		}
	}
	return upper
}

func (d *mixture) CDF(x float64) float64 {
	f := 0.0
	for i, p := range d.parts {
		f += float64(d.shares[i] * CDF(p, x))
	}
	return min(f, 1)
}

func (d *mixture) atoms() []float64 { return d.points }

// Mean returns Σ share·mean, or NaN if a part has no formula for its mean.
func (d *mixture) Mean() float64 {
	m := 0.0
	for i, p := range d.parts {
		m += float64(d.shares[i] * mean(p))
	}
	return m
}

// Variance returns the variance by the law of total variance, or NaN if a part
// has no formula.
func (d *mixture) Variance() float64 {
	m, v := d.Mean(), 0.0
	for i, p := range d.parts {
		v += float64(d.shares[i] * (variance(p) + float64((mean(p)-m)*(mean(p)-m))))
	}
	return v
}

func (d *mixture) Tabulated() model.Dist { return tabulate(d) }

func mean(d model.Dist) float64 {
	if m, ok := d.(Moments); ok {
		return m.Mean()
	}
	return math.NaN()
}

func variance(d model.Dist) float64 {
	if m, ok := d.(Moments); ok {
		return m.Variance()
	}
	return math.NaN()
}
