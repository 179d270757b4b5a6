package scenario

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"sim/model/dist"
)

// An outdated key belongs to an earlier form of the language: where it stood,
// and what to write instead.
type outdated struct {
	path    string // with * for a name
	instead string
	draft   bool   // it never was part of a released language
	means   string // the key of today that it stands for, if that is required; else empty
}

// outdatedKeys are the keys of the first language, and words that stood in
// drafts of this one.
var outdatedKeys = []outdated{
	{path: "fighting", instead: "fighting is called standstill now: standstill: {issue: …, relieves: {…}, holds: {…}}", draft: true},
	{path: "standstill.scope", instead: "scope is called issue now", draft: true, means: "issue"},
	{path: "standstill.freezes", instead: "freezes is called holds now", draft: true},
	{path: "clock.hold", instead: "a settlement takes hold by settles of violations now; take hold away"},
	{path: "parties.*.conflict_cost", instead: "conflict_cost is called disagreement_cost now"},
	{path: "parties.*.breach_loss", instead: "what a breach costs follows from what was given away for good: irreversible on the issues; take breach_loss away"},
	{path: "parties.*.exposure", instead: "what a breach costs follows from irreversible on the issues; take exposure away", draft: true},
	{path: "parties.*.pressure_cap", instead: "sizes are stated, so nothing needs a cap; take pressure_cap away"},
	{path: "parties.*.inducement_cap", instead: "sizes are stated, so nothing needs a cap; take inducement_cap away"},
	{path: "parties.*.prospects.*.spread", instead: "the range of a prospect says how far it spreads; take spread away", draft: true},
	{path: "levers.*.intensity", instead: "the size of an effect carries it: multiply by with intensity and take it away; weight is what people adjust"},
	{path: "levers.*.additive", instead: "sizes always add; take additive away"},
	{path: "levers.*.effects.*.additive", instead: "sizes always add; take additive away"},
	{path: "levers.*.effects.*.toward", instead: "what a holder would carry out is an offer: offers: ISSUE, to: PARTY, up_to: …"},
	{path: "packages.*.relief", instead: "relief is called relieves now; in a file with standstill the options of its issue say it"},
	{path: "packages.*.stops", instead: "stops is called relieves now", draft: true},
	{path: "packages.*.freezes", instead: "freezes is called holds now", draft: true},
	{path: "packages.*.freezes_front", instead: "freezes_front is called holds now and is a share: holds: 1; in a file with standstill the options of its issue say it"},
	{path: "packages.*.stake", instead: "what a breach costs follows from the terms; take stake away"},
	{path: "aid.push", instead: "sizes are in stake units now: costs: 0.05 to 0.15", means: "costs"},
	{path: "processes.stock.*.push", instead: "sizes are in stake units now: costs: 0.05 to 0.15, or presses for what a standstill does not relieve", means: "costs"},
	{path: "processes.learning", instead: "prospects say where an issue goes, in its own unit, and are no share of everything, about which one could learn; take learning away"},
	{path: "processes.commitment", instead: "the theory commitment asks whether the parties would keep what they sign, and a package says how it lets power shift: packages: {PACKAGE: {power_shift: {to: PARTY, a_round: …, up_to: …}}}; take commitment away"},
	{path: "processes.screening", instead: "who knows the strength of a party is said once: strength: {between: [A, B], value: 0.3 to 0.7, known_to: [B], win: {…}, lose: {…}, drift_a_round: …}, for the theory information; take screening away"},
	{path: "processes.violations.guarantee", instead: "an issue restrains the parties that it names: deters: {ISSUE: {of: [PARTY], by: …}}"},
	{path: "processes.violations.guarantee_issue", instead: "an issue restrains the parties that it names: deters: {ISSUE: {of: [PARTY], by: …}}"},
	{path: "processes.violations.trust_loss", instead: "parties learn from the record of what is kept and broken: record: 20 to 80; take trust_loss away"},
	{path: "processes.violations.packages", instead: "hazards belong to parties, and settles and settled may differ by package; take packages away", draft: true},
	{path: "processes.violations.deters.monitoring", instead: "how far monitoring lowers the hazard is a number beside deters: monitoring: …", draft: true},
	{path: "processes.delay.noise", instead: "a party waits only if that pays it, and no chance is in it; take noise away"},
	{path: "processes.delay.misjudgement", instead: "a party waits only if that pays it; take misjudgement away", draft: true},
	{path: "processes.ratification.by", instead: "factions say what it depends on: factions: {PARTY.parliament: {majority: {gain: 0.002 to 0.03}}} at the top, and here ratification: {PARTY.parliament: {}}"},
	{path: "processes.ratification.packages", instead: "each faction has packages of its own: ratification: {PARTY.parliament: {packages: […]}}"},
}

// outdatedMoves are what effects moved in the first language, and what to write
// instead.
var outdatedMoves = map[string]string{
	"position":            "levers no longer change what a party wants; what the holder would carry out: offers: ISSUE, to: PARTY, up_to: …; to make refusing costly: presses: PARTY, by: …",
	"pressure":            "say how much, in stake units at full weight: presses: PARTY, by: 0.01 to 0.04",
	"inducement":          "say how much, in stake units at full weight: rewards: PARTY, by: 0.01 to 0.04",
	"conflict_cost":       "sizes are in stake units now: costs: PARTY, by: 0.02 to 0.06",
	"prospects":           "say where it makes the party expect an issue to go, in the issue's own unit: expects: PARTY, issue: ISSUE, by: …",
	"status_quo":          "a lever moves what parties expect (expects: PARTY, issue: ISSUE, by: …) or a number of the process that moves the issue (moves: processes.…)",
	"expected_compliance": "a lever lowers the hazard of a breach, for belief and in the world: assures: PARTY, against: OTHER, by: …, in log-hazard",
	"binding":             "write hardens: PARTY, issue: ISSUE, by: …, in log-odds, or loosens",
}

// instead says what to write for an outdated key; ok is false for any other.
func instead(path []string) (o outdated, ok bool) {
	i := slices.IndexFunc(outdatedKeys, func(o outdated) bool {
		return slices.EqualFunc(strings.Split(o.path, "."), path, func(pattern, key string) bool {
			return pattern == "*" || pattern == key
		})
	})
	if i < 0 {
		return outdated{}, false
	}
	return outdatedKeys[i], true
}

// outdated reports a key of an earlier language at its place, and returns the
// required key that it stands for, if any; ok is false for any other key. parent
// is the mapping that holds it.
func (d *decoder) outdated(parent, key *node) (means string, ok bool) {
	path := append(slices.Clone(d.path), key.value)
	switch {
	case d.wasEffect(parent, key):
		return "", true // what it moves is reported
	case d.wasPackage(path):
		d.refuse(key, "hazards belong to parties: hazard: {PARTY: …}")
		return "", true
	}
	o, ok := instead(path)
	if !ok {
		return "", false
	}
	if o.draft {
		d.at(key, errors.New(o.instead))
	} else {
		d.refuse(key, o.instead)
	}
	return o.means, true
}

// refuse reports something of the first language.
func (d *decoder) refuse(at *node, instead string) {
	d.at(at, errors.New(instead))
	if !at.src.flag && (d.first == nil || at.src.order < d.first.order) {
		d.first = at.src
	}
}

// wasEffect reports whether a key belongs to an effect of the first language,
// whose verb is reported.
func (d *decoder) wasEffect(parent, key *node) bool {
	if len(d.path) != 4 || d.path[0] != "levers" || d.path[2] != "effects" || key.value != "toward" && key.value != "additive" {
		return false
	}
	moves := parent.get("moves")
	return moves != nil && outdatedMoves[moves.value] != ""
}

// wasPackage reports whether the path is that of a hazard of a package.
func (d *decoder) wasPackage(path []string) bool {
	if len(path) != 4 || strings.Join(path[:3], ".") != "processes.violations.hazard" || d.root == nil {
		return false
	}
	return slices.Contains(keysOf(d.root.get("packages")), path[3]) && !slices.Contains(keysOf(d.root.get("parties")), path[3])
}

// outdatedMove reports what an effect of the first language moved.
func (d *decoder) outdatedMove(n *node) bool {
	instead, ok := outdatedMoves[n.value]
	if ok {
		d.refuse(n, instead)
	}
	return ok
}

// outdatedValue reports the value of a key that means something else now; false
// if it is none.
func (d *decoder) outdatedValue(n *node) bool {
	if len(d.path) != 3 || d.path[0] != "parties" {
		return false
	}
	switch {
	case d.path[2] == "counts_on" && n.kind == scalar && n.tag == isText:
		d.refuse(n, fmt.Sprintf("counts_on must be a list; write [%s]", short(n.value)))
	case d.path[2] == "prospects" && (n.kind == scalar && n.tag != isNull || n.isNumber()):
		d.refuse(n, "a share of everything is no expectation; say how far an issue goes, in its own unit: prospects: {ISSUE: 0.02 to 0.12}")
	default:
		return false
	}
	return true
}

// isNumber reports whether a mapping is a number: one with its evidence, or a
// distribution.
func (n *node) isNumber() bool {
	if n.kind != mapping || len(n.entries) == 0 {
		return false
	}
	_, err := dist.All.Lookup(n.entries[0].key.value)
	return err == nil || n.find("value") >= 0 || n.find("evidence") >= 0
}

// ofTheSecond are keys that only the second language has: a file that uses one is
// no file of the first, whatever else is wrong with it.
var ofTheSecond = []string{
	"preferences", "standstill", "factions", "words", "disagreement_cost", "loss_aversion", "irreversible",
	"offers", "presses", "rewards", "expects", "assures", "hardens", "loosens", "deters", "settles",
}

// speaks reports whether some key of the second language in the tree was written
// in the file.
func (n *node) speaks(file *source) bool {
	if n == nil {
		return false
	}
	for _, e := range n.entries {
		if e.key.src == file && slices.Contains(ofTheSecond, e.key.value) || e.val.speaks(file) {
			return true
		}
	}
	return slices.ContainsFunc(n.items, func(item *node) bool { return item.speaks(file) })
}

// announce puts before all other problems of a file of the first language what
// to do about it.
func (d *decoder) announce() {
	if d.first == nil || d.root.speaks(d.first) {
		return
	}
	d.list = append([]Problem{{
		File: d.first.name, Msg: "written for the first version; try sim upgrade " + printable(d.first.name), first: true,
	}}, d.list...)
}

// The list of theories was called protocols in the first language, which this one
// still accepts, with a warning.
const (
	oldTheories = "protocols"
	theoriesKey = "theories"
)

var errRenamed = errors.New("protocols is called theories now; version 0.3 will refuse the old name")

// renew gives the keys of a file that the language still accepts by an old name
// those of today.
func (r *reader) renew(root *node) {
	in := root.get("run")
	if in == nil || in.kind != mapping || in.find(oldTheories) < 0 {
		return
	}
	key := in.entries[in.find(oldTheories)].key
	if in.find(theoriesKey) >= 0 {
		r.at(key, errors.New("protocols is called theories now; keep one of the two"))
		return
	}
	r.old.at(key, errRenamed)
	key.value = theoriesKey
}
