package scenario

import "sim/model"

// aid is the aid account.
type aid struct {
	Of    ref            `yaml:"of" doc:"the party that receives the aid" of:"party"`
	Need  number         `yaml:"need" doc:"what it needs a round, in money" in:"(0, inf)" unit:"money per round"`
	Costs number         `yaml:"costs" doc:"what a complete lack of aid adds to its disagreement cost" in:"[0, 1]" unit:"stake units"`
	Flows dict[donation] `yaml:"flows" doc:"who gives how much" of:"each party"`
	Fill  dict[fill]     `yaml:"fill,omitempty" doc:"who makes up for what others cut" of:"each party"`
}

// donation is an entry of flows.
type donation struct {
	Amount number `yaml:"amount" doc:"aid a round, in money" in:"[0, inf)" unit:"money per round"`
	CutBy  ref    `yaml:"cut_by,omitempty" doc:"the lever whose strength is the share cut" of:"lever"`
}

// fill is an entry of fill.
type fill struct {
	Capacity    number `yaml:"capacity" doc:"the most it can give a round, in money" in:"[0, inf)" unit:"money per round"`
	Willingness number `yaml:"willingness,omitempty" doc:"share of the gap that it is ready to fill" in:"[0, 1]" default:"1"`
	Substitutes number `yaml:"substitutes,omitempty" doc:"how far its aid replaces what was cut" in:"[0, 1]" default:"1"`
}

func (a *aid) model() *model.AidAccount {
	m := &model.AidAccount{Of: a.Of.index(), Need: a.Need.result, Costs: a.Costs.result}
	for i, flow := range a.Flows.values {
		m.Donors = append(m.Donors, model.Donor{Party: a.Flows.keys[i].index(), Flow: flow.Amount.result, CutBy: flow.CutBy.index()})
	}
	for i, fill := range a.Fill.values {
		m.Fillers = append(m.Fillers, model.Filler{
			Party: a.Fill.keys[i].index(), Capacity: fill.Capacity.result,
			Willingness: fill.Willingness.result, Substitutability: fill.Substitutes.result,
		})
	}
	return m
}
