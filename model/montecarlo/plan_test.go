package montecarlo

import (
	"context"
	"reflect"
	"testing"
)

// reversed plans the draws of another run from last to first, each with the
// events of its mirror image, and with input 0 fixed at u = ¼.
type reversed struct {
	base *Draws
	n    int
}

func (r reversed) Draws() int      { return r.n }
func (r reversed) Event(i int) int { return r.n - 1 - i }
func (r reversed) Fill(u []float64, column, first int) {
	for j := range u {
		u[j] = 0.25
		if column > 0 {
			r.base.Fill(u[j:j+1], column, r.n-1-first-j)
		}
	}
}

// A plan chooses the inputs, the events and the number of draws, with any
// number of workers.
func TestPlan(t *testing.T) {
	b := toy(2, 1)
	cfg := Config{Draws: 1300, Seed: 3}
	var forward keep
	if _, err := run(context.Background(), b, cfg, coins, []Sink{&forward}); err != nil {
		t.Fatal(err)
	}
	base, err := NewDraws(b, cfg)
	if err != nil {
		t.Fatal(err)
	}
	var whole keep
	for _, workers := range []int{1, 4} {
		var k keep
		y, err := run(context.Background(), b, Config{Draws: 7, Seed: 3, Workers: workers, Plan: reversed{base, 1300}}, coins, []Sink{&k})
		if err != nil {
			t.Fatal(err)
		}
		if y.Draws != 1300 || y.Replicates != nil {
			t.Fatalf("%d draws in %d replicates", y.Draws, len(y.Replicates))
		}
		for i := range 1300 {
			if k.inputs[0][i] != 0.25 || k.inputs[1][i] != forward.inputs[1][1299-i] {
				t.Fatalf("draw %d has inputs %g, %g", i, k.inputs[0][i], k.inputs[1][i])
			}
			// The second utility is the event itself.
			if k.terms[2*i+1] != forward.terms[2*(1299-i)+1] {
				t.Fatalf("draw %d does not meet the events of draw %d", i, 1299-i)
			}
		}
		if workers == 1 {
			whole = k
		} else if !reflect.DeepEqual(whole.inputs, k.inputs) {
			t.Error("more workers give other draws")
		}
	}
}

// Draws are a source of the run's uniforms, coupled inputs included.
func TestDrawsFill(t *testing.T) {
	b := pair(t, 0.6)
	for _, sampler := range []string{"random", "sobol"} {
		d, err := NewDraws(b, Config{Draws: 1024, Seed: 9, Sampler: sampler})
		if err != nil {
			t.Fatal(err)
		}
		u := make([]float64, 5)
		for c := range b.Columns {
			d.Fill(u, c, 510)
			for j := range u {
				if want := d.Uniforms(510 + j)[c]; u[j] != want {
					t.Errorf("%s: column %d of draw %d: %g, want %g", sampler, c, 510+j, u[j], want)
				}
			}
		}
	}
}
