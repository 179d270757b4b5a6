package model

import (
	"math"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// signs is a stub theory that settles package after package on given terms, as
// near to them as the table allows.
type signs struct{ terms []float64 }

func (s signs) Solve(p *Problem, _ *Stream, out *Offer) {
	out.Reset(p.Parties, p.Issues)
	if p.Levels() > 1 {
		p.AtLevel(p.Nearest(s.terms))
	}
	for k := range out.Terms {
		if p.Lower[k] > p.Upper[k] {
			out.Status, out.Reason = None, RedLineConflict
			return
		}
		out.Terms[k] = p.StatusQuo[k]
		if p.InPackage[k] {
			out.Terms[k] = max(p.Lower[k], min(p.Upper[k], s.terms[k]))
		}
	}
	p.Payoffs(out.Terms, out.Payoff)
}

// meet is the first meeting of b about package g alone, on terms as near to x as
// the table allows; ok is false if nothing was signed.
func meet(b *Bargain, g int, x []float64) (game *Game, ok bool) {
	c := *b
	c.Clock = Clock{Rounds: 3}
	c.Theories = []Theory{{Name: "stub", New: func() Protocol { return signs{x} }}}
	c.Packages = slices.Clone(b.Packages)
	for i := range c.Packages {
		c.Packages[i].Meetings = Number{}
	}
	table := tableOf(&c)
	var processes []Process
	if c.Processes != nil {
		processes = c.Processes(&c)
	}
	game = newGame(&c, table, 0, processes)
	game.begin(nil, MedianEvents{})
	game.open()
	for i := range game.Decides {
		game.Decides[i] = i == g
	}
	table.Rebuild()
	game.talk()
	return game, game.Force[g].On
}

// held are terms that leave every issue where it is held.
func held(b *Bargain) []float64 {
	return slices.Clone(tableOf(b).here.quo)
}

// What an agreement is worth when it is signed is what going on is worth right
// after, but for the reference point: where the terms leave everything where it
// is held, to the last digits (model 3.2).
func TestWorthRightAfterSignature(t *testing.T) {
	signed := 0
	rapid.Check(t, func(t *rapid.T) {
		s := &sketch{T: t}
		b := s.bargain()
		for i := range b.Parties {
			b.Parties[i].Stated = false
		}
		for k := range b.Issues { // what is held must be on the table
			b.Issues[k].RedLines = nil
			if b.Issues[k].DealOnly {
				b.Issues[k].Carriers = nil // whose gains count as far as they are believed until they are signed
			}
			if is := &b.Issues[k]; is.Options != nil && (b.Standstill == nil || b.Standstill.Issue != k) {
				is.StatusQuo = Known(is.Options[0])
			} else if is.Steps == 2 {
				is.Steps = 3
			}
		}
		for l := range b.Levers {
			b.Levers[l].Effects = slices.DeleteFunc(b.Levers[l].Effects, func(e Effect) bool { return e.Does == Hardens })
		}
		g := s.below("package", len(b.Packages))
		before := tableOf(b)
		p := before.Problem(g)
		want := make([]float64, len(b.Parties))
		game, ok := meet(b, g, held(b))
		if !ok {
			return
		}
		signed++
		p.AtLevel(p.Nearest(game.Force[g].Terms))
		p.Payoffs(game.Force[g].Terms, want)
		for i := range b.Parties {
			if got := game.Standing(i); math.Abs(got-want[i]) > 1e-12 || math.Abs(game.Force[g].Payoff[i]-want[i]) > 1e-12 {
				t.Fatalf("package %d: party %d was promised %v, has %v", g, i, want[i], got)
			}
		}
	})
	if signed == 0 {
		t.Error("nothing was ever signed")
	}
}

// The same holds for a second package, signed while another is in force.
func TestWorthOfASecondSignature(t *testing.T) {
	signed := 0
	rapid.Check(t, func(t *rapid.T) {
		s := &sketch{T: t}
		b := s.bargain()
		for i := range b.Parties {
			b.Parties[i].Stated, b.Parties[i].CountsOn = false, nil // a breach of the second would leave other terms than one of the first
		}
		for k := range b.Issues {
			b.Issues[k].RedLines, b.Issues[k].Carriers = nil, nil
			if b.Standstill == nil || b.Standstill.Issue != k {
				b.Issues[k].Options, b.Issues[k].Steps = nil, 0
			}
		}
		for l := range b.Levers {
			b.Levers[l].Effects = slices.DeleteFunc(b.Levers[l].Effects, func(e Effect) bool { return e.Does == Hardens || e.Does == Offers })
		}
		b.Processes = nil
		first, second := 1+s.below("first", len(b.Packages)-1), s.below("second", len(b.Packages))
		b.Packages[first].Share, b.Packages[second].Share = Known(0), Known(0) // only what governs triggers levers
		game, ok := meet(b, first, held(b))
		if !ok {
			return
		}
		p, want := game.Table.Problem(second), make([]float64, len(b.Parties))
		for i := range game.Decides {
			game.Decides[i] = i == second
		}
		terms := slices.Clone(p.StatusQuo)
		if first == second || !game.ready(second) {
			return
		}
		if b.Standstill != nil && p.InPackage[b.Standstill.Issue] {
			if terms[b.Standstill.Issue] > 0 && p.Levels() > 1 {
				return // it would stop less than what is in force
			}
			terms[b.Standstill.Issue] = 1
		}
		game.protocol = signs{terms}
		game.put(second)
		if !game.Force[second].On {
			return
		}
		signed++
		copy(want, game.Force[second].Payoff)
		for i := range b.Parties {
			if got := game.Standing(i); math.Abs(got-want[i]) > 1e-12 {
				t.Fatalf("package %d after %d: party %d was promised %v, has %v", second, first, i, want[i], got)
			}
		}
	})
	if signed == 0 {
		t.Error("no second package was ever signed")
	}
}

// At signature a party that does not lose by agreeing is tempted to break at most
// by what breaking is worth more than not agreeing, and by what it then keeps
// for good of what it was given (model 2.4), if it expects nothing of going on.
func TestTemptationAtSignature(t *testing.T) {
	bound := 0
	rapid.Check(t, func(t *rapid.T) {
		s := &sketch{T: t}
		b := s.bargain()
		for i := range b.Parties {
			b.Parties[i].Stated, b.Parties[i].Prospects = false, nil
		}
		for l := range b.Levers {
			b.Levers[l].Effects = slices.DeleteFunc(b.Levers[l].Effects, func(e Effect) bool { return e.Does == Expects })
		}
		g := s.below("package", 2)
		x := make([]float64, len(b.Issues))
		for k := range x {
			x[k] = rapid.Float64Range(0, 1).Draw(t, "terms")
		}
		before := tableOf(b)
		game, ok := meet(b, g, x)
		if !ok {
			return
		}
		f := &game.Force[g]
		for i := range b.Parties {
			if f.Payoff[i] < f.Reservation[i] || !before.Problem(g).Consent[i] {
				continue
			}
			bound++
			most := max(0, before.disagreement(i, worldViolated(i, len(b.Parties)))-f.Reservation[i])
			for k := range x {
				if f.Included[k] {
					gained := IssueValue(f.Terms[k], before.ideal[i][k], before.side[i][k], before.curvature[i][k]) - before.here.value[i][k]
					most += before.say[i][k] * b.Issues[k].Irreversible.In(nil) * max(0, gained)
				}
			}
			if got := game.Breaking(g, i) - f.Payoff[i]; got > most+1e-12 {
				t.Fatalf("package %d: party %d is tempted by %v, at most %v (payoff %v, reservation value %v)", g, i, got, most, f.Payoff[i], f.Reservation[i])
			}
		}
	})
	if bound == 0 {
		t.Error("nobody ever gained")
	}
}

// The terms gave a party 0.2 of an issue that is all it cares about, half of it
// for good. After breaking them it has 0.5 + 0.1, and expects 0.5 more from there,
// of which the scale has 0.4; what it expects begins where it stands then, at
// 0.6, and not at the agreed 0.7.
func TestBreakingByHand(t *testing.T) {
	b := &Bargain{
		Parties: []Party{player("a")}, Packages: []Package{package1("deal", Settlement, 1, 0.7)}, Issues: []Issue{at(0.5, 1, 50, 1)},
	}
	b.Issues[0].Irreversible, b.Parties[0].Prospects = Known(0.5), []Prospect{{0, Known(0.5)}}
	game, ok := meet(b, 0, []float64{0.7})
	if got := game.Breaking(0, 0); !ok || math.Abs(got-1) > 1e-15 {
		t.Errorf("signed %v, after breaking it %v, want 1", ok, got)
	}
}

// offered is a bargain of one buyer, an issue at 0.1 of which two carriers offer
// at half of their weight shares of 0.9, and a ceasefire before a settlement.
func offered() *Bargain {
	b := &Bargain{
		Parties:  []Party{player("a"), player("b"), player("c")},
		Packages: []Package{{ID: "ceasefire", Outcome: Ceasefire, Issues: []int{0}, Relieves: Known(1)}, {ID: "settlement", Issues: []int{0, 1}, Relieves: Known(1)}},
		Issues:   []Issue{at(0.1, 1, 50, 1), at(0.3, 1, 50, 1)},
	}
	b.Issues[0].Steps = 2
	b.Issues[0].Carriers = []Carrier{{Party: 1, Share: Known(3)}, {Party: 2, Share: Known(1)}}
	b.Issues[1].Carriers = []Carrier{{Party: 1, Share: Known(1), Credibility: Known(1)}}
	for k := range b.Issues {
		b.Issues[k].Stances = append(b.Issues[k].Stances, Stance{Salience: Known(1)}, Stance{Salience: Known(1)})
	}
	for j := range 2 {
		l := always(b.Parties[1+j].ID, 0.5, Effect{Does: Offers, Party: 0, Issue: 0, UpTo: Known(0.9)})
		l.Holder, l.When, l.Credibility = 1+j, []Moment{{OnAgreement, -1}}, Known(0.8-0.4*float64(j))
		b.Levers = append(b.Levers, l)
		b.Parties[1+j].Seat, b.Parties[1+j].Leaves = Sponsor, Known(0.5)
	}
	return b
}

// What is on the table does not grow because some of it has been signed: it
// counts from the status quo of round 0.
func TestOffersDoNotRatchet(t *testing.T) {
	b := offered()
	most := func(p *Problem) float64 { return p.LevelAt(p.Levels()-1, 0) }
	before := most(tableOf(b).Problem(1))
	game, ok := meet(b, 0, []float64{1, 1})
	if !ok || math.Abs(game.Force[0].Terms[0]-0.5) > 1e-15 {
		t.Fatalf("signed %v on %v, want 0.5", ok, game.Force[0].Terms)
	}
	p := game.Table.Problem(1)
	p.AtLevel(p.Levels() - 1)
	if p.StatusQuo[0] != 0.5 || math.Abs(p.Upper[0]-before) > 1e-15 {
		t.Errorf("held %g, up to %g on the table; before up to %g", p.StatusQuo[0], p.Upper[0], before)
	}
}

// After a sponsor has left it is not asked, what it alone carries out stays where
// it is held, and of a joint issue its share does.
func TestPackageWithoutASponsor(t *testing.T) {
	table := tableOf(offered())
	table.Now().Gone[1] = true
	table.Rebuild()
	p := table.Problem(1)
	p.AtLevel(p.Levels() - 1)
	if !slices.Equal(p.Consent, []bool{true, false, true}) {
		t.Errorf("consent %v, want the buyer and the other sponsor", p.Consent)
	}
	if p.Lower[1] != 0.3 || p.Upper[1] != 0.3 {
		t.Errorf("what it alone carries out: %g to %g, want 0.3", p.Lower[1], p.Upper[1])
	}
	if want := 0.1 + 0.25*0.5*0.8; math.Abs(p.Upper[0]-want) > 1e-15 {
		t.Errorf("the joint issue: up to %g, want %g", p.Upper[0], want)
	}
	if got, want := table.believed(0, 0.2), 0.1*0.4; math.Abs(got-want) > 1e-15 {
		t.Errorf("believed %g of what the other offers, want %g", got, want)
	}
}

// What parties expect of no deal before anything is signed is what it is after a
// package that nobody doubts and that stops nothing and moves nothing.
func TestVisitsMoveNoReservation(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := &sketch{T: t}
		b := s.bargain()
		b.Packages = append(b.Packages[:1:1], Package{ID: "visits", Outcome: Partial, Issues: []int{0}, Certain: true})
		b.Issues[0].Steps, b.Issues[0].Options = 0, nil
		b.Issues[0].HasNoDeal, b.Issues[0].DealOnly = false, false
		for i := range b.Parties { // for whom a package that leaves it where it is held changes where it ends
			b.Parties[i].Stated = b.Parties[i].Stated && b.Parties[i].WalksAway == nil
		}
		for k := range b.Issues {
			b.Issues[k].RedLines = nil
		}
		b.Processes, b.Standstill = nil, nil
		for l := range b.Levers {
			b.Levers[l].Effects = slices.DeleteFunc(b.Levers[l].Effects, func(e Effect) bool { return e.Does == Hardens })
		}
		before := tableOf(b)
		game, ok := meet(b, 1, held(b))
		if !ok {
			t.Fatal("nothing was signed")
		}
		for i := range b.Parties {
			if d, e := before.Reservation(i), game.Table.Reservation(i); math.Abs(d-e) > 1e-12 {
				t.Fatalf("no deal is worth %v to party %d, after the visits %v", d, i, e)
			}
		}
	})
}

// What Compose takes apart adds up to what it took apart.
func TestCompositionsAddUp(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := &sketch{T: t}
		b := s.bargain()
		table := tableOf(b)
		stir(t, b, table.Now())
		table.Rebuild()
		g := s.below("package", len(b.Packages))
		p := table.Problem(g)
		p.AtLevel(s.below("level", p.Levels()))
		x := s.terms(p)
		for i := range b.Parties {
			c := table.Compose(g, i, x)
			sum := c.Agreed.Worth
			for _, part := range c.Terms {
				sum += part.Worth
			}
			if math.Abs(sum-c.Payoff) > 1e-12 {
				t.Fatalf("package %d, party %d: terms add up to %v, payoff %v", g, i, sum, c.Payoff)
			}
			for _, s := range []Situation{c.Agreed, c.Talks, c.Refusal} {
				kept := s.Held + s.Free*s.Expected - s.Left*s.Cost + s.Rewards - s.Pressure - s.Own
				if got := s.Trust*kept + (1-s.Trust)*s.Broken + s.Leaving - s.LeverageLoss; math.Abs(got-s.Worth) > 1e-12 {
					t.Fatalf("package %d, party %d: %+v adds up to %v", g, i, s, got)
				}
			}
		}
	})
}

// What an offer costs its holder is in proportion to what it gives of what is
// offered: a red line that stops the terms halfway does not make it due in full.
func TestTollBelowARedLine(t *testing.T) {
	b := offered()
	b.Issues[0].Steps, b.Issues[0].Carriers = 0, []Carrier{{Party: 1, Share: Known(1)}}
	b.Levers = b.Levers[:1]
	b.Levers[0].Cost = Known(0.1)
	toll := func() float64 {
		p := tableOf(b).Problem(1)
		p.AtLevel(0)
		return p.Toll[1][0]
	}
	const want = 0.1 * 0.5 / 0.4 // half of the lever, over half of the way from 0.1 to 0.9
	b.Packages[1].Share = Known(1)
	if got := toll(); math.Abs(got-want) > 1e-15 {
		t.Errorf("it pays %g per position, want %g", got, want)
	}
	b.Issues[0].RedLines = []RedLine{{Party: 1, Side: AtMost, Bound: Known(0.3), Binding: Known(1)}}
	if got := toll(); math.Abs(got-want) > 1e-15 {
		t.Errorf("with a red line at 0.3 it pays %g per position, want %g", got, want)
	}
}

// What a sponsor alone carries out stays where it is held once it has left, on
// either side, whether or not it had offered the issue.
func TestOfferOfASponsorThatLeft(t *testing.T) {
	b := offered()
	b.Issues[0].Steps, b.Issues[0].Carriers = 0, []Carrier{{Party: 1, Share: Known(1)}}
	b.Levers = b.Levers[:1]
	table := tableOf(b)
	table.Now().Gone[1] = true
	table.Rebuild()
	if p := table.Problem(1); p.Lower[0] != 0.1 || p.Upper[0] != 0.1 {
		t.Errorf("%g to %g is on the table, want 0.1", p.Lower[0], p.Upper[0])
	}
}

// Two packages in force settle the same issue. When first the earlier and then
// the later is broken, nothing is left of either.
func TestBreachesInTheOrderOfSignature(t *testing.T) {
	for _, order := range [][]int{{1, 2}, {2, 1}} {
		b := &Bargain{
			Parties:  []Party{player("a")},
			Packages: []Package{package1("settlement", Settlement, 1, 1), package1("pause", Partial, 0.5, 0.4), package1("truce", Ceasefire, 1, 0.8)},
			Issues:   []Issue{at(0.2, 1, 50, 1)},
		}
		game, ok := meet(b, 1, []float64{0.4})
		if !ok {
			t.Fatal("nothing was signed")
		}
		game.Round++
		for i := range game.Decides {
			game.Decides[i] = i == 2
		}
		game.talk()
		if !game.Force[1].On || !game.Force[2].On || game.Table.now.StatusQuo[0] != 0.8 {
			t.Fatalf("in force %v and %v, held %g", game.Force[1].On, game.Force[2].On, game.Table.now.StatusQuo[0])
		}
		game.End(order[0])
		game.End(order[1])
		if got := game.Table.now.StatusQuo[0]; got != 0.2 {
			t.Errorf("after breaches of %v %g is held, want 0.2", order, got)
		}
	}
}
