package process

import (
	"math"

	"sim/model"
)

// Alienation makes pressure cost its holder something at its target: the
// harder it leans (weight × intensity), the less the target believes its
// assurances and the more often it refuses to meet.
type Alienation struct {
	model.Still
	Belief  model.Number // log-odds of credibility lost per unit of pressure, ≥ 0
	Refusal model.Number // log-odds of refusing to meet gained per unit of pressure, ≥ 0
	// Credibility is the process that keeps beliefs; nil if they stay as written.
	Credibility *Credibility
	// Meetings is the process whose refusals it raises; nil if there is none.
	Meetings *Meetings

	presses []press
	doubts  []doubt
}

// A press is a lever of pressure and how hard its holder leans on it.
type press struct {
	lever, holder, target int
	lean                  float64
}

// A doubt is a lever that its target believes less for being pressed.
type doubt struct {
	lever                int
	credibility, by, now float64 // what is left now of which credibility, by how much pressure
}

// Begin notes who can be pressed how hard.
func (a *Alienation) Begin(g *model.Game) {
	a.presses, a.doubts = a.presses[:0], a.doubts[:0]
	for l := range g.Bargain.Levers {
		switch lever := &g.Bargain.Levers[l]; {
		case lever.Kind == "pressure":
			a.presses = append(a.presses, press{l, lever.Holder, lever.Target, lever.Weight.In(g.In()) * lever.Intensity.In(g.In())})
		case (lever.Kind == "guarantee" || lever.Kind == "inducement") && lever.Target >= 0:
			a.doubts = append(a.doubts, doubt{lever: l, credibility: math.NaN()})
		}
	}
}

// Move lowers what the targets of pressure believe. It acts after Credibility.
func (a *Alienation) Move(g *model.Game) {
	in, now := g.In(), g.Now()
	for i := range a.doubts {
		d := &a.doubts[i]
		lever := &g.Bargain.Levers[d.lever]
		lean := a.leaning(now, lever.Holder, lever.Target)
		q := lever.Credibility.In(in)
		if a.Credibility != nil {
			q = Belief(a.Credibility.kept[d.lever], a.Credibility.not[d.lever])
		}
		if q != d.credibility || lean != d.by {
			d.credibility, d.by, d.now = q, lean, model.Shift(q, -a.Belief.In(in)*lean)
		}
		now.Credibility[d.lever] = d.now
	}
	if a.Meetings != nil {
		for i := range a.Meetings.Refusal {
			r := &a.Meetings.Refusal[i]
			lean := 0.0
			for h := range g.Bargain.Parties {
				lean += a.leaning(now, h, r.Party)
			}
			r.push = a.Refusal.In(in) * lean
		}
	}
}

// leaning is how hard a holder presses a target: the sum of weight ×
// intensity over its levers of pressure, as far as their dates allow them.
func (a *Alienation) leaning(now *model.Circumstances, holder, target int) float64 {
	lean := 0.0
	for i := range a.presses {
		if p := &a.presses[i]; p.holder == holder && p.target == target {
			lean += p.lean * now.Reach[p.lever]
		}
	}
	return lean
}
