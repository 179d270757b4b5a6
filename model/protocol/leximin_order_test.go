package protocol

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"gonum.org/v1/gonum/mat"
	"gonum.org/v1/gonum/optimize/convex/lp"

	"sim/model"
)

// Where preferences are straight, egalitarian terms under totals order surpluses by
// leximin (Imai 1983) in every place: the smallest, the sum of the two smallest and so
// on are as large as those before let them be. That is a linear programme for each
// place, as the sum of the r smallest is the largest r·z − Σ max(0, z − surplus)
// (Ogryczak and Tamir 2003), which gonum solves here.
func TestLeximinOrderStraight(t *testing.T) {
	r := rand.New(rand.NewPCG(11, 5))
	protocol := playing(t, "egalitarian")
	problems, above, unsure := 200, 0, 0
	if testing.Short() {
		problems = 40
	}
	for trial := range problems {
		p := straightProblem(r, 3+r.IntN(3), 2+r.IntN(4), 1+r.IntN(2))
		var out model.Offer
		protocol.Solve(p, nil, &out)
		if out.Status != model.Agreement {
			unsure++ // undecided: the totals leave no room to speak of
			continue
		}
		if missed := mostMissed(p, out.Terms); missed > 1e-9 {
			t.Errorf("problem %d: a total is missed by %g", trial, missed)
		}
		gains := slices.Sorted(slices.Values(out.Surplus))
		if gains[p.Parties-1] > gains[0]+1e-6 {
			above++
		}
		if out.Flags&model.WeaklyEfficient != 0 {
			unsure++
			continue
		}
		sum, most := 0.0, []float64(nil)
		for rank, gain := range gains {
			sum += gain
			largest, err := largestSmallest(p, most)
			if err != nil {
				break // the programme is degenerate for gonum
			}
			if math.Abs(largest-sum) > 5e-6 { // what is missed of one sum counts several times in the next
				t.Errorf("problem %d: the %d smallest of %v add up to %v, and could to %v", trial, rank+1, gains, sum, largest)
				break
			}
			most = append(most, largest)
		}
	}
	if above < problems/3 || unsure > problems/100 {
		t.Errorf("of %d problems somebody has more than the rest in %d, and %d are not vouched for", problems, above, unsure)
	}
}

// Ordering the rest on the face allocates nothing once its memory is there.
func TestLeximinFaceAllocates(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 3))
	protocol := playing(t, "egalitarian")
	var out model.Offer
	problems := make([]*model.Problem, 30)
	for n := range problems {
		problems[n] = straightProblem(r, 4, 4, 1)
	}
	solve := func() {
		for _, p := range problems {
			protocol.Solve(p, nil, &out)
		}
	}
	solve()
	if n := testing.AllocsPerRun(5, solve); n > 0 {
		t.Errorf("%g allocations", n)
	}
}

// straightProblem is a random problem with straight preferences and totals, which
// some terms meet and suit everybody.
func straightProblem(r *rand.Rand, n, issues, rows int) *model.Problem {
	p := model.NewProblem(n, issues)
	x := make([]float64, issues)
	for k := range x {
		x[k] = 0.01 + 0.98*r.Float64()
	}
	for i := range n {
		sum := 0.0
		for k := range x {
			if k == i%issues || r.IntN(3) > 0 {
				p.Weight[i][k] = 0.5 + r.Float64()
			}
			sum += p.Weight[i][k]
			p.Ideal[i][k] = r.Float64()
			p.Curvature[i][k] = 1
		}
		for k := range x {
			p.Weight[i][k] /= sum
		}
		p.Consent[i], p.Power[i] = true, 1/float64(n)
	}
	plain(p)
	for i := range n {
		p.Reservation[i] = p.Value(i, x) - 0.1
	}
	for range rows {
		row := model.Row{Coefficient: make([]float64, issues), Equal: r.IntN(2) == 0}
		for k := range x {
			switch r.IntN(3) {
			case 0:
				row.Coefficient[k] = 1
			case 1:
				row.Coefficient[k] = 1 - 2*r.Float64()
			}
			row.AtLeast += row.Coefficient[k] * x[k]
		}
		if (slices.Max(row.Coefficient) > 0 || slices.Min(row.Coefficient) < 0) && (len(p.Rows) == 0 || !parallel(p.Rows[0].Coefficient, row.Coefficient)) {
			p.Rows = append(p.Rows, row)
		}
	}
	return p
}

// parallel reports whether one row is a multiple of the other: the same total twice.
func parallel(a, b []float64) bool {
	for k := range a {
		for l := range a {
			if math.Abs(a[k]*b[l]-a[l]*b[k]) > 1e-9 {
				return false
			}
		}
	}
	return true
}

// largestSmallest is the largest sum of one more of the smallest surpluses than
// there are in most, if the sums of fewer are at least what most says.
func largestSmallest(p *model.Problem, most []float64) (float64, error) {
	type entry struct {
		column int
		value  float64
	}
	var rows [][]entry
	var right []float64
	columns := 0
	add := func(n int) int { columns += n; return columns - n }
	// atLeast adds Σ entries ≥ b, with a slack of its own; equal adds an equation.
	equal := func(b float64, es ...entry) { rows, right = append(rows, es), append(right, b) }
	atLeast := func(b float64, es ...entry) { equal(b, append(es, entry{add(1), -1})...) }
	x := add(p.Issues)
	off := add(p.Parties * p.Issues)
	for k := range p.Issues {
		atLeast(-1, entry{x + k, -1})
		for i := range p.Parties {
			d := off + i*p.Issues + k
			atLeast(-p.Ideal[i][k], entry{d, 1}, entry{x + k, -1})
			atLeast(p.Ideal[i][k], entry{d, 1}, entry{x + k, 1})
		}
	}
	for _, row := range p.Rows {
		var es []entry
		for k, a := range row.Coefficient {
			if a != 0 {
				es = append(es, entry{x + k, a})
			}
		}
		if row.Equal {
			equal(row.AtLeast, es...)
		} else {
			atLeast(row.AtLeast, es...)
		}
	}
	var objective []entry
	for rank := range len(most) + 1 {
		z, u := add(2), add(p.Parties)
		objective = []entry{{z, float64(rank + 1)}, {z + 1, -float64(rank + 1)}}
		for i := range p.Parties {
			objective = append(objective, entry{u + i, -1})
			es := []entry{{u + i, 1}, {z, -1}, {z + 1, 1}}
			surplus := p.Value(i, p.Ideal[i]) - p.Reservation[i] // less what is off the ideal
			for k := range p.Issues {
				if w := p.Weight[i][k]; w > 0 {
					es = append(es, entry{off + i*p.Issues + k, -w})
				}
			}
			atLeast(-surplus, es...)
		}
		if rank < len(most) {
			atLeast(most[rank]-1e-9, objective...)
		}
	}
	a, c := mat.NewDense(len(rows), columns, nil), make([]float64, columns)
	for i, es := range rows {
		for _, e := range es {
			a.Set(i, e.column, e.value)
		}
	}
	for _, e := range objective {
		c[e.column] = -e.value
	}
	value, _, err := lp.Simplex(c, a, right, 1e-11, nil)
	return -value, err
}
