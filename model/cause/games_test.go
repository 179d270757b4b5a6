package cause

import "math"

// The games of the tests are about a pie of 1, of which the proposer keeps what
// the responder does not get.

// privateCost is a game about what fighting costs the responder, between low
// and high; p is the proposer's chance of winning.
func privateCost(s *Screening, cells int, p, costA, low, high, patience float64) {
	begin(s, cells, patience)
	for b := range s.Types {
		cost := high + float64(float64(b)/float64(cells)*(low-high))
		s.Types[b] = Type{GoingOn: 1 - p - cost, Refused: 1 - p - cost, ProposerGoingOn: p - costA, ProposerRefused: p - costA}
	}
}

// privateStrength is a game about the proposer's chance of winning, between low
// and high, which the responder knows.
func privateStrength(s *Screening, cells int, costA, costB, low, high, patience float64) {
	begin(s, cells, patience)
	for b := range s.Types {
		p := high + float64(float64(b)/float64(cells)*(low-high))
		s.Types[b] = Type{GoingOn: 1 - p - costB, Refused: 1 - p - costB, ProposerGoingOn: p - costA, ProposerRefused: p - costA}
	}
}

// noGap is a sale: the good costs the proposer nothing, and is worth between 0
// and 1 to the responder.
func noGap(s *Screening, cells int, patience float64) {
	begin(s, cells, patience)
	s.Frontier.Set([]float64{-1, 0}, []float64{1, 0}) // the responder's net value is less what it pays
	for b := range s.Types {
		v := 1 - float64(b)/float64(cells)
		s.Types[b] = Type{GoingOn: -v, Refused: -v}
	}
}

func begin(s *Screening, cells int, patience float64) {
	s.Begin(cells, nil)
	s.Patience, s.ProposerPatience = patience, patience
	s.Frontier.Set([]float64{-1, 2}, []float64{2, -1})
}

// play has every demand refused until the deadline: the demands, and the share
// of all types that have accepted by each of them.
func play(s *Screening, rounds int) (demands []Demand, accepted []float64) {
	for n := rounds; n > 0; n-- {
		d := s.Demand(n)
		s.Refuse(d)
		demands, accepted = append(demands, d), append(accepted, s.low/float64(s.cells))
	}
	return demands, accepted
}

// playOpen is play of talks without an end.
func playOpen(s *Screening, rounds int) (accepted []float64) {
	for range rounds {
		s.Refuse(s.Demand(Open))
		accepted = append(accepted, s.low/float64(s.cells))
	}
	return accepted
}

// stationary is the first demand of a sale with infinitely many rounds, at the
// state of some boundary, after which the linear equilibrium is played: a state
// v has the price ρ·v and is worth ρ·v²/2 to the proposer, ρ = √(1−δ)/(1+√(1−δ))
// (Stokey 1981).
func stationary(s *Screening, cells int, patience float64, state int) Demand {
	noGap(s, cells, patience)
	s.RuleOut(float64(state))
	s.Demand(1)
	s.plan.rows = 2
	root := math.Sqrt(1 - patience)
	price := root / (1 + root)
	for b := range s.Types {
		v := 1 - float64(b)/float64(cells)
		s.plan.offer[cells+1+b] = -price * v
		s.plan.value[cells+1+b] = float64(cells) * price * v * v / 2
	}
	return s.Demand(2)
}
