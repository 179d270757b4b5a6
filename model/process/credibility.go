package process

import (
	"math"

	"sim/model"
	"sim/model/registry"
)

var credibility = entryOf(registry.About{
	Name: "credibility",
	Doc:  "Belief in a lever follows what its holder does.",
	Explain: `How far a lever is believed starts at its credibility, as the mean of a Beta
belief that weighs as much as memory observations. Each time the lever is
triggered the belief counts one success if it was carried out and one failure if
it was only announced. A lever with a deadline that passes unused costs its
holder lapse failures, on all its levers on the same target.

It assumes that everybody sees every act, that parties forget nothing, and that
the holder's propensity to carry the lever out is constant.

Do not use it for levers that are always on: they are never triggered, and only
lapses can move belief in them.`,
	Citation: "The conjugate Beta–Bernoulli model (Gelman et al. 2013, Bayesian Data Analysis, ch. 2); that a lapse counts as failures is this model's own.",
}, func(p Credibility, _ *model.Bargain) model.Process { return &p })

// Credibility lets belief in a lever follow what its holder does: a Beta
// belief that each announced act updates (model 3.6), and deadlines that pass
// unused count against their holder.
type Credibility struct {
	model.BaseProcess
	Memory model.Number `yaml:"memory,omitempty" doc:"weight of the belief at the start, in observed acts" in:"(0, inf)" default:"6"`
	Lapse  model.Number `yaml:"lapse,omitempty" doc:"observed failures that a deadline passed unused counts for, on every lever that its holder has on the same target" in:"[0, inf)" default:"0"`

	kept, not []float64 // per lever
	belief    []float64 // per lever: the mean of the two
	used      []bool
	deadlines []deadline
}

// A deadline is the last round in which a lever that waits for its moment can act.
type deadline struct{ lever, round int }

// Begin starts from the scenario's credibility.
func (c *Credibility) Begin(g *model.Game) {
	n := len(g.Bargain.Levers)
	if len(c.kept) != n {
		c.kept, c.not, c.belief, c.used = make([]float64, n), make([]float64, n), make([]float64, n), make([]bool, n)
	}
	clear(c.used)
	in, memory := g.In(), c.Memory.In(g.In())
	c.deadlines = c.deadlines[:0]
	for l := range c.kept {
		lever := &g.Bargain.Levers[l]
		q := lever.Credibility.In(in)
		c.believe(l, float64(q*memory), float64((1-q)*memory))
		if until := lever.UntilRound.In(in); waits(lever) && until > 0 && lever.Weight.In(in) != 0 {
			c.deadlines = append(c.deadlines, deadline{l, int(math.Ceil(until)) - 1})
		}
	}
}

// waits reports whether a lever acts only once it is triggered; others act all
// along.
func waits(l *model.Lever) bool {
	for _, m := range l.When {
		if m.Trigger != model.OnRefusal && m.Trigger != model.OnViolation && m.Trigger != model.OnDeadline {
			return false
		}
	}
	return true
}

func (c *Credibility) believe(l int, kept, not float64) {
	c.kept[l], c.not[l] = kept, not
	c.belief[l] = Belief(kept, not)
}

// Move shows what is believed now.
func (c *Credibility) Move(g *model.Game) {
	copy(g.Now().Credibility, c.belief)
}

// Follow counts deadlines that pass unused. What has lapsed can no longer act,
// so a deadline costs belief in everything that its holder has on the target.
func (c *Credibility) Follow(g *model.Game) {
	levers, lapse := g.Bargain.Levers, c.Lapse.In(g.In())
	for _, d := range c.deadlines {
		l := d.lever
		if d.round != g.Round || c.used[l] {
			continue
		}
		for k := range levers {
			if k == l || levers[k].Holder == levers[l].Holder && levers[k].Target == levers[l].Target && levers[k].Target >= 0 {
				c.believe(k, c.kept[k], c.not[k]+lapse)
			}
		}
	}
}

// Moment updates the belief in a lever whose moment has come.
func (c *Credibility) Moment(_ *model.Game, lever int, carried bool) {
	if carried {
		c.believe(lever, c.kept[lever]+1, c.not[lever])
		c.used[lever] = true
	} else {
		c.believe(lever, c.kept[lever], c.not[lever]+1)
	}
}

// Belief is the mean of a Beta(kept, not) belief.
func Belief(kept, not float64) float64 { return kept / (kept + not) }
