package study

import "sim/model"

// Proposal takes apart what a package is worth to a party with every uncertain
// input at its midpoint, in the first meeting under the theory with the given
// index.
func (s *Subject) Proposal(theory, pkg, party int) model.Proposal {
	b := s.Scenario.Bargain
	return model.ComposeDraw(b, theory, model.CentralValues(b), model.MedianEvents{}, pkg, party, true)
}

// Proposal takes apart what a package is worth to a party in the draw: in the
// round in which it is first tabled under the theory with the given index or, if
// it never is, in the first meeting.
func (d *Draw) Proposal(theory, pkg, party int) model.Proposal {
	return model.ComposeDraw(d.bargain, theory, d.Inputs, d.events, pkg, party, false)
}
