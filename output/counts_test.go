package output

import (
	"slices"
	"testing"
)

func TestRoundedOf(t *testing.T) {
	for _, c := range []struct {
		counts, want []int
		sum          int
	}{
		{[]int{121, 86, 368, 125}, []int{17, 12, 53, 18}, 100},
		{[]int{1, 1, 1}, []int{33, 33, 33}, 99},
		{[]int{105, 105, 790}, []int{11, 11, 79}, 101},
		{[]int{0}, []int{0}, 0},
	} {
		if got, sum := RoundCounts(c.counts, 100); !slices.Equal(got, c.want) || sum != c.sum {
			t.Errorf("RoundedOf(%v) = %v, %d", c.counts, got, sum)
		}
	}
}
