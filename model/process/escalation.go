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
	for i := range g.Bargain.Parties {
		d := g.Table.Reservation(i)
		if len(e.start) <= i {
			e.start = append(e.start, d)
		}
		lost = max(lost, e.start[i]-d)
	}
	h := g.Table.Hazard(&e.Hazard) * g.Now().Fighting * math.Exp(e.Desperation.In(g.In())*lost)
	if g.Happens(escalationKey, 0, chance(h)) {
		g.Escalated = true
		g.Report(model.Event{Kind: model.EscalationCame, Party: -1, Package: -1, Lever: -1})
	}
}
