package model

import (
	"cmp"
	"math"
	"slices"
)

// A Table is one draw of a Bargain, realised: every number known, every world
// worked out. The engine reuses one Table for all draws of a worker; nothing
// may keep references into it.
type Table struct {
	b       *Bargain
	in      []float64 // the draw's varying inputs
	now     *Circumstances
	fresh   bool       // built from the circumstances of a single meeting, unchanged since
	posed   []bool     // per package: whether problems[g] is that of the present worlds
	problem []*Problem // per package
	parties []seatAt
	issues  []issueAt
	levers  []leverAt
	order   []int // levers sorted by ID, so that sums do not depend on file order
	worlds  []world
	acts    [][]bool    // [world][lever]
	snaps   [][]bool    // [world][lever]: turned against its target
	plain   [][]float64 // [world][lever]: strength before offsets
	force   [][]float64 // [world][lever]: effective strength; negative where it has snapped back
	spent   [][]float64 // [world][lever]: what it costs its holder
	quo     [][]float64 // [world][issue]: status quo after pulls
	pulled  []int       // issues whose status quo a lever moves
	aid     *aid

	processFx [][]effectAt   // effects on attached parameters of processes
	limits    [][][2]float64 // [package][limit]: lower and upper position

	ideal     [][]float64 // [party][issue], after position levers
	side      [][]Side
	curvature [][]float64
	weight    [][]float64
	attention [][]float64

	stated [][]float64 // [party][issue]: ideals before levers
}

// seatAt is a party in one draw, with the effects that act on it.
type seatAt struct {
	capability, voice, patience, risk          float64
	conflict, compliance, breach, prospects    float64
	pressureCap, inducementCap, stated         float64
	conflictFx, prospectsFx, pressureFx        []effectAt
	inducementFx, complianceFx, powerFx        []effectAt
	patienceFx                                 []effectAt
	held                                       []int // levers it holds, sorted by ID
	talkingPayoff, refusedPayoff, brokenPayoff float64
	compliant                                  float64 // φ after levers
	onAgreement, whileTalking                  float64 // inducement − pressure − own costs
	fightingTalks, prospectsTalks, utilityQuo  float64 // in the talking world
}

// issueAt is an issue in one draw.
type issueAt struct {
	quo        float64
	quoFx      []effectAt
	positionFx [][]effectAt // per party; nil if none
	lines      []lineAt
}

// lineAt is a red line in one draw.
type lineAt struct {
	bound   float64
	share   float64 // of draws in which it binds, before levers
	binding bool
	fx      []effectAt
}

// leverAt is a lever in one draw.
type leverAt struct {
	act         float64 // intensity · weight
	credibility float64
	pass, cost  float64
	offsetBy    []offsetAt
}

type offsetAt struct {
	lever int
	share float64
	from  Number
}

// effectAt refers to an effect of a lever, with its numbers realised.
type effectAt struct {
	lever        int
	effect       *Effect
	push, toward float64
}

// NewTable returns a Table for draws of b.
func NewTable(b *Bargain) *Table {
	n, k, l := len(b.Parties), len(b.Issues), len(b.Levers)
	t := &Table{
		b: b, parties: make([]seatAt, n), issues: make([]issueAt, k), levers: make([]leverAt, l),
		worlds: worldsOf(n), aid: newAid(b.Aid), now: NewCircumstances(b),
		ideal: grid[float64](n, k), side: grid[Side](n, k), curvature: grid[float64](n, k),
		weight: grid[float64](n, k), attention: grid[float64](n, k), stated: grid[float64](n, k),
	}
	for i := range b.Levers {
		t.order = append(t.order, i)
	}
	slices.SortStableFunc(t.order, func(i, j int) int { return cmp.Compare(b.Levers[i].ID, b.Levers[j].ID) })
	t.acts, t.snaps = grid[bool](len(t.worlds), l), grid[bool](len(t.worlds), l)
	t.force, t.plain = grid[float64](len(t.worlds), l), grid[float64](len(t.worlds), l)
	t.spent = grid[float64](len(t.worlds), l)
	t.quo = grid[float64](len(t.worlds), k)
	for w := range t.worlds {
		for i := range b.Levers {
			t.acts[w][i] = t.worlds[w].acts(b.Levers[i].When, b.Levers[i].WhenParty)
			t.snaps[w][i] = !t.acts[w][i] && t.worlds[w].snaps(&b.Levers[i])
		}
	}
	for k := range b.Issues {
		t.issues[k].positionFx = make([][]effectAt, n)
		t.issues[k].lines = make([]lineAt, len(b.Issues[k].RedLines))
		for i := range n {
			t.side[i][k] = b.Issues[k].Stances[i].Side
		}
	}
	t.posed = make([]bool, len(b.Packages))
	for g := range b.Packages {
		t.problem = append(t.problem, NewProblem(n, k))
		t.limits = append(t.limits, make([][2]float64, len(b.Packages[g].Limits)))
	}
	for _, i := range t.order {
		t.attach(i)
	}
	return t
}

// attach sorts the effects of lever i to what they move.
func (t *Table) attach(i int) {
	lever := &t.b.Levers[i]
	t.parties[lever.Holder].held = append(t.parties[lever.Holder].held, i)
	for j := range lever.Effects {
		e := &lever.Effects[j]
		fx := effectAt{lever: i, effect: e}
		switch e.Moves {
		case MovesPosition:
			at := &t.issues[e.Issue].positionFx[e.Party]
			*at = append(*at, fx)
		case MovesStatusQuo:
			t.issues[e.Issue].quoFx = append(t.issues[e.Issue].quoFx, fx)
			if !slices.Contains(t.pulled, e.Issue) {
				t.pulled = append(t.pulled, e.Issue)
			}
		case MovesConflictCost:
			t.parties[e.Party].conflictFx = append(t.parties[e.Party].conflictFx, fx)
		case MovesProspects:
			t.parties[e.Party].prospectsFx = append(t.parties[e.Party].prospectsFx, fx)
		case MovesPressure:
			t.parties[e.Party].pressureFx = append(t.parties[e.Party].pressureFx, fx)
		case MovesInducement:
			t.parties[e.Party].inducementFx = append(t.parties[e.Party].inducementFx, fx)
		case MovesExpectedCompliance:
			t.parties[e.Party].complianceFx = append(t.parties[e.Party].complianceFx, fx)
		case MovesPower:
			t.parties[e.Party].powerFx = append(t.parties[e.Party].powerFx, fx)
		case MovesPatience:
			t.parties[e.Party].patienceFx = append(t.parties[e.Party].patienceFx, fx)
		case MovesBinding:
			at := &t.issues[e.Issue].lines[e.RedLine]
			at.fx = append(at.fx, fx)
		case MovesProcess:
			// Processes attach what moves them themselves.
		}
	}
	for _, o := range lever.Offsets {
		at := &t.levers[o.Lever]
		at.offsetBy = append(at.offsetBy, offsetAt{lever: i, from: o.Share})
	}
}

// Realise turns the Table into the start of the draw whose varying inputs are
// in and whose other random numbers come from ev. It allocates nothing.
func (t *Table) Realise(in []float64, ev Events) {
	t.in = in
	t.now.Reset()
	t.realiseLevers(in)
	t.realiseLimits(in)
	t.realiseIssues(in)
	t.realiseParties(in)
	if t.b.Clock.Rounds > 0 {
		// Red lines bind, or not, by what levers do in round 0.
		for i := range t.b.Levers {
			t.now.Reach[i] = t.b.Levers[i].reach(0, in)
		}
		t.strengths()
		t.bind(ev)
		t.now.Reset()
	}
	t.Rebuild()
	if t.b.Clock.Rounds == 0 {
		t.bind(ev)
	}
	t.fresh = true
}

func (t *Table) realiseLevers(in []float64) {
	for i := range t.levers {
		l, at := &t.b.Levers[i], &t.levers[i]
		at.act = l.Intensity.In(in) * l.Weight.In(in)
		at.credibility, at.pass, at.cost = l.Credibility.In(in), l.PassThrough.In(in), l.Cost.In(in)
		for j := range at.offsetBy {
			at.offsetBy[j].share = at.offsetBy[j].from.In(in)
		}
	}
	for j := range t.processFx {
		realiseFx(t.processFx[j], in, nil)
	}
	if t.aid != nil {
		t.aid.realise(t.b.Aid, in)
	}
}

func (t *Table) realiseLimits(in []float64) {
	for g := range t.limits {
		for i := range t.limits[g] {
			l := &t.b.Packages[g].Limits[i]
			s := &t.b.Issues[l.Issue].Scale
			lo, hi := s.Position(l.Lower.In(in)), s.Position(l.Upper.In(in))
			t.limits[g][i] = [2]float64{min(lo, hi), max(lo, hi)}
		}
	}
}

func (t *Table) realiseIssues(in []float64) {
	for k := range t.issues {
		is, at := &t.b.Issues[k], &t.issues[k]
		at.quo = is.Scale.Position(is.StatusQuo.In(in))
		gamma := is.Curvature.In(in)
		for i := range t.parties {
			s := &is.Stances[i]
			t.stated[i][k] = is.Scale.Position(s.Ideal.In(in))
			t.weight[i][k] = s.Salience.In(in)
			t.curvature[i][k] = gamma
			realiseFx(at.positionFx[i], in, is)
		}
		realiseFx(at.quoFx, in, is)
		for j := range at.lines {
			at.lines[j].bound = is.Scale.Position(is.RedLines[j].Bound.In(in))
			at.lines[j].share = is.RedLines[j].Binding.In(in)
			realiseFx(at.lines[j].fx, in, is)
		}
	}
	for i := range t.parties {
		normalise(t.weight[i], t.attention[i])
	}
}

// normalise turns a row of saliences (0–100) into weights that sum to 1 and
// into shares of attention: salience/100, scaled down where they exceed 1.
func normalise(salience, attention []float64) {
	sum := 0.0
	for _, s := range salience {
		sum += s
	}
	over := max(sum, 100)
	for k, s := range salience {
		attention[k] = s / over
		if sum > 0 {
			salience[k] = s / sum
		}
	}
}

func realiseFx(fx []effectAt, in []float64, is *Issue) {
	for j := range fx {
		e := fx[j].effect
		fx[j].push = e.Push.In(in)
		if is != nil && (e.Moves == MovesPosition || e.Moves == MovesStatusQuo) {
			fx[j].toward = is.Scale.Position(e.Toward.In(in))
		}
	}
}

func (t *Table) realiseParties(in []float64) {
	for i := range t.parties {
		p, at := &t.b.Parties[i], &t.parties[i]
		at.capability, at.voice, at.patience, at.risk = p.Power.In(in), p.Voice.In(in), p.Patience.In(in), p.RiskAversion.In(in)
		at.conflict, at.compliance, at.breach = p.ConflictCost.In(in), p.ExpectedCompliance.In(in), p.BreachLoss.In(in)
		at.prospects, at.pressureCap, at.inducementCap = p.Prospects.In(in), p.PressureCap.In(in), p.InducementCap.In(in)
		at.stated = p.ReservationValue.In(in)
		for _, fx := range [...][]effectAt{
			at.conflictFx, at.prospectsFx, at.pressureFx, at.inducementFx, at.complianceFx, at.powerFx, at.patienceFx,
		} {
			realiseFx(fx, in, nil)
		}
	}
}

// Problem returns the problem of package g in the present circumstances; it is
// posed once between two calls of Rebuild.
func (t *Table) Problem(g int) *Problem {
	if !t.posed[g] {
		t.Pose(g, t.problem[g])
		t.posed[g] = true
	}
	return t.problem[g]
}

// Now returns the circumstances that the Table is built from. Whoever changes
// them calls Rebuild before the next Pose.
func (t *Table) Now() *Circumstances { return t.now }

// Rebuild works out the worlds of the present circumstances and what follows
// from them, in the order activation → offsets → aid → positions and status
// quo → costs → payoffs.
func (t *Table) Rebuild() {
	t.fresh = false
	clear(t.posed)
	t.strengths()
	t.statusQuo()
	t.positions()
	for i := range t.parties {
		t.assess(i)
	}
}

// strengths works out how strongly each lever acts in each world. One that was
// carried out is no longer a matter of belief, and acts in every world without
// an agreement.
func (t *Table) strengths() {
	for i := range t.levers {
		at, q := &t.levers[i], t.levers[i].credibility
		if b := t.now.Credibility[i]; b == b {
			q = b
		}
		act := at.act * t.now.Reach[i]
		full, carried := act*at.pass, t.now.Carried[i]
		for w := range t.worlds {
			switch {
			case (carried || t.now.Snapped[i]) && w != worldAgreed:
				t.plain[w][i], t.spent[w][i] = full, act*at.cost
			case t.acts[w][i] || t.snaps[w][i]:
				t.plain[w][i], t.spent[w][i] = full*q, act*q*at.cost
			default:
				t.plain[w][i], t.spent[w][i] = 0, 0
			}
		}
	}
	for w := range t.worlds {
		copy(t.force[w], t.plain[w])
	}
	for i := range t.levers {
		for _, o := range t.levers[i].offsetBy {
			for w := range t.worlds {
				t.force[w][i] *= Offsetting(o.share, t.plain[w][o.lever])
			}
		}
		if t.b.Levers[i].SnapsBack {
			for w := range t.worlds {
				if t.now.Snapped[i] && w != worldAgreed || t.snaps[w][i] && !t.now.Carried[i] {
					t.force[w][i] = -t.force[w][i]
				}
			}
		}
	}
}

// statusQuo works out where the issues stand in each world.
func (t *Table) statusQuo() {
	base := t.quo[worldTalking]
	for k := range t.issues {
		base[k] = t.issues[k].quo
		if now := t.now.StatusQuo[k]; now == now {
			base[k] = now
		}
	}
	for w := range t.worlds {
		if w != worldTalking {
			copy(t.quo[w], base)
		}
	}
	for _, k := range t.pulled {
		z, fx := base[k], t.issues[k].quoFx
		for w := range t.worlds {
			t.quo[w][k] = pull(z, fx, t.force[w])
		}
	}
}

// positions slides ideals toward where levers that act under an agreement
// pull them: an act that is itself on the table is levered through positions.
func (t *Table) positions() {
	force := t.force[worldAgreed]
	for k := range t.issues {
		for i := range t.parties {
			t.ideal[i][k] = pull(t.stated[i][k], t.issues[k].positionFx[i], force)
		}
	}
}

func pull(z float64, fx []effectAt, force []float64) float64 {
	if len(fx) == 0 {
		return z
	}
	var p Pull
	for j := range fx {
		p.Toward(fx[j].toward, max(0, force[fx[j].lever]))
	}
	return p.From(z)
}

func push(fx []effectAt, force []float64) float64 {
	s := 0.0
	for j := range fx {
		s += fx[j].push * force[fx[j].lever]
	}
	return s
}

// total is what the effects fx come to together. Those of levers that have
// snapped back count in taken instead, which may be nil.
func total(fx []effectAt, force []float64, taken *Sum) float64 {
	if len(fx) == 0 {
		return 0
	}
	s := NewSum()
	for j := range fx {
		switch e := force[fx[j].lever]; {
		case e >= 0:
			s.Add(e, fx[j].effect.Additive)
		case taken != nil:
			taken.Add(-e, fx[j].effect.Additive)
		}
	}
	return s.Total()
}

// assess works out party i's payoffs without an agreement and what an
// agreement adds and holds.
func (t *Table) assess(i int) {
	p, at := &t.b.Parties[i], &t.parties[i]
	agreedForce := t.force[worldAgreed]
	at.compliant = Shift(at.compliance, t.now.CompliancePush[i]+push(at.complianceFx, agreedForce))
	at.onAgreement = t.transfers(i, worldAgreed)
	at.whileTalking = t.transfers(i, worldTalking)
	at.fightingTalks = t.fighting(i, worldTalking)
	at.prospectsTalks = t.prospect(i, worldTalking)
	at.utilityQuo = t.quoUtility(i, worldTalking)
	at.talkingPayoff = t.disagreement(i, worldTalking, t.now.Intensity, t.now.Freeze)
	at.refusedPayoff = t.disagreement(i, worldRefused(i), t.now.Intensity, t.now.Freeze)
	at.brokenPayoff = 0
	if p.CountsOn >= 0 {
		at.brokenPayoff = t.disagreement(i, worldViolated(p.CountsOn, len(t.parties)), 1, 1)
	}
}

// transfers is what inducements give, pressure takes and own levers cost
// party i in world w, in stake units.
func (t *Table) transfers(i, w int) float64 {
	at, force := &t.parties[i], t.force[w]
	taken := NewSum()
	given := at.inducementCap * total(at.inducementFx, force, &taken)
	for j := range at.pressureFx {
		taken.Add(max(0, force[at.pressureFx[j].lever]), at.pressureFx[j].effect.Additive)
	}
	return given - at.pressureCap*taken.Total() - t.ownCost(i, w)
}

// ownCost is what the levers that party i uses in world w cost it.
func (t *Table) ownCost(i, w int) float64 {
	left := 1.0
	for _, l := range t.parties[i].held {
		left *= 1 - t.spent[w][l]
	}
	return 1 - left
}

// fighting is party i's cost of conflict in world w. A party without one is
// no belligerent and gains none.
func (t *Table) fighting(i, w int) float64 {
	at := &t.parties[i]
	if at.conflict == 0 {
		return 0
	}
	s := t.now.CostPush[i] + push(at.conflictFx, t.force[w])
	if t.aid != nil && t.b.Aid.Of == i {
		s += t.aid.push * (1 - t.aid.adequacy(t.b.Aid, t.force[w]))
	}
	return Shift(at.conflict, s)
}

// prospect is what party i expects further fighting to bring it in world w.
func (t *Table) prospect(i, w int) float64 {
	at := &t.parties[i]
	if at.prospects == 0 {
		return 0
	}
	return Shift(at.prospects, t.now.ProspectsPush[i]+push(at.prospectsFx, t.force[w]))
}

// quoUtility is party i's utility of the status quo of world w.
func (t *Table) quoUtility(i, w int) float64 {
	v := 0.0
	quo := t.quo[w]
	if w != worldTalking && slices.Equal(quo, t.quo[worldTalking]) {
		return t.parties[i].utilityQuo // assess works out that of the talks first
	}
	for k, wt := range t.weight[i] {
		if wt != 0 {
			v += wt * IssueValue(quo[k], t.ideal[i][k], t.side[i][k], t.curvature[i][k])
		}
	}
	return Risk(v, t.parties[i].risk)
}

// disagreement is D_i(W), party i's payoff in a world without an agreement
// (model 1.5), with the fighting at the given intensity and the front free to
// move to the degree that freeze says (1: wholly).
func (t *Table) disagreement(i, w int, intensity, freeze float64) float64 {
	if t.b.Parties[i].Stated {
		return t.parties[i].stated
	}
	u := t.quoUtility(i, w)
	return u + freeze*t.prospect(i, w)*(1-u) - intensity*t.fighting(i, w) + t.transfers(i, w)
}

// Violating is party i's payoff in the world in which it has violated an
// agreement, in stake units.
func (t *Table) Violating(i int) float64 {
	return t.disagreement(i, worldViolated(i, len(t.parties)), 1, 1)
}

// Reservation is the best that party i can get this round without accepting:
// its payoff while talks go on, less what it loses if not agreeing is called a
// refusal, times the chance of that.
func (t *Table) Reservation(i int) float64 {
	at := &t.parties[i]
	loss := max(0, at.talkingPayoff-at.refusedPayoff)
	return max(at.refusedPayoff, at.talkingPayoff-t.now.Called[i]*loss)
}

// bind decides which red lines bind in this draw: an event of round 0.
func (t *Table) bind(ev Events) {
	force := t.force[worldTalking]
	for k := range t.issues {
		for j := range t.issues[k].lines {
			at := &t.issues[k].lines[j]
			at.binding = false
			if share := Shift(at.share, push(at.fx, force)); share > 0 {
				at.binding = share >= 1 || ev.Uniform(t.b.Issues[k].RedLines[j].Stream, 0, 0) <= share
			}
		}
	}
}

// Patience is party i's discount factor per round after levers, (0, 1).
func (t *Table) Patience(i int) float64 {
	at := &t.parties[i]
	return Shift(at.patience, push(at.patienceFx, t.force[worldTalking]))
}

// capabilityNow is party i's capability after levers, while talks go on.
func (t *Table) capabilityNow(i int) float64 {
	at := &t.parties[i]
	s := push(at.powerFx, t.force[worldTalking])
	if s == 0 {
		return at.capability
	}
	return at.capability * math.Exp(s)
}
