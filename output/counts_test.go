package output

import (
	"slices"
	"testing"

	"pgregory.net/rapid"
)

func TestRoundCounts(t *testing.T) {
	for _, c := range []struct{ counts, want []int }{
		{[]int{121, 86, 368, 125}, []int{17, 12, 53, 18}},
		{[]int{1, 1, 1}, []int{34, 33, 33}},                      // each rounded alone: 99
		{[]int{105, 105, 790}, []int{11, 10, 79}},                // each rounded alone: 101
		{[]int{1, 0, 4095}, []int{0, 0, 100}},                    // what has no draw gets no run
		{[]int{1, 1, 1, 1, 1, 1}, []int{17, 17, 17, 17, 16, 16}}, // each rounded alone: 102
		{[]int{0, 0}, []int{0, 0}},
	} {
		if got := RoundCounts(c.counts, 100); !slices.Equal(got, c.want) {
			t.Errorf("RoundCounts(%v) = %v, want %v", c.counts, got, c.want)
		}
	}
}

// The counts sum to a hundred and none is a whole run away from its share.
func TestRoundCountsSum(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		counts := rapid.SliceOfN(rapid.IntRange(0, 1_000_000_000), 1, 6).Draw(t, "counts")
		total, sum := 0, 0
		for _, n := range counts {
			total += n
		}
		for i, n := range RoundCounts(counts, 100) {
			sum += n
			if off := n*total - 100*counts[i]; off <= -total && total > 0 || off >= total && total > 0 {
				t.Errorf("%d of %d draws become %d of 100", counts[i], total, n)
			}
		}
		if total > 0 && sum != 100 {
			t.Errorf("%v sum to %d", counts, sum)
		}
	})
}

func TestCounted(t *testing.T) {
	for n, want := range map[int]string{0: "0 parts", 1: "1 part", 2: "2 parts", 1200: "1,200 parts"} {
		if got := Counted(n, "part", "parts"); got != want {
			t.Errorf("%d: %q, want %q", n, got, want)
		}
	}
}
