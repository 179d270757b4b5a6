package analysis

import "sim/model/montecarlo"

// tieLevels are how high the values of some draws lie among each other.
type tieLevels struct {
	upto    []int32 // by draw: how many values are no larger
	n       int
	unequal float64 // sum over draws of l·(n − l), l how many values are no smaller
}

// level counts levels among all draws, which order lists by value, and among
// those of each part.
func (k *ranking) level(order []int32) {
	k.whole = tieLevels{upto: make([]int32, len(k.values))}
	own := make([]int32, len(k.values))
	for p := range k.part {
		k.part[p] = tieLevels{upto: own}
	}
	for _, i := range order {
		k.part[int(i)%parts].n++
	}
	k.whole.n = len(order)
	var below [parts]int // so far
	for from := 0; from < len(order); {
		to, before := from, below
		for to < len(order) && k.values[order[to]] == k.values[order[from]] {
			below[int(order[to])%parts]++
			to++
		}
		for _, i := range order[from:to] {
			p := int(i) % parts
			k.whole.upto[i], own[i] = int32(to), int32(below[p])
			k.whole.count(from)
			k.part[p].count(before[p])
		}
		from = to
	}
}

// count takes in a draw with so many values below its own.
func (l *tieLevels) count(below int) { l.unequal += float64(l.n-below) * float64(below) }

// xi is Chatterjee's coefficient of the draws in the order of an input, of which
// apart is the sum of |upto of one − upto of the next|.
func (l *tieLevels) xi(apart int) float64 {
	return 1 - float64(l.n)*float64(apart)/(2*l.unequal)
}

// chatterjee is Chatterjee's (2021, eq. 2) coefficient ξ: how far the measure is a
// function of the input, whatever the form of that function; 0 for an input that
// tells nothing of it and 1 for one that settles it. With r how many values are
// no larger than a draw's and l how many are no smaller, in the order of the input,
//
//	ξ = 1 − n Σ |rⱼ₊₁ − rⱼ| / (2 Σ lⱼ(n − lⱼ))
//
// Equal inputs stand in the order of their draws, which is one of chance. For a
// measure of two values, such as whether a draw ends in a deal, ξ estimates the
// first-order index. The error is that between eight parts of the draws, each
// ranked by itself. It may come out slightly below 0.
func (k *ranking) chatterjee() montecarlo.Estimate {
	if k.constant() {
		return unknown(k.n)
	}
	whole, ranks := 0, k.whole.upto
	var apart, last [parts]int
	for j, i := range k.draw {
		if j > 0 {
			whole += distance(ranks[i], ranks[k.draw[j-1]])
		}
		p := int(i) % parts
		own := k.part[p].upto[i]
		if last[p] > 0 {
			apart[p] += distance(own, int32(last[p]))
		}
		last[p] = int(own)
	}
	values := make([]float64, parts)
	for p := range values {
		values[p] = k.part[p].xi(apart[p]) // not a number where none differs
	}
	return between(k.n, k.whole.xi(whole), values)
}

func distance(a, b int32) int {
	if a < b {
		return int(b - a)
	}
	return int(a - b)
}
