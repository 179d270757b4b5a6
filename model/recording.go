package model

// record picks at random the party that is recorded as not consenting, with
// probabilities in proportion to responsibility. A party that preferred to wait
// is recorded only if its delay counts as a refusal: the first one to ring
// within the round, if any does.
func (g *Game) record() {
	if g.Reason != Waited {
		if j, _ := g.FirstOf(g.blocks, 0, g.share); j >= 0 {
			g.Record(j)
		}
		return
	}
	for j, s := range g.share {
		g.rates[j] = RateOf(s)
	}
	if j, at := g.FirstOf(g.blocks, 0, g.rates); at < 1 {
		g.Record(j)
	}
}

// Record records party j as not consenting this round and triggers the levers
// that depend on that.
func (g *Game) Record(j int) {
	g.Blocker = j
	g.Blocks[j]++
	g.tell(Event{Kind: Recorded, Party: j, Package: -1, Lever: -1, Reason: g.Reason})
	if g.Single() {
		return // no round follows
	}
	for l := range g.Bargain.Levers {
		if lever := &g.Bargain.Levers[l]; lever.WaitsFor(OnRefusal, j) {
			g.Carry(l)
		}
	}
}

// Carry triggers lever l: it is carried out with the probability that its
// follow-through, its weight and its cost to the holder give. A lever that is
// in force already stays so.
func (g *Game) Carry(l int) { g.carry(l, atOccasion) }

// The numbers of the stream carry/<lever> in a round, by what triggers the
// lever.
const (
	atOccasion = iota // a refusal or a violation
	atLeaving         // its holder leaves
	atDeadline
)

// carry is Carry, decided by number k of the lever's stream in this round.
func (g *Game) carry(l, k int) {
	lever := &g.Bargain.Levers[l]
	now := g.Table.now
	weight := lever.Weight.In(g.in)
	if weight == 0 || now.Reach[l] == 0 || now.Carried[l] {
		return
	}
	g.carried(l, g.Happens(g.carries[l], k, float64(lever.FollowThrough.In(g.in)*weight*(1-lever.Cost.In(g.in)))))
}

// carried records whether lever l, whose moment has come, was carried out.
func (g *Game) carried(l int, done bool) {
	kind := LeverAnnounced
	if done {
		kind = LeverCarried
		g.Table.now.Carried[l] = true
		g.carriedAt[l] = g.Round
	}
	g.tell(Event{Kind: kind, Party: g.Bargain.Levers[l].Holder, Package: -1, Lever: l})
	for _, m := range g.observers {
		m.Moment(g, l, done)
	}
}
