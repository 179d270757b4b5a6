package portable

import (
	"math"
	"math/big"
	"math/rand/v2"
	"testing"
)

// Every elementary function errs by less than one unit in the last place,
// against the same function of 300 and more bits.
func TestLastPlace(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	between := func(low, high float64) func() float64 {
		return func() float64 { return low + (high-low)*r.Float64() }
	}
	any := func(least, most float64) func() float64 { // sizes of every order, both signs
		return func() float64 {
			return math.Copysign(math.Exp(math.Log(least)+(math.Log(most)-math.Log(least))*r.Float64()), r.Float64()-0.5)
		}
	}
	positive := func(least, most float64) func() float64 {
		f := any(least, most)
		return func() float64 { return math.Abs(f()) }
	}
	for _, c := range []struct {
		name string
		f    func(float64) float64
		want func(*big.Float) *big.Float
		n    int
		from func() float64
	}{
		{"Exp", Exp, bigExp, 500, between(-745, 709.7)},
		{"Exp", Exp, bigExp, 500, between(-2, 2)},
		{"Exp", Exp, bigExp, 250, any(1e-20, 1)},
		{"Expm1", Expm1, bigExpm1, 500, between(-1, 1)},
		{"Expm1", Expm1, bigExpm1, 500, any(1e-20, 700)},
		{"Expm1", Expm1, bigExpm1, 250, between(-0.07, 0.07)},
		{"Log", Log, bigLog, 500, positive(1e-320, 1e308)},
		{"Log", Log, bigLog, 500, between(0.5, 2)},
		{"Log", Log, bigLog, 250, between(0.99, 1.01)},
		{"Log1p", Log1p, bigLog1p, 500, any(1e-20, 0.999999)},
		{"Log1p", Log1p, bigLog1p, 250, positive(1e-3, 1e300)},
		{"Log10", Log10, bigLog10, 250, positive(1e-300, 1e300)},
		{"Tanh", Tanh, bigTanh, 500, any(1e-10, 25)},
		{"Tanh", Tanh, bigTanh, 250, between(-1, 1)},
		{"Atanh", Atanh, bigAtanh, 500, any(1e-10, 0.9999999)},
		{"Atanh", Atanh, bigAtanh, 250, between(-0.999, 0.999)},
		{"Erf", Erf, bigErf, 100, between(-6.1, 6.1)},
		{"Erf", Erf, bigErf, 100, any(1e-10, 1)},
		{"Erfc", Erfc, bigErfc, 100, between(-6, 6)},
		{"Erfc", Erfc, bigErfc, 100, between(0.4, 3)},
		{"Erfc", Erfc, bigErfc, 75, between(3, 27.2)},
		{"SinPi", SinPi, bigSinPi, 250, between(-3, 3)},
		{"SinPi", SinPi, bigSinPi, 250, any(1e-10, 0.5)},
		{"CosPi", CosPi, bigCosPi, 250, between(-3, 3)},
		{"Asin", Asin, bigAsin, 150, between(-1, 1)},
		{"Asin", Asin, bigAsin, 100, any(1e-9, 0.999999)},
	} {
		worst, at := 0.0, 0.0
		for range c.n {
			x := c.from()
			if e := places(c.f(x), c.want(wide(x))); !(e <= worst) {
				worst, at = e, x
			}
		}
		t.Logf("%s: %.3f units at %g", c.name, worst, at)
		if !(worst < 1) {
			t.Errorf("%s(%g) errs by %.3f units in the last place", c.name, at, worst)
		}
	}
	for _, c := range []struct {
		name string
		f    func(x, y float64) float64
		want func(x, y *big.Float) *big.Float
		x, y func() float64
	}{
		{"Pow", Pow, bigPow, positive(1e-5, 1e5), between(-20, 20)},
		{"Pow", Pow, bigPow, between(0, 1), between(0, 5)},
		{"Pow", Pow, bigPow, positive(1e-300, 1e300), between(-1, 1)},
		{"Pow", Pow, bigPow, between(0.999, 1.001), between(-5e5, 5e5)},
		{"Pow", Pow, bigPow, between(1, 2), between(-1070, -1000)},
		{"Hypot", Hypot, bigHypot, any(1e-5, 1e5), any(1e-5, 1e5)},
		{"Hypot", Hypot, bigHypot, between(1, 2), between(1, 2)},
		{"Hypot", Hypot, bigHypot, positive(1e200, 1e300), positive(1e200, 1e300)},
	} {
		worst, atX, atY := 0.0, 0.0, 0.0
		for range 400 {
			x, y := c.x(), c.y()
			if e := places(c.f(x, y), c.want(wide(x), wide(y))); !(e <= worst) {
				worst, atX, atY = e, x, y
			}
		}
		t.Logf("%s: %.3f units at %g, %g", c.name, worst, atX, atY)
		if !(worst < 1) {
			t.Errorf("%s(%g, %g) errs by %.3f units in the last place", c.name, atX, atY, worst)
		}
	}
}

// Arguments at and beyond the ends are answered as by package math.
func TestEnds(t *testing.T) {
	ends := []float64{
		math.Inf(-1), -math.MaxFloat64, -1000, -745.2, -708.5, -28, -6.5, -3, -2, -1.5, -1, -0.5, -0.25, -1e-9, math.Copysign(0, -1), 0,
		1e-300, 1e-9, 0.25, 0.5, 0.75, 1, 1.5, 2, 3, 6.5, 27.5, 28, 60, 708.5, 709.79, 1000, 1 << 53, 1<<53 + 2, math.MaxFloat64, math.Inf(1), math.NaN(),
	}
	near := func(a, b float64) bool {
		return a == b && math.Signbit(a) == math.Signbit(b) || math.IsNaN(a) && math.IsNaN(b) || math.Abs(a-b) <= 1e-13*math.Abs(b)+5e-324 && a != 0
	}
	for _, c := range []struct {
		name   string
		f, old func(float64) float64
	}{
		{"Exp", Exp, math.Exp},
		{"Expm1", Expm1, math.Expm1},
		{"Log", Log, math.Log},
		{"Log1p", Log1p, math.Log1p},
		{"Log10", Log10, math.Log10},
		{"Tanh", Tanh, math.Tanh},
		{"Atanh", Atanh, math.Atanh},
		{"Erf", Erf, math.Erf},
		{"Erfc", Erfc, math.Erfc},
		{"Asin", Asin, math.Asin},
	} {
		for _, x := range ends {
			if got, want := c.f(x), c.old(x); !near(got, want) {
				t.Errorf("%s(%g) is %g, want %g", c.name, x, got, want)
			}
		}
	}
	for _, x := range ends {
		for _, y := range ends {
			if got, want := Pow(x, y), math.Pow(x, y); !near(got, want) {
				t.Errorf("Pow(%g, %g) is %g, want %g", x, y, got, want)
			}
			if got, want := Hypot(x, y), math.Hypot(x, y); !near(got, want) {
				t.Errorf("Hypot(%g, %g) is %g, want %g", x, y, got, want)
			}
		}
	}
	for _, c := range []struct{ x, sin, cos float64 }{{0, 0, 1}, {0.5, 1, 0}, {1, 0, -1}, {1.5, -1, 0}, {2, 0, 1}, {-0.5, -1, 0}, {-1, 0, -1}, {1e300, 0, 1}} {
		if SinPi(c.x) != c.sin || CosPi(c.x) != c.cos {
			t.Errorf("SinPi, CosPi(%g) are %g, %g", c.x, SinPi(c.x), CosPi(c.x))
		}
	}
}

// Powers of ten and whole powers that a number can hold are exact.
func TestExactPowers(t *testing.T) {
	ten := 1.0
	for n := range 23 {
		if Pow(10, float64(n)) != ten || Log10(ten) != float64(n) {
			t.Errorf("Pow(10, %d) is %g, Log10(%g) is %g", n, Pow(10, float64(n)), ten, Log10(ten))
		}
		ten *= 10
	}
	for x := 2.0; x < 100; x++ {
		if Pow(x, 3) != x*x*x || Pow(x*x, 0.5) != x {
			t.Errorf("Pow(%g, 3) is %g", x, Pow(x, 3))
		}
	}
}

// Powers of a base are those of its number, to the last bit, special cases too.
func TestBase(t *testing.T) {
	r := rand.New(rand.NewPCG(8, 1))
	special := []float64{0, math.Copysign(0, -1), 1, -1, 0.5, -2, 2, 3, 1e-300, 1e300, 5e-324, math.MaxFloat64, math.Inf(1), math.Inf(-1), math.NaN()}
	of := func(x, y float64) {
		b := NewBase(x)
		if have, want := b.Pow(y), Pow(x, y); math.Float64bits(have) != math.Float64bits(want) && (have == have || want == want) {
			t.Errorf("%g to the power %g is %g, want %g", x, y, have, want)
		}
	}
	for _, x := range special {
		for _, y := range special {
			of(x, y)
		}
	}
	for range 10_000 {
		of(r.ExpFloat64(), 4*r.NormFloat64())
	}
}

// The tables are what their comments say.
func TestTables(t *testing.T) {
	for j, of := range exp2Table {
		want := bigExp(new(big.Float).Quo(new(big.Float).Mul(wide(float64(j)), bigLog(wide(2))), wide(128)))
		short(t, "exp2Table", j, of[0], of[1], want)
		if places(of[0], want) > 0.5 {
			t.Errorf("exp2Table[%d] begins with %g", j, of[0])
		}
	}
	for j, of := range logTable {
		short(t, "logTable", j, of.log, of.rest, new(big.Float).Neg(bigLog(wide(of.inverse))))
		if grid := of.log * 0x1p42; grid != math.Floor(grid) {
			t.Errorf("logTable[%d] has %g, no multiple of 2^-42", j, of.log)
		}
	}
}

func short(t *testing.T, table string, j int, hi, lo float64, want *big.Float) {
	t.Helper()
	off, _ := new(big.Float).Sub(new(big.Float).Add(wide(hi), wide(lo)), want).Float64()
	if math.Abs(off) > 0x1p-94 {
		t.Errorf("%s[%d] is off by %g", table, j, off)
	}
}

// Nothing allocates.
func TestNoAllocations(t *testing.T) {
	x := 0.3
	if n := testing.AllocsPerRun(100, func() {
		x = Exp(x) + Expm1(x) + Log(x) + Log1p(x) + Log10(x) + Pow(x, 1.7) + Tanh(x) + Atanh(0.1) + Erf(x) + Erfc(x) + Hypot(x, 1) + SinPi(x) + CosPi(x) +
			Asin(0.2) + NormalCDF(x) + NormalQuantile(0.3) + BetaCDF(2, 3, 0.4) + LogBeta(2, 30) + StudentQuantile(7, 0.975)
		x = 0.3
	}); n != 0 {
		t.Errorf("%g allocations", n)
	}
}
