package portable

import (
	"math"
	"slices"
	"testing"

	"gonum.org/v1/gonum/mathext"
	"gonum.org/v1/gonum/stat/distuv"
)

// Beta's functions agree with gonum's, and with closed forms at whole shapes.
func TestBeta(t *testing.T) {
	shapes := []float64{0.01, 0.3, 0.5, 1, 1.7, 4, 9.9, 10, 35, 200, 5000}
	for _, a := range shapes {
		for _, b := range shapes {
			if got, want := LogBeta(a, b), mathext.Lbeta(a, b); math.Abs(got-want) > 1e-13*max(1, math.Abs(want), a+b) {
				t.Errorf("LogBeta(%g, %g) is %.17g, want %.17g", a, b, got, want)
			}
			mean := a / (a + b)
			for _, x := range []float64{1e-30, 1e-3, mean / 2, mean * 0.99, mean, mean + (1-mean)/10, 0.5, 0.999} {
				got, want := BetaCDF(a, b, x), mathext.RegIncBeta(a, b, x)
				if b < 0.1 && x > 0.99 {
					continue // gonum's is off in the sixth digit
				}
				if math.Abs(got-want) > 1e-13*want*max(10, a+b)+1e-300 {
					t.Errorf("BetaCDF(%g, %g, %g) is %.17g, want %.17g", a, b, x, got, want)
				}
			}
		}
	}
	for _, x := range []float64{1e-9, 0.1, 0.4, 0.5, 0.9, 1 - 1e-9} {
		for _, c := range []struct{ a, b, want float64 }{
			{1, 1, x},
			{3, 1, x * x * x},
			{2, 2, x * x * (3 - 2*x)},
			{0.5, 0.5, 2 / math.Pi * math.Atan2(math.Sqrt(x), math.Sqrt(1-x))},
		} {
			if got := BetaCDF(c.a, c.b, x); math.Abs(got-c.want) > 1e-14*c.want {
				t.Errorf("BetaCDF(%g, %g, %g) is %.17g, want %.17g", c.a, c.b, x, got, c.want)
			}
		}
	}
	for _, c := range []struct{ a, b, x, want float64 }{ // by a library of many digits, mpmath 1.3
		{35, 0.01, 0.9997143673236218, 0.0397890411907179314},
		{5000, 0.01, 0.999998000004, 0.039653527394667364},
	} {
		if got := BetaCDF(c.a, c.b, c.x); math.Abs(got-c.want) > 1e-12*c.want {
			t.Errorf("BetaCDF(%g, %g, %g) is %.17g, want %.17g", c.a, c.b, c.x, got, c.want)
		}
	}
	// Symmetric: half lies below the middle, whatever the size of the shapes.
	for _, a := range []float64{0.2, 1, 30, 4e3, 5e5, 3e6} {
		if got := BetaCDF(a, a, 0.5); math.Abs(got-0.5) > 1e-12 {
			t.Errorf("BetaCDF(%g, %g, 1/2) is %.17g", a, a, got)
		}
	}
	if BetaCDF(2, 3, -1) != 0 || BetaCDF(2, 3, 2) != 1 || !math.IsNaN(BetaCDF(0, 1, 0.5)) || !math.IsNaN(BetaCDF(1, 1, math.NaN())) || !math.IsNaN(LogBeta(-1, 2)) {
		t.Error("BetaCDF or LogBeta is wrong at an end")
	}
}

// Quantiles of the normal and of Student's t undo their distribution functions.
func TestQuantiles(t *testing.T) {
	for _, p := range []float64{1e-300, 1e-12, 1e-4, 0.02, 0.075, 0.3, 0.5, 0.6, 0.925, 0.975, 0.9999} {
		z := NormalQuantile(p)
		if got := NormalCDF(z); math.Abs(got-p) > 2e-15*max(4, z*z)*p && (p > 1e-100 || math.Abs(got-p) > 1e-6*p) {
			t.Errorf("NormalCDF(NormalQuantile(%g)) is %.17g", p, got)
		}
		if p < 1e-100 {
			continue
		}
		for _, freedom := range []float64{1, 2, 3, 7, 31, 1000} {
			got := StudentQuantile(freedom, p)
			var want float64
			switch freedom {
			case 1:
				want = -1 / math.Tan(math.Pi*p)
			case 2:
				want = (2*p - 1) / math.Sqrt(2*p*(1-p))
			default:
				want = distuv.StudentsT{Sigma: 1, Nu: freedom}.Quantile(p)
				if p < 1e-8 {
					continue // where gonum's has lost its digits
				}
			}
			if math.Abs(got-want) > 1e-10*math.Abs(want)+1e-15 {
				t.Errorf("StudentQuantile(%g, %g) is %.17g, want %.17g", freedom, p, got, want)
			}
		}
	}
	// Abramowitz & Stegun 1964, table 26.10.
	for freedom, want := range map[float64]float64{1: 12.706, 5: 2.571, 15: 2.131, 31: 2.040} {
		if got := StudentQuantile(freedom, 0.975); math.Abs(got-want) > 6e-4 {
			t.Errorf("StudentQuantile(%g, 0.975) is %g, want %g", freedom, got, want)
		}
	}
	for _, p := range []float64{-1, 2, math.NaN()} {
		if !math.IsNaN(NormalQuantile(p)) || !math.IsNaN(StudentQuantile(3, p)) {
			t.Errorf("a quantile at %g is a number", p)
		}
	}
	if !math.IsInf(NormalQuantile(0), -1) || !math.IsInf(NormalQuantile(1), 1) {
		t.Error("NormalQuantile is not infinite at 0 and 1")
	}
}

// Eigenvalues and vectors put the matrix together again, and those of a
// second difference are known.
func TestEigen(t *testing.T) {
	const n = 9
	a := make([][]float64, n)
	for i := range a {
		a[i] = make([]float64, n)
		a[i][i] = 2
		if i > 0 {
			a[i][i-1], a[i-1][i] = -1, -1
		}
	}
	values, vectors := Eigen(a)
	for i := range n {
		for j := range n {
			sum, product := 0.0, 0.0
			for k := range n {
				sum += values[k] * vectors[k][i] * vectors[k][j]
				product += vectors[i][k] * vectors[j][k]
			}
			if math.Abs(sum-a[i][j]) > 1e-14 {
				t.Errorf("entry %d, %d comes back as %g", i, j, sum)
			}
			if one := map[bool]float64{true: 1}[i == j]; math.Abs(product-one) > 1e-14 {
				t.Errorf("vectors %d, %d have the product %g", i, j, product)
			}
		}
	}
	slices.Sort(values)
	for k, v := range values {
		if want := 2 - 2*math.Cos(math.Pi*float64(k+1)/(n+1)); math.Abs(v-want) > 1e-14 {
			t.Errorf("eigenvalue %d is %.17g, want %.17g", k, v, want)
		}
	}
}

// Cholesky's factor gives the matrix, and solves.
func TestCholesky(t *testing.T) {
	a := [][]float64{{4, 2, -2}, {2, 10, 2}, {-2, 2, 6}}
	lower, ok := Cholesky(a)
	want := [][]float64{{2}, {1, 3}, {-1, 1, 2}}
	if !ok || !slices.EqualFunc(lower, want, slices.Equal[[]float64]) {
		t.Errorf("factor %v, want %v", lower, want)
	}
	if x := SolveCholesky(lower, []float64{2, 28, 20}); !slices.Equal(x, []float64{1, 2, 3}) {
		t.Errorf("solution %v", x)
	}
	if _, ok := Cholesky([][]float64{{1, 2}, {2, 1}}); ok {
		t.Error("an indefinite matrix has a factor")
	}
}
