package process

import (
	"sim/model"
	"sim/model/portable"
	"sim/model/registry"
)

var breakdown = entryOf(registry.About{
	Name: "breakdown",
	Doc:  "Talks can end, and open again.",
	Explain: `After a round in which a package was tabled and none was signed, talks end with
the chance 1 − e^−hazard. While they have ended no meeting is held; each round
they open again with the chance reopen. The outcome is then put down to the
breakdown.

It assumes that how long talks have gone on without result does not matter: the
hazard is the same after one failed round and after thirty.

Do not use it for a party that stays away (meetings.refusal) or that prefers to
wait (delay).`,
	Citation: "The constant risk of breakdown of Binmore, Rubinstein & Wolinsky 1986, RAND Journal of Economics 17; that talks open again is this model's own.",
}, func(p Breakdown, _ *model.Bargain) model.Process { return &p })

// Breakdown lets talks end, and open again.
type Breakdown struct {
	model.BaseProcess
	Hazard model.Parameter `yaml:"hazard" doc:"of talks ending, per round in which something was tabled and nothing signed" in:"[0, inf)" moved:"hazard"`
	Reopen model.Parameter `yaml:"reopen,omitempty" doc:"how often ended talks open again, per round" in:"[0, 1]" default:"0" moved:"probability"`
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

// Convenes is the share of draws in which talks go on next round although
// nothing was signed in this one, or open again.
func (b *Breakdown) Convenes(next *model.Game, _ int) float64 {
	goes := portable.Exp(-next.Table.Hazard(&b.Hazard))
	return goes + float64((1-goes)*next.Table.Probability(&b.Reopen))
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
