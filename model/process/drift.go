package process

import (
	"sim/model"
	"sim/model/portable"
	"sim/model/registry"
)

var drift = entryOf(registry.About{
	Name: "drift",
	Doc:  "The status quo of one issue moves while there is no agreement.",
	Explain: `Its line (what is held now, such as the line of control in a war or the market
share in a dispute between firms) moves on the log-odds scale, so that it slows down
near either end:

  speed' = (1 − holds)·(momentum·speed + (1 − momentum)·drift
                        − reversion·(line − start) + shock)
  line'  = line + speed'

with a normal shock of standard deviation volatility. In round 0 the line is at the
scenario's status quo. holds is how far packages in force hold the issue: at 1 the
line stands still and its momentum is lost. With the chance breakthrough.chance per
round it jumps by (1 − holds)·size in favour of the first party. forces add to the
drift: sensitivity · Σ ± elasticity · ln(stock), where a stock counts for at least
0.05. With prospects, the positions that both parties expect of going on without an
agreement follow the line. A package that settles the issue puts the line at the
agreed position, at rest; if it is broken, the line goes on from where that leaves it.

It assumes that one number tells where the issue stands, and that both parties see
it. Parties who look ahead expect the drift, but no shocks and no breakthroughs.

Do not use it for an issue that only an agreement can change.`,
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

// Drift moves the line, the status quo of one issue, on the log-odds scale so
// that extreme lines are sticky (model 3.2). As far as packages in force hold the
// issue the line stands still.
type Drift struct {
	Issue        int
	Gains, Loses int // the party that gains as the position rises, and the other

	Drift      model.Number // mean movement per round, log-odds
	Momentum   model.Number // share of last round's speed that carries over, [0, 1)
	Volatility model.Number // standard deviation of a round's shock, log-odds
	Reversion  model.Number // pull back toward the line at the start, [0, 1)
	Speed      model.Number // speed at the start, log-odds per round
	Prospects  model.Number // positions by which expected lines move per position that the line has moved

	Breakthrough model.Parameter // chance per round
	Size         model.Number    // how far a breakthrough moves the line, in positions

	// Forces, if set, add a drift from the balance of forces: elasticity times
	// the log of the ratio of what is left of two stocks.
	Forces      []Force
	Sensitivity model.Number // η

	line, speed, anchor float64 // log-odds
	stands, start       float64 // positions of the line: now and at the start
	fed                 []forceParameters
	news                model.News // of the strength, in the round in which the line moved last
	moved               int        // that round
}

// Pair implements model.PairSource.
func (d *Drift) Pair() [2]int { return [2]int{d.Gains, d.Loses} }

// Force is a stock that feeds the balance of forces.
type Force struct {
	Stock      *Stock
	Gains      bool         // whether it strengthens the gaining party
	Elasticity model.Number // θ ≥ 0
}

type driftParameters struct {
	Issue        registry.Ref            `yaml:"issue" doc:"the issue whose status quo moves" of:"issue"`
	Between      registry.Pair           `yaml:"between" doc:"the party that gains as positions rise, then the other" of:"party"`
	Drift        model.Number            `yaml:"drift,omitempty" doc:"mean movement" in:"(-inf, inf)" default:"0" unit:"log-odds per round"`
	Momentum     model.Number            `yaml:"momentum,omitempty" doc:"share of last round's speed that carries over" in:"[0, 1)" default:"0"`
	Volatility   model.Number            `yaml:"volatility,omitempty" doc:"standard deviation of a round's shock" in:"[0, inf)" default:"0" unit:"log-odds"`
	Reversion    model.Number            `yaml:"reversion,omitempty" doc:"pull back toward the line at the start" in:"[0, 1)" default:"0"`
	Speed        model.Number            `yaml:"speed,omitempty" doc:"speed at the start" in:"(-inf, inf)" default:"0" unit:"log-odds per round"`
	Prospects    model.Number            `yaml:"prospects,omitempty" doc:"share by which the positions that parties expect without an agreement follow the line" in:"[0, inf)" default:"0"`
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
	noiseKey        = model.Key("drift/noise")
	breakthroughKey = model.Key("drift/breakthrough")
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
	d.start, d.moved = d.stands, -1
}

// Set puts the line at a position, at rest, and what parties expect with it.
func (d *Drift) Set(g *model.Game, _ int, position float64) {
	d.expects(g, position-d.stands)
	d.line, d.stands, d.speed = logit(position), position, 0
	g.Now().StatusQuo[d.Issue] = position
}

// Move moves the line by a round; in round 0 it stands where the scenario says.
func (d *Drift) Move(g *model.Game) {
	if g.Round == 0 {
		d.show(g, d.stands)
		return
	}
	before, moves := d.stands, 1-g.Now().Holding
	if moves > 0 {
		eps := portable.NormalQuantile(g.Uniform(noiseKey, 0))
		d.speed, d.line = d.step(g, eps)
		d.hear(g, eps)
		if d.Breakthrough.Number != (model.Number{}) && g.Happens(breakthroughKey, 0, g.Table.Probability(&d.Breakthrough)) {
			d.line = logit(min(1, logistic(d.line)+float64(moves*d.Size.In(g.In()))))
			g.Report(model.Event{Kind: model.BrokeThrough, Party: d.Gains, Package: -1, Lever: -1, Value: logistic(d.line)})
		}
		d.stands = logistic(d.line)
	} else {
		d.speed = 0
	}
	d.show(g, d.stands)
	g.Report(model.Event{Kind: model.LineMoved, Party: -1, Package: -1, Lever: -1, Value: d.stands, Margin: d.stands - before})
}

// hear notes what the movement of the line tells of the strength. What carries over
// from earlier rounds, what pulls the line back and what feeds it everybody knows.
func (d *Drift) hear(g *model.Game, eps float64) {
	of := g.Bargain.Strength
	if of == nil {
		return
	}
	in := g.In()
	fresh, sd := 1-d.Momentum.In(in), d.Volatility.In(in)
	mean := float64(fresh * of.Drift.In(in))
	if of.Between[1] == d.Gains {
		mean = -mean
	}
	d.news = model.News{Seen: float64(fresh*g.Table.StrengthDrift(d.Gains)) + float64(sd*eps), Mean: mean, SD: sd}
	d.moved = g.Round
}

// News implements model.NewsSource: the line tells of the strength in the rounds
// in which it moves.
func (d *Drift) News(g *model.Game) (n model.News, ok bool) {
	return d.news, g.Round > 0 && d.moved == g.Round && d.news.Mean != 0 && d.news.SD > 0
}

// Follow does nothing: the line moves before the talks.
func (d *Drift) Follow(*model.Game) {}

// Expect shows the line where it would be next round without shocks.
func (d *Drift) Expect(g *model.Game) {
	stands := d.stands
	if g.Now().Holding < 1 {
		_, line := d.step(g, 0)
		stands = logistic(line)
	}
	d.show(g, stands)
}

// step is the line's next round with a standard normal shock, as far as packages
// in force let it move.
func (d *Drift) step(g *model.Game, eps float64) (speed, line float64) {
	in := g.In()
	drift := d.Drift.In(in) + g.Table.StrengthDrift(d.Gains)
	if len(d.Forces) > 0 {
		drift += float64(d.Sensitivity.In(in) * d.balance(in))
	}
	speed = LineSpeed(d.line, d.speed, drift, d.Momentum.In(in), d.Reversion.In(in), d.anchor, float64(d.Volatility.In(in)*eps))
	speed = float64((1 - g.Now().Holding) * speed)
	return speed, d.line + speed
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

// show makes the line the status quo of its issue, and lets what parties expect
// follow it.
func (d *Drift) show(g *model.Game, stands float64) {
	g.Now().StatusQuo[d.Issue] = stands
	d.expects(g, stands-d.start)
}

// expects lets the positions that both parties expect follow a movement of the
// line.
func (d *Drift) expects(g *model.Game, moved float64) {
	shift := float64(d.Prospects.In(g.In()) * moved)
	g.Now().Shift[d.Gains] += shift
	g.Now().Shift[d.Loses] += shift
}

// LineSpeed is the line's speed in the next round, in log-odds: it carries over
// by the momentum and is drawn to the drift, back to the anchor by the reversion,
// and pushed by the shock.
func LineSpeed(line, speed, drift, momentum, reversion, anchor, shock float64) float64 {
	return float64(momentum*speed) + float64((1-momentum)*drift) - float64(reversion*(line-anchor)) + shock
}
