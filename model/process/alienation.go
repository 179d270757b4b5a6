package process

import "sim/model"

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
}

// Move lowers what the targets of pressure believe. It acts after Credibility.
func (a *Alienation) Move(g *model.Game) {
	b, in, now := g.Bargain, g.In(), g.Now()
	for l := range b.Levers {
		lever := &b.Levers[l]
		if lever.Kind != "guarantee" && lever.Kind != "inducement" || lever.Target < 0 {
			continue
		}
		lean := leaning(g, lever.Holder, lever.Target)
		q := lever.Credibility.In(in)
		if a.Credibility != nil {
			q = Belief(a.Credibility.kept[l], a.Credibility.not[l])
		}
		now.Credibility[l] = model.Shift(q, -a.Belief.In(in)*lean)
	}
	if a.Meetings != nil {
		for i := range a.Meetings.Refusal {
			r := &a.Meetings.Refusal[i]
			lean := 0.0
			for h := range b.Parties {
				lean += leaning(g, h, r.Party)
			}
			r.push = a.Refusal.In(in) * lean
		}
	}
}

// leaning is how hard a holder presses a target: the sum of weight ×
// intensity over its levers of pressure, as far as their dates allow them.
func leaning(g *model.Game, holder, target int) float64 {
	lean := 0.0
	for l := range g.Bargain.Levers {
		if lever := &g.Bargain.Levers[l]; lever.Kind == "pressure" && lever.Holder == holder && lever.Target == target {
			lean += lever.Weight.In(g.In()) * lever.Intensity.In(g.In()) * g.Now().Reach[l]
		}
	}
	return lean
}
