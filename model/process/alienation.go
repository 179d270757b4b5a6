package process

import (
	"math"

	"sim/model"
	"sim/model/registry"
)

var alienation = entryOf(registry.About{
	Name: "alienation",
	Doc:  "Pressure costs its holder credibility, and meetings, at its target.",
	Explain: `The pressure of a holder on a target is the sum over its levers that press the
target or raise its disagreement cost of

  weight · acts · reach

where acts is 1 for a lever that acts while talks go on, and for one that waits for
a refusal the chance that not agreeing is called one; reach is how far the lever's
dates allow it. Pressure lowers, in log-odds, how far the target believes the same
holder's offers and assurances to it (belief), and raises how often the target
refuses to meet, whoever presses it (refusal).

It assumes that resentment grows in proportion to pressure, at once, and ends
with it.

Do not use it if the file's credibilities and refusals already allow for the
pressure: it would count twice.`,
	Citation: "Assumed; in the spirit of reactance (Brehm 1966, A Theory of Psychological Reactance).",
}, func(p Alienation, _ *model.Bargain) model.Process { return &p })

// Alienation makes pressure cost its holder something at its target: the more
// it presses, the less the target believes its offers and assurances and the
// more often it refuses to meet.
type Alienation struct {
	model.BaseProcess
	Belief  model.Number `yaml:"belief,omitempty" doc:"log-odds of credibility lost per unit of pressure (weight × how surely it acts)" in:"[0, inf)" default:"0" unit:"log-odds"`
	Refusal model.Number `yaml:"refusal,omitempty" doc:"log-odds of refusing to come gained per unit of pressure" in:"[0, inf)" default:"0" unit:"log-odds"`
	// Credibility is the process that keeps beliefs; nil if they stay as written.
	Credibility *Credibility
	// Meetings is the process whose refusals it raises; nil if there is none.
	Meetings *Meetings

	presses  []press
	doubts   []doubt
	pressure []float64 // [holder × target]
}

// A press is a lever that costs a target something while there is no agreement.
type press struct {
	lever, holder, target int
	weight                float64
	always                bool // whether it acts as long as there is no agreement
}

// A doubt is a lever that a party whom its holder presses believes less.
type doubt struct {
	lever, target        int
	credibility, by, now float64 // what is left now of which credibility, by how much pressure
}

// Link finds who keeps beliefs and who refuses to meet.
func (a *Alienation) Link(all []model.Process) {
	a.Credibility, a.Meetings = find[*Credibility](all), find[*Meetings](all)
}

// Begin finds who can press whom, and who promises whom what.
func (a *Alienation) Begin(g *model.Game) {
	n := len(g.Bargain.Parties)
	if len(a.pressure) != n*n {
		a.pressure = make([]float64, n*n)
	}
	a.presses, a.doubts = a.presses[:0], a.doubts[:0]
	for l := range g.Bargain.Levers {
		lever := &g.Bargain.Levers[l]
		for i := range g.Bargain.Parties {
			if i != lever.Holder && costs(lever, i, g.In()) {
				always := lever.ReactsTo(model.Always, model.OnNoAgreement, model.WhileTalking)
				a.presses = append(a.presses, press{l, lever.Holder, i, lever.Weight.In(g.In()), always})
			}
		}
		if to := promised(lever); to >= 0 {
			a.doubts = append(a.doubts, doubt{lever: l, target: to, credibility: math.NaN()})
		}
	}
}

// costs reports whether a lever costs the party something while there is no
// agreement.
func costs(lever *model.Lever, party int, in []float64) bool {
	for j := range lever.Effects {
		e := &lever.Effects[j]
		if (e.Does == model.Presses || e.Does == model.Costs) && e.Party == party && e.By.Amount.In(in) > 0 {
			return true
		}
	}
	return false
}

// promised is the party to which a lever first offers or assures something; −1
// if it is no promise.
func promised(lever *model.Lever) int {
	for j := range lever.Effects {
		if e := &lever.Effects[j]; e.Does == model.Offers || e.Does == model.Assures {
			return e.Party
		}
	}
	return -1
}

// Move lowers what the targets of pressure believe. It acts after Credibility.
func (a *Alienation) Move(g *model.Game) {
	in, now, n := g.In(), g.Now(), len(g.Bargain.Parties)
	clear(a.pressure)
	for i := range a.presses {
		p := &a.presses[i]
		a.pressure[p.holder*n+p.target] += p.pressing(g)
	}
	for i := range a.doubts {
		d := &a.doubts[i]
		lever := &g.Bargain.Levers[d.lever]
		q := lever.Credibility.In(in)
		if a.Credibility != nil {
			q = a.Credibility.belief[d.lever]
		}
		if by := a.pressure[lever.Holder*n+d.target]; q != d.credibility || by != d.by {
			d.credibility, d.by, d.now = q, by, model.ShiftLogit(q, float64(-a.Belief.In(in)*by))
		}
		now.Credibility[d.lever] = d.now
	}
	if a.Meetings == nil {
		return
	}
	for i := range a.Meetings.Refusal {
		r := &a.Meetings.Refusal[i]
		all := 0.0
		for holder := range n {
			all += a.pressure[holder*n+r.Party]
		}
		r.push = float64(a.Refusal.In(in) * all)
	}
}

// pressing is how hard the lever presses this round: its weight, times how surely
// it acts if there is no agreement, as far as its dates allow it.
func (p *press) pressing(g *model.Game) float64 {
	now := g.Now()
	acts := 0.0
	switch {
	case now.Carried[p.lever], p.always && !now.Gone[p.holder]:
		acts = 1
	case !now.Gone[p.holder]:
		for _, m := range g.Bargain.Levers[p.lever].When {
			if m.Trigger == model.OnRefusal {
				acts = max(acts, now.Called[m.Party])
			}
		}
	}
	return float64(p.weight * acts * now.Reach[p.lever])
}
