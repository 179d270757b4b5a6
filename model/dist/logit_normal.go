package dist

import (
	"math"

	"sim/model"
	"sim/model/portable"
)

// logitNormal is lower + width/(1 + exp(−N(mu, sigma²))): what `a to b` means
// on a bounded domain (Johnson 1949, system S_B; Aitchison & Shen 1980).
type logitNormal struct{ mu, sigma, lower, upper float64 }

// newLogitNormal returns the distribution with 5% below p5 and 5% above p95,
// inside the open domain (lower, upper).
func newLogitNormal(p5, p95, lower, upper float64) logitNormal {
	a, b := portable.Log((p5-lower)/(upper-p5)), portable.Log((p95-lower)/(upper-p95))
	return logitNormal{(a + b) / 2, (b - a) / (2 * z95), lower, upper}
}

func (d logitNormal) Quantile(u float64) float64 { return d.at(portable.NormalQuantile(u)) }

// at works from the nearer bound, so that values close to either keep full
// precision.
func (d logitNormal) at(z float64) float64 {
	y := d.mu + float64(d.sigma*z)
	if y < 0 {
		e := portable.Exp(y)
		return d.lower + float64((d.upper-d.lower)*(e/(1+e)))
	}
	e := portable.Exp(-y)
	return d.upper - float64((d.upper-d.lower)*(e/(1+e)))
}

func (d logitNormal) CDF(x float64) float64      { return portable.NormalCDF(d.score(x)) }
func (d logitNormal) survival(x float64) float64 { return portable.NormalCDF(-d.score(x)) }

func (d logitNormal) score(x float64) float64 {
	switch {
	case x <= d.lower:
		return math.Inf(-1)
	case x >= d.upper:
		return math.Inf(1)
	}
	return (portable.Log((x-d.lower)/(d.upper-x)) - d.mu) / d.sigma
}

func (d logitNormal) upperQuantile(p float64) float64 { return d.at(-portable.NormalQuantile(p)) }
func (d logitNormal) Tabulated() model.Dist           { return tabulate(d) }
