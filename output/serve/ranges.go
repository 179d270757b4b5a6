package serve

import "sim/model"

// ranges are the scenario's ranges of belief in the form that draws quickest.
// Making them takes as long as a first answer, and all settings share them but
// for the numbers that they change.
type ranges map[string]model.Dist

// rangeOf tells ranges apart: what is written where, and what it may be.
func rangeOf(in *model.Input) string {
	return in.Path + "\n" + in.Family + "\n" + in.Written + "\n" + end(in.Lower) + "\n" + end(in.Upper)
}

func newRanges(b *model.Bargain) ranges {
	rs := ranges{}
	for i := range b.Inputs {
		if slow, ok := b.Inputs[i].Dist.(interface{ Tabulated() model.Dist }); ok {
			rs[rangeOf(&b.Inputs[i])] = slow.Tabulated()
		}
	}
	return rs
}

// quicken puts the ranges that are made already into a bargain.
func (rs ranges) quicken(b *model.Bargain) {
	for i := range b.Inputs {
		if quick := rs[rangeOf(&b.Inputs[i])]; quick != nil {
			b.Inputs[i].Dist = quick
		}
	}
}
