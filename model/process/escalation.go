package process

import (
	"sim/model"
	"sim/model/portable"
	"sim/model/registry"
)

var escalation = entryOf(registry.About{
	Name: "escalation",
	Doc:  "A draw can end in escalation.",
	Explain: `Each round the dispute escalates, which ends the draw, with the chance 1 − e^−h:

  h = hazard · s · e^(desperation · loss)

where s is the share of the disagreement cost that packages in force do not
relieve, and loss is by how much the reservation value of the party that has lost
most has fallen since round 0.

It assumes that escalation is one thing, the same for all, after which nobody
negotiates.

Do not use it for what parties choose to do to each other: that is a lever.`,
	Citation: "A proportional hazard (Cox 1972, Journal of the Royal Statistical Society B 34); its covariate, desperation, is assumed.",
}, func(p Escalation, _ *model.Bargain) model.Process { return &p })

// Escalation may end a draw: a hazard that grows as a party's reservation
// value falls below what it was at the start (model 3.4). It acts only as far
// as packages in force do not relieve the disagreement cost.
type Escalation struct {
	model.BaseProcess
	Hazard      model.Parameter `yaml:"hazard" doc:"per round of which nothing is relieved" in:"[0, inf)" moved:"hazard"`
	Desperation model.Number    `yaml:"desperation,omitempty" doc:"log-hazard per stake unit that the worst-off party has lost since the start" in:"[0, inf)" default:"0"`

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
	h := float64(g.Table.Hazard(&e.Hazard) * g.Now().Unrelieved)
	if lost > 0 {
		h = float64(h * portable.Exp(float64(e.Desperation.In(g.In())*lost)))
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
