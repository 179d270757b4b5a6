package montecarlo

import (
	"cmp"
	"math"
	"slices"

	"sim/model"
)

// FirstOrderIndices counts outcomes by the quantile bin (of 16) of every
// varying input, by theory. The variation of outcome shares between bins is
// what the input explains: its first-order Sobol index, estimated from the
// run's own draws.
type FirstOrderIndices struct {
	inputs, theories int
	counts           []int // [input][theory][bin][class], classes padded to 8
}

const (
	indexBins    = 16
	indexClasses = 8 // model.Classes rounded up to a power of 2
	indexRow     = indexBins * indexClasses
)

// binIndex holds, per draw of a chunk, the quantile bin (of 16) of one input.
type binIndex [ChunkSize]uint8

// set computes the bins from the uniforms u.
func (s *binIndex) set(u []float64) {
	of := s[:len(u)]
	for j, v := range u {
		of[j] = uint8(v*indexBins) % indexBins
	}
}

// An InputIndex is an input's first-order Sobol index.
type InputIndex struct {
	Column int // of the input
	// Index is the share of the outcome's variance that the input explains
	// alone, 0 to 1, corrected for sampling noise; it can be slightly negative.
	// Its Value is NaN if the outcome never varies.
	Index Estimate
	// Rise is the share of draws with the class in the upper half of the
	// input's range minus that in the lower half, −1 to 1; NaN in RankAll.
	Rise float64
}

func newFirstOrderIndices(inputs, theories int) *FirstOrderIndices {
	return &FirstOrderIndices{inputs, theories, make([]int, inputs*theories*indexRow)}
}

// count adds draws for one input and theory: bin[j] is the input's bin and
// class[j] the outcome class of draw j.
func (d *FirstOrderIndices) count(input, theory int, bin, class []uint8) {
	row := d.row(input, theory)
	class = class[:len(bin)]
	for j, b := range bin {
		row[(b*indexClasses|class[j])%indexRow]++
	}
}

// add adds the draws of a chunk; from[k] holds the bins of input k.
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

// row returns the counts of an input under a theory, by bin and class.
func (d *FirstOrderIndices) row(input, theory int) *[indexRow]int {
	return (*[indexRow]int)(d.counts[(input*d.theories+theory)*indexRow:])
}

func (d *FirstOrderIndices) merge(o *FirstOrderIndices) { addCounts(d.counts, o.counts) }

// Rank lists the inputs by their index for the indicator that a draw ends in
// class under a theory, largest first; ties go to the lower column.
func (d *FirstOrderIndices) Rank(theory int, class model.Class) []InputIndex {
	return d.rank(theory, int(class), int(class)+1)
}

// RankAll lists the inputs by their index for the outcome class as a whole:
// explained variance summed over all classes, divided by the summed variances
// of the classes (Gamboa, Janon, Klein & Lagnoux 2014).
func (d *FirstOrderIndices) RankAll(theory int) []InputIndex { return d.rank(theory, 0, model.Classes) }

// Along estimates the share of draws that end in class under a theory where an
// input is low, in the middle, and high: in its lowest three of 16 quantile bins,
// whose centre is close to its 10% point (9.4%), in the ten between, and in its
// highest three, around its 90% point. apart is high minus low. The errors
// are those of independent draws: for the points of Sobol sequences upper bounds.
func (d *FirstOrderIndices) Along(input, theory int, class model.Class) (low, middle, high, apart Estimate) {
	const ends = 3
	row := d.row(input, theory)
	share := func(from, to int) Estimate {
		hits, n := 0, 0
		for b := from; b < to; b++ {
			hits += row[b*indexClasses+int(class)]
			for c := range int(model.Excluded) { // these draws are not among those that the share is of
				n += row[b*indexClasses+c]
			}
		}
		return Share(hits, n)
	}
	low, middle, high = share(0, ends), share(ends, indexBins-ends), share(indexBins-ends, indexBins)
	if low.N == 0 || high.N == 0 {
		return low, middle, high, none()
	}
	return low, middle, high, difference(low, high, 0)
}

func (d *FirstOrderIndices) rank(theory, from, to int) []InputIndex {
	ds := make([]InputIndex, d.inputs)
	for c := range ds {
		ds[c] = d.index(c, theory, from, to)
	}
	slices.SortStableFunc(ds, func(a, b InputIndex) int { return cmp.Compare(b.Index.Value, a.Index.Value) })
	return ds
}

// index splits the variance of the class indicators into between-bin and
// within-bin parts (one-way analysis of variance). The index is ε² = (SSB −
// (B−1)·MSW)/SST (Kelley 1935): the correlation ratio corrected for noise
// between bins. Its error follows from what each draw contributes to SSB/SST
// (the delta method: every draw is one of the counts), without the part that
// noise in the means of bins adds. For an input without influence the variance
// is that part; three quarters of it are the least, because chance can make the
// rest too small. Draws count as independent: for the points of Sobol sequences
// the error is too large rather than too small.
func (d *FirstOrderIndices) index(column, theory, from, to int) InputIndex {
	row := d.row(column, theory)
	var size [indexBins]float64
	var total [indexClasses]float64
	n, bins := 0.0, 0.0
	for b := range indexBins {
		for c := range int(model.Excluded) {
			k := float64(row[b*indexClasses+c])
			size[b] += k
			total[c] += k
		}
		n += size[b]
		if size[b] > 0 {
			bins++
		}
	}
	var classes []int // of those that the index is about, the ones that occur
	for c := from; c < to; c++ {
		if total[c] > 0 {
			classes = append(classes, c)
		}
	}
	between, within := 0.0, 0.0
	var centre [indexRow]float64 // by bin and class: the share of the class in the bin, minus that in all
	var spread [indexClasses][indexClasses]float64
	var half [2]struct{ hits, size float64 }
	for b := range indexBins {
		half[b*2/indexBins].size += size[b]
		if size[b] == 0 {
			continue
		}
		for _, c := range classes {
			k := float64(row[b*indexClasses+c])
			q := k / size[b]
			m := q - total[c]/n
			centre[b*indexClasses+c] = m
			between += float64(size[b] * m * m)
			within += float64(size[b] * q * (1 - q))
			half[b*2/indexBins].hits += k
			spread[c][c] += k / n
			for _, other := range classes {
				spread[c][other] -= k * float64(row[b*indexClasses+other]) / size[b] / n
			}
		}
	}
	out := InputIndex{Column: column, Index: none(), Rise: math.NaN()}
	out.Index.N = int(n)
	all := between + within
	if all <= 0 || n <= bins || bins < 2 {
		return out
	}
	index := (between - (bins-1)*within/(n-bins)) / all
	// Of a draw in bin b with class c, with m the centred means of its bin and y
	// its centred indicators: 2·m·y − |m|² − ratio·|y|².
	ratio, squares := between/all, 0.0
	for b := range indexBins {
		m := centre[b*indexClasses:][:indexClasses]
		for c := range indexClasses {
			k := float64(row[b*indexClasses+c])
			if k == 0 {
				continue
			}
			t := 0.0
			for _, i := range classes {
				y := indicator(i == c) - total[i]/n
				t += float64(2*m[i]*y) - float64(m[i]*m[i]) - float64(ratio*y*y)
			}
			squares += float64(k * t * t)
		}
	}
	noise := 0.0 // variance of SSB of an input without influence
	for _, c := range classes {
		for _, other := range classes {
			noise += float64(2 * (bins - 1) * spread[c][other] * spread[c][other])
		}
	}
	e := math.Sqrt(max(squares-noise, 0.75*noise)) / all
	out.Index = Estimate{int(n), index, e, index - float64(z975*e), index + float64(z975*e)}
	if to == from+1 {
		out.Rise = half[1].hits/half[1].size - half[0].hits/half[0].size
	}
	return out
}
