package process

import "sim/model"

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
	g.Now().CostPush[s.Of] += s.Push.In(g.In()) * (1 - level)
}

func (s *Stock) next(g *model.Game) (amount, level float64) {
	fighting := g.Now().Fighting
	if s.Always {
		fighting = 1
	}
	inflow := g.Table.Hazard(&s.Inflow)
	if s.Supply {
		use := s.Use.In(g.In()) * fighting
		if use == 0 {
			return s.amount + inflow, 1
		}
		return SupplyStep(s.amount, inflow, use), Adequacy(s.amount, inflow, use)
	}
	return s.amount, LevelStep(s.level, g.Table.Hazard(&s.Loss)*fighting, inflow)
}

// Adequacy is the share of a round's use that stock and inflow cover, [0, 1].
func Adequacy(stock, inflow, use float64) float64 { return min(1, (stock+inflow)/use) }

// SupplyStep is what is left of a supply after a round.
func SupplyStep(stock, inflow, use float64) float64 { return max(0, stock+inflow-use) }

// LevelStep is a level in [0, 1] after a round: a share is lost, some is restored.
func LevelStep(level, loss, inflow float64) float64 {
	return min(1, max(0, level*(1-loss)+inflow))
}
