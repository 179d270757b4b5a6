package model

import (
	"cmp"
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
