package process

import (
	"math"

	"sim/model"
	"sim/model/registry"
)

var alienation = entryOf(registry.About{
	Name: "alienation",
	Doc:  "Pressure costs its holder credibility, and meetings, at its target.",
	Explain: `The pressure on a target is the sum of weight × intensity over the levers of
kind pressure that its holder has on it, as far as their dates allow them. It
lowers, in log-odds, how far the target believes the same holder's guarantees
and inducements (belief), and raises how often the target refuses to meet,
whoever presses it (refusal).

It assumes that resentment grows in proportion to pressure, at once, and ends
with it.

Do not use it if the file's credibilities and refusals already allow for the
pressure: it would count twice.`,
	Citation: "Assumed; in the spirit of reactance (Brehm 1966, A Theory of Psychological Reactance).",
}, func(p Alienation, _ *model.Bargain) model.Process { return &p })

// Alienation makes pressure cost its holder something at its target: the
// harder it leans (weight × intensity), the less the target believes its
// assurances and the more often it refuses to meet.
type Alienation struct {
	model.BaseProcess
	Belief  model.Number `yaml:"belief,omitempty" doc:"log-odds of credibility lost per unit of pressure (weight × intensity)" in:"[0, inf)" default:"0" unit:"log-odds"`
	Refusal model.Number `yaml:"refusal,omitempty" doc:"log-odds of refusing to come gained per unit of pressure" in:"[0, inf)" default:"0" unit:"log-odds"`
	// Credibility is the process that keeps beliefs; nil if they stay as written.
	Credibility *Credibility
	// Meetings is the process whose refusals it raises; nil if there is none.
	Meetings *Meetings

	presses []press
	doubts  []doubt
	begun   bool // whether a draw has just begun
}

// A press is a lever of pressure and how hard its holder leans on it.
type press struct {
	lever, holder, target int
	lean, reach           float64 // reach: how far its dates allowed it when last looked at
}

// A doubt is a lever that its target believes less for being pressed.
type doubt struct {
	lever                int
	lean                 float64 // how hard its target is pressed
	credibility, by, now float64 // what is left now of which credibility, by how much pressure
}

// Link finds who keeps beliefs and who refuses to meet.
func (a *Alienation) Link(all []model.Process) {
	a.Credibility, a.Meetings = find[*Credibility](all), find[*Meetings](all)
}

// Begin notes who can be pressed how hard.
func (a *Alienation) Begin(g *model.Game) {
	a.presses, a.doubts, a.begun = a.presses[:0], a.doubts[:0], true
	for l := range g.Bargain.Levers {
		switch lever := &g.Bargain.Levers[l]; {
		case lever.Kind == "pressure":
			a.presses = append(a.presses, press{
				lever: l, holder: lever.Holder, target: lever.Target, lean: float64(lever.Weight.In(g.In()) * lever.Intensity.In(g.In())),
			})
		case (lever.Kind == "guarantee" || lever.Kind == "inducement") && lever.Target >= 0:
			a.doubts = append(a.doubts, doubt{lever: l, credibility: math.NaN()})
		}
	}
}

// Move lowers what the targets of pressure believe. It acts after Credibility.
func (a *Alienation) Move(g *model.Game) {
	in, now := g.In(), g.Now()
	if a.leans(now) {
		a.press(g)
	}
	for i := range a.doubts {
		d := &a.doubts[i]
		q := g.Bargain.Levers[d.lever].Credibility.In(in)
		if a.Credibility != nil {
			q = a.Credibility.belief[d.lever]
		}
		if q != d.credibility || d.lean != d.by {
			d.credibility, d.by, d.now = q, d.lean, model.ShiftLogit(q, float64(-a.Belief.In(in)*d.lean))
		}
		now.Credibility[d.lever] = d.now
	}
}

// leans notes how far dates allow the levers of pressure, and reports whether
// that has changed.
func (a *Alienation) leans(now *model.Circumstances) (changed bool) {
	changed, a.begun = a.begun, false
	for i := range a.presses {
		if p := &a.presses[i]; p.reach != now.Reach[p.lever] {
			p.reach, changed = now.Reach[p.lever], true
		}
	}
	return changed
}

// press works out who is pressed how hard.
func (a *Alienation) press(g *model.Game) {
	for i := range a.doubts {
		d := &a.doubts[i]
		lever := &g.Bargain.Levers[d.lever]
		d.lean = a.leaning(lever.Holder, lever.Target)
	}
	if a.Meetings == nil {
		return
	}
	for i := range a.Meetings.Refusal {
		r := &a.Meetings.Refusal[i]
		lean := 0.0
		for h := range g.Bargain.Parties {
			lean += a.leaning(h, r.Party)
		}
		r.push = float64(a.Refusal.In(g.In()) * lean)
	}
}

// leaning is how hard a holder presses a target: the sum of weight ×
// intensity over its levers of pressure, as far as their dates allow them.
func (a *Alienation) leaning(holder, target int) float64 {
	lean := 0.0
	for i := range a.presses {
		if p := &a.presses[i]; p.holder == holder && p.target == target {
			lean += float64(p.lean * p.reach)
		}
	}
	return lean
}
