package protocol

import (
	"math"
	"slices"

	"sim/model"
)

// promises keeps terms to those that every party will keep (Problem.Keeps). Where
// the terms without that condition meet it they are the solution, as the Nash
// solution does not depend on terms that are left out. Else each condition that
// they miss joins the bargaining as a party of its own: one with next to no power,
// which has what its party has at stake in keeping them, needs what it asks for,
// and so only sees to it that it is met (model 2.11).
type promises struct {
	wide  *model.Problem
	joins []bool // per promise
	trial model.Offer
}

// promisePowers are the bargaining powers with which conditions join as parties,
// one after the other until the solver can tell: the less, the nearer terms come to
// what is asked for, and the wider must be the zone that is left.
var promisePowers = [...]float64{1e-9, heldPower}

// missed marks the promises that the terms do not keep; it reports whether there
// are new ones.
func (w *promises) missed(p *model.Problem, terms []float64) (more bool) {
	for j := range p.Keeps {
		if !w.joins[j] && p.Kept(j, terms) < -consentTolerance {
			w.joins[j], more = true, true
		}
	}
	return more
}

// widen writes the problem with the promises that join it with the given power.
func (w *promises) widen(p *model.Problem, power float64) {
	if w.wide == nil || w.wide.Parties != p.Parties+len(p.Keeps) || w.wide.Issues != p.Issues {
		w.wide = roomFor(p, len(p.Keeps))
	}
	q := w.wide
	extend(q, p)
	q.Conditions = len(p.Keeps)
	for j := range p.Keeps {
		promise, i := &p.Keeps[j], p.Parties+j
		copyTastes(q, p, i, promise.Party)
		clear(q.Toll[i])
		if q.Price != nil {
			clear(q.Price[i]) // what a line costs is sunk once the terms are signed
		}
		copy(q.Gain[i], promise.Slope)
		copy(q.Loss[i], promise.Slope)
		q.Consent[i], q.Constant[i], q.Reservation[i], q.Power[i], q.Risk[i], q.Voice[i] = w.joins[j], 0, promise.AtLeast, power, 0, 0
	}
}

// keepPromises replaces the terms in out where some party would not keep them.
func (e *eachLevel) keepPromises(p *model.Problem, s *model.Stream, out *model.Offer) {
	if len(p.Keeps) == 0 || !out.Status.Agreed() {
		return
	}
	w := &e.promises
	grow(&w.joins, len(p.Keeps))
	clear(w.joins)
	for w.missed(p, out.Terms) {
		e.floored = true
		for _, power := range promisePowers {
			w.widen(p, power)
			if e.widely(w.wide, s, &w.trial); w.trial.Status != model.Undecided {
				break
			}
		}
		if !w.trial.Status.Agreed() {
			w.refuse(p, out)
			return
		}
		w.take(p, out)
	}
}

// isCondition reports whether member j is a condition on the terms.
func (s *solver) isCondition(j int) bool {
	return s.party[j] >= s.problem.Parties-s.problem.Conditions
}

// conditionUnit is what counts as much of a condition as a stake unit of a party does
// where the smallest gain is as large as possible: next to nothing, so that it is met
// and no more.
const conditionUnit = 1e-6

// take puts the terms of the trial into out.
func (w *promises) take(p *model.Problem, out *model.Offer) {
	of := &w.trial
	out.Status, out.Flags, out.Iterations, out.Gap, out.Margin = of.Status, of.Flags, of.Iterations, of.Gap, of.Margin
	copy(out.Terms, of.Terms)
	copy(out.Certificate, of.Certificate)
	out.Price = append(out.Price[:0], of.Price...)
	setPayoffs(p, out)
	out.LogProduct = logProduct(p, out)
}

// refuse writes into out that no acceptable terms would be kept: by the parties
// whose promises are in the way, as the certificate says.
func (w *promises) refuse(p *model.Problem, out *model.Offer) {
	of := &w.trial
	out.LogProduct, out.Margin = math.NaN(), math.NaN()
	clear(out.Share)
	copy(out.Certificate, of.Certificate)
	if out.Status = of.Status; of.Status == model.Undecided {
		out.Reason = model.NotDecided
		return
	}
	out.Status, out.Reason = model.None, model.NotKept
	most, sum := -1, 0.0
	for j := range p.Keeps {
		m := of.Certificate[p.Parties+j]
		sum += m
		if m > 0 && (most < 0 || m > of.Certificate[p.Parties+most]) {
			most = j
		}
	}
	if most < 0 {
		most = slices.Index(w.joins, true)
		out.Share[p.Keeps[most].Party] = 1
	} else {
		for j := range p.Keeps {
			out.Share[p.Keeps[j].Party] += of.Certificate[p.Parties+j] / sum
		}
	}
	out.BreaksIn = p.Keeps[most].Round
}
