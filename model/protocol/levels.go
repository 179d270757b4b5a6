package protocol

import (
	"math"

	"sim/model"
)

// A levelTheory is a theory that solves a problem at the level at which it
// stands (model 1.14).
type levelTheory interface {
	model.Protocol
	// score is what the theory makes as large as possible, at the offer that it
	// has just written into out: by this it compares levels. It is NaN if there
	// are no terms.
	score(out *model.Offer) float64
	// shortfall is, if the last problem had no terms, an upper bound of the smallest
	// surplus that any terms would have given, in stake units; +Inf: unknown.
	shortfall() float64
	// allRows reports whether a row may change its terms though they would meet it
	// anyway.
	allRows() bool
	// startsFree reports whether rows that do not bind change nothing in how it
	// solves a problem with rows, so that it need not be solved without them first.
	startsFree(p *model.Problem) bool
	// resume says that the next problem is the last one with rows.
	resume()
}

// A boundedTheory can bound what it would find at other levels.
type boundedTheory interface {
	levelTheory
	// prove sets b by the offer that it has just written into out: to bound the
	// score, or if there were no terms, the smallest surplus in stake units. It
	// reports whether it could.
	prove(p *model.Problem, out *model.Offer, b *levelBound) bool
}

// A surveyingTheory looks at all levels before it solves the problem at any.
type surveyingTheory interface {
	levelTheory
	survey(p *model.Problem)
}

// eachLevel solves a problem at each of its levels and takes the one with the
// largest score; of levels that score alike within levelTie, the lowest.
type eachLevel struct {
	levelTheory
	stream   model.Stream
	trial    model.Offer
	scores   []float64
	bounds   []float64 // per level that is not solved: how large its score could be; NaN: solved
	nearest  []float64 // per level without terms: how large the smallest surplus could be
	bound    levelBound
	whole    whole
	floors   floors
	promises promises
	votes    votes
	rows     posedRows
	prover   boundedTheory // of the search for the best level; nil: there is none, or it cannot bound others
	voted    bool          // whether the last terms may fail in a vote
	proven   bool          // whether bound is that of the last problem without regard to votes
	floored  bool          // whether floors or promises changed the last terms
	share    []float64     // scratch
	weight   []float64     // scratch, per party
	last     [32]int       // per number of levels, of many together: the level that won last, or came nearest
	tried    int           // level of trial
	zone     solver        // for levels without terms
}

// atEachLevel is the protocol by which a theory chooses among levels.
func atEachLevel(t levelTheory) model.Protocol { return &eachLevel{levelTheory: t} }

// levelTie is the difference up to which two levels' scores count as equal.
const levelTie = 1e-9

// Solve implements model.Protocol.
func (e *eachLevel) Solve(p *model.Problem, s *model.Stream, out *model.Offer) {
	if p.Levels() > 1 && nothingToTable(p) { // so it is at every level
		p.PlaceAtLevel(0)
		e.levelTheory.Solve(p, s, out)
		return
	}
	if surveying, ok := e.levelTheory.(surveyingTheory); ok {
		surveying.survey(p)
	}
	if s != nil {
		e.stream = *s
	}
	if p.Levels() == 1 {
		e.solve(p, s, out, 0, math.NaN())
		return
	}
	best, at := e.search(p, s, out)
	if math.IsNaN(best) {
		// The level is the last one solved, if it was the same in the last round.
		nearest := e.leastEmpty(p)
		if p.AtLevel(nearest); nearest == e.tried {
			out.CopyFrom(&e.trial)
		} else {
			e.solve(p, s, out, nearest, math.NaN())
		}
		*e.firstTry(p) = nearest
		return
	}
	// Of the levels that score alike the lowest wins, whatever the order in which
	// they were solved.
	winner, alike := -1, 0
	for l, score := range e.scores {
		if score >= best-levelTie {
			if alike++; winner < 0 {
				winner = l
			}
		}
	}
	if winner != at {
		e.solve(p, s, out, winner, math.NaN())
	}
	p.AtLevel(winner)
	if alike > 1 {
		out.Flags |= model.Tied
	}
	*e.firstTry(p) = winner
}

// firstTry is the level to try first: the one that won, or came nearest, in the last
// problem with as many levels, which is likely to be the same package a round ago.
// The order of the trials costs time and changes no result.
func (e *eachLevel) firstTry(p *model.Problem) *int {
	return &e.last[min(p.Levels(), len(e.last)-1)]
}

// search solves the problem at every level that can win, beginning with the one
// that won last and going on with the one that promises most. It returns the
// largest score, NaN if there are no terms at any level, and the level at which
// out was written.
func (e *eachLevel) search(p *model.Problem, s *model.Stream, out *model.Offer) (best float64, at int) {
	levels := p.Levels()
	grow(&e.scores, levels)
	grow(&e.nearest, levels)
	grow(&e.bounds, levels)
	for l := range levels {
		e.scores[l], e.nearest[l], e.bounds[l] = math.NaN(), math.Inf(1), math.Inf(1)
	}
	bounded, canBound := e.levelTheory.(boundedTheory)
	if best, at = math.NaN(), -1; canBound && p.Whole == nil {
		e.prover = bounded
	}
	defer func() { e.prover = nil }()
	for l := min(*e.firstTry(p), levels-1); l >= 0; l = e.mostPromising(best) {
		e.bounds[l], e.tried = math.NaN(), l
		e.solve(p, s, &e.trial, l, best)
		score := e.scoreOf(p, &e.trial)
		e.scores[l] = score
		if none := math.IsNaN(score); none || !(score <= best) {
			if none {
				if e.nearest[l] = e.shortfall(); e.trial.Reason == model.NotKept || e.trial.Reason == model.OverTotal {
					e.nearest[l] = math.Inf(1) // not for want of a zone
				}
			} else {
				best, at = score, l
				out.CopyFrom(&e.trial)
			}
			if e.proven && !none || e.prover != nil && !e.floored && !e.voted && bounded.prove(p, &e.trial, &e.bound) {
				e.tighten(p, best, none)
			}
		}
	}
	return best, at
}

// mostPromising is the level with the largest bound that is not solved and can
// win or draw level with best; of equals the lowest; −1: none.
func (e *eachLevel) mostPromising(best float64) (level int) {
	level = -1
	for l, b := range e.bounds {
		if !math.IsNaN(b) && !(b < best-levelTie) && (level < 0 || b > e.bounds[level]) {
			level = l
		}
	}
	return level
}

// tighten bounds the levels that are not solved and may still win against best. empty:
// the bound is one of the smallest surplus, and a level where it is below 0 needs no
// solution.
func (e *eachLevel) tighten(p *model.Problem, best float64, empty bool) {
	for l, b := range e.bounds {
		if math.IsNaN(b) || b < best-levelTie {
			continue
		}
		switch most := e.bound.at(p, l); {
		case !empty && most < b: // false at weights of 0, which bound nothing
			e.bounds[l] = most
			if len(p.Votes) > 0 && e.isNash() {
				e.bounds[l] += chanceOfLevel(p)
			}
		case empty && most < -nearEdge:
			e.bounds[l], e.nearest[l] = math.NaN(), most
		}
	}
}

// solve solves the problem at level l, unless that cannot have the score best. Every
// level gets the same random numbers.
func (e *eachLevel) solve(p *model.Problem, s *model.Stream, out *model.Offer, l int, best float64) {
	p.AtLevel(l)
	e.voted, e.proven, e.floored = false, false, false
	e.blindly(p, s, out)
	if heeds := len(p.Votes) > 0 || p.Floor != nil || len(p.Keeps) > 0 || p.Whole != nil; !heeds || e.isNash() && e.score(out) < best-levelTie {
		return // whatever else is to be heeded leaves no more
	}
	e.heedVotes(p, s, out)
	e.keepFloors(p, s, out)
	e.keepPromises(p, s, out)
	e.roundWhole(p, s, out)
}

// blindly solves the problem as it stands, without regard to votes.
func (e *eachLevel) blindly(p *model.Problem, s *model.Stream, out *model.Offer) {
	e.withPosedRows(p, s, out, true)
}

// widely solves a problem made from the one at hand, which has its rows.
func (e *eachLevel) widely(q *model.Problem, s *model.Stream, out *model.Offer) {
	e.withPosedRows(q, s, out, false)
}

// withPosedRows solves a problem with those of its rows that have to be asked for;
// afresh: with the random numbers of the level from the first on, and at first as if
// nothing had to add up.
func (e *eachLevel) withPosedRows(p *model.Problem, s *model.Stream, out *model.Offer, afresh bool) {
	if len(p.Rows) > 0 {
		if !e.rows.pose(p) {
			contradicted(p, out)
			return
		}
		defer e.rows.restore(p, out)
		if afresh && len(p.Rows) > 0 && e.withoutRows(p, s, out) {
			return
		}
	}
	if afresh && s != nil {
		*s = e.stream
	}
	e.levelTheory.Solve(p, s, out)
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

// leastEmpty is, where no level has terms, the level at which the smallest
// surplus can be made largest; of equals, the lowest. Only levels that their
// proofs leave in question are looked at, the most open first.
func (e *eachLevel) leastEmpty(p *model.Problem) int {
	for l := range e.scores {
		e.scores[l] = math.Inf(-1)
	}
	most, narrowed := math.Inf(-1), true
	for {
		next, second := e.mostOpen()
		if next < 0 || e.nearest[next] < most-levelTie {
			break
		}
		if !narrowed {
			e.narrow(p, most)
			narrowed = true
			continue
		}
		p.AtLevel(next)
		// It is decided once the level certainly has the largest margin, or certainly not.
		enough := max(second, most) + 2*levelTie
		e.scores[next] = e.zone.marginBetween(p, most-2*levelTie, enough)
		if !(e.scores[next] > math.Inf(-1)) {
			e.scores[next] = math.NaN() // nothing can be tabled
			continue
		}
		most = max(most, e.scores[next])
		narrowed = false
	}
	for l, m := range e.scores {
		if m >= most-levelTie {
			return l
		}
	}
	return 0
}

// mostOpen is the level without a margin yet whose smallest surplus could be
// largest, of equals the lowest, −1: none; and how large that of the others could
// be.
func (e *eachLevel) mostOpen() (level int, second float64) {
	level, second = -1, math.Inf(-1)
	for l, m := range e.scores {
		switch most := e.nearest[l]; {
		case !math.IsInf(m, -1):
		case level < 0:
			level = l
		case most > e.nearest[level]:
			level, second = l, e.nearest[level]
		default:
			second = max(second, most)
		}
	}
	return level, second
}

// narrow bounds the smallest surplus at the other levels that may still have the
// largest, most so far, by the weights that prove the margin just found.
func (e *eachLevel) narrow(p *model.Problem, most float64) {
	z := &e.zone
	if len(p.Rows) > 0 {
		return
	}
	grow(&e.weight, p.Parties)
	clear(e.weight)
	for j, i := range z.party[:z.parties] {
		e.weight[i] = z.mu[j]
	}
	for k := range z.issues {
		z.terms[z.issue[k]] = z.x[k]
	}
	if !e.bound.setMargin(p, e.weight, nil, z.terms) {
		return
	}
	for l, m := range e.scores {
		if math.IsInf(m, -1) && e.nearest[l] >= most-levelTie {
			e.nearest[l] = min(e.nearest[l], e.bound.at(p, l))
		}
	}
}

// shortfall implements levelTheory.
func (s *solver) shortfall() float64 { return s.missed }

// allRows implements levelTheory.
func (s *solver) allRows() bool { return false }

// startsFree implements levelTheory.
func (s *solver) startsFree(*model.Problem) bool { return false }

// miss notes that no terms give everybody more than the bound. With risk
// attitudes surpluses are compared in other units.
func (s *solver) miss(bound float64) {
	for _, r := range s.risk[:s.parties] {
		if r != 0 {
			return
		}
	}
	s.missed = bound
}

// snap moves the terms in out to the nearest level, and p with them.
func snap(p *model.Problem, out *model.Offer) {
	nearestWhole(p, out)
	if len(p.LevelIssues()) == 0 {
		return
	}
	p.AtLevel(p.Nearest(out.Terms))
	for _, k := range p.LevelIssues() {
		out.Terms[k] = p.Lower[k]
	}
}
