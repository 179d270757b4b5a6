package protocol

import (
	"math"

	"sim/model"
	"sim/model/portable"
)

// votes finds the terms with the largest product of surpluses and chance to pass at
// home, of which the parties know only how it is spread (Problem.Votes): the logarithm
// of the chance is one more term of each such issue. It is concave, so it joins the
// product as somebody who has only a voice and wants the issue no farther than where it
// passes for certain; how much is a parabola at the terms found last, drawn anew until
// they stay (Newton's method; model 2.21).
type votes struct {
	wide    *model.Problem
	trial   model.Offer
	terms   []float64 // the best so far
	between []float64 // scratch: terms on the way to the trial
}

const (
	// mostParabolas bounds the search; a few are needed.
	mostParabolas = 30
	// stays is by how much, in positions, terms may differ from where the parabolas
	// touch.
	stays = 1e-7
	// nearRefused is the share of the way to a term that was refused beyond which
	// terms are not tried.
	nearRefused = 0.999
)

// logChance is the logarithm of the chance that terms pass at home.
func logChance(p *model.Problem, terms []float64) float64 {
	sum := 0.0
	for j := range p.Votes {
		log, _, _ := p.Votes[j].LogChance(terms[p.Votes[j].Issue])
		sum += log
	}
	return sum
}

// atOnce solves the problem as it stands, with regard to votes.
func (e *eachLevel) atOnce(p *model.Problem, s *model.Stream, out *model.Offer) {
	e.blindly(p, s, out)
	e.heedVotes(p, s, out)
}

// heedVotes weighs the chance to pass at home, where there are terms to weigh it by.
func (e *eachLevel) heedVotes(p *model.Problem, s *model.Stream, out *model.Offer) {
	if len(p.Votes) > 0 && out.Status.Agreed() {
		e.weighVotes(p, s, out)
	}
}

// chanceOfLevel is the logarithm of the chance with which what is fixed at the level of p
// passes: no terms there have a larger one.
func chanceOfLevel(p *model.Problem) float64 {
	sum := 0.0
	for j := range p.Votes {
		if k := p.Votes[j].Issue; p.Lower[k] == p.Upper[k] {
			log, _, _ := p.Votes[j].LogChance(p.Lower[k])
			sum += log
		}
	}
	return sum
}

// weighVotes replaces the terms in out by those that are best with the chance to pass.
func (e *eachLevel) weighVotes(p *model.Problem, s *model.Stream, out *model.Offer) {
	v := &e.votes
	moves := false
	for j := range p.Votes {
		k := p.Votes[j].Issue
		_, slope, _ := p.Votes[j].LogChance(out.Terms[k])
		moves = moves || slope < 0 && p.Lower[k] < p.Upper[k]
		e.voted = e.voted || slope < 0
	}
	if !moves {
		return
	}
	if e.prover != nil && !e.floored {
		e.proven = e.prover.prove(p, out, &e.bound) // no chance to pass is above 1
	}
	if v.base(p); v.refused(p, out.Terms) {
		if e.widely(v.wide, s, &v.trial); !v.trial.Status.Agreed() {
			v.take(p, v.trial.Terms, out)
			return
		}
		v.terms = append(v.terms[:0], v.trial.Terms...)
	} else {
		v.terms = append(v.terms[:0], out.Terms...)
	}
	for range mostParabolas {
		for j := range p.Votes {
			v.touch(p, j, v.terms[p.Votes[j].Issue])
		}
		if e.widely(v.wide, s, &v.trial); !v.trial.Status.Agreed() || v.step(p) <= stays {
			break
		}
	}
	v.take(p, v.terms, out)
}

// take puts terms into out, and the trial's certificate.
func (v *votes) take(p *model.Problem, terms []float64, out *model.Offer) {
	of := &v.trial
	out.Status, out.Reason, out.Flags, out.Iterations, out.Gap, out.Margin = of.Status, of.Reason, of.Flags, of.Iterations, of.Gap, of.Margin
	copy(out.Certificate, of.Certificate)
	copy(out.Share, of.Share)
	out.Price = append(out.Price[:0], of.Price...)
	copy(out.Terms, terms)
	setPayoffs(p, out)
	if out.LogProduct = math.NaN(); out.Status.Agreed() {
		out.LogProduct = logProduct(p, out)
	}
}

// step goes from the best terms so far toward the trial as far as that is better, by
// halves, and returns how far the issues that come to a vote have moved.
func (v *votes) step(p *model.Problem) (moved float64) {
	from := v.worth(p, v.terms)
	for share := 1.0; share > 1e-6; share /= 2 {
		v.between = append(v.between[:0], v.terms...)
		for k, x := range v.trial.Terms {
			v.between[k] += float64(share * (x - v.terms[k]))
		}
		if v.worth(p, v.between) >= from {
			for j := range p.Votes {
				k := p.Votes[j].Issue
				moved = max(moved, math.Abs(v.between[k]-v.terms[k]))
			}
			v.terms, v.between = v.between, v.terms
			return moved
		}
	}
	return 0
}

// worth is what terms are worth: the logarithm of the product of surpluses and of the
// chance to pass.
func (v *votes) worth(p *model.Problem, terms []float64) float64 {
	sum := logChance(p, terms)
	for i, needed := range p.Consent {
		switch {
		case needed:
			gain := p.Value(i, terms) - p.Reservation[i]
			if r := p.Risk[i]; r != 0 {
				gain = model.RiskUtility(gain+p.Reservation[i], r) - model.RiskUtility(p.Reservation[i], r)
			}
			sum += float64(p.Power[i] * portable.Log(max(0, gain)))
		case p.Voice[i] > 0:
			sum += float64(p.Voice[i] * p.Value(i, terms))
		}
	}
	return sum
}

// refused bounds the problem by what has been refused; it reports whether the terms
// lie beyond that.
func (v *votes) refused(p *model.Problem, terms []float64) (beyond bool) {
	for j := range p.Votes {
		vote := &p.Votes[j]
		k, r := vote.Issue, vote.Refused
		if r != r || p.Lower[k] >= p.Upper[k] {
			continue
		}
		if last := vote.Sure + float64(nearRefused*(r-vote.Sure)); vote.Side == model.AtMost {
			v.wide.Upper[k] = max(min(v.wide.Upper[k], last), p.Lower[k])
		} else {
			v.wide.Lower[k] = min(max(v.wide.Lower[k], last), p.Upper[k])
		}
		beyond = beyond || terms[k] > v.wide.Upper[k] || terms[k] < v.wide.Lower[k]
	}
	return beyond
}

// touch has the voice of vote j weigh as much as the parabola that touches the
// logarithm of its chance at position x: a·z + c·z² lost at the distance z from what passes for
// certain.
func (v *votes) touch(p *model.Problem, j int, x float64) {
	vote, i := &p.Votes[j], p.Parties+j
	k, z := vote.Issue, max(0, x-vote.Sure)
	if vote.Side == model.AtLeast {
		z = max(0, vote.Sure-x)
	}
	at := vote.Sure + z
	if vote.Side == model.AtLeast {
		at = vote.Sure - z
	}
	_, slope, bend := vote.LogChance(at)
	c := -bend / 2
	a := -slope - float64(2*c*z)
	if a < 0 {
		a, c = 0, -slope/(2*z)
	}
	q := v.wide
	clear(q.Weight[i])
	q.Weight[i][k], q.Curvature[i][k] = a+c, 1
	if a+c > 0 {
		q.Curvature[i][k] = 1 + c/(a+c)
	}
}

// base writes the problem with a voice for each vote, of which nothing counts yet.
func (v *votes) base(p *model.Problem) {
	if v.wide == nil || v.wide.Parties != p.Parties+len(p.Votes) || v.wide.Issues != p.Issues {
		v.wide = roomFor(p, len(p.Votes))
	}
	q := v.wide
	extend(q, p)
	for j := range p.Votes {
		vote, i := &p.Votes[j], p.Parties+j
		q.Consent[i], q.Voice[i], q.Power[i], q.Risk[i], q.Constant[i], q.Reservation[i] = false, 1, 0, 0, 0, 0
		for k := range q.Gain[i] {
			q.Gain[i][k], q.Loss[i][k], q.Ideal[i][k], q.Side[i][k], q.Curvature[i][k] = 1, 1, 0, model.TwoSided, 1
		}
		clear(q.Toll[i])
		if q.Price != nil {
			clear(q.Price[i])
		}
		q.Ideal[i][vote.Issue], q.Side[i][vote.Issue] = vote.Sure, vote.Side
	}
}
