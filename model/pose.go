package model

import "slices"

// minimumPower is the least bargaining power of a party whose consent a package
// needs: with a power of almost 0 it would be held exactly to its reservation
// value.
const minimumPower = 0.01

// A posing is the problem of one package with what it was last worked out from.
type posing struct {
	problem    *Problem
	deterrence []float64   // scratch, per deterrent
	x          []float64   // scratch, per issue
	grid       [][]float64 // per issue: positions that are tried; filled for level issues
	at         []int       // scratch: an index into each grid
	trust      []float64   // [level × party]: φ
	restraint  []float64   // scratch, per party
	belief     []float64   // scratch, [party × issue]: κ
	believed   bool        // whether belief is filled in, but for level issues
	beliefAt   []float64   // per level issue: the position to which its belief belongs
	sloped     bool        // whether slopes belong to key
	slope      []bool      // per level: whether its slopes are worked out
	valued     []bool      // per level: whether its payoffs are
	kept       []constancy // per party, at any level
	promises   []Promise   // room for those of the problem
	asks       []promiseAt // [level × promise]: room for what they ask for
	keeps      bool        // whether kept is filled in
	tolls      []int       // issues for whose offers somebody pays
	ties       []int       // issues outside the package that red lines can tie to it
	twin       *posing     // for next round's expected circumstances: that of the present ones
	twinned    bool        // whether its slopes are the same
	key, now   []float64   // what slopes depend on, first what the parties have done so far
}

// newPosing returns the posing of package g for scene s, with room for all
// levels that it can have.
func (t *Table) newPosing(g int, s *scene) posing {
	n, k := len(t.b.Parties), len(t.b.Issues)
	p := NewProblem(n, k)
	p.PartyNames, p.IssueNames = t.partyNames, t.issueNames
	p.Weight, p.Ideal, p.Side, p.Curvature, p.Attention = t.say, t.ideal, t.side, t.curvature, t.attention
	p.Risk, p.Voice, p.StatusQuo, p.held = t.risk, t.voice, s.quo, s.value
	if !t.powered {
		p.Patience, p.Capability = t.patience, t.capability
	}
	if t.onIssue != nil {
		p.CapabilityOn = grid[float64](n, k)
	}
	p.Options = t.optionTables
	for k := range t.b.Issues {
		if step := t.b.Issues[k].Whole; step > 0 {
			if p.Whole == nil {
				p.Whole = make([]float64, len(t.b.Issues))
			}
			p.Whole[k] = step
		}
	}
	p.Votes = make([]Vote, 0, t.b.thresholds())
	for f := range t.b.Factions {
		for j := range t.b.Factions[f].Groups {
			if t.b.Factions[f].Groups[j].HasGain {
				p.Floor = make([]float64, n)
			}
		}
	}
	if t.b.PublicLines() {
		p.Line, p.Price = grid[float64](n, k), grid[float64](n, k)
	}
	if len(t.totals) > 0 {
		p.Rows = make([]Row, 0, len(t.totals))
	}
	ps := posing{problem: p, x: make([]float64, k), grid: make([][]float64, k), belief: make([]float64, n*k), restraint: make([]float64, n), kept: make([]constancy, n)}
	if t.b.Keeps() {
		ps.promises = make([]Promise, n)
		for j := range ps.promises {
			ps.promises[j].Slope = make([]float64, k)
		}
	}
	if t.hazards.of != nil {
		ps.deterrence = make([]float64, len(t.hazards.of.Deters))
	}
	most := 1
	p.alike = true
	for k := range t.b.Issues {
		is := &t.b.Issues[k]
		tries := max(len(is.Options), is.Steps)
		if is.Claim != nil {
			tries = max(tries, len(is.Claim.Options))
		}
		if tries == 0 {
			continue
		}
		ps.grid[k] = make([]float64, 0, tries)
		if t.packages[g].has[k] || t.tied(g, k) {
			most *= tries
			p.alike = p.alike && !t.matters(k)
		}
	}
	blocks := most
	if p.alike {
		blocks = 1
	}
	for k := range t.b.Issues {
		if t.tolls(k) {
			ps.tolls = append(ps.tolls, k)
		}
		if !t.packages[g].has[k] && t.tied(g, k) {
			ps.ties = append(ps.ties, k)
		}
	}
	if len(ps.tolls) > 0 {
		p.Toll = grid[float64](n, len(t.b.Issues))
	}
	ps.asks = make([]promiseAt, blocks*len(ps.promises))
	ps.slope, ps.valued = make([]bool, blocks), make([]bool, blocks)
	p.issue, ps.at, ps.beliefAt = make([]int, 0, k), make([]int, k), make([]float64, k)
	p.constant, ps.trust = make([]float64, blocks*n), make([]float64, blocks*n)
	p.at = make([]float64, 0, most*k)
	p.gain, p.loss = make([]float64, blocks*n*k), make([]float64, blocks*n*k)
	if p.Toll != nil {
		p.toll = make([]float64, blocks*n*k)
	}
	room := 4 + len(t.hazards.assures) + 3*n + 4*k + most*k + 2*len(t.offering)
	ps.key, ps.now = make([]float64, 0, room), make([]float64, 0, room)
	return ps
}

// tied reports whether some red line can tie issue k to package g.
func (t *Table) tied(g, k int) bool {
	for j := range t.b.Issues[k].RedLines {
		if slices.Contains(t.b.Issues[k].RedLines[j].Packages, g) {
			return true
		}
	}
	return false
}

// matters reports whether the position of issue k changes what a package is worth
// beyond its own worth: what parties believe, or what the package stops.
func (t *Table) matters(k int) bool {
	if s := t.b.Standstill; s != nil && s.Issue == k || len(t.issues[k].carriers) > 0 {
		return true
	}
	for g := range t.b.Packages {
		if s := t.b.Packages[g].PowerShift; s != nil && slices.ContainsFunc(s.SlowedBy, func(by Weakening) bool { return by.Issue == k }) {
			return true
		}
	}
	if t.hazards.of == nil {
		return false
	}
	if slices.ContainsFunc(t.hazards.of.Answers, func(a Answer) bool { return a.Issue == k }) {
		return true
	}
	for _, d := range t.hazards.of.Deters {
		if d.Issue == k || slices.ContainsFunc(d.Less, func(less Weakening) bool { return less.Issue == k }) {
			return true
		}
	}
	return false
}

// tolls reports whether the holder of a lever that offers issue k pays for it.
func (t *Table) tolls(k int) bool {
	for _, c := range t.issues[k].carriers {
		if c.offer >= 0 && t.b.Levers[c.offer].Cost != Known(0) {
			return true
		}
	}
	return false
}

// Pose writes into p the problem of agreeing on package g in the present
// circumstances. p must have been made with NewProblem for this bargain's
// numbers of parties and issues.
func (t *Table) Pose(g int, p *Problem) {
	from := t.Problem(g)
	for l := range from.count {
		t.level(g, &t.here.posing[g], from.block(l))
	}
	from.AtLevel(0)
	for i := range t.parties {
		copy(p.Weight[i], from.Weight[i])
		copy(p.Ideal[i], from.Ideal[i])
		copy(p.Side[i], from.Side[i])
		copy(p.Curvature[i], from.Curvature[i])
		copy(p.Attention[i], from.Attention[i])
		copy(p.Gain[i], from.Gain[i])
		copy(p.Loss[i], from.Loss[i])
	}
	if from.Toll != nil {
		p.Toll = grid[float64](p.Parties, p.Issues)
		copy(flat(p.Toll), flat(from.Toll))
	}
	if from.CapabilityOn != nil {
		p.CapabilityOn = grid[float64](p.Parties, p.Issues)
		copy(flat(p.CapabilityOn), flat(from.CapabilityOn))
	}
	if from.Price != nil {
		p.Line, p.Price = grid[float64](p.Parties, p.Issues), grid[float64](p.Parties, p.Issues)
		copy(flat(p.Line), flat(from.Line))
		copy(flat(p.Price), flat(from.Price))
	}
	for _, v := range [...]struct{ to, from []float64 }{
		{p.Constant, from.Constant},
		{p.Risk, from.Risk},
		{p.Reservation, from.Reservation},
		{p.Cost, from.Cost},
		{p.Patience, from.Patience},
		{p.Voice, from.Voice},
		{p.Power, from.Power},
		{p.Capability, from.Capability},
		{p.Lower, from.Lower},
		{p.Upper, from.Upper},
		{p.StatusQuo, from.StatusQuo},
	} {
		copy(v.to, v.from)
	}
	copy(p.Consent, from.Consent)
	copy(p.InPackage, from.InPackage)
	copy(p.Absent, from.Absent)
	p.Floor = append([]float64(nil), from.Floor...)
	p.Keeps = append([]Promise(nil), from.Keeps...)
	p.Votes = append([]Vote(nil), from.Votes...)
	for j := range p.Keeps {
		p.Keeps[j].Slope = append([]float64(nil), p.Keeps[j].Slope...)
	}
	p.PartyNames, p.IssueNames = from.PartyNames, from.IssueNames
	p.Options = from.Options
	p.Whole = append([]float64(nil), from.Whole...)
	p.Rows = append([]Row(nil), from.Rows...)
	for r := range p.Rows {
		p.Rows[r].Coefficient = append([]float64(nil), p.Rows[r].Coefficient...)
	}
	p.levels = from.clone()
}

// pose fills in the problem of package g.
func (t *Table) pose(g int, ps *posing) {
	p := ps.problem
	t.include(g, p)
	if t.powered {
		for i := range t.parties {
			p.Patience[i], p.Capability[i] = t.Patience(i), t.capabilityNow(i)
		}
	}
	t.empower(p)
	t.bounds(g, p)
	p.countWhole()
	t.restrict(p)
	if p.Price != nil {
		t.priceLines(g, p)
	}
	for k, absent := range t.here.absent {
		p.Absent[k] = absent && p.InPackage[k] && (len(t.issues[k].carriers) == 0 || !t.abandoned(k))
	}
	share(p)
	headline := t.b.Packages[g].Headline()
	for i := range t.parties {
		is := t.assess(i)
		p.Reservation[i] = is.talking
		if headline && p.Consent[i] {
			p.Reservation[i] = is.reservation
		}
		p.Cost[i] = t.cost(i, p.Reservation[i])
	}
	t.lay(g, ps)
	t.slopes(ps)
	t.promised(g, ps)
	p.promise = ps.asks[:len(ps.valued)*len(p.Keeps)]
	switch p.count {
	case 0:
		for i := range t.parties {
			at := t.kept(g, i, ps)
			p.Constant[i] = at.constant(1)
			ps.kept[i] = at
		}
		if len(p.Keeps) > 0 {
			ps.positions(0)
			t.ask(g, ps, p.promise[:len(p.Keeps)])
			p.promiseOf(0)
		}
	case 1:
		p.AtLevel(0)
	default:
		p.PlaceAtLevel(0) // theories ask for the payoffs of the levels that they look at
	}
}

// empower fills in the capabilities on single issues, where they differ: levers
// move them by the factor by which they move the party's.
func (t *Table) empower(p *Problem) {
	for i, on := range p.CapabilityOn {
		for k := range on {
			switch x := t.onIssue[i][k]; {
			case x != x:
				on[k] = p.Capability[i]
			case p.Capability[i] == t.capability[i]:
				on[k] = x
			default:
				on[k] = float64(x * (p.Capability[i] / t.capability[i]))
			}
		}
	}
}

// share fills in Power: capability as a share of the total of those who must
// consent.
func share(p *Problem) {
	sum := 0.0
	clear(p.Power)
	for i, c := range p.Consent {
		if c {
			sum += p.Capability[i]
		}
	}
	if sum == 0 {
		return // nobody must consent
	}
	floored := 0.0
	for i, c := range p.Consent {
		if c {
			p.Power[i] = max(p.Capability[i]/sum, minimumPower)
			floored += p.Power[i]
		}
	}
	if floored != 1 && floored > 0 {
		for i := range p.Power {
			p.Power[i] /= floored
		}
	}
}

// OwnIdeal is by how much party i's payoff from an agreement on package g at its
// own ideal on every issue of the package, on the table or not, exceeds its
// reservation value: nobody should refuse it (model 1.9).
func (t *Table) OwnIdeal(g, i int) float64 {
	p := t.Problem(g)
	best := nan
	for l := range p.Levels() {
		p.AtLevel(l)
		v := p.Constant[i]
		for k, own := range p.InPackage {
			switch {
			case !own || p.Weight[i][k] == 0:
			case p.Lower[k] >= p.Upper[k]:
				v += p.Worth(i, k, p.Lower[k])
			default:
				v += float64(p.Weight[i][k] * p.Gain[i][k] * (1 - t.here.value[i][k]))
			}
		}
		if !(best >= v) {
			best = v
		}
	}
	return best - p.Reservation[i]
}
