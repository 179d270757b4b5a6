package process

import (
	"sim/model"
	"sim/model/registry"
)

var delay = entryOf(registry.About{
	Name: "delay",
	Doc:  "Parties look one round ahead and may prefer to wait; without it whoever gains accepts.",
	Explain: `A party that gains from the package on the table, A, compares it with A⁺, its payoff
from the same package solved in next round's expected circumstances. It waits if

  (1−h)·δ·q·(A⁺ − A) > (1−h)·(1−δ)·(A − f) + h·(A − D)

where δ is its patience, q the chance that next round's meeting is held with
everyone needed, f its payoff per round while talks go on, h the chance (called)
that waiting is called a refusal, and D what it has once it is seen to refuse. It
never waits for less than it is offered, nor if nobody would settle next round.

It assumes that parties look one round ahead only, which is optimal where the
gain of waiting shrinks from round to round; that they expect no chance events;
and that they expect the same theory to hold then. Theories that solve themselves
who waits are not asked.

Do not expect long delays from it alone: one round rarely moves payoffs much.
What makes waiting pay is a lever that acts while talking, or a moving issue.`,
	Citation: "One-stage look-ahead: Chow, Robbins & Siegmund 1971, Great Expectations: The Theory of Optimal Stopping, ch. 3.",
}, func(p Delay, _ *model.Bargain) model.Process { return &p })

// Delay lets a party prefer to wait: it looks one round ahead and compares
// accepting now with talking on (model 3.6).
type Delay struct {
	model.BaseProcess
	Called model.Parameter `yaml:"called,omitempty" doc:"how often not agreeing in a round is called a refusal" in:"[0, 1]" default:"0.05" moved:"probability"`
}

// Move sets how likely not agreeing is to be called a refusal.
func (d *Delay) Move(g *model.Game) {
	called := g.Table.Probability(&d.Called)
	for i := range g.Now().Called {
		g.Now().Called[i] = called
	}
}

// Respond compares the offer with waiting a round.
func (d *Delay) Respond(g *model.Game, i, pkg int, payoff float64) model.Action {
	if g.SolvesWaiting(pkg) {
		return model.Accept
	}
	w := Waiting{
		Payoff: payoff, Talking: g.Table.Talking(i), Refusing: g.Table.Refusing(i),
		Patience: g.Table.Patience(i), Called: g.Now().Called[i],
	}
	if next, chance, ok := g.Ahead(i, pkg); ok {
		w.Next, w.Chance = next, chance
	}
	action := model.Accept
	if w.Pays() {
		action = model.Delay
	}
	g.Report(model.Event{Kind: model.Answered, Party: i, Package: pkg, Lever: -1, Value: float64(action), Margin: payoff - w.Value()})
	return action
}

// Waiting is what a party weighs when it may wait a round; payoffs are in stake
// units.
type Waiting struct {
	Payoff   float64 // of the offer
	Next     float64 // of the same package next round
	Chance   float64 // that it can be signed then; 0: Next means nothing
	Talking  float64 // payoff while talks go on
	Refusing float64 // payoff once it is seen to refuse
	Patience float64 // discount factor per round
	Called   float64 // chance that waiting is called a refusal
}

// Pays reports whether waiting is worth more than accepting: whether the gain
// of a round exceeds its loss. It never is without a larger payoff to wait for.
func (w *Waiting) Pays() bool {
	if !(w.Chance > 0 && w.Next > w.Payoff) {
		return false
	}
	gain := float64((1 - w.Called) * w.Patience * w.Chance * (w.Next - w.Payoff))
	loss := float64((1-w.Called)*(1-w.Patience)*(w.Payoff-w.Talking)) + float64(w.Called*(w.Payoff-w.Refusing))
	return gain > loss
}

// Value is what waiting is worth if the party goes on waiting until the package
// can be signed at Next or its waiting is called a refusal.
func (w *Waiting) Value() float64 {
	uncalled := float64((1 - w.Called) * (float64((1-w.Patience)*w.Talking) + float64(w.Patience*w.Chance*w.Next)))
	return (uncalled + float64(w.Called*w.Refusing)) / (1 - float64((1-w.Called)*w.Patience*(1-w.Chance)))
}
