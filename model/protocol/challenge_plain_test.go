package protocol

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

// TestChallengeAgainstPlain compares the challenge model, which takes coincident
// positions together and keeps logarithms, with the plain one below: to the last
// bit, round by round, with the same moves and the same choices between equals.
func TestChallengeAgainstPlain(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 1))
	together := 0
	for trial := range 200 {
		c := contest{scholz: trial%2 == 1, stays: 1}
		if trial%5 == 0 {
			c.stays, c.favours = r.Float64(), r.Float64()
		}
		for i := range 2 + r.IntN(11) {
			x := r.Float64()
			if trial%3 > 0 { // few places
				x = float64(r.IntN(4)) / 3
			}
			c.addActor(i, r.Float64(), 0.01+r.Float64(), x)
		}
		c.setSpan()
		plain := plainContest{c}
		plain.x, plain.r, plain.shifts = slices.Clone(c.x), slices.Clone(c.r), slices.Clone(c.shifts)
		plain.power, plain.wins, plain.danger, plain.votes = slices.Clone(c.power), slices.Clone(c.wins), slices.Clone(c.danger), nil
		var by, of choices
		for round := range 8 {
			have, want := c.runRound(&by), plain.runRound(&of)
			if have != want || !slices.Equal(c.x, plain.x) || !slices.Equal(c.r, plain.r) || by.made != of.made || by.tied != of.tied {
				t.Fatalf("case %d, round %d: %d moves to %v (tied %v), want %d to %v (tied %v)", trial, round, have, c.x, by.tied, want, plain.x, of.tied)
			}
			if c.span > 0 && !slices.Equal(c.shifts, plain.shifts) {
				t.Fatalf("case %d, round %d: shifts %v, want %v", trial, round, c.shifts, plain.shifts)
			}
			if len(c.sites) < len(c.x) {
				together++
			}
		}
	}
	if together < 400 {
		t.Errorf("only %d rounds with coincident positions", together)
	}
}

// BenchmarkChallengeAgainstPlain plays four rounds of ten actors that stand
// apart, the plain way and as theories do.
func BenchmarkChallengeAgainstPlain(b *testing.B) {
	r := rand.New(rand.NewPCG(4, 1))
	var actors [10][3]float64
	for i := range actors {
		actors[i] = [3]float64{0.1 + r.Float64(), 0.1 + 0.9*r.Float64(), r.Float64()}
	}
	for _, scholz := range []bool{false, true} {
		var c plainContest
		c.scholz, c.stays = scholz, 1
		for name, round := range map[string]func(*choices) int{"plain": c.runRound, "sites": c.contest.runRound} {
			b.Run(fmt.Sprintf("scholz_code=%v/%s", scholz, name), func(b *testing.B) {
				b.ReportAllocs()
				var by choices
				for b.Loop() {
					c.reset()
					for i, a := range actors {
						c.addActor(i, a[0], a[1], a[2])
					}
					c.setSpan()
					for range 4 {
						round(&by)
					}
				}
			})
		}
	}
}

// A plainContest is a contest in which every power is computed for every pair
// of actors.
type plainContest struct{ contest }

func (c *plainContest) setVictories() {
	n := len(c.x)
	for j := range n {
		row := c.power[j*n : (j+1)*n]
		for k := range n {
			row[k] = float64(c.weight[k] * riskPower(c.distance(j, k), c.r[k]))
		}
	}
	all := 0.0
	for i := range n {
		c.wins[i*n+i] = 0
		mine := c.power[i*n : (i+1)*n]
		for j := range i {
			theirs := c.power[j*n : (j+1)*n]
			with, against := 0.0, 0.0
			for k, far := range theirs {
				if v := far - mine[k]; v > 0 {
					with += v
				} else {
					against -= v
				}
			}
			all += 2 * (with + against)
			if !c.scholz {
				with, against = shares(with, against)
			}
			c.wins[i*n+j], c.wins[j*n+i] = with, against
		}
	}
	if c.scholz && all > 0 {
		for i := range c.wins {
			c.wins[i] /= all
		}
	}
}

// plainSuccess and plainFailure are U_s and U_f.
func plainSuccess(d, r float64) float64 { return 2 - 4*riskPower(0.5-0.5*d, r) }
func plainFailure(d, r float64) float64 { return 2 - 4*riskPower(0.5+0.5*d, r) }

func (c *plainContest) setRisk() {
	n := len(c.x)
	for i := range c.r {
		c.r[i] = 1
	}
	c.setVictories()
	middle := c.reference()
	least, most := math.Inf(1), math.Inf(-1)
	for i := range n {
		sum := 0.0
		for j := range n {
			if j != i {
				d := c.distance(i, j)
				sum += c.expected(c.wins[j*n+i], c.salience[i], plainSuccess(d, 1), plainFailure(d, 1), 0, math.Abs(c.x[j]-middle)/c.span+d, 1)
			}
		}
		c.danger[i] = sum
		least, most = min(least, sum), max(most, sum)
	}
	for i, d := range c.danger {
		c.r[i] = 1
		if most > least+1e-12 {
			risk := (2*d - most - least) / (most - least)
			c.r[i] = (1 - risk/3) / (1 + risk/3)
		}
	}
}

func (c *plainContest) runRound(by *choices) (moved int) {
	if c.span == 0 {
		return 0
	}
	c.setRisk()
	c.setVictories()
	middle := c.reference()
	for i := range c.x {
		c.shifts[i] = c.bestShift(i, middle, by)
	}
	for i, s := range c.shifts {
		if s.step != stay {
			moved++
			c.x[i] = s.to
		}
	}
	return moved
}

func (c *plainContest) bestShift(i int, middle float64, choose *choices) (best shift) {
	choose.made++
	tied := false
	n, r := len(c.x), c.r[i]
	still, least := 2-4*riskPower(0.5, r), 0.0
	for j := range n {
		if c.x[j] == c.x[i] {
			continue
		}
		d := c.distance(i, j)
		won, lost := plainSuccess(d, r), plainFailure(d, r)
		s := shift{
			other: j, to: c.x[j],
			own:   c.expected(c.wins[i*n+j], c.salience[j], won, lost, still, math.Abs(c.x[i]-middle)/c.span+d, r),
			their: c.expected(c.wins[j*n+i], c.salience[i], won, lost, still, math.Abs(c.x[j]-middle)/c.span+d, r),
		}
		switch {
		case s.their > s.own && s.own > 0:
			s.step = confrontation
		case s.their > 0 && s.own < 0 && s.their > -s.own:
			s.step = compromise
			s.to = c.x[i] + float64((c.x[j]-c.x[i])*(-s.own/s.their))
		case s.their > 0 && s.own < 0 && !c.scholz:
			s.step = capitulation
		default:
			continue
		}
		by := math.Abs(s.to - c.x[i])
		if c.scholz && s.step == compromise {
			by = (float64(-s.own*c.x[i]) + float64(s.their*c.x[j])) / (s.their - s.own)
		}
		switch {
		case best.step == stay || s.step < best.step || s.step == best.step && by < least-tieTolerance:
			best, least, tied = s, by, false
		case s.step > best.step || by > least+tieTolerance || math.Abs(s.to-best.to) <= tieTolerance:
			// It is no better, or it comes to the same.
		default:
			tied = true
			if choose.prefers(choose.ofParty(c.party[j]), choose.ofParty(c.party[best.other])) {
				best, least = s, by
			}
		}
	}
	choose.tied = choose.tied || tied
	return best
}
