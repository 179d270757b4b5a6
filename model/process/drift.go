package process

import (
	"math"

	"sim/model"
)

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
}

// Force is a stock that feeds the balance of forces.
type Force struct {
	Stock      *Stock
	Gains      bool         // whether it strengthens the gaining party
	Elasticity model.Number // θ ≥ 0
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
		eps := normal(g.Uniform(noiseKey, 0))
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
		drift += d.Sensitivity.In(in) * d.balance(in)
	}
	return FrontStep(d.line, d.speed, drift, d.Momentum.In(in), d.Reversion.In(in), d.anchor, d.Volatility.In(in)*eps)
}

// balance is the log-ratio of the forces that feed the drift.
func (d *Drift) balance(in []float64) float64 {
	b := 0.0
	for i := range d.Forces {
		f := &d.Forces[i]
		s := f.Elasticity.In(in) * math.Log(max(leastForce, f.Stock.level))
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
	moved := d.Prospects.In(g.In()) * (line - d.anchor)
	now.ProspectsPush[d.Gains] += moved
	now.ProspectsPush[d.Loses] -= moved
}

// FrontStep is one round of the line on the log-odds scale: the speed carries
// over by the momentum and is drawn to the drift, back to the anchor by the
// reversion, and pushed by the shock. It returns the new speed and line.
func FrontStep(line, speed, drift, momentum, reversion, anchor, shock float64) (newSpeed, newLine float64) {
	newSpeed = momentum*speed + (1-momentum)*drift - reversion*(line-anchor) + shock
	return newSpeed, line + newSpeed
}

// normal is the standard normal quantile, in the form that is accurate in both tails.
func normal(u float64) float64 {
	if u <= 0.5 {
		return -math.Sqrt2 * math.Erfcinv(2*u)
	}
	return math.Sqrt2 * math.Erfcinv(2*(1-u))
}
