package scenario

import (
	"errors"
	"fmt"
	"slices"

	"sim/model"
)

// party is an entry of parties.
type party struct {
	Name               text         `yaml:"name,omitempty" letters:"200" doc:"what readers see; left out: the key"`
	Seat               choice       `yaml:"seat,omitempty" doc:"signatory: no deal without it; sponsor: consents only to packages that hold an issue it carries out; observer: never asked. Left out: signatory" of:"signatory|sponsor|observer"`
	Power              number       `yaml:"power,omitempty" doc:"capability; bargaining power is its share among those who must consent" in:"(0, inf)" default:"1"`
	Voice              number       `yaml:"voice,omitempty" doc:"linear weight of its view where its consent is not needed" in:"[0, inf)" default:"0"`
	Patience           number       `yaml:"patience,omitempty" doc:"what a payoff one round later is worth now" in:"(0, 1)" default:"0.98" unit:"per round"`
	RiskAversion       number       `yaml:"risk_aversion,omitempty" doc:"-1 most risk-seeking, 0 neutral, 1 most averse" in:"[-1, 1]" default:"0"`
	DisagreementCost   size         `yaml:"disagreement_cost,omitempty" doc:"what it bears while there is no agreement, in stake units or as a worth on an issue" in:"[0, 1]" default:"0" unit:"stake units"`
	Prospects          dict[number] `yaml:"prospects,omitempty" doc:"by issue, how far it expects it to move from what is held if there is no agreement, in the issue's own unit; negative: downward" of:"each issue" in:"own"`
	ExpectedCompliance compliance   `yaml:"expected_compliance,omitempty" doc:"chance that an agreement without guarantee and monitoring is kept for so many rounds, as {value: 0.05 to 0.35, over: 26}; left out: what the hazards of violations imply, or 1 if there are none" in:"(0, 1]"`
	CountsOn           list[ref]    `yaml:"counts_on,omitempty" doc:"the parties on whose compliance that depends; needed where expected_compliance may lie below 1" of:"party"`
	Say                say          `yaml:"say,omitempty" doc:"the issues that it bargains over: all, or a list. Left out: all; for a sponsor those that it carries out" of:"issue"`
	Leaves             number       `yaml:"leaves,omitempty" doc:"for a sponsor: the share of its discount rate at which it leaves the talks, per round" in:"[0, 2]" default:"0"`
	OnLeaving          list[ref]    `yaml:"on_leaving,omitempty" doc:"its levers that are carried out when it leaves" of:"lever"`
	ReservationValue   number       `yaml:"reservation_value,omitempty" doc:"what every state without an agreement is worth to it before levers, stated instead of derived" in:"[-3, 2]" unit:"stake units" one:"stated"`
	WalksAway          walks        `yaml:"walks_away,omitempty" doc:"by issue, the terms at which it is as well off without an agreement: what these are worth to it takes the place of reservation_value; issues left out count at their no_deal, else at their status quo. A list of such mappings: the one that is worth most counts" of:"each issue" in:"(-inf, inf)" words:"labels" one:"stated"`
}

// say is all, or a list of issues, which may be empty.
type say struct {
	at  *node
	all bool
	of  list[ref]
}

func (s *say) read(d *decoder, n *node, f field) {
	s.at = n
	if n.kind == scalar && n.value == "all" {
		s.all = true
		return
	}
	if d.expect(n, sequence, f, "all or a list of issues") {
		s.of.read(d, n, f)
	}
}

func (s *say) schema(g *generator, f field) map[string]any {
	return map[string]any{"anyOf": []any{map[string]any{"const": "all"}, s.of.schema(g, f)}}
}

// compliance is the chance that an agreement is kept for a number of rounds.
type compliance struct {
	number
	long complianceForm
}

// complianceForm is a compliance with the number of rounds.
type complianceForm struct {
	Value    anything  `yaml:"value" doc:"the chance: known, a range, or a distribution"`
	Over     number    `yaml:"over,omitempty" doc:"the number of rounds; needed where the chance may lie below 1" in:"(0, inf)" unit:"rounds"`
	Evidence *evidence `yaml:"evidence,omitempty" doc:"what the chance rests on; without it the number counts as assumed"`
}

func (*compliance) form() any { return &complianceForm{} }

func (c *compliance) read(d *decoder, n *node, f field) {
	if n.kind != mapping || n.find("over") < 0 {
		c.number.read(d, n, f)
		return
	}
	c.enter(d, n, f)
	d.mapping(n, structAt(&c.long), f)
	c.val, c.evidence = c.long.Value.at, c.long.Evidence
}

func (c *compliance) schema(g *generator, f field) map[string]any {
	return map[string]any{"anyOf": []any{c.number.schema(g, f), g.form(&c.long, f)}}
}

func (c *compliance) model() model.Compliance {
	return model.Compliance{Given: c.given(), Chance: c.result, Over: c.long.Over.result}
}

// seat is the party's seat, a signatory by default.
func (p *party) seat() model.Seat {
	return model.Seat(max(0, slices.Index(model.SeatNames, p.Seat.value)))
}

func (p *party) model(i int, f *file) model.Party {
	id := f.Parties.keys[i].name
	m := model.Party{
		ID: id, Name: or(p.Name.value, id),
		Seat:  p.seat(),
		Power: p.Power.result, Voice: p.Voice.result, Patience: p.Patience.result,
		RiskAversion: p.RiskAversion.result, DisagreementCost: p.DisagreementCost.model(), Private: p.private(),
		Compliance: p.ExpectedCompliance.model(), CountsOn: sortedIndices(p.CountsOn.items),
		Say: f.say(i), Leaves: p.Leaves.result, OnLeaving: sortedIndices(p.OnLeaving.items),
		Stated: p.ReservationValue.given() || p.WalksAway.at != nil, ReservationValue: p.ReservationValue.result, WalksAway: p.WalksAway.model(),
	}
	for j, shift := range p.Prospects.values {
		m.Prospects = append(m.Prospects, model.Prospect{Issue: p.Prospects.keys[j].index(), Shift: shift.result})
	}
	return m
}

// private is which of its numbers the party knows alone.
func (p *party) private() model.SecretKind {
	switch {
	case p.DisagreementCost.amount().knownTo.at != nil:
		return model.SecretCost
	case p.ReservationValue.knownTo.at != nil:
		return model.SecretReservation
	case p.WalksAway.private() != nil:
		return model.SecretWalkAway
	}
	return model.NoSecret
}

// say lists the issues that party i bargains over, ascending; nil: all.
func (f *file) say(i int) []int {
	p := f.Parties.values[i]
	switch {
	case p.Say.all, p.Say.at == nil && p.seat() != model.Sponsor:
		return nil
	case p.Say.at != nil:
		return append([]int{}, sortedIndices(p.Say.of.items)...)
	}
	carried := []int{}
	for k, s := range f.Issues.values {
		if s.CarriedOutBy.holds(i) {
			carried = append(carried, k)
		}
	}
	return carried
}

// checkParties reports what a party's keys cannot mean together.
func (f *file) checkParties(d *decoder) {
	for i, p := range f.Parties.values {
		name := f.Parties.keys[i].name
		once(d, p.CountsOn.items, "counts_on")
		once(d, p.Say.of.items, "say")
		once(d, p.OnLeaving.items, "on_leaving")
		for _, r := range p.CountsOn.items {
			if r.index() == i {
				d.at(r.at, errors.New("a party cannot count on itself; name the parties whose compliance is in doubt"))
			}
		}
		f.checkCompliance(d, i)
		if p.seat() != model.Sponsor {
			for _, at := range []*node{p.Leaves.at, p.OnLeaving.at} {
				if at != nil {
					d.at(at, fmt.Errorf("only a sponsor can leave, and %s is %s", name, article(p.seat().String())))
				}
			}
		}
		for _, r := range p.OnLeaving.items {
			if l := r.index(); l >= 0 && f.Levers.values[l].Holder.index() != i {
				d.at(r.at, fmt.Errorf("%s does not hold the lever %s, so it cannot carry it out when it leaves", name, r.name))
			}
		}
	}
}

// checkCompliance requires what a chance below 1 needs: for how many rounds, and
// on whom it depends.
func (f *file) checkCompliance(d *decoder, i int) {
	p := f.Parties.values[i]
	e := &p.ExpectedCompliance
	if e.input == nil || e.input.Dist == nil && e.value >= 1 {
		return
	}
	if !e.long.Over.given() {
		d.at(e.at, fmt.Errorf("expected_compliance may lie below 1 here, so over must say for how many rounds: {value: %s, over: …}", e.input.Written))
	}
	if p.CountsOn.at == nil {
		d.at(e.at, fmt.Errorf("expected_compliance may lie below 1 here, so counts_on must say on whose compliance %s counts", f.Parties.keys[i].name))
	}
}

// document is an entry of documents.
type document struct {
	Title     text   `yaml:"title" letters:"200" doc:"its title"`
	Published date   `yaml:"published,omitempty" doc:"when: a year, a month or a day, such as 2025-08"`
	Kind      choice `yaml:"kind" doc:"what kind of source it is; an opinion or rewritten news never counts as evidence of a fact" of:"news|opinion|rewritten news|data|paper|official text"`
}
