package model

import (
	"encoding/json"
	"testing"

	"sim/model/portable"
)

// player is a party for tests: a signatory that trusts and counts on nobody.
func player(id string) Party { return Party{ID: id, Power: Known(1), Patience: Known(0.9)} }

// always is a lever for tests that acts whatever happens, fully believed, with
// the given weight.
func always(id string, weight float64, effects ...Effect) Lever {
	return Lever{
		ID: id, Target: -1, Weight: Known(weight), Credibility: Known(1), FollowThrough: Known(1), PassThrough: Known(1),
		When: []Moment{{Always, -1}}, Effects: effects,
	}
}

// at is an issue of linear scale for tests, with one party's stance.
func at(quo, ideal, salience, curvature float64) Issue {
	return Issue{
		StatusQuo: Known(quo), Curvature: Known(curvature), LossAversion: Known(1),
		Stances: []Stance{{Ideal: Known(ideal), Salience: Known(salience)}},
	}
}

// tableOf returns the table of a bargain of known numbers.
func tableOf(b *Bargain) *Table {
	t := NewTable(b)
	t.SetInputs(nil, MedianEvents{})
	return t
}

// keeps is what a party states to believe that an agreement holds for the share
// phi of the time, if it is never settled: φ = (1−δ)/(1−δs).
func keeps(phi, patience float64) Compliance {
	return Compliance{Given: true, Chance: Known((1 - (1-patience)/phi) / patience), Over: Known(1)}
}

func termsOracle(t *testing.T, in json.RawMessage) map[string]any {
	v := read[struct {
		Compliance   float64 `json:"expected_compliance"`
		Rounds       float64
		Monitoring   float64
		MonitoringBy float64 `json:"monitoring_effect"`
		Guarantee    float64
		GuaranteeNow float64 `json:"guarantee_now"`
		GuaranteeBy  float64 `json:"guarantee_effect"`
		Believed     float64
		Assures      float64
		Patience     float64
		Settles      float64
		Settled      float64
		Seen, Kept   float64
		Record       float64
	}](t, in)
	b := &Bargain{Parties: []Party{player("a"), player("b")}}
	a := &b.Parties[0]
	a.Patience, a.CountsOn = Known(v.Patience), []int{1}
	a.Compliance = Compliance{Given: true, Chance: Known(v.Compliance), Over: Known(v.Rounds)}
	guarantee, other := at(v.GuaranteeNow, 1, 50, 1), at(0.5, 1, 50, 1)
	guarantee.Options = []float64{v.Guarantee}
	guarantee.Carriers = []Carrier{{Party: 1, Share: Known(1), Credibility: Known(v.Believed)}}
	b.Issues = []Issue{guarantee, other}
	for k := range b.Issues {
		b.Issues[k].Stances = append(b.Issues[k].Stances, Stance{Salience: Known(1)})
	}
	b.Packages = []Package{{ID: "deal", Issues: []int{0, 1}, Monitoring: Known(v.Monitoring), Relieves: Known(1), Share: Known(1)}}
	b.Levers = []Lever{always("word", 1, Effect{Does: Assures, Party: 0, Against: 1, By: Size{Amount: Known(v.Assures)}})}
	b.Levers[0].Holder = 1
	h := &Hazards{
		Monitoring: Known(v.MonitoringBy), Deters: []Deterrent{{Issue: 0, Of: []int{1}, By: Known(v.GuaranteeBy)}},
		Settles: []Number{Known(v.Settles)}, Settled: []Number{Known(v.Settled)},
	}
	b.Processes = func(*Bargain) []Process { return []Process{guard{hazards: h}} }
	table := tableOf(b)
	if v.Record > 0 { // what the record makes of the hazard is up to the process that keeps it
		table.Now().Base[0] = (v.Record*table.Prior(0) + v.Seen) / (v.Record + v.Kept)
		table.Rebuild()
	}
	p := table.Problem(0)
	base, ps := table.base(0), &table.here.posing[0]
	ps.positions(0)
	table.deter(ps.x, ps.deterrence)
	table.restraints(0, ps.deterrence, ps.restraint)
	// On the issue that needs nobody's promise a gain counts as far as the agreement is trusted.
	return map[string]any{"base_hazard": base, "hazard": table.believedHazard(0, ps.restraint), "compliance": p.Gain[0][1]}
}

// agreementOracle runs the cases of what an agreement is worth: on given terms,
// and at the own ideal.
func agreementOracle(t *testing.T, in json.RawMessage) map[string]any {
	v := read[struct {
		Party  struct{ Compliance, Held, Broken float64 }
		Issues []struct {
			Weight, Ideal, Now, Curvature, Irreversible, Believed float64
			LossAversion                                          float64 `json:"loss_aversion"`
		}
		X           []float64
		Reservation float64 `json:"reservation_value"`
	}](t, in)
	b := &Bargain{Parties: []Party{player("a"), player("b")}, Packages: []Package{{ID: "deal", Relieves: Known(1), Holds: Known(1), Share: Known(1)}}}
	now := 0.0
	for k, s := range v.Issues {
		is := at(s.Now, s.Ideal, 100*s.Weight, s.Curvature)
		is.LossAversion, is.Irreversible = Known(s.LossAversion), Known(s.Irreversible)
		is.Stances = append(is.Stances, Stance{Salience: Known(1)})
		if s.Believed < 1 {
			is.Carriers = []Carrier{{Party: 1, Share: Known(1), Credibility: Known(s.Believed)}}
		}
		b.Issues, b.Packages[0].Issues = append(b.Issues, is), append(b.Packages[0].Issues, k)
		now += s.Weight * IssueValue(s.Now, s.Ideal, TwoSided, s.Curvature)
	}
	// Whatever happens without an agreement costs what makes the status quo worth
	// what a breach leaves; an agreement relieves it and gives what is held besides.
	a := &b.Parties[0]
	a.Patience = Known(0.95)
	a.CountsOn, a.Compliance, a.DisagreementCost = []int{1}, keeps(v.Party.Compliance, 0.95), Size{Amount: Known(now - v.Party.Broken)}
	b.Levers = []Lever{always("held", 1, Effect{Does: Rewards, Party: 0, By: Size{Amount: Known(v.Party.Held)}})}
	b.Levers[0].Holder, b.Levers[0].When = 1, []Moment{{OnAgreement, -1}}
	table := tableOf(b)
	if v.X == nil {
		return map[string]any{"margin": table.OwnIdeal(0, 0)}
	}
	return map[string]any{"payoff": table.Problem(0).Value(0, v.X)}
}

func noDealOracle(t *testing.T, in json.RawMessage) map[string]any {
	v := read[struct {
		UtilityNow   float64 `json:"utility_now"`
		Weight       float64
		Ideal        float64
		Curvature    float64
		Now          float64
		Prospects    float64
		LossAversion float64   `json:"loss_aversion"`
		FrontFree    float64   `json:"front_free"`
		Cost         float64   `json:"conflict_cost"`
		CostChanges  []float64 `json:"cost_changes"`
		Scope        float64
		Pressure     []float64
		Inducement   []float64
		OwnCost      float64 `json:"own_cost"`
	}](t, in)
	b := &Bargain{Parties: []Party{player("a"), player("b")}, Packages: []Package{{ID: "truce", Outcome: Ceasefire}}}
	disputed := at(v.Now, v.Ideal, 100*v.Weight, v.Curvature)
	disputed.LossAversion = Known(v.LossAversion)
	// The rest of what is held is worth what the case says.
	rest := at((v.UtilityNow-v.Weight*IssueValue(v.Now, v.Ideal, TwoSided, v.Curvature))/(1-v.Weight), 1, 100*(1-v.Weight), 1)
	b.Issues = []Issue{disputed, rest}
	for k := range b.Issues {
		b.Issues[k].Stances = append(b.Issues[k].Stances, Stance{Salience: Known(1)})
	}
	b.Parties[0].DisagreementCost, b.Parties[0].Prospects = Size{Amount: Known(v.Cost)}, []Prospect{{0, Known(v.Prospects)}}
	for _, group := range []struct {
		does Verb
		by   []float64
	}{{Costs, v.CostChanges}, {Presses, v.Pressure}, {Rewards, v.Inducement}} {
		for _, by := range group.by {
			l := always("l", 1, Effect{Does: group.does, Party: 0, By: Size{Amount: Known(by)}})
			l.Holder = 1
			b.Levers = append(b.Levers, l)
		}
	}
	own := always("own", 1)
	own.Cost = Known(v.OwnCost)
	b.Levers = append(b.Levers, own)
	table := tableOf(b)
	if v.Scope > 0 {
		table.Now().InForce, table.Now().Unrelieved, table.Now().Holding = 0, 1-v.Scope, 1-v.FrontFree
		table.Rebuild()
	}
	cost, expected, _ := table.parts(0, worldTalking)
	return map[string]any{"cost": cost, "expected_gain": expected, "payoff": table.Talking(0)}
}

func reservationOracle(t *testing.T, in json.RawMessage) map[string]any {
	v := read[struct {
		Talking  float64 `json:"talking_value"`
		Refusal  float64 `json:"refusal_value"`
		Called   float64
		Patience float64
	}](t, in)
	b := &Bargain{Parties: []Party{player("a"), player("b")}, Packages: []Package{{ID: "deal"}}, Issues: []Issue{at(v.Talking, 1, 50, 1)}}
	b.Issues[0].Stances = append(b.Issues[0].Stances, Stance{Salience: Known(1)})
	b.Parties[0].Patience = Known(v.Patience)
	does, by := Presses, v.Talking-v.Refusal
	if by < 0 {
		does, by = Rewards, -by
	}
	b.Levers = []Lever{always("l", 1, Effect{Does: does, Party: 0, By: Size{Amount: Known(by)}})}
	b.Levers[0].Holder, b.Levers[0].When = 1, []Moment{{OnRefusal, 0}}
	table := tableOf(b)
	table.Now().Called[0] = v.Called
	table.Rebuild()
	return map[string]any{"share": table.calledFor(0), "reservation_value": table.Reservation(0)}
}

func offerOracle(t *testing.T, in json.RawMessage) map[string]any {
	v := read[struct {
		Now      float64
		Carriers []struct {
			Share, Weight, Credibility float64
			UpTo                       float64 `json:"up_to"`
		}
		Level float64
	}](t, in)
	b := &Bargain{Parties: []Party{player("a")}, Packages: []Package{{ID: "deal", Issues: []int{0}}}}
	is := at(v.Now, 1, 50, 1)
	for i, c := range v.Carriers {
		id := string(rune('b' + i))
		b.Parties = append(b.Parties, player(id))
		is.Carriers = append(is.Carriers, Carrier{Party: 1 + i, Share: Known(c.Share)})
		is.Stances = append(is.Stances, Stance{Salience: Known(1)})
		l := always(id, c.Weight, Effect{Does: Offers, Party: 0, Issue: 0, UpTo: Known(c.UpTo)})
		l.Holder, l.When, l.Credibility = 1+i, []Moment{{OnAgreement, -1}}, Known(c.Credibility)
		b.Levers = append(b.Levers, l)
	}
	b.Issues = []Issue{is}
	table := tableOf(b)
	return map[string]any{"bound": table.Problem(0).Upper[0], "believed_amount": table.believed(0, v.Level)}
}

func sizesOracle(t *testing.T, in json.RawMessage) map[string]any {
	v := read[struct {
		Base    float64
		Effects []struct {
			Size, Weight, Believed float64
			OffsetBy               []struct{ Share, Weight, Believed float64 } `json:"offset_by"`
		}
	}](t, in)
	b := &Bargain{Parties: []Party{player("a"), player("b")}, Packages: []Package{{ID: "deal"}}}
	b.Parties[0].DisagreementCost = Size{Amount: Known(v.Base)}
	lever := func(weight, believed float64, effects ...Effect) {
		l := always("l", weight, effects...)
		l.Holder, l.Credibility = 1, Known(believed)
		b.Levers = append(b.Levers, l)
	}
	for _, e := range v.Effects {
		lever(e.Weight, e.Believed, Effect{Does: Costs, Party: 0, By: Size{Amount: Known(e.Size)}})
		of := len(b.Levers) - 1
		for _, o := range e.OffsetBy {
			lever(o.Weight, o.Believed)
			b.Levers[len(b.Levers)-1].Substitutions = []Substitution{{Lever: of, Share: Known(o.Share)}}
		}
	}
	cost, _, _ := tableOf(b).parts(0, worldTalking)
	return map[string]any{"cost": cost}
}

func leavesOracle(t *testing.T, in json.RawMessage) map[string]any {
	v := read[struct {
		Patience float64
		Sponsor  float64 `json:"sponsor_patience"`
		Leaves   float64
	}](t, in)
	b := &Bargain{
		Parties: []Party{player("a"), player("b")}, Issues: []Issue{at(0.5, 1, 50, 1)}, Packages: []Package{{ID: "deal", Issues: []int{0}}},
		Theories: []Theory{{Name: "stub", New: func() Protocol { return lowest{} }}},
	}
	b.Issues[0].Stances = append(b.Issues[0].Stances, Stance{Salience: Known(1)})
	b.Issues[0].Carriers = []Carrier{{Party: 1, Share: Known(1), Credibility: Known(1)}}
	b.Parties[0].Patience = Known(v.Patience)
	b.Parties[1].Seat, b.Parties[1].Patience, b.Parties[1].Leaves = Sponsor, Known(v.Sponsor), Known(v.Leaves)
	table, gone := tableOf(b), 0.0
	if len(table.leavers) > 0 {
		gone = table.parties[0].gone[0]
	}
	g := newGame(b, table, 0, nil)
	return map[string]any{"hazard": -portable.Log(g.stays(table.Problem(0))), "gone": gone}
}

// temptationOracle signs terms that give party a what it keeps for good, and
// reads what breaking them would leave it.
func temptationOracle(t *testing.T, in json.RawMessage) map[string]any {
	v := read[struct {
		Breach      float64 `json:"payoff_after_own_breach"`
		Reservation float64 `json:"reservation_value"`
		Kept        float64
	}](t, in)
	const quo, agreed, irreversible = 0.5, 0.7, 0.8
	kept := v.Kept / (irreversible * (agreed - quo)) // what the issue counts
	b := &Bargain{
		Parties: []Party{player("a"), player("b")}, Packages: []Package{package1("deal", Settlement, 1, agreed)},
		Theories: []Theory{{Name: "stub", New: func() Protocol { return lowest{} }}}, Clock: Clock{Rounds: 2},
		Issues: []Issue{at(quo, 1, 100*kept, 1), at((v.Reservation-kept*quo)/(1-kept), 1, 100*(1-kept), 1)},
	}
	for k := range b.Issues {
		b.Issues[k].Stances = append(b.Issues[k].Stances, Stance{Salience: Known(1)})
	}
	b.Issues[0].Irreversible = Known(irreversible)
	// What it has after its own breach differs from what not agreeing leaves it.
	does, by := Rewards, v.Breach-v.Reservation
	if by < 0 {
		does, by = Presses, -by
	}
	b.Levers = []Lever{always("after", 1, Effect{Does: does, Party: 0, By: Size{Amount: Known(by)}})}
	b.Levers[0].Holder, b.Levers[0].When = 1, []Moment{{OnViolation, 0}}
	table := tableOf(b)
	before, d := table.disagreement(0, worldViolated(0, 2)), table.Reservation(0)
	g := newGame(b, table, 0, nil)
	g.begin(nil, MedianEvents{})
	g.open()
	g.Table.Rebuild()
	g.talk()
	return map[string]any{"bound": max(0, before-d) + g.Breaking(0, 0) - before}
}
