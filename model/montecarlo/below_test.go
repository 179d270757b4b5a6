package montecarlo

// Below counts the values less than x. The values of the bin that holds x are
// taken as evenly spaced over the range they span.
func (s *Distribution) Below(x float64) int {
	count := 0
	for i := range s.bins {
		switch b := &s.bins[i]; {
		case b.lo >= x: // an empty bin, too
		case b.hi < x:
			count += s.total(i)
		default:
			n := s.total(i)
			count += min(1+int(float64(n-1)*(x-b.lo)/(b.hi-b.lo)), n-1)
		}
	}
	return count
}
