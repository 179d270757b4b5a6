package model

// A spread is what other rules make of the problem whose terms the theory of a
// draw signs first: rules by which parties that know everything may divide what
// they can gain, at no difference to what happens.
type spread struct {
	of    Class // outcome of the packages that count
	rules []Protocol
	offer Offer
	to    []float64 // where it is written: as Outcome.Spread; nil: nobody asks, or it is known
}

// SpreadOf is the outcome of the packages on which rules are compared: settlement,
// or ceasefire where no package settles the dispute.
func (b *Bargain) SpreadOf() Class {
	for i := range b.Packages {
		if b.Packages[i].Outcome == Settlement {
			return Settlement
		}
	}
	return Ceasefire
}

func newSpread(b *Bargain, t int) (s spread) {
	s.of = b.SpreadOf()
	for i := range b.Theories[t].Spread {
		s.rules = append(s.rules, b.Theories[t].Spread[i].New())
	}
	return s
}

// begin starts a draw: nothing is known yet.
func (s *spread) begin(out *Outcome) {
	for i := range out.Spread {
		out.Spread[i] = nan
	}
	if s.to = out.Spread; len(s.rules) == 0 {
		s.to = nil
	}
}

// note writes the terms that are signed and those of the other rules for the same
// problem, once a draw. Nothing stays if a rule finds no terms. It leaves p at
// another level.
func (s *spread) note(p *Problem, signed *Offer) {
	if s.to == nil {
		return
	}
	to := s.to
	s.to = nil
	writeSettled(to, p, signed)
	for r, rule := range s.rules {
		if rule.Solve(p, nil, &s.offer); !s.offer.Status.Agreed() {
			for i := range to {
				to[i] = nan
			}
			return
		}
		writeSettled(to[(r+1)*p.Issues:], p, &s.offer)
	}
}

// writeSettled writes the terms of the issues that a package settles.
func writeSettled(to []float64, p *Problem, o *Offer) {
	for k, in := range p.InPackage {
		if in {
			to[k] = o.Terms[k]
		}
	}
}
