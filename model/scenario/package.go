package scenario

import "fmt"

// pack is an entry of packages.
type pack struct {
	Title        text         `yaml:"title,omitempty" letters:"200" doc:"what readers see; left out: the key"`
	Outcome      choice       `yaml:"outcome" doc:"the class of outcome that signing it means" of:"settlement|ceasefire|partial"`
	Issues       issueSet     `yaml:"issues" doc:"what it settles: all, or a list of issues; the others stay at the status quo" of:"issue"`
	Limits       dict[bounds] `yaml:"limits,omitempty" doc:"what can be tabled on an issue: [lowest, highest], in its own unit" of:"each issue" in:"own"`
	Relief       number       `yaml:"relief,omitempty" doc:"how much of the fighting it ends. Left out: 1 for a settlement, else 0; with 0 a partial package is reported but never classified" in:"[0, 1]"`
	Share        number       `yaml:"share,omitempty" doc:"how much it earns of the levers that act on agreement. Left out: 1 for a settlement, else 0" in:"[0, 1]"`
	Stake        number       `yaml:"stake,omitempty" doc:"how much of the breach loss it risks. Left out: 1 for a settlement, else 0" in:"[0, 1]"`
	Monitoring   number       `yaml:"monitoring,omitempty" doc:"how closely it is watched" in:"[0, inf)" default:"0"`
	Meetings     number       `yaml:"meetings,omitempty" doc:"meetings that must have been held before it can be tabled" in:"[0, inf)" default:"0" unit:"meetings"`
	FreezesFront truth        `yaml:"freezes_front,omitempty" doc:"whether the front stands still while it is in force"`
	LeverageLoss dict[number] `yaml:"leverage_loss,omitempty" doc:"what agreeing to it costs a party's hand" of:"each party" in:"[0, inf)" unit:"stake units"`
}

// issueSet is all, or a list of issues.
type issueSet struct {
	at  *node
	all bool
	of  list[ref]
}

func (s *issueSet) read(d *decoder, n *node, f field) {
	s.at = n
	if n.kind == scalar && n.value == "all" {
		s.all = true
		return
	}
	if !d.expect(n, sequence, f, "all or a list of issues") {
		return
	}
	if len(n.items) == 0 {
		d.at(n, fmt.Errorf("a package settles at least one issue"))
	}
	s.of.read(d, n, f)
}

func (s *issueSet) schema(g *generator, f field) map[string]any {
	l := s.of.schema(g, f)
	l["minItems"] = 1
	return map[string]any{"anyOf": []any{map[string]any{"const": "all"}, l}}
}

// bounds is the range of an issue that can be tabled: [lowest, highest].
type bounds struct {
	at           *node
	Lower, Upper number
}

func (b *bounds) read(d *decoder, n *node, f field) {
	if !d.expect(n, sequence, f, "a list of the lowest and the highest amount") {
		return
	}
	if len(n.items) != 2 {
		d.at(n, fmt.Errorf("%s must be a list of two amounts, the lowest and the highest, not of %d%s", f.Name, len(n.items), cutItems(n, 2)))
		return
	}
	b.at = n
	for i, x := range []*number{&b.Lower, &b.Upper} {
		d.path = append(d.path, []string{"0", "1"}[i])
		d.value(n.items[i], x, f)
		d.path = d.path[:len(d.path)-1]
	}
}

func (b *bounds) schema(g *generator, f field) map[string]any {
	return map[string]any{"type": "array", "items": b.Lower.schema(g, f), "minItems": 2, "maxItems": 2}
}

// upsideDown reports limits whose lowest amount is above the highest, comparing
// ranges by their midpoints.
func (b *bounds) upsideDown(d *decoder) {
	if b.Lower.input != nil && b.Upper.input != nil && b.Lower.value > b.Upper.value {
		d.at(b.at, fmt.Errorf("these limits are upside down: %s is above %s", b.Lower.input.Written, b.Upper.input.Written))
	}
}

// aid is the aid account.
type aid struct {
	Of    ref            `yaml:"of" doc:"the party that receives the aid" of:"party"`
	Need  number         `yaml:"need" doc:"what it needs a round, in money" in:"(0, inf)" unit:"money per round"`
	Push  number         `yaml:"push" doc:"what a complete lack of aid adds to its conflict cost, in log-odds" words:"small=0.5|medium=1|large=2" unit:"log-odds"`
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
