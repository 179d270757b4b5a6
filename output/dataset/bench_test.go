package dataset

import (
	"io"
	"testing"
)

// A chunk of outcomes, written as each format stores it.
func BenchmarkOutcomes(b *testing.B) {
	s := bargain(b)
	c := chunk(s, 0, 512)
	for _, f := range All {
		for _, r := range f.Records {
			b.Run(r.Name, func(b *testing.B) {
				sink, err := r.Open(io.Discard, s)
				if err != nil {
					b.Fatal(err)
				}
				b.ReportAllocs()
				for b.Loop() {
					if err := sink.Add(c); err != nil {
						b.Fatal(err)
					}
				}
				b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/512, "ns/draw")
			})
		}
	}
}
