package protocol

import (
	"math"
	"slices"

	"sim/model"
)

// semi is the index of the commitment under which a third party that supported
// the loser moves to the winner.
const semi = 1

// A spatialContest is the state of the spatial model between turns.
type spatialContest struct {
	election         election
	risks, sees      int
	commitment       int
	squares          bool
	stochastic       bool
	actors           *actors
	norm, weight     []float64 // Σ salience²; capability × salience
	at               []float64 // current positions, one row per actor
	far, worth       []float64 // row i, column j: the distance of j's position from i's, and its utility to i
	from             []float64 // far, row j, column i
	view             []float64 // row j, column i: the utility of j's position to i, as the perceiving actor sees it
	risk             []float64
	utility, seen    []float64
	sums             []float64 // of the utilities to an actor: of none, of the first, of the first two, …
	bargains         []bargain
	proposed, next   []float64 // two rows per bargain: where the initiator and the other would move
	list, place, own []int
}

// A bargain is what actor i, the challenger, proposes to j.
type bargain struct {
	i, j     int
	strength float64 // P as i perceives it
	gain     float64
}

func (v *spatialContest) most(turns int) int {
	if len(v.actors.capability) == 1 {
		return 0
	}
	return turns
}

// begin loads the actors.
func (v *spatialContest) begin(a *actors) {
	n := len(a.capability)
	v.actors = a
	v.norm, v.weight = resized(v.norm, n), resized(v.weight, n)
	norms(a, v.norm)
	for i, c := range a.capability {
		v.weight[i] = float64(c * a.total[i])
	}
	v.at, v.next = append(v.at[:0], a.position...), append(v.next[:0], a.position...)
	v.far, v.worth = resized(v.far, n*n), resized(v.worth, n*n)
	v.from, v.view, v.sums = resized(v.from, n*n), resized(v.view, n*n), resized(v.sums, n+1)
	v.risk, v.seen = resized(v.risk, n), resized(v.seen, n+1)
	v.place, v.own = resized(v.place, n), resized(v.own, n+1)
	v.utility, v.proposed = resized(v.utility, n*(n+1)), resized(v.proposed, 2*len(a.position))
	v.bargains = resized(v.bargains, n)[:0]
	v.list = resized(v.list, n)[:0]
	v.updateRisk()
}

// updateRisk recomputes distances and the risk attitudes derived from them.
func (v *spatialContest) updateRisk() {
	a, n := v.actors, len(v.actors.capability)
	for i := range n {
		for j := range n {
			v.far[i*n+j] = 0
			if j != i {
				v.far[i*n+j] = distance(a, v.norm, i, a.row(v.at, i), a.row(v.at, j))
			}
			v.from[j*n+i] = v.far[i*n+j]
		}
	}
	v.election.begin(n)
	for i, c := range a.capability {
		u := v.utility[:n]
		for j, d := range v.far[i*n : (i+1)*n] {
			u[j] = 1 - d
		}
		v.election.vote(c, u)
	}
	v.election.close()
	attitudes(v.election.share, v.risks, v.risk)
	for i, r := range v.risk {
		for j, d := range v.far[i*n : (i+1)*n] {
			v.worth[i*n+j] = valueAtDistance(d, r)
		}
	}
}

// attitudes derives risk attitudes from shares: the largest share is the most
// cautious, over the range 0 (min), −½ (mid) or −1 (max) to 1. All are neutral
// if the shares differ only by rounding.
func attitudes(share []float64, risks int, risk []float64) {
	least, most := math.Inf(1), math.Inf(-1)
	for _, p := range share {
		least, most = min(least, p), max(most, p)
	}
	low := -0.5 * float64(risks)
	for i, p := range share {
		risk[i] = 0
		if most > least+1e-9 {
			risk[i] = low + (1-low)*(p-least)/(most-least)
		}
	}
}

// perceived is actor n's risk attitude as h perceives it.
func (v *spatialContest) perceived(h, n int) float64 {
	mine, theirs := v.risk[h], v.risk[n]
	switch v.sees {
	case 0:
		return mine
	case 1:
		return (2*mine + theirs) / 3
	case 2:
		return (mine + theirs) / 2
	case 3:
		return (mine + 2*theirs) / 3
	}
	return theirs
}

// perceive has actor h see the risk attitudes of all, and what positions are
// worth to them.
func (v *spatialContest) perceive(h int) {
	n := len(v.risk)
	for k := range n {
		v.seen[k] = v.perceived(h, k)
	}
	for j := range n {
		view := v.view[j*n : (j+1)*n]
		for k, d := range v.from[j*n : (j+1)*n] {
			view[k] = valueAtDistance(d, v.seen[k])
		}
	}
}

// leastChallenge is the smallest gain for which an actor challenges another.
const leastChallenge = 1e-5

// runTurn simulates one turn and returns the sum of all moves.
func (v *spatialContest) runTurn(c *choices) (moved float64) {
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

// bestChallenge finds the opponent that actor i would challenge, and its
// expectations.
func (v *spatialContest) bestChallenge(i int, c *choices) (best bargain) {
	c.made++
	n, tied := len(v.risk), false
	v.perceive(i)
	// A sure victory would gain the difference between the two positions' utilities,
	// and no challenge gains more. Those that cannot come near what the farthest
	// opponent brings, or what anybody challenges for, need not be looked at.
	const margin = 1e-9
	own, farthest := v.view[i*n+i], -1
	for j := range n {
		if j != i && (farthest < 0 || v.view[j*n+i] < v.view[farthest*n+i]) {
			farthest = j
		}
	}
	enough := leastChallenge
	if farthest >= 0 {
		_, gain := v.contest(i, farthest, i)
		enough = max(enough, gain)
	}
	best = bargain{i: i, j: -1}
	for j := range n {
		if j == i || own-v.view[j*n+i] < enough-margin {
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

// contest is the strength of i's side against j's and the gain of actor k from
// a challenge, both as the perceiving actor sees them.
func (v *spatialContest) contest(i, j, k int) (p, gain float64) {
	rule, m := v.election.rule, len(v.risk)
	ofI, ofJ := v.view[i*m:(i+1)*m], v.view[j*m:(j+1)*m]
	own, kept := ofJ[i], ofI[j]
	with := ballot(rule, v.weight[i], 1-own) + 1e-10
	against := ballot(rule, v.weight[j], 1-kept) + 1e-10
	ours, theirs := with, against
	// Without commitment a third party keeps its position whoever wins; with full
	// commitment it moves to the winner whichever side it took. Either way its side
	// makes no difference to it, and it abstains.
	if v.commitment == semi {
		for n, w := range v.weight {
			if n == i || n == j {
				continue
			}
			if side := thirdPartyVote(rule, w, ofI[n], ofJ[n], with, against); side > 0 {
				ours += side
			} else {
				theirs -= side
			}
		}
	}
	p = ours / (ours + theirs)
	s, ui, uj := v.actors.total[j], ofI[k], ofJ[k]
	return p, float64((1-s)*2*ui) + float64(s*(float64(p*2*ui)+float64((1-p)*2*uj))) - (ui + uj)
}

// thirdPartyVote is the vote of a third party of weight w, for i if positive.
// The party leans to one side, considers how the contest would go if it joined,
// and votes according to its utility on either side.
func thirdPartyVote(rule int, w, ui, uj, with, against float64) float64 {
	lean := ballot(rule, w, ui-uj)
	p := (with + max(0, lean)) / (with + against + math.Abs(lean))
	return ballot(rule, w, float64(p*(2*ui+1))+float64((1-p)*3*uj)-(float64(p*3*ui)+float64((1-p)*(2*uj+1))))
}

// propose adds the bargain and the positions that it would give the two actors.
func (v *spatialContest) propose(b bargain) {
	a := v.actors
	to := 2 * len(v.bargains)
	v.bargains = append(v.bargains, b)
	si, sj, xi, xj := a.row(a.salience, b.i), a.row(a.salience, b.j), a.row(v.at, b.i), a.row(v.at, b.j)
	for k := range xi {
		wi, wj := float64(si[k]*b.strength), float64(sj[k]*(1-b.strength))
		if v.squares {
			wi, wj = float64(wi*wi), float64(wj*wj)
		}
		const hold = 1e-6 // keeps each actor close to its own position where weights vanish
		a.row(v.proposed, to)[k] = round4((float64((wi+hold)*xi[k]) + float64(wj*xj[k])) / (wi + hold + wj))
		a.row(v.proposed, to+1)[k] = round4((float64(wi*xi[k]) + float64((wj+hold)*xj[k])) / (wi + wj + hold))
	}
}

// round4 rounds a position to four decimals, which is part of the model.
func round4(x float64) float64 { return math.Floor(float64(10000*x)+0.5) / 10000 }

// valueBargains computes the utility of each bargain, and of the status quo, to
// each actor: the mean utility of all positions after the two have moved. Rows
// are actors; column 0 is the status quo.
func (v *spatialContest) valueBargains() {
	a, n, m := v.actors, len(v.risk), len(v.bargains)+1
	for i := range n {
		row, now := v.utility[i*m:(i+1)*m], v.worth[i*n:(i+1)*n]
		v.sums[0] = 0
		for j, u := range now {
			v.sums[j+1] = v.sums[j] + u
		}
		row[0] = v.sums[n] / float64(n)
		here := a.row(v.at, i)
		for b, of := range v.bargains {
			moved := valueAtDistance(distance(a, v.norm, i, here, a.row(v.proposed, 2*b)), v.risk[i])
			other := valueAtDistance(distance(a, v.norm, i, here, a.row(v.proposed, 2*b+1)), v.risk[i])
			first, second := of.i, of.j
			if first > second {
				first, second, moved, other = second, first, other, moved
			}
			sum := v.sums[first] + moved
			for _, u := range now[first+1 : second] {
				sum += u
			}
			sum += other
			for _, u := range now[second+1:] {
				sum += u
			}
			row[b+1] = sum / float64(n)
		}
	}
}

// chooseBargain picks actor i's choice among the status quo and its bargains.
func (v *spatialContest) chooseBargain(i int, c *choices) {
	a, m := v.actors, len(v.bargains)+1
	v.own = append(v.own[:0], 0)
	for b, of := range v.bargains {
		if of.i == i || of.j == i {
			v.own = append(v.own, b+1)
		}
	}
	if len(v.own) == 1 {
		return
	}
	v.election.begin(len(v.own))
	for n, c := range a.capability {
		u := v.seen[:0]
		for _, b := range v.own {
			u = append(u, v.utility[n*m+b])
		}
		v.election.vote(c, u)
	}
	v.election.close()
	share, pick := v.election.share, 0
	option := func(o int) model.StreamKey {
		if o == 0 {
			return c.ofParty(a.party[i]) // it stays
		}
		b := v.bargains[v.own[o]-1]
		return child(c.ofParty(a.party[b.i]), c.parties, a.party[b.j])
	}
	switch {
	case v.stochastic:
		pick = c.byShare(share, option)
	case share[0] < slices.Max(share)*(1-tieTolerance): // else nothing is better than to stay
		pick = c.largest(share, option, func(o, p int) bool {
			return slices.Equal(v.offered(i, v.own[o]-1), v.offered(i, v.own[p]-1))
		})
	}
	if b := v.own[pick] - 1; b >= 0 {
		copy(a.row(v.next, i), v.offered(i, b))
	}
}

// offered is where bargain b would move actor i, one of its two.
func (v *spatialContest) offered(i, b int) []float64 {
	row := 2 * b
	if v.bargains[b].j == i {
		row++
	}
	return v.actors.row(v.proposed, row)
}

// holdElection holds the election between the distinct current positions: list
// holds one actor per position, place the list index of every actor's position.
func (v *spatialContest) holdElection() {
	a, n := v.actors, len(v.risk)
	v.list = distinct(a, v.at, 1e-3, v.list[:0], v.place)
	v.election.begin(len(v.list))
	for i, c := range a.capability {
		u := v.utility[:len(v.list)]
		for o, j := range v.list {
			u[o] = v.worth[i*n+j]
		}
		v.election.vote(c, u)
	}
	v.election.close()
}
