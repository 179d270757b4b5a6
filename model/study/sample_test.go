package study

import (
	"testing"

	"sim/model"
	"sim/model/montecarlo"
)

// The engine overwrites a chunk after handing it on: what the sample keeps
// must not change with it, and must stop at its size.
func TestSampleKeepsCopies(t *testing.T) {
	c := &montecarlo.Chunk{N: 300, Inputs: [][]float64{make([]float64, 300)}, Outcomes: [][]model.Outcome{make([]model.Outcome, 300)}}
	for j := range c.N {
		c.Outcomes[0][j] = model.NewOutcome(2, 1)
		c.Outcomes[0][j].Path = &model.Path{Line: make([]float64, 1), Class: make([]model.Class, 1), Reservations: make([]float64, 2)}
	}
	var s Sample
	for chunk := range 3 {
		c.First = 300 * chunk
		for j := range c.N {
			x := float64(c.First + j)
			c.Inputs[0][j] = x
			o := &c.Outcomes[0][j]
			o.Round, o.Terms[0], o.Utility[1], o.Reservation[0] = c.First+j, x, x, x
			o.Blocks[1], o.Path.Line[0], o.Path.Class[0], o.Path.Reservation(0)[1] = int(x), x, model.Class(int(x)%model.Classes), x
		}
		if err := s.Add(c); err != nil {
			t.Fatal(err)
		}
	}
	if s.First != 0 || s.N != SampleSize || len(s.Inputs[0]) != SampleSize || len(s.Outcomes[0]) != SampleSize {
		t.Fatalf("kept draws %d to %d, %d inputs, %d outcomes", s.First, s.First+s.N, len(s.Inputs[0]), len(s.Outcomes[0]))
	}
	for j := range s.N {
		x, o := float64(j), s.Outcomes[0][j]
		if s.Inputs[0][j] != x || o.Round != j || o.Terms[0] != x || o.Utility[1] != x || o.Reservation[0] != x {
			t.Fatalf("draw %d: input %g, outcome %+v", j, s.Inputs[0][j], o)
		}
		full := j < SampleCourses
		if full != (len(o.Path.Class) == 1 && len(o.Path.Reservations) == 2) {
			t.Fatalf("draw %d: %+v", j, o.Path)
		}
		if o.Blocks[1] != j || o.Path.Line[0] != x || full && (o.Path.Class[0] != model.Class(j%model.Classes) || o.Path.Reservation(0)[1] != x) {
			t.Fatalf("draw %d: blocks %v, path %+v", j, o.Blocks, *o.Path)
		}
	}
}
