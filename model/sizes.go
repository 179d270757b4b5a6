package model

import (
	"math"
	"slices"
)

// PartySizes are the payoffs that a scenario states for a party, at midpoints
// and in stake units, so that they can be compared.
type PartySizes struct {
	Party int
	// Cost is the disagreement cost with its 5th and 95th percentiles.
	Cost, CostLow, CostHigh float64
	// Expected is what the party expects to gain without an agreement on the
	// issues of its prospects, before levers; negative: a loss.
	Expected float64
	Levers   []LeverSize // effects on the party, in file order of levers
	// Issue is the index of the issue that counts most for the party among those
	// that it bargains over; −1: none. Share is what it counts, (0, 1]: a size
	// divided by it is a worth on the issue.
	Issue int
	Share float64
	// WalksAway are the terms at which the party walks away, of alternatives those
	// that are worth most to it; nil: none. WalkWorth is what they are worth.
	WalksAway []WalkAwayPart
	WalkWorth float64
}

// LeverSize is what a lever does to a party's payoff.
type LeverSize struct {
	Lever int
	Does  Verb    // Presses, Rewards, Costs or Expects
	Full  float64 // at full weight and full belief, stake units
	Now   float64 // at its weight, credibility and pass-through
}

// Sizes returns what a scenario states for each party, in the order of the file.
func (b *Bargain) Sizes() []PartySizes {
	in := CentralValues(b)
	var list []PartySizes
	for _, i := range b.Listing.Parties {
		p := &b.Parties[i]
		s := PartySizes{Party: i, Cost: stakeOf(b, p.DisagreementCost, i, in), Issue: -1}
		s.CostLow, s.CostHigh = sizeInterval(b, p.DisagreementCost, i, in)
		for _, x := range p.Prospects {
			s.Expected += shiftWorth(b, i, x.Issue, x.Shift.In(in), in)
		}
		for _, l := range b.Listing.Levers {
			s.Levers = append(s.Levers, leverSizes(b, l, i, in)...)
		}
		for k := range b.Issues {
			if w := weightOf(b, i, k, in); bargains(p, k) && w > s.Share {
				s.Issue, s.Share = k, w
			}
		}
		if p.WalksAway != nil {
			t := NewTable(b)
			t.SetInputs(in, MedianEvents{})
			s.WalksAway, s.WalkWorth = t.walkAwayParts(i), t.here.without[i]
		}
		list = append(list, s)
	}
	return list
}

// StrengthStakes is what hangs on the strength for either of its parties: by how
// much what the party has while talks go on would change, in stake units with all
// inputs at their midpoints, between the first party as strong as can be and as
// weak as can be. It is 0 without a strength.
func (b *Bargain) StrengthStakes() (stakes [2]float64) {
	if b.Strength == nil {
		return stakes
	}
	t := NewTable(b)
	t.SetInputs(CentralValues(b), MedianEvents{})
	for j, party := range b.Strength.Between {
		secret := Secret{Of: SecretStrength, Party: party}
		t.Suppose(secret, 1)
		strong := t.assess(party).talking
		t.Suppose(secret, 0)
		stakes[j] = math.Abs(strong - t.assess(party).talking)
	}
	return stakes
}

// leverSizes are the effects of lever l on the payoff of party i.
func leverSizes(b *Bargain, l, i int, in []float64) []LeverSize {
	lever := &b.Levers[l]
	reach := float64(float64(lever.Weight.In(in)*lever.Credibility.In(in)) * lever.PassThrough.In(in))
	var list []LeverSize
	for _, e := range lever.Effects {
		if e.Party != i {
			continue
		}
		switch e.Does { //nolint:exhaustive // the others are no payoffs
		case Presses, Rewards, Costs:
			full := stakeOf(b, e.By, i, in)
			list = append(list, LeverSize{Lever: l, Does: e.Does, Full: full, Now: float64(reach * full)})
		case Expects:
			by, own := e.By.Amount.In(in), 0.0 // what it adds to what the party expects by itself
			for _, x := range b.Parties[i].Prospects {
				if x.Issue == e.Issue {
					own = x.Shift.In(in)
				}
			}
			worth := func(by float64) float64 {
				return shiftWorth(b, i, e.Issue, own+by, in) - shiftWorth(b, i, e.Issue, own, in)
			}
			list = append(list, LeverSize{Lever: l, Does: e.Does, Full: worth(by), Now: worth(float64(reach * by))})
		}
	}
	return list
}

// bargains reports whether a party has a say on issue k.
func bargains(p *Party, k int) bool {
	return p.Say == nil || slices.Contains(p.Say, k)
}

// weightOf is what issue k counts for party i: its share of the party's salience.
func weightOf(b *Bargain, i, k int, in []float64) float64 {
	total := 0.0
	for j := range b.Issues {
		total += b.Issues[j].Stances[i].Salience.In(in)
	}
	if total == 0 {
		return 0
	}
	return b.Issues[k].Stances[i].Salience.In(in) / total
}

// stakeOf is a size in stake units.
func stakeOf(b *Bargain, s Size, i int, in []float64) float64 {
	return float64(s.Amount.In(in) * stakeUnit(b, s, i, in))
}

// stakeUnit is what one of the unit of a size is in stake units.
func stakeUnit(b *Bargain, s Size, i int, in []float64) float64 {
	if s.Issue == 0 {
		return 1
	}
	return weightOf(b, i, s.Issue-1, in)
}

// sizeInterval is the 90% interval of a size, in stake units.
func sizeInterval(b *Bargain, s Size, i int, in []float64) (low, high float64) {
	low, high = s.Amount.In(in), s.Amount.In(in)
	if c, varies := s.Amount.Column(); varies {
		d := b.Varying()[c].Dist
		low, high = d.Quantile(0.05), d.Quantile(0.95)
	}
	u := stakeUnit(b, s, i, in)
	return float64(low * u), float64(high * u)
}

// shiftWorth is what a shift of issue k from what is held is worth to party i, in
// stake units: by is in the issue's own unit.
func shiftWorth(b *Bargain, i, k int, by float64, in []float64) float64 {
	s := &b.Issues[k]
	stance := &s.Stances[i]
	held := s.StatusQuo.In(in)
	value := func(at float64) float64 {
		return IssueValue(s.Scale.Position(at), s.Scale.Position(stance.Ideal.In(in)), stance.Side, s.Curvature.In(in))
	}
	change := value(held+by) - value(held)
	if change < 0 {
		change = float64(change * s.LossAversion.In(in))
	}
	return float64(change * weightOf(b, i, k, in))
}
