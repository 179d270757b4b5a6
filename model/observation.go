package model

// An ObservationKind says what an Observation is about.
type ObservationKind int

// The kinds of observation.
const (
	MeetingObserved  ObservationKind = iota // a meeting was held
	NoMeeting                               // no meeting was held
	SignedObserved                          // package Of was signed
	BrokenObserved                          // package Of was broken: a party violated it
	InForceObserved                         // package Of was in force at the end of the round
	NothingInForce                          // no package was in force at the end of the round
	CarriedObserved                         // lever Of was carried out
	WithheldObserved                        // lever Of had not been carried out by the end of the round
	LineObserved                            // issue Of, which a process moves, stood between Lower and Upper at the end of the round
)

// An Observation is what is known to have happened in a round. Draws of a game over
// rounds that do not match it are excluded; the others are those of a run that
// starts from what is known (model 4.13).
type Observation struct {
	Round        int // from 0
	Kind         ObservationKind
	Of           int     // package, lever or issue, as the kind says; −1: none
	Lower, Upper float64 // positions, Lower ≤ Upper; of a LineObserved
	Evidence     *Evidence
}

// observe compares the round that ends with what was observed in it. A theory that
// asks nobody is not compared: it has no events.
func (g *Game) observe() {
	if g.predicts() {
		return // nothing is signed, broken or refused where nobody is asked
	}
	for i := range g.Bargain.Observed {
		if o := &g.Bargain.Observed[i]; o.Round == g.Round && !g.matches(o) {
			g.unmet = i
			return
		}
	}
}

// cutShort is observe for a round that an escalation has ended: nothing that was
// observed in it or later can have happened.
func (g *Game) cutShort() {
	for i := range g.Bargain.Observed {
		if g.Bargain.Observed[i].Round >= g.Round {
			g.unmet = i
			return
		}
	}
}

func (g *Game) matches(o *Observation) bool {
	switch o.Kind {
	case MeetingObserved:
		return g.met
	case NoMeeting:
		return !g.met
	case SignedObserved:
		f := &g.Force[o.Of]
		return f.First >= 0 && f.Since == g.Round
	case BrokenObserved:
		return g.Force[o.Of].Broken == g.Round
	case InForceObserved:
		return g.Force[o.Of].On
	case NothingInForce:
		for i := range g.Force {
			if g.Force[i].On {
				return false
			}
		}
		return true
	case CarriedObserved:
		return g.carriedAt[o.Of] == g.Round
	case WithheldObserved:
		return g.carriedAt[o.Of] < 0
	case LineObserved:
		x := g.Table.now.StatusQuo[o.Of]
		return o.Lower <= x && x <= o.Upper
	}
	return false
}

// finishExcluded writes the outcome of a draw that does not match what was
// observed: it has none.
func (g *Game) finishExcluded(out *Outcome) {
	g.predicted = -1
	spread := out.Spread
	g.finishPrediction(out)
	out.Spread = spread
	out.Class, out.Round, out.Reason, out.Tied = Excluded, g.unmet, NoReason, false
	for i := range out.Utility {
		out.Utility[i], out.Reservation[i], out.Talking[i] = nan, nan, nan
	}
	for i := range out.Spread {
		out.Spread[i] = nan
	}
	if out.Path != nil {
		for r := range out.Path.Class {
			out.Path.Class[r] = Excluded
		}
	}
}

// Break ends package i because a party has violated it.
func (g *Game) Break(i int) {
	g.End(i)
	g.Force[i].Broken = g.Round
}
