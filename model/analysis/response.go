package analysis

import "math"

// A Response is a quantity as a polynomial in the weights of levers: the response
// surface of Box & Wilson (1951), fitted by least squares to draws that differ in
// their weights. Of the polynomials tried it is the one that misses least in
// draws that it was not fitted to. Terms above the first degree are shrunk as
// far as that helps (Hoerl & Kennard 1970).
type Response struct {
	N      int     // draws that it is fitted to
	Terms  int     // number of its coefficients
	Degree int     // its highest total degree
	Shrunk float64 // ratio at which terms above the first degree are penalised, from 0
	Spread float64 // mean square of the values around their mean
	Missed float64 // mean square of what it misses in draws left out of the fit

	basis   *basis
	c       []float64        // coefficients by term
	without [folds][]float64 // the same, each time without a part of the draws
}

// folds is how many parts of the draws are left out in turn: draw i is in part i
// modulo folds. Those of the sampler sobol are its replicates.
const folds = 8

// At returns the response at weights x.
func (r *Response) At(x []float64) float64 { return r.basis.spot(x).read(r.c) }

// Change returns the difference of the response between weights x and y, and
// its standard error: that of the jackknife over the parts (Efron & Stein 1981).
func (r *Response) Change(x, y []float64) (value, e float64) {
	from, to := r.basis.spot(x), r.basis.spot(y)
	value = to.read(r.c) - from.read(r.c)
	var parts [folds]float64
	mean := 0.0
	for f, c := range r.without {
		parts[f] = to.read(c) - from.read(c)
		mean += parts[f] / folds
	}
	sum := 0.0
	for _, p := range parts {
		sum += float64((p - mean) * (p - mean))
	}
	return value, math.Sqrt(sum * (folds - 1) / folds)
}

// Explains returns the share of the variance that the response explains in
// draws left out of the fit, at least 0; 1 if nothing varies. The rest is what
// differs between draws with the same weights, and what the polynomial misses.
func (r *Response) Explains() float64 {
	if r.Spread == 0 {
		return 1
	}
	return max(0, 1-r.Missed/r.Spread)
}

// leastGain is the smallest gain for which a weight is moved: it stands for
// rounding.
const leastGain = 1e-12

// Climb raises the response over the weights of some levers by moving one at a
// time to where the response is highest, until no move raises it, and returns
// the weights. Where it ends depends on where it begins.
func (r *Response) Climb(x []float64, movable []int) []float64 {
	const rounds = 40
	s := r.basis.spot(x)
	line := make([]float64, r.basis.top+2)
	for range rounds {
		moved := false
		for _, k := range movable {
			s.along(line, r.c, k)
			was := readLine(line, s.table[k])
			if at, value := highest(line); value > was+leastGain {
				s.set(k, at)
				moved = true
			}
		}
		if !moved {
			break
		}
	}
	return s.at
}

// Highest returns the weights at which the response is highest over those of
// some levers: the best that Climb finds from the present ones, from none, half
// and full. Present weights win a tie.
func (r *Response) Highest(x []float64, movable []int) []float64 {
	best := r.Climb(x, movable)
	value := r.At(best)
	for _, all := range []float64{0, 0.5, 1} {
		y := append([]float64(nil), x...)
		for _, k := range movable {
			y[k] = all
		}
		y = r.Climb(y, movable)
		if v := r.At(y); v > value+leastGain {
			best, value = y, v
		}
	}
	return best
}

// readLine returns a sum of factors, given their values.
func readLine(line, p []float64) (sum float64) {
	for n, c := range line {
		sum += float64(c * p[n])
	}
	return sum
}

// highest returns where on 0 to 1 a sum of factors is highest, and its value
// there: the best of a grid, refined by parabolas through it and its
// neighbours. Of equals it is the lowest.
func highest(line []float64) (at, value float64) {
	const steps = 32
	p := make([]float64, len(line))
	read := func(x float64) float64 {
		factors(p, x)
		return readLine(line, p)
	}
	value = math.Inf(-1)
	for i := range steps + 1 {
		if v := read(float64(i) / steps); v > value {
			at, value = float64(i)/steps, v
		}
	}
	for step := 1.0 / steps; step > 1e-4; step /= 4 {
		mid := min(1-step, max(step, at))
		low, centre, high := read(mid-step), read(mid), read(mid+step)
		if bend := low - float64(2*centre) + high; bend < 0 {
			x := min(1, max(0, mid+float64(step*(low-high))/float64(2*bend)))
			if v := read(x); v > value {
				at, value = x, v
			}
		}
	}
	return at, value
}
