package montecarlo

import (
	"math"

	"sim/model"
)

// mostRounds is more rounds than a bargain can have: a length in a record that
// exceeds it is damage.
const mostRounds = 1 << 16

// walk carries the outcomes of a chunk whose N is set, field by field, so that
// like stands beside like. Inputs are left out: they follow from the seed. If
// not whole, so is what the data files do not hold: how a draw went round by
// round.
func (c *Chunk) walk(w *wire, b *model.Bargain, whole bool) {
	for t := range c.Outcomes {
		os := c.Outcomes[t][:c.N]
		for j := range os {
			class, reason := int(os[j].Class), int(os[j].Reason)
			w.intBelow(&class, 0, model.Classes+2)
			w.intBelow(&reason, 0, len(model.ReasonNames))
			os[j].Class, os[j].Reason = model.Class(class), model.Reason(reason)
		}
		for j := range os {
			w.intBelow(&os[j].Round, 0, mostRounds)
			w.intBelow(&os[j].Package, -1, len(b.Packages))
			w.intBelow(&os[j].NotConsenting, -1, len(b.Parties))
			w.flag(&os[j].FrozenConflict)
			w.flag(&os[j].Durable)
		}
		for j := range os {
			w.intBelow(&os[j].Open, 0, mostRounds)
			w.intBelow(&os[j].Ripe, 0, mostRounds)
			w.intBelow(&os[j].RipeFirst, -1, mostRounds)
		}
		if b.Theories[t].Keeps {
			for j := range os {
				w.intBelow(&os[j].Breaker, -1, len(b.Parties))
				w.intBelow(&os[j].BreaksIn, 0, 2*mostRounds)
				w.floatOrNaN(&os[j].Weakest)
			}
		}
		for k := range b.Issues {
			for j := range os {
				w.floatOrNaN(&os[j].Terms[k])
			}
		}
		for r := range b.Totals {
			for j := range os {
				w.floatOrNaN(&os[j].Price[r])
			}
			for j := range os {
				w.floatOrNaN(&os[j].Excess[r])
			}
		}
		for i := range b.Parties {
			for j := range os {
				w.float(&os[j].Utility[i])
			}
			for j := range os {
				w.float(&os[j].Reservation[i])
			}
			for j := range os {
				w.floatUnlike(&os[j].Talking[i], os[j].Reservation[i])
			}
			for j := range os {
				w.floatOrNaN(&os[j].Payoff[i])
				w.floatOrNaN(&os[j].Compliance[i])
				w.floatOrNaN(&os[j].GivenAway[i])
			}
		}
		if whole {
			for j := range os {
				walkRounds(w, &os[j], b.Clock.Rounds)
			}
		}
	}
}

// floatOrNaN handles a number that is often NaN: the issue was not settled, or
// nothing was signed.
func (w *wire) floatOrNaN(x *float64) {
	settled := !math.IsNaN(*x)
	if w.flag(&settled); settled {
		w.float(x)
		return
	}
	*x = math.NaN()
}

// floatUnlike handles a number that often equals another one.
func (w *wire) floatUnlike(x *float64, other float64) {
	differs := math.Float64bits(*x) != math.Float64bits(other)
	if w.flag(&differs); differs {
		w.float(x)
		return
	}
	*x = other
}

// walkRounds handles the course of a draw over rounds.
func walkRounds(w *wire, o *model.Outcome, rounds int) {
	for c := range o.First {
		w.intBelow(&o.First[c], -1, rounds+1)
	}
	w.intBelow(&o.Lasted, -1, rounds+2)
	w.flag(&o.Ended)
	w.flag(&o.Tied)
	w.counts(o.Blocks)
	if o.Path == nil {
		return
	}
	w.floats(o.Path.Line)
	for t := range o.Path.Class {
		class := int(o.Path.Class[t])
		w.intBelow(&class, 0, model.Classes+2)
		o.Path.Class[t] = model.Class(class)
	}
	for t := range o.Path.Line {
		w.floats(o.Path.Reservation(t))
	}
}
