package model

// Words are a scenario's own words for what text and pictures name: a strike
// fund is not drained by fighting, and a front is not a price. An empty word is
// the neutral one.
type Words struct {
	DisagreementCost string // what parties bear while there is no agreement
	Standstill       string // what relieves them of it for a time
	MovingIssue      string // what moves while there is no agreement
}

// OrNeutral returns the words, with neutral ones for those that are empty.
func (w Words) OrNeutral() Words {
	for _, x := range []struct {
		word    *string
		neutral string
	}{
		{&w.DisagreementCost, "cost of disagreement"},
		{&w.Standstill, "standstill"},
		{&w.MovingIssue, "moving issue"},
	} {
		if *x.word == "" {
			*x.word = x.neutral
		}
	}
	return w
}
