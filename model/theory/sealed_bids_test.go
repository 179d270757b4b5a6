package theory_test

import (
	"fmt"
	"math"
	"strings"
	"testing"
	"testing/fstest"

	"sim/model"
	"sim/model/scenario"
)

const sale = `
title: A sale
purpose: illustration
clock: {rounds: 3}
run: {theories: [information+sealed, nash]}
parties:
  buyer: {walks_away: {price: {value: {uniform: [%g, %g]}, known_to: [buyer]}}}
  seller: {walks_away: {price: {value: {uniform: [%g, %g]}, known_to: [seller]}}}
issues: {price: {range: [0, 200], no_deal: none, curvature: 1, positions: {buyer: {ideal: 0, salience: 50}, seller: {ideal: 200, salience: 50}}}}
`

// TestSealedBids: two parties bid as Chatterjee and Samuelson (1983) have it, so that
// they agree iff the limits leave a quarter of (highest − lowest) between them: in
// 9/32 of draws from the unit square, where every limit that overlaps would do if
// it were known. The price is the mean of the bids, and with everything known that
// of the limits. Later meetings change nothing.
func TestSealedBids(t *testing.T) {
	for _, c := range []struct{ buyer, seller [2]float64 }{
		{[2]float64{50, 150}, [2]float64{50, 150}},
		{[2]float64{120, 180}, [2]float64{100, 165}},
	} {
		b := load(t, fmt.Sprintf(sale, c.buyer[0], c.buyer[1], c.seller[0], c.seller[1]))
		least, deals, overlaps, price, halfway := (c.buyer[1]-c.seller[0])/4, 0.0, 0.0, 0.0, 0.0
		const grid = 500
		for i := range grid {
			for j := range grid {
				v := c.buyer[0] + (float64(i)+0.5)/grid*(c.buyer[1]-c.buyer[0])
				l := c.seller[0] + (float64(j)+0.5)/grid*(c.seller[1]-c.seller[0])
				if v-l >= least {
					deals++
					price += ((v+l)*2/3 + (c.buyer[1]+c.seller[0])/3) / 2
				}
				if v >= l {
					overlaps++
					halfway += (v + l) / 2
				}
			}
		}
		const n = 4096
		all := tally(t, b, n)
		for _, of := range []struct {
			name         string
			share, price float64
		}{
			{"information+sealed", deals / grid / grid, price / deals},
			{"demands+sealed", overlaps / grid / grid, halfway / overlaps},
		} {
			y := &all.Theories[named(t, b, of.name)]
			if got, off := float64(y.Classes[model.Settlement])/n, 4*math.Sqrt(of.share*(1-of.share)/n)+0.002; math.Abs(got-of.share) > off {
				t.Errorf("%v, %s: %.4f agree, want %.4f ± %.4f", c, of.name, got, of.share, off)
			}
			if mean := y.Terms[0].Mean(); math.Abs(200*mean.Value-of.price) > 800*mean.Error+0.1 {
				t.Errorf("%v, %s: price %.2f, want %.2f", c, of.name, 200*mean.Value, of.price)
			}
		}
		if c.buyer == c.seller && math.Abs(deals/grid/grid-9./32) > 1e-3 {
			t.Errorf("%.4f of the unit square", deals/grid/grid)
		}
		if y := &all.Theories[named(t, b, "information+sealed")]; y.Reasons[model.BidsMissed] == 0 || y.Reasons[model.EmptyZone]+y.Reasons[model.BidsMissed]+y.Classes[model.Settlement] != n {
			t.Errorf("%v: reasons %v", c, y.Reasons)
		}
	}
}

// TestBidsRefused: what the linear equilibrium cannot handle is refused, with what
// would do.
func TestBidsRefused(t *testing.T) {
	good := fmt.Sprintf(sale, 50., 150., 50., 150.)
	for _, c := range []struct{ old, to, want string }{
		{"{uniform: [50, 150]}, known_to: [buyer]", "{uniform: [120, 150]}, known_to: [buyer]", "limits that overlap widely, and bids are out of range: buyer 120 to 150, seller 50 to 150; take attrition, or widen them"},
		{"{uniform: [50, 150]}, known_to: [buyer]", "{pert: [50, 100, 150]}, known_to: [buyer]", "private limits on both sides: parties.buyer.walks_away: {price: {value: {uniform: [2, 6]}, known_to: [buyer]}}"},
		{"{value: {uniform: [50, 150]}, known_to: [seller]}", "{uniform: [50, 150]}", "private limits on both sides: parties.seller.walks_away"},
		{"curvature: 1, ", "", "every step on price to count alike: curvature: 1"},
		{"no_deal: none", "status_quo: 100", "an issue that does not exist without a deal: price: {no_deal: none}"},
		{"200", "140", "limits within the range of price, 0 to 140"},
		{"range: [0, 200]", "whole: true, range: [0, 200]", "a single issue that can be divided"},
		{"  seller:", "  agent: {reservation_value: 0}\n  seller:", ""},
	} {
		text := strings.ReplaceAll(good, c.old, c.to)
		if text == good {
			t.Fatalf("%s is not in the file", c.old)
		}
		_, err := scenario.Load("in.yaml", scenario.Options{FS: fstest.MapFS{"in.yaml": {Data: []byte(text)}}})
		if err == nil || !strings.Contains(err.Error(), c.want) || !strings.Contains(err.Error(), "in.yaml:5:") {
			t.Errorf("%s → %s: %v, want %s", c.old, c.to, err, c.want)
		}
	}
}
