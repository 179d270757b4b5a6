package dist

import (
	"errors"
	"fmt"
	"math"

	"sim/model"
	"sim/model/portable"
	"sim/model/registry"
)

// Percentiles is the family of an expert's three quantiles.
var Percentiles = registry.Of(registry.About{
	Name:     "percentiles",
	Doc:      "Three figures of an expert: 5% below, half below, 95% below.",
	Explain:  "Fitted to the three figures by least squares: with min and max a beta distribution between them, without them a pert distribution, whose bounds follow. No such shape meets every three figures: `sim explain PATH --in SCENARIO` sets what was fitted beside what was asked for, and `sim check` names a fit that misses.",
	Citation: "O'Hagan et al. 2006, Uncertain Judgements: Eliciting Experts' Probabilities, ch. 6, for fitting to quantiles by least squares.",
}, percentilesParams{Min: math.Inf(-1), Max: math.Inf(1)}, func(p percentilesParams) (model.Dist, error) {
	asked := [3]float64{p.P5, p.P50, p.P95}
	low, high := !math.IsInf(p.Min, -1), !math.IsInf(p.Max, 1)
	switch {
	case !finite(asked[:]...) || p.P5 >= p.P50 || p.P50 >= p.P95:
		return nil, fmt.Errorf("expected p5 < p50 < p95, have %s, %s, %s", model.FormatNumber(p.P5), model.FormatNumber(p.P50), model.FormatNumber(p.P95))
	case !finite(4 * (p.P95 - p.P5)):
		return nil, fmt.Errorf("too wide to compute with: %s to %s", model.FormatNumber(p.P5), model.FormatNumber(p.P95))
	case low != high:
		return nil, errors.New("expected both min and max, or neither")
	case !low:
		d, err := bounded(fitPert(asked))
		if err != nil {
			return nil, err
		}
		return percentiles{d.(beta), asked, "pert"}, nil
	case !finite(p.Min, p.Max) || p.Min >= p.P5 || p.Max <= p.P95:
		return nil, fmt.Errorf("expected min < p5 and p95 < max, have %s to %s around %s, %s, %s", model.FormatNumber(p.Min), model.FormatNumber(p.Max), model.FormatNumber(p.P5), model.FormatNumber(p.P50), model.FormatNumber(p.P95))
	}
	d, err := fitBeta(asked, p.Min, p.Max)
	if err != nil {
		return nil, err
	}
	return percentiles{d, asked, "beta"}, nil
})

type percentilesParams struct {
	P5  float64 `yaml:"p5" doc:"5% of the belief lie below"`
	P50 float64 `yaml:"p50" doc:"half of the belief lies below"`
	P95 float64 `yaml:"p95" doc:"5% of the belief lie above"`
	Min float64 `yaml:"min,omitempty" doc:"nothing below; goes with max"`
	Max float64 `yaml:"max,omitempty" doc:"nothing above; goes with min"`
}

// Listed marks the parameters as writable as a list.
func (percentilesParams) Listed() {}

// percentiles is a beta distribution and the quantiles to which it was fitted.
type percentiles struct {
	beta
	asked [3]float64
	shape string
}

// A Fit is implemented by families that only approximate what was requested.
type Fit interface {
	// Fitted returns the requested quantiles at 0.05, 0.5 and 0.95, and a
	// description of what was fitted to them.
	Fitted() (asked [3]float64, to string)
}

func (d percentiles) Fitted() (asked [3]float64, to string) {
	if d.shape == "beta" {
		mean := d.a / (d.a + d.b)
		return d.asked, fmt.Sprintf("beta from %.4g to %.4g, mean %.4g, worth %.4g observations", d.lower, d.upper, d.lower+float64(mean*(d.upper-d.lower)), d.a+d.b)
	}
	mode := d.lower + (d.upper-d.lower)*(d.a-1)/4
	return d.asked, fmt.Sprintf("pert from %.4g over %.4g to %.4g", d.lower, mode, d.upper)
}

// Misses returns the largest deviation of a distribution's quantiles from the
// requested ones, as a share of the distance from the first to the last; 0 if
// the family is not a Fit.
func Misses(d model.Dist) float64 {
	f, ok := d.(Fit)
	if !ok {
		return 0
	}
	asked, _ := f.Fitted()
	most := 0.0
	for i, u := range [3]float64{0.05, 0.5, 0.95} {
		most = max(most, math.Abs(d.Quantile(u)-asked[i]))
	}
	return most / (asked[2] - asked[0])
}

// fitPert returns the PERT distribution nearest to three quantiles. Given the
// position s of the mode between the bounds, the bounds follow by linear
// regression on the quantiles q of Beta(1+4s, 5−4s). The residual depends on s
// only through the ratio (q95 − q50)/(q50 − q5), which falls in s, and grows
// with the distance of that ratio from the requested one: the nearest ratio is
// the best.
func fitPert(asked [3]float64) beta {
	at := func(s float64) (b beta, q [3]float64) {
		b = beta{1 + 4*s, 5 - 4*s, 0, 1}
		return b, [3]float64{b.Quantile(0.05), b.Quantile(0.5), b.Quantile(0.95)}
	}
	ratio := func(q [3]float64) float64 { return (q[2] - q[1]) / (q[1] - q[0]) }
	lower, upper := 0.0, 1.0
	for range 60 {
		s := lower + (upper-lower)/2
		if _, q := at(s); ratio(q) > ratio(asked) {
			lower = s
		} else {
			upper = s
		}
	}
	b, q := at(lower)
	mq, ma := (q[0]+q[1]+q[2])/3, (asked[0]+asked[1]+asked[2])/3
	var qa, qq float64
	for i := range q {
		qa, qq = qa+float64((q[i]-mq)*(asked[i]-ma)), qq+float64((q[i]-mq)*(q[i]-mq))
	}
	w := qa / qq
	b.lower = ma - float64(w*mq)
	b.upper = b.lower + w
	return b
}

// fitBeta returns the beta distribution on [lower, upper] nearest to three
// quantiles, by the simplex method of Nelder & Mead 1965 on the logit of its
// mean and the logarithm of its number of observations.
func fitBeta(asked [3]float64, lower, upper float64) (beta, error) {
	w := upper - lower
	var x [3]float64
	for i := range x {
		x[i] = (asked[i] - lower) / w
	}
	shapes := func(p [2]float64) beta {
		mean, n := 1/(1+portable.Exp(-p[0])), portable.Exp(p[1])
		return beta{float64(mean * n), float64((1 - mean) * n), 0, 1}
	}
	misses := func(p [2]float64) float64 {
		b, sum := shapes(p), 0.0
		if a := min(b.a, b.b); !(a >= 0.01 && b.a+b.b <= 1e6) { // the limits of the beta family
			return math.Inf(1)
		}
		for i, u := range [3]float64{0.05, 0.5, 0.95} {
			d := (b.Quantile(u) - x[i]) / (x[2] - x[0])
			sum += float64(d * d)
		}
		return sum
	}
	// Mean and spread of three quantiles (Keefer & Bodily 1983, Management Science 29).
	mean := float64(0.185*x[0]) + float64(0.63*x[1]) + float64(0.185*x[2])
	sd := (x[2] - x[0]) / 3.25
	n := max(mean*(1-mean)/(sd*sd)-1, 0.05/min(mean, 1-mean))
	best, miss := simplex(misses, [2]float64{portable.Log(mean / (1 - mean)), portable.Log(min(n, 9e5))}, 0.2)
	if math.IsInf(miss, 1) {
		return beta{}, fmt.Errorf("no beta distribution from %s to %s comes near %s, %s, %s", model.FormatNumber(lower), model.FormatNumber(upper), model.FormatNumber(asked[0]), model.FormatNumber(asked[1]), model.FormatNumber(asked[2]))
	}
	b := shapes(best)
	b.lower, b.upper = lower, upper
	return b, nil
}
