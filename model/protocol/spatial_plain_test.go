package protocol

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

// spatialActors are actors with random positions and saliences; few: with such
// as make ties.
func spatialActors(r *rand.Rand, n, k int, few bool) *actors {
	var capability []float64
	var position, salience [][]float64
	for range n {
		capability = append(capability, 0.1+r.Float64())
		x, s := make([]float64, k), make([]float64, k)
		for j := range k {
			x[j], s[j] = r.Float64(), (0.1+0.9*r.Float64())/float64(k)
			if few {
				x[j], s[j] = float64(r.IntN(4))/3, 1/float64(2*k)
			}
		}
		if few {
			capability[len(capability)-1] = 1
		}
		position, salience = append(position, x), append(salience, s)
	}
	return crew(capability, position, salience)
}

// TestSpatialAgainstPlain compares the spatial model, which looks only at
// challenges that can be the best and keeps what positions are worth, with the
// plain one below: turn by turn, to the last bit, with the same ties.
func TestSpatialAgainstPlain(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 1))
	moves, ties := 0, 0
	for trial := range 200 {
		few := trial%3 == 0
		a := spatialActors(r, 2+r.IntN(14), 1+r.IntN(3), few)
		set := spatialContest{
			risks: r.IntN(3), sees: r.IntN(5), commitment: r.IntN(3), squares: r.IntN(2) == 1,
			election: election{rule: r.IntN(6)},
		}
		if trial%2 == 0 {
			set.election.rule, set.commitment = proportional, semi
		}
		v, plain := set, plainSpatial{set}
		v.begin(a)
		plain.begin(a)
		var by, of choices
		for turn := range 6 {
			have, want := v.runTurn(&by), plain.runTurn(&of)
			if have != want || !slices.Equal(v.at, plain.at) || !slices.Equal(v.bargains, plain.bargains) || by.made != of.made || by.tied != of.tied {
				t.Fatalf("case %d, turn %d: moves of %v by %v (tied %v), want %v by %v (tied %v)", trial, turn, have, v.bargains, by.tied, want, plain.bargains, of.tied)
			}
			if have > 0 {
				moves++
			}
		}
		if of.tied {
			ties++
		}
	}
	if moves < 400 || ties < 20 {
		t.Errorf("%d turns with moves, ties in %d cases", moves, ties)
	}
}

// BenchmarkSpatialAgainstPlain is one turn on three issues.
func BenchmarkSpatialAgainstPlain(b *testing.B) {
	for _, n := range []int{10, 50, 250} {
		a := spatialActors(rand.New(rand.NewPCG(8, 1)), n, 3, false)
		v := spatialContest{commitment: semi, sees: 4, risks: 1}
		plain := plainSpatial{v}
		for name, turn := range map[string]func(*choices){
			"plain":  func(by *choices) { plain.begin(a); plain.runTurn(by) },
			"pruned": func(by *choices) { v.begin(a); v.runTurn(by) },
		} {
			b.Run(fmt.Sprintf("parties=%d/%s", n, name), func(b *testing.B) {
				var by choices
				b.ReportAllocs()
				for b.Loop() {
					turn(&by)
				}
			})
		}
	}
}

// A plainSpatial looks at every challenge, and adds up every sum.
type plainSpatial struct{ spatialContest }

func (v *plainSpatial) runTurn(c *choices) (moved float64) {
	v.bargains = v.bargains[:0]
	for i := range v.actors.capability {
		if b := v.bestChallenge(i, c); b.gain > leastChallenge {
			v.propose(b)
		}
	}
	v.valueBargains()
	copy(v.next, v.at)
	for i := range v.actors.capability {
		v.chooseBargain(i, c)
	}
	a := v.actors
	for i := range a.capability {
		sum := 0.0
		for k, x := range a.row(v.next, i) {
			d := x - a.row(v.at, i)[k]
			sum += float64(d * d)
		}
		moved += math.Sqrt(sum)
	}
	v.at, v.next = v.next, v.at
	v.updateRisk()
	return moved
}

func (v *plainSpatial) bestChallenge(i int, c *choices) (best bargain) {
	c.made++
	n, tied := len(v.risk), false
	for k := range n {
		v.seen[k] = v.perceived(i, k)
	}
	best = bargain{i: i, j: -1}
	for j := range n {
		if j == i {
			continue
		}
		p, gain := v.contest(i, j, i)
		switch {
		case best.j < 0 || gain > best.gain+tieTolerance:
			tied = false
		case gain < best.gain-tieTolerance:
			continue
		default:
			tied = true
			if !c.prefers(c.ofParty(v.actors.party[j]), c.ofParty(v.actors.party[best.j])) {
				continue
			}
		}
		best = bargain{i: i, j: j, strength: p, gain: gain}
	}
	c.tied = c.tied || tied && best.gain > leastChallenge
	return best
}

func (v *plainSpatial) perceivedWorth(n, j int) float64 {
	return valueAtDistance(v.far[n*len(v.risk)+j], v.seen[n])
}

func (v *plainSpatial) contest(i, j, k int) (p, gain float64) {
	rule, a := v.election.rule, v.actors
	own, kept := v.perceivedWorth(i, j), v.perceivedWorth(j, i)
	with := ballot(rule, v.weight[i], 1-own) + 1e-10
	against := ballot(rule, v.weight[j], 1-kept) + 1e-10
	ours, theirs := with, against
	for n, w := range v.weight {
		if n == i || n == j {
			continue
		}
		ui, uj := v.perceivedWorth(n, i), v.perceivedWorth(n, j)
		if side := v.thirdPartyVote(ballot(rule, w, ui-uj), w, ui, uj, with, against); side > 0 {
			ours += side
		} else {
			theirs -= side
		}
	}
	p = ours / (ours + theirs)
	s, ui, uj := a.total[j], v.perceivedWorth(k, i), v.perceivedWorth(k, j)
	return p, float64((1-s)*2*ui) + float64(s*(float64(p*2*ui)+float64((1-p)*2*uj))) - (ui + uj)
}

func (v *plainSpatial) thirdPartyVote(lean, w, ui, uj, with, against float64) float64 {
	if v.commitment != semi {
		// Without commitment it keeps its position whoever wins; with full
		// commitment it moves to the winner whichever side it took. Either way
		// its side makes no difference to it, and it abstains.
		return 0
	}
	p := (with + max(0, lean)) / (with + against + math.Abs(lean))
	return ballot(v.election.rule, w, float64(p*(2*ui+1))+float64((1-p)*3*uj)-(float64(p*3*ui)+float64((1-p)*(2*uj+1))))
}

func (v *plainSpatial) valueBargains() {
	a, n, m := v.actors, len(v.risk), len(v.bargains)+1
	for i := range n {
		row, now := v.utility[i*m:(i+1)*m], v.worth[i*n:(i+1)*n]
		row[0] = 0
		for _, u := range now {
			row[0] += u
		}
		row[0] /= float64(n)
		here := a.row(v.at, i)
		for b, of := range v.bargains {
			moved := valueAtDistance(distance(a, v.norm, i, here, a.row(v.proposed, 2*b)), v.risk[i])
			other := valueAtDistance(distance(a, v.norm, i, here, a.row(v.proposed, 2*b+1)), v.risk[i])
			sum := 0.0
			for j, u := range now {
				switch j {
				case of.i:
					u = moved
				case of.j:
					u = other
				}
				sum += u
			}
			row[b+1] = sum / float64(n)
		}
	}
}
