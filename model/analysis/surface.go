package analysis

import (
	"cmp"
	"math"
	"slices"

	"sim/model/montecarlo"
	"sim/model/portable"
)

// A ResponseSurface is a measure as a function of two lever weights, each from
// 0 to 1, estimated at the points of a grid. At holds the grid values of each
// weight, ascending from 0 to 1, and Figures[i][j] is the estimate at
// (At[0][i], At[1][j]).
type ResponseSurface struct {
	At      [2][]float64
	Figures [][]montecarlo.Estimate
}

// Read interpolates the surface bilinearly at x and returns the value and the
// weighted mean of the errors. NaN if a grid point that it uses has no value.
func (q *ResponseSurface) Read(x [2]float64) (value, e float64) {
	var low [2]int
	var part [2]float64
	for k, at := range q.At {
		i := 0
		for i < len(at)-2 && x[k] > at[i+1] {
			i++
		}
		low[k], part[k] = i, (x[k]-at[i])/(at[i+1]-at[i])
	}
	for i, u := range []float64{1 - part[0], part[0]} {
		for j, v := range []float64{1 - part[1], part[1]} {
			if w := float64(u * v); w != 0 {
				f := q.Figures[low[0]+i][low[1]+j]
				value, e = value+float64(w*f.Value), e+float64(w*f.Error)
			}
		}
	}
	return value, e
}

// A Path moves two lever weights together from their current values (Now) to a
// corner (End). First is the first weight's share of the movement, 0 to 1,
// until one weight reaches its end; then the other moves alone. The paths to
// all corners cover every point. The size of a change is the sum of both
// movements.
type Path struct {
	Now, End [2]float64
	First    float64
}

// Length is the size of the change to the corner.
func (w Path) Length() float64 { return math.Abs(w.End[0]-w.Now[0]) + math.Abs(w.End[1]-w.Now[1]) }

// At returns the weights after a change of the given size, from 0 to Length.
func (w Path) At(size float64) [2]float64 {
	room := [2]float64{math.Abs(w.End[0] - w.Now[0]), math.Abs(w.End[1] - w.Now[1])}
	moved := [2]float64{float64(size * w.First), float64(size * (1 - w.First))}
	for k := range moved {
		if over := moved[k] - room[k]; over > 0 {
			moved[k], moved[1-k] = room[k], min(room[1-k], moved[1-k]+over)
		}
	}
	var x [2]float64
	for k := range x {
		x[k] = w.Now[k] + math.Copysign(moved[k], w.End[k]-w.Now[k])
	}
	return x
}

// corners lists the corners that are reached by moving both weights.
func corners(now [2]float64) (ends [][2]float64) {
	for _, a := range []float64{0, 1} {
		for _, b := range []float64{0, 1} {
			if a != now[0] && b != now[1] {
				ends = append(ends, [2]float64{a, b})
			}
		}
	}
	return ends
}

// pathStep is the step size at which a path is searched.
const pathStep = 0.005

// sizeAlong returns the smallest change along a path with which the surface
// reaches the goal, after shifting it towards the goal by favour times its
// error.
func (g Goal) sizeAlong(q *ResponseSurface, w Path, favour float64) (size float64, ok bool) {
	if g.AtMost {
		favour = -favour
	}
	steps := int(math.Ceil(w.Length() / pathStep))
	for i := 1; i <= steps; i++ {
		size = min(float64(i)*pathStep, w.Length())
		if value, e := q.Read(w.At(size)); g.Met(value + float64(favour*e)) {
			return size, true
		}
	}
	return 0, false
}

// closest returns the change along a path at which the surface is closest to
// the goal.
func (g Goal) closest(q *ResponseSurface, w Path) (size float64) {
	best := math.NaN()
	steps := int(math.Ceil(w.Length() / pathStep))
	for i := 1; i <= steps; i++ {
		at := min(float64(i)*pathStep, w.Length())
		if value, _ := q.Read(w.At(at)); !math.IsNaN(value) && (math.IsNaN(best) || g.Better(value, best)) {
			best, size = value, at
		}
	}
	return size
}

// Least returns the approximate size of the smallest change from now with which
// the surface reaches the goal, and its lower bound given the errors of the
// surface; +Inf if the goal is not reached.
func (g Goal) Least(q *ResponseSurface, now [2]float64) (about, atLeast float64) {
	_, about, atLeast = g.First(q, now)
	return about, atLeast
}

// First is Least with the path of the smallest change; its First is a multiple of
// 1/8.
func (g Goal) First(q *ResponseSurface, now [2]float64) (path Path, about, atLeast float64) {
	about, atLeast = math.Inf(1), math.Inf(1)
	for _, end := range corners(now) {
		for mix := range 9 {
			w := Path{now, end, float64(mix) / 8}
			may, ok := g.sizeAlong(q, w, SignZ)
			if !ok {
				continue
			}
			size, does := g.sizeAlong(q, w, 0)
			if !does {
				size = math.Inf(1)
			}
			if size < about || math.IsInf(about, 1) && may < atLeast {
				path = w
			}
			about, atLeast = min(about, size), min(atLeast, may)
		}
	}
	return path, about, atLeast
}

// A MixedChange is a change of two lever weights with which a measure reaches a
// goal.
type MixedChange struct {
	Path
	Size         float64 // of the change: the sum of both movements
	Lower, Upper float64 // 95% interval of Size: Monte Carlo error divided by the slope along the path
	Figure       montecarlo.Estimate
}

// SmallestMixedChange finds the smallest change of two lever weights from now,
// below limit, with which the measure reaches the goal. The surface says where
// to search; read estimates the measure itself. The search tries paths to each
// corner with First = 0, ½ and 1, then the best multiple of 1/8, then refines
// First around the best path to 1/16. It bisects the size on each path to the
// given width. Paths that cannot improve on the best size so far, allowing for
// SignZ errors of the surface, are skipped. ok is false if no change below
// limit reaches the goal. The error is that of read.
func (g Goal) SmallestMixedChange(q *ResponseSurface, now [2]float64, limit, width float64, read func(x [2]float64) (montecarlo.Estimate, error)) (best MixedChange, ok bool, err error) {
	type guess struct {
		path Path
		size float64
	}
	var paths []guess
	consider := func(w Path) {
		if _, may := g.sizeAlong(q, w, SignZ); may {
			size, does := g.sizeAlong(q, w, 0)
			if !does {
				size = g.closest(q, w)
			}
			paths = append(paths, guess{w, size})
		}
	}
	for _, end := range corners(now) {
		for _, first := range []float64{0, 0.5, 1} {
			consider(Path{now, end, first})
		}
	}
	if w, _, may := g.First(q, now); !math.IsInf(may, 1) {
		consider(w)
	}
	for step := 0.25; ; step /= 2 {
		slices.SortStableFunc(paths, func(a, b guess) int { return cmp.Compare(a.size, b.size) })
		for _, w := range paths {
			if may, _ := g.sizeAlong(q, w.path, SignZ); may > limit {
				continue
			}
			m, better, err := g.Follow(w.path, w.size, min(limit, w.path.Length()), width, read)
			if err != nil {
				return best, false, err
			}
			if better {
				best, ok, limit = m, true, m.Size-width/2
			}
		}
		if !ok || step < 1.0/16 {
			break
		}
		paths = paths[:0]
		for _, first := range []float64{best.First - step, best.First + step} {
			if first >= 0 && first <= 1 {
				consider(Path{now, best.End, first})
			}
		}
	}
	if ok {
		best.Lower, best.Upper = g.SizeInterval(q, &best)
	}
	return best, ok, nil
}

// Follow searches a path for the size, at most limit, at which the measure reaches
// the goal, as Along does. ok is false if it is not reached there. The error is that
// of read, which estimates the measure.
func (g Goal) Follow(w Path, guess, limit, width float64, read func(x [2]float64) (montecarlo.Estimate, error)) (m MixedChange, ok bool, err error) {
	size, e, ok, err := g.Along(guess, limit, width, func(size float64) (montecarlo.Estimate, error) { return read(w.At(size)) })
	return MixedChange{Path: w, Size: size, Figure: e}, ok, err
}

// Along searches for the size of a change, above 0 and at most limit, at which the
// measure reaches the goal, by bracketing from a guess and bisection to the given
// width, and returns the measure there. ok is false if it is not reached. The error is
// that of read, which estimates the measure after a change of some size.
func (g Goal) Along(guess, limit, width float64, read func(size float64) (montecarlo.Estimate, error)) (size float64, e montecarlo.Estimate, ok bool, err error) {
	return g.along(guess, limit, width, 0.06, read)
}

// Near is Along from a guess that is hardly off: the bracketing begins with the width.
func (g Goal) Near(guess, limit, width float64, read func(size float64) (montecarlo.Estimate, error)) (size float64, e montecarlo.Estimate, ok bool, err error) {
	return g.along(guess, limit, width, width, read)
}

// along is Along with the first step of the bracketing.
func (g Goal) along(guess, limit, width, first float64, read func(size float64) (montecarlo.Estimate, error)) (size float64, e montecarlo.Estimate, ok bool, err error) {
	reaches := func(at float64) bool {
		if err != nil {
			return false
		}
		var there montecarlo.Estimate
		if there, err = read(at); err != nil || !g.Met(there.Value) {
			return false
		}
		size, e = at, there
		return true
	}
	if limit <= 0 {
		return 0, e, false, nil
	}
	step := first
	short, met := 0.0, min(guess, limit)
	if reaches(met) {
		for met > step && reaches(met-step) {
			met, step = met-step, 2*step
		}
		short = max(0, met-step)
	} else {
		for short = met; ; short, step = met, 2*step {
			if short >= limit || err != nil {
				return 0, e, false, err
			}
			if met = min(limit, short+step); reaches(met) {
				break
			}
		}
	}
	for met-short > width && err == nil {
		if half := (short + met) / 2; reaches(half) {
			met = half
		} else {
			short = half
		}
	}
	return size, e, err == nil, err
}

// SizeInterval is the 95% interval of the size of a change: the error of the
// estimate divided by the slope of the surface along the path.
func (Goal) SizeInterval(q *ResponseSurface, m *MixedChange) (lower, upper float64) {
	const z975, about = 1.959963984540054, 0.1
	from, to := max(0, m.Size-about), min(m.Length(), m.Size+about)
	a, _ := q.Read(m.At(from))
	b, _ := q.Read(m.At(to))
	slope := math.Abs(b-a) / (to - from)
	if !(slope > 0) {
		return 0, m.Length()
	}
	half := z975 * m.Figure.Error / slope
	return max(0, m.Size-half), min(m.Length(), m.Size+half)
}

// Interaction estimates a measure with two levers changed, as the sum of the
// separate effects and an interaction. alone[k] holds the measure by draw with
// neither (0), the first (1) and the second lever changed (2). both holds it
// with both changed, for the first of these draws only, from which the
// interaction is estimated. The error follows from the influence of each draw
// on all four means, which are correlated; draws belong to replicates as in
// PairShare. The value is NaN if one of the means has no draws.
func Interaction(alone [3][]float64, both []float64, share bool, replicates int) montecarlo.Estimate {
	few, n := len(both), len(alone[0])
	value, zs, changed := 0.0, make([]float64, n), false
	add := func(xs []float64, sign float64) {
		own := defined(xs)
		m := mean(own)
		value += float64(sign * m)
		scale := sign * float64(n) / float64(len(own))
		for i, x := range xs {
			if !math.IsNaN(x) {
				zs[i] += float64(scale * (x - m))
			}
		}
	}
	for k, sign := range []float64{-1, 1, 1} {
		add(alone[k], sign)
		add(alone[k][:few], -sign)
	}
	add(both, 1)
	for i, x := range both {
		changed = changed || x-alone[1][i] != alone[2][i]-alone[0][i]
	}
	z := montecarlo.Mean(zs)
	if replicates > 0 {
		var by []float64
		for r := range replicates {
			by = append(by, mean(replicate(zs, r, replicates)))
		}
		z = montecarlo.Replicated(z, by)
	}
	e := montecarlo.Estimate{N: len(defined(both)), Value: value, Error: z.Error, Lower: value + z.Lower - z.Value, Upper: value + z.Upper - z.Value}
	if share {
		if !changed { // few draws may show no interaction where there is one
			least := montecarlo.Share(0, few)
			e.Error = portable.Hypot(e.Error, least.Error)
			e.Lower, e.Upper = e.Lower-least.Upper, e.Upper+least.Upper
		}
		e.Value = min(max(e.Value, 0), 1)
		e = bounded(e)
	}
	return e
}

func mean(xs []float64) float64 { return montecarlo.Mean(xs).Value }

// defined lists the values that are not NaN.
func defined(xs []float64) []float64 { return replicate(xs, 0, 1) }

// replicate lists the values of the draws of replicate r, without NaN.
func replicate(xs []float64, r, replicates int) []float64 {
	var own []float64
	for i := r; i < len(xs); i += replicates {
		if !math.IsNaN(xs[i]) {
			own = append(own, xs[i])
		}
	}
	return own
}
