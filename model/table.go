package model

import "slices"

// A Table is one draw of a Bargain: every number known and every world
// computed. A worker reuses one Table for all its draws; nothing may keep
// references into it.
type Table struct {
	b       *Bargain
	inputs  []float64 // the draw's varying inputs
	events  Events    // the draw's other random numbers
	now     *Circumstances
	draw    int  // number of the draw, from 1
	fresh   bool // whether it is built from the circumstances of a single meeting, unchanged since
	parties []partyAt
	issues  []issueAt
	levers  []leverAt

	partyNames, issueNames []string

	worlds   []world
	acts     [][]bool // [lever][world]
	snaps    [][]bool // [lever][world]: whether it is turned against its target
	leavers  []int    // parties that may leave
	offering []int    // levers that offer something
	aid      *aid
	hazards  *hazardsAt // nil: agreements are not broken in this scenario
	moving   int        // issue that a process moves; −1: none
	powered  bool       // whether levers move the power or patience of any party
	lined    bool       // whether there are red lines
	hardened [][2]int   // red lines that levers move: issue and line
	apart    bool       // whether issues end elsewhere without a deal than where they are held, or parties walk away at stated terms
	plain    bool       // whether a loss counts as a gain and every agreement holds, in all draws

	weighs  []int  // parties whose saliences vary
	sloping []bool // per issue: whether what gains and losses count depends on its terms or its bounds

	relieves, holds []float64 // per option of the standstill's issue

	here  *scene // derived from the present circumstances
	ahead *Table // the same for next round's expected circumstances, in the same draw; nil in that Table itself

	present *scene // of a Table of next round's: that of this round; else nil

	parameters []parameterAt // parameters of processes that levers move
	packages   []packageAt
	totals     []totalAt
	strengthIn *strengthAt // nil: no strength is stated
	tempts     bool        // whether something can make a party break what it has signed
	votes      [][]bool    // per package and faction: whether it comes to a vote there

	quo []float64 // per issue: the scenario's own status quo, r⁰

	capability, voice, patience, risk []float64 // per party, before levers
	// onIssue is a party's capability on an issue before levers, [party][issue], NaN
	// where it is that of the party; nil: it is so everywhere.
	onIssue      [][]float64
	optionTables []OptionTable // what options are worth, where parties say so

	side      [][]Side    // [party][issue]
	curvature [][]float64 // [party][issue]
	weight    [][]float64 // [party][issue]: over all issues
	fixed     int         // issue that every package settles at fixedAt, as an experiment; −1: none
	fixedAt   float64     // position

	say       [][]float64 // [party][issue]: weight where the party has a say, else 0
	attention [][]float64 // [party][issue]
	ideal     [][]float64 // [party][issue]
	salience  [][]float64 // [party][issue]: 0 to 100

	// way are terms of the settlement that were a way out earlier in the draw, if
	// wayKnown; tried is room to look whether they still are.
	way, tried []float64
	wayKnown   bool

	inflows []inflow // the inputs that vary
}

// NewTable returns a Table for draws of b.
func NewTable(b *Bargain) *Table {
	n, k, l := len(b.Parties), len(b.Issues), len(b.Levers)
	t := &Table{
		b: b, parties: make([]partyAt, n), issues: make([]issueAt, k), levers: make([]leverAt, l), packages: make([]packageAt, len(b.Packages)),
		leavers: b.leavers(), aid: newAid(b.Aid), now: NewCircumstances(b), moving: MovingIssue(b), events: MedianEvents{}, fixed: -1,
		side: grid[Side](n, k), curvature: grid[float64](n, k), weight: grid[float64](n, k), attention: grid[float64](n, k),
		ideal: grid[float64](n, k), salience: grid[float64](n, k), quo: make([]float64, k),
		capability: make([]float64, n), voice: make([]float64, n), patience: make([]float64, n), risk: make([]float64, n),
		way: make([]float64, k), tried: make([]float64, k),
	}
	t.worlds, t.say = worldsOf(n, t.leavers, b.Keeps()), t.weight
	t.partyNames = b.partyIDs()
	t.issueNames = idsOf(b.Issues, func(s *Issue) string { return s.ID })
	t.acts, t.snaps = grid[bool](l, len(t.worlds)), grid[bool](l, len(t.worlds))
	for w := range t.worlds {
		for i := range b.Levers {
			t.acts[i][w] = t.worlds[w].acts(&b.Levers[i])
			t.snaps[i][w] = !t.acts[i][w] && t.worlds[w].snaps(&b.Levers[i])
		}
	}
	for i := range b.Parties {
		t.parties[i].gone = make([]float64, len(t.leavers))
		if b.Parties[i].Say != nil && k > 0 && &t.say[0][0] == &t.weight[0][0] {
			t.say = grid[float64](n, k)
		}
		for _, p := range b.Parties[i].Prospects {
			t.prospect(i, p.Issue)
		}
		if t.moving >= 0 && b.Parties[i].Seat == Signatory {
			t.prospect(i, t.moving) // a process may shift what it expects
		}
		for _, lever := range b.Parties[i].OnLeaving {
			t.levers[lever].leaving = true
		}
	}
	if t.strengthIn = newStrength(b); t.strengthIn != nil {
		for _, party := range b.Strength.Between {
			for j := range b.Strength.Issues {
				t.prospect(party, b.Strength.Issues[j].Issue)
			}
		}
	}
	if b.powerOnIssues() {
		t.onIssue = grid[float64](n, k)
	}
	t.optionTables = newOptionTables(b)
	for k := range b.Issues {
		t.issues[k].lines, t.issues[k].dealOnly = make([]lineAt, len(b.Issues[k].RedLines)), b.Issues[k].DealOnly
		for i := range n {
			t.side[i][k] = b.Issues[k].Stances[i].Side
		}
		for _, c := range b.Issues[k].Carriers {
			t.issues[k].carriers = append(t.issues[k].carriers, carrierAt{party: c.Party, offer: -1})
		}
	}
	for g := range b.Packages {
		at := &t.packages[g]
		at.limits, at.has = make([][2]float64, len(b.Packages[g].Limits)), make([]bool, k)
		for _, k := range b.Packages[g].Issues {
			at.has[k] = true
		}
		at.certain = b.Packages[g].Certain
		if s := b.Packages[g].PowerShift; s != nil {
			t.prospect(s.To, s.Issue)
			t.prospect(s.From, s.Issue)
		}
	}
	for i := range b.Totals {
		t.totals = append(t.totals, newTotal(b, &b.Totals[i]))
	}
	t.votes, t.tempts = comesToVote(b), b.Keeps() && b.Tempts()
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
	for k := range t.issues {
		for j := range t.issues[k].lines {
			if line := &b.Issues[k].RedLines[j]; len(t.issues[k].lines[j].fx) > 0 || line.Public && line.Grows != Known(0) {
				t.hardened = append(t.hardened, [2]int{k, j})
			}
		}
	}
	t.hazards = newHazards(b)
	t.sloping = t.slopingIssues()
	t.takeNumbers()
	t.plain = t.isPlain()
	t.here = newScene(b, t)
	ahead := *t
	ahead.now, ahead.here, ahead.present = NewCircumstances(b), newScene(b, t), t.here
	for g := range ahead.here.posing {
		ahead.here.posing[g].twin = &t.here.posing[g]
	}
	t.ahead = &ahead
	t.fillLevels()
	ahead.fillLevels()
	return t
}

// fillLevels lets every problem work out its levels when they are asked for.
func (t *Table) fillLevels() {
	for g := range t.here.posing {
		ps := &t.here.posing[g]
		ps.problem.fill = func(l int) { t.level(g, ps, l) }
	}
}

// acts records that the lever moves party i's payoffs.
func (l *leverAt) acts(i int) {
	if !slices.Contains(l.on, i) {
		l.on = append(l.on, i)
	}
}

// prospect returns where party i expects the issue to move, which is nowhere
// until a number or a lever says otherwise.
func (t *Table) prospect(i, issue int) *prospectAt {
	at := &t.parties[i]
	for j := range at.prospects {
		if at.prospects[j].issue == issue {
			return &at.prospects[j]
		}
	}
	at.prospects = append(at.prospects, prospectAt{issue: issue})
	return &at.prospects[len(at.prospects)-1]
}

// attach registers the effects of lever i with what they move; moved holds the
// paths of the process parameters that levers move.
func (t *Table) attach(i int, moved []string) {
	lever := &t.b.Levers[i]
	t.levers[i].holder = lever.Holder
	t.parties[lever.Holder].holds = append(t.parties[lever.Holder].holds, i)
	t.levers[i].acts(lever.Holder)
	for j := range lever.Effects {
		e := &lever.Effects[j]
		fx := effectAt{lever: i, effect: e}
		var to *[]effectAt
		switch e.Does {
		case Offers:
			t.offering = append(t.offering, i)
			for c := range t.issues[e.Issue].carriers {
				if at := &t.issues[e.Issue].carriers[c]; at.party == lever.Holder {
					at.offer, t.issues[e.Issue].offered, t.levers[i].offers = i, true, true
				}
			}
			continue
		case Presses:
			to = &t.parties[e.Party].pressFx
		case Rewards:
			to = &t.parties[e.Party].rewardFx
		case Costs:
			to = &t.parties[e.Party].costFx
		case Expects:
			to = &t.prospect(e.Party, e.Issue).fx
		case Assures:
			continue // hazards know their assurances
		case Hardens:
			to = &t.issues[e.Issue].lines[e.RedLine].fx
		case MovesPower:
			to, t.powered = &t.parties[e.Party].powerFx, true
		case MovesPatience:
			to, t.powered = &t.parties[e.Party].patience, true
		case MovesProcess:
			to = &t.parameters[slices.Index(moved, e.Path)].fx
		}
		*to = append(*to, fx)
		if e.Party >= 0 && (e.Does == Presses || e.Does == Rewards || e.Does == Costs || e.Does == Expects) {
			t.levers[i].acts(e.Party)
		}
	}
	for _, o := range lever.Substitutions {
		at := &t.levers[o.Lever]
		at.offsetBy = append(at.offsetBy, offsetAt{lever: i, from: o.Share})
		t.levers[i].makesUpFor = append(t.levers[i].makesUpFor, o.Lever)
	}
}

// isPlain reports whether the payoff of an agreement is the value of its terms
// in every draw, so that nothing about gains and losses must be written anew.
func (t *Table) isPlain() bool {
	for i := range t.b.Parties {
		if len(t.b.Parties[i].CountsOn) > 0 {
			return false
		}
	}
	for k := range t.b.Issues {
		s := &t.b.Issues[k]
		if s.LossAversion != Known(1) || t.issues[k].offered || s.Options != nil || s.Steps > 0 || s.Claim != nil {
			return false
		}
		for _, c := range s.Carriers {
			if c.Credibility != Known(1) {
				return false
			}
		}
	}
	return true
}

func (t *Table) slopingIssues() []bool {
	is := make([]bool, len(t.issues))
	for k := range t.issues {
		s := &t.b.Issues[k]
		is[k] = len(s.Carriers) > 0 || s.Options != nil || s.Steps > 0 || s.Claim != nil
	}
	if t.hazards.of != nil {
		for _, d := range t.hazards.of.Deters {
			is[d.Issue] = true
			for _, less := range d.Less {
				is[less.Issue] = true
			}
		}
	}
	return is
}

// follow has the parties reckon with what they do under a theory.
func (t *Table) follow(of *Theory) {
	if now := t.now; now.Foresees != of.Foresees || now.Keeps != of.Keeps || now.Lines != of.Lines || now.Claims != of.Claims {
		now.Foresees, now.Keeps, now.Lines, now.Claims, t.fresh = of.Foresees, of.Keeps, of.Lines, of.Claims, false
	}
}

// Problem returns the problem of package g in the present circumstances; it is
// computed at most once between two calls of Rebuild. If it has several levels,
// its payoffs are known once AtLevel has chosen one.
func (t *Table) Problem(g int) *Problem {
	s := t.here
	if !s.posed[g] {
		t.pose(g, &s.posing[g])
		s.posed[g] = true
	}
	return s.posing[g].problem
}

// Now returns the circumstances that the Table is built from. After changing
// them, call Rebuild before the next Pose or Problem.
func (t *Table) Now() *Circumstances { return t.now }

// Rebuild computes the worlds of the present circumstances and everything
// derived from them, in the order activation → substitutions → what is held →
// red lines → payoffs without an agreement; problems follow when they are asked
// for.
func (t *Table) Rebuild() {
	s := t.here
	t.fresh = false
	clear(s.posed)
	for i := range s.parties {
		s.parties[i].forget()
	}
	t.strengths()
	t.stand()
	if t.apart {
		t.endWithout()
	}
	if t.lined {
		t.bind()
	}
	if g := t.now.InForce; g >= 0 {
		t.restraintsHeld(g)
	}
	for i := range t.parties {
		t.assess(i)
	}
	s.stale = false
}

func sum(fx []effectAt, force []float64) float64 {
	s := 0.0
	for j := range fx {
		s += float64(fx[j].by * force[fx[j].lever])
	}
	return s
}

// sized is the sum of the effects fx in stake units.
func (t *Table) sized(fx []effectAt, i int, force []float64) float64 {
	s := 0.0
	for j := range fx {
		if e := force[fx[j].lever]; e != 0 {
			s += float64(t.size(&fx[j].size, i) * e)
		}
	}
	return s
}

// size is a size for party i in stake units.
func (t *Table) size(s *sizeAt, i int) float64 {
	if s.issue < 0 {
		return s.amount
	}
	return float64(s.amount * t.weight[i][s.issue])
}

// Amount is a size in stake units for party i.
func (t *Table) Amount(s Size, i int) float64 {
	return t.size(&sizeAt{amount: s.Amount.In(t.inputs), issue: s.Issue - 1}, i)
}
