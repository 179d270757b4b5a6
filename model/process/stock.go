package process

import (
	"sim/model"
	"sim/model/registry"
)

var stock = entryOf(registry.About{
	Name: "stock",
	Doc:  "What fighting uses up; want of it raises a party's conflict cost.",
	Explain: `A stock is a level in [0, 1] of which a share is lost per round of full fighting:

  level' = min(1, max(0, level·(1 − loss·fighting) + inflow))

or, with use, a supply: an amount of which so much is used per round, and what
counts is its adequacy, the share of the use that amount and inflow cover:

  adequacy = min(1, (amount + inflow)/(use·fighting))
  amount'  = max(0, amount + inflow − use·fighting)

What is missing adds push · (1 − level) log-odds to its party's conflict cost. A
stock can also feed the balance of forces that moves the line (drift.forces).

It assumes that losses are in proportion to fighting, and that stocks cannot be
replaced by each other.

Do not use it for aid that donors may cut: the aid account is for that.`,
	Citation: "Balances of stocks and flows; the adequacy of a supply and its push on the cost are assumed.",
}, func(p registry.Named[stockParameters], _ *model.Bargain) model.Process {
	var ss Stocks
	for i := range p {
		x := &p[i].Value
		s := &Stock{Name: p[i].Name, Of: x.Of.Index(), Level: x.Level, Loss: x.Loss, Inflow: x.Inflow, Always: x.Always, Push: x.Push}
		if x.Use != nil {
			s.Use, s.Supply = *x.Use, true
		}
		ss = append(ss, s)
	}
	return ss
})

// Stocks are the stocks of a scenario, by name.
type Stocks []*Stock

// Stock is something that fighting uses up and inflow restores, and whose
// want raises its party's cost of conflict (model 3.3). It is either a level
// in [0, 1] that is lost at a rate, or a supply with an inflow and a use.
type Stock struct {
	Name string
	Of   int // the party

	Level  model.Number    // at the start: [0, 1]; for a supply an amount, ≥ 0
	Loss   model.Parameter // share lost per round of full fighting; hazard
	Inflow model.Parameter // added per round
	Supply bool            // whether it is a supply
	Use    model.Number    // for a supply: used per round, > 0
	Always bool            // whether it is lost whether or not there is fighting
	Push   model.Number    // log-odds added to the conflict cost when nothing is left

	amount float64 // of a supply
	level  float64 // what is left, or the adequacy of a supply, [0, 1]
}

type stockParameters struct {
	Of     registry.Ref    `yaml:"of" doc:"the party whose conflict cost its want raises" of:"party"`
	Level  model.Number    `yaml:"level" doc:"at the start: a share, or with use an amount" in:"[0, inf)"`
	Loss   model.Parameter `yaml:"loss,omitempty" doc:"share lost per round of full fighting" in:"[0, inf)" default:"0" moved:"hazard"`
	Inflow model.Parameter `yaml:"inflow,omitempty" doc:"added per round" in:"[0, inf)" default:"0" moved:"hazard"`
	Use    *model.Number   `yaml:"use,omitempty" doc:"for a supply: used per round; what counts is how far stock and inflow cover it" in:"(0, inf)"`
	Always bool            `yaml:"always,omitempty" doc:"whether it is lost without fighting as well"`
	Push   model.Number    `yaml:"push" doc:"what a complete want adds to the conflict cost, in log-odds" words:"small=0.5|medium=1|large=2" unit:"log-odds"`
}

// Begin fills the stocks.
func (ss Stocks) Begin(g *model.Game) {
	for _, s := range ss {
		s.level = s.Level.In(g.In())
		if s.Supply {
			s.amount = s.level
			s.level = Adequacy(s.amount, g.Table.Hazard(&s.Inflow), s.Use.In(g.In()))
		}
	}
}

// Move uses up and restores the stocks by a round, from round 1 on.
func (ss Stocks) Move(g *model.Game) {
	for _, s := range ss {
		if g.Round > 0 {
			s.amount, s.level = s.next(g)
		}
		s.show(g, s.level)
	}
}

// Follow does nothing.
func (Stocks) Follow(*model.Game) {}

// Expect shows the stocks where they would be next round.
func (ss Stocks) Expect(g *model.Game) {
	for _, s := range ss {
		_, level := s.next(g)
		s.show(g, level)
	}
}

func (s *Stock) show(g *model.Game, level float64) {
	g.Now().CostPush[s.Of] += float64(s.Push.In(g.In()) * (1 - level))
}

func (s *Stock) next(g *model.Game) (amount, level float64) {
	fighting := g.Now().Fighting
	if s.Always {
		fighting = 1
	}
	inflow := g.Table.Hazard(&s.Inflow)
	if s.Supply {
		use := float64(s.Use.In(g.In()) * fighting)
		if use == 0 {
			return s.amount + inflow, 1
		}
		return SupplyStep(s.amount, inflow, use), Adequacy(s.amount, inflow, use)
	}
	return s.amount, LevelStep(s.level, float64(g.Table.Hazard(&s.Loss)*fighting), inflow)
}

// Adequacy is the share of a round's use that stock and inflow cover, [0, 1].
func Adequacy(stock, inflow, use float64) float64 { return min(1, (stock+inflow)/use) }

// SupplyStep is what is left of a supply after a round.
func SupplyStep(stock, inflow, use float64) float64 { return max(0, stock+inflow-use) }

// LevelStep is a level in [0, 1] after a round: a share is lost, some is restored.
func LevelStep(level, loss, inflow float64) float64 {
	return min(1, max(0, float64(level*(1-loss))+inflow))
}
