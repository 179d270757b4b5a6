package cause

import (
	"math"
	"math/rand/v2"
	"testing"
)

// A party is indifferent: giving in now is worth what holding out for ever is,
// round by round, against a party that gives in with the chance of the formula.
func TestIndifferent(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	mixed := 0
	for range 1000 {
		p := Insisting{HoldsOut: random.Float64(), GivesIn: random.Float64(), Patience: random.Float64()}
		p.Wins = p.GivesIn + random.Float64()*0.3
		q := p.OtherGivesIn()
		if q == 0 && p.GivesIn > p.HoldsOut || q < 0 || q > 1 {
			t.Fatalf("%+v: %g", p, q)
		}
		if q == 0 || q == 1 {
			continue
		}
		mixed++
		value, left := 0.0, 1.0 // of holding out, and what is still to come
		for left > 1e-14 {
			value += left * (1 - p.Patience) * p.HoldsOut
			left *= p.Patience
			value += left * q * p.Wins
			left *= 1 - q
		}
		if math.Abs(value-p.GivesIn) > 1e-9 {
			t.Fatalf("%+v: holding out is worth %g", p, value)
		}
	}
	if mixed < 100 {
		t.Errorf("only %d of 1000 mix", mixed)
	}
}

// Who insists on what it would get anyway has nothing to hold out for; whom
// holding out costs nothing makes nobody give in.
func TestAttritionLimits(t *testing.T) {
	none := Insisting{HoldsOut: 0.2, GivesIn: 0.5, Wins: 0.5, Patience: 0.9}
	free := Insisting{HoldsOut: 0.5, GivesIn: 0.5, Wins: 0.6, Patience: 0.9}
	if q := none.OtherGivesIn(); q != 1 {
		t.Errorf("nothing to win: %g", q)
	}
	if q := free.OtherGivesIn(); q != 0 {
		t.Errorf("nothing to lose: %g", q)
	}
	a := NewAttrition(none, none)
	if meanRounds(a) != 1 || firstWins(a) != 0.5 {
		t.Errorf("%g rounds, first wins %g", meanRounds(a), firstWins(a))
	}
	if a = NewAttrition(free, free); !math.IsInf(meanRounds(a), 1) || !math.IsNaN(firstWins(a)) || a.Meet(0, [2]float64{}) != -1 {
		t.Errorf("%g rounds, first wins %g", meanRounds(a), firstWins(a))
	}
	if a = NewAttrition(none, free); a.GivesIn != [2]float64{0, 1} || firstWins(a) != 1 {
		t.Errorf("%+v", a) // it is the second party that gives in on account of the first
	}
}

// Meetings last as long as, and are won as often as, the formulas say.
func TestMeet(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 4))
	a := Attrition{[2]float64{0.3, 0.15}}
	const games = 100_000
	rounds, squares, wins := 0.0, 0.0, 0.0
	for range games {
		n, gave := 0.0, -1
		for gave < 0 {
			n++
			gave = a.Meet(random.IntN(2), [2]float64{random.Float64(), random.Float64()})
		}
		rounds, squares = rounds+n, squares+n*n
		wins += float64(gave)
	}
	mean := rounds / games
	if d := math.Sqrt((squares/games - mean*mean) / games); math.Abs(mean-meanRounds(a)) > 4*d {
		t.Errorf("%g rounds, want %g ± %g", mean, meanRounds(a), d)
	}
	if d := 0.5 / math.Sqrt(games); math.Abs(wins/games-firstWins(a)) > 4*d {
		t.Errorf("first wins %g, want %g ± %g", wins/games, firstWins(a), d)
	}
}

// meanRounds is the expected number of meetings until one gives in, that one
// included; +Inf if neither does.
func meanRounds(a Attrition) float64 { return 1 / a.Ends() }

// firstWins is the chance that it ends at the demand of the first party, 0 to 1;
// NaN if neither gives in.
func firstWins(a Attrition) float64 { return a.GivesIn[1] * (1 - a.GivesIn[0]/2) / a.Ends() }
