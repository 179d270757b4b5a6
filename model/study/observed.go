package study

import "sim/model/montecarlo"

// An UnobservedError means that no draw under a theory matches what was observed.
type UnobservedError struct {
	Theory      string
	Observation int // index in Bargain.Observed of the first one that nobody meets who met those before
	Draws       int
}

func (e *UnobservedError) Error() string {
	return "under " + e.Theory + " no draw matches what was observed"
}

// unobserved is the error of a tally in which no draw counts under some theory; nil if
// there is none.
func (s *Subject) unobserved(t *montecarlo.Tally) error {
	for i := range t.Theories {
		if t.N(i) > 0 {
			continue
		}
		e := &UnobservedError{Theory: s.Theories[i].Name, Draws: t.Draws}
		for o, n := range t.Theories[i].Unmet {
			if n > 0 {
				e.Observation = o // the last at which draws are lost: nobody gets beyond it
			}
		}
		return e
	}
	return nil
}
