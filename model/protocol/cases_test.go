package protocol

import (
	"math"
	"testing"

	"sim/model"
)

// two is two parties with one issue, ideals 1 and 0.
func two(curvature, d1, d2 float64) *model.Problem {
	p := opposed([]float64{1}, []float64{1}, d1, d2, 0.5)
	p.Curvature[0][0], p.Curvature[1][0] = curvature, curvature
	p.Capability[0], p.Capability[1] = 1, 1
	p.Attention[0][0], p.Attention[1][0] = 1, 1
	p.StatusQuo[0] = 0.5
	return plain(p)
}

func TestUnreachable(t *testing.T) {
	for _, name := range []string{"nash", "kalai_smorodinsky", "egalitarian", "zeuthen", "rubinstein", "alternating_offers", "stacked_offers", "crisis"} {
		out := solved(t, name, two(2, 1.1, 0.1))
		if out.Status != model.None || out.Reason != model.Unreachable || out.Share[0] != 1 || out.Share[1] != 0 {
			t.Errorf("%s: %v (%v), shares %v", name, out.Status, out.Reason, out.Share)
		}
	}
}

// The terms of theories that form terms first stay, and the shares are the
// shortfalls: at ½ both parties have ¾, short by 0.15 and 0.05.
func TestRefused(t *testing.T) {
	for name, theory := range map[string]model.Protocol{"weighted_mean": weightedMean{asks: true}, "median": &median{asks: true}, "utilitarian": new(utilitarian)} {
		out := new(model.Offer)
		theory.Solve(two(2, 0.9, 0.8), nil, out)
		if out.Status != model.None || out.Reason != model.Refused || out.Terms[0] != 0.5 {
			t.Errorf("%s: %v (%v) at %v", name, out.Status, out.Reason, out.Terms)
		}
		if math.Abs(out.Share[0]-0.75) > 1e-12 || math.Abs(out.Share[1]-0.25) > 1e-12 {
			t.Errorf("%s: shares %v, want 0.75 and 0.25", name, out.Share)
		}
	}
}

// The reservation values meet in exactly one point, where nobody gains.
func TestKnifeEdge(t *testing.T) {
	for _, name := range []string{"nash", "kalai_smorodinsky", "egalitarian", "zeuthen", "rubinstein", "alternating_offers", "stacked_offers", "crisis"} {
		for _, curvature := range []float64{1, 2} {
			p := two(curvature, 0, 0)
			for i := range 2 {
				p.Reservation[i] = p.Value(i, []float64{0.3})
			}
			out := solved(t, name, p)
			if out.Status != model.KnifeEdge || math.Abs(out.Terms[0]-0.3) > 1e-8 || !math.IsInf(out.LogProduct, -1) {
				t.Errorf("%s, curvature %g: %v (%v) at %v, log product %g", name, curvature, out.Status, out.Reason, out.Terms, out.LogProduct)
			}
		}
	}
}

// An issue that matters to nobody stays at the status quo, and the offer says
// that others would do as well.
func TestIssueOfNoImportance(t *testing.T) {
	p := model.NewProblem(2, 2)
	q := two(2, 0.1, 0.1)
	for i := range 2 {
		p.Weight[i][0], p.Ideal[i][0], p.Ideal[i][1] = 1, q.Ideal[i][0], q.Ideal[i][0]
		p.Power[i], p.Consent[i], p.Capability[i], p.Attention[i][0] = 0.5, true, 1, 1
	}
	p.StatusQuo[1] = 0.37
	plain(p)
	for _, name := range All.Names() {
		out := solved(t, name, p)
		if !out.HasTerms() || out.Reason != model.NoReason || out.Terms[1] != 0.37 {
			t.Errorf("%s: %v at %v", name, out.Status, out.Terms)
		}
	}
	if out := solved(t, "nash", p); out.Flags&model.NonUnique == 0 {
		t.Error("nash: not flagged")
	}
}

// Two issues on which the parties care in the same proportion can be traded for
// each other at no cost: the payoffs are unique, the terms are not.
func TestEqualRatios(t *testing.T) {
	same := []float64{0.5, 0.5}
	out := solved(t, "nash", opposed(same, same, 0.1, 0.1, 0.5))
	if out.Flags&model.NonUnique == 0 || math.Abs(out.Payoff[0]-0.5) > 1e-12 {
		t.Errorf("flags %b, payoffs %v", out.Flags, out.Payoff)
	}
	out = solved(t, "nash", opposed([]float64{0.6, 0.4}, []float64{0.5, 0.5}, 0.1, 0.1, 0.5))
	if out.Flags&model.NonUnique != 0 {
		t.Errorf("flagged as non-unique at %v", out.Terms)
	}
}

// More than two parties under Kalai–Smorodinsky: the third and the fourth party
// care about issues of their own, so that the conflict of the first two sets the
// smallest share; the others still divide theirs equally (leximin, Imai 1983).
func TestLeximin(t *testing.T) {
	p := model.NewProblem(4, 2)
	for i := range 4 {
		p.Weight[i][i/2] = 1
		p.Ideal[i][i/2] = float64(i % 2)
		p.Consent[i], p.Power[i] = true, 0.25
	}
	// The first two meet at ½ with ¾ each; the others have more room.
	p.Reservation[0], p.Reservation[1] = 0.7, 0.7
	p.Reservation[2], p.Reservation[3] = 0.4, 0.3
	out := solved(t, "egalitarian", plain(p))
	if math.Abs(out.Surplus[0]-0.05) > 1e-9 || math.Abs(out.Surplus[1]-0.05) > 1e-9 {
		t.Errorf("surpluses %v", out.Surplus)
	}
	if math.Abs(out.Surplus[2]-out.Surplus[3]) > 1e-8 {
		t.Errorf("the others' surpluses %v are not equal", out.Surplus[2:])
	}
}

// Sponsors, observers: with nobody to consent, any terms will do.
func TestNobodyToConsent(t *testing.T) {
	p := two(2, 2, 2)
	p.Consent[0], p.Consent[1] = false, false
	p.Power[0], p.Power[1] = 0, 0
	for _, name := range All.Names() {
		if out := solved(t, name, p); !out.Status.Agreed() && out.Status != model.Predicted {
			t.Errorf("%s: %v (%v)", name, out.Status, out.Reason)
		}
	}
}

// Every point of the frontier is efficient, and rises for the one party as it
// falls for the other.
func TestFrontier(t *testing.T) {
	p := opposed([]float64{0.5, 0.3, 0.2}, []float64{0.3, 0.4, 0.3}, 0, 0, 0.5)
	for i := range 2 {
		p.Curvature[i][1] = 2
	}
	plain(p)
	points := Frontier(p, 9)
	if len(points) < 25 {
		t.Fatalf("%d points", len(points))
	}
	for n, a := range points {
		if n > 0 && (a.Payoff[0] < points[n-1].Payoff[0] || a.Payoff[1] > points[n-1].Payoff[1]) {
			t.Errorf("point %d: %v after %v", n, a.Payoff, points[n-1].Payoff)
		}
		grid(p, 20, func(x []float64) {
			if p.Value(0, x) > a.Payoff[0]+1e-9 && p.Value(1, x) > a.Payoff[1]+1e-9 {
				t.Fatalf("%v dominates %v", x, a.Terms)
			}
		})
	}
}
