package model

// A Game is one draw under one theory as it goes from round to round: what is
// in force, who is in the room, who delays. Processes read and change it.
type Game struct {
	Bargain *Bargain
	Table   *Table
	Theory  int // index in Bargain.Theories
	Round   int // from 0

	// What a round's processes decide before the talks.
	Meets   bool   // whether a meeting is held
	Room    []bool // per party: in the room
	Decides []bool // per package: whether the meeting can decide it
	Closed  bool   // whether talks have broken down

	// What has happened so far.
	Held      int     // meetings held
	Force     []Force // per package
	Delays    []int   // per party: how often it has preferred to wait since it last accepted
	Blocks    []int   // per party: rounds in which it is recorded as not consenting
	Broken    bool    // whether a settlement or ceasefire was signed and broken
	Escalated bool
	First     [Classes]int // round in which each class was first reached; −1 never
	Violator  int          // party to whom the last violation of this round is put down; −1 none

	// What the talks of the round brought.
	Signed  int      // headline or partial package signed this round; −1 none
	Blocker int      // party recorded as not consenting this round; −1 none
	Reason  Reason   // why no headline package was signed
	Actions []Action // per party: its answer to the last package tabled
	Waits   []bool   // per party: whether it preferred to wait with a headline package
	Tabled  bool     // whether any package was tabled this round

	// Tell, if not nil, is told what happens, for traces.
	Tell func(Event)

	in         []float64
	events     Events
	processes  []Process
	responders []Responder // those of the processes that are one
	expecters  []Expecter
	ratifiers  []Ratifier
	observers  []LeverObserver
	owned      []bool // per issue: a process owns its status quo
	dated      []int  // levers with dates
	protocol   Protocol
	stream     Stream
	offer      Offer
	ahead      Offer // the offer one round ahead …
	looked     int   // … on this package; −1: none yet
	blocks     []StreamKey
	carries    []StreamKey
	saved      *Circumstances
	headline   bool
	share      []float64 // how much each party stands in the way of the first headline package
	last       Reason
	answered   bool  // whether Reason is about answers to an offer
	carriedAt  []int // per lever: round in which it was carried out
	called     []int // scratch: parties whose delay is called a refusal
	lasted     int   // rounds that the first headline package has been in force
	over       bool  // whether it has ended
	calm       int   // rounds in a row, up to this one, with little fighting
	quiet      bool  // whether they were ever enough to call the conflict frozen
	standing   []float64
	bare       bool // nothing is in force, and the circumstances say so
}

// Force is a package in force, or not.
type Force struct {
	On          bool
	Since       int       // round in which it was signed
	Terms       []float64 // positions; meaningful where Included
	Included    []bool    // issues it settles
	Payoff      []float64 // per party, as agreed
	Reservation []float64 // per party, when it was signed
}

// In returns the draw's varying inputs.
func (g *Game) In() []float64 { return g.in }

// Now returns the circumstances of the round; they take effect with the talks.
func (g *Game) Now() *Circumstances { return g.Table.now }

// Uniform is number k of the stream in this round, in (0, 1).
func (g *Game) Uniform(key StreamKey, k int) float64 { return g.events.Uniform(key, g.Round, k) }

// Happens reports whether an event with the given chance happens: number k of
// the stream in this round decides.
func (g *Game) Happens(key StreamKey, k int, chance float64) bool {
	return chance > 0 && g.Uniform(key, k) <= chance
}

// Rounds is how many rounds a draw lasts at most.
func (g *Game) Rounds() int { return max(1, g.Bargain.Clock.Rounds) }

// Single reports whether the game is a single meeting with everyone in the room.
func (g *Game) Single() bool { return g.Bargain.Clock.Rounds == 0 }

// newGame returns a Game of b for theory t that shares the table with the
// other theories of a worker, and the processes, which start anew with every draw.
func newGame(b *Bargain, table *Table, t int, processes []Process) *Game {
	n, m := len(b.Parties), len(b.Packages)
	g := &Game{
		Bargain: b, Table: table, Theory: t,
		Room: make([]bool, n), Decides: make([]bool, m), Force: make([]Force, m), Delays: make([]int, n), Blocks: make([]int, n),
		Actions: make([]Action, n), Waits: make([]bool, n), carriedAt: make([]int, len(b.Levers)), called: make([]int, 0, n), protocol: b.Theories[t].New(), saved: NewCircumstances(b), share: make([]float64, n), standing: make([]float64, len(b.Issues)),
		stream: Stream{Key: Key("protocol/" + b.Theories[t].Name)},
	}
	for i := range g.Force {
		g.Force[i] = Force{
			Terms: make([]float64, len(b.Issues)), Included: make([]bool, len(b.Issues)),
			Payoff: make([]float64, n), Reservation: make([]float64, n),
		}
		g.blocks = append(g.blocks, Key("not_consenting/"+b.Packages[i].ID))
		g.headline = g.headline || b.Packages[i].Headline()
	}
	for i := range b.Levers {
		l := &b.Levers[i]
		g.carries = append(g.carries, Key("carry/"+l.ID))
		if l.FromRound != (Number{}) || l.UntilRound != (Number{}) || l.PhasedOver != (Number{}) {
			g.dated = append(g.dated, i)
		}
	}
	g.engage(processes)
	return g
}

// engage lets processes act on the game.
func (g *Game) engage(processes []Process) {
	g.processes, g.owned = processes, make([]bool, len(g.Bargain.Issues))
	for _, p := range processes {
		if r, ok := p.(Responder); ok {
			g.responders = append(g.responders, r)
		}
		if e, ok := p.(Expecter); ok {
			g.expecters = append(g.expecters, e)
		}
		if r, ok := p.(Ratifier); ok {
			g.ratifiers = append(g.ratifiers, r)
		}
		if m, ok := p.(LeverObserver); ok {
			g.observers = append(g.observers, m)
		}
		if m, ok := p.(StatusQuoOwner); ok {
			for k := range g.owned {
				g.owned[k] = g.owned[k] || m.Owns(k)
			}
		}
	}
}

// begin starts a draw: the table is realised already.
func (g *Game) begin(in []float64, ev Events) {
	g.in, g.events, g.stream.Events = in, ev, ev
	g.Closed, g.Held, g.Broken, g.Escalated = false, 0, false, false
	g.Reason, g.last, g.lasted, g.over, g.calm, g.quiet = NoReason, NoReason, 0, false, 0, false
	g.bare = false
	clear(g.Delays)
	clear(g.Blocks)
	for i := range g.Force {
		g.Force[i].On = false
	}
	for c := range g.First {
		g.First[c] = -1
	}
	if !g.Table.fresh {
		g.Table.now.Reset()
	}
	if !g.Single() {
		g.date()
	}
	for _, p := range g.processes {
		p.Begin(g)
	}
}

// play plays the draw and writes how it ended into out.
func (g *Game) play(in []float64, ev Events, out *Outcome) {
	g.Round = 0
	g.begin(in, ev)
	for ; g.Round < g.Rounds(); g.Round++ {
		g.open()
		for _, p := range g.processes {
			if p.Move(g); g.Escalated {
				break
			}
		}
		if g.Escalated {
			if g.Round == 0 {
				g.foresee()
			}
			g.reach(Escalation)
			break
		}
		if !g.Single() || !g.Table.fresh {
			g.Table.Rebuild()
			g.Table.fresh = g.Single()
		}
		if g.Meets && !g.Closed {
			g.talk()
		}
		for _, p := range g.processes {
			p.Follow(g)
		}
		g.note(out.Path)
		if g.settled() {
			break
		}
	}
	g.Round = min(g.Round, g.Rounds()-1)
	g.finish(out)
}

// foresee builds the worlds of a draw that ends before its first round has
// come to that: as they were when it began.
func (g *Game) foresee() {
	now := g.Table.now
	g.saved.copyFrom(now)
	now.Reset()
	g.Table.Rebuild()
	now.copyFrom(g.saved)
}

// open starts a round: unless a process says otherwise everyone meets and can
// decide every package.
func (g *Game) open() {
	g.Meets, g.Signed, g.Blocker, g.Violator, g.Tabled = true, -1, -1, -1, false
	for i := range g.Room {
		g.Room[i] = true
	}
	for i := range g.Decides {
		g.Decides[i] = true
	}
	clear(g.Actions)
	clear(g.Waits)
	if !g.Single() {
		clear(g.Table.now.CostPush) // processes add to them anew
		clear(g.Table.now.ProspectsPush)
	}
	g.stream.Rewind(g.Round)
	if !g.Single() {
		g.date()
	}
}

// date works out how much of each lever its dates allow in this round.
func (g *Game) date() {
	for _, i := range g.dated {
		l := &g.Bargain.Levers[i]
		g.Table.now.Reach[i] = l.reach(g.Round, g.in)
		if over := l.PhasedOver.In(g.in); g.Table.now.Carried[i] && over > 0 && g.Table.now.Reach[i] > 0 {
			// What is carried out grows from then on, not from its first date, and ends with its last.
			g.Table.now.Reach[i] = min(1, float64(g.Round-g.carriedAt[i]+1)/over)
		}
	}
}

// sign puts package i in force on the given terms. A settlement ends all
// other packages.
func (g *Game) sign(i int, p *Problem, o *Offer) {
	f := &g.Force[i]
	f.On, f.Since = true, g.Round
	copy(f.Terms, o.Terms)
	copy(f.Included, p.InPackage)
	copy(f.Payoff, o.Payoff)
	copy(f.Reservation, p.Reservation)
	pkg := &g.Bargain.Packages[i]
	if g.Single() && (i == len(g.Force)-1 || !pkg.Minor(pkg.Relief.In(g.in))) {
		return // nothing comes after it
	}
	if pkg.Outcome == Settlement {
		for j := range g.Force {
			if j != i {
				g.Force[j].On = false
			}
		}
	}
	if pkg.Headline() {
		clear(g.Table.now.Carried) // the threats are spent
		clear(g.Table.now.Snapped)
	}
	g.Refresh()
}

// End takes package i out of force.
func (g *Game) End(i int) {
	g.Force[i].On = false
	if g.Bargain.Packages[i].Headline() {
		g.Broken = true
		g.over = g.over || g.lasted > 0
	}
	g.Refresh()
}

// Refresh makes what packages in force imply part of the circumstances: terms
// replace the status quo, and the fighting abates.
func (g *Game) Refresh() {
	now := g.Table.now
	relief, freeze := 0.0, 1.0
	reliefLasts, freezeLasts := 1.0, 1.0
	agreed := false
	for i := range g.Force {
		agreed = agreed || g.Force[i].On
	}
	if !agreed && g.bare {
		return
	}
	g.bare = !agreed
	for k, owned := range g.owned {
		switch {
		case owned:
		case agreed:
			now.StatusQuo[k] = g.Agreed(k)
		default:
			now.StatusQuo[k] = nan
		}
	}
	for i := range g.Force {
		if !g.Force[i].On {
			continue
		}
		pkg := &g.Bargain.Packages[i]
		if r := pkg.Relief.In(g.in); r > relief {
			relief, reliefLasts = r, now.Survival[i]
		}
		if pkg.FreezesFront || pkg.Outcome == Settlement {
			if freeze < 1 {
				freezeLasts = max(freezeLasts, now.Survival[i])
			} else {
				freeze, freezeLasts = frozen, now.Survival[i]
			}
		}
	}
	now.Fighting, now.Frozen = 1-relief, freeze < 1
	now.Intensity = 1 - relief*reliefLasts
	now.Freeze = 1 - (1-freeze)*freezeLasts
}

// Agreed is where the packages in force put issue k, as a position: of several
// the one signed last holds, until it ends. It is NaN if none settles the issue.
func (g *Game) Agreed(k int) float64 {
	x, since := nan, -1
	for i := range g.Force {
		if f := &g.Force[i]; f.On && f.Included[k] && f.Since >= since {
			x, since = f.Terms[k], f.Since
		}
	}
	return x
}

// Standing is party i's payoff from package pkg, which is in force, as things
// stand: what is agreed, and the other issues where they are now.
func (g *Game) Standing(pkg, i int) float64 {
	p := g.Table.Problem(pkg)
	for k := range g.standing {
		g.standing[k] = p.StatusQuo[k]
		if g.Force[pkg].Included[k] {
			g.standing[k] = g.Agreed(k)
		}
	}
	return p.Payoff(i, g.standing)
}
