package study

import (
	"math"

	"sim/model"
	"sim/model/protocol"
)

// A Solution is the result of one meeting under one theory with every uncertain
// input at its midpoint, without random draws.
type Solution struct {
	Subject *Subject
	Theory  *model.Theory
	Package *model.Package
	Problem *model.Problem   // the theory's input
	Offer   model.Offer      // the theory's answer
	Totals  []model.MetTotal // what the terms make of each total; empty without terms
	// Margin is the maximum over terms of the smallest surplus of the parties
	// that must consent, in stake units: below 0 there is no zone of possible
	// agreement. NaN if it is not defined.
	Margin float64
	// WayRound is, where terms fail because something cannot be split, what would
	// open the zone all the same.
	WayRound protocol.WayRound
	// Ripeness is what makes the conflict ripe for a settlement at the same values,
	// or not; nil: there is no such index.
	Ripeness *Ripeness
}

// Ripeness is an index of one moment: a conflict is ripe for a package if going on
// hurts both parties, and some terms suit everybody whose consent it needs (Zartman
// 2000; model 2.26).
type Ripeness struct {
	model.RipeMoment
	// WayOut is the maximum over terms of the smallest surplus of the parties that
	// must consent, in stake units.
	WayOut float64
}

// Hurts reports whether going on hurts both parties.
func (r *Ripeness) Hurts() bool { return min(r.Hurting[0], r.Hurting[1]) > model.HurtsAbove }

// Ripe reports whether going on hurts both parties and there is a way out.
func (r *Ripeness) Ripe() bool { return r.Hurts() && r.WayOut > 0 }

// Solve solves one meeting with everyone in the room under the theory with the
// given index. Packages are tabled in order; the solution is about the first
// one that is signed, or the first of all if none is.
func Solve(s *Subject, theory int) *Solution {
	return solveAt(s, theory, model.CentralValues(s.Scenario.Bargain))
}

// solveAt is Solve for other values of the varying inputs, by column.
func solveAt(s *Subject, theory int, in []float64) *Solution {
	b := s.Scenario.Bargain
	m := model.SolveCentral(b, theory, in)
	solution := &Solution{Subject: s, Theory: &b.Theories[theory], Package: &b.Packages[m.Package], Problem: m.Problem, Offer: m.Offer, Totals: m.Totals, Margin: m.Offer.Margin}
	if !finite(solution.Margin) {
		solution.Margin = protocol.Margin(m.Problem) // theories compute it only if they need it
	}
	if moment, ok := model.RipeAt(b, in); ok {
		solution.Ripeness = &Ripeness{moment, protocol.Margin(moment.Problem)}
	}
	if m.Offer.Reason == model.Indivisible {
		solution.WayRound = protocol.FindWayRound(m.Problem)
	}
	return solution
}

// Tabled reports whether there are terms: those agreed on, or those that the
// theory proposes and a party refuses.
func (s *Solution) Tabled() bool { return s.Offer.HasTerms() }

// Terms returns the terms of an issue in its own unit; ok is false if there are
// none.
func (s *Solution) Terms(issue int) (amount float64, ok bool) {
	if !s.Tabled() || !s.Problem.InPackage[issue] {
		return 0, false
	}
	return s.Subject.Scenario.Bargain.Issues[issue].Scale.Amount(s.Offer.Terms[issue]), true
}

// Payoff returns a party's payoff from the terms, in stake units; NaN if there
// are none.
func (s *Solution) Payoff(party int) float64 {
	if !s.Tabled() {
		return math.NaN()
	}
	return s.Offer.Payoff[party]
}

// Certificate returns a party's weight in the theory's certificate; without an
// agreement only proportions matter, and the weights sum to 1. NaN if the
// theory gives none.
func (s *Solution) Certificate(party int) float64 {
	total := 1.0
	if !s.Offer.Status.Agreed() {
		total = 0
		for _, part := range s.Offer.Certificate {
			total += part
		}
		if total == 0 {
			total = 1
		}
	}
	return s.Offer.Certificate[party] / total
}

// NotConsenting returns the parties responsible for the lack of an agreement.
func (s *Solution) NotConsenting() (parties []int) {
	if s.Offer.Status.Agreed() {
		return nil
	}
	for _, i := range s.Subject.Scenario.Bargain.ListedParties() {
		if s.Offer.Share[i] > 0 {
			parties = append(parties, i)
		}
	}
	return parties
}

func finite(x float64) bool { return !math.IsNaN(x) && !math.IsInf(x, 0) }
