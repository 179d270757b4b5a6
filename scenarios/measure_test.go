package scenarios_test

import (
	"math"
	"slices"

	"sim/model"
)

// A measure is a figure of a draw; NaN where the draw has none.
type measure struct {
	name string
	of   func(b *model.Bargain, d *drawn) float64
}

// moved is the mean over the draws of what a measure gains from low to high,
// draw by draw on the same numbers, and its standard error. Draws that lack
// it on one side do not count.
func moved(m measure, low, high *played) (gain, err float64) {
	var n, sum, squares float64
	for i := range low.draws {
		d := m.of(high.bargain, &high.draws[i]) - m.of(low.bargain, &low.draws[i])
		if math.IsNaN(d) {
			continue
		}
		n, sum, squares = n+1, sum+d, squares+d*d
	}
	gain = sum / n
	return gain, math.Sqrt(max(0, squares/n-gain*gain) / (n - 1))
}

// share is 1 in draws that end in the class.
func share(c model.Class) measure {
	return measure{"share of draws in " + c.String(), func(_ *model.Bargain, d *drawn) float64 {
		if d.class == c {
			return 1
		}
		return 0
	}}
}

// terms is the position at which the issue was settled.
func terms(issue string) measure {
	return measure{"terms on " + issue, func(b *model.Bargain, d *drawn) float64 {
		return at(d.terms, slices.IndexFunc(b.Issues, func(k model.Issue) bool { return k.ID == issue }))
	}}
}

// reservation is a party's reservation value at the start.
func reservation(party string) measure {
	return measure{"reservation value of " + party, func(b *model.Bargain, d *drawn) float64 { return at(d.start, seat(b, party)) }}
}

// laterReservation is a party's reservation value in the middle of the game.
func laterReservation(party string) measure {
	return measure{"later reservation value of " + party, func(b *model.Bargain, d *drawn) float64 { return at(d.later, seat(b, party)) }}
}

// compliance is how sure a party is at the start that a settlement holds,
// after levers.
func compliance(party string) measure {
	return measure{"expected compliance of " + party, func(b *model.Bargain, d *drawn) float64 { return at(d.compliance, seat(b, party)) }}
}

func seat(b *model.Bargain, party string) int {
	return slices.IndexFunc(b.Parties, func(p model.Party) bool { return p.ID == party })
}

// at is x[i], NaN where there is no such party or issue.
func at(x []float64, i int) float64 {
	if i < 0 {
		return math.NaN()
	}
	return x[i]
}
