package story

import (
	"fmt"
	"math"

	"sim/model"
	"sim/output"
)

// totals tells which totals hold back what is in force, and which a prediction does
// not meet.
func (n *narrator) totals(out *model.Outcome) {
	for r := range n.b.Totals {
		t := &n.b.Totals[r]
		amounts := output.AmountsOfTotal(n.b, r)
		bound := amounts.Exact(t.Bound.In(n.in))
		over := math.NaN()
		if out.Class == model.Prediction {
			over = out.Excess[r]
		}
		switch {
		case over > 1e-9 && t.Side != model.AtLeast:
			fmt.Fprintf(&n.text, "  The total %s would be exceeded by %s: it must be %s%s.\n", t.ID, amounts.Exact(over), output.SideWords(t.Side), bound)
		case over < -1e-9 && t.Side != model.AtMost:
			fmt.Fprintf(&n.text, "  The total %s would be missed by %s: it must be %s%s.\n", t.ID, amounts.Exact(-over), output.SideWords(t.Side), bound)
		case out.Binds(r):
			fmt.Fprintf(&n.text, "  The total %s, which must be %s%s, holds it back: raising that by 1 is worth %s stake units to the parties on average.\n", t.ID, output.SideWords(t.Side), bound, output.FormatPrice(out.Price[r], 0))
		}
	}
}
