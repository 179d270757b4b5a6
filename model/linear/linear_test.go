package linear_test

import (
	"math"
	"testing"

	"pgregory.net/rapid"

	"sim/model/linear"
)

// condition is Σ a x ≥ b, in the terms and the room.
type condition struct {
	a []float64
	b float64
}

// corner is where as many conditions as there are unknowns are just met.
func corner(cs []condition) (x []float64, ok bool) {
	n := len(cs)
	m := make([][]float64, n)
	for i, c := range cs {
		m[i] = append(append([]float64{}, c.a...), c.b)
	}
	for i := range n {
		p := i
		for r := i; r < n; r++ {
			if math.Abs(m[r][i]) > math.Abs(m[p][i]) {
				p = r
			}
		}
		if math.Abs(m[p][i]) < 1e-9 {
			return nil, false
		}
		m[i], m[p] = m[p], m[i]
		for r := range n {
			if r == i {
				continue
			}
			f := m[r][i] / m[i][i]
			for c := range m[r] {
				m[r][c] -= f * m[i][c]
			}
		}
	}
	for i := range n {
		x = append(x, m[i][n]/m[i][i])
	}
	return x, true
}

// mostRoom is the most by which all least sums can be exceeded, found by looking at
// every corner; −Inf: no terms meet the equations.
func mostRoom(cs []condition, unknowns int) float64 {
	most := math.Inf(-1)
	pick := make([]condition, 0, unknowns)
	var choose func(from int)
	choose = func(from int) {
		if len(pick) == unknowns {
			x, ok := corner(pick)
			if !ok || x[unknowns-1] <= most {
				return
			}
			for _, c := range cs {
				sum := -c.b
				for k, a := range c.a {
					sum += a * x[k]
				}
				if sum < -1e-10 {
					return
				}
			}
			most = x[unknowns-1]
			return
		}
		for i := from; i < len(cs); i++ {
			pick = append(pick, cs[i])
			choose(i + 1)
			pick = pick[:len(pick)-1]
		}
	}
	choose(0)
	return most
}

// A system is judged as its corners say: up to three terms and five rows, most of
// them just met or just missed together. More systems: -rapid.checks=3000.
func TestJudge(t *testing.T) {
	var s linear.System
	seen := map[linear.Verdict]int{}
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(1, 3).Draw(t, "terms")
		lower, upper, meets := make([]float64, n), make([]float64, n), make([]float64, n)
		var cs []condition
		bound := func(k int, a, b float64) {
			c := condition{make([]float64, n+1), b}
			c.a[k] = a
			cs = append(cs, c)
		}
		for k := range n {
			lower[k] = float64(rapid.IntRange(0, 2).Draw(t, "lower")) / 4
			upper[k] = lower[k] + float64(rapid.IntRange(0, 2).Draw(t, "wide"))/4
			meets[k] = lower[k] + (upper[k]-lower[k])*float64(rapid.IntRange(0, 4).Draw(t, "at"))/4
			bound(k, 1, lower[k])
			bound(k, -1, -upper[k])
		}
		bound(n, 1, -9)
		bound(n, -1, -1)
		s.Reset(lower, upper)
		type row struct {
			a     []float64
			b     float64
			equal bool
		}
		var rows []row
		for range rapid.IntRange(1, 5).Draw(t, "rows") {
			r := row{make([]float64, n), 0, rapid.IntRange(0, 4).Draw(t, "equation") == 0}
			c := condition{make([]float64, n+1), 0}
			size := 0.0
			for k := range n {
				r.a[k] = float64(rapid.IntRange(-3, 3).Draw(t, "coefficient"))
				r.b += r.a[k] * meets[k]
				if lower[k] < upper[k] {
					size = max(size, math.Abs(r.a[k]))
				}
			}
			if size == 0 {
				size = 1
			}
			r.b += size * rapid.SampledFrom([]float64{0, 0, 0, -0.25, -1e-6, 1e-6, 0.25}).Draw(t, "asks")
			copy(c.a, r.a)
			if c.b = r.b; !r.equal {
				c.a[n] = -size
			} else {
				turned := condition{make([]float64, n+1), -r.b}
				for k, a := range r.a {
					turned.a[k] = -a
				}
				cs = append(cs, turned)
			}
			cs = append(cs, c)
			rows = append(rows, r)
			s.Add(r.a, r.b, r.equal)
		}
		want, room := linear.Roomy, mostRoom(cs, n+1)
		switch {
		case room < -1e-8:
			want = linear.Empty
		case room < 1e-8:
			want = linear.Tight
		}
		got := s.Judge()
		if got != want {
			t.Fatalf("verdict %v, want %v: the room is %g", got, want, room)
		}
		seen[got]++
		if got == linear.Roomy {
			return
		}
		// The weights prove it.
		most, size := 0.0, 0.0
		for r, w := range s.Weight {
			if w < 0 && !rows[r].equal {
				t.Fatalf("weight %d is %v", r, w)
			}
			most -= w * rows[r].b
			size += math.Abs(w)
		}
		for k := range n {
			a := 0.0
			for r, w := range s.Weight {
				a += w * rows[r].a[k]
			}
			most += max(a*lower[k], a*upper[k])
		}
		if size == 0 || got == linear.Empty && most > -1e-10 || got == linear.Tight && most > 1e-8 {
			t.Fatalf("%v, but the weights %v leave %g", got, s.Weight, most)
		}
	})
	if len(seen) < 3 {
		t.Errorf("only seen: %v", seen)
	}
}

// Judging allocates nothing.
func TestJudgeAllocates(t *testing.T) {
	var s linear.System
	lower, upper := make([]float64, 8), []float64{1, 1, 1, 1, 1, 1, 1, 1}
	rows := [][]float64{{1, 1, 0, 0, 1, 0, 0, 0}, {0, 1, 1, 0, 0, 1, 0, 0}, {-1, 0, -1, 1, 0, 0, 1, -1}}
	if n := testing.AllocsPerRun(100, func() {
		s.Reset(lower, upper)
		for r, row := range rows {
			s.Add(row, 0.3*float64(r), false)
		}
		if s.Judge() != linear.Roomy {
			t.Fatal("there is room")
		}
	}); n > 0 {
		t.Errorf("%v allocations", n)
	}
}

func BenchmarkJudge(b *testing.B) {
	var s linear.System
	lower, upper := make([]float64, 8), []float64{1, 1, 1, 1, 1, 1, 1, 1}
	rows := [][]float64{{1, 1, 0, 0, 1, 0, 0, 0}, {0, 1, 1, 0, 0, 1, 0, 0}, {-1, 0, -1, 1, 0, 0, 1, -1}}
	for b.Loop() {
		s.Reset(lower, upper)
		for r, row := range rows {
			s.Add(row, 0.3*float64(r), false)
		}
		s.Judge()
	}
}
