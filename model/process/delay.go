package process

import (
	"sim/model"
	"sim/model/portable"
	"sim/model/registry"
)

var delay = entryOf(registry.About{
	Name: "delay",
	Doc:  "Parties look one round ahead and may prefer to wait; without it whoever gains accepts.",
	Explain: `A party compares the package on the table with talking on for a round: this
round's payoff while talks go on, then the larger of that and its payoff from the
same package solved in next round's expected circumstances, less what it loses
if its delay is taken for a refusal:

  wait = (1 − δ)·flow + δ·max(next, flow) − called·max(0, flow − refusing)

It accepts with the probability σ((offer − max(wait, refusing))/noise), and
otherwise waits or refuses, whichever is worth more to it. The n-th delay in a
row is taken for a refusal with the chance 1 − (1 − called)^n.

It assumes that parties look one round ahead only, expect no chance events, and
expect the same theory to hold then.

Do not expect long delays from it alone: one round rarely moves payoffs much.
What makes waiting pay is a lever that acts while talking, or a drifting line.`,
	Citation: "McKelvey & Palfrey 1995, Quantal Response Equilibria for Normal Form Games, Games and Economic Behavior 10; the look-ahead of one round is this model's own.",
}, func(p Delay, _ *model.Bargain) model.Process { return &p })

// Delay lets a party prefer to wait: it looks one round ahead and compares
// accepting now with talking on (model 3.6). The more often a party has
// waited, the likelier the mediator takes it for a refusal.
type Delay struct {
	model.BaseProcess
	Called model.Parameter `yaml:"called,omitempty" doc:"how often the mediator takes a first delay for a refusal" in:"[0, 1]" default:"0.05" moved:"probability"`
	Noise  model.Number    `yaml:"noise,omitempty" doc:"differences smaller than this hardly decide an answer; 0: the better answer always" in:"[0, inf)" default:"0.02" unit:"stake units"`

	streams []model.StreamKey // respond/<party>, per party
}

// Begin finds the stream of each party's answers.
func (d *Delay) Begin(g *model.Game) {
	if d.streams == nil {
		for i := range g.Bargain.Parties {
			d.streams = append(d.streams, model.Key("respond/"+g.Bargain.Parties[i].ID))
		}
	}
}

// Move works out how likely each party's delay is to be called a refusal.
func (d *Delay) Move(g *model.Game) {
	c := g.Table.Probability(&d.Called)
	for i := range g.Now().Called {
		g.Now().Called[i] = CallChance(c, g.Delays[i])
	}
}

// Follow counts the delays of the round.
func (d *Delay) Follow(g *model.Game) {
	if g.Signed >= 0 && g.Bargain.Packages[g.Signed].Headline() {
		return
	}
	for i, waits := range g.Waits {
		if waits {
			g.Delays[i]++
		}
	}
}

// Respond compares the offer with waiting a round and with refusing.
func (d *Delay) Respond(g *model.Game, i, pkg int, payoff float64) model.Action {
	flow, refusing, patience := g.Flow(i), g.Refusing(i), g.Table.Patience(i)
	called, loss, noise := g.Now().Called[i], max(0, flow-refusing), d.Noise.In(g.In())
	if !g.Thorough() {
		// Next round brings no less than this one, which often settles it.
		least := WaitValue(flow, flow, patience, called, loss)
		most := AcceptChance(payoff, max(least, refusing), noise)
		if least >= refusing && g.Uniform(d.streams[i], pkg) > most*(1+1e-9) {
			return model.Delay
		}
	}
	next := flow
	if ahead, ok := g.Ahead(i, pkg); ok {
		next = max(ahead, flow)
	}
	wait := WaitValue(flow, next, patience, called, loss)
	accepts := AcceptChance(payoff, max(wait, refusing), noise)
	action := model.Accept
	if accepts < 1 && g.Uniform(d.streams[i], pkg) > accepts {
		action = model.Refuse
		if wait >= refusing {
			action = model.Delay
		}
	}
	g.Report(model.Event{Kind: model.Answered, Party: i, Package: pkg, Lever: -1, Value: float64(action), Margin: payoff - max(wait, refusing)})
	return action
}

// CallChance is the chance that a delay after n earlier ones is taken for a
// refusal: 1 − (1−c)^(1+n).
func CallChance(c float64, n int) float64 {
	if n == 0 {
		return 1 - (1 - c) // the usual one, without the power
	}
	return 1 - portable.Pow(1-c, float64(1+n))
}

// WaitValue is what talking on for a round is worth: this round's flow, then
// the next round's value, less the loss if the delay is called a refusal.
func WaitValue(flow, next, patience, called, loss float64) float64 {
	return float64((1-patience)*flow) + float64(patience*next) - float64(called*loss)
}

// AcceptChance is the quantal response of McKelvey and Palfrey (1995):
// σ((accept − other)/noise). Without noise the better answer, accepting ties.
func AcceptChance(accept, other, noise float64) float64 {
	if noise <= 0 {
		if accept >= other {
			return 1
		}
		return 0
	}
	return logistic((accept - other) / noise)
}
