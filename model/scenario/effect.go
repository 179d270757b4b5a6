package scenario

import (
	"fmt"

	"sim/model"
)

// effect is an item of effects: one verb, with the party or issue that it is
// about, and its size.
type effect struct {
	Offers  ref     `yaml:"offers,omitempty" doc:"puts this issue on the table, for a party, up to a point" of:"issue" one:"verb!"`
	Presses ref     `yaml:"presses,omitempty" doc:"makes not agreeing cost this party something, whether or not a standstill relieves it" of:"party" one:"verb!"`
	Rewards ref     `yaml:"rewards,omitempty" doc:"gives this party something that is not on the table" of:"party" one:"verb!"`
	Costs   ref     `yaml:"costs,omitempty" doc:"adds to this party's disagreement cost, which a standstill relieves; negative: takes from it" of:"party" one:"verb!"`
	Expects ref     `yaml:"expects,omitempty" doc:"moves where this party expects an issue to go without an agreement" of:"party" one:"verb!"`
	Assures ref     `yaml:"assures,omitempty" doc:"lowers, for this party, the hazard that another one breaks an agreement" of:"party" one:"verb!"`
	Hardens ref     `yaml:"hardens,omitempty" doc:"has this party's red line on an issue bind more often, or makes its public line dearer" of:"party" one:"verb!"`
	Loosens ref     `yaml:"loosens,omitempty" doc:"has this party's red line on an issue bind less often, or makes its public line cheaper" of:"party" one:"verb!"`
	Moves   channel `yaml:"moves,omitempty" doc:"power or patience of a party, or the path of a probability or hazard of a process" noun:"channel" of:"power|patience" one:"verb!"`
	To      ref     `yaml:"to,omitempty" doc:"for offers: to which party; left out: the target" of:"party"`
	UpTo    number  `yaml:"up_to,omitempty" doc:"for offers: the point up to which it is on the table, an amount or the name of a label or option" in:"own" words:"labels"`
	By      size    `yaml:"by,omitempty" doc:"how much: stake units or a worth (presses, rewards, costs), the issue's own unit (expects), log-hazard (assures), log-odds (hardens, loosens; of a public line the logarithm of the price)"`
	Issue   ref     `yaml:"issue,omitempty" doc:"for expects, hardens and loosens: on which issue" of:"issue"`
	Against ref     `yaml:"against,omitempty" doc:"for assures: the party whose hazard it lowers" of:"party"`
	Of      ref     `yaml:"of,omitempty" doc:"for moves of power or patience: whose; left out: the target's" of:"party"`
	Push    number  `yaml:"push,omitempty" doc:"for moves: how far at full strength, in log-odds: small 0.5, medium 1, large 2, or a number" words:"small=0.5|medium=1|large=2" unit:"log-odds"`
}

// A verb says which keys an effect needs beside it. All others are forbidden.
type verb struct {
	name                               string
	does                               model.Verb
	of                                 *ref // the party or issue that follows the verb; nil for moves
	to, upTo, by, issue, against, push bool
	ofParty                            bool
	domain                             domain // of by
	unit                               string
}

// verb returns what the effect does; ok is false if it has no verb or one that
// could not be read.
func (e *effect) verb() (v verb, ok bool) {
	positive := domain{0, 1, false, false}
	signed := domain{-1, 1, false, false}
	switch {
	case e.Offers.at != nil:
		return verb{name: "offers", does: model.Offers, of: &e.Offers, to: true, upTo: true}, true
	case e.Presses.at != nil:
		return verb{name: "presses", does: model.Presses, of: &e.Presses, by: true, domain: positive, unit: "stake units"}, true
	case e.Rewards.at != nil:
		return verb{name: "rewards", does: model.Rewards, of: &e.Rewards, by: true, domain: positive, unit: "stake units"}, true
	case e.Costs.at != nil:
		return verb{name: "costs", does: model.Costs, of: &e.Costs, by: true, domain: signed, unit: "stake units"}, true
	case e.Expects.at != nil:
		return verb{name: "expects", does: model.Expects, of: &e.Expects, by: true, issue: true, domain: anywhere}, true
	case e.Assures.at != nil:
		return verb{name: "assures", does: model.Assures, of: &e.Assures, by: true, against: true, domain: anywhere, unit: "log-hazard"}, true
	case e.Hardens.at != nil:
		return verb{name: "hardens", does: model.Hardens, of: &e.Hardens, by: true, issue: true, domain: anywhere, unit: "log-odds"}, true
	case e.Loosens.at != nil:
		return verb{name: "loosens", does: model.Hardens, of: &e.Loosens, by: true, issue: true, domain: anywhere, unit: "log-odds"}, true
	case e.Moves.value != "":
		does, party := e.Moves.movement()
		return verb{name: "moves", does: does, push: true, ofParty: party}, true
	}
	return verb{}, false
}

// check reports keys that are missing or forbidden.
func (e *effect) check(d *decoder, at *node, l *lever) {
	v, ok := e.verb()
	if !ok {
		return
	}
	name := "an effect that " + v.name
	if v.name == "moves" {
		name += " " + e.Moves.value
	}
	need := func(needed bool, given *node, key, why string) {
		switch {
		case needed && given == nil:
			d.at(at, fmt.Errorf("%s needs %s: %s", name, key, why))
		case !needed && given != nil:
			d.at(given, fmt.Errorf("%s takes no %s", name, key))
		}
	}
	target := func(needed bool, given *node, key string) {
		if needed && given == nil && l.Target.at != nil {
			return
		}
		need(needed, given, key, "the party, since the lever names no target")
	}
	target(v.to, e.To.at, "to")
	need(v.upTo, e.UpTo.at, "up_to", "the point up to which it is on the table")
	need(v.issue, e.Issue.at, "issue", "the issue")
	need(v.against, e.Against.at, "against", "the party whose hazard it lowers")
	need(v.by, e.By.place(), "by", "how much at full weight"+map[bool]string{true: ", in " + v.unit}[v.unit != ""])
	need(v.push, e.Push.at, "push", "small, medium, large or a number")
	target(v.ofParty, e.Of.at, "of")
	if v.by && v.unit != "stake units" && e.By.worth.at != nil {
		d.at(e.By.worth.at, fmt.Errorf("what %s changes is no payoff, so it has no worth on an issue; write a number", v.name))
	}
}

// model returns the effect of lever l.
func (e *effect) model(f *file, l *lever) model.Effect {
	v, _ := e.verb()
	m := model.Effect{Does: v.does, Party: -1, Issue: e.Issue.index(), RedLine: -1, Against: e.Against.index()}
	switch v.name {
	case "offers":
		m.Issue, m.Party, m.UpTo = e.Offers.index(), named(&e.To, l), e.UpTo.result
	case "moves":
		m.By = model.Size{Amount: e.Push.result}
		if v.ofParty {
			m.Party = named(&e.Of, l)
		} else {
			m.Path = e.Moves.value
		}
	default:
		m.Party, m.By = v.of.index(), e.By.model()
	}
	if v.does == model.Hardens {
		m.RedLine = f.redLine(m.Issue, m.Party)
	}
	if v.name == "loosens" {
		m.By.Amount = m.By.Amount.Negated()
	}
	return m
}

// named is the party that an effect names, else the lever's target.
func named(r *ref, l *lever) int {
	if r.at != nil {
		return r.index()
	}
	return l.Target.index()
}
