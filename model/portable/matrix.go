package portable

import "math"

// Eigen returns the eigenvalues of a symmetric matrix and, in the same order,
// its eigenvectors, of length 1: by Jacobi's rotations, row by row, until
// nothing is left beside the diagonal (Golub & Van Loan 2013, section 8.5).
func Eigen(matrix [][]float64) (values []float64, vectors [][]float64) {
	const sweeps = 60 // some ten are enough
	n := len(matrix)
	a := make([][]float64, n)
	vectors = make([][]float64, n)
	size := 0.0
	for i := range n {
		a[i] = append([]float64(nil), matrix[i]...)
		vectors[i] = make([]float64, n)
		vectors[i][i] = 1
		for _, x := range a[i] {
			size = max(size, math.Abs(x))
		}
	}
	for range sweeps {
		rotated := false
		for p := range n {
			for q := p + 1; q < n; q++ {
				if math.Abs(a[p][q]) > 0x1p-60*size {
					rotate(a, vectors, p, q)
					rotated = true
				}
			}
		}
		if !rotated {
			break
		}
	}
	values = make([]float64, n)
	for i := range n {
		values[i] = a[i][i]
	}
	return values, vectors
}

// rotate turns the axes p and q so that a[p][q] becomes 0.
func rotate(a, vectors [][]float64, p, q int) {
	theta := (a[q][q] - a[p][p]) / (2 * a[p][q])
	t := math.Copysign(1/(math.Abs(theta)+math.Sqrt(1+float64(theta*theta))), theta)
	c := 1 / math.Sqrt(1+float64(t*t))
	s := float64(t * c)
	turn := func(x, y *float64) { *x, *y = float64(c**x)-float64(s**y), float64(s**x)+float64(c**y) }
	for k := range a {
		turn(&a[k][p], &a[k][q])
	}
	for k := range a {
		turn(&a[p][k], &a[q][k])
		turn(&vectors[p][k], &vectors[q][k])
	}
	a[p][q], a[q][p] = 0, 0
}

// Cholesky returns the lower triangle L, row by row, with L·Lᵀ the given
// symmetric matrix; ok is false where it is not positive definite (Golub & Van
// Loan 2013, section 4.2).
func Cholesky(matrix [][]float64) (lower [][]float64, ok bool) {
	for i, row := range matrix {
		lower = append(lower, make([]float64, i+1))
		for j := range i + 1 {
			sum, here := row[j], lower[i]
			for k, x := range lower[j][:j] {
				sum -= float64(here[k] * x)
			}
			switch {
			case i != j:
				lower[i][j] = sum / lower[j][j]
			case !(sum > 0):
				return nil, false
			default:
				lower[i][i] = math.Sqrt(sum)
			}
		}
	}
	return lower, true
}

// SolveCholesky returns x with L·Lᵀ·x = b.
func SolveCholesky(lower [][]float64, b []float64) []float64 {
	x := append([]float64(nil), b...)
	for i, row := range lower {
		for k := range i {
			x[i] -= float64(row[k] * x[k])
		}
		x[i] /= row[i]
	}
	for i := len(x) - 1; i >= 0; i-- {
		for k := i + 1; k < len(x); k++ {
			x[i] -= float64(lower[k][i] * x[k])
		}
		x[i] /= lower[i][i]
	}
	return x
}
