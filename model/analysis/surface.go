package analysis

import (
	"cmp"
	"math"
	"slices"

	"sim/model/montecarlo"
)

// A ResponseSurface is a figure over two knobs, each from 0 to 1, read at the places of
// a grid: At lists those of each knob, ascending from 0 to 1, and Figures[i][j]
// is the figure at (At[0][i], At[1][j]).
type ResponseSurface struct {
	At      [2][]float64
	Figures [][]montecarlo.Estimate
}

// Read is the figure between the places of the grid, bilinear in the four
// around it, with the mean of their errors. NaN where one of them has no value.
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
			if w := u * v; w != 0 {
				f := q.Figures[low[0]+i][low[1]+j]
				value, e = value+w*f.Value, e+w*f.Error
			}
		}
	}
	return value, e
}

// A Path leads from where two knobs are to the far corner of their square. First
// is the part of the change that falls on the first knob, from 0 to 1, until one
// of them is at its end; from there on the other moves alone. So every way ends
// in the corner, and together they pass every point between. How far one is along
// it is the size of the change: the sum of what the two knobs moved.
type Path struct {
	Now, End [2]float64
	First    float64
}

// Length is the size of the change in the corner.
func (w Path) Length() float64 { return math.Abs(w.End[0]-w.Now[0]) + math.Abs(w.End[1]-w.Now[1]) }

// At is where the knobs are after a change of a size, from 0 to Length.
func (w Path) At(size float64) [2]float64 {
	room := [2]float64{math.Abs(w.End[0] - w.Now[0]), math.Abs(w.End[1] - w.Now[1])}
	moved := [2]float64{size * w.First, size * (1 - w.First)}
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

// corners lists the corners to which both knobs move.
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

// pathStep is in which steps a way through a square is followed.
const pathStep = 0.005

// sizeAlong is the smallest change on a way with which the square reaches the goal,
// or with favour times its error in favour of it.
func (g Goal) sizeAlong(q *ResponseSurface, w Path, favour float64) (size float64, ok bool) {
	if g.AtMost {
		favour = -favour
	}
	steps := int(math.Ceil(w.Length() / pathStep))
	for i := 1; i <= steps; i++ {
		size = min(float64(i)*pathStep, w.Length())
		if value, e := q.Read(w.At(size)); g.Met(value + favour*e) {
			return size, true
		}
	}
	return 0, false
}

// farthest is the change on a way with which the square gets farthest.
func (g Goal) farthest(q *ResponseSurface, w Path) (size float64) {
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

// Least is about how small the smallest change is with which a square reaches
// the goal from now, and how small it may be if the square's errors favour it:
// infinite where it does not reach the goal.
func (g Goal) Least(q *ResponseSurface, now [2]float64) (about, atLeast float64) {
	_, about, atLeast = g.firstPath(q, now)
	return about, atLeast
}

// firstPath is Least and the way, of eighths to every corner, that seems to need least.
func (g Goal) firstPath(q *ResponseSurface, now [2]float64) (way Path, about, atLeast float64) {
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
				way = w
			}
			about, atLeast = min(about, size), min(atLeast, may)
		}
	}
	return way, about, atLeast
}

// A MixedChange is a change of two knobs with which a figure reaches a goal.
type MixedChange struct {
	Path
	Size         float64 // of the change: the sum of what the two moved
	Lower, Upper float64 // how far Monte Carlo error lets Size move: its error over the slope along the way
	Figure       montecarlo.Estimate
}

// SmallestMixedChange finds the smallest change of two knobs from now, below a limit, with which
// a figure reaches the goal. The square says where to look; read reads the
// figure itself. Ways to each corner are tried: all of one knob first, half and
// half, all of the other first, that of eighths which seems to need least, and
// then ever finer about the best, to sixteenths. On each the place is narrowed
// down to width. A way that cannot do better, by twice the square's errors or by
// the figure at the best size so far, is left. ok is false if nothing below the
// limit reaches the goal. The error is that of read.
func (g Goal) SmallestMixedChange(q *ResponseSurface, now [2]float64, limit, width float64, read func(x [2]float64) (montecarlo.Estimate, error)) (best MixedChange, ok bool, err error) {
	type guess struct {
		way  Path
		size float64
	}
	var ways []guess
	consider := func(w Path) {
		if _, may := g.sizeAlong(q, w, SignZ); may {
			size, does := g.sizeAlong(q, w, 0)
			if !does {
				size = g.farthest(q, w)
			}
			ways = append(ways, guess{w, size})
		}
	}
	for _, end := range corners(now) {
		for _, first := range []float64{0, 0.5, 1} {
			consider(Path{now, end, first})
		}
	}
	if w, _, may := g.firstPath(q, now); !math.IsInf(may, 1) {
		consider(w)
	}
	for step := 0.25; ; step /= 2 {
		slices.SortStableFunc(ways, func(a, b guess) int { return cmp.Compare(a.size, b.size) })
		for _, w := range ways {
			if may, _ := g.sizeAlong(q, w.way, SignZ); may > limit {
				continue
			}
			m, better, err := g.followPath(w.way, w.size, min(limit, w.way.Length()), width, read)
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
		ways = ways[:0]
		for _, first := range []float64{best.First - step, best.First + step} {
			if first >= 0 && first <= 1 {
				consider(Path{now, best.End, first})
			}
		}
	}
	if ok {
		best.Lower, best.Upper = sizeInterval(q, &best)
	}
	return best, ok, nil
}

// followPath narrows down where a figure on a way reaches the goal, about the guess
// and not beyond the limit.
func (g Goal) followPath(w Path, guess, limit, width float64, read func(x [2]float64) (montecarlo.Estimate, error)) (m MixedChange, ok bool, err error) {
	const first = 0.06 // how far from the guess the place is looked for at first
	reaches := func(size float64) bool {
		if err != nil {
			return false
		}
		var e montecarlo.Estimate
		if e, err = read(w.At(size)); err != nil || !g.Met(e.Value) {
			return false
		}
		m = MixedChange{Path: w, Size: size, Figure: e}
		return true
	}
	if limit <= 0 {
		return m, false, nil
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
				return m, false, err
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
	return m, err == nil, err
}

// sizeInterval is how far the error of a figure lets the size of a change move: its
// error over the slope of the square along the way.
func sizeInterval(q *ResponseSurface, m *MixedChange) (lower, upper float64) {
	const z975, about = 1.959963984540054, 0.1
	from, to := max(0, m.Size-about), min(m.Length(), m.Size+about)
	a, _ := q.Read(m.At(from))
	b, _ := q.Read(m.At(to))
	slope := math.Abs(b-a) / (to - from)
	if !(slope > 0) {
		return 0, m.Length()
	}
	way := z975 * m.Figure.Error / slope
	return max(0, m.Size-way), min(m.Length(), m.Size+way)
}

// Interaction estimates a figure with two knobs moved from what each of them does
// alone and what they do together beyond that: first and second are the figure
// with one of them moved, now that with neither, all of many draws; beyond is
// read off fewer draws, which played all four: neither, first, second, both.
// Its error joins that of now and that of beyond, which is between eight parts of
// the draws, draw i in part i mod 8. Without a value where a part has none.
func Interaction(now, first, second montecarlo.Estimate, few [4][]float64, share bool) montecarlo.Estimate {
	const parts = 8
	var ds []float64
	for r := range parts {
		ds = append(ds, interactionOf(few, func(xs []float64) float64 { return mean(replicate(xs, r, parts)) }))
	}
	both := montecarlo.Replicated(montecarlo.Estimate{N: len(few[3]), Value: interactionOf(few, func(xs []float64) float64 { return mean(defined(xs)) })}, ds)
	if share {
		both.Error = max(both.Error, 1/float64(len(few[3]))) // what no draw happened to show
	}
	e := interval(len(defined(few[3])), first.Value+second.Value-now.Value+both.Value, math.Hypot(now.Error, both.Error))
	if slices.ContainsFunc(ds, math.IsNaN) {
		e.Value = math.NaN()
	}
	if share {
		e.Value = min(max(e.Value, 0), 1)
		e = bounded(e)
	}
	return e
}

func interactionOf(few [4][]float64, figure func([]float64) float64) float64 {
	return figure(few[3]) - figure(few[1]) - figure(few[2]) + figure(few[0])
}
