package process

import (
	"sim/model"
	"sim/model/registry"
)

var stock = entryOf(registry.About{
	Name: "stock",
	Doc:  "What is used up while there is no agreement; the want of it costs a party something.",
	Explain: `A stock is a level in [0, 1] of which a share is lost per round:

  level' = min(1, max(0, level·(1 − loss·s) + inflow))

where s is the share of the disagreement cost that packages in force do not
relieve; or, with use, a supply: an amount of which so much is used per round, and
what counts is its adequacy, the share of the use that amount and inflow cover:

  adequacy = min(1, (amount + inflow)/(use·s))
  amount'  = max(0, amount + inflow − use·s)

What is missing, 1 − level, times the size costs adds to its party's disagreement
cost, which packages relieve; times the size presses it adds to what not agreeing
costs the party whatever is in force. With always, s is 1. A stock can also feed
the balance of forces that moves an issue (drift.forces).

It assumes that losses are in proportion to what is not relieved, and that stocks
cannot be replaced by each other.

Do not use it for aid that donors may cut: the aid account is for that.`,
	Citation: "Balances of stocks and flows; that a want costs in proportion is assumed.",
}, func(p registry.Named[stockParameters], _ *model.Bargain) model.Process {
	var ss Stocks
	for i := range p {
		x := &p[i].Value
		s := &Stock{Name: p[i].Name, Of: x.Of.Index(), Level: x.Level, Loss: x.Loss, Inflow: x.Inflow, Always: x.Always}
		switch {
		case x.Costs != nil:
			s.Want = *x.Costs
		case x.Presses != nil:
			s.Want, s.Presses = *x.Presses, true
		}
		if x.Use != nil {
			s.Use, s.Supply = *x.Use, true
		}
		ss = append(ss, s)
	}
	return ss
})

// Stocks are the stocks of a scenario, by name.
type Stocks []*Stock

// Stock is something that is used up while there is no agreement and that inflow
// restores; the want of it costs its party something (model 3.3). It is either a
// level in [0, 1] that is lost at a rate, or a supply with an inflow and a use.
type Stock struct {
	Name string
	Of   int // the party

	Level   model.Number    // at the start: [0, 1]; for a supply an amount, ≥ 0
	Loss    model.Parameter // share lost per round of which nothing is relieved; hazard
	Inflow  model.Parameter // added per round
	Supply  bool            // whether it is a supply
	Use     model.Number    // for a supply: used per round, > 0
	Always  bool            // whether it is lost whatever packages relieve
	Want    model.Size      // what it costs the party when nothing is left, ≥ 0
	Presses bool            // whether packages do not relieve that

	amount float64 // of a supply
	level  float64 // what is left, or the adequacy of a supply, [0, 1]
}

type stockParameters struct {
	Of      registry.Ref    `yaml:"of" doc:"the party whom the want of it costs something" of:"party"`
	Level   model.Number    `yaml:"level" doc:"at the start: a share, or with use an amount" in:"[0, inf)"`
	Loss    model.Parameter `yaml:"loss,omitempty" doc:"share lost per round of which nothing is relieved" in:"[0, inf)" default:"0" moved:"hazard"`
	Inflow  model.Parameter `yaml:"inflow,omitempty" doc:"added per round" in:"[0, inf)" default:"0" moved:"hazard"`
	Use     *model.Number   `yaml:"use,omitempty" doc:"for a supply: used per round; what counts is how far stock and inflow cover it" in:"(0, inf)"`
	Always  bool            `yaml:"always,omitempty" doc:"whether it is lost whatever packages relieve"`
	Costs   *model.Size     `yaml:"costs,omitempty" doc:"what a complete want adds to the disagreement cost" in:"[0, inf)" one:"want!" unit:"stake units"`
	Presses *model.Size     `yaml:"presses,omitempty" doc:"what a complete want adds to the cost of not agreeing, whatever packages relieve" in:"[0, inf)" one:"want!" unit:"stake units"`
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
	want := float64(g.Table.Amount(s.Want, s.Of) * (1 - level))
	if s.Presses {
		g.Now().Press[s.Of] += want
	} else {
		g.Now().Cost[s.Of] += want
	}
}

func (s *Stock) next(g *model.Game) (amount, level float64) {
	unrelieved := g.Now().Unrelieved
	if s.Always {
		unrelieved = 1
	}
	inflow := g.Table.Hazard(&s.Inflow)
	if s.Supply {
		use := float64(s.Use.In(g.In()) * unrelieved)
		if use == 0 {
			return s.amount + inflow, 1
		}
		return SupplyStep(s.amount, inflow, use), Adequacy(s.amount, inflow, use)
	}
	return s.amount, LevelStep(s.level, float64(g.Table.Hazard(&s.Loss)*unrelieved), inflow)
}

// Adequacy is the share of a round's use that stock and inflow cover, [0, 1].
func Adequacy(stock, inflow, use float64) float64 { return min(1, (stock+inflow)/use) }

// SupplyStep is what is left of a supply after a round.
func SupplyStep(stock, inflow, use float64) float64 { return max(0, stock+inflow-use) }

// LevelStep is a level in [0, 1] after a round: a share is lost, some is restored.
func LevelStep(level, loss, inflow float64) float64 {
	return min(1, max(0, float64(level*(1-loss))+inflow))
}
