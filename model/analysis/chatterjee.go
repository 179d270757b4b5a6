package analysis

import "sim/model/montecarlo"

// tieLevels holds what Chatterjee's ξ needs of the ranks of some values.
type tieLevels struct {
	rank        []int32 // by draw: number of values not larger (the rank r)
	n           int
	denominator float64 // sum over draws of l·(n − l), where l is the number of values not smaller
}

// setLevels computes the levels of all draws, which order sorts by value, and of
// each part of them.
func (k *ranking) setLevels(order []int32) {
	k.levels = tieLevels{rank: make([]int32, len(k.values))}
	own := make([]int32, len(k.values))
	for p := range k.partLevels {
		k.partLevels[p] = tieLevels{rank: own}
	}
	for _, i := range order {
		k.partLevels[k.part(i)].n++
	}
	k.levels.n = len(order)
	var below [parts]int // number of smaller values so far, by part
	for from := 0; from < len(order); {
		to, before := from, below
		for to < len(order) && k.values[order[to]] == k.values[order[from]] {
			below[k.part(order[to])]++
			to++
		}
		for _, i := range order[from:to] {
			p := k.part(i)
			k.levels.rank[i], own[i] = int32(to), int32(below[p])
			k.levels.count(from)
			k.partLevels[p].count(before[p])
		}
		from = to
	}
}

// part returns the part of the draws that draw i belongs to, an eighth of them
// in a row.
func (k *ranking) part(i int32) int { return int(i) * parts / len(k.values) }

// count adds a draw with the given number of smaller values.
func (l *tieLevels) count(below int) { l.denominator += float64(float64(l.n-below) * float64(below)) }

// xi returns Chatterjee's coefficient; apart is the sum of the differences
// |rⱼ₊₁ − rⱼ| of neighbours in the order of the input.
func (l *tieLevels) xi(apart int) float64 {
	return 1 - float64(l.n)*float64(apart)/(2*l.denominator)
}

// chatterjee estimates Chatterjee's ξ (2021, eq. 2): how far the measure is a
// function of the input, whatever the form of that function; 0 for an input
// without influence and 1 for one that determines it. With rⱼ the number of
// values not larger and lⱼ that of values not smaller, in the order of the
// input,
//
//	ξ = 1 − n Σ |rⱼ₊₁ − rⱼ| / (2 Σ lⱼ(n − lⱼ))
//
// Ties of the input stay in the order of the draws, which is random. For a
// measure with two values, such as the indicator of a deal, ξ estimates the
// first-order Sobol index. The error is that between eight parts of the draws,
// each ranked separately; a part is an eighth of the draws in a row, in which
// all replicates of a Sobol sequence are mixed as they are in the whole: within
// one of them, the other inputs of neighbours are not random. The estimate can
// be slightly negative.
func (k *ranking) chatterjee() montecarlo.Estimate {
	if k.constant() {
		return unknown(k.n)
	}
	whole, ranks := 0, k.levels.rank
	var apart, last [parts]int
	for j, i := range k.draws {
		if j > 0 {
			whole += distance(ranks[i], ranks[k.draws[j-1]])
		}
		p := k.part(i)
		own := k.partLevels[p].rank[i]
		if last[p] > 0 {
			apart[p] += distance(own, int32(last[p]))
		}
		last[p] = int(own)
	}
	values := make([]float64, parts)
	for p := range values {
		values[p] = k.partLevels[p].xi(apart[p]) // NaN if all values of the part are equal
	}
	return betweenParts(k.n, k.levels.xi(whole), values)
}

func distance(a, b int32) int {
	if a < b {
		return int(b - a)
	}
	return int(a - b)
}
