package model

import "slices"

// A Process changes something between rounds or influences what a round can
// bring: the line of control, stocks of men and money, refused meetings, broken
// promises. It acts on the Game before and after the talks of each round (model
// 3.1). Further abilities are interfaces of their own: StatusQuoOwner,
// LeverObserver, Expecter, Responder and Ratifier.
type Process interface {
	// Begin starts a draw under one theory.
	Begin(g *Game)
	// Move acts before the talks of round g.Round.
	Move(g *Game)
	// Follow acts after the talks of the round.
	Follow(g *Game)
}

// NewProcesses makes the processes of a scenario for one worker, in the order
// in which they act.
type NewProcesses func(b *Bargain) []Process

// BaseProcess is a Process that does nothing. Other processes embed it and
// override the methods that they need.
type BaseProcess struct{}

// Begin does nothing.
func (BaseProcess) Begin(*Game) {}

// Move does nothing.
func (BaseProcess) Move(*Game) {}

// Follow does nothing.
func (BaseProcess) Follow(*Game) {}

// A StatusQuoOwner is a Process that moves the status quo of an issue: it
// writes Circumstances.StatusQuo itself in every round. Plots over rounds show
// the first such issue.
type StatusQuoOwner interface {
	Owns(issue int) bool
	// Set moves the status quo of the issue to a position: an agreement on it is
	// signed or broken.
	Set(g *Game, issue int, position float64)
}

// MovingIssue returns the issue whose status quo a process of b moves; −1 if
// there is none.
func MovingIssue(b *Bargain) int {
	if b.Processes == nil {
		return -1
	}
	for _, p := range b.Processes(b) {
		if m, ok := p.(StatusQuoOwner); ok {
			for k := range b.Issues {
				if m.Owns(k) {
					return k
				}
			}
		}
	}
	return -1
}

// A LeverObserver is a Process that is notified when a refusal or a violation
// triggers a lever, and whether its holder then carried it out.
type LeverObserver interface {
	Moment(g *Game, lever int, carried bool)
}

// An Expecter is a Process that can predict the next round's circumstances
// without chance events. It receives a game that is one round ahead, and
// changes only the circumstances of that game.
type Expecter interface{ Expect(g *Game) }

// A Responder is a Process that decides how a party answers an offer. If there
// are several, the least willing answer counts; without any, parties accept.
type Responder interface {
	// Respond returns the answer of party i, whose consent is needed, to an
	// offer on package pkg with the given payoff, in stake units.
	Respond(g *Game, i, pkg int, payoff float64) Action
}

// A Convener is a Process that knows how likely next round's meeting is.
type Convener interface {
	// Convenes returns the share of draws in which next round's meeting is held
	// with everyone whom package pkg needs, as far as the process decides that;
	// next is the game one round ahead.
	Convenes(next *Game, pkg int) float64
}

// A Blocker is a Process that may keep a package off the table in a round.
type Blocker interface{ Blocks(g *Game, pkg int) bool }

// A Ratifier is a Process that may stop a package that everyone accepted:
// Ratify reports whether package pkg may be signed as offered.
type Ratifier interface {
	Ratify(g *Game, pkg int, offer *Offer) bool
}

// A CauseProcess is a Process about one cause of failure: it acts only under the
// theories that are about that cause.
type CauseProcess interface{ ActsUnder(t *Theory) bool }

// actingUnder returns the processes that act under a theory of b.
func actingUnder(b *Bargain, t *Theory, processes []Process) []Process {
	var act []Process
	for _, p := range processes {
		if c, ok := p.(CauseProcess); !ok || c.ActsUnder(t) {
			act = append(act, p)
		}
	}
	if t.Acts != nil {
		act = append(act, t.Acts(b)...) // they act last, on what the others have done
	}
	return act
}

// A Proposer is a Process that says itself what is proposed of some packages, in
// place of the rule of the theory, and who accepts it.
type Proposer interface {
	// Proposes reports whether it speaks on package pkg.
	Proposes(g *Game, pkg int) bool
	// Propose writes what becomes of package pkg, whose problem is p, into out: an
	// agreement, or why there is none. Who could wait has weighed it.
	Propose(g *Game, pkg int, p *Problem, out *Offer)
}

// A VoteSource is a Process that knows which packages come to a vote at home.
type VoteSource interface {
	// VotesOn reports whether a faction, by its index, votes on package pkg.
	VotesOn(faction, pkg int) bool
}

// roles holds the processes of a game by the interfaces that they implement.
type roles struct {
	processes  []Process
	responders []Responder
	expecters  []Expecter
	ratifiers  []Ratifier
	proposers  []Proposer
	conveners  []Convener
	blockers   []Blocker
	owners     []StatusQuoOwner
	observers  []LeverObserver
	owned      []bool // per issue: a process owns its status quo
}

// rolesOf sorts processes by the interfaces that they implement; issues is the
// number of issues.
func rolesOf(processes []Process, issues int) roles {
	is := roles{processes: processes, owned: make([]bool, issues)}
	for _, p := range processes {
		if r, ok := p.(Responder); ok {
			is.responders = append(is.responders, r)
		}
		if e, ok := p.(Expecter); ok {
			is.expecters = append(is.expecters, e)
		}
		if r, ok := p.(Proposer); ok {
			is.proposers = append(is.proposers, r)
		}
		if r, ok := p.(Ratifier); ok {
			is.ratifiers = append(is.ratifiers, r)
		}
		if o, ok := p.(LeverObserver); ok {
			is.observers = append(is.observers, o)
		}
		if c, ok := p.(Convener); ok {
			is.conveners = append(is.conveners, c)
		}
		if b, ok := p.(Blocker); ok {
			is.blockers = append(is.blockers, b)
		}
		if o, ok := p.(StatusQuoOwner); ok {
			is.owners = append(is.owners, o)
			for k := range is.owned {
				is.owned[k] = is.owned[k] || o.Owns(k)
			}
		}
	}
	return is
}

// An Action is a party's answer to an offer.
type Action int

// The actions.
const (
	Accept Action = iota
	Delay         // prefers to wait
	Refuse        // does not consent
)

// A Parameter is a probability or hazard of a process that levers may move. The
// zero Parameter is the known number 0, which no lever moves.
type Parameter struct {
	Number Number
	moved  int // index + 1 of its path in Bargain.movedPaths; 0: no lever moves it
}

// Parameter returns a parameter of the bargain's processes, moved by every
// lever that has an effect on path. Call it only once the levers of b are
// complete.
func (b *Bargain) Parameter(n Number, path string) Parameter {
	return Parameter{Number: n, moved: slices.Index(b.movedPaths(), path) + 1}
}

// movedPaths returns the paths of the parameters that levers move, in the order
// of the levers.
func (b *Bargain) movedPaths() (paths []string) {
	for i := range b.Levers {
		for j := range b.Levers[i].Effects {
			if e := &b.Levers[i].Effects[j]; e.Does == MovesProcess && !slices.Contains(paths, e.Path) {
				paths = append(paths, e.Path)
			}
		}
	}
	return paths
}

// parameterAt is a parameter that levers move, in one draw.
type parameterAt struct {
	fx     []effectAt
	shift  lastShift // of a probability
	growth lastShift // of a hazard
}

// pushOn is the log-odds or log-hazard that levers currently add while talks go
// on. Processes act before the worlds of the round are built, so those cannot be
// used.
func (t *Table) pushOn(fx []effectAt) float64 {
	s := 0.0
	for j := range fx {
		s += float64(fx[j].by * t.talkingForce(fx[j].lever))
	}
	return s
}

// talkingForce is the effective strength of lever i while talks go on.
func (t *Table) talkingForce(i int) float64 {
	e := t.talkingStrength(i)
	for _, o := range t.levers[i].offsetBy {
		e = float64(e * Substituting(o.share, t.talkingStrength(o.lever)))
	}
	if t.now.Snapped[i] {
		return -e
	}
	return e
}

// talkingStrength is the strength of lever i while talks go on, before
// substitutions.
func (t *Table) talkingStrength(i int) float64 {
	at := &t.levers[i]
	if t.now.Gone[t.levers[i].holder] {
		return max(0, t.here.force[worldTalking][i])
	}
	full := float64(at.weight * t.now.Reach[i] * at.pass)
	switch {
	case t.now.Carried[i] || t.now.Snapped[i]:
		return full
	case t.acts[i][worldTalking]:
		return float64(full * t.credibilityOf(i))
	}
	// A lever that waits for a refusal acts as far as not agreeing may be called one.
	called := 0.0
	for _, m := range t.b.Levers[i].When {
		if m.Trigger == OnRefusal {
			called = max(called, t.now.Called[m.Party])
		}
	}
	return float64(full * t.credibilityOf(i) * called)
}

// Probability returns a parameter that is a probability, after levers, in [0,
// 1].
func (t *Table) Probability(p *Parameter) float64 {
	q := p.Number.In(t.inputs)
	if p.moved == 0 {
		return q
	}
	at := &t.parameters[p.moved-1]
	return at.shift.of(q, t.pushOn(at.fx))
}

// Hazard returns a parameter that is a hazard per round, after levers, ≥ 0.
func (t *Table) Hazard(p *Parameter) float64 {
	h := p.Number.In(t.inputs)
	if p.moved == 0 {
		return h
	}
	at := &t.parameters[p.moved-1]
	s := t.pushOn(at.fx)
	if s == 0 {
		return h
	}
	if s != at.growth.push {
		at.growth = lastShift{s, exp(s)}
	}
	return float64(h * at.growth.value)
}
