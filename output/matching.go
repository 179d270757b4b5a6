package output

import "math"

// N is the number of draws that shares over several theories are of: the smallest
// number that counts under one of them. Where nothing was observed these are all.
func (r *Result) N() int {
	n := r.Tally.Draws
	for i := range r.Tally.Theories {
		n = min(n, r.Tally.N(i))
	}
	return n
}

// Of is a count of draws under a theory as a count of N, so that counts of theories
// under which different numbers of draws match what was observed can be compared.
func (r *Result) Of(theory, count int) int {
	of := r.Tally.N(theory)
	if n := r.N(); of != n {
		return int(math.Round(float64(count) * float64(n) / float64(of)))
	}
	return count
}
