package dist

import (
	"fmt"
	"slices"
	"sort"

	"sim/model"
	"sim/model/registry"
)

// Samples is the family of a number given by a sample from elsewhere.
var Samples = registry.Of(registry.About{
	Name:     "samples",
	Doc:      "Values from a file, one a line, joined by straight lines.",
	Explain:  "The quantile of type 7 (R's and NumPy's default): the n sorted values stand at u = 0, 1/(n−1), …, 1 with straight lines between. Use it for measured data or another program's draws.",
	Citation: "Hyndman & Fan 1996, The American Statistician 50, definition 7.",
}, registry.Numbers(nil), func(xs registry.Numbers) (model.Dist, error) {
	if len(xs) < 2 {
		return nil, fmt.Errorf("expected at least two values, have %d", len(xs))
	}
	if !finite(xs...) {
		return nil, fmt.Errorf("expected finite values only")
	}
	d := samples(slices.Clone(xs))
	slices.Sort(d)
	if lower, upper := d[0], d[len(d)-1]; lower == upper || !finite(upper-lower) {
		return nil, fmt.Errorf("expected values that differ, have %s to %s%s", model.FormatNumber(lower), model.FormatNumber(upper), plainly(lower, upper))
	}
	return d, nil
})

// samples are sorted values.
type samples []float64

func (d samples) Quantile(u float64) float64 {
	h := float64(u * float64(len(d)-1))
	i := min(int(h), len(d)-2)
	return d[i] + float64((h-float64(i))*(d[i+1]-d[i]))
}

func (d samples) CDF(x float64) float64 {
	above := sort.Search(len(d), func(i int) bool { return d[i] > x })
	switch above {
	case 0:
		return 0
	case len(d):
		return 1
	}
	i := above - 1
	return (float64(i) + (x-d[i])/(d[above]-d[i])) / float64(len(d)-1)
}

func (d samples) atoms() []float64 {
	var as []float64
	for i := 1; i < len(d); i++ {
		if d[i] == d[i-1] && (len(as) == 0 || as[len(as)-1] != d[i]) {
			as = append(as, d[i])
		}
	}
	return as
}
