package protocol

import "sim/model"

// withPosedRows solves a problem with those of its rows that have to be asked for,
// and, so that a total that does not bind changes nothing, in the end with those
// that bind alone; afresh: with the random numbers of the level from the first on, and at first as if
// nothing had to add up.
func (e *eachLevel) withPosedRows(p *model.Problem, s *model.Stream, out *model.Offer, afresh bool) {
	if len(p.Rows) > 0 {
		if !e.rows.pose(p) {
			contradicted(p, out)
			out.Price = e.rows.blame(p, out.Price)
			return
		}
		defer e.rows.restore(p, out)
	}
	e.solveRows(p, s, out, afresh)
	if len(p.Rows) == 0 || afresh && len(p.Rows) == 1 || e.allRows() || !out.HasTerms() || !e.rows.keepTight(p, out) {
		return
	}
	rows := p.Rows
	p.Rows = e.rows.binding
	e.solveRows(p, s, out, afresh)
	if p.Rows = rows; out.HasTerms() && meets(p, out.Terms) {
		e.rows.spread(out)
		return
	}
	e.solveRows(p, s, out, afresh)
}

// solveRows solves a problem with its rows, all of which are posed.
func (e *eachLevel) solveRows(p *model.Problem, s *model.Stream, out *model.Offer, afresh bool) {
	if afresh && len(p.Rows) > 0 && e.withoutRows(p, s, out) {
		return
	}
	if afresh && s != nil {
		*s = e.stream
	}
	e.levelTheory.Solve(p, s, out)
	if len(p.Rows) > 0 {
		e.solveFixed(p, s, out)
	}
}

// contradicted fills out for rows that no terms meet, because they contradict each
// other.
func contradicted(p *model.Problem, out *model.Offer) {
	out.Reset(p.Parties, p.Issues)
	if out.Status, out.Reason = model.None, model.OverTotal; nothingToTable(p) {
		out.Reason = model.RedLineConflict
	}
}

// withoutRows solves the problem at its level as if nothing had to add up. It
// reports whether that is the solution: the terms meet all rows, or there are
// none even so. A total that does not bind thereby changes nothing.
func (e *eachLevel) withoutRows(p *model.Problem, s *model.Stream, out *model.Offer) bool {
	if asksForEquality(p) || e.startsFree(p) || e.allRows() {
		return false
	}
	if s != nil {
		*s = e.stream
	}
	rows := p.Rows
	p.Rows = nil
	e.levelTheory.Solve(p, s, out)
	p.Rows = rows
	switch {
	case out.Status == model.Undecided:
		return false
	case out.Status == model.None && out.Reason != model.Refused:
	case !meets(p, out.Terms):
		e.resume()
		return false
	}
	for range rows {
		out.Price = append(out.Price, 0)
	}
	return true
}
