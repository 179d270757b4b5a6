package model

// Resolved is how a case ended that a scenario describes.
type Resolved struct {
	Before  bool       // whether the inputs were published before the outcome; otherwise they were written when it was known
	Outcome Class      // the class in which it ended
	Date    string     // of the outcome: a year, a month or a day
	Caveat  string     // what whoever reads a score of the case must know; empty: none is stated
	Agreed  []AgreedOn // in the order of the issues; those of which nothing is known are missing
}

// AgreedOn is where an issue of a resolved case ended.
type AgreedOn struct {
	Issue     int       // index of the issue
	Low, High float64   // in the issue's own unit, Low at most High: the same unless sources disagree
	Evidence  *Evidence // never nil
}
