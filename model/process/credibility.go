package process

import (
	"math"

	"sim/model"
)

// Credibility lets belief in a lever follow what its holder does: a Beta
// belief that each announced act updates (model 3.6), and deadlines that pass
// unused count against their holder.
type Credibility struct {
	model.Still
	Memory model.Number // weight of the belief at the start, in observations, > 0
	Lapse  model.Number // observations that a deadline passed unused counts for, ≥ 0

	kept, not []float64 // per lever
	used      []bool
}

// Begin starts from the scenario's credibility.
func (c *Credibility) Begin(g *model.Game) {
	n := len(g.Bargain.Levers)
	if len(c.kept) != n {
		c.kept, c.not, c.used = make([]float64, n), make([]float64, n), make([]bool, n)
	}
	clear(c.used)
	for l := range c.kept {
		q, memory := g.Bargain.Levers[l].Credibility.In(g.In()), c.Memory.In(g.In())
		c.kept[l], c.not[l] = q*memory, (1-q)*memory
	}
}

// Move shows what is believed now.
func (c *Credibility) Move(g *model.Game) {
	for l := range c.kept {
		g.Now().Credibility[l] = Belief(c.kept[l], c.not[l])
	}
}

// Follow counts deadlines that pass unused. What has lapsed can no longer act,
// so a deadline costs belief in everything that its holder has on the target.
func (c *Credibility) Follow(g *model.Game) {
	levers, in := g.Bargain.Levers, g.In()
	for l := range levers {
		until := levers[l].UntilRound.In(in)
		waits := levers[l].When == model.OnRefusal || levers[l].When == model.OnViolation // others act all along
		if !waits || until <= 0 || int(math.Ceil(until)) != g.Round+1 || c.used[l] || levers[l].Weight.In(in) == 0 {
			continue
		}
		for k := range levers {
			if k == l || levers[k].Holder == levers[l].Holder && levers[k].Target == levers[l].Target && levers[k].Target >= 0 {
				c.not[k] += c.Lapse.In(in)
			}
		}
	}
}

// Moment updates the belief in a lever whose moment has come.
func (c *Credibility) Moment(_ *model.Game, lever int, carried bool) {
	if carried {
		c.kept[lever]++
		c.used[lever] = true
	} else {
		c.not[lever]++
	}
}

// Belief is the mean of a Beta(kept, not) belief.
func Belief(kept, not float64) float64 { return kept / (kept + not) }
