package model

// State is the state of a draw: its history and the results of the present
// round. It is reset at the start of every draw.
type State struct {
	Round int // from 0

	// Set by processes before the talks of the round.
	Meets   bool   // whether a meeting is held
	Room    []bool // per party: in the room
	Decides []bool // per package: whether the meeting can decide it
	Closed  bool   // whether talks have broken down

	// History of the draw.
	Held      int     // meetings held
	Force     []Force // per package
	Blocks    []int   // per party: number of rounds in which it is recorded as not consenting
	Broken    bool    // whether a settlement or ceasefire was signed and broken
	Escalated bool
	First     [Classes]int // round in which each class was first reached; −1 never
	Violator  int          // party to whom the last violation of this round is attributed; −1 none

	// Results of the talks of the round.
	Signed  int      // headline or partial package signed this round; −1 none
	Blocker int      // party recorded as not consenting this round; −1 none
	Reason  Reason   // why no headline package was signed
	Actions []Action // per party: its answer to the last package tabled
	Waits   []bool   // per party: whether it preferred to wait on a headline package
	Tabled  bool     // whether any package was tabled this round

	in                   []float64
	events               Events
	carriedAt            []int // per lever: round in which it was carried out; −1 never
	rooms                []roomCount
	last                 Reason    // last Reason that was not NoReason
	lasted               int       // rounds that headline packages have been in force since the first was signed
	over                 bool      // whether that period has ended
	calm                 int       // consecutive rounds with little of the disagreement cost left, up to this one
	reservation, talking []float64 // per party: d and f when a headline package was last tabled
	excess               []float64 // per total: by how much predicted terms exceed it
	worthKnown           bool
	predicted            int // package whose terms a theory that asks nobody has predicted; −1: none
	unkept               unkept
	met                  bool  // whether a meeting was held in this round
	unmet                int   // first of Bargain.Observed that the draw does not meet; −1: none
	tied                 bool  // whether an offer rests on a choice between equals
	quiet                bool  // whether calm was ever long enough for a frozen conflict
	present              Class // outcome if the draw ended with the last round
}

// unkept is why a package was last found not to keep itself.
type unkept struct{ pkg, party, round int }

// Force is the state of a package: whether it is in force, and on which terms.
type Force struct {
	On          bool
	Settled     bool      // it has taken hold, so that it is broken less often
	Since       int       // round in which it was signed
	Broken      int       // round in which a party last broke it; −1 never
	Kept        int       // round in which it was signed unless it took its own place: since then it has been kept
	First       int       // round in which it was first signed in this draw; −1 never
	Terms       []float64 // positions; meaningful where Included
	Included    []bool    // issues it settles
	Before      []float64 // positions that were held before it was signed
	Payoff      []float64 // per party, as agreed, stake units
	Reservation []float64 // per party: what refusing was worth when it was signed, stake units
	Talking     []float64 // per party: what going on talking was worth then
	Trust       []float64 // per party: φ at signature, (0, 1]
	GivenAway   []float64 // per party: what it gave away for good, stake units
	Price       []float64 // per total: what one unit more would have added, stake units; NaN if it has none of its issues
}

func newState(b *Bargain) State {
	n, m := len(b.Parties), len(b.Packages)
	s := State{
		Room: make([]bool, n), Decides: make([]bool, m), Force: make([]Force, m), Blocks: make([]int, n),
		Actions: make([]Action, n), Waits: make([]bool, n), carriedAt: make([]int, len(b.Levers)),
		rooms:       make([]roomCount, len(b.Rooms)),
		reservation: make([]float64, n), talking: make([]float64, n), excess: make([]float64, len(b.Totals)),
	}
	for i := range s.Room {
		s.Room[i] = true
	}
	for i := range s.Decides {
		s.Decides[i] = true
	}
	for i := range s.Force {
		s.Force[i] = Force{
			Terms: make([]float64, len(b.Issues)), Included: make([]bool, len(b.Issues)), Before: make([]float64, len(b.Issues)),
			Payoff: make([]float64, n), Reservation: make([]float64, n), Talking: make([]float64, n), Trust: make([]float64, n), GivenAway: make([]float64, n),
			Price: make([]float64, len(b.Totals)),
		}
	}
	return s
}

// begin starts a draw.
func (s *State) begin(in []float64, ev Events) {
	s.in, s.events, s.Round = in, ev, 0
	s.Closed, s.Held, s.Broken, s.Escalated = false, 0, false, false
	s.Reason, s.last, s.lasted, s.over, s.calm, s.quiet = NoReason, NoReason, 0, false, 0, false
	s.tied, s.worthKnown, s.predicted, s.unmet = false, false, -1, -1
	clear(s.Blocks)
	for i := range s.Force {
		s.Force[i].On, s.Force[i].Settled, s.Force[i].First, s.Force[i].Broken = false, false, -1, -1
	}
	for i := range s.carriedAt {
		s.carriedAt[i] = -1
	}
	clear(s.rooms)
	for c := range s.First {
		s.First[c] = -1
	}
}

// open starts a round: unless a process changes it, everyone meets and can
// decide every package. Without processes that is so from the start, and nobody
// has ever preferred to wait.
func (s *State) open(processes bool) {
	s.Meets, s.Signed, s.Blocker, s.Violator, s.Tabled, s.met = true, -1, -1, -1, false, false
	if !processes {
		return
	}
	for i := range s.Room {
		s.Room[i] = true
	}
	for i := range s.Decides {
		s.Decides[i] = true
	}
	clear(s.Actions)
	clear(s.Waits)
}

// In returns the draw's varying inputs.
func (s *State) In() []float64 { return s.in }

// Uniform returns number k of the stream in this round, in (0, 1).
func (s *State) Uniform(key StreamKey, k int) float64 { return s.events.Uniform(key, s.Round, k) }

// OnceADraw returns the first number of the stream, which is the same in all rounds of
// the draw, in (0, 1).
func (s *State) OnceADraw(key StreamKey) float64 { return s.events.Uniform(key, 0, 0) }

// Happens reports whether an event with the given probability happens, decided
// by number k of the stream in this round.
func (s *State) Happens(key StreamKey, k int, chance float64) bool {
	return chance > 0 && s.Uniform(key, k) <= chance
}

// FirstOf returns which clock of a race rings first in this round, by number k of
// their streams, and when.
func (s *State) FirstOf(r Race, k int, rates []float64) (first int, at float64) {
	return r.First(s.events, s.Round, k, rates)
}

// Agreed returns the position of issue k under the packages in force: that of
// the package signed last, if several settle it; NaN if none does.
func (s *State) Agreed(k int) float64 {
	x, since := nan, -1
	for i := range s.Force {
		if f := &s.Force[i]; f.On && f.Included[k] && f.Since >= since {
			x, since = f.Terms[k], f.Since
		}
	}
	return x
}
