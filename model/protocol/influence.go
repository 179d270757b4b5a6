package protocol

import (
	"slices"

	"sim/model"
)

// A rule gives the outcome on one issue; ok is false if no party has any weight
// on it.
type rule interface {
	position(p *model.Problem, k int) (x float64, ok bool)
}

// influence decides each issue of the package separately, at the position that
// the rule gives, and asks for consent if it is to. Issues without one stay at the
// status quo; if no issue has one, nothing is predicted.
func influence(p *model.Problem, out *model.Offer, r rule, asks bool) {
	out.Reset(p.Parties, p.Issues)
	if nothingToTable(p) {
		out.Status, out.Reason = model.None, model.RedLineConflict
		return
	}
	settled := 0
	for k := range p.Issues {
		lo, hi := p.Lower[k], p.Upper[k]
		x, ok := p.StatusQuo[k], false
		if slices.Contains(p.LevelIssues(), k) {
			x = unwanted(p, k)
		}
		if p.InPackage[k] {
			if at, weighted := r.position(p, k); weighted {
				x, ok = at, true
				settled++
			}
		}
		if lo == hi && slices.Contains(p.LevelIssues(), k) {
			out.Terms[k] = x
			continue
		}
		out.Terms[k] = min(max(x, lo), hi)
		if ok && lo < hi && (out.Terms[k] == lo || out.Terms[k] == hi) {
			out.Flags |= model.AtBound
		}
	}
	snap(p, out)
	if settled == 0 {
		setPayoffs(p, out)
		out.Status, out.Reason = model.None, model.NotDecided
		return
	}
	predict(p, out, asks)
}

// unwanted is where an issue with only a few possible positions ends on which
// nobody has any weight: at the highest. Such an issue says how far an agreement
// stops what goes on without one, and nobody proposes to stop less.
func unwanted(p *model.Problem, k int) float64 {
	highest := p.StatusQuo[k]
	for j, issue := range p.LevelIssues() {
		for l := range p.Levels() {
			if issue == k {
				highest = max(highest, p.LevelAt(l, j))
			}
		}
	}
	return highest
}
