package dist

import (
	"fmt"
	"math"
	"slices"

	"sim/model"
	"sim/model/portable"
)

// smallest is the least eigenvalue of a.
func smallest(a [][]float64) float64 {
	values, _ := portable.Eigen(a)
	return slices.Min(values)
}

// floored is a with its eigenvalues raised to at least floor: the nearest such
// matrix in the Frobenius norm.
func floored(a [][]float64, floor float64) [][]float64 {
	return mapped(a, func(lambda float64) float64 { return max(lambda, floor) })
}

// mapped is a with f applied to its eigenvalues.
func mapped(a [][]float64, f func(float64) float64) [][]float64 {
	values, vectors := portable.Eigen(a)
	x := square(len(a))
	for k, lambda := range values {
		to := f(lambda)
		for i, v := range vectors[k] {
			for j := range i + 1 {
				x[i][j] += float64(to * v * vectors[k][j])
				x[j][i] = x[i][j]
			}
		}
	}
	return x
}

// square returns a matrix of zeros with n rows and columns.
func square(n int) [][]float64 {
	x := make([][]float64, n)
	for i := range x {
		x[i] = make([]float64, n)
	}
	return x
}

// lift raises the eigenvalues of a correlation matrix to about floor and
// rescales its diagonal to ones.
func lift(a [][]float64, floor float64) [][]float64 {
	x := floored(a, floor)
	out := square(len(x))
	for i := range x {
		out[i][i] = 1
		for j := range i {
			out[i][j] = x[i][j] / math.Sqrt(x[i][i]*x[j][j])
			out[j][i] = out[i][j]
		}
	}
	return out
}

// nearest is the correlation matrix nearest to a in the Frobenius norm:
// alternating projections on the positive semidefinite matrices and on those
// with ones on the diagonal, with Dykstra's correction (Higham 2002, algorithm
// 3.3).
func nearest(a [][]float64) ([][]float64, error) {
	const tolerance, most = 1e-12, 2000
	n := len(a)
	y, correction, r := square(n), square(n), square(n)
	for i := range a {
		copy(y[i], a[i])
	}
	for range most {
		subtract(r, y, correction)
		x := floored(r, 0)
		subtract(correction, x, r)
		change := 0.0
		for i := range x {
			x[i][i] = 1
			for j, next := range x[i] {
				change = max(change, math.Abs(next-y[i][j]))
			}
		}
		y = x
		if change <= tolerance {
			return y, nil
		}
	}
	return nil, fmt.Errorf("no possible correlations near these were found in %d steps", most)
}

// subtract stores a − b in to.
func subtract(to, a, b [][]float64) {
	for i := range to {
		for j := range to[i] {
			to[i][j] = a[i][j] - b[i][j]
		}
	}
}

// Discrete reports whether d has single values of positive probability, so that
// ranks tie and a rank correlation is met only approximately.
func Discrete(d model.Dist) bool { return len(atomsOf(d)) > 0 }
