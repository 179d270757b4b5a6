package process

import "sim/model"

// Breakdown lets talks end, and open again.
type Breakdown struct {
	model.Still
	Hazard model.Parameter // of talks ending, per round in which no package was signed
	Reopen model.Parameter // chance per round that ended talks open again, [0, 1]
}

var (
	breakdownKey = model.Key("breakdown")
	reopenKey    = model.Key("breakdown/reopen")
)

// Move may open talks again.
func (b *Breakdown) Move(g *model.Game) {
	if g.Closed && g.Happens(reopenKey, 0, g.Table.Probability(&b.Reopen)) {
		g.Closed = false
		g.Report(model.Event{Kind: model.TalksReopened, Party: -1, Package: -1, Lever: -1})
	}
}

// Follow may end the talks.
func (b *Breakdown) Follow(g *model.Game) {
	if g.Closed || g.Signed >= 0 || !g.Tabled {
		return
	}
	if strikes(g, breakdownKey, 0, g.Table.Hazard(&b.Hazard)) {
		g.Close()
		g.Report(model.Event{Kind: model.TalksEnded, Party: -1, Package: -1, Lever: -1})
	}
}
