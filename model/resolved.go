package model

// Resolved is how a case ended that a scenario describes.
type Resolved struct {
	Inputs  Inputs     // when the inputs were published
	Outcome Class      // the class in which it ended
	Date    string     // of the outcome: a year, a month or a day
	Caveat  string     // what whoever reads a score of the case must know; empty: none is stated
	Agreed  []AgreedOn // in the order of the issues; those of which nothing is known are missing
}

// Inputs says when the inputs of a resolved case were published.
type Inputs int

// The inputs of a resolved case.
const (
	InputsAfterwards Inputs = iota // written with the case, when its outcome was known
	InputsPublished                // published by others, after the outcome or at no known date
	InputsBefore                   // published before the outcome
)

// InputsNames are the words of scenarios for when inputs were published.
var InputsNames = [...]string{"afterwards", "published", "before"}

// AgreedOn is where an issue of a resolved case ended.
type AgreedOn struct {
	Issue     int       // index of the issue
	Low, High float64   // in the issue's own unit, Low at most High: the same unless sources disagree
	Evidence  *Evidence // never nil
}
