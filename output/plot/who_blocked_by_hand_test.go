package plot

import (
	"flag"
	"math"
	"os"
	"testing"

	"sim/model"
	"sim/model/montecarlo"
	"sim/model/scenario"
	"sim/model/study"
	"sim/output"
)

// The mean number of rounds in which a party is recorded, and its error:
//   - Of 16 draws the first 4 are at hand, with 0, 0, 2 and 2 rounds. Their standard
//     deviation is √(4/3), and so the error of the mean of 16 is √(4/3)/√16 = 0.28868;
//     1.96 of it about the mean of 1 are 0.4342 and 1.5658.
//   - Two replicates of 8 draws have means of 0.5 and 1.5: a standard deviation of
//     √0.5 and an error of √0.5/√2 = 0.5, of which Student's t with one degree of
//     freedom takes 12.7062 to either side; below 0 there is nothing.
func TestBlockedRoundsByHand(t *testing.T) {
	b := &model.Bargain{Parties: []model.Party{{ID: "a"}}, Theories: []model.Theory{{Name: "nash"}}}
	tally := func(draws, rounds int) *montecarlo.Tally {
		y := montecarlo.NewTally(b)
		y.Draws, y.Theories[0].Blocks[0] = draws, rounds
		return y
	}
	sample := &study.Sample{}
	sample.N, sample.Outcomes = 4, [][]model.Outcome{nil}
	for _, rounds := range []int{0, 0, 2, 2} {
		sample.Outcomes[0] = append(sample.Outcomes[0], model.Outcome{Blocks: []int{rounds}})
	}
	replicated := tally(16, 16)
	replicated.Replicates = []*montecarlo.Tally{tally(8, 4), tally(8, 12)}
	for _, c := range []struct {
		name   string
		result *output.Result
		want   montecarlo.Estimate
	}{
		{"from the sample", &output.Result{Result: &study.Result{Tally: tally(16, 16), Sample: sample}}, montecarlo.Estimate{N: 16, Value: 1, Error: 0.288675, Lower: 0.434207, Upper: 1.565793}},
		{"between replicates", &output.Result{Result: &study.Result{Tally: replicated}}, montecarlo.Estimate{N: 16, Value: 1, Error: 0.5, Lower: 0, Upper: 7.353102}},
	} {
		got := blockedRounds(c.result, 0, 0)
		off := math.Abs(got.Value-c.want.Value) + math.Abs(got.Error-c.want.Error) + math.Abs(got.Lower-c.want.Lower) + math.Abs(got.Upper-c.want.Upper)
		if got.N != c.want.N || !(off < 1e-5) {
			t.Errorf("%s: %+v, want %+v", c.name, got, c.want)
		}
	}
}

// How many seeds TestStatedErrorsOfRecords compares: go test ./output/plot -run StatedErrors -args -seeds 400.
var seeds = flag.Int("seeds", 32, "over how many seeds stated errors are compared with the spread")

// Over many seeds the spread of the mean number of rounds and the root mean
// square of its stated errors agree: of 1,024 draws, of which half are at hand.
// Over 400 seeds they must to 15%, over fewer to as much more as chance makes it.
func TestStatedErrorsOfRecords(t *testing.T) {
	if testing.Short() {
		t.Skip("many runs")
	}
	s, err := scenario.Load("replication.yaml", scenario.Options{FS: os.DirFS("../testdata")})
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Choose([]string{"weighted_mean"}); err != nil {
		t.Fatal(err)
	}
	if len(s.Bargain.Theories) != 1 || s.Bargain.Theories[0].Predicts {
		t.Fatal("nobody is asked")
	}
	var values [2][]float64
	var squares [2]float64
	for seed := range uint64(*seeds) {
		sample := new(study.Sample)
		tally, err := montecarlo.Run(t.Context(), s.Bargain, montecarlo.Config{Draws: 1024, Seed: seed + 1}, sample)
		if err != nil {
			t.Fatal(err)
		}
		for party := range values {
			e := blockedRounds(&output.Result{Result: &study.Result{Tally: tally, Sample: sample}}, 0, party)
			values[party] = append(values[party], e.Value)
			squares[party] += e.Error * e.Error / float64(*seeds)
		}
	}
	within := 0.15 * math.Sqrt(400/float64(*seeds))
	for party := range values {
		spread := montecarlo.Mean(values[party]).Error * math.Sqrt(float64(*seeds))
		if ratio := math.Sqrt(squares[party]) / spread; !(math.Abs(ratio-1) <= within) {
			t.Errorf("party %d: stated errors come to %.2f times the spread, expected 1 to within %.0f%%", party, ratio, 100*within)
		} else {
			t.Logf("party %d: %.2f", party, ratio)
		}
	}
}
