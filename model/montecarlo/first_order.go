package montecarlo

import (
	"cmp"
	"math"
	"slices"

	"sim/model"
)

// FirstOrderIndices counts, for every varying input and theory, how draws ended by the
// sixteenth of its range of belief that the input came from. How much the
// shares differ between the sixteenths is how much of the outcome the input
// explains: its first-order Sobol index, read off draws that were played anyway.
type FirstOrderIndices struct {
	inputs, theories int
	counts           []int // [input][theory][bin][class], classes padded to 8
}

const (
	driverBins    = 16
	driverClasses = 8 // model.Classes rounded up to a power of 2
	driverRow     = driverBins * driverClasses
)

// binIndex say which sixteenth of its range of belief an input came from, draw
// by draw of a chunk.
type binIndex [ChunkSize]uint8

// set sets them to those of uniforms u.
func (s *binIndex) set(u []float64) {
	of := s[:len(u)]
	for j, v := range u {
		of[j] = uint8(v*driverBins) % driverBins
	}
}

// A InputIndex is an input with the share of the outcome's variance that it
// explains on its own.
type InputIndex struct {
	Column int // of the input
	// Index is the first-order index, 0 to 1, with the draws' noise taken off;
	// it may come out slightly below 0. Its Value is NaN where the outcome never varies.
	Index Estimate
	// Rise is the share of draws with the class in the upper half of the
	// input's range minus that in the lower half; NaN over all classes.
	Rise float64
}

func newFirstOrderIndices(inputs, theories int) *FirstOrderIndices {
	return &FirstOrderIndices{inputs, theories, make([]int, inputs*theories*driverRow)}
}

// count adds draws of one input under one theory: bin[j] is the sixteenth that
// the input came from, class[j] how the draw ended.
func (d *FirstOrderIndices) count(input, theory int, bin, class []uint8) {
	row := d.row(input, theory)
	class = class[:len(bin)]
	for j, b := range bin {
		row[(b*driverClasses|class[j])%driverRow]++
	}
}

// add adds the draws of a chunk; from[k] says which sixteenth input k came from.
func (d *FirstOrderIndices) add(c *Chunk, from []binIndex) {
	var classes [ChunkSize]uint8
	class := classes[:c.N]
	for t := range d.theories {
		for j := range class {
			class[j] = uint8(c.Outcomes[t][j].Class)
		}
		for k := range from {
			d.count(k, t, from[k][:c.N], class)
		}
	}
}

func (d *FirstOrderIndices) row(input, theory int) *[driverRow]int {
	return (*[driverRow]int)(d.counts[(input*d.theories+theory)*driverRow:])
}

func (d *FirstOrderIndices) merge(o *FirstOrderIndices) { addCounts(d.counts, o.counts) }

// Rank lists the inputs by how much they move whether a draw ends in class
// under a theory, most first; of equal ones the first column comes first.
func (d *FirstOrderIndices) Rank(theory int, class model.Class) []InputIndex {
	return d.rank(theory, int(class), int(class)+1)
}

// RankAll lists the inputs by how much they move the outcome as a whole: the
// variances that they explain of all classes, over the sum of the classes'
// variances (Gamboa, Janon, Klein & Lagnoux 2014).
func (d *FirstOrderIndices) RankAll(theory int) []InputIndex { return d.rank(theory, 0, model.Classes) }

func (d *FirstOrderIndices) rank(theory, from, to int) []InputIndex {
	ds := make([]InputIndex, d.inputs)
	for c := range ds {
		ds[c] = d.driver(c, theory, from, to)
	}
	slices.SortStableFunc(ds, func(a, b InputIndex) int { return cmp.Compare(b.Index.Value, a.Index.Value) })
	return ds
}

// driver splits the variance of the classes' indicators into that between
// bins and that within, as a one-way analysis of variance does. The index is
// ε² = (SSB − (B−1)·MSW)/SST (Kelley 1935): the correlation ratio without the
// part that noise puts between bins. Its error follows from SSB/σ² being
// noncentral χ² with B − 1 degrees of freedom.
func (d *FirstOrderIndices) driver(column, theory, from, to int) InputIndex {
	row := d.row(column, theory)
	var size [driverBins]float64
	var total [driverClasses]float64
	n, bins := 0.0, 0.0
	for b := range driverBins {
		for c := range driverClasses {
			k := float64(row[b*driverClasses+c])
			size[b] += k
			total[c] += k
		}
		n += size[b]
		if size[b] > 0 {
			bins++
		}
	}
	between, within := 0.0, 0.0
	var half [2]struct{ hits, size float64 }
	for c := from; c < to; c++ {
		p := total[c] / n
		for b := range driverBins {
			if size[b] == 0 {
				continue
			}
			k := float64(row[b*driverClasses+c])
			q := k / size[b]
			between += size[b] * (q - p) * (q - p)
			within += size[b] * q * (1 - q)
			half[b*2/driverBins].hits += k
		}
	}
	for b := range driverBins {
		half[b*2/driverBins].size += size[b]
	}
	out := InputIndex{Column: column, Index: none(), Rise: math.NaN()}
	out.Index.N = int(n)
	all := between + within
	if all <= 0 || n <= bins || bins < 2 {
		return out
	}
	noise := within / (n - bins)
	index := (between - (bins-1)*noise) / all
	shift := max(0, between/max(noise, math.SmallestNonzeroFloat64)-(bins-1)) // noncentrality
	e := 0.0
	if noise > 0 {
		e = noise * math.Sqrt(2*(bins-1)+4*shift) / all
	}
	out.Index = Estimate{int(n), index, e, index - z975*e, index + z975*e}
	if to == from+1 {
		out.Rise = half[1].hits/half[1].size - half[0].hits/half[0].size
	}
	return out
}
