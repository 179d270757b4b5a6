package study

import (
	"slices"

	"sim/model"
)

// A Frontier is the efficient frontier of two parties in one meeting with every
// uncertain input at its midpoint, and where theories are on it. Payoffs are in
// stake units, the first party's first.
type Frontier struct {
	Parties     [2]int
	Required    [2]bool // whether the package requires their consent
	Package     int
	Others      []int           // the other parties whose consent it requires
	Alone       [][2]float64    // efficient frontier if only the consent of these two were needed, from the second's best terms to the first's
	WithOthers  [][2]float64    // efficient frontier that gives the others their reservation values; nil if there are no others or no such terms
	Reservation [2]float64      // reservation values
	Points      []TheoryPayoffs // payoffs under theories
}

// TheoryPayoffs is the two parties' payoffs from one theory's terms.
type TheoryPayoffs struct {
	Theory    *model.Theory
	Simulated bool // whether the run simulates the theory; the classic ones are always shown
	Alone     bool // whether it assumes that only the consent of these two is needed
	Payoff    [2]float64
	Consent   bool // whether all who must consent get at least their reservation values
}

// Limits of frontiers, each of which takes many solutions; the work for one
// grows with the cube of the number of parties. A run shows pairs of the first
// mostPaired parties that must consent: six pairs.
const (
	mostConsenting = 8
	mostParties    = 20
	mostPaired     = 4
)

// Frontiers returns the frontiers of the first package that requires the
// consent of two to eight parties, among at most twenty, and leaves two of them
// something to trade: one for each pair of the first four. It computes them at
// every call; nil if no package has any.
func (r *Result) Frontiers() (all []*Frontier) {
	b := r.Scenario.Bargain
	eachProblem(b, func(g int, p *model.Problem) bool {
		signatories := slices.DeleteFunc(slices.Clone(b.ListedParties()), func(i int) bool { return !p.Consent[i] })
		var points []theoryTerms
		for n, i := range signatories[:min(len(signatories), mostPaired)] {
			for _, j := range signatories[n+1 : min(len(signatories), mostPaired)] {
				f, ok := frontierOf(p, [2]int{i, j})
				if !ok {
					continue
				}
				if points == nil {
					points = termsOfAll(b, p)
				}
				f.Package = g
				f.add(points)
				all = append(all, f)
			}
		}
		return len(all) > 0
	})
	return all
}

// FrontierOf returns the frontier of two parties, given by index, in the first
// package that leaves them something to trade, whether or not it requires their
// consent. ok is false if there is none, if more than eight parties must
// consent or if there are more than twenty.
func FrontierOf(s *Subject, parties [2]int) (f *Frontier, ok bool) {
	b := s.Scenario.Bargain
	eachProblem(b, func(g int, p *model.Problem) bool {
		if f, ok = frontierOf(p, parties); !ok {
			return false
		}
		f.Package = g
		f.add(termsOfAll(b, p))
		if f.Required != [2]bool{true, true} {
			f.addAlone(p)
		}
		return true
	})
	return f, ok
}

// eachProblem builds the problem of each package, for a meeting with all inputs
// at their midpoints, until done returns true for one. It leaves out packages
// with totals: their frontier is not traced.
func eachProblem(b *model.Bargain, done func(g int, p *model.Problem) bool) {
	if len(b.Parties) < 2 || len(b.Parties) > mostParties || len(b.Issues) == 0 {
		return
	}
	meeting := model.NewTable(b)
	meeting.SetInputs(model.CentralValues(b), model.MedianEvents{})
	for g := range b.Packages {
		p := model.NewProblem(len(b.Parties), len(b.Issues))
		meeting.Pose(g, p)
		if len(p.Rows) == 0 && len(consenting(p)) <= mostConsenting && done(g, p) {
			return
		}
	}
}

// consenting returns the parties whose consent a problem requires.
func consenting(p *model.Problem) (parties []int) {
	for i, consent := range p.Consent {
		if consent {
			parties = append(parties, i)
		}
	}
	return parties
}
