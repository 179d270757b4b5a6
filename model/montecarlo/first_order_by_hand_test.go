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
// of freedom between: the index is (0.5 − 1·0.25)/2 = 0.125. With means of ±0.25
// and indicators of ±0.5 around the mean, a draw on the side of its bin's mean
// contributes 2·0.25·0.5 − 0.25² − 0.25·0.5² = 0.125, and the two others −0.375:
// squares of 6·0.125² + 2·0.375² = 0.375. Noise in the means adds 2·1·(1.5/8)² =
// 0.0703125, so the error is √(0.375 − 0.0703125)/2 = 0.27599.
func TestFirstOrderByHand(t *testing.T) {
	d := newFirstOrderIndices(1, 1)
	const settled, not = uint8(model.Settlement), uint8(model.Stalemate)
	d.count(0, 0, []uint8{2, 2, 2, 2, 11, 11, 11, 11}, []uint8{settled, settled, settled, not, not, not, settled, not})
	got := d.Rank(0, model.Settlement)[0]
	if e := got.Index; e.N != 8 || math.Abs(e.Value-0.125) > 1e-15 || math.Abs(e.Error-math.Sqrt(0.3046875)/2) > 1e-15 {
		t.Errorf("index %+v, want 0.125 ± 0.27599 of 8 draws", e)
	}
	if got.Rise != 0.25-0.75 {
		t.Errorf("rise %g, want −0.5", got.Rise)
	}
}

// Of eight draws in the lowest three bins two settle, of four in the highest
// three three: 0.25 and 0.75. The draw between them is in neither. The error of the
// difference is √(0.25·0.75/8 + 0.75·0.25/4) = 0.26517.
func TestAlongByHand(t *testing.T) {
	d := newFirstOrderIndices(1, 1)
	const settled, not = uint8(model.Settlement), uint8(model.Stalemate)
	d.count(0, 0, []uint8{0, 0, 1, 1, 1, 2, 2, 2}, []uint8{settled, not, not, not, not, not, not, settled})
	d.count(0, 0, []uint8{13, 14, 15, 15}, []uint8{settled, settled, not, settled})
	d.count(0, 0, []uint8{3}, []uint8{settled})
	low, middle, high, apart := d.Along(0, 0, model.Settlement)
	if low.N != 8 || low.Value != 0.25 || middle.N != 1 || middle.Value != 1 || high.N != 4 || high.Value != 0.75 {
		t.Errorf("%+v %+v %+v", low, middle, high)
	}
	if apart.N != 4 || apart.Value != 0.5 || math.Abs(apart.Error-math.Sqrt(0.1875/8+0.1875/4)) > 1e-15 {
		t.Errorf("difference %+v", apart)
	}
	if _, _, _, apart := newFirstOrderIndices(1, 1).Along(0, 0, model.Settlement); apart.N != 0 || !math.IsNaN(apart.Value) {
		t.Errorf("without draws: %+v", apart)
	}
}
