package model

import "slices"

// A Process is something that moves between rounds, or has a say in what a
// round can bring: the line of control, stocks of men and money, meetings that
// are refused, promises that are broken. Each acts on the Game it is given,
// before and after the talks of a round (model 3.1). What else a process may do
// is an interface of its own: see StatusQuoOwner, LeverObserver, Expecter,
// Responder and Ratifier.
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

// BaseProcess is a Process that does nothing; others embed it and say only what they do.
type BaseProcess struct{}

// Begin does nothing.
func (BaseProcess) Begin(*Game) {}

// Move does nothing.
func (BaseProcess) Move(*Game) {}

// Follow does nothing.
func (BaseProcess) Follow(*Game) {}

// A StatusQuoOwner is a Process that moves the status quo of an issue: it writes
// Circumstances.StatusQuo itself, and what packages in force agree on the issue
// does not change it. Pictures over rounds show the first issue that is owned.
type StatusQuoOwner interface{ Owns(issue int) bool }

// MovingIssue is the issue whose status quo a process of b moves; −1 if none does.
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

// A LeverObserver is a Process that is told when a lever has been triggered, by
// a refusal or a violation, and whether its holder then carried it out.
type LeverObserver interface {
	Moment(g *Game, lever int, carried bool)
}

// An Expecter is a Process that can say where things would stand next round
// if chance brought nothing. The game that it is given is a round further, and
// it changes the circumstances of that game alone.
type Expecter interface{ Expect(g *Game) }

// A Responder is a Process that decides how a party answers an offer. Of
// several the least willing answer counts; without any, parties accept.
type Responder interface {
	// Respond returns how party i, whose consent is needed, answers the offer on
	// package pkg that pays it payoff, in stake units.
	Respond(g *Game, i, pkg int, payoff float64) Action
}

// A Ratifier is a Process that may stop a package that everybody accepted:
// Ratify reports whether package pkg may be signed.
type Ratifier interface{ Ratify(g *Game, pkg int) bool }

// roles are the processes of a game, by what they are.
type roles struct {
	processes  []Process
	responders []Responder
	expecters  []Expecter
	ratifiers  []Ratifier
	observers  []LeverObserver
	owned      []bool // per issue: a process owns its status quo
}

// rolesOf sorts processes by what they are; issues is how many there are.
func rolesOf(processes []Process, issues int) roles {
	is := roles{processes: processes, owned: make([]bool, issues)}
	for _, p := range processes {
		if r, ok := p.(Responder); ok {
			is.responders = append(is.responders, r)
		}
		if e, ok := p.(Expecter); ok {
			is.expecters = append(is.expecters, e)
		}
		if r, ok := p.(Ratifier); ok {
			is.ratifiers = append(is.ratifiers, r)
		}
		if o, ok := p.(LeverObserver); ok {
			is.observers = append(is.observers, o)
		}
		if o, ok := p.(StatusQuoOwner); ok {
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
	Delay         // prefers to wait in this draw
	Refuse        // does not consent
)

// A Parameter is a probability or hazard of a process that levers may move.
// The zero Parameter is the known number 0, which none moves.
type Parameter struct {
	Number Number
	moved  int // place of its path in Bargain.movedPaths, from 1; 0: no lever moves it
}

// Parameter returns a parameter of the bargain's processes that every lever
// moves which names the path. The levers of b must be complete.
func (b *Bargain) Parameter(n Number, path string) Parameter {
	return Parameter{Number: n, moved: slices.Index(b.movedPaths(), path) + 1}
}

// movedPaths are the paths of the parameters that levers move, in the order of
// the levers.
func (b *Bargain) movedPaths() (paths []string) {
	for i := range b.Levers {
		for j := range b.Levers[i].Effects {
			if e := &b.Levers[i].Effects[j]; e.Moves == MovesProcess && !slices.Contains(paths, e.Path) {
				paths = append(paths, e.Path)
			}
		}
	}
	return paths
}

// parameterAt is what moves a parameter, in one draw.
type parameterAt struct {
	fx     []effectAt
	shift  lastShift // of a probability
	growth lastShift // of a hazard
}

// pushOn is the log-odds that levers add to something while talks go on, as
// they stand now: processes act before the worlds of the round are built.
func (t *Table) pushOn(fx []effectAt) float64 {
	s := 0.0
	for j := range fx {
		s += fx[j].push * t.talkingForce(fx[j].lever)
	}
	return s
}

// talkingForce is the effective strength of lever i while talks go on.
func (t *Table) talkingForce(i int) float64 {
	e := t.talkingStrength(i)
	for _, o := range t.levers[i].offsetBy {
		e *= Substituting(o.share, t.talkingStrength(o.lever))
	}
	if t.now.Snapped[i] {
		return -e
	}
	return e
}

// talkingStrength is the strength of lever i while talks go on, before offsets.
func (t *Table) talkingStrength(i int) float64 {
	at := &t.levers[i]
	full := at.act * t.now.Reach[i] * at.pass
	switch q := t.now.Credibility[i]; {
	case t.now.Carried[i] || t.now.Snapped[i]:
		return full
	case !t.acts[i][worldTalking]:
		return 0
	case q == q:
		return full * q
	}
	return full * at.credibility
}

// Probability is a parameter that is a probability, after levers, in [0, 1].
func (t *Table) Probability(p *Parameter) float64 {
	q := p.Number.In(t.inputs)
	if p.moved == 0 {
		return q
	}
	at := &t.parameters[p.moved-1]
	return at.shift.of(q, t.pushOn(at.fx))
}

// Hazard is a parameter that is a hazard per round, after levers, ≥ 0.
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
	return h * at.growth.value
}
