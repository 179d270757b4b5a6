package scenario

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"sim/model"
	"sim/model/registry"
)

// lever is an entry of levers.
type lever struct {
	Title         text         `yaml:"title,omitempty" letters:"200" doc:"what readers see; left out: the key"`
	Holder        ref          `yaml:"holder" doc:"the party that can use it" of:"party"`
	Target        ref          `yaml:"target,omitempty" doc:"the party it is meant to move" of:"party"`
	Kind          choice       `yaml:"kind,omitempty" doc:"descriptive only" of:"pressure|inducement|guarantee|unilateral"`
	Weight        number       `yaml:"weight,omitempty" doc:"how strongly the holder uses it: 0 never, 1 fully" in:"[0, 1]" default:"1"`
	Credibility   number       `yaml:"credibility,omitempty" doc:"how far the target believes it" in:"[0, 1]" default:"1"`
	FollowThrough number       `yaml:"follow_through,omitempty" doc:"when its moment comes, how often it really happens" in:"[0, 1]" default:"1" unit:"share of draws"`
	Cost          number       `yaml:"cost,omitempty" doc:"to the holder, when used" in:"[0, 1]" default:"0" unit:"stake units"`
	PassThrough   number       `yaml:"pass_through,omitempty" doc:"share that reaches the target through third parties" in:"[0, 1]" default:"1"`
	When          moments      `yaml:"when,omitempty" doc:"in which circumstances it acts, one or a list: always, agreement, no agreement, talking, deadline (once one has it carried out), or a party refuses, accepts or violates. Left out: always"`
	Effects       list[effect] `yaml:"effects,omitempty" doc:"what it does, at full weight and full belief"`
	FromRound     number       `yaml:"from_round,omitempty" doc:"first round in which it can act, from 0" in:"[0, inf)" default:"0" unit:"round"`
	UntilRound    number       `yaml:"until_round,omitempty" doc:"round from which it no longer can, counted from 0; left out: never" in:"(0, inf)" unit:"round"`
	PhasedOver    number       `yaml:"phased_over,omitempty" doc:"rounds over which it grows to its full size; left out: at once" in:"[0, inf)" default:"0" unit:"rounds"`
	SnapsBack     truth        `yaml:"snaps_back,omitempty" doc:"whether it turns against its target where the target has violated an agreement"`
	Offsets       dict[number] `yaml:"offsets,omitempty" doc:"levers it makes up for, and how far" of:"each lever" in:"[0, 1]"`
}

func (l *lever) model(id string, f *file) model.Lever {
	m := model.Lever{
		ID: id, Title: or(l.Title.value, id), Holder: l.Holder.index(), Target: l.Target.index(), Kind: l.Kind.value,
		Weight: l.Weight.result, Credibility: l.Credibility.result,
		FollowThrough: l.FollowThrough.result, Cost: l.Cost.result, PassThrough: l.PassThrough.result,
		When:      l.When.model(),
		FromRound: l.FromRound.result, UntilRound: l.UntilRound.result, PhasedOver: l.PhasedOver.result, SnapsBack: l.SnapsBack.value,
	}
	for _, e := range l.Effects.items {
		m.Effects = append(m.Effects, e.model(f, l))
	}
	for i, share := range l.Offsets.values {
		m.Substitutions = append(m.Substitutions, model.Substitution{Lever: l.Offsets.keys[i].index(), Share: share.result})
	}
	return m
}

// moments are the value of when: one moment, or a list.
type moments struct {
	items []*moment
}

// moment is a circumstance in which a lever acts.
type moment struct {
	at    *node
	when  model.Trigger
	party ref // for refuses, accepts and violates
}

var (
	triggers = []string{"always", "agreement", "no agreement", "talking", "deadline"}
	reacts   = map[string]model.Trigger{
		"refuses": model.OnRefusal, "accepts": model.OnAcceptance, "violates": model.OnViolation,
	}
)

func (ms *moments) read(d *decoder, n *node, f field) {
	if n.kind != sequence {
		ms.add(d, n, f)
		return
	}
	if len(n.items) == 0 {
		d.at(n, errors.New("when names no circumstance; leave it out if the lever acts always"))
	}
	seen := map[string]bool{}
	for _, item := range n.items {
		words := strings.Join(strings.Fields(item.value), " ")
		if item.kind == scalar && seen[words] {
			d.at(item, fmt.Errorf("when names %s twice", short(words)))
			continue
		}
		seen[words] = true
		ms.add(d, item, f)
	}
	if len(ms.items) > 1 && ms.waits(model.Always) {
		d.at(n, errors.New("always holds in all the other circumstances; name one or the others"))
	}
}

func (ms *moments) add(d *decoder, n *node, f field) {
	m := &moment{at: n}
	if m.read(d, n, f) {
		ms.items = append(ms.items, m)
	}
}

// waits reports whether one of the moments has the trigger.
func (ms *moments) waits(t model.Trigger) bool {
	return slices.ContainsFunc(ms.items, func(m *moment) bool { return m.when == t })
}

// only reports whether the lever waits for the trigger and no other; always is
// what is left out.
func (ms *moments) only(t model.Trigger) bool {
	if len(ms.items) == 0 {
		return t == model.Always
	}
	return !slices.ContainsFunc(ms.items, func(m *moment) bool { return m.when != t })
}

// carriedOut reports whether some moment has the lever carried out, whatever was
// believed of it before.
func (ms *moments) carriedOut() bool {
	return slices.ContainsFunc(ms.items, func(m *moment) bool {
		return m.when == model.OnRefusal || m.when == model.OnViolation || m.when == model.OnDeadline
	})
}

func (ms *moments) model() []model.Moment {
	if len(ms.items) == 0 {
		return []model.Moment{{Trigger: model.Always, Party: -1}}
	}
	var list []model.Moment
	for _, m := range ms.items {
		list = append(list, model.Moment{Trigger: m.when, Party: m.party.index()})
	}
	return list
}

// read reads one circumstance; it reports whether there is one.
func (m *moment) read(d *decoder, n *node, f field) bool {
	if !d.expect(n, scalar, f, "words such as always or no agreement, or a list of them") {
		return false
	}
	words := strings.Fields(n.value)
	switch at := slices.Index(triggers, strings.Join(words, " ")); {
	case at >= 0:
		m.when = []model.Trigger{model.Always, model.OnAgreement, model.OnNoAgreement, model.WhileTalking, model.OnDeadline}[at]
		return true
	case len(words) == 2:
		if when, ok := reacts[words[1]]; ok {
			m.when = when
			m.party = ref{at: n, kind: "party", name: words[0]}
			d.refs = append(d.refs, &m.party)
			return true
		}
		if near := registry.Nearest(words[1], []string{"refuses", "accepts", "violates"}); near != "" {
			d.at(n, fmt.Errorf("unknown circumstance %q; did you mean %q?", short(n.value), short(words[0])+" "+near))
			return false
		}
	}
	known := append(slices.Clone(triggers), "<party> refuses", "<party> accepts", "<party> violates")
	d.at(n, &registry.UnknownError{What: "circumstance", Name: n.value, Known: known})
	return false
}

func (ms *moments) schema(*generator, field) map[string]any {
	one := map[string]any{
		"type":    "string",
		"pattern": `^\s*(always|agreement|no\s+agreement|talking|deadline|` + namePattern + `\s+(refuses|accepts|violates))\s*$`,
	}
	return map[string]any{"anyOf": []any{one, map[string]any{"type": "array", "items": one, "minItems": 1, "uniqueItems": true}}}
}

var errChain = errors.New("a lever that makes up for another cannot itself be made up for")

// offsets reports levers that substitute for themselves, and chains of
// substitutions.
func offsets(d *decoder, levers *dict[lever]) {
	offset := make([]bool, len(levers.values))
	for i, l := range levers.values {
		for k := range l.Offsets.keys {
			switch j := l.Offsets.keys[k].index(); {
			case j == i:
				d.at(l.Offsets.keys[k].at, errors.New("a lever cannot make up for itself"))
			case j >= 0:
				offset[j] = true
			}
		}
	}
	for i, l := range levers.values {
		if offset[i] && len(l.Offsets.keys) > 0 {
			d.at(l.Offsets.at, fmt.Errorf("%w: %s is named in the offsets of another lever", errChain, levers.keys[i].name))
		}
	}
}
