package scenario

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strings"

	"sim/model/process"
)

// An Upgrade is a file of the first language, rewritten.
type Upgrade struct {
	Text    string    // of the new file, with the comments and in the order of the old one
	Changes int       // number of keys that were changed; 0: nothing had to be
	Left    []Problem // what could not be carried over, at its place in the new file
}

// UpgradeFile rewrites a file of the first language as one of the present
// language that is called to. What cannot be carried over stays as it is and is
// listed in Left. The error is an *Error if src is no file that can be read.
func UpgradeFile(name string, src []byte, to string, opts Options) (Upgrade, error) {
	r := newReader(opts, process.All)
	text, ok := newSource(name, src, &r.problems)
	if !ok {
		return Upgrade{}, r.err()
	}
	own := parseTree(text, &r.problems)
	if own == nil || own.kind != mapping {
		d := &decoder{problems: r.problems}
		if own != nil {
			decode(d, own, r.known)
		}
		return Upgrade{}, d.err()
	}
	again, _ := newSource(name, src, &problems{})
	whole := newReader(opts, process.All).file(again)
	if whole == nil {
		whole = own // what it extends cannot be read, which is reported below
	}
	u := &upgrader{rewriter: newRewriter(text.text), whole: whole, moved: map[string]string{}}
	u.all(own)
	result := Upgrade{Text: u.result()}
	result.Changes = len(u.edits)
	_, err := Parse(to, []byte(result.Text), opts)
	if problems, ok := errors.AsType[*Error](err); ok {
		for _, p := range problems.Problems {
			if p.first && p.File == to {
				continue // it is the upgrade that says so
			}
			if p.first || p.File == to {
				result.Left = append(result.Left, p)
			}
		}
	} else if err != nil {
		return Upgrade{}, err
	}
	result.Left = append(result.Left, u.lost(to, result.Text)...)
	line := func(p Problem) int {
		if p.File != to {
			return 0 // first what is wrong with a file that this one extends
		}
		return p.Line
	}
	slices.SortStableFunc(result.Left, func(a, b Problem) int { return cmp.Compare(line(a), line(b)) })
	return result, nil
}

// An upgrader rewrites a file by the rules of the language.
type upgrader struct {
	*rewriter
	whole *node             // the file merged with what it extends, to look things up
	moved map[string]string // paths of numbers that are called something else now
	gone  []loss
}

// A loss is a number that was taken away because it has no equivalent.
type loss struct {
	line int
	why  string
}

// lost lists the losses as problems of the new file and its text.
func (u *upgrader) lost(to, text string) []Problem {
	var list []Problem
	for _, x := range u.gone {
		line := u.after(x.line)
		source := newRewriter(text).line(line)
		list = append(list, Problem{File: to, Line: line, Col: 1 + len(source) - len(strings.TrimLeft(source, " ")), Msg: x.why, Source: source})
	}
	return list
}

// each calls do for every named entry of a block that is a mapping.
func each(root *node, block string, do func(name string, n *node)) {
	at := root.get(block)
	if at == nil || at.kind != mapping {
		return
	}
	for key, val := range at.pairs() {
		if val.kind == mapping {
			do(key.value, val)
		}
	}
}

// below is the node at a path of keys; nil if there is none.
func below(n *node, keys ...string) *node {
	for _, key := range keys {
		if n == nil || n.kind != mapping {
			return nil
		}
		n = n.get(key)
	}
	return n
}

func (u *upgrader) all(own *node) {
	each(own, "parties", u.party)
	each(own, "levers", u.lever)
	each(own, "packages", u.pack)
	if aid := own.get("aid"); aid != nil && aid.kind == mapping {
		u.costs(aid, below(u.whole, "aid", "of"), "aid")
	}
	if ps := own.get("processes"); ps != nil && ps.kind == mapping {
		each(ps, "stock", func(name string, n *node) {
			u.costs(n, below(u.whole, "processes", "stock", name, "of"), "processes.stock."+name)
		})
		u.violations(ps.get("violations"))
		u.forget(ps.get("delay"), "noise")
		u.drift(ps.get("drift"))
	}
	if run := own.get("run"); run != nil && run.kind == mapping {
		u.rename(run, oldTheories, theoriesKey)
	}
	u.paths(own)
}

// forget drops a key that has no successor.
func (u *upgrader) forget(n *node, key string) {
	if n != nil && n.kind == mapping && n.find(key) >= 0 {
		u.drop(n, key)
	}
}

// rename gives a key another name.
func (u *upgrader) rename(n *node, from, to string) {
	if i := n.find(from); i >= 0 && n.find(to) < 0 {
		u.replace(n.entries[i].key, to)
	}
}

func (u *upgrader) party(name string, n *node) {
	if n.find("conflict_cost") >= 0 {
		u.rename(n, "conflict_cost", "disagreement_cost")
		u.moved["parties."+name+".conflict_cost"] = "parties." + name + ".disagreement_cost"
	}
	u.forget(n, "pressure_cap")
	u.forget(n, "inducement_cap")
	if on := u.own(n, "counts_on"); on != nil && on.kind == scalar && on.tag == isText {
		u.replace(on, "["+u.of(on)+"]")
	}
	u.compliance(u.own(n, "expected_compliance"))
}

// compliance says for how many rounds an agreement was expected to be kept: as
// long as a draw.
func (u *upgrader) compliance(at *node) {
	rounds := below(u.whole, "clock", "rounds")
	if at == nil || rounds == nil || rounds.kind != scalar || at.tag == isNull && at.kind == scalar {
		return
	}
	switch {
	case at.kind == mapping && at.find("over") >= 0:
	case at.kind == mapping && at.find("value") >= 0:
		u.insert(at, "over: "+rounds.value)
	case at.kind == scalar || at.style == flow:
		if x, ok := endsOf(at, nil); ok && x.lo >= 1 {
			return
		}
		u.replace(at, "{value: "+u.of(at)+", over: "+rounds.value+"}")
	}
}

func (u *upgrader) pack(_ string, n *node) {
	u.rename(n, "relief", "relieves")
	u.forget(n, "stake")
	front := u.own(n, "freezes_front")
	switch {
	case front == nil:
	case front.value == "true":
		u.note(front, "freezes_front: true")
		u.rename(n, "freezes_front", "holds")
		u.replace(front, "1")
	case front.tag != isNull:
		u.drop(n, "freezes_front")
	}
	if outcome := n.get("outcome"); outcome == nil || outcome.value != "ceasefire" {
		return
	}
	// What a ceasefire left out was nothing; now it is everything.
	if n.find("relief") < 0 && n.find("relieves") < 0 && u.first(n) {
		u.insert(n, "relieves: 0")
	}
}

// first reports whether something in a mapping is of the first language.
func (u *upgrader) first(n *node) bool { return n.find("stake") >= 0 || n.find("freezes_front") >= 0 }

func (u *upgrader) violations(n *node) {
	if n == nil || n.kind != mapping {
		return
	}
	u.forget(n, "trust_loss")
	issue := below(u.whole, "processes", "violations", "guarantee_issue")
	strength := u.own(n, "guarantee")
	switch {
	case strength != nil && strength.tag == isNull && strength.kind == scalar:
	case strength != nil && issue != nil:
		var of []string
		each(u.whole, "parties", func(name string, p *node) {
			if seat := p.get("seat"); seat == nil || seat.value == "signatory" {
				of = append(of, name)
			}
		})
		u.note(strength, "guarantee: "+u.of(strength)+", guarantee_issue: "+issue.value)
		u.rename(n, "guarantee", "deters")
		u.replace(strength, fmt.Sprintf("{%s: {of: [%s], by: %s}}", issue.value, strings.Join(of, ", "), u.of(strength)))
		if i := n.find("guarantee_issue"); i >= 0 {
			u.remove(n, i)
		}
	case strength != nil:
		u.drop(n, "guarantee") // it named no issue and did nothing
	}
}

// drift takes away how far prospects followed the line in log-odds: what they
// follow by now is a share of its movement.
func (u *upgrader) drift(n *node) {
	if n == nil || n.kind != mapping || n.find("prospects") < 0 || !u.old() {
		return
	}
	at := n.entries[n.find("prospects")].key
	u.drop(n, "prospects")
	u.gone = append(u.gone, loss{at.line, "drift.prospects was in log-odds; now it is the share by which expected positions follow the line, such as 0.3 to 1"})
}

// old reports whether the file, or what it extends, is of the first language.
func (u *upgrader) old() bool {
	d := &decoder{}
	decode(d, u.whole, process.All)
	return d.first != nil
}

// paths renames the numbers that correlations and the run: block name.
func (u *upgrader) paths(n *node) {
	switch n.kind {
	case scalar:
		if to, ok := u.moved[n.value]; ok && n.style != block {
			u.replace(n, to)
		}
	case sequence:
		for _, item := range n.items {
			u.paths(item)
		}
	case mapping:
		for _, e := range n.entries {
			u.paths(e.val)
		}
	}
}
