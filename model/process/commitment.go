package process

import "sim/model"

// Commitment stops settlements that a rising side could not promise to keep:
// if the other side's share from fighting on now exceeds everything it could
// be given from the next round on, it does not consent (Powell 2006; model
// 2.11). The shares are read off the line of control.
type Commitment struct {
	model.Still
	Line        *Drift
	Destruction model.Number // share of what is at stake that fighting destroys, [0, 1)
	Packages    []int        // those that need commitment
}

// Respond lets the declining side not consent while the shift in power is too fast.
func (c *Commitment) Respond(g *model.Game, i, pkg int, _ float64) model.Action {
	needed := false
	for _, p := range c.Packages {
		needed = needed || p == pkg
	}
	if !needed || i != c.Line.Gains && i != c.Line.Loses {
		return model.Accept
	}
	next := c.Line.line
	if !g.Now().Frozen {
		_, next = c.Line.step(g, 0)
	}
	now, then := logistic(c.Line.line), logistic(next)
	if i == c.Line.Loses {
		now, then = 1-now, 1-then
	}
	patience := g.Table.Patience(i)
	if then < now && Blocked(now, then, patience, c.Destruction.In(g.In())) {
		g.Report(model.Event{Kind: model.Distrusted, Party: i, Package: pkg, Lever: -1})
		return model.Refuse
	}
	return model.Accept
}

// Blocked reports whether a declining side with share now of what is at stake,
// and then next period, fights rather than settles: δ(1−then)(1−D) + now(1−D) > 1,
// which is to say that its share falls below ShiftThreshold.
func Blocked(now, then, patience, destruction float64) bool {
	return then < ShiftThreshold(now, patience, destruction)
}

// ShiftThreshold is the share next period below which the declining side
// fights: 1 − (1/(1−D) − now)/δ.
func ShiftThreshold(now, patience, destruction float64) float64 {
	return 1 - (1/(1-destruction)-now)/patience
}
