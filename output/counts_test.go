package output

import (
	"math/rand/v2"
	"slices"
	"testing"
)

func TestCountsOf(t *testing.T) {
	for _, c := range []struct{ counts, want []int }{
		{[]int{340, 500, 0, 3256}, []int{8, 12, 0, 80}}, // 8.3, 12.2, 0, 79.5
		{[]int{1, 1, 1}, []int{34, 33, 33}},
		{[]int{0, 0}, []int{0, 0}},
		{[]int{4096}, []int{100}},
	} {
		if got := CountsOf(c.counts, 100); !slices.Equal(got, c.want) {
			t.Errorf("CountsOf(%v) = %v, want %v", c.counts, got, c.want)
		}
	}
	r := rand.New(rand.NewPCG(3, 4))
	for range 1000 {
		counts := []int{r.IntN(500), r.IntN(50), r.IntN(5), 1 + r.IntN(5000)}
		total, sum := 0, 0
		for _, n := range counts {
			total += n
		}
		for i, n := range CountsOf(counts, 100) {
			sum += n
			if exact := 100 * float64(counts[i]) / float64(total); float64(n) < exact-1 || float64(n) > exact+1 {
				t.Fatalf("%v: %d runs for %.2f", counts, n, exact)
			}
		}
		if sum != 100 {
			t.Fatalf("%v: %d runs in all", counts, sum)
		}
	}
}

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
		if got, sum := RoundedOf(c.counts, 100); !slices.Equal(got, c.want) || sum != c.sum {
			t.Errorf("RoundedOf(%v) = %v, %d", c.counts, got, sum)
		}
	}
}
