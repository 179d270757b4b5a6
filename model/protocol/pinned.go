package protocol

import (
	"math"

	"sim/model"
)

// pinned are the issues of a problem whose positions its equations fix, while these
// are the bounds of what can be tabled.
type pinned struct {
	issue        []int
	lower, upper []float64
}

// pin bounds the issues of p that the equations fix to where they fix them. It
// reports false, and changes nothing, unless that leaves none of the rows anything
// to move.
func (r *posedRows) pin(p *model.Problem, at *pinned) bool {
	at.issue, at.lower, at.upper = at.issue[:0], at.lower[:0], at.upper[:0]
	for i, kind := range r.kind[:len(r.all)] {
		if kind != solvedFor {
			continue
		}
		sum, pivot := r.row(i)[:r.issues], r.largest(i)
		for k, a := range sum {
			if k != pivot && math.Abs(a) > rowZero {
				pivot = -1
				break
			}
		}
		if pivot < 0 {
			continue
		}
		lo, hi := p.Lower[pivot], p.Upper[pivot]
		at.issue, at.lower, at.upper = append(at.issue, pivot), append(at.lower, lo), append(at.upper, hi)
		x := min(max(r.least[i]/sum[pivot], lo), hi)
		p.Lower[pivot], p.Upper[pivot] = x, x
	}
	for q := range p.Rows {
		for k, a := range p.Rows[q].Coefficient {
			if a != 0 && p.Lower[k] < p.Upper[k] {
				at.release(p)
				return false
			}
		}
	}
	return len(at.issue) > 0
}

// release gives the issues their bounds back.
func (at *pinned) release(p *model.Problem) {
	for j, k := range at.issue {
		p.Lower[k], p.Upper[k] = at.lower[j], at.upper[j]
	}
	at.issue = at.issue[:0]
}

// solveFixed solves a problem again whose rows left a theory too little to move, if
// these fix all their issues: with the issues where they are fixed, and no rows.
// Where that is not so, terms that miss a row are none.
func (e *eachLevel) solveFixed(p *model.Problem, s *model.Stream, out *model.Offer) {
	missed := out.Status.Agreed() && !meetsUpTo(p, out.Terms, rowSlack)
	if !missed && out.Status != model.Undecided {
		return
	}
	if !e.rows.pin(p, &e.pinned) {
		if missed {
			out.Status, out.Reason = model.Undecided, model.NotDecided
		}
		return
	}
	if s != nil {
		*s = e.stream
	}
	rows := p.Rows
	p.Rows = nil
	e.levelTheory.Solve(p, s, out)
	p.Rows = rows
	e.pinned.release(p)
	out.Price = out.Price[:0]
	for range rows {
		out.Price = append(out.Price, 0)
	}
}
