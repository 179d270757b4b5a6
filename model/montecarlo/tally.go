package montecarlo

import (
	"slices"

	"sim/model"
)

// A Tally counts and sums draws. All counts are integers and all sums exact, so
// merging gives the same bits in any order.
type Tally struct {
	Draws    int
	Theories []TheoryTally // in the order of Bargain.Theories
	// FirstOrder holds what the first-order index of each varying input is
	// computed from; nil until a run has finished.
	FirstOrder *FirstOrderIndices
	// Replicates holds the counts of each independent replicate, without
	// distributions over draws or rounds. It is nil if the draws are
	// independent. Share and PerDraw use it.
	Replicates []*Tally
}

// A TheoryTally counts and sums draws under one theory.
type TheoryTally struct {
	Classes         [model.Classes]int // draws that ended in each class; all 0 under a theory that asks nobody
	Signed          []int              // draws in which each package was signed
	Reasons         []int              // draws without a headline package, by model.Reason
	NotConsenting   []int              // draws in which each party is recorded as the one that did not consent
	Rounds          []int              // draws by the round in which they reached their outcome; as long as needed
	Blocks          []int              // rounds, summed over draws, in which each party is recorded as not consenting
	RipeEver        int                // draws in which some round is ripe for a settlement
	FrozenConflicts int                // draws in a frozen conflict: a stalemate that stayed quiet for long

	// Unmet counts, per Bargain.Observed, the draws that were excluded because they
	// did not meet it, and met those before it. Nothing else counts them.
	Unmet []int

	Refused []int // per party: draws in which it would refuse the terms of a theory that asks nobody

	Tied int // draws in which a choice between equals settled an offer

	Terms       []Distribution // per issue: position, in the draws that settled it
	Reservation []Distribution // per party, all draws
	Payoff      []Distribution // per party, draws that end in a deal: payoff of the agreement when it was signed; or of predicted terms
	Utility     []Moments      // per party, all draws: value of what is held at the end, in its own tastes
	Talking     []Moments      // per party, all draws: what going on talking was worth
	Whole       []Moments      // per party, all draws: model.Outcome.PayoffOf, with a deal or without
	Surplus     []Moments      // per party, draws that end in a deal: payoff − reservation value
	Compliance  []Moments      // per party, draws that end in a deal: how far it trusted the agreement
	Price       []Moments      // per total, draws that end in a deal: what one more unit would have added
	Excess      []Moments      // per total, draws with predicted terms: by how much their sum exceeds its number, as a share of model.Bargain.Span
	Binds       []int          // per total: draws that end in a deal that it holds back
	Worse       []int          // per party: draws that end in a deal, or in predicted terms, more than AtPar below its reservation value

	Ripe RipeTally // where the bargain has the index

	ByRound *RoundTally // nil for a single meeting
	Twin    *TwinTally  // nil: the theory has no twin in the run
	// Spread is where the theory and then each rule of its Spread puts each issue
	// when it first signs what Bargain.SpreadOf says, in the draws in which all of
	// them have terms; nil: it has none.
	Spread [][]Distribution

	of    *model.Bargain // whose predictions are counted; nil: the theory makes none
	asked []int          // parties whose consent such a prediction may need
}

// AtPar is how far below the reservation value a payoff still counts as equal
// to it, in stake units. It allows for rounding.
const AtPar = 1e-9

// NewTally returns an empty Tally for b.
func NewTally(b *model.Bargain) *Tally {
	t := &Tally{Theories: make([]TheoryTally, len(b.Theories))}
	parties, issues := len(b.Parties), len(b.Issues)
	for i := range t.Theories {
		y := newCounts(b, i)
		if y.ByRound != nil {
			y.ByRound.track(parties)
		}
		y.Terms, y.Reservation, y.Payoff = make([]Distribution, issues), make([]Distribution, parties), make([]Distribution, parties)
		y.Worse = make([]int, parties)
		for _, ms := range y.moments() {
			*ms = make([]Moments, parties)
		}
		y.Price, y.Excess = make([]Moments, len(b.Totals)), make([]Moments, len(b.Totals))
		y.Twin = newTwinTally(b, i)
		if rules := len(b.Theories[i].Spread); rules > 0 {
			for range rules + 1 {
				y.Spread = append(y.Spread, make([]Distribution, issues))
			}
		}
		t.Theories[i] = y
	}
	return t
}

// newCounts returns an empty TheoryTally without distributions.
func newCounts(b *model.Bargain, theory int) TheoryTally {
	parties := len(b.Parties)
	y := TheoryTally{
		Signed: make([]int, len(b.Packages)), Reasons: make([]int, len(model.ReasonNames)), NotConsenting: make([]int, parties),
		Blocks: make([]int, parties), Unmet: make([]int, len(b.Observed)), Binds: make([]int, len(b.Totals)), Refused: make([]int, parties), ByRound: newRoundTally(b),
	}
	if b.Theories[theory].Predicts {
		y.of = b
		for i := range b.Parties {
			if b.Asked(i) {
				y.asked = append(y.asked, i)
			}
		}
	}
	return y
}

// N returns the number of draws that count under a theory, an index into Theories:
// those that match what was observed.
func (t *Tally) N(theory int) int {
	n := t.Draws
	for _, k := range t.Theories[theory].Unmet {
		n -= k
	}
	return n
}

// Add adds the draws of a chunk, except to FirstOrder.
func (t *Tally) Add(c *Chunk) { t.add(c, new(spreadBatch), false) }

// add adds the draws of a chunk. With rows, it adds only what their rows in the
// data files tell.
func (t *Tally) add(c *Chunk, s *spreadBatch, rows bool) {
	t.Draws += c.N
	s.allIndex.set(c.First, c.N, len(t.Replicates) > 0)
	for i := range t.Theories {
		y := &t.Theories[i]
		os := c.Outcomes[i]
		t.count(i, os, &s.allIndex, rows)
		s.add(y, os)
		if y.Twin != nil {
			s.addTwin(y.Twin, os, c.Outcomes[y.Twin.Twin])
		}
		if !rows {
			s.addSpread(y.Spread, os)
		}
	}
	for r, y := range t.Replicates {
		y.Draws += s.allIndex.n[r]
	}
}

// count adds the draws under theory i to the counts, consecutive draws that
// ended alike in one step. With rows, it adds only what their rows in the data
// files tell.
func (t *Tally) count(i int, os []model.Outcome, index *replicateIndex, rows bool) {
	for from := 0; from < len(os); {
		o, to := &os[from], from+1
		for to < len(os) && endedAlike(o, &os[to]) {
			to++
		}
		t.Theories[i].count(o, to-from, rows)
		if index.replicated {
			var n [replicates]int
			for _, r := range index.of[from:to] {
				n[r%replicates]++
			}
			for r, k := range n {
				if k > 0 {
					t.Replicates[r].Theories[i].count(o, k, rows)
				}
			}
		}
		from = to
	}
	if t.Theories[i].ByRound == nil || rows {
		return
	}
	for j := range os {
		t.Theories[i].ByRound.add(&os[j])
		if index.replicated {
			t.Replicates[index.of[j]].Theories[i].ByRound.add(&os[j])
		}
	}
}

// endedAlike reports whether count adds the same for two draws.
func endedAlike(a, b *model.Outcome) bool {
	return a.Class == b.Class && a.Class.Played() && a.Reason == b.Reason && a.NotConsenting == b.NotConsenting && a.Round == b.Round &&
		a.Package == b.Package && a.FrozenConflict == b.FrozenConflict && (a.RipeFirst < 0) == (b.RipeFirst < 0) && a.Tied == b.Tied && slices.Equal(a.Blocks, b.Blocks) && bindAlike(a, b)
}

// bindAlike reports whether the same totals bind in two draws.
func bindAlike(a, b *model.Outcome) bool {
	for r := range a.Price {
		if a.Binds(r) != b.Binds(r) {
			return false
		}
	}
	return true
}

// Add adds one draw, except to Twin.
func (t *TheoryTally) Add(o *model.Outcome) {
	var s spreadBatch
	s.allIndex.set(0, 1, false)
	t.count(o, 1, false)
	if t.ByRound != nil {
		t.ByRound.add(o)
	}
	os := []model.Outcome{*o}
	s.add(t, os)
	s.addSpread(t.Spread, os)
}

// count adds n draws that ended alike to the counts, except to ByRound. With
// rows, it adds only what their rows in the data files tell.
func (t *TheoryTally) count(o *model.Outcome, n int, rows bool) {
	if o.Class == model.Excluded {
		t.Unmet[o.Round] += n
		return
	}
	if o.Class == model.Prediction { // nothing happened that could be counted
		for _, i := range t.asked {
			if o.Refuses(t.of, i) {
				t.Refused[i] += n
			}
		}
		if o.Tied && !rows {
			t.Tied += n
		}
		return
	}
	t.Classes[o.Class] += n
	if o.Reason != model.NoReason {
		t.Reasons[o.Reason] += n
	}
	if o.NotConsenting >= 0 {
		t.NotConsenting[o.NotConsenting] += n
	}
	for len(t.Rounds) <= o.Round {
		t.Rounds = append(t.Rounds, 0)
	}
	t.Rounds[o.Round] += n
	if o.Signed() {
		t.Signed[o.Package] += n
	}
	if o.FrozenConflict {
		t.FrozenConflicts += n
	}
	if o.RipeFirst >= 0 {
		t.RipeEver += n
	}
	for r := range o.Price {
		if o.Binds(r) {
			t.Binds[r] += n
		}
	}
	if rows {
		return
	}
	for i, k := range o.Blocks {
		t.Blocks[i] += k * n
	}
	if o.Tied {
		t.Tied += n
	}
}

// Merge adds the draws of o, which must be a tally of the same bargain.
func (t *Tally) Merge(o *Tally) {
	t.mergeReplicates(o)
	t.Draws += o.Draws
	for i := range t.Theories {
		t.Theories[i].merge(&o.Theories[i])
	}
	switch {
	case o.FirstOrder == nil:
	case t.FirstOrder == nil:
		t.FirstOrder = newFirstOrderIndices(o.FirstOrder.inputs, o.FirstOrder.theories)
		fallthrough
	default:
		t.FirstOrder.merge(o.FirstOrder)
	}
}

func (t *TheoryTally) merge(o *TheoryTally) {
	for len(t.Rounds) < len(o.Rounds) {
		t.Rounds = append(t.Rounds, 0)
	}
	addCounts(t.Classes[:], o.Classes[:])
	addCounts(t.Unmet, o.Unmet)
	addCounts(t.Signed, o.Signed)
	addCounts(t.Reasons, o.Reasons)
	addCounts(t.NotConsenting, o.NotConsenting)
	addCounts(t.Rounds, o.Rounds)
	addCounts(t.Blocks, o.Blocks)
	addCounts(t.Worse, o.Worse)
	addCounts(t.Binds, o.Binds)
	for r := range o.Price {
		t.Price[r].Merge(&o.Price[r])
		t.Excess[r].Merge(&o.Excess[r])
	}
	addCounts(t.Refused, o.Refused)
	t.Ripe.merge(&o.Ripe)
	t.FrozenConflicts += o.FrozenConflicts
	t.RipeEver += o.RipeEver
	t.Tied += o.Tied
	if t.ByRound != nil {
		t.ByRound.merge(o.ByRound)
	}
	if t.Twin != nil {
		t.Twin.merge(o.Twin)
	}
	for r := range o.Spread {
		for k := range o.Spread[r] {
			t.Spread[r][k].Merge(&o.Spread[r][k])
		}
	}
	for _, s := range []struct{ to, from []Distribution }{
		{t.Terms, o.Terms}, {t.Reservation, o.Reservation}, {t.Payoff, o.Payoff},
	} {
		for i := range s.to {
			s.to[i].Merge(&s.from[i])
		}
	}
	from := o.moments()
	for j, to := range t.moments() {
		for i := range *to {
			(*to)[i].Merge(&(*from[j])[i])
		}
	}
}

// moments are the quantities of which only moments are kept, per party.
func (t *TheoryTally) moments() [5]*[]Moments {
	return [...]*[]Moments{&t.Utility, &t.Talking, &t.Whole, &t.Surplus, &t.Compliance}
}

func addCounts(to, from []int) {
	for i, n := range from {
		to[i] += n
	}
}

// classCounts returns a copy that holds only the number of draws and their classes.
func (t *Tally) classCounts() *Tally {
	c := &Tally{Draws: t.Draws, Theories: make([]TheoryTally, len(t.Theories))}
	for i := range t.Theories {
		c.Theories[i].Classes, c.Theories[i].Unmet = t.Theories[i].Classes, slices.Clone(t.Theories[i].Unmet)
	}
	for _, r := range t.Replicates {
		c.Replicates = append(c.Replicates, r.classCounts())
	}
	return c
}

// clearClasses resets a tally made by classes.
func (t *Tally) clearClasses() {
	t.Draws = 0
	for i := range t.Theories {
		t.Theories[i].Classes = [model.Classes]int{}
		clear(t.Theories[i].Unmet)
	}
	for _, r := range t.Replicates {
		r.clearClasses()
	}
}

// countClasses adds the draws of a chunk to a tally made by classes.
func (t *Tally) countClasses(c *Chunk) {
	t.Draws += c.N
	for j := range c.N {
		if len(t.Replicates) > 0 {
			t.Replicates[(c.First+j)%len(t.Replicates)].Draws++
		}
		for i := range t.Theories {
			class := c.Outcomes[i][j].Class
			if class == model.Excluded {
				t.Theories[i].Unmet[c.Outcomes[i][j].Round]++
				if len(t.Replicates) > 0 {
					t.Replicates[(c.First+j)%len(t.Replicates)].Theories[i].Unmet[c.Outcomes[i][j].Round]++
				}
			}
			if !class.Played() {
				continue
			}
			t.Theories[i].Classes[class]++
			if len(t.Replicates) > 0 {
				t.Replicates[(c.First+j)%len(t.Replicates)].Theories[i].Classes[class]++
			}
		}
	}
}
