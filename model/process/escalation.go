package process

import (
	"math"

	"sim/model"
)

// Escalation may end a draw: a hazard that grows as a party's reservation
// value falls below what it was at the start (model 3.4). It acts only as far
// as there is fighting.
type Escalation struct {
	model.Still
	Hazard      model.Parameter // per round
	Desperation model.Number    // log-hazard per stake unit that the worst-off party has lost

	start []float64
}

var escalationKey = model.Key("escalation")

// Begin forgets the last draw.
func (e *Escalation) Begin(g *model.Game) { e.start = e.start[:0] }

// Move may escalate.
func (e *Escalation) Move(g *model.Game) {
	lost := 0.0
	for i, start := range e.start {
		lost = max(lost, start-g.Table.Reservation(i))
	}
	h := g.Table.Hazard(&e.Hazard) * g.Now().Fighting
	if lost > 0 {
		h *= math.Exp(e.Desperation.In(g.In()) * lost)
	}
	if strikes(g, escalationKey, 0, h) {
		g.Escalated = true
		g.Report(model.Event{Kind: model.EscalationCame, Party: -1, Package: -1, Lever: -1})
	}
}

// Follow notes what no deal is worth in round 0, from which losses are counted.
func (e *Escalation) Follow(g *model.Game) {
	if g.Round > 0 {
		return
	}
	for i := range g.Bargain.Parties {
		e.start = append(e.start, g.Table.Reservation(i))
	}
}
