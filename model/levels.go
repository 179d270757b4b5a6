package model

// levels are the combinations of terms on the issues of a Problem that can only
// be settled at one of a few positions: those with options, and those whose
// terms change what parties believe or what is relieved, so that payoffs are
// concave only between them (model 1.14). Everything else is settled in between.
type levels struct {
	issue []int // the issues, ascending
	count int   // number of combinations; 0: the problem has no such issue

	at       []float64 // [combination × issue]: positions
	constant []float64 // [combination × party]: Constant
	gain     []float64 // [combination × party × all issues]: Gain
	loss     []float64
	toll     []float64
	promise  []promiseAt // [combination × promise]

	alike bool // all combinations have the payoffs of the first, which alone are kept

	stands int // the combination at which the problem was placed last

	fill func(l int) // works out the payoffs of combination l; nil: all are given
}

// Levels is the number of combinations of terms on the issues that have only a
// few possible positions; at least 1. A theory solves the problem at each, by
// AtLevel, and chooses.
func (p *Problem) Levels() int { return max(1, p.count) }

// LevelIssues are the issues with only a few possible positions, ascending.
func (p *Problem) LevelIssues() []int { return p.issue }

// LevelAt is the position of LevelIssues()[j] in combination l.
func (p *Problem) LevelAt(l, j int) float64 { return p.at[l*len(p.issue)+j] }

// AtLevel fixes the issues that have only a few possible positions at
// combination l, with the payoffs that hold there. It does nothing if there are
// no such issues.
func (p *Problem) AtLevel(l int) {
	if p.count == 0 {
		return
	}
	p.PlaceAtLevel(l)
	at := p.PayoffsAt(l)
	copy(p.Constant, at.Constant)
	copy(flat(p.Gain), at.Gain)
	copy(flat(p.Loss), at.Loss)
	copy(flat(p.Toll), at.Toll)
	if len(p.promise) > 0 {
		p.promiseOf(p.block(l))
	}
}

// LevelPayoffs are the payoffs that hold at one combination of terms. They belong
// to the Problem.
type LevelPayoffs struct {
	Constant         []float64 // per party
	Gain, Loss, Toll []float64 // per party and issue, party by party; Toll is nil if nobody pays
}

// PayoffsAt are the payoffs that hold at combination l, of a problem with such
// combinations. The problem stays as it is.
func (p *Problem) PayoffsAt(l int) (at LevelPayoffs) {
	l = p.block(l)
	if p.fill != nil {
		p.fill(l)
	}
	n, m := len(p.Constant), len(p.Constant)*p.Issues
	at.Constant, at.Gain, at.Loss = p.constant[l*n:(l+1)*n], p.gain[l*m:(l+1)*m], p.loss[l*m:(l+1)*m]
	if p.Toll != nil {
		at.Toll = p.toll[l*m : (l+1)*m]
	}
	return at
}

// promiseOf sets what promises ask for to that at combination l.
func (p *Problem) promiseOf(l int) {
	for j := range p.Keeps {
		at := p.promise[l*len(p.Keeps)+j]
		p.Keeps[j].AtLeast, p.Keeps[j].Round = at.atLeast, at.round
	}
}

// block is the combination that has the payoffs of combination l.
func (p *Problem) block(l int) int {
	if p.alike {
		return 0
	}
	return l
}

// LevelsAlike reports whether the combinations differ by their positions only, so
// that what terms are worth does not depend on the level.
func (p *Problem) LevelsAlike() bool { return p.alike }

// PlaceAtLevel fixes the issues that have only a few possible positions at
// combination l, without the payoffs that hold there.
func (p *Problem) PlaceAtLevel(l int) {
	p.stands = l
	for j, k := range p.issue {
		x := p.LevelAt(l, j)
		p.Lower[k], p.Upper[k] = x, x
	}
}

// Nearest returns the combination whose positions are nearest to the terms x:
// the sum of the distances is least, and of equals the first.
func (p *Problem) Nearest(x []float64) int {
	best, least := 0, 0.0
	for l := range p.count {
		d := 0.0
		for j, k := range p.issue {
			d += abs(x[k] - p.LevelAt(l, j))
		}
		if l == 0 || d < least {
			best, least = l, d
		}
	}
	return best
}

// SetLevels gives the problem levels: positions[l][j] is the position of
// issues[j] in combination l, constants[l] the payoffs with every issue at the
// status quo, gains[l] and losses[l] what gains and losses count. It allocates;
// a Table fills its own problems in place.
func (p *Problem) SetLevels(issues []int, positions, constants [][]float64, gains, losses [][][]float64) {
	p.levels = levels{issue: issues, count: len(positions), alike: true}
	for l := range positions {
		p.at = append(p.at, positions[l]...)
		p.alike = p.alike && equal(constants[l], constants[0])
		for i := range gains[l] {
			p.alike = p.alike && equal(gains[l][i], gains[0][i]) && equal(losses[l][i], losses[0][i])
		}
	}
	for l := range positions {
		p.constant = append(p.constant, constants[l]...)
		for i := range gains[l] {
			p.gain = append(p.gain, gains[l][i]...)
			p.loss = append(p.loss, losses[l][i]...)
		}
	}
	if p.Toll != nil {
		for range positions {
			p.toll = append(p.toll, flat(p.Toll)...)
		}
	}
	p.AtLevel(0)
}

// clone returns levels that share no memory with l, whose payoffs must all be
// worked out.
func (l levels) clone() levels {
	l.fill = nil
	l.issue = append([]int(nil), l.issue...)
	l.promise = append([]promiseAt(nil), l.promise...)
	for _, s := range []*[]float64{&l.at, &l.constant, &l.gain, &l.loss, &l.toll} {
		*s = append([]float64(nil), *s...)
	}
	return l
}
