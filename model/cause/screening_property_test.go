package cause

import (
	"math"
	"math/rand/v2"
	"testing"
)

// Whatever happens in a game – payoffs that move, news, a short frontier, a
// deadline at which refusing costs more or less than going on – a demand can be
// agreed or is one that nobody accepts, and a type that would accept never
// counts as ruled out.
func TestAnyGame(t *testing.T) {
	random := rand.New(rand.NewPCG(11, 12))
	var s Screening
	mean := make([]float64, 25)
	nobody, surprised, agreed := 0, 0, 0
	for range 5000 {
		randomGame(&s, random, 24)
		s.Tolerance = []float64{0, 1e-3}[random.IntN(2)]
		loss, most := 0.3*random.NormFloat64(), 0.2+0.8*random.Float64()
		var net, payoff []float64
		for n := range 17 {
			net, payoff = append(net, most*float64(n)/16), append(payoff, 1-most*float64(n)/16)
		}
		s.Frontier.Set(net, payoff)
		for b := range s.Types {
			s.Types[b].Refused -= loss
			mean[b] = 0.02 * float64(b) / 24
		}
		own := 24 * random.Float64()
		for n := 12; n > 0; n-- {
			rounds := n
			if loss < 0 {
				rounds = Open
			}
			d := s.Demand(rounds)
			switch {
			case math.IsNaN(d.Offer) || math.IsNaN(d.Value) || math.IsInf(d.Value, 0):
				t.Fatalf("%+v", d)
			case d.Cutoff < s.low || d.Cutoff > 24 || !(d.Chance >= 0 && d.Chance <= 1+1e-12):
				t.Fatalf("%+v with %g left", d, s.low)
			case !d.Nobody && d.Offer > most+1e-12:
				t.Fatalf("%+v, but only %g can be agreed", d, most)
			case own < s.low:
				t.Fatalf("type %g is ruled out below %g, and has not agreed", own, s.low)
			}
			if d.Nobody {
				nobody++
			}
			if d.Accepts(own, math.Inf(-1)) {
				agreed++
				break
			}
			s.Refuse(d)
			if random.IntN(3) == 0 {
				s.News(0.1*random.NormFloat64(), mean, 0.03)
			}
			if random.IntN(3) == 0 {
				move := 0.05 * random.NormFloat64()
				for b := range s.Types {
					s.Types[b].GoingOn += move
				}
			}
			if s.Surprised() {
				surprised++
			}
		}
	}
	if nobody < 1000 || agreed < 500 || surprised > 0 {
		t.Errorf("nobody accepts %d demands, %d agree, %d surprises", nobody, agreed, surprised)
	}
}
