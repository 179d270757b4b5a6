package protocol

import "math"

// mixedOffers looks for a lottery over deals that gives every party that must
// consent more than its reservation value on average (model 2.7): a party that
// seeks risk may prefer the lottery to any sure deal.
type mixedOffers struct {
	gain  []float64 // row per deal, column per party: its surplus
	deals int
	table []float64 // condensed simplex tableau
	row   []int     // what a row and a column of the tableau stand for:
	col   []int     // deals from 0, parties from −1 down
}

// lotteryBenefitsAll reports whether some lottery over a sample of efficient
// deals benefits every party: each party's best deal and mixtures of any two
// and of all.
func (k *nonconcaveSearch) lotteryBenefitsAll(s *solver) bool {
	return k.bestLottery(s) > consentTolerance
}

// bestLottery is the largest average surplus that a lottery over the sample can
// guarantee to every party at once.
func (k *nonconcaveSearch) bestLottery(s *solver) float64 {
	k.gain, k.deals = k.gain[:0], 0
	const steps = 16
	s.tight = 0
	for i := range s.parties {
		k.addDeal(s, i, i, 0)
		for j := range i {
			for t := 1; t < steps; t++ {
				k.addDeal(s, i, j, float64(t)/steps)
			}
		}
	}
	return k.value(s.parties)
}

// addDeal adds the deal that maximises the sum of values with weight 1 − t on
// i, t on j and almost 0 on the others.
func (k *nonconcaveSearch) addDeal(s *solver, i, j int, t float64) {
	for l := range s.members {
		s.mu[l] = 1e-9
	}
	s.mu[i] += 1 - t
	s.mu[j] += t
	s.evaluate(s.mu, false)
	for l := range s.parties {
		k.gain = append(k.gain, k.surplus(l, s.value[l]))
	}
	k.deals++
}

// value is the value of the zero-sum game in which one player picks a deal and
// the other the party whose surplus counts. The simplex method solves
//
//	maximise Σ y  subject to  Σ y·(gain + shift) ≤ 1 for every deal, y ≥ 0,
//
// whose largest Σ y is 1/(value + shift) (Dantzig 1951). Bland's rule prevents
// cycling.
func (l *mixedOffers) value(parties int) float64 {
	shift := 0.0
	for _, g := range l.gain {
		shift = max(shift, -g)
	}
	shift++
	m, n := l.deals, parties
	width := n + 1
	grow(&l.table, (m+1)*width)
	grow(&l.row, m)
	grow(&l.col, n)
	for r := range m {
		for c := range n {
			l.table[r*width+c] = l.gain[r*n+c] + shift
		}
		l.table[r*width+n] = 1
		l.row[r] = r
	}
	for c := range n {
		l.table[m*width+c] = -1
		l.col[c] = m + c
	}
	l.table[m*width+n] = 0
	for range 1000 {
		c := l.entering(m, n)
		if c < 0 {
			break
		}
		r := l.leaving(m, n, c)
		if r < 0 {
			break
		}
		l.pivot(m, n, r, c)
	}
	return 1/l.table[m*width+n] - shift
}

// entering is the column to pivot on, or −1 at the optimum.
func (l *mixedOffers) entering(m, n int) int {
	at := -1
	for c := range n {
		if l.table[m*(n+1)+c] < -1e-12 && (at < 0 || l.col[c] < l.col[at]) {
			at = c
		}
	}
	return at
}

// leaving is the row to pivot on.
func (l *mixedOffers) leaving(m, n, c int) int {
	at, least := -1, math.Inf(1)
	for r := range m {
		if a := l.table[r*(n+1)+c]; a > 1e-12 {
			ratio := l.table[r*(n+1)+n] / a
			if ratio < least || ratio == least && l.row[r] < l.row[at] {
				at, least = r, ratio
			}
		}
	}
	return at
}

// pivot exchanges the basic variable of row r with the nonbasic one of column
// c.
func (l *mixedOffers) pivot(m, n, r, c int) {
	w := n + 1
	p := l.table[r*w+c]
	for i := range m + 1 {
		if i == r {
			continue
		}
		f := l.table[i*w+c] / p
		for j := range w {
			if j != c {
				l.table[i*w+j] -= float64(f * l.table[r*w+j])
			}
		}
		l.table[i*w+c] = -f
	}
	for j := range w {
		if j != c {
			l.table[r*w+j] /= p
		}
	}
	l.table[r*w+c] = 1 / p
	l.row[r], l.col[c] = l.col[c], l.row[r]
}
