package study

import (
	"fmt"

	"sim/model"
)

// ranges caches tabulated quantile functions of the scenario's inputs for a
// Session. Tabulating them takes as long as a first answer, and settings share
// all except those that they change. Other distributions are not cached, so
// that memory does not grow with the number of settings.
type ranges map[string]model.Dist

// rangeOf returns the key of an input's distribution: its text and its domain.
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

// quicken replaces distributions in a bargain by their tabulated forms.
func (rs ranges) quicken(b *model.Bargain) {
	for i := range b.Inputs {
		if quick := rs[rangeOf(&b.Inputs[i])]; quick != nil {
			b.Inputs[i].Dist = quick
		}
	}
}
