package dist

import (
	"errors"
	"fmt"
	"math"

	"gonum.org/v1/gonum/mat"

	"sim/model"
)

var errDecompose = errors.New("this matrix of correlations cannot be decomposed")

// smallest is the least eigenvalue of a.
func smallest(a *mat.SymDense) (float64, error) {
	var e mat.EigenSym
	if !e.Factorize(a, false) {
		return 0, errDecompose
	}
	return e.Values(nil)[0], nil
}

// floored is a with its eigenvalues raised to at least floor: the nearest such
// matrix in the Frobenius norm.
func floored(a *mat.SymDense, floor float64) (*mat.SymDense, error) {
	return mapped(a, func(lambda float64) float64 { return max(lambda, floor) })
}

// mapped is a with f applied to its eigenvalues.
func mapped(a *mat.SymDense, f func(float64) float64) (*mat.SymDense, error) {
	n := a.SymmetricDim()
	var e mat.EigenSym
	if !e.Factorize(a, true) {
		return nil, errDecompose
	}
	var v mat.Dense
	e.VectorsTo(&v)
	x := mat.NewSymDense(n, nil)
	for k, lambda := range e.Values(nil) {
		x.SymRankOne(x, f(lambda), v.ColView(k))
	}
	return x, nil
}

// lift raises the eigenvalues of a correlation matrix to about floor and
// rescales its diagonal to ones.
func lift(a *mat.SymDense, floor float64) (*mat.SymDense, error) {
	x, err := floored(a, floor)
	if err != nil {
		return nil, err
	}
	n := x.SymmetricDim()
	out := mat.NewSymDense(n, nil)
	for i := range n {
		out.SetSym(i, i, 1)
		for j := range i {
			out.SetSym(i, j, x.At(i, j)/math.Sqrt(x.At(i, i)*x.At(j, j)))
		}
	}
	return out, nil
}

// nearest is the correlation matrix nearest to a in the Frobenius norm:
// alternating projections on the positive semidefinite matrices and on those
// with ones on the diagonal, with Dykstra's correction (Higham 2002, algorithm
// 3.3).
func nearest(a *mat.SymDense) (*mat.SymDense, error) {
	const tolerance, most = 1e-12, 2000
	n := a.SymmetricDim()
	y, correction, r := mat.NewSymDense(n, nil), mat.NewSymDense(n, nil), mat.NewSymDense(n, nil)
	y.CopySym(a)
	for range most {
		subtract(r, y, correction)
		x, err := floored(r, 0)
		if err != nil {
			return nil, err
		}
		subtract(correction, x, r)
		change := 0.0
		for i := range n {
			for j := range i + 1 {
				next := x.At(i, j)
				if i == j {
					next = 1
				}
				change = max(change, math.Abs(next-y.At(i, j)))
				y.SetSym(i, j, next)
			}
		}
		if change <= tolerance {
			return y, nil
		}
	}
	return nil, fmt.Errorf("no possible correlations near these were found in %d steps", most)
}

// subtract stores a − b in to.
func subtract(to, a, b *mat.SymDense) {
	n := to.SymmetricDim()
	for i := range n {
		for j := range i + 1 {
			to.SetSym(i, j, a.At(i, j)-b.At(i, j))
		}
	}
}

// Discrete reports whether d has single values of positive probability, so that
// ranks tie and a rank correlation is met only approximately.
func Discrete(d model.Dist) bool { return len(atomsOf(d)) > 0 }
