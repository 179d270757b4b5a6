package model

// Columns are how draws ended that were played side by side under one theory:
// alike in everything but positions and payoffs, which stand quantity by
// quantity. Whoever is given them must not change them.
type Columns struct {
	Alike       *Outcome    // what the draws have in common; its positions and payoffs mean nothing
	Terms       [][]float64 // [issue][draw]: positions; NaN where the issue was not settled
	Utility     [][]float64 // [party][draw], stake units, as Outcome has them
	Reservation [][]float64 // [party][draw], stake units, as Outcome has them
}

// Write writes how draw j ended into outcomes[j], made with NewOutcome.
func (c *Columns) Write(outcomes []Outcome) {
	for j := range outcomes {
		outcomes[j].resemble(c.Alike)
	}
	for k, x := range c.Terms {
		for j := range outcomes {
			outcomes[j].Terms[k] = x[j]
		}
	}
	for i := range c.Utility {
		utility, reservation := c.Utility[i], c.Reservation[i]
		for j := range outcomes {
			outcomes[j].Utility[i], outcomes[j].Reservation[i] = utility[j], reservation[j]
		}
	}
}

// resemble takes over everything but positions and payoffs.
func (o *Outcome) resemble(like *Outcome) {
	o.Class, o.Round, o.Package, o.Reason, o.NotConsenting, o.Quiet = like.Class, like.Round, like.Package, like.Reason, like.NotConsenting, like.Quiet
	o.First, o.Lasted, o.Ended = like.First, like.Lasted, like.Ended
	copy(o.Blocks, like.Blocks)
}
