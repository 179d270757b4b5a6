package study

import (
	"fmt"

	"sim/model"
)

// ranges holds the scenario's uncertainty ranges in the form that is sampled
// fastest, for a Session. Preparing them takes as long as a first answer, and
// settings share all but those that they change. Other ranges are not kept, so
// that memory does not grow with the number of settings.
type ranges map[string]model.Dist

// rangeOf tells ranges apart: what is written where, and what it may be.
func rangeOf(in *model.Input) string {
	return fmt.Sprintf("%s\n%s\n%s\n%g\n%g", in.Path, in.Family, in.Written, in.Lower, in.Upper)
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

// quicken puts the ranges that are prepared already into a bargain.
func (rs ranges) quicken(b *model.Bargain) {
	for i := range b.Inputs {
		if quick := rs[rangeOf(&b.Inputs[i])]; quick != nil {
			b.Inputs[i].Dist = quick
		}
	}
}
