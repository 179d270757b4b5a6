package model

import (
	"math"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// φ is what the linear system of the two-stage chain gives, and what simulated
// agreements last: the mean of (1−δ)·Σ δ^a over the rounds a for which they are
// kept, within three standard errors.
func TestHold(t *testing.T) {
	for n, c := range [][4]float64{{0.03, 0.98, 0, 1}, {0.03, 0.98, 0.05, 0.3}, {0.008, 0.99, 0.02, 0.4}, {0.05, 0.985, 0.03, 0.4}, {0.5, 0.9, 0.2, 0}} {
		h, delta, chi, eta := c[0], c[1], c[2], c[3]
		got := Hold(h, delta, chi, eta)
		// v₁ = 1 + δ s₁ ((1−χ) v₁ + χ v₂), v₂ = 1 + δ s₂ v₂, by Cramer's rule.
		s1, s2 := math.Exp(-h), math.Exp(-eta*h)
		a, b, d := 1-delta*s1*(1-chi), -delta*s1*chi, 1-delta*s2
		if want := (1 - delta) * (d - b) / (a * d); math.Abs(got-want) > 1e-12 {
			t.Errorf("hazard %g, patience %g, settles %g, settled %g: %v, linear system %v", h, delta, chi, eta, got, want)
		}
		const lives = 20000
		sum, squares := 0.0, 0.0
		for life := range lives {
			ev, hazard, age := chances(n*lives+life), h, 0
			for ; age < 4000; age++ {
				if ev.Uniform(1, age, 0) > math.Exp(-hazard) {
					break
				}
				if hazard == h && ev.Uniform(2, age, 0) < chi {
					hazard = eta * h
				}
			}
			x := 1 - math.Pow(delta, float64(age+1))
			sum += x
			squares += x * x
		}
		mean := sum / lives
		if e := math.Sqrt((squares/lives - mean*mean) / lives); math.Abs(mean-got) > 3*e {
			t.Errorf("hazard %g, patience %g, settles %g, settled %g: %v, simulated %v ± %v", h, delta, chi, eta, got, mean, e)
		}
	}
}

// φ is 1 without a hazard or patience, and falls in both; it rises in the chance
// of settling and falls in what is left of the hazard then.
func TestHoldDirections(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		share := func(label string) float64 { return rapid.Float64Range(0.001, 0.999).Draw(t, label) }
		h, delta, chi, eta := share("hazard"), share("patience"), share("settles"), share("settled")
		is := Hold(h, delta, chi, eta)
		const e = 1e-12
		switch {
		case is <= 0 || is > 1+e:
			t.Fatalf("%v is no share", is)
		case Hold(0, delta, chi, eta) != 1 || math.Abs(Hold(h, 0, chi, eta)-1) > e:
			t.Fatal("not 1 without a hazard or patience")
		case math.Abs(Hold(h, delta, 0, eta)-(1-delta)/(1-delta*math.Exp(-h))) > e || math.Abs(Hold(h, delta, chi, 1)-Hold(h, delta, 0, 1)) > e:
			t.Fatal("not the constant hazard if nothing settles or that changes nothing")
		case Hold(1.1*h, delta, chi, eta) >= is+e:
			t.Fatal("does not fall in the hazard")
		case Hold(h, delta+0.5*(1-delta), chi, eta) >= is+e:
			t.Fatal("does not fall in patience")
		case Hold(h, delta, chi+0.5*(1-chi), eta) < is-e:
			t.Fatal("falls in the chance of settling")
		case Hold(h, delta, chi, 0.5*eta) < is-e:
			t.Fatal("rises in what is left of the hazard")
		}
	})
}

// guaranteed is a bargain in which party 0 counts on party 1 alone, whom the
// terms of issue 0 restrain, which party 1 or another one carries out.
func (s *sketch) guaranteed() *Bargain {
	b := s.bargain()
	b.Parties[0].Seat, b.Parties[0].CountsOn = Signatory, []int{1}
	b.Parties[0].Compliance = Compliance{Given: true, Chance: s.share("compliance"), Over: Known(20)}
	is := &b.Issues[0]
	is.Options, is.Steps, is.RedLines, is.StatusQuo = nil, 5, nil, Known(0)
	is.Carriers = []Carrier{{Party: len(b.Parties) - 1, Share: Known(1), Credibility: s.share("credibility")}}
	for i := range b.Levers {
		b.Levers[i].Effects = slices.DeleteFunc(b.Levers[i].Effects, func(e Effect) bool { return e.Does == Offers || e.Does == Hardens })
	}
	h := &Hazards{Monitoring: s.number("monitoring", 0, 2), Deters: []Deterrent{{Issue: 0, Of: []int{1}, By: s.number("deters by", 0.1, 2)}}}
	for range b.Packages {
		h.Settles, h.Settled = append(h.Settles, s.number("settles", 0, 0.1)), append(h.Settled, s.number("settled", 0, 1))
	}
	b.Processes = func(b *Bargain) []Process {
		of := *h
		of.Rate = make([]Parameter, len(b.Parties))
		for i := range of.Rate {
			of.Rate[i] = b.Parameter(Known(0.05), "hazard")
		}
		return []Process{guard{hazards: &of}}
	}
	return b
}

// The more of a guarantee is agreed, the more its beneficiary trusts the
// agreement; if nobody believes it, trust does not move.
func TestGuaranteeRaisesTrust(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := &sketch{T: t}
		b := s.guaranteed()
		believed := s.one("is believed", 2)
		if !believed {
			b.Issues[0].Carriers[0].Credibility = Known(0)
		}
		table := tableOf(b)
		p, n := table.Problem(0), len(b.Parties)
		at := slices.Index(p.LevelIssues(), 0)
		if at < 0 {
			t.Fatal("the guarantee has no levels")
		}
		rose := false
		for l := range p.Levels() {
			p.AtLevel(l)
			for m := range l {
				onlyGuarantee := true
				for j := range p.LevelIssues() {
					onlyGuarantee = onlyGuarantee && (j == at || p.LevelAt(l, j) == p.LevelAt(m, j))
				}
				if !onlyGuarantee {
					continue
				}
				less, more := table.here.posing[0].trust[m*n], table.here.posing[0].trust[l*n]
				if p.LevelAt(l, at) < p.LevelAt(m, at) {
					less, more = more, less
				}
				if believed && more <= less || !believed && more != less {
					t.Fatalf("believed %v: trust %v at less, %v at more", believed, less, more)
				}
				rose = true
			}
		}
		if !rose {
			t.Fatal("no two levels differ in the guarantee alone")
		}
	})
}

// What weakens a deterrent never has it deter more, whatever of it is agreed: also
// not where some of it is given up.
func TestWeakenedDeterrent(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := &sketch{T: t}
		b := s.guaranteed()
		b.Issues[0].StatusQuo = Known(0.4)
		b.Issues = append(b.Issues, Issue{ID: "role", Scale: b.Issues[0].Scale, Stances: b.Issues[0].Stances})
		of := b.Processes
		b.Processes = func(b *Bargain) []Process {
			h := of(b)[0].(guard).hazards
			h.Deters[0].Less = []Weakening{{Issue: len(b.Issues) - 1, Share: Known(0.8)}}
			return []Process{guard{hazards: h}}
		}
		table := tableOf(b)
		x, deters := make([]float64, len(b.Issues)), func(x []float64) float64 {
			to := []float64{0}
			table.deter(x, to)
			return to[0]
		}
		x[0] = rapid.Float64Range(0, 1).Draw(t, "guarantee")
		whole := deters(x)
		x[len(x)-1] = rapid.Float64Range(0.1, 1).Draw(t, "role")
		switch weakened := deters(x); {
		case whole > 0 && weakened >= whole:
			t.Fatalf("%v deters %v with a role and %v without", x[0], weakened, whole)
		case whole <= 0 && weakened != whole:
			t.Fatalf("%v, which gives up some, deters %v with a role and %v without", x[0], weakened, whole)
		}
	})
}

// The world and a party that neither counts on interference nor sees a
// temptation move hazards by the same factor, at whatever terms are held.
func TestOneHazard(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := &sketch{T: t}
		b := s.guaranteed()
		b.Levers, b.Packages[0].Certain = nil, false
		for i := range b.Parties {
			b.Parties[i].OnLeaving = nil
		}
		table := tableOf(b)
		table.Now().StatusQuo[0] = rapid.Float64Range(0, 1).Draw(t, "held")
		table.Rebuild()
		factors := make([]float64, len(b.Parties))
		table.Factors(0, factors)
		if got, want := table.worldHazard(1, 0, false, 0)/0.05, factors[0]; math.Abs(got-want) > 1e-12 {
			t.Fatalf("in the draw %v, believed %v", got, want)
		}
	})
}

// A doubtful carrier that offers more never lowers belief in any position: what
// credible carriers make up counts first (model 4.2).
func TestDoubtfulOfferCostsNoBelief(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := &sketch{T: t}
		b := &Bargain{Parties: []Party{player("a"), player("b"), player("c"), player("d")}, Packages: []Package{{ID: "deal", Issues: []int{0}}}}
		is := at(rapid.Float64Range(0, 0.5).Draw(t, "quo"), 1, 50, 1)
		is.Steps = 5
		for i := range 3 {
			is.Carriers = append(is.Carriers, Carrier{Party: 1 + i, Share: s.share("share of the act")})
			is.Stances = append(is.Stances, Stance{Salience: Known(1)})
			l := always(b.Parties[i].ID, rapid.Float64Range(0, 0.9).Draw(t, "weight"), Effect{Does: Offers, Party: 0, Issue: 0, UpTo: Known(1)})
			l.Holder, l.When, l.Credibility = 1+i, []Moment{{OnAgreement, -1}}, s.share("credibility")
			b.Levers = append(b.Levers, l)
		}
		b.Issues = []Issue{is}
		more := *b
		more.Levers = slices.Clone(b.Levers)
		more.Levers[1].Weight = Known(1)
		before, after := tableOf(b), tableOf(&more)
		for x := is.StatusQuo.In(nil); x <= 1; x += 0.05 {
			if v, w := before.believed(0, x), after.believed(0, x); w < v-1e-15 || w > x-is.StatusQuo.In(nil)+1e-15 {
				t.Fatalf("at %g: %v believed, %v after more is offered", x, v, w)
			}
		}
		most := func(p *Problem) float64 { return p.LevelAt(p.Levels()-1, 0) }
		if most(before.Problem(0)) >= most(after.Problem(0)) {
			t.Fatal("more is offered, but not on the table")
		}
	})
}

// Who stays is never counted with its absence, and a sponsor in a hurry is
// counted out sooner.
func TestLeaving(t *testing.T) {
	gone := func(patience, leaves float64) float64 {
		b := &Bargain{Parties: []Party{player("a"), player("b")}}
		b.Parties[1].Patience, b.Parties[1].Leaves = Known(patience), Known(leaves)
		if table := tableOf(b); len(table.leavers) > 0 {
			return table.parties[0].gone[0]
		}
		return 0
	}
	if gone(0.9, 0) != 0 {
		t.Error("who never leaves is counted with its absence")
	}
	if patient, hasty, hastier := gone(0.98, 0.3), gone(0.9, 0.3), gone(0.9, 0.6); patient >= hasty || hasty >= hastier || patient <= 0 {
		t.Errorf("counted out for %v, in a hurry for %v, leaving sooner for %v", patient, hasty, hastier)
	}
}
