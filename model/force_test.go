package model

import (
	"math"
	"slices"
	"testing"
)

// script is a process made of functions, for tests that drive the loop.
type script struct {
	BaseProcess
	move, follow func(g *Game)
	owns         int // the issue whose status quo it moves, from 1; 0: none
}

func (s *script) Move(g *Game) {
	if s.move != nil {
		s.move(g)
	}
}

func (s *script) Follow(g *Game) {
	if s.follow != nil {
		s.follow(g)
	}
}

func (s *script) Owns(issue int) bool { return s.owns == issue+1 }

// lowest is a stub theory that settles on the least that can be tabled.
type lowest struct{}

func (lowest) Solve(p *Problem, _ *Stream, out *Offer) {
	out.Reset(p.Parties, p.Issues)
	copy(out.Terms, p.Lower)
}

// package1 is a package that puts the one issue at the given position.
func package1(id string, class Class, relief, at float64) Package {
	return Package{
		ID: id, Outcome: class, Issues: []int{0}, Relieves: Known(relief),
		Limits: []Limit{{Issue: 0, Lower: Known(at), Upper: Known(at)}},
	}
}

// scripted is a bargain of one party that wants the high end of the issues and
// follows the script.
func scripted(issues, rounds int, s *script, packages ...Package) *Bargain {
	b := &Bargain{
		Parties:   []Party{player("a")},
		Packages:  packages,
		Theories:  []Theory{{Name: "stub", New: func() Protocol { return lowest{} }}},
		Clock:     Clock{Rounds: rounds},
		Processes: func(*Bargain) []Process { return []Process{s} },
	}
	for range issues {
		b.Issues = append(b.Issues, at(0.5, 1, 50, 1))
	}
	return b
}

func playOnce(b *Bargain) Outcome {
	out := []Outcome{b.NewOutcome()}
	NewRunner(b).Run(nil, MedianEvents{}, out)
	return out[0]
}

// Of several packages in force that settle an issue the one signed last holds;
// when it ends, what the others say holds again, and then the status quo.
func TestSignedLastHolds(t *testing.T) {
	var quo []float64
	s := &script{
		move: func(g *Game) {
			for i := range g.Decides {
				g.Decides[i] = i == []int{2, 0, 1, -1, -1, -1}[g.Round] // not in the order of the file
			}
			switch g.Round {
			case 3:
				g.End(1)
			case 4:
				g.End(0)
			case 5:
				g.End(2)
			}
		},
		follow: func(g *Game) { quo = append(quo, g.Now().StatusQuo[0]) },
	}
	b := scripted(1, 6, s, package1("ceasefire", Ceasefire, 0.9, 0.8), package1("wider", Ceasefire, 0.95, 0.3), package1("truce", Partial, 0.2, 0.1))
	playOnce(b)
	if want := []float64{0.1, 0.8, 0.3, 0.8, 0.1, 0.5}; !slices.Equal(quo, want) {
		t.Errorf("status quo %v, want %v", quo, want)
	}

	quo, b.Clock.Rounds = nil, 4
	if out := playOnce(b); out.Terms[0] != 0.8 || out.Class != Ceasefire {
		t.Errorf("ends in %v at %g, want the ceasefire still in force at 0.8", out.Class, out.Terms[0])
	}
}

// Of what a broken package had moved, what is irreversible stays (model 3.4).
func TestIrreversible(t *testing.T) {
	for stays, want := range map[float64]float64{0: 0.5, 0.25: 0.6, 1: 0.9} {
		quo := nan
		s := &script{
			move: func(g *Game) {
				g.Decides[0] = g.Round == 0
				if g.Round == 1 {
					g.End(0)
				}
			},
			follow: func(g *Game) { quo = g.Now().StatusQuo[0] },
		}
		b := scripted(1, 2, s, package1("ceasefire", Ceasefire, 0.9, 0.9))
		b.Issues[0].Irreversible = Known(stays)
		if out := playOnce(b); math.Abs(quo-want) > 1e-15 || out.Class != Collapsed {
			t.Errorf("%g stays: ends in %v at %g, want it to have collapsed at %g", stays, out.Class, quo, want)
		}
	}
}

// A settlement ends all other packages; nothing is tabled while it is in
// force, and nobody is recorded as not consenting.
func TestSettlementEndsOthers(t *testing.T) {
	s := &script{move: func(g *Game) { g.Decides[0], g.Decides[1] = g.Round > 0, true }}
	b := scripted(1, 5, s, package1("settlement", Settlement, 1, 0.6), package1("truce", Partial, 0.2, 0.1))
	signed := 0
	out := b.NewOutcome()
	Narrate(b, 0, nil, MedianEvents{}, &out, func(e Event) {
		switch e.Kind { //nolint:exhaustive // the others may happen
		case PackageSigned:
			signed++
		case Tabled, NoZone:
			if e.Round > 1 {
				t.Errorf("round %d: something is tabled under a settlement", e.Round)
			}
		case Recorded:
			if e.Round > 0 {
				t.Errorf("round %d: somebody is recorded under a settlement", e.Round)
			}
		}
	})
	if out.Class != Settlement || out.Terms[0] != 0.6 || signed != 2 {
		t.Errorf("ends in %v at %g after %d signatures", out.Class, out.Terms[0], signed)
	}
}

// The payoff from a package in force follows the issues that it leaves open:
// they stand where they are now, not where they were when it was signed.
func TestStandingFollowsTheStatusQuo(t *testing.T) {
	var worth []float64
	line := []float64{0.5, 0.6, 0.9}
	s := &script{owns: 2}
	s.move = func(g *Game) { g.Now().StatusQuo[1] = line[g.Round] }
	s.follow = func(g *Game) { worth = append(worth, g.Standing(0)) }
	playOnce(scripted(2, 3, s, package1("truce", Partial, 0.2, 0.1)))
	for r, y := range line {
		if want := 0.5*0.1 + 0.5*y; math.Abs(worth[r]-want) > 1e-12 {
			t.Errorf("round %d: worth %g, want %g", r, worth[r], want)
		}
	}
}

// A red line that ties its issue to a package brings in whoever carries the
// issue out, and with them what their red lines tie.
func TestTiedIssues(t *testing.T) {
	b := scripted(3, 1, &script{}, Package{ID: "ceasefire", Outcome: Ceasefire, Issues: []int{0}, Relieves: Known(1)})
	sponsor := player("sponsor")
	sponsor.Seat = Sponsor
	b.Parties = append(b.Parties, sponsor)
	for k := range b.Issues {
		b.Issues[k].Stances = append(b.Issues[k].Stances, Stance{Ideal: Known(0), Salience: Known(10)})
	}
	b.Issues[2].Carriers = []Carrier{{Party: 1, Share: Known(1), Credibility: Known(1)}}
	b.Issues[2].RedLines = []RedLine{{Party: 0, Side: AtLeast, Bound: Known(0.4), Binding: Known(1), Packages: []int{0}}}
	b.Issues[1].RedLines = []RedLine{{Party: 1, Side: AtMost, Bound: Known(0.7), Binding: Known(1), Packages: []int{0}}}
	table := NewTable(b)
	table.SetInputs(nil, MedianEvents{})
	p := table.Problem(0)
	if !slices.Equal(p.InPackage, []bool{true, true, true}) || !slices.Equal(p.Consent, []bool{true, true}) {
		t.Errorf("issues %v, consent %v: want all", p.InPackage, p.Consent)
	}
	if p.Lower[2] != 0.4 || p.Upper[1] != 0.7 {
		t.Errorf("bounds %v to %v", p.Lower, p.Upper)
	}
}

// Of two packages signed in one round the one tabled later holds.
func TestTabledLaterHolds(t *testing.T) {
	b := scripted(1, 1, &script{}, package1("visits", Partial, 0, 0.2), package1("truce", Partial, 0.3, 0.7))
	if out := playOnce(b); out.Class != Partial || out.Terms[0] != 0.7 {
		t.Errorf("ends in %v at %g, want a truce at 0.7", out.Class, out.Terms[0])
	}
}

// A partial package that relieves nothing of what somebody bears does not name the
// outcome; where nobody bears anything, what is in force does.
func TestIdlePackageNamesTheOutcome(t *testing.T) {
	b := scripted(1, 2, &script{}, package1("visits", Partial, 0, 0.2))
	if out := playOnce(b); out.Class != Partial || out.Package != 0 {
		t.Errorf("nobody bears a cost, visits are in force, and it ends in %v with package %d", out.Class, out.Package)
	}
	b = scripted(1, 2, &script{}, package1("visits", Partial, 0, 0.2))
	b.Parties[0].DisagreementCost = Size{Amount: Known(0.1)}
	if out := playOnce(b); out.Class != Stalemate {
		t.Errorf("visits stop nothing of what is borne, and it ends in %v", out.Class)
	}
}
