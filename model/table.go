package model

import "slices"

// A Table is one draw of a Bargain: every number known and every world
// computed. A worker reuses one Table for all its draws; nothing may keep
// references into it.
type Table struct {
	b       *Bargain
	inputs  []float64 // the draw's varying inputs
	now     *Circumstances
	fresh   bool // whether it is built from the circumstances of a single meeting, unchanged since
	parties []seatAt
	issues  []issueAt

	partyNames, issueNames []string

	levers  []leverAt
	worlds  []world
	acts    [][]bool // [lever][world]
	snaps   [][]bool // [lever][world]: whether it is turned against its target
	pulled  []int    // issues whose status quo levers move
	slidden []stanceAt
	aid     *aid
	powered bool // whether levers move the power or patience of any party
	lined   bool // whether there are red lines

	concerned []int // parties that are not bystanders
	weighs    []int // parties whose saliences vary

	here  *scene // derived from the present circumstances
	ahead *Table // the same for next round's expected circumstances, in the same draw; nil in that Table itself

	parameters []parameterAt  // parameters of processes that levers move
	limits     [][][2]float64 // [package][limit]: lower and upper position

	quo []float64 // per issue: the scenario's own status quo

	capability, voice, patience, risk []float64 // per party, before levers

	side      [][]Side // [party][issue]
	curvature [][]float64
	weight    [][]float64
	attention [][]float64

	stated   [][]float64 // [party][issue]: ideals before levers
	salience [][]float64 // [party][issue]: 0 to 100

	inflows []inflow // the inputs that vary
}

// seatAt is a party in one draw, with the effects that act on it.
type seatAt struct {
	conflict, compliance, breach, prospects float64
	pressureCap, inducementCap, stated      float64
	conflictFx, prospectsFx, pressureFx     []effectAt
	inducementFx, complianceFx, powerFx     []effectAt
	patienceFx                              []effectAt
	moved                                   bool  // whether any lever moves its payoffs
	held                                    []int // levers it holds
}

// stanceAt is a party's view of an issue on which a lever moves its ideal.
type stanceAt struct{ party, issue int }

// issueAt is an issue in one draw.
type issueAt struct {
	quoFx      []effectAt
	positionFx [][]effectAt // per party; nil if none
	lines      []lineAt
}

// lineAt is a red line in one draw.
type lineAt struct {
	bound   float64
	share   float64 // share of draws in which it binds, before levers
	binding bool
	fx      []effectAt
}

// leverAt is a lever in one draw.
type leverAt struct {
	act         float64 // intensity · weight
	intensity   float64
	weight      float64
	credibility float64
	pass, cost  float64
	offsetBy    []offsetAt
	makesUpFor  []int // levers whose strength this one compensates

	on            []int // parties whose payoffs it moves
	draws, slides bool  // whether it moves a status quo; an ideal
}

type offsetAt struct {
	lever int
	share float64
	from  Number
}

// effectAt is an effect of a lever, with the numbers of one draw.
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
		side: grid[Side](n, k), curvature: grid[float64](n, k),
		weight: grid[float64](n, k), attention: grid[float64](n, k), stated: grid[float64](n, k), salience: grid[float64](n, k), quo: make([]float64, k),
		capability: make([]float64, n), voice: make([]float64, n), patience: make([]float64, n), risk: make([]float64, n),
	}
	t.partyNames = b.partyIDs()
	t.issueNames = idsOf(b.Issues, func(s *Issue) string { return s.ID })
	t.acts, t.snaps = grid[bool](l, len(t.worlds)), grid[bool](l, len(t.worlds))
	for w := range t.worlds {
		for i := range b.Levers {
			t.acts[i][w] = t.worlds[w].acts(b.Levers[i].When, b.Levers[i].WhenParty)
			t.snaps[i][w] = !t.acts[i][w] && t.worlds[w].snaps(&b.Levers[i])
		}
	}
	for k := range b.Issues {
		t.issues[k].positionFx = make([][]effectAt, n)
		t.issues[k].lines = make([]lineAt, len(b.Issues[k].RedLines))
		for i := range n {
			t.side[i][k] = b.Issues[k].Stances[i].Side
		}
	}
	for g := range b.Packages {
		t.limits = append(t.limits, make([][2]float64, len(b.Packages[g].Limits)))
	}
	moved := b.movedPaths()
	t.parameters = make([]parameterAt, len(moved))
	for i := range b.Levers {
		t.attach(i, moved)
	}
	if b.Aid != nil {
		for _, d := range b.Aid.Donors {
			if d.CutBy >= 0 {
				t.levers[d.CutBy].acts(b.Aid.Of)
			}
		}
	}
	for i := range t.levers {
		for _, on := range t.levers[i].on {
			t.parties[on].moved = true
		}
	}
	t.takeNumbers()
	t.here = newScene(b, t)
	ahead := *t
	ahead.now, ahead.here = NewCircumstances(b), newScene(b, t)
	t.ahead = &ahead
	return t
}

// acts records that the lever moves party i's payoffs.
func (l *leverAt) acts(i int) {
	if !slices.Contains(l.on, i) {
		l.on = append(l.on, i)
	}
}

// attach registers the effects of lever i with what they move; moved holds the
// paths of the process parameters that levers move.
func (t *Table) attach(i int, moved []string) {
	lever := &t.b.Levers[i]
	t.parties[lever.Holder].held = append(t.parties[lever.Holder].held, i)
	t.levers[i].acts(lever.Holder)
	for j := range lever.Effects {
		e := &lever.Effects[j]
		fx := effectAt{lever: i, effect: e}
		switch e.Moves {
		case MovesPosition:
			at := &t.issues[e.Issue].positionFx[e.Party]
			if len(*at) == 0 {
				t.slidden = append(t.slidden, stanceAt{e.Party, e.Issue})
			}
			*at = append(*at, fx)
			t.levers[i].slides = true
		case MovesStatusQuo:
			t.issues[e.Issue].quoFx = append(t.issues[e.Issue].quoFx, fx)
			t.levers[i].draws = true
			if !slices.Contains(t.pulled, e.Issue) {
				t.pulled = append(t.pulled, e.Issue)
			}
		case MovesConflictCost:
			t.parties[e.Party].conflictFx = append(t.parties[e.Party].conflictFx, fx)
			t.levers[i].acts(e.Party)
		case MovesProspects:
			t.parties[e.Party].prospectsFx = append(t.parties[e.Party].prospectsFx, fx)
			t.levers[i].acts(e.Party)
		case MovesPressure:
			t.parties[e.Party].pressureFx = append(t.parties[e.Party].pressureFx, fx)
			t.levers[i].acts(e.Party)
		case MovesInducement:
			t.parties[e.Party].inducementFx = append(t.parties[e.Party].inducementFx, fx)
			t.levers[i].acts(e.Party)
		case MovesExpectedCompliance:
			t.parties[e.Party].complianceFx = append(t.parties[e.Party].complianceFx, fx)
			t.levers[i].acts(e.Party)
		case MovesPower:
			t.parties[e.Party].powerFx = append(t.parties[e.Party].powerFx, fx)
			t.powered = true
		case MovesPatience:
			t.parties[e.Party].patienceFx = append(t.parties[e.Party].patienceFx, fx)
			t.powered = true
		case MovesBinding:
			at := &t.issues[e.Issue].lines[e.RedLine]
			at.fx = append(at.fx, fx)
		case MovesProcess:
			at := &t.parameters[slices.Index(moved, e.Path)]
			at.fx = append(at.fx, fx)
		}
	}
	for _, o := range lever.Substitutions {
		at := &t.levers[o.Lever]
		at.offsetBy = append(at.offsetBy, offsetAt{lever: i, from: o.Share})
		t.levers[i].makesUpFor = append(t.levers[i].makesUpFor, o.Lever)
	}
}

// Problem returns the problem of package g in the present circumstances; it is
// computed at most once between two calls of Rebuild.
func (t *Table) Problem(g int) *Problem {
	s := t.here
	if !s.posed[g] {
		if !s.framed[g] {
			t.frame(g, s.problem[g])
			s.framed[g] = true
		}
		t.pose(g, s.problem[g])
		s.posed[g] = true
	}
	return s.problem[g]
}

// Now returns the circumstances that the Table is built from. After changing
// them, call Rebuild before the next Pose or Problem.
func (t *Table) Now() *Circumstances { return t.now }

// Rebuild computes the worlds of the present circumstances and everything
// derived from them, in the order activation → substitutions → aid → positions
// and status quo → costs → payoffs.
func (t *Table) Rebuild() {
	s := t.here
	t.fresh = false
	clear(s.posed)
	t.strengths()
	t.statusQuo()
	t.positions()
	t.standing()
	for _, i := range t.concerned {
		t.assess(i)
	}
	s.stale = false
}

// pull is the point to which the effects fx move z.
func pull(z float64, fx []effectAt, force []float64) float64 {
	p := pulls(fx, force)
	return p.From(z)
}

// pulls adds up the pulls of the effects fx.
func pulls(fx []effectAt, force []float64) (p OddsPull) {
	for j := range fx {
		p.Toward(fx[j].toward, max(0, force[fx[j].lever]))
	}
	return p
}

// alike reports whether the levers of fx have equal strength in two worlds.
func alike(fx []effectAt, force, other []float64) bool {
	for j := range fx {
		if l := fx[j].lever; force[l] != other[l] {
			return false
		}
	}
	return true
}

func push(fx []effectAt, force []float64) float64 {
	s := 0.0
	for j := range fx {
		s += float64(fx[j].push * force[fx[j].lever])
	}
	return s
}

// total is the combined effect of fx. Levers that have snapped back count in
// taken instead, which may be nil.
func total(fx []effectAt, force []float64, taken *ProbSum) float64 {
	if len(fx) == 0 {
		return 0
	}
	s := NewProbSum()
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
