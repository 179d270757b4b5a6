package dist

import (
	"fmt"
	"math"

	"sim/model/portable"
)

// A Copula correlates inputs without changing their marginal distributions: it
// turns independent uniforms u into Φ(S·Φ⁻¹(u)), where S is the symmetric square
// root of a correlation matrix (Gaussian copula; Nelsen 2006, section 2.3). S
// treats all inputs alike: reordering them reorders S, which is not so of
// Cholesky's triangular factor.
type Copula struct {
	root   [][]float64 // S
	repair float64
}

// MostCoupled is the largest number of inputs of a Copula.
const MostCoupled = 60

// FromSpearman returns the correlation of normals whose Spearman rank
// correlation is rho: 2·sin(π·rho/6) (Pearson 1907; Kruskal 1958, eq. 6.2).
func FromSpearman(rho float64) float64 { return 2 * portable.SinPi(rho/6) }

// FromKendall returns the correlation of normals whose Kendall rank correlation
// is tau: sin(π·tau/2) (Greiner 1909; Kruskal 1958).
func FromKendall(tau float64) float64 { return portable.SinPi(tau / 2) }

// Spearman returns the Spearman rank correlation of normals with correlation r:
// 6/π·asin(r/2).
func Spearman(r float64) float64 { return float64(6 / math.Pi * portable.Asin(r/2)) }

// leastEigenvalue keeps a correlation matrix away from singular.
const leastEigenvalue = 1e-10

// NewCopula returns the Gaussian copula with the correlation matrix r, which
// must be symmetric with ones on its diagonal and have at most MostCoupled
// rows. If r is not positive definite it is replaced by the nearest correlation
// matrix that is; Repair says how far that is.
func NewCopula(r [][]float64) (*Copula, error) {
	if len(r) > MostCoupled {
		return nil, fmt.Errorf("%d inputs are correlated, and %d are the most there may be", len(r), MostCoupled)
	}
	for i := range r {
		for j := range i + 1 {
			if !(math.Abs(r[i][j]) <= 1) || r[i][j] != r[j][i] || i == j && r[i][j] != 1 {
				return nil, fmt.Errorf("entry %d, %d of the correlations is %g", i, j, r[i][j])
			}
		}
	}
	c := &Copula{}
	possible := r
	if lowest := smallest(r); lowest < leastEigenvalue {
		if lowest < -1e-12 {
			var err error
			if possible, err = nearest(r); err != nil {
				return nil, err
			}
		}
		possible = lift(possible, leastEigenvalue)
		for i := range r {
			for j := range i {
				c.repair = max(c.repair, math.Abs(possible[i][j]-r[i][j]))
			}
		}
	}
	c.root = mapped(possible, math.Sqrt)
	return c, nil
}

// Repair returns the largest change of a correlation that was needed to make
// the matrix feasible; 0 if none was.
func (c *Copula) Repair() float64 { return c.repair }

// Correlation returns the correlation of the normals i and j, after any repair.
func (c *Copula) Correlation(i, j int) float64 {
	sum := 0.0
	for k, x := range c.root[j] {
		sum += float64(x * c.root[i][k])
	}
	return sum
}

// Couple turns the independent uniforms u[k][j], of input k in draw j, into
// correlated ones, in place.
func (c *Copula) Couple(u [][]float64) {
	for _, column := range u {
		for j, x := range column {
			column[j] = portable.NormalQuantile(x)
		}
	}
	var e [MostCoupled]float64 // the independent normals of a draw
	for j := range u[0] {
		for k := range u {
			e[k] = u[k][j]
		}
		for i, row := range c.root {
			z := 0.0
			for k, s := range row {
				z += float64(s * e[k])
			}
			u[i][j] = min(max(portable.NormalCDF(z), least), greatest)
		}
	}
}
