// Package process holds what moves between the rounds of a game: meetings and
// who refuses them, the moving issue, stocks, broken packages, delay,
// ratification, escalation. A process is one file and one line in All, which
// lists them in the order in which they act.
//
// A file holds an entry of the registry (what the process assumes and its
// parameters) and a model.Process. What a process may do besides moving before
// the talks and following them is an interface of its own: model.Expecter,
// model.Responder, model.Ratifier, model.Blocker, model.Convener, model.HazardSource,
// model.StatusQuoOwner, model.LeverObserver, and Linker here. A process knows the game it acts in and nothing of theories or files.
package process

import (
	"sim/model"
	"sim/model/portable"
)

// logistic is σ(y) = 1/(1+e^−y).
func logistic(y float64) float64 { return 1 / (1 + portable.Exp(-y)) }

// logit is the log-odds of a share, held away from 0 and 1.
func logit(q float64) float64 {
	q = min(max(q, 1e-9), 1-1e-9)
	return portable.Log(q / (1 - q))
}

// chance is the probability that an event of hazard h happens within a round:
// 1 − e^−h.
func chance(h float64) float64 { return -portable.Expm1(-h) }

// raceOf is a race of the parties.
func raceOf(b *model.Bargain, stream string) model.Race {
	names := make([]string, len(b.Parties))
	for i := range names {
		names[i] = b.Parties[i].ID
	}
	return model.NewRace(stream, names)
}

// strikes reports whether an event of hazard h happens in the round: number k
// of the stream decides.
func strikes(g *model.Game, key model.StreamKey, k int, h float64) bool {
	if !(h > 0) {
		return false
	}
	// A chance is less than its hazard, which most often settles it.
	u := g.Uniform(key, k)
	return u <= h*(1+1e-9) && u <= chance(h)
}
