package model

// talks is the state of one meeting: the theory, its offer, and who is
// responsible if there is none.
type talks struct {
	protocol   Protocol
	stream     *Stream // stream of the theory; look-ahead continues to read it
	offer      Offer
	blocks     Race        // which party is recorded as not consenting
	carries    []StreamKey // per lever
	dated      []int       // levers with dates
	headline   bool        // whether any package is a headline package
	share      []float64   // per party: responsibility for the failure of the first headline package
	answered   bool        // whether Reason comes from answers to an offer
	leaves     []StreamKey // per party that may leave
	rates      []float64   // scratch: a rate per party
	offTable   Reason      // why a headline package could not be tabled; NoReason if all could
	guarantees []int       // per package: the issue that guarantees it; −1: none
	claims     []float64   // scratch, per party: whether it claims that something cannot be split
	divided    Offer       // what a package without terms would have if that could be split
	endings    [][]int     // per package: deadlines that take it off the table
	spread     spread      // what other rules make of what is signed
}

// newTalks returns the talks of b under theory t.
func newTalks(b *Bargain, t int) talks {
	n := len(b.Parties)
	w := talks{
		protocol: b.Theories[t].New(), stream: &Stream{Key: Key("protocol/" + b.Theories[t].rule())},
		share: make([]float64, n), rates: make([]float64, n), claims: make([]float64, n),
		blocks: NewRace("not_consenting", b.partyIDs()),
	}
	for i := range b.Packages {
		w.headline = w.headline || b.Packages[i].Headline()
	}
	if b.Theories[t].Keeps {
		for i := range b.Packages {
			w.guarantees = append(w.guarantees, b.GuaranteeOf(i))
		}
	}
	w.spread = newSpread(b, t)
	w.endings = make([][]int, len(b.Packages))
	for d := range b.Deadlines {
		for _, i := range b.Deadlines[d].Ends {
			w.endings[i] = append(w.endings[i], d)
		}
	}
	for _, i := range b.leavers() {
		w.leaves = append(w.leaves, Key("leaves/"+b.Parties[i].ID))
	}
	for i := range b.Levers {
		l := &b.Levers[i]
		w.carries = append(w.carries, Key("carry/"+l.ID))
		if l.FromRound != (Number{}) || l.UntilRound != (Number{}) || l.PhasedOver != (Number{}) {
			w.dated = append(w.dated, i)
		}
	}
	return w
}

// talk holds the meeting of a round. Packages that the room can decide are
// tabled in the scenario's order. The first one signed ends the meeting, unless
// it relieves nothing. If no headline package was signed, one party is recorded
// as not consenting.
func (g *Game) talk() {
	g.Held++
	g.met = true
	g.countRoom()
	g.tell(Event{Kind: MeetingHeld, Party: -1, Package: -1, Lever: -1})
	clear(g.share)
	g.Reason, g.answered, g.offTable = NoReason, false, NoReason
	for i := range g.Force {
		if !g.ready(i) {
			continue
		}
		if g.put(i) {
			break
		}
	}
	if g.predicts() {
		return // nobody was asked
	}
	if g.Signed >= 0 && (g.Bargain.Packages[g.Signed].Headline() || !g.headline) {
		return
	}
	if g.Reason == NoReason {
		g.Reason = g.offTable
		if g.last == NoReason || g.last == WaitsFor { // a deadline may have passed meanwhile
			g.last = g.offTable
		}
	}
	g.record()
}

// ready reports whether package i can be tabled: it is not in force or implied
// by one in force, no deadline has ended it, enough meetings have been held,
// nothing keeps it off the table, and the room can decide it.
func (g *Game) ready(i int) bool {
	if !g.Decides[i] || g.implied(i) {
		return false
	}
	if g.ended(i, g.Round) {
		g.putOff(i, PastDeadline)
		return false
	}
	for _, b := range g.blockers {
		if b.Blocks(g, i) {
			return false
		}
	}
	if g.Single() {
		return true
	}
	return float64(g.Held) > g.Bargain.Packages[i].Meetings.In(g.in)
}

// Open reports whether the round's meeting could still achieve anything: some
// package that it can decide is neither in force nor implied by one that is, no
// deadline has ended it, and its requirements are met.
func (g *Game) Open() bool {
	for i := range g.Force {
		if g.Decides[i] && !g.implied(i) && !g.ended(i, g.Round) && g.Unmet(g.Bargain.Packages[i].Requires) < 0 {
			return true
		}
	}
	return false
}

// Close ends the talks, for Breakdown if the draw ends without a later reason.
func (g *Game) Close() {
	g.Closed = true
	g.last = Breakdown
}

// implied reports whether package i is in force and can relieve no more, or
// settles only issues that a package in force settles which relieves as much.
func (g *Game) implied(i int) bool {
	pkg := &g.Bargain.Packages[i]
	for j := range g.Force {
		if !g.Force[j].On {
			continue
		}
		relieves, _ := g.stops(j)
		most := g.Table.mostRelief(i)
		switch {
		case g.Bargain.Packages[j].Outcome == Settlement:
			return true
		case i == j:
			return relieves >= most
		case relieves < most || pkg.Headline():
			continue
		}
		all := true
		for _, k := range pkg.Issues {
			all = all && g.Force[j].Included[k]
		}
		if all {
			return true
		}
	}
	return false
}

// put proposes package i to the parties; it reports whether the meeting ends.
func (g *Game) put(i int) bool {
	if g.predicts() && g.headline && g.Bargain.Packages[i].Outcome != g.Bargain.SpreadOf() {
		return false // what settles the dispute is predicted, however early something else could be tabled
	}
	g.tabled(i)
	p := g.Table.Problem(i)
	for j, needed := range p.Consent {
		if needed && !g.Room[j] {
			return false
		}
	}
	if g.barred(i, p) {
		return false
	}
	g.noteWorth(i)
	g.Tabled = true
	g.seekTerms(i, p)
	g.tied = g.tied || g.offer.Flags&Tied != 0
	if g.predicts() {
		return g.predict(i, p)
	}
	if !g.offer.Status.Agreed() {
		if g.offer.Reason == NotKnown {
			g.tell(Event{Kind: Tabled, Party: -1, Package: i, Lever: -1, Terms: g.offer.Terms, Payoff: g.offer.Surplus})
			g.tell(Event{Kind: StoodFirm, Party: g.offer.refuser(), Package: i, Lever: -1})
			g.blame(i, NotKnown, p)
			return false
		}
		if g.offer.Reason == EmptyZone || g.offer.Reason == Unreachable {
			g.Table.standFirm(p, g.offer.Share)
		}
		g.blame(i, g.offer.Reason, p)
		g.tell(Event{Kind: NoZone, Party: -1, Package: i, Lever: -1, Reason: g.offer.Reason, Value: float64(g.offer.BreaksIn), Payoff: g.inTheWay(i, p)})
		return false
	}
	g.tell(Event{Kind: Tabled, Party: -1, Package: i, Lever: -1, Terms: g.offer.Terms, Payoff: g.offer.Surplus})
	if !g.accepted(i, p) {
		g.blame(i, NotConsenting, p)
		return false
	}
	for _, r := range g.ratifiers {
		if !r.Ratify(g, i, &g.offer) {
			g.tell(Event{Kind: PackageStopped, Party: -1, Package: i, Lever: -1})
			g.blame(i, NotRatified, p)
			return false
		}
	}
	g.vote(i)
	g.sign(i, p, &g.offer)
	g.tell(Event{Kind: PackageSigned, Party: -1, Package: i, Lever: -1, Terms: g.offer.Terms})
	if g.idle(i) {
		return false
	}
	g.Signed = i
	return true
}

// seekTerms puts what is proposed of package i into the offer.
func (g *Game) seekTerms(i int, p *Problem) {
	for _, r := range g.proposers {
		if r.Proposes(g, i) {
			r.Propose(g, i, p, &g.offer)
			return
		}
	}
	g.solve(i, p)
	g.found(g.Table, i, &g.offer)
	if g.Table.now.Claims {
		g.undivided(i, p)
	}
}

// SolvesWaiting reports whether who might wait to sign package i has weighed that
// already, so that parties are not asked whether to wait.
func (g *Game) SolvesWaiting(i int) bool {
	if g.Bargain.Theories[g.Theory].SolvesWaiting {
		return true
	}
	for _, r := range g.proposers {
		if r.Proposes(g, i) {
			return true
		}
	}
	return false
}

// refuser is the party that is responsible most.
func (o *Offer) refuser() int {
	most := 0
	for i, s := range o.Share {
		if s > o.Share[most] {
			most = i
		}
	}
	return most
}

// inTheWay is each party's responsibility for a package without acceptable
// terms, for the story of the draw.
func (g *Game) inTheWay(pkg int, p *Problem) []float64 {
	if g.Tell == nil {
		return nil
	}
	share := append([]float64(nil), g.offer.Share...)
	if g.offer.Reason == RedLineConflict {
		clear(share)
		g.Table.conflict(pkg, p, share)
	}
	return share
}

// Thorough reports whether answers and look-ahead may not be skipped: a trace
// is being written, or the theory reads random numbers when it looks ahead.
func (g *Game) Thorough() bool { return g.Tell != nil || g.Bargain.Theories[g.Theory].Random }

// accepted asks all parties whose consent package i needs. It stops at the
// first that does not consent if the other answers do not matter.
func (g *Game) accepted(i int, p *Problem) bool {
	g.next.solved, g.next.followed = -1, false
	if len(g.responders) == 0 {
		return true // nobody answers otherwise
	}
	all, counts := true, !g.headline || g.Bargain.Packages[i].Headline()
	for j, needed := range p.Consent {
		g.Actions[j] = Accept
		if !needed || !all && !counts && !g.Thorough() {
			continue
		}
		for _, r := range g.responders {
			g.Actions[j] = max(g.Actions[j], r.Respond(g, j, i, g.offer.Payoff[j])) // the least willing answer counts
		}
		if g.Actions[j] != Accept {
			all = false
			g.Waits[j] = g.Waits[j] || counts && g.Actions[j] == Delay
		}
	}
	return all
}

// blame records why package i was not signed: the reason of the first headline
// package of the round that was not (of the first package, if the scenario has
// no headline package). Answers to an offer take precedence over the lack of
// one.
func (g *Game) blame(i int, reason Reason, p *Problem) {
	if g.headline && !g.Bargain.Packages[i].Headline() {
		return
	}
	answers := reason == NotConsenting
	if g.Reason != NoReason && (g.answered || !answers) {
		return
	}
	g.answered = answers
	g.Reason, g.last = reason, reason
	if reason == NotKept {
		g.unkept = unkept{i, g.offer.refuser(), g.offer.BreaksIn}
	}
	clear(g.share)
	switch reason { //nolint:exhaustive // theories share out the other reasons themselves
	case NotDecided, NotRatified:
		// No party in particular is responsible.
	case RedLineConflict:
		g.Table.conflict(i, p, g.share)
	case NotConsenting:
		g.blameAnswers()
	case WaitsFor:
		g.blameInsistence(i)
	default:
		g.blameShares(p)
	}
}

// blameAnswers attributes the failure of an offer to the parties that refused
// it, or else to those that preferred to wait, as far as that counts as a
// refusal.
func (g *Game) blameAnswers() {
	refused := false
	for j, a := range g.Actions {
		if a == Refuse {
			g.share[j], refused = 1, true
		}
	}
	if refused {
		return
	}
	g.Reason, g.last = Waited, Waited
	for j, a := range g.Actions {
		if a == Delay {
			g.share[j] = g.Table.now.Called[j]
		}
	}
}

// blameShares attributes the lack of terms to the parties as the theory does,
// or equally to all whose consent was needed.
func (g *Game) blameShares(p *Problem) {
	sum := 0.0
	for j, s := range g.offer.Share {
		g.share[j] = s
		sum += s
	}
	for j, c := range p.Consent {
		if sum == 0 && c {
			g.share[j] = 1
		}
	}
}

// noteWorth records what not agreeing on a headline package is worth to each
// party, whatever comes of it: of several the last is reported.
func (g *Game) noteWorth(i int) {
	if g.headline && !g.Bargain.Packages[i].Headline() {
		return
	}
	g.noteNoDeal(g.reservation, g.talking)
	g.worthKnown = true
}

// noteNoDeal writes what refusing and going on talking are worth to each party
// now. Without headline packages, nothing is refused.
func (g *Game) noteNoDeal(reservation, talking []float64) {
	for j := range reservation {
		is := g.Table.assess(j)
		reservation[j], talking[j] = is.reservation, is.talking
		if !g.headline {
			reservation[j] = is.talking
		}
	}
}
