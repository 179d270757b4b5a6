package explain

import (
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"sim/model"
	"sim/model/study"
	"sim/output/table"
)

// keysKind is the name of the kind that lists the keys of the language.
const keysKind = "keys"

// language lists what a scenario may say by its words: keys, effects of levers,
// circumstances, outcomes, reasons, and the terms of the field.
func language() []study.Kind {
	return []study.Kind{
		{Name: keysKind, One: "key", Doc: "what a scenario file may say, by path", Entries: keys()},
		{Name: "effects", One: "effect of a lever", Doc: "what a lever can do, under effects", Entries: effects()},
		{Name: "when", One: "circumstance", Doc: "when a lever acts, under when", Entries: entries(circumstances)},
		{Name: "outcomes", One: "outcome", Doc: "how a draw can end", Entries: entries(outcomes)},
		{Name: "reasons", One: "reason", Doc: "why no settlement or ceasefire was signed", Entries: entries(reasons)},
		{Name: "terms", One: "term", Doc: "words of the field that output uses", Entries: entries(glossary)},
	}
}

// A word is a name with its meaning.
type word struct{ name, meaning string }

func entries(words []word) []study.Entry {
	list := make([]study.Entry, len(words))
	for i, w := range words {
		list[i] = entry(w.name, w.meaning)
	}
	return list
}

func keys() []study.Entry {
	var list []study.Entry
	for _, k := range study.Keys() {
		list = append(list, entry(k.Path, k.Doc))
	}
	return list
}

// effectsAt is the path below which the effects of a lever stand.
const effectsAt = "levers.LEVER.effects[]."

// effects are the keys of an effect that say what it does.
func effects() []study.Entry {
	var list []study.Entry
	for _, k := range study.Keys() {
		if name, ok := strings.CutPrefix(k.Path, effectsAt); ok && k.Chooses {
			list = append(list, entry(name, k.Doc))
		}
	}
	return list
}

var circumstances = []word{
	{"always", "In every round, with or without an agreement."},
	{"agreement", "While a package is in force, by the share that the package earns."},
	{"no agreement", "While no package is in force."},
	{"talking", "While the talks go on, in force or not; not once they have ended."},
	{"deadline", "From the round in which a deadline has the lever carried out."},
	{"refuses", "PARTY refuses: after this party has refused a package."},
	{"accepts", "PARTY accepts: after this party has accepted a package."},
	{"violates", "PARTY violates: after a violation of a package was attributed to this party."},
}

// outcomes are in the order of model.ClassNames.
var outcomes = []word{
	{model.ClassNames[model.Settlement], "A package that a scenario calls a settlement is in force at the end of the draw."},
	{model.ClassNames[model.Ceasefire], "A package that a scenario calls a ceasefire is in force at the end, and no settlement: an interim deal that suspends the conflict."},
	{model.ClassNames[model.Partial], "Only a limited package is in force at the end, and it relieves something, or nobody bears a cost of disagreement."},
	{model.ClassNames[model.Stalemate], "Nothing that relieves the parties is in force at the end."},
	{model.ClassNames[model.Escalation], "An escalation ended the draw. It takes the process escalation."},
	{model.ClassNames[model.Collapsed], "A settlement or ceasefire was signed and broken, and none is in force at the end."},
}

// reasons are in the order of model.ReasonNames, without the first, which is none.
var reasons = []word{
	{"empty_zopa", "No terms give every party that must consent at least its reservation value: there is no zone of possible agreement."},
	{"redline_conflict", "Red lines that bind and limits of the package leave no position that can be tabled."},
	{"unreachable", "The reservation value of a party is above what the best terms that can be tabled give it."},
	{"ir_violated", "The terms of the theory fall below the reservation value of a party, and the theory does not look for others. (IR: individual rationality.)"},
	{"not_consenting", "A party did not consent to what was tabled."},
	{"waited", "A party preferred to wait for later terms."},
	{"deadline", "A deadline took the package off the table."},
	{"not_ratified", "The parties agreed, and a faction at home refused."},
	{"breakdown", "The talks had ended."},
	{"undecided", "The solver could not prove whether there is a deal. It is rare, and the summary counts it."},
	{"lottery_only", "No terms are acceptable, but a lottery over terms would be: a party seeks risk."},
	{"over_total", "No terms that can be tabled add up to what a total asks for."},
	{"indivisible", "Terms would be acceptable if what is counted whole could be divided."},
	{"waits_for", "The package was not tabled: a requirement was not met, or a party insisted on another package first."},
	{"not_known", "A party refused a demand that it would have accepted had the other side known what it needs."},
	{"not_self_enforcing", "Terms would suit everybody, but some party would break them in a round after signature that all foresee; would_break and would_break_round name both, weakest_guarantee what would do."},
	{"held_out", "Each of two parties held out for its own demand."},
	{"bids_missed", "Two parties bid at once, and each asked for more than the other left, though their limits would have met."},
}

// glossary explains the words of the field that output uses.
var glossary = []word{
	{"agreement", "A signed package, kept or broken. Text says deal where any package counts."},
	{"best reply", "The weights of a holder's own levers that are best for what it wants, given those of all other holders."},
	{"cause", "What a theory holds to be the reason why bargaining fails: nothing (complete information), private information, promises that nobody would keep, lines stated in public, a vote at home, claims that cannot be split. Theories of one cause are a family."},
	{"consent", "The agreement of a party without which a package is not signed. Signatories consent to every package; sponsors only to those with an issue that they carry out."},
	{"credibility", "How far the target of a lever believes that it will be carried out, from 0 to 1."},
	{"disagreement cost", "What a party bears in a round without an agreement, in stake units: the cost of fighting, of a strike, of a trial."},
	{"draw", "One imagined run of the scenario: one value for every uncertain input, and one course of the bargaining."},
	{"equilibrium", "Weights of all levers at which no holder gains, by more than its error, by changing its own alone. Sim equilibrium claims one of the moves that it tried, and of weights alone, not of lotteries over them."},
	{"evidence", "What a number rests on: a document and how far it supports the number. A number without it counts as assumed."},
	{"faction", "A group at home, such as a parliament, that can refuse what its government accepted."},
	{"family", "The theories of one cause. Where theories are pooled, families weigh alike unless run.weights says otherwise."},
	{"ideal", "The terms of an issue that a party likes best. A party never refuses a package in which every issue stands at its ideal, unless going on promises it more than an agreement that may break."},
	{"influence theory", "A theory that says where issues end by weighing positions and asks nobody for consent. It has terms and no outcomes, and is not pooled with the others."},
	{"issue", "A question that the parties settle, on a scale with a unit."},
	{"knife_edge", "Only one point is acceptable to all who must consent, and nobody gains by it. It counts as an agreement."},
	{"lever", "An act by which its holder can move another party: a threat, an offer, a guarantee. Its weight says how strongly it is used."},
	{"Monte Carlo error", "How far a share or a mean of so many draws can be off, given the assumptions. More draws reduce it; they do not make the assumptions better."},
	{"package", "A set of issues settled together, and the class of outcome that signing it means."},
	{"patience", "What a payoff one round later is worth now: the discount factor per round."},
	{"payoff", "What a state is worth to a party, in stake units: gains and losses over its issues by salience, less what it bears."},
	{"pooled", "The shares of all theories that ask for consent, averaged with the weights of their families. The weights are assumed, and so is the result."},
	{"prospects", "How far a party expects an issue to move, from what is held now, if there is no agreement."},
	{"range", "The values that an input may take, and how they are spread: 0.2 to 0.6 is read as an interval that holds 90% of the draws."},
	{"red line", "A bound on an issue that a party states. It binds in a share of draws."},
	{"regret", "How much a holder of levers would gain, on average over draws, by its best reply to the weights of all others."},
	{"reservation value", "What no agreement is worth to a party in this round, in stake units. It accepts what is worth more."},
	{"ripeness", "Whether the conflict is ripe for a settlement in a round: going on costs both parties more than 0.02 stake units per round, and some terms would leave both more than refusing (Zartman 2000). It is an index that every run over rounds reports, in the summary and as ripe_rounds in the data files; nothing depends on it. Do not read it as a cause: a draw can be ripe and fail because of private information, a vote or a public line."},
	{"round", "The unit of time of a scenario; clock.round names it. Every rate is per round."},
	{"rule", "How a theory divides what there is to gain: Nash, Kalai–Smorodinsky, egalitarian and others."},
	{"salience", "How much a party cares about an issue, from 0 to 100. The weights of its issues are its saliences divided by their sum."},
	{"share of draws", "How many of the draws end in an outcome. It says what follows from the assumptions of the scenario, and is no probability of the event."},
	{"signatory", "A party without whose consent no package is signed."},
	{"sponsor", "A party that consents only to packages with an issue that it carries out, such as a guarantor."},
	{"stake unit", "The unit of payoffs: the difference that all issues together make to a party, from the worst terms to the best."},
	{"status quo", "Where an issue stands now."},
	{"surplus", "What a package is worth to a party above its reservation value, in stake units."},
	{"theory", "A cause and a rule: what the parties know, can promise and foresee, and how they divide what there is to gain."},
	{"total_price", "What raising the number of a total by 1 would add to the parties' payoffs, weighted as the terms weight them, in stake units: 0 where the total holds nothing back. (The shadow price of the constraint.)"},
	{"twin", "The same theory without its cause, played on the same draws. What differs between the two is what the cause does."},
	{"weight", "Of a lever: how strongly its holder uses it, from 0 (never) to 1 (fully)."},
	{"zone of possible agreement", "The terms that give every party that must consent at least its reservation value."},
}

// ByName is what there is to say about everything in the Catalogue that goes by
// a name, and the names that there are. library has the scenarios in which to
// look for examples.
func ByName(name string, library fs.FS) (texts, known []string) {
	for _, k := range Catalogue() {
		for _, e := range k.Entries {
			known = append(known, e.Name)
			if k.Name != keysKind && e.Name == name {
				texts = append(texts, Entry(k.One, &e))
			}
		}
	}
	for _, k := range Keys(name) {
		known = append(known, k.Name())
		if texts == nil || k.Path != "processes."+name { // a process says more of itself than its key
			texts = append(texts, Key(&k, library))
		}
	}
	return texts, known
}

// Key is what there is to say about a key of the language; library has the
// scenarios in which to look for a use.
func Key(k *study.Key, library fs.FS) string {
	var s strings.Builder
	fmt.Fprintf(&s, "%s (key)\n%s", k.Path, table.Wrap(k.Doc))
	for _, line := range []struct{ name, text string }{
		{"takes", k.Takes}, {"unit", k.Unit}, {"range", k.Range}, {"if left out", k.Default}, {"needed", map[bool]string{true: "yes"}[k.Required]},
	} {
		if line.text != "" {
			fmt.Fprintf(&s, "\n  %s: %s", line.name, line.text)
		}
	}
	if use := example(k.Path, library); use != "" {
		s.WriteString("\n  for example " + use)
	}
	if below := below(k.Path); below != nil {
		s.WriteString("\n" + table.Wrap("Keys below it: "+strings.Join(below, ", ")))
	}
	return s.String()
}

// below are the keys right below one, or below the names right below it.
func below(path string) []string {
	var list []string
	for _, k := range study.Keys() {
		rest, ok := strings.CutPrefix(strings.ReplaceAll(k.Path, "[]", ""), strings.ReplaceAll(path, "[]", "")+".")
		if name, inner, nested := strings.Cut(rest, "."); nested && name == strings.ToUpper(name) {
			rest = inner
		}
		if ok && !strings.Contains(rest, ".") {
			list = append(list, rest)
		}
	}
	return list
}

// example is the first use of a key in the library: the line, and where it
// stands. The shortest scenario that has it comes first.
func example(key string, library fs.FS) string {
	names, err := fs.Glob(library, "*.yaml")
	if err != nil {
		return ""
	}
	texts := map[string]string{}
	for _, name := range names {
		if text, err := fs.ReadFile(library, name); err == nil {
			texts[name] = string(text)
		}
	}
	slices.SortStableFunc(names, func(a, b string) int { return len(texts[a]) - len(texts[b]) })
	for _, name := range names {
		if use, ok := study.Uses(texts[name])[key]; ok {
			return fmt.Sprintf("%s (%s, line %d)", use.Text, strings.TrimSuffix(path.Base(name), ".yaml"), use.Line)
		}
	}
	return ""
}

// Keys are the keys of the language that go by a name: a path, with or without
// what stands for names (levers.LEVER.weight, levers.weight), the last word of
// one, or a singular (lever).
func Keys(name string) []study.Key {
	var whole, last []study.Key
	plain := simple(name)
	for _, k := range study.Keys() {
		switch {
		case simple(k.Path) == plain, simple(k.Path) == plain+"s", strings.HasSuffix(plain, "y") && simple(k.Path) == strings.TrimSuffix(plain, "y")+"ies":
			whole = append(whole, k)
		case k.Name() == name:
			last = append(last, k)
		}
	}
	if whole != nil {
		return whole
	}
	return last
}

// simple is a path without list marks and without what stands for names.
func simple(path string) string {
	var parts []string
	for part := range strings.SplitSeq(strings.ReplaceAll(path, "[]", ""), ".") {
		if part == strings.ToLower(part) {
			parts = append(parts, part)
		}
	}
	return strings.Join(parts, ".")
}
