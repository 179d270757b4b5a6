package process

import (
	"math"

	"sim/model"
)

// Delay lets a party prefer to wait: it looks one round ahead and compares
// accepting now with talking on (model 3.6). The more often a party has
// waited, the likelier the mediator takes it for a refusal.
type Delay struct {
	model.Still
	Called model.Parameter // chance that the first delay is taken for a refusal, [0, 1]
	Noise  model.Number    // quantal response: stake units at which a difference starts to matter; 0: the better answer always
}

var respondKey = model.Key("respond")

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
		if least >= refusing && g.Uniform(respondKey, pkg*len(g.Room)+i) > most*(1+1e-9) {
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
	if accepts < 1 && g.Uniform(respondKey, pkg*len(g.Room)+i) > accepts {
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
	return 1 - math.Pow(1-c, float64(1+n))
}

// WaitValue is what talking on for a round is worth: this round's flow, then
// the next round's value, less the loss if the delay is called a refusal.
func WaitValue(flow, next, patience, called, loss float64) float64 {
	return (1-patience)*flow + patience*next - called*loss
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
