package protocol

import (
	"slices"

	"sim/model"
	"sim/model/registry"
)

// An influenceTheory decides all issues of a package from the actors'
// positions, without asking for consent.
type influenceTheory interface {
	// decide writes the outcome of each issue of a into x and returns how many
	// turns that took.
	decide(a *actors, x []float64) (turns int)
}

// influenceRounds runs an influence theory at a meeting: it finds the actors,
// lets the theory decide the issues and, if it is to, asks for consent to the
// result.
type influenceRounds struct {
	choices
	actors actors
	memory visitedStates
	x      []float64
	asks   bool          // whether terms that a party would refuse count as no agreement
	chance bool          // whether the theory chooses by shares; its results are then not cached
	course *model.Course // to record into; nil: nothing is
}

// run decides the package of p by the theory c. Issues on which nobody has any
// weight stay at the status quo (but see unwanted); if that is so for all, nothing
// is predicted.
func (v *influenceRounds) run(p *model.Problem, s *model.Stream, out *model.Offer, c influenceTheory) {
	out.Reset(p.Parties, p.Issues)
	if nothingToTable(p) {
		out.Status, out.Reason = model.None, model.RedLineConflict
		return
	}
	a := &v.actors
	v.meet(p, s)
	a.setActors(p, &v.choices)
	for k := range p.Issues {
		out.Terms[k] = min(max(p.StatusQuo[k], p.Lower[k]), p.Upper[k])
	}
	for _, k := range p.LevelIssues() {
		out.Terms[k] = unwanted(p, k)
	}
	if len(a.issue) == 0 {
		snap(p, out)
		setPayoffs(p, out)
		out.Status, out.Reason = model.None, model.NotDecided
		return
	}
	v.x = resized(v.x, len(a.issue))
	known := false
	if !v.chance && v.course == nil {
		out.Iterations, v.tied, known = v.memory.recall(a, v.x)
	}
	if !known {
		out.Iterations = c.decide(a, v.x)
		if !v.chance && v.course == nil && (!v.tied || v.order != nil) {
			v.memory.keep(v.x, out.Iterations, v.tied)
		}
	}
	out.Flags |= v.flags()
	for j, k := range a.issue {
		lo, hi := p.Lower[k], p.Upper[k]
		if lo == hi && slices.Contains(p.LevelIssues(), k) {
			out.Terms[k] = v.x[j]
			continue
		}
		out.Terms[k] = min(max(v.x[j], lo), hi)
		if lo < hi && (out.Terms[k] == lo || out.Terms[k] == hi) {
			out.Flags |= model.AtBound
		}
	}
	snap(p, out)
	predict(p, out, v.asks)
}

// actors are what the influence theories look at: the parties with a say on a
// package and the issues of the package on which any of them has weight. Rows
// of position and salience are actors, columns issues.
type actors struct {
	issue      []int     // indices in the problem
	party      []int     // per actor: index in the problem
	capability []float64 // per actor, > 0; where it differs by issue its mean, weighted by salience
	onIssue    []float64 // capability on an issue; row per actor; empty: the same on all
	total      []float64 // per actor: its salience on all these issues together, > 0
	risk       []float64 // per actor: its risk aversion, [−1, 1]
	position   []float64
	salience   []float64 // share of attention, [0, 1]
}

// setActors reads the actors from p. A party that pays no attention to one of
// the issues is assumed to propose the status quo there. Actors stand in the
// order that the scenario gives, if it does.
func (a *actors) setActors(p *model.Problem, c *choices) {
	a.issue = a.issue[:0]
	for k := range p.Issues {
		if !p.InPackage[k] {
			continue
		}
		for i := range p.Parties {
			if p.CapabilityAt(i, k)*p.Attention[i][k] > 0 {
				a.issue = append(a.issue, k)
				break
			}
		}
	}
	a.party, a.capability, a.total, a.risk = a.party[:0], a.capability[:0], a.total[:0], a.risk[:0]
	a.position, a.salience, a.onIssue = a.position[:0], a.salience[:0], a.onIssue[:0]
	for place := range p.Parties {
		i, total := c.party(place), 0.0
		for _, k := range a.issue {
			total += p.Attention[i][k]
		}
		capability := p.Capability[i]
		if p.CapabilityOn != nil && total > 0 {
			capability = 0
			for _, k := range a.issue {
				capability += float64(p.CapabilityOn[i][k] * (p.Attention[i][k] / total))
			}
		}
		if !(capability*total > 0) {
			continue
		}
		a.party = append(a.party, i)
		a.capability, a.total, a.risk = append(a.capability, capability), append(a.total, total), append(a.risk, p.Risk[i])
		for _, k := range a.issue {
			x := p.StatusQuo[k]
			if p.Attention[i][k] > 0 {
				x = p.Ideal[i][k]
			}
			a.position, a.salience = append(a.position, x), append(a.salience, p.Attention[i][k])
			if p.CapabilityOn != nil {
				a.onIssue = append(a.onIssue, p.CapabilityOn[i][k])
			}
		}
	}
}

// capabilityOn is actor i's capability on the issue in column k.
func (a *actors) capabilityOn(i, k int) float64 {
	if len(a.onIssue) == 0 {
		return a.capability[i]
	}
	return a.row(a.onIssue, i)[k]
}

// row is actor i's row of a matrix with one column per issue.
func (a *actors) row(m []float64, i int) []float64 {
	k := len(a.issue)
	return m[i*k : (i+1)*k : (i+1)*k]
}

// mostVisited is how many problems visitedStates holds: few scenarios have more
// packages, and between two meetings on the same package little changes that
// the influence theories look at.
const mostVisited = 8

// visitedStates caches the last problems and their outcomes, so that a meeting
// with unchanged actors need not be simulated again.
type visitedStates struct {
	past [mostVisited]visitedState
	next int
}

type visitedState struct {
	actors actors
	x      []float64
	turns  int
	tied   bool
}

// recall fills in x if these actors are cached. If not, it stores them for keep.
func (m *visitedStates) recall(a *actors, x []float64) (turns int, tied, known bool) {
	for i := range m.past {
		p := &m.past[i]
		if len(p.x) == len(x) && p.actors.equal(a) {
			copy(x, p.x)
			return p.turns, p.tied, true
		}
	}
	if cap(m.past[0].actors.salience) < cap(a.salience) || cap(m.past[0].actors.capability) < cap(a.capability) {
		m.grow(a)
	}
	p := &m.past[m.next]
	p.x = p.x[:0]
	p.actors.capability = append(p.actors.capability[:0], a.capability...)
	p.actors.onIssue = append(p.actors.onIssue[:0], a.onIssue...)
	p.actors.risk = append(p.actors.risk[:0], a.risk...)
	p.actors.position = append(p.actors.position[:0], a.position...)
	p.actors.salience = append(p.actors.salience[:0], a.salience...)
	return 0, false, false
}

// grow allocates room for problems as large as a in all entries at once, so
// that later problems allocate nothing.
func (m *visitedStates) grow(a *actors) {
	for i := range m.past {
		p := &m.past[i]
		for _, s := range []*[]float64{&p.actors.position, &p.actors.salience, &p.actors.onIssue, &p.x} {
			*s = append(make([]float64, 0, cap(a.salience)), *s...)
		}
		for _, s := range []*[]float64{&p.actors.capability, &p.actors.risk} {
			*s = append(make([]float64, 0, max(cap(a.capability), cap(a.risk))), *s...)
		}
	}
}

// keep stores the outcome of the actors last stored by recall.
func (m *visitedStates) keep(x []float64, turns int, tied bool) {
	p := &m.past[m.next]
	p.x, p.turns, p.tied = append(p.x[:0], x...), turns, tied
	m.next = (m.next + 1) % mostVisited
}

// equal reports whether two sets of actors on the same number of issues are
// equal in everything that affects the outcome.
func (a *actors) equal(b *actors) bool {
	return slices.Equal(a.capability, b.capability) && slices.Equal(a.onIssue, b.onIssue) && slices.Equal(a.risk, b.risk) &&
		slices.Equal(a.position, b.position) && slices.Equal(a.salience, b.salience)
}

// resized is s with n elements of any value; it allocates only if s was
// smaller.
func resized[T any](s []T, n int) []T {
	if cap(s) < n {
		return make([]T, n)
	}
	return s[:n]
}

// option is the index of name in names.
func option(parameter, name string, names []string) (int, error) {
	i := slices.Index(names, name)
	if i < 0 {
		return 0, &registry.UnknownError{What: parameter, Name: name, Known: names}
	}
	return i, nil
}
