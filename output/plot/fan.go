package plot

import (
	"image/color"

	"sim/model/montecarlo"
)

// A fan shows where the middle 50% and 90% of draws lie round by round. It
// has no line in its middle and no hard edges: at the rim of each band the
// colour fades (readers take the centre line for a forecast and the edge for a
// limit; Ruginski et al. 2016, Padilla et al. 2017).
type fan struct {
	chart chart
	// strip is the draws of a round; amount turns its values into the chart's.
	strip  func(round int) *montecarlo.Strip
	amount func(float64) float64
	rounds int
}

// fanDepth is how deep the fan's colour is where a central share of draws ends:
// 0 white, 1 full. It fades around 90% and around 50%.
func fanDepth(mass float64) float64 {
	const soft = 0.045
	rise := func(rim float64) float64 { return min(max((rim+soft-mass)/(2*soft), 0), 1) }
	return 0.22*rise(0.9) + 0.3*rise(0.5)
}

func (f fan) draw(s *canvas, c color.NRGBA) {
	for mass := 0.935; mass > 0.45; mass -= 0.0075 {
		if mass < 0.85 && mass > 0.55 {
			continue // nothing changes
		}
		lower, upper := make([]float64, f.rounds), make([]float64, f.rounds)
		for t := range f.rounds {
			strip := f.strip(t)
			lower[t], upper[t] = f.amount(strip.At(0.5-mass/2)), f.amount(strip.At(0.5+mass/2))
		}
		s.polygon(between(f.chart.through(lower), f.chart.through(upper)), fade(c, fanDepth(mass)))
	}
}

// through is a curve from round to round, as flat at both ends as a slot is wide.
func (c chart) through(amounts []float64) []point {
	ps := make([]point, 0, len(amounts)+2)
	for t, v := range amounts {
		if t == 0 {
			ps = append(ps, point{c.x.left, c.y.at(v)})
		}
		ps = append(ps, c.at(t, v))
		if t == len(amounts)-1 {
			ps = append(ps, point{c.x.right, c.y.at(v)})
		}
	}
	return ps
}

// fanSwatch draws a sample of the fan's two bands for a legend.
func fanSwatch(s *canvas, c color.NRGBA) func(x, y float64) {
	return func(x, y float64) {
		s.rect(box{x, y - 7, x + 20, y + 7}, fade(c, fanDepth(0.7)))
		s.rect(box{x, y - 3.5, x + 20, y + 3.5}, fade(c, fanDepth(0.2)))
	}
}

// fade mixes a colour with white: depth 1 is the colour itself.
func fade(c color.NRGBA, depth float64) color.NRGBA {
	mix := func(x uint8) uint8 { return uint8(float64(x)*depth + 255*(1-depth) + 0.5) }
	return color.NRGBA{R: mix(c.R), G: mix(c.G), B: mix(c.B), A: 0xFF}
}
