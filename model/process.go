package model

// A Process is something that moves between rounds, or has a say in what a
// round can bring: the line of control, stocks of men and money, meetings that
// are refused, promises that are broken. Each acts on the Game it is given, in
// the order in which the scenario's processes are listed.
type Process interface {
	// Begin starts a draw under one theory.
	Begin(g *Game)
	// Move acts before the talks of round g.Round.
	Move(g *Game)
	// Follow acts after the talks of the round.
	Follow(g *Game)
}

// NewProcesses makes the processes of a scenario for one worker, in the order
// in which they act. It may attach parameters to the table, so that levers can
// move them.
type NewProcesses func(b *Bargain, t *Table) []Process

// Still is a Process that does nothing; others embed it and say only what they do.
type Still struct{}

// Begin does nothing.
func (Still) Begin(*Game) {}

// Move does nothing.
func (Still) Move(*Game) {}

// Follow does nothing.
func (Still) Follow(*Game) {}

// An Expecter is a Process that can say where things would stand next round
// if chance brought nothing: it changes the game's circumstances accordingly,
// and the game undoes that.
type Expecter interface{ Expect(g *Game) }

// A Responder is a Process that decides how a party answers an offer.
type Responder interface {
	// Respond returns what party i does about the offer on package pkg that
	// pays it payoff; refusing pays refused and talking on pays flow this round.
	Respond(g *Game, i, pkg int, payoff float64) Action
}

// A Ratifier is a Process that may stop a package that everybody accepted.
type Ratifier interface{ Ratify(g *Game, pkg int) bool }

// An Action is a party's answer to an offer.
type Action int

// The actions.
const (
	Accept Action = iota
	Delay         // prefers to wait in this draw
	Refuse        // does not consent
)

// A Parameter is a probability or hazard of a process that levers may move.
type Parameter struct {
	Number Number
	fx     int // index in the table's process effects, from 1; 0: not attached
}

// processAt is a parameter that levers may move, in one draw.
type processAt struct {
	fx     []effectAt
	shift  lastShift // of a probability
	growth lastShift // of a hazard
}

// Attach lets levers that name the path move the parameter.
func (t *Table) Attach(p *Parameter, path string) {
	t.processes = append(t.processes, processAt{})
	p.fx = len(t.processes)
	at := &t.processes[p.fx-1]
	for _, i := range t.order {
		for j := range t.b.Levers[i].Effects {
			if e := &t.b.Levers[i].Effects[j]; e.Moves == MovesProcess && e.Path == path {
				at.fx = append(at.fx, effectAt{lever: i, effect: e})
			}
		}
	}
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
		e *= Offsetting(o.share, t.talkingStrength(o.lever))
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
	if p.fx == 0 {
		return q
	}
	at := &t.processes[p.fx-1]
	return at.shift.of(q, t.pushOn(at.fx))
}

// Hazard is a parameter that is a hazard per round, after levers, ≥ 0.
func (t *Table) Hazard(p *Parameter) float64 {
	h := p.Number.In(t.inputs)
	if p.fx == 0 {
		return h
	}
	at := &t.processes[p.fx-1]
	s := t.pushOn(at.fx)
	if s == 0 {
		return h
	}
	if s != at.growth.push {
		at.growth = lastShift{s, exp(s)}
	}
	return h * at.growth.value
}
