package study

import (
	"fmt"

	"sim/model"
	"sim/model/montecarlo"
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

// tables returns those of the inputs of a bargain. The bargain keeps its distributions:
// theories about beliefs compute with them, and their last digits must be a run's.
func (rs ranges) tables(b *model.Bargain) *montecarlo.QuantileCache {
	tables := new(montecarlo.QuantileCache)
	for i := range b.Inputs {
		if quick := rs[rangeOf(&b.Inputs[i])]; quick != nil {
			tables.Put(b.Inputs[i].Dist, quick)
		}
	}
	return tables
}
