package study

// A Watch is told how far a question has come, from one goroutine at a time; nil:
// nobody asks.
type Watch func(Progress)

// A Progress says how far a question has come.
type Progress struct {
	Stage       Stage
	Part, Parts int // of a stage that has parts: which one, from 1, and how many
	Draws       int // draws done of this stage
	Total       int // draws of this stage; 0 where points are counted
	Points      int // points done, where points are counted
	TotalPoints int // points known so far
	// Tally holds how many draws there are and in which outcomes they ended; nil
	// where points are counted.
	Tally *Tally
}

// A Stage is what a question simulates at the moment.
type Stage int

// The stages.
const (
	OwnDraws      Stage = iota // the draws of the scenario as it is
	IndexDraws                 // samples for Sobol indices
	ShapleyDraws               // permutations for Shapley effects
	InputEnds                  // inputs at either end of their range
	LeverEnds                  // one lever after the other at 0 and 1
	VariantPoints              // variants of the scenario, counted as points
)

// at is what the engine tells of a stage.
func (w Watch) at(p Progress) func(*Tally) {
	if w == nil {
		return nil
	}
	return func(t *Tally) {
		p.Draws, p.Tally = t.Draws, t
		w(p)
	}
}

// part says at once that part i of n begins, and names the part with all that is
// told of it.
func (w Watch) part(i, n int) Watch {
	if w == nil {
		return nil
	}
	w(Progress{Part: i, Parts: n})
	return func(p Progress) {
		p.Part, p.Parts = i, n
		w(p)
	}
}
