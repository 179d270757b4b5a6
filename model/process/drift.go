package process

import (
	"sim/model"
	"sim/model/portable"
	"sim/model/registry"
)

var drift = entryOf(registry.About{
	Name: "drift",
	Doc:  "The line of control: the status quo of one issue moves.",
	Explain: `The line moves on the log-odds scale, so that it slows down near either end:

  speed' = momentum·speed + (1 − momentum)·drift − reversion·(line − start) + shock
  line'  = line + speed'

with a normal shock of standard deviation volatility. In round 0 the line stands
where the scenario's status quo is. While a package in force freezes the front
the line stands still and its momentum is lost. With the chance
breakthrough.chance per round it jumps by size in favour of the first party.
forces add to the drift: sensitivity · Σ ± elasticity · ln(stock), where a stock
counts for at least 0.05. With prospects, what each side expects of fighting on
follows the line.

It assumes that one number tells where the front is, and that both sides see it.
Parties who look ahead expect the drift, but no shocks and no breakthroughs.

Do not use it for an issue that packages should change while they last: the
line, not the agreement, is then its status quo.`,
	Citation: "An autoregressive speed with mean reversion on the log-odds scale, in the manner of Ornstein & Uhlenbeck 1930, Physical Review 36; the balance of forces is assumed.",
}, func(p driftParameters, _ *model.Bargain) model.Process {
	d := &Drift{
		Issue: p.Issue.Index(), Gains: p.Between[0].Index(), Loses: p.Between[1].Index(),
		Drift: p.Drift, Momentum: p.Momentum, Volatility: p.Volatility, Reversion: p.Reversion,
		Speed: p.Speed, Prospects: p.Prospects, Sensitivity: p.Sensitivity, fed: p.Forces,
	}
	if b := p.Breakthrough; b != nil {
		d.Breakthrough, d.Size = b.Chance, b.Size
	}
	return d
})

// Drift moves the line of control: the status quo of one issue, on the
// log-odds scale so that extreme lines are sticky (model 3.2). While a package
// freezes the front the line stands and momentum is lost.
type Drift struct {
	Issue        int
	Gains, Loses int // the party that gains as the position rises, and the other

	Drift      model.Number // mean movement per round, log-odds
	Momentum   model.Number // share of last round's speed that carries over, [0, 1)
	Volatility model.Number // standard deviation of a round's shock, log-odds
	Reversion  model.Number // pull back toward the line at the start, [0, 1)
	Speed      model.Number // speed at the start, log-odds per round
	Prospects  model.Number // log-odds of prospects per log-odds that the line has moved

	Breakthrough model.Parameter // chance per round
	Size         model.Number    // how far a breakthrough moves the line, in positions

	// Forces, if set, add a drift from the balance of forces: elasticity times
	// the log of the ratio of what is left of two stocks.
	Forces      []Force
	Sensitivity model.Number // η

	line, speed, anchor float64
	stands              float64 // position of the line
	fed                 []forceParameters
}

// Force is a stock that feeds the balance of forces.
type Force struct {
	Stock      *Stock
	Gains      bool         // whether it strengthens the gaining party
	Elasticity model.Number // θ ≥ 0
}

type driftParameters struct {
	Issue        registry.Ref            `yaml:"issue" doc:"the issue whose status quo is the line" of:"issue"`
	Between      registry.Pair           `yaml:"between" doc:"the party that gains as positions rise, then the other" of:"party"`
	Drift        model.Number            `yaml:"drift,omitempty" doc:"mean movement" in:"(-inf, inf)" default:"0" unit:"log-odds per round"`
	Momentum     model.Number            `yaml:"momentum,omitempty" doc:"share of last round's speed that carries over" in:"[0, 1)" default:"0"`
	Volatility   model.Number            `yaml:"volatility,omitempty" doc:"standard deviation of a round's shock" in:"[0, inf)" default:"0" unit:"log-odds"`
	Reversion    model.Number            `yaml:"reversion,omitempty" doc:"pull back toward the line at the start" in:"[0, 1)" default:"0"`
	Speed        model.Number            `yaml:"speed,omitempty" doc:"speed at the start" in:"(-inf, inf)" default:"0" unit:"log-odds per round"`
	Prospects    model.Number            `yaml:"prospects,omitempty" doc:"how far prospects follow the line, in log-odds per log-odds" in:"[0, inf)" default:"0"`
	Breakthrough *breakthroughParameters `yaml:"breakthrough,omitempty" doc:"jumps of the line in favour of the first party"`
	Sensitivity  model.Number            `yaml:"sensitivity,omitempty" doc:"drift per unit of the log-ratio of forces" in:"[0, inf)" default:"0.02"`
	Forces       []forceParameters       `yaml:"forces,omitempty" doc:"stocks that feed the balance of forces"`
}

type breakthroughParameters struct {
	Chance model.Parameter `yaml:"chance" doc:"how often, per round" in:"[0, 1]" moved:"probability"`
	Size   model.Number    `yaml:"size" doc:"how far the line jumps, in positions" in:"[0, 1]"`
}

type forceParameters struct {
	Stock      registry.Ref `yaml:"stock" doc:"the stock" of:"stock"`
	Elasticity model.Number `yaml:"elasticity" doc:"how much the force follows the stock" in:"[0, inf)"`
}

// Link finds the stocks that feed the balance of forces.
func (d *Drift) Link(all []model.Process) {
	stocks := find[Stocks](all)
	for _, f := range d.fed {
		s := stocks[f.Stock.Index()]
		d.Forces = append(d.Forces, Force{Stock: s, Gains: s.Of == d.Gains, Elasticity: f.Elasticity})
	}
}

var (
	noiseKey        = model.Key("front/noise")
	breakthroughKey = model.Key("front/breakthrough")
)

// leastForce is what a stock counts for at least in the balance of forces.
const leastForce = 0.05

// Owns reports whether the process owns the status quo of an issue.
func (d *Drift) Owns(issue int) bool { return issue == d.Issue }

// Begin puts the line where the scenario's status quo is.
func (d *Drift) Begin(g *model.Game) {
	in := g.In()
	is := &g.Bargain.Issues[d.Issue]
	d.line = logit(is.Scale.Position(is.StatusQuo.In(in)))
	d.anchor, d.speed, d.stands = d.line, d.Speed.In(in), logistic(d.line)
}

// Move moves the line by a round; in round 0 it stands where the scenario says.
func (d *Drift) Move(g *model.Game) {
	if g.Round == 0 {
		d.show(g, d.line, d.stands)
		return
	}
	before := d.stands
	if !g.Now().Frozen {
		eps := portable.NormalQuantile(g.Uniform(noiseKey, 0))
		d.speed, d.line = d.step(g, eps)
		if d.Breakthrough.Number != (model.Number{}) && g.Happens(breakthroughKey, 0, g.Table.Probability(&d.Breakthrough)) {
			d.line = logit(min(1, logistic(d.line)+d.Size.In(g.In())))
			g.Report(model.Event{Kind: model.BrokeThrough, Party: d.Gains, Package: -1, Lever: -1, Value: logistic(d.line)})
		}
		d.stands = logistic(d.line)
	} else {
		d.speed = 0
	}
	d.show(g, d.line, d.stands)
	g.Report(model.Event{Kind: model.LineMoved, Party: -1, Package: -1, Lever: -1, Value: d.stands, Margin: d.stands - before})
}

// Follow does nothing: the line moves before the talks.
func (d *Drift) Follow(*model.Game) {}

// Expect shows the line where it would be next round without shocks.
func (d *Drift) Expect(g *model.Game) {
	line, stands := d.line, d.stands
	if !g.Now().Frozen {
		_, line = d.step(g, 0)
		stands = logistic(line)
	}
	d.show(g, line, stands)
}

func (d *Drift) step(g *model.Game, eps float64) (speed, line float64) {
	in := g.In()
	drift := d.Drift.In(in)
	if len(d.Forces) > 0 {
		drift += float64(d.Sensitivity.In(in) * d.balance(in))
	}
	return FrontStep(d.line, d.speed, drift, d.Momentum.In(in), d.Reversion.In(in), d.anchor, float64(d.Volatility.In(in)*eps))
}

// balance is the log-ratio of the forces that feed the drift.
func (d *Drift) balance(in []float64) float64 {
	b := 0.0
	for i := range d.Forces {
		f := &d.Forces[i]
		s := float64(f.Elasticity.In(in) * portable.Log(max(leastForce, f.Stock.level)))
		if !f.Gains {
			s = -s
		}
		b += s
	}
	return b
}

// show makes the line the status quo of its issue, and of the prospects of
// those who gain and lose by it.
func (d *Drift) show(g *model.Game, line, stands float64) {
	now := g.Now()
	now.StatusQuo[d.Issue] = stands
	moved := float64(d.Prospects.In(g.In()) * (line - d.anchor))
	now.ProspectsPush[d.Gains] += moved
	now.ProspectsPush[d.Loses] -= moved
}

// FrontStep is one round of the line on the log-odds scale: the speed carries
// over by the momentum and is drawn to the drift, back to the anchor by the
// reversion, and pushed by the shock. It returns the new speed and line.
func FrontStep(line, speed, drift, momentum, reversion, anchor, shock float64) (newSpeed, newLine float64) {
	newSpeed = float64(momentum*speed) + float64((1-momentum)*drift) - float64(reversion*(line-anchor)) + shock
	return newSpeed, line + newSpeed
}
