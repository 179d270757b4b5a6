package process

import (
	"sim/model"
	"sim/model/registry"
)

var commitment = entryOf(registry.About{
	Name: "commitment",
	Doc:  "A declining side does not sign what a rising one could not promise to keep.",
	Explain: `A side whose share of the moving issue is expected to fall refuses if even
everything from the next round on is worth less to it than its share from going on
without an agreement now:

  δ·(1 − next)·(1 − destruction) + now·(1 − destruction) > 1

It assumes that the line measures power, that the shift is foreseen, and that
the rising side cannot tie its hands. It needs drift.

Do not use it where the agreement itself stops the shift, or where third parties
can guarantee it: then the rising side can commit.`,
	Citation: "Powell 2006, War as a Commitment Problem, International Organization 60, condition (2).",
}, func(p commitmentParameters, b *model.Bargain) model.Process {
	return &Commitment{Destruction: p.Destruction, Packages: packagesOr(p.Packages, b)}
})

// Commitment stops settlements that a rising side could not promise to keep:
// if the other side's share from going on without an agreement exceeds everything
// it could be given from the next round on, it does not consent (Powell 2006;
// model 2.11). The shares are read off the moving issue.
type Commitment struct {
	model.BaseProcess
	Line        *Drift
	Destruction model.Number // share of what is at stake that disagreement destroys, [0, 1)
	Packages    []int        // those that need commitment
}

type commitmentParameters struct {
	Destruction model.Number   `yaml:"destruction" doc:"share of what is at stake that disagreement destroys" in:"[0, 1)"`
	Packages    []registry.Ref `yaml:"packages,omitempty" doc:"packages that need commitment; left out: settlements" of:"package"`
}

// Needs says that the parties' shares come from the moving issue.
func (commitmentParameters) Needs() (name, why string) {
	return "drift", "reads the parties' shares off the moving issue"
}

// Link finds the moving issue.
func (c *Commitment) Link(all []model.Process) { c.Line = find[*Drift](all) }

// Respond lets the declining side not consent while the shift in power is too fast.
func (c *Commitment) Respond(g *model.Game, i, pkg int, _ float64) model.Action {
	needed := false
	for _, p := range c.Packages {
		needed = needed || p == pkg
	}
	if !needed || i != c.Line.Gains && i != c.Line.Loses {
		return model.Accept
	}
	_, next := c.Line.step(g, 0)
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
// and then next period, does not settle: δ(1−then)(1−D) + now(1−D) > 1,
// which is to say that its share falls below ShiftThreshold.
func Blocked(now, then, patience, destruction float64) bool {
	return then < ShiftThreshold(now, patience, destruction)
}

// ShiftThreshold is the share next period below which the declining side does
// not settle: 1 − (1/(1−D) − now)/δ.
func ShiftThreshold(now, patience, destruction float64) float64 {
	return 1 - (1/(1-destruction)-now)/patience
}
