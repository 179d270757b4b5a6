package montecarlo

import (
	"math"
	"testing"

	"sim/model"
)

// Eight draws from two of the 16 bins of an input: 3 of the 4 in the first bin
// settle, and 1 of the 4 in the other. The shares are 0.75 and 0.25 around 0.5,
// so the sum of squares is 4·0.25² + 4·0.25² = 0.5 between bins and 4·0.75·0.25
// + 4·0.25·0.75 = 1.5 within them, 2 in total. Two means leave 8 − 2 = 6
// degrees of freedom within: a mean square of 1.5/6 = 0.25. There is one degree
// of freedom between: the index is (0.5 − 1·0.25)/2 = 0.125. The noncentrality
// is 0.5/0.25 − 1 = 1, so the error is 0.25·√(2·1 + 4·1)/2 = 0.30619.
func TestFirstOrderByHand(t *testing.T) {
	d := newFirstOrderIndices(1, 1)
	const settled, not = uint8(model.Settlement), uint8(model.Stalemate)
	d.count(0, 0, []uint8{2, 2, 2, 2, 11, 11, 11, 11}, []uint8{settled, settled, settled, not, not, not, settled, not})
	got := d.Rank(0, model.Settlement)[0]
	if e := got.Index; e.N != 8 || math.Abs(e.Value-0.125) > 1e-15 || math.Abs(e.Error-math.Sqrt(6)/8) > 1e-15 {
		t.Errorf("index %+v, want 0.125 ± 0.30619 of 8 draws", e)
	}
	if got.Rise != 0.25-0.75 {
		t.Errorf("rise %g, want −0.5", got.Rise)
	}
}
