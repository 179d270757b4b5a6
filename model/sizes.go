package model

import "slices"

// PartySizes are the payoffs that a scenario states for a party, at midpoints
// and in stake units, so that they can be compared.
type PartySizes struct {
	Party int
	// Cost is the disagreement cost with its 5th and 95th percentiles.
	Cost, CostLow, CostHigh float64
	// Expected is what the party expects to gain without an agreement on the
	// issues of its prospects, before levers; negative: a loss.
	Expected float64
	Levers   []LeverSize // effects on the party, in the order of Listing
	// Issue is the issue that counts most for the party among those that it
	// bargains over; −1: none. Share is what it counts, (0, 1]: a size divided by
	// it is a share of the issue's scale.
	Issue int
	Share float64
}

// A LeverSize is what a lever does to a party's payoff.
type LeverSize struct {
	Lever int
	Does  Verb    // Presses, Rewards, Costs or Expects
	Full  float64 // at full weight and full belief, stake units
	Now   float64 // at its weight, credibility and pass-through
}

// Sizes returns what a scenario states for each party, in the order of Listing.
func (b *Bargain) Sizes() []PartySizes {
	s := sizing{b: b, in: CentralValues(b), inputs: b.Varying(), weight: make([]float64, len(b.Issues))}
	var list []PartySizes
	for _, i := range b.ListedParties() {
		list = append(list, s.of(i))
	}
	return list
}

// sizing works out the sizes of one party after the other.
type sizing struct {
	b      *Bargain
	in     []float64
	inputs []*Input
	party  int
	weight []float64 // per issue: what it counts for the party
}

func (s *sizing) of(party int) PartySizes {
	s.party = party
	p := &s.b.Parties[party]
	total := 0.0
	for k := range s.weight {
		s.weight[k] = s.b.Issues[k].Stances[party].Salience.In(s.in)
		total += s.weight[k]
	}
	is := PartySizes{Party: party, Issue: -1}
	for k := range s.weight {
		if total > 0 {
			s.weight[k] /= total
		}
		if w := s.weight[k]; w > is.Share && (p.Say == nil || slices.Contains(p.Say, k)) {
			is.Issue, is.Share = k, w
		}
	}
	is.Cost = s.stake(p.DisagreementCost)
	is.CostLow, is.CostHigh = s.interval(p.DisagreementCost)
	for _, x := range p.Prospects {
		is.Expected += s.shift(x.Issue, x.Shift.In(s.in))
	}
	for _, l := range s.b.ListedLevers() {
		is.Levers = append(is.Levers, s.lever(l)...)
	}
	return is
}

// lever is what lever l does to the party's payoff.
func (s *sizing) lever(l int) []LeverSize {
	lever := &s.b.Levers[l]
	reach := float64(lever.Weight.In(s.in) * lever.Credibility.In(s.in) * lever.PassThrough.In(s.in))
	var list []LeverSize
	for _, e := range lever.Effects {
		if e.Party != s.party {
			continue
		}
		switch e.Does {
		case Presses, Rewards, Costs:
			full := s.stake(e.By)
			list = append(list, LeverSize{Lever: l, Does: e.Does, Full: full, Now: float64(reach * full)})
		case Expects:
			by := e.By.Amount.In(s.in)
			list = append(list, LeverSize{Lever: l, Does: e.Does, Full: s.shift(e.Issue, by), Now: s.shift(e.Issue, float64(reach*by))})
		case Offers, Assures, Hardens, MovesProcess, MovesPower, MovesPatience:
		}
	}
	return list
}

// unit is one of the unit of a size, in stake units.
func (s *sizing) unit(x Size) float64 {
	if x.Issue == 0 {
		return 1
	}
	return s.weight[x.Issue-1]
}

// stake is a size in stake units.
func (s *sizing) stake(x Size) float64 { return float64(x.Amount.In(s.in) * s.unit(x)) }

// interval is the 90% interval of a size, in stake units.
func (s *sizing) interval(x Size) (low, high float64) {
	c, varies := x.Amount.Column()
	if !varies {
		return s.stake(x), s.stake(x)
	}
	d := s.inputs[c].Dist
	return float64(d.Quantile(0.05) * s.unit(x)), float64(d.Quantile(0.95) * s.unit(x))
}

// shift is what it is worth that issue k moves from what is held by an amount in
// its own unit.
func (s *sizing) shift(k int, by float64) float64 {
	is := &s.b.Issues[k]
	stance := &is.Stances[s.party]
	held := is.StatusQuo.In(s.in)
	value := func(at float64) float64 {
		return IssueValue(is.Scale.Position(at), is.Scale.Position(stance.Ideal.In(s.in)), stance.Side, is.Curvature.In(s.in))
	}
	change := value(held+by) - value(held)
	if change < 0 {
		change = float64(change * is.LossAversion.In(s.in))
	}
	return float64(change * s.weight[k])
}
