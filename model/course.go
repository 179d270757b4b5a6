package model

import "slices"

// A Course is how a theory without consent comes to its terms at one meeting:
// turn by turn, who stands where and what moves whom. Only a listener to a draw
// is told of it (CourseTaken); otherwise nothing is recorded.
type Course struct {
	Parties []int  // the actors: indices of parties, one row of positions each
	Turns   []Turn // issue by issue where the theory decides them one by one
}

// A CourseStep is a turn as one issue sees it: with its column of positions.
type CourseStep struct {
	*Turn
	Column int
}

// Of returns the turns that issue k takes part in, in order.
func (c *Course) Of(k int) (of []CourseStep) {
	for t := range c.Turns {
		if column := slices.Index(c.Turns[t].Issues, k); column >= 0 {
			of = append(of, CourseStep{&c.Turns[t], column})
		}
	}
	return of
}

// A Turn is where the actors stand after a number of turns.
type Turn struct {
	Number   int         // 0: the start
	Issues   []int       // the issues that it is about, ascending: one column of positions each
	Position [][]float64 // per actor and column, [0, 1]; NaN: the actor takes no part
	Outcome  []float64   // per column: what the positions come to, as the theory takes them
	Share    []float64   // per actor: the share of its position in an election of all; nil: none is held
	Options  []Candidate // of an election over options other than the positions of actors
	Moves    []Move      // what led here from the turn before, in the order in which it happened
	Contests []Contest   // the positions in pairs; nil: the theory holds no such contests
}

// A Move is what one actor does with another: it gives way to it, challenges it
// or trades with it.
type Move struct {
	Kind      MoveKind
	By, Other int // parties: who gives way or challenges, and to whom; of a trade, who demands the issue of the first step
	Steps     []Step
	Chance    float64   // with which By's side wins against Other's, in By's eyes; NaN: nobody contends
	Gain      float64   // what By expects of it, in the theory's own measure of utility
	OtherGain float64   // what Other expects of it; NaN: the theory does not ask
	Effect    []float64 // per actor: what the outcomes that it shifts bring, by salience and distance from the actor's position; nil: it shifts none by itself
}

// A Step is what a move means for one actor on one issue.
type Step struct {
	Party, Issue int
	From, To     float64 // positions
	Taken        bool    // whether the actor goes there, rather than to what another move offers it
}

// A MoveKind says what kind of move it is.
type MoveKind int

// The kinds of moves.
const (
	Confrontation MoveKind = iota // both gain by a challenge, the other more: By goes over
	Compromise                    // the other gains more than By loses: By goes a part of the way
	Capitulation                  // the other gains, By loses as much or more: By goes over
	Challenged                    // By challenges Other on all issues: both are offered a bargain
	Traded                        // By and Other give way to each other on an issue each
)

// String is the kind as data files name it.
func (k MoveKind) String() string { return moveKinds[k] }

var moveKinds = [...]string{"confrontation", "compromise", "capitulation", "challenge", "exchange"}

// A Candidate is an option of an election.
type Candidate struct {
	Name  string
	At    float64 // its position
	Share float64 // that the election gives it
}

// A Contest is an election between the positions of two actors, or two options.
type Contest struct {
	For, Against      int       // parties whose positions they are, the first of several that hold it; of options, their indices in Turn.Options
	Strength, Opposed float64   // total votes of either coalition
	Victory           float64   // chance that For's position wins, [0, 1]
	Votes             []float64 // per actor: its vote; positive for For, negative for Against
}

// Add adds the vote of the next actor.
func (c *Contest) Add(vote float64) {
	c.Votes = append(c.Votes, vote)
	c.Strength += max(0, vote)
	c.Opposed += max(0, -vote)
}

// A Recorder is a Protocol that can record its course.
type Recorder interface {
	// Record has the next Solve write its course into c; nil ends that. What
	// Solve finds does not depend on it.
	Record(c *Course)
}

// solve asks the theory for terms of package i, and tells a listener of the
// course by which it comes to them.
func (g *Game) solve(i int, p *Problem) {
	if e := g.recall(); e != nil {
		g.offer.CopyFrom(&e.offer)
		p.AtLevel(e.level)
		return
	}
	defer func() { g.enter(&g.offer, p, 0, false) }()
	r, ok := g.protocol.(Recorder)
	if !ok || g.Tell == nil {
		g.protocol.Solve(p, g.stream, &g.offer)
		return
	}
	c := new(Course)
	r.Record(c)
	g.protocol.Solve(p, g.stream, &g.offer)
	r.Record(nil)
	if len(c.Turns) > 0 {
		g.tell(Event{Kind: CourseTaken, Party: -1, Package: i, Lever: -1, Course: c})
	}
}
