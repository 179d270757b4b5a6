package montecarlo

// Below counts the values less than x; values of the bin that holds x count as
// evenly spread over the range that they span.
func (s *Distribution) Below(x float64) int {
	count := 0
	for i := range s.bins {
		switch b := &s.bins[i]; {
		case b.lo >= x: // also an empty one
		case b.hi < x:
			count += b.count()
		default:
			n := b.count()
			count += min(1+int(float64(n-1)*(x-b.lo)/(b.hi-b.lo)), n-1)
		}
	}
	return count
}
