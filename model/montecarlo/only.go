package montecarlo

// Only returns the tally of some theories, by index and in that order. It shares
// memory with t.
func (t *Tally) Only(theories []int) *Tally {
	o := &Tally{Draws: t.Draws}
	for _, i := range theories {
		y := t.Theories[i]
		y.Twin = y.Twin.among(theories)
		o.Theories = append(o.Theories, y)
	}
	for _, r := range t.Replicates {
		o.Replicates = append(o.Replicates, r.Only(theories))
	}
	if d := t.FirstOrder; d != nil {
		o.FirstOrder = newFirstOrderIndices(d.inputs, len(theories))
		for input := range d.inputs {
			for j, i := range theories {
				*o.FirstOrder.row(input, j) = *d.row(input, i)
			}
		}
	}
	return o
}
