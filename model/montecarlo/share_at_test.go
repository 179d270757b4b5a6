package montecarlo

import (
	"math"
	"testing"
)

// The share of values at a position is that of the values counted one by one, with
// the error of a share, or of replicates where there are some.
func TestShareAt(t *testing.T) {
	options := []float64{0, 0.25, 1.0 / 3, 1}
	for _, replicated := range []bool{false, true} {
		const n = ChunkSize
		var s Distribution
		count := make([]int, len(options))
		xs := make([]float64, n)
		for i := range xs {
			o := (i * i / 7) % 5
			if xs[i] = math.NaN(); o < 4 { // one in five has no value
				count[o]++
				xs[i] = math.Nextafter(options[o], float64(i%3))
			}
		}
		var c column
		var index, some replicateIndex
		index.set(0, n, replicated)
		var with []uint16
		for i, x := range xs {
			if x == x {
				with = append(with, uint16(i))
			}
		}
		some = index
		c.set(xs, &some)
		s.add(&c)
		for o, x := range options {
			e, want := s.ShareAt(x), Share(count[o], len(with))
			if e.N != want.N || e.Value != want.Value {
				t.Errorf("replicated %v: at %v %v of %d, want %v of %d", replicated, x, e.Value, e.N, want.Value, want.N)
			}
			if replicated == (e == want) {
				t.Errorf("replicated %v: at %v the error is %v, of independent draws %v", replicated, x, e.Error, want.Error)
			}
		}
		if e := s.ShareAt(0.5); e.Value != 0 || e.Error <= 0 {
			t.Errorf("where nothing is: %v ± %v", e.Value, e.Error)
		}
	}
	var none Distribution
	if e := none.ShareAt(0); e.N != 0 || !math.IsNaN(e.Value) {
		t.Errorf("without values: %v of %d", e.Value, e.N)
	}
}
