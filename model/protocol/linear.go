package protocol

import "math"

// cholesky factors the symmetric positive definite n×n matrix whose lower
// triangle is a, row by row, into l·lᵀ. A pivot that is not positive because of
// rounding is replaced by a small positive one.
func cholesky(a, l []float64, n int) {
	for i := range n {
		row := l[i*n : i*n+i+1]
		for j := range row {
			sum := a[i*n+j]
			other := l[j*n : j*n+j+1]
			for k := range j {
				sum -= float64(row[k] * other[k])
			}
			if i == j {
				row[j] = math.Sqrt(max(sum, 1e-14*a[i*n+i]))
				if row[j] == 0 {
					row[j] = 1e-150
				}
			} else {
				row[j] = sum / other[j]
			}
		}
	}
}

// solveFactored replaces b by the solution of l·lᵀ·b = b.
func solveFactored(l, b []float64, n int) {
	for i := range n {
		sum := b[i]
		for k := range i {
			sum -= float64(l[i*n+k] * b[k])
		}
		b[i] = sum / l[i*n+i]
	}
	for i := n - 1; i >= 0; i-- {
		sum := b[i]
		for k := i + 1; k < n; k++ {
			sum -= float64(l[k*n+i] * b[k])
		}
		b[i] = sum / l[i*n+i]
	}
}
