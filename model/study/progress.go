package study

// A Watch receives the progress of a question, about ten times per second,
// however long a draw or a point takes. Calls do not overlap. nil: ignore
// progress.
type Watch func(Progress)

// A Progress is the progress of a question.
type Progress struct {
	Stage       Stage
	Part, Parts int // current part, from 1, and number of parts, of a stage that has parts
	Draws       int // draws of this stage that are done, those of unfinished chunks included
	Total       int // draws of this stage; 0 if it counts points
	Points      int // points done, if the stage counts points
	TotalPoints int // points known so far
	// Running is how much of the unfinished points is done, as a number of
	// points, if the stage counts points.
	Running float64
	// Tally summarises the outcomes of finished chunks of draws; nil if the
	// stage counts points.
	Tally *Tally
}

// A Stage is what a question currently simulates.
type Stage int

// The stages.
const (
	OwnDraws      Stage = iota // the draws of the scenario as it is
	FirstDraws                 // a few of them, under one theory of each cause, for a first answer
	IndexDraws                 // samples for Sobol indices
	ShapleyDraws               // permutations for Shapley effects
	InputEnds                  // inputs at both ends of their ranges
	LeverEnds                  // each lever at 0 and 1
	VariantPoints              // variants of the scenario, counted as points
)

// at returns the engine's progress callback for a stage.
func (w Watch) at(p Progress) func(int, *Tally) {
	if w == nil {
		return nil
	}
	return func(draws int, finished *Tally) {
		p.Draws, p.Tally = draws, finished
		w(p)
	}
}

// part reports the start of part i of n, and adds the part to all later
// progress.
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
