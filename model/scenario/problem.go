package scenario

// A Problem is one thing wrong with a scenario file.
type Problem struct {
	File      string
	Line, Col int
	Msg       string
	Source    string // the offending line
}

// A Condition is an expression over the figures of a run, such as
// share("settlement") > 0.02.
type Condition struct {
	Text string
}
