package montecarlo

// A Spread is how one quantity is spread over draws: an exact histogram and
// exact sums.
type Spread struct {
	n int
}
