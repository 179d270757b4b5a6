package model

import (
	"math"
	"testing"
)

// between is a theory that settles in the middle of what can be tabled, at the
// first level, whoever gains.
type between struct{}

func (between) Solve(p *Problem, _ *Stream, out *Offer) {
	out.Reset(p.Parties, p.Issues)
	p.AtLevel(0)
	for k := range out.Terms {
		out.Terms[k] = (p.Lower[k] + p.Upper[k]) / 2
	}
	p.Payoffs(out.Terms, out.Payoff)
	for i := range out.Surplus {
		out.Surplus[i] = out.Payoff[i] - p.Reservation[i]
	}
}

// In a draw the composition is that of the round in which the package is first
// tabled: what it says a party gains is what the draw's story says. At the opening,
// and for a package that is never tabled, it is that of the first meeting.
func TestComposeDraw(t *testing.T) {
	b := everyTerm()
	b.Theories = []Theory{{Name: "between", New: func() Protocol { return between{} }}}
	b.Packages[0].Meetings, b.Packages[1].Meetings, b.Packages[2].Meetings = Known(9), Known(2), Known(1)
	out := b.NewOutcome()
	tabled := map[int]Event{}
	Narrate(b, 0, nil, MedianEvents{}, &out, func(e Event) {
		if _, seen := tabled[e.Package]; e.Kind == Tabled && !seen {
			e.Payoff = append([]float64(nil), e.Payoff...)
			tabled[e.Package] = e
		}
	})
	if len(tabled) != 2 || tabled[1].Round != 2 || tabled[2].Round != 1 {
		t.Fatalf("tabled: %+v", tabled)
	}
	for pkg := range b.Packages {
		e, is := tabled[pkg]
		for i := range b.Parties {
			p := ComposeDraw(b, 0, nil, MedianEvents{}, pkg, i, false)
			if p.Tabled != is || is && (p.Round != e.Round || math.Abs(p.Payoff-p.Against-e.Payoff[i]) > 1e-12) || !is && p.Round != 0 {
				t.Errorf("%s, %s: %g against %g in round %d, tabled %v; the draw has %+v", b.Packages[pkg].ID, b.Parties[i].ID, p.Payoff, p.Against, p.Round, p.Tabled, e)
			}
			if opening := ComposeDraw(b, 0, nil, MedianEvents{}, pkg, i, true); opening.Tabled || opening.Round != 0 {
				t.Errorf("%s, %s: at the opening round %d, tabled %v", b.Packages[pkg].ID, b.Parties[i].ID, opening.Round, opening.Tabled)
			}
		}
	}
}
