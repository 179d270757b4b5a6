package scenario

import (
	"errors"
	"fmt"

	"sim/model"
	"sim/model/process"
)

// checkGame reports what is wrong between the clock and the processes.
func (f *file) checkGame(d *decoder, root *node) {
	p := f.Processes
	if p == nil {
		return
	}
	if f.Clock == nil {
		if i := root.find("processes"); i >= 0 {
			d.at(root.entries[i].key, errors.New("processes act between rounds, and this scenario has no clock; add clock: {rounds: …}"))
		}
	}
	two := func(l *list[ref], what string) {
		if l.at != nil && (len(l.items) != 2 || l.items[0].name == l.items[1].name) {
			d.at(l.at, fmt.Errorf("%s must name two different parties", what))
		}
	}
	if p.Drift != nil {
		two(&p.Drift.Between, "between")
	}
	if p.Learning != nil {
		two(&p.Learning.Between, "between")
	}
	if p.Commitment != nil && p.Drift == nil {
		d.at(p.Commitment.Destruction.at, errors.New("commitment reads the parties' shares off the line of control, and this scenario has no drift"))
	}
	if p.Meetings == nil {
		return
	}
	for i, s := range p.Meetings.Held.items {
		if (s.At == nil) == (s.Every == nil) {
			d.at(p.Meetings.Held.at.items[i], errors.New("a meeting is held either at a round or every so many rounds: give at or every, not both"))
		}
	}
}

// settlements are the packages that settle everything, by index.
func (f *file) settlements() []int {
	var is []int
	for i, p := range f.Packages.values {
		if p.Outcome.value == model.Settlement.String() {
			is = append(is, i)
		}
	}
	if len(f.Packages.values) == 0 {
		is = []int{0}
	}
	return is
}

func (f *file) packagesOf(l *list[ref]) []int {
	if l.at == nil {
		return f.settlements()
	}
	return indices(l.items)
}

// attached is a parameter that levers may move, still without its table.
func attached(t *model.Table, x *number) model.Parameter {
	p := model.Parameter{Number: x.result}
	if x.given() {
		t.Attach(&p, x.path)
	}
	return p
}

// newProcesses returns what makes the processes of the scenario, in the order
// in which they act in a round.
func (f *file) newProcesses() model.NewProcesses {
	p := f.Processes
	if p == nil {
		return nil
	}
	return func(b *model.Bargain, t *model.Table) []model.Process {
		var all []model.Process
		stocks := p.stocks(t)
		if len(stocks) > 0 {
			all = append(all, stocks)
		}
		line := p.Drift.process(t, stocks)
		if line != nil {
			all = append(all, line)
		}
		if l := p.Learning; l != nil {
			all = append(all, &process.Learning{Gains: l.Between.items[0].index(), Loses: l.Between.items[1].index(), Success: l.Success.result, Weight: l.Weight.result})
		}
		if s := p.Screening; s != nil {
			all = append(all, &process.Screening{
				By: s.By.index(), Of: s.Of.index(), Prior: s.Prior.result, IfWeak: s.IfWeak.result, IfStrong: s.IfStrong.result, Packages: indices(s.Packages.items),
				Key: model.Key("private/" + s.Of.name),
			})
		}
		if v := p.Violations; v != nil {
			all = append(all, v.process(t, b))
		}
		if e := p.Escalation; e != nil {
			all = append(all, &process.Escalation{Hazard: attached(t, &e.Hazard), Desperation: e.Desperation.result})
		}
		var belief *process.Credibility
		if c := p.Credibility; c != nil {
			belief = &process.Credibility{Memory: c.Memory.result, Lapse: c.Lapse.result}
			all = append(all, belief)
		}
		room := p.Meetings.process(t)
		if a := p.Alienation; a != nil {
			all = append(all, &process.Alienation{Belief: a.Belief.result, Refusal: a.Refusal.result, Credibility: belief, Meetings: room})
		}
		if y := p.Delay; y != nil {
			all = append(all, &process.Delay{Called: attached(t, &y.Called), Noise: y.Noise.result})
		}
		if k := p.Breakdown; k != nil {
			all = append(all, &process.Breakdown{Hazard: attached(t, &k.Hazard), Reopen: attached(t, &k.Reopen)})
		}
		if room != nil {
			all = append(all, room)
		}
		if r := p.Ratification; r != nil {
			all = append(all, r.process(t, f))
		}
		if c := p.Commitment; c != nil {
			all = append(all, &process.Commitment{Line: line, Destruction: c.Destruction.result, Packages: f.packagesOf(&c.Packages)})
		}
		return all
	}
}

func (p *processes) stocks(t *model.Table) process.Stocks {
	var ss process.Stocks
	for i, s := range p.Stock.values {
		ss = append(ss, &process.Stock{
			Name: p.Stock.keys[i].name, Of: s.Of.index(), Level: s.Level.result, Loss: attached(t, &s.Loss), Inflow: attached(t, &s.Inflow),
			Use: s.Use.result, Supply: s.Use.given(), Always: s.Always.value, Push: s.Push.result,
		})
	}
	return ss
}

func (x *drift) process(t *model.Table, stocks process.Stocks) *process.Drift {
	if x == nil {
		return nil
	}
	d := &process.Drift{
		Issue: x.Issue.index(), Gains: x.Between.items[0].index(), Loses: x.Between.items[1].index(),
		Drift: x.Drift.result, Momentum: x.Momentum.result, Volatility: x.Volatility.result, Reversion: x.Reversion.result,
		Speed: x.Speed.result, Prospects: x.Prospects.result, Sensitivity: x.Sensitivity.result,
	}
	if b := x.Breakthrough; b != nil {
		d.Breakthrough, d.Size = attached(t, &b.Chance), b.Size.result
	}
	for _, f := range x.Forces.items {
		s := stocks[f.Stock.index()]
		d.Forces = append(d.Forces, process.Force{Stock: s, Gains: s.Of == d.Gains, Elasticity: f.Elasticity.result})
	}
	return d
}

func (m *meetings) process(t *model.Table) *process.Meetings {
	if m == nil {
		return nil
	}
	p := &process.Meetings{NoShow: m.NoShow.result}
	for _, s := range m.Held.items {
		slot := process.Slot{At: -1, From: int(s.From.value), Until: int(s.Until.value), Between: indices(s.Between.items)}
		if s.At != nil {
			slot.At = int(s.At.value)
		} else {
			slot.Every = int(s.Every.value)
		}
		if s.Decides.at != nil {
			slot.Decides = append([]int{}, indices(s.Decides.items)...)
		}
		p.Held = append(p.Held, slot)
	}
	for i, r := range m.Refusal.values {
		key := m.Refusal.keys[i]
		p.Refusal = append(p.Refusal, process.Refusal{Party: key.index(), Chance: attached(t, r), Key: model.Key("meetings/refusal." + key.name)})
	}
	return p
}

func (v *violations) process(t *model.Table, b *model.Bargain) *process.Violations {
	p := &process.Violations{
		Monitoring: v.Monitoring.result, Guarantee: v.Guarantee.result, Temptation: v.Temptation.result,
		FalseAttribution: v.FalseAttribution.result, GuaranteeIssue: v.GuaranteeIssue.index(), TrustLoss: v.TrustLoss.result,
		Disruption: make([]model.Number, len(b.Parties)),
	}
	for i, h := range v.Hazard.values {
		key := v.Hazard.keys[i]
		p.Hazard = append(p.Hazard, process.Hazard{Package: key.index(), Rate: attached(t, h), Key: model.Key("viol/" + key.name)})
	}
	for i, x := range v.Disruption.values {
		p.Disruption[v.Disruption.keys[i].index()] = x.result
	}
	return p
}

func (r *ratification) process(t *model.Table, f *file) *process.Ratification {
	p := &process.Ratification{Packages: f.packagesOf(&r.Packages)}
	for i, x := range r.By.values {
		key := r.By.keys[i]
		p.By = append(p.By, process.Ratifying{Party: key.index(), Chance: attached(t, x), Key: model.Key("ratification/" + key.name)})
	}
	return p
}
