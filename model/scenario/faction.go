package scenario

import (
	"fmt"
	"strings"

	"sim/model"
	"sim/model/dist"
	"sim/model/registry"
)

// faction is an entry of factions: groups by name.
type faction struct{ groups dict[factionGroup] }

func (c *faction) read(d *decoder, n *node, f field) {
	f.tag = `of:"group"`
	c.groups.read(d, n, f)
	if n.kind == mapping && len(n.entries) == 0 {
		d.at(n, fmt.Errorf("%s has no groups; name at least one, such as {majority: {gain: 0.01}}", f.Name))
	}
}

func (c *faction) member() any { return c.groups.member() }

func (c *faction) schema(g *generator, f field) map[string]any {
	f.tag = `of:"group"`
	s := c.groups.schema(g, f)
	s["minProperties"] = 1
	return s
}

// factionGroup is a group of a faction: all of its conditions must hold.
type factionGroup struct {
	Accepts dict[threshold] `yaml:"accepts,omitempty" doc:"by issue, the last term that it accepts" of:"each issue"`
	Spread  number          `yaml:"spread,omitempty" doc:"how uncertain its thresholds on terms are, as a share of the issue's scale: logistic around them, drawn once a draw; 0: certain" in:"[0, 1]" default:"0"`
	Seats   number          `yaml:"seats,omitempty" doc:"its votes, where the faction has a quota" in:"[0, inf)" unit:"votes"`
	Gain    number          `yaml:"gain,omitempty" doc:"least gain of the party over its reservation value" in:"(-inf, inf)" unit:"stake units"`
}

// threshold is an entry of accepts.
type threshold struct {
	AtLeast number `yaml:"at_least,omitempty" doc:"nothing below: an amount, or the name of a label or option" in:"own" words:"labels" one:"bound!"`
	AtMost  number `yaml:"at_most,omitempty" doc:"nothing above: an amount, or the name of a label or option" in:"own" words:"labels" one:"bound!"`
	Unless  choice `yaml:"unless,omitempty" doc:"not_worse: terms that are no worse for the party than what is held pass, too" of:"not_worse"`
}

// checkFactions reports names that do not begin with a party, and groups without
// conditions.
func (f *file) checkFactions(d *decoder) {
	for i, c := range f.Factions.values {
		if key := f.Factions.keys[i].at; f.factionParty(i) < 0 && isFactionName(key.value) {
			party, _, _ := strings.Cut(key.value, ".")
			d.at(key, fmt.Errorf("a faction is named PARTY.NAME, such as %s.parliament; %w", f.example(), &registry.UnknownError{What: "party", Name: party, Known: f.Parties.names()}))
		}
		for j, g := range c.groups.values {
			if len(g.Accepts.values) == 0 && !g.Gain.given() {
				d.at(c.groups.keys[j].at, fmt.Errorf("the group %s agrees to everything; give it accepts or gain", short(c.groups.keys[j].name)))
			}
		}
	}
}

// checkQuotas reports quotas that all seats of a faction together do not meet.
func (f *file) checkQuotas(d *decoder, b *model.Bargain, root *node) {
	for i, c := range f.Factions.values {
		name, all := f.Factions.keys[i].name, 0.0
		for _, g := range c.groups.values {
			all += g.Seats.most()
		}
		for k := range b.Inputs {
			x := &b.Inputs[k]
			if x.Path != "processes.ratification."+name+".quota" {
				continue
			}
			needs := x.Value
			if x.Dist != nil {
				needs, _ = dist.Support(x.Dist)
			}
			if quota := below(root, "processes", "ratification", name, "quota"); quota != nil && needs > all {
				d.at(quota, fmt.Errorf("no vote of %s meets this quota: its groups have %s seats together; lower it, or give them more", name, model.FormatNumber(all)))
			}
		}
	}
}

// example is the name of a party.
func (f *file) example() string {
	if names := f.Parties.names(); len(names) > 0 {
		return names[0]
	}
	return "north"
}

// factionParty is the index of the party whose faction this is; −1 if there is
// no such party.
func (f *file) factionParty(i int) int {
	party, name, _ := strings.Cut(f.Factions.keys[i].name, ".")
	for j, known := range f.Parties.names() {
		if known == party && name != "" {
			return j
		}
	}
	return -1
}

func (c *dict[T]) names() []string {
	var names []string
	for i := range c.keys {
		names = append(names, c.keys[i].name)
	}
	return names
}

func (c *faction) model(id string, f *file) model.Faction {
	party, _, _ := strings.Cut(id, ".")
	m := model.Faction{ID: id, Party: -1}
	for j, known := range f.Parties.names() {
		if known == party {
			m.Party = j
		}
	}
	for i, g := range c.groups.values {
		group := model.FactionGroup{Name: c.groups.keys[i].name, Seats: g.Seats.result, Gain: g.Gain.result, HasGain: g.Gain.given()}
		for j, a := range g.Accepts.values {
			k := g.Accepts.keys[j].index()
			x, side := sided(&number{}, &a.AtLeast, &a.AtMost)
			group.Accepts = append(group.Accepts, model.Threshold{
				Issue: k, Side: f.Issues.values[k].side(side), Bound: x.result, UnlessNotWorse: a.Unless.value != "",
				Spread: g.Spread.result, Stream: model.Key("vote/" + id + "/" + group.Name + "/" + f.Issues.keys[k].name),
			})
		}
		m.Groups = append(m.Groups, group)
	}
	return m
}
