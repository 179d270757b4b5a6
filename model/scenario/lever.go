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
	Weight        number       `yaml:"weight,omitempty" doc:"how hard the holder leans on it: 0 never, 1 fully" in:"[0, 1]" default:"1"`
	Intensity     number       `yaml:"intensity,omitempty" doc:"size of the act if fully used" in:"[0, 1]" default:"1"`
	Credibility   number       `yaml:"credibility,omitempty" doc:"how far the target believes it" in:"[0, 1]" default:"1"`
	FollowThrough number       `yaml:"follow_through,omitempty" doc:"when its moment comes, how often it really happens" in:"[0, 1]" default:"1" unit:"share of draws"`
	Cost          number       `yaml:"cost,omitempty" doc:"to the holder, when used" in:"[0, 1]" default:"0" unit:"stake units"`
	PassThrough   number       `yaml:"pass_through,omitempty" doc:"share that reaches the target through third parties" in:"[0, 1]" default:"1"`
	When          trigger      `yaml:"when,omitempty" doc:"in which circumstances it acts: always, agreement, no agreement, talking, or a party refuses, accepts or violates. Left out: always"`
	Effects       list[effect] `yaml:"effects,omitempty" doc:"what it moves"`
	FromRound     number       `yaml:"from_round,omitempty" doc:"first round in which it can act, from 0" in:"[0, inf)" default:"0" unit:"round"`
	UntilRound    number       `yaml:"until_round,omitempty" doc:"round from which it no longer can, counted from 0; left out: never" in:"(0, inf)" unit:"round"`
	PhasedOver    number       `yaml:"phased_over,omitempty" doc:"rounds over which it grows to its full size; left out: at once" in:"[0, inf)" default:"0" unit:"rounds"`
	SnapsBack     truth        `yaml:"snaps_back,omitempty" doc:"whether it turns against its target where the target has violated an agreement"`
	Offsets       dict[number] `yaml:"offsets,omitempty" doc:"levers it makes up for, and how far" of:"each lever" in:"[0, 1]"`
}

// effect is an item of effects.
type effect struct {
	Moves    channel `yaml:"moves" doc:"what it moves" noun:"channel" of:"pressure|inducement|conflict_cost|status_quo|position|expected_compliance|prospects|power|patience|binding"`
	Of       ref     `yaml:"of,omitempty" doc:"whose; left out: the target's" of:"party"`
	Issue    ref     `yaml:"issue,omitempty" doc:"for position, status_quo and binding: on which issue" of:"issue"`
	Push     number  `yaml:"push,omitempty" doc:"how far at full strength, in log-odds: small 0.5, medium 1, large 2, or a number" words:"small=0.5|medium=1|large=2" unit:"log-odds"`
	Toward   number  `yaml:"toward,omitempty" doc:"for position and status_quo: the point it pulls toward" in:"own"`
	Additive truth   `yaml:"additive,omitempty" doc:"for pressure and inducement: add up instead of closing a share of what is left"`
}

// A movement says which keys an effect on a channel requires. All other keys
// except additive are forbidden.
type movement struct {
	channel                        model.Channel
	party, issue, push, toward, by bool
}

// movements are the channels by name. A process adds its own here.
var movements = map[string]movement{
	"pressure":            {channel: model.MovesPressure, party: true, by: true},
	"inducement":          {channel: model.MovesInducement, party: true, by: true},
	"conflict_cost":       {channel: model.MovesConflictCost, party: true, push: true},
	"expected_compliance": {channel: model.MovesExpectedCompliance, party: true, push: true},
	"prospects":           {channel: model.MovesProspects, party: true, push: true},
	"power":               {channel: model.MovesPower, party: true, push: true},
	"patience":            {channel: model.MovesPatience, party: true, push: true},
	"position":            {channel: model.MovesPosition, party: true, issue: true, toward: true},
	"status_quo":          {channel: model.MovesStatusQuo, issue: true, toward: true},
	"binding":             {channel: model.MovesBinding, party: true, issue: true, push: true},
}

// check reports keys that are missing or forbidden.
func (e *effect) check(d *decoder, at *node, l *lever) {
	m, ok := e.Moves.movement()
	if !ok {
		return
	}
	name := e.Moves.value
	need := func(needed bool, given *node, key, why string) {
		switch {
		case needed && given == nil:
			d.at(at, fmt.Errorf("an effect that moves %s needs %s: %s", name, key, why))
		case !needed && given != nil:
			d.at(given, fmt.Errorf("an effect that moves %s takes no %s", name, key))
		}
	}
	need(m.issue, e.Issue.at, "issue", "the issue")
	need(m.push, e.Push.at, "push", "small, medium, large or a number")
	need(m.toward, e.Toward.at, "toward", "the point it pulls toward")
	if !m.party {
		need(false, e.Of.at, "of", "")
	} else if e.Of.at == nil && l.Target.at == nil {
		need(true, nil, "of", "the party, since the lever names no target")
	}
	if e.Additive.value && !m.by {
		d.at(at, fmt.Errorf("an effect that moves %s cannot be additive; only pressure and inducement can", name))
	}
}

// trigger is the value of when.
type trigger struct {
	when  model.Trigger
	party ref // for refuses, accepts and violates
}

var (
	triggers = []string{"always", "agreement", "no agreement", "talking"}
	reacts   = map[string]model.Trigger{
		"refuses": model.OnRefusal, "accepts": model.OnAcceptance, "violates": model.OnViolation,
	}
)

func (t *trigger) read(d *decoder, n *node, f field) {
	if !d.expect(n, scalar, f, "words such as always or no agreement") {
		return
	}
	words := strings.Fields(n.value)
	switch at := slices.Index(triggers, strings.Join(words, " ")); {
	case at >= 0:
		t.when = []model.Trigger{model.Always, model.OnAgreement, model.OnNoAgreement, model.WhileTalking}[at]
		return
	case len(words) == 2:
		if when, ok := reacts[words[1]]; ok {
			t.when = when
			t.party = ref{at: n, kind: "party", name: words[0]}
			d.refs = append(d.refs, &t.party)
			return
		}
		if near := registry.Nearest(words[1], []string{"refuses", "accepts", "violates"}); near != "" {
			d.at(n, fmt.Errorf("unknown circumstance %q; did you mean %q?", short(n.value), short(words[0])+" "+near))
			return
		}
	}
	known := append(slices.Clone(triggers), "<party> refuses", "<party> accepts", "<party> violates")
	d.at(n, &registry.UnknownError{What: "circumstance", Name: n.value, Known: known})
}

func (t *trigger) schema(*generator, field) map[string]any {
	name := strings.TrimSuffix(strings.TrimPrefix(nameForm.String(), "^"), "$")
	return map[string]any{
		"type":    "string",
		"pattern": `^\s*(always|agreement|no\s+agreement|talking|` + name + `\s+(refuses|accepts|violates))\s*$`,
	}
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
