package scenario

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"sim/model"
)

// requirement is an item of requires: a fact that must hold first.
type requirement struct {
	Package    ref          `yaml:"package,omitempty" doc:"a package that must be in force" of:"package" one:"fact!"`
	InForce    *truth       `yaml:"in_force,omitempty" doc:"true, which is meant anyway: the package must be in force when the talks of the round begin" one:"state"`
	SignedOnce truth        `yaml:"signed_once,omitempty" doc:"true: it is enough that the package was signed in an earlier round" one:"state"`
	KeptFor    rounds       `yaml:"kept_for,omitempty" doc:"rounds for which it must have been in force; a violation on record starts them anew" in:"[0, inf)" default:"0" unit:"rounds"`
	Meetings   *heldBetween `yaml:"meetings,omitempty" doc:"meetings that must have been held" one:"fact!"`
	Round      number       `yaml:"round,omitempty" doc:"the first round in which it is possible, from 0" in:"[0, inf)" one:"fact!" unit:"round"`
	Deadline   ref          `yaml:"deadline,omitempty" doc:"a deadline that must have passed" of:"deadline" one:"fact!"`
	Lever      ref          `yaml:"lever,omitempty" doc:"a lever that must have been carried out" of:"lever" one:"fact!"`
}

// heldBetween is meetings of just these parties.
type heldBetween struct {
	Between list[ref] `yaml:"between" doc:"who was in the room, and nobody else" of:"party"`
	Held    number    `yaml:"held" doc:"how many of them" in:"[0, inf)" unit:"meetings"`
}

// rounds is a number of rounds; the word rounds may stand after it.
type rounds struct{ number }

func (x *rounds) read(d *decoder, n *node, f field) {
	x.number.read(d, n, f)
	if x.val == nil || x.val.kind != scalar || x.val.style != plain {
		return
	}
	before, ok := strings.CutSuffix(strings.TrimSuffix(x.val.value, "s"), " round")
	if !ok {
		return
	}
	bare := *x.val
	if bare.value = strings.TrimSpace(before); decimalForm.MatchString(bare.value) {
		bare.tag = isNumber
	}
	x.val = &bare
}

func (x *rounds) schema(g *generator, f field) map[string]any {
	worded := map[string]any{"type": "string", "pattern": `^\s*` + decimal + `(\s+to\s+` + decimal + `)?\s+rounds?\s*$`}
	long := map[string]any{
		"type": "object", "required": []any{"value"}, "additionalProperties": false,
		"properties": map[string]any{"value": worded, "evidence": (&generator{defs: g.defs}).of(&evidence{}, field{})},
	}
	return map[string]any{"anyOf": []any{x.number.schema(g, f), worded, long}}
}

// kind is what the requirement asks for; ok is false if the file does not say,
// which is reported.
func (r *requirement) kind() (kind model.RequirementKind, of *ref, ok bool) {
	switch {
	case r.Package.at != nil && r.SignedOnce.value:
		return model.SignedOnce, &r.Package, true
	case r.Package.at != nil:
		return model.InForce, &r.Package, true
	case r.Meetings != nil:
		return model.MeetingsHeld, nil, true
	case r.Round.given():
		return model.RoundReached, nil, true
	case r.Deadline.at != nil:
		return model.DeadlinePassed, &r.Deadline, true
	case r.Lever.at != nil:
		return model.LeverCarriedOut, &r.Lever, true
	}
	return 0, nil, false
}

// check reports keys of a requirement that do not go together.
func (r *requirement) check(d *decoder, at *node) {
	if at.kind != mapping {
		return
	}
	if r.Package.at == nil {
		for _, key := range []string{"in_force", "signed_once", "kept_for"} {
			if i := at.find(key); i >= 0 {
				d.at(at.entries[i].key, fmt.Errorf("%s is about a package; name it with package: …", key))
			}
		}
	}
	if r.InForce != nil && !r.InForce.value {
		d.at(at.get("in_force"), errors.New("in_force: false asks for nothing; write signed_once: true for a package that need not be in force any more"))
	}
	if r.SignedOnce.value && r.KeptFor.given() {
		d.at(r.KeptFor.at, errors.New("signed_once and kept_for exclude each other: what is kept is in force"))
	}
	if r.Meetings != nil {
		once(d, r.Meetings.Between.items, "between")
		if r.Meetings.Between.at != nil && len(r.Meetings.Between.items) == 0 {
			d.at(r.Meetings.Between.at, errors.New("between names nobody; name who was in the room"))
		}
	}
}

func (r *requirement) model(b *model.Bargain) model.Requirement {
	kind, of, _ := r.kind()
	m := model.Requirement{Kind: kind, Of: -1}
	if of != nil {
		m.Of = of.index()
	}
	switch kind { //nolint:exhaustive // the others have no number
	case model.InForce:
		m.Number = r.KeptFor.result
	case model.MeetingsHeld:
		m.Number, m.Of = r.Meetings.Held.result, roomOf(b, sortedIndices(r.Meetings.Between.items))
	case model.RoundReached:
		m.Number = r.Round.result
	}
	return m
}

// roomOf returns the index of a room in b.Rooms, to which it is added if it is
// not among them.
func roomOf(b *model.Bargain, room []int) int {
	i := slices.IndexFunc(b.Rooms, func(known []int) bool { return slices.Equal(known, room) })
	if i < 0 {
		i = len(b.Rooms)
		b.Rooms = append(b.Rooms, room)
	}
	return i
}

// requirementAt decodes a requirement of a process.
type requirementAt struct {
	requirement
	to *model.Requirement
}

func (r *requirementAt) read(d *decoder, n *node, f field) {
	d.mapping(n, structAt(&r.requirement), f)
	r.check(d, n)
	d.afterwards(func(b *model.Bargain) { *r.to = r.model(b) })
}

func (r *requirementAt) schema(g *generator, f field) map[string]any { return g.of(&r.requirement, f) }

// insistence is an entry of insists: packages on which the party insists first.
type insistence struct{ boundInsistence }

// boundInsistence is an insistence with the share of draws in which it binds.
type boundInsistence struct {
	Packages list[ref] `yaml:"packages" doc:"packages that must be in force first" of:"package"`
	Binding  number    `yaml:"binding,omitempty" doc:"how often the party does not drop the demand" in:"[0, 1]" default:"1" unit:"share of draws"`
}

func (s *insistence) read(d *decoder, n *node, f field) {
	if n.kind == mapping {
		d.mapping(n, structAt(&s.boundInsistence), f)
	} else {
		f.tag = `of:"package"`
		s.Packages.read(d, n, f)
		s.Binding.result = model.Known(1)
	}
	if at := s.Packages.at; at != nil && at.kind == sequence && len(at.items) == 0 {
		d.at(at, errors.New("this insists on nothing; name the packages that must be in force first"))
	}
}

func (s *insistence) schema(g *generator, f field) map[string]any {
	whole := generator{defs: g.defs}
	f.tag = `of:"package"`
	return map[string]any{"anyOf": []any{(&list[ref]{}).schema(g, f), whole.object(structAt(&boundInsistence{}))}}
}

// requirements are what the package waits for, in the order of the file: after
// comes first.
func (p *pack) requirements(b *model.Bargain) (list []model.Requirement) {
	if p.After.at != nil {
		list = append(list, model.Requirement{Kind: model.InForce, Of: p.After.index()})
	}
	for _, r := range p.Requires.items {
		list = append(list, r.model(b))
	}
	return list
}

func (p *pack) insistences(id string) (list []model.Insistence) {
	for i, s := range p.Insists.values {
		party := &p.Insists.keys[i]
		list = append(list, model.Insistence{
			Party: party.index(), Packages: indices(s.Packages.items), Binding: s.Binding.result,
			Stream: model.Key("insists/" + id + "." + party.name),
		})
	}
	return list
}

// needs are the packages that a package waits for, with the places that name
// them; those that must be in force, and those that were signed once.
func (p *pack) needs() (inForce, once []*ref) {
	if p.After.at != nil {
		inForce = append(inForce, &p.After)
	}
	for _, r := range p.Requires.items {
		switch kind, of, ok := r.kind(); {
		case !ok || of != &r.Package:
		case kind == model.SignedOnce:
			once = append(once, of)
		default:
			inForce = append(inForce, of)
		}
	}
	return inForce, once
}

// checkRequirements reports requirements that cannot be met: circles, packages
// that end those that wait for them, and any in a single meeting.
func (f *file) checkRequirements(d *decoder) {
	for i, p := range f.Packages.values {
		if p.Requires.at != nil && p.Requires.at.kind == sequence {
			for j, r := range p.Requires.items {
				r.check(d, p.Requires.at.items[j])
			}
		}
		inForce, _ := p.needs()
		for _, r := range inForce {
			f.checkSettles(d, i, r, "; for one that was signed and broken write {package: "+short(r.name)+", signed_once: true}")
		}
		for _, s := range p.Insists.values {
			once(d, s.Packages.items, "insists")
			for _, r := range s.Packages.items {
				f.checkSettles(d, i, r, "")
			}
		}
		f.checkSingle(d, p.After.at, "after")
		f.checkSingle(d, p.Requires.at, "requires")
		f.checkSingle(d, p.Insists.at, "insists")
	}
	f.checkCircles(d)
}

// settles reports whether r names a settlement that must be in force before package i.
func (f *file) settles(i int, r *ref) bool {
	k := r.index()
	return k >= 0 && k != i && classOf(f.Packages.values[k].Outcome.value) == model.Settlement
}

// checkSettles reports a settlement that must be in force before package i.
func (f *file) checkSettles(d *decoder, i int, r *ref, hint string) {
	if f.settles(i, r) {
		d.at(r.at, fmt.Errorf("%s ends all other packages once it is signed, so nothing is tabled while it is in force%s", short(r.name), hint))
	}
}

// checkSingle reports a key that needs rounds in a file without them.
func (f *file) checkSingle(d *decoder, at *node, key string) {
	if at != nil && f.Clock == nil {
		d.at(at, fmt.Errorf("%s cannot be without rounds, and this scenario has no clock; add clock: {rounds: …}", key))
	}
}
