package montecarlo

import (
	"context"
	"fmt"
	"math"
	"testing"

	"sim/model"
)

// The overhead of the engine in a run: 150 inputs, 15 theories, a trivial
// simulator.
func BenchmarkChunk(b *testing.B) {
	for _, c := range []struct{ inputs, theories int }{{150, 15}, {150, 1}, {10, 15}, {0, 15}} {
		b.Run(fmt.Sprintf("%dx%d", c.inputs, c.theories), func(b *testing.B) {
			bargain := toy(c.inputs, c.theories)
			e, err := newEngine(bargain, Config{Draws: 1}, coins)
			if err != nil {
				b.Fatal(err)
			}
			w, chunk := newWorker(e, 1), newChunk(bargain, c.inputs, ChunkSize)
			indices := newFirstOrderIndices(c.inputs, c.theories)
			chunk.resize(0, ChunkSize)
			b.ReportAllocs()
			for b.Loop() {
				w.draw(chunk)
				if err := w.simulate(context.Background(), chunk); err != nil {
					b.Fatal(err)
				}
				indices.add(chunk, w.bins)
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*ChunkSize), "ns/draw")
		})
	}
}

func BenchmarkTally(b *testing.B) {
	bargain := toy(0, 15)
	bargain.Parties, bargain.Issues = make([]model.Party, 4), make([]model.Issue, 14)
	y, c := NewTally(bargain), newChunk(bargain, 0, ChunkSize)
	c.resize(0, ChunkSize)
	for t := range c.Outcomes {
		for j := range c.Outcomes[t] {
			o := &c.Outcomes[t][j]
			o.Package, o.Class = 0, model.Settlement
			for k := range o.Terms {
				o.Terms[k] = math.Mod(float64(j*(k+1))*0.618, 1)
			}
			for i := range o.Utility {
				o.Utility[i], o.Reservation[i], o.Talking[i] = math.Mod(float64(j+i)*0.618, 1), 0.2, 0.25
				o.Payoff[i], o.Compliance[i], o.GivenAway[i] = o.Utility[i]+0.1, 0.5, 0.01
			}
		}
	}
	for b.Loop() {
		y.Add(c)
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*ChunkSize), "ns/draw")
}

func BenchmarkPhilox(b *testing.B) {
	c := [4]uint64{1, 2, 3, 4}
	for b.Loop() {
		c = philox(c, [2]uint64{5, 6})
	}
}

func BenchmarkFill(b *testing.B) {
	s := randomSource{1, []model.StreamKey{2}}
	u := make([]float64, ChunkSize)
	for b.Loop() {
		s.Fill(u, 0, 512)
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*ChunkSize), "ns/number")
}
