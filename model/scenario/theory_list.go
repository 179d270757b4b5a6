package scenario

import (
	"cmp"
	"errors"
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strings"

	"sim/model"
	"sim/model/registry"
	"sim/model/theory"
)

// theoryList is all, or a list of theories. A theory is a name, a name with
// parameters: {rubinstein: {…}}, or a cause and a rule with their parameters:
// {cause: two_level, rule: rubinstein, interval: 1, name: slow}. Without a cause it
// may name other rules whose terms are shown beside its own: {cause: none, rule:
// nash, spread: [egalitarian]}. In a list, all means the theories that it does not
// name and that are not played on request only.
type theoryList struct {
	at     *node
	all    bool
	names  []*node
	chosen []model.Theory
	rules  []model.Theory // theories without a cause to which the list gives parameters
}

// A theoryItem is one theory of the list as it is written.
type theoryItem struct {
	key   *node
	entry *registry.Entry[model.Theory] // of the cause, or of the rule where there is none
	own   *node                         // parameters of the entry; nil: none
	rule  string                        // of a theory about a cause; empty: as the entry says
	ruled *node                         // parameters of that rule; nil: none
	plus  bool                          // whether its name has a plus
	after string                        // what the name says after it
	name  *node                         // nil: none of its own

	spread *node // the rules whose terms stand beside its own; nil: none
}

func (l *theoryList) read(d *decoder, n *node, f field) {
	if n.kind == scalar && n.value == "all" {
		l.at, l.all = n, true
		return
	}
	if n.kind == scalar {
		if _, err := lookupTheory(n.value); err != nil && n.value != "" {
			d.at(n, err)
			return
		}
		d.at(n, fmt.Errorf("%s must be all or a list of theories; write [%s]", f.Name, short(n.value)))
		return
	}
	if !d.expect(n, sequence, f, "all or a list of theories") {
		return
	}
	l.at = n
	if len(n.items) == 0 {
		d.at(n, fmt.Errorf("%s names no theory", f.Name))
	}
	var items []theoryItem
	for _, item := range n.items {
		if item.kind == scalar && item.value == "all" {
			l.all = true
		} else if x, ok := l.item(d, item); ok {
			items = append(items, x)
		}
	}
	for i := range items {
		l.parametersOf(d, &items[i])
	}
	for i := range items {
		l.one(d, &items[i])
	}
}

// item reads what one item of the list names.
func (l *theoryList) item(d *decoder, n *node) (x theoryItem, ok bool) {
	x = theoryItem{key: n}
	switch {
	case n.kind == mapping && slices.ContainsFunc(keysOf(n), func(key string) bool { return slices.Contains(composed, key) }):
		ok = l.composition(d, n, &x)
		return x, ok
	case n.kind == mapping:
		var err error
		if x.key, x.own, err = single(n, "theory with parameters"); err != nil {
			d.at(n, err)
			return x, false
		}
	}
	if x.key.kind != scalar {
		d.at(n, fmt.Errorf("a theory is given by its name, not %s", n.describe()))
		return x, false
	}
	of := x.key.value
	if name, after, both := strings.Cut(of, "+"); both && x.own == nil {
		of, x.plus, x.after = name, true, after
	}
	e, err := lookupTheory(of)
	if err != nil {
		d.at(x.key, err)
		return x, false
	}
	x.entry = &e
	return x, true
}

// composed are the keys of a theory that is written as cause and rule; all others
// are parameters of the two.
var composed = []string{"cause", "causes", "rule", "name", "spread"}

// noCause is what the cause of a theory that only divides is called.
const noCause = "none"

// composition reads a cause and a rule with their parameters.
func (l *theoryList) composition(d *decoder, n *node, x *theoryItem) bool {
	before := len(d.list) + d.more
	word := func(key string) (*node, string) {
		at := n.get(key)
		if at == nil {
			return nil, ""
		}
		if at.kind != scalar || at.tag != isText {
			d.at(at, fmt.Errorf("%s must be a name, not %s", key, at.describe()))
			return at, ""
		}
		return at, at.value
	}
	causeAt, cause := word("cause")
	if several := n.get("causes"); several != nil {
		d.at(several, errors.New("a theory has one cause: write cause: NAME, and list several theories, one for each"))
	}
	var rule *registry.Entry[model.Theory]
	if at, name := word("rule"); name != "" {
		e, err := theory.Rules.Lookup(name)
		if unknown, ok := errors.AsType[*registry.UnknownError](err); ok {
			unknown.What = "rule"
		}
		if err != nil {
			d.at(at, err)
		}
		rule, x.rule = &e, name
	}
	x.spread = n.get("spread")
	var name string
	if x.name, name = word("name"); name != "" && !isName(name) {
		d.at(x.name, fmt.Errorf("%q cannot be the name of a theory: a name starts with a letter and has letters, digits, _ and - only, at most 64", short(name)))
	}
	switch {
	case causeAt == nil || cause == noCause:
		if rule == nil {
			nash, _ := theory.Rules.Lookup("nash") // it is there
			rule = &nash
		}
		x.entry, x.rule, rule = rule, "", nil
	case cause != "":
		e, err := lookupCause(cause)
		if err != nil {
			d.at(causeAt, err)
		}
		x.entry = &e
	}
	if len(d.list)+d.more > before {
		return false
	}
	l.share(d, n, x, rule)
	return len(d.list)+d.more == before
}

// share gives each of the other keys of n to the entry of x or to its rule, nil:
// none, as a parameter.
func (l *theoryList) share(d *decoder, n *node, x *theoryItem, rule *registry.Entry[model.Theory]) {
	own, ruled := parameterNames(x.entry), parameterNames(rule)
	for key, val := range n.pairs() {
		to := &x.own
		switch {
		case slices.Contains(composed, key.value):
			continue
		case slices.Contains(own, key.value):
		case slices.Contains(ruled, key.value):
			to = &x.ruled
		case x.name != nil && hasParameter(x.name.value, key.value):
			to = nil
			d.at(key, fmt.Errorf("%s is given to %s so: {%s: {%s: …}}; name is what a theory of a cause and a rule is called", key.value, x.name.value, x.name.value, key.value))
		default:
			to = nil
			known := slices.DeleteFunc(slices.Concat(composed, own, ruled), func(name string) bool { return name == "causes" })
			d.at(key, &registry.UnknownError{What: "key of a theory", Name: key.value, Known: known})
		}
		if to == nil {
			continue
		}
		if *to == nil {
			*to = &node{kind: mapping, src: n.src, line: n.line, col: n.col, style: flow}
		}
		(*to).put(key, val)
	}
}

// hasParameter reports whether the theory of that name has the parameter.
func hasParameter(name, parameter string) bool {
	e, err := theory.All.Lookup(name)
	return err == nil && slices.Contains(parameterNames(&e), parameter)
}

// parameterNames are the keys of an entry's parameters that are not a rule; e nil:
// none.
func parameterNames(e *registry.Entry[model.Theory]) (names []string) {
	if e == nil {
		return nil
	}
	for _, f := range registry.Fields(reflect.TypeOf(e.Defaults)) {
		if f.Name != "rule" {
			names = append(names, f.Name)
		}
	}
	return names
}

// parametersOf keeps the parameters that an item gives a theory without a cause:
// it has them where it is the rule of a theory about a cause, too.
func (l *theoryList) parametersOf(d *decoder, x *theoryItem) {
	e, parameters := x.entry, x.own
	if x.ruled != nil {
		rule, _ := theory.Rules.Lookup(x.rule) // has been looked up
		e, parameters = &rule, x.ruled
	} else if _, err := theory.Rules.Lookup(e.Name); err != nil || x.name != nil {
		return
	}
	if parameters == nil {
		return
	}
	t, ok := construct(d, *e, parameters, anywhere)
	switch {
	case !ok:
		x.entry = nil
	case slices.ContainsFunc(l.rules, func(r model.Theory) bool { return r.Name == t.Name }):
		if x.ruled != nil {
			d.at(parameters, fmt.Errorf("%s has parameters already; give them once, they hold under every cause", t.Name))
			x.entry = nil
		}
	default:
		l.rules = append(l.rules, t)
	}
}

// one adds the theory that an item stands for.
func (l *theoryList) one(d *decoder, x *theoryItem) {
	if x.entry == nil {
		return // reported
	}
	t, err := l.build(d, x)
	if err != nil {
		if !errors.Is(err, errReported) {
			d.at(x.key, err)
		}
		return
	}
	if x.name != nil {
		if _, err := lookupTheory(x.name.value); err == nil && x.name.value != t.Name {
			d.at(x.name, fmt.Errorf("%s is the name of another theory; choose one of its own", x.name.value))
			return
		}
		t.Rule, t.Name, t.Title = cmp.Or(t.Rule, t.Name), x.name.value, strings.ReplaceAll(x.name.value, "_", " ")
	}
	l.spread(d, x, &t)
	for _, other := range l.chosen {
		if other.Name == t.Name {
			d.at(x.key, fmt.Errorf("%s is listed twice", t.Name))
			return
		}
	}
	l.names, l.chosen = append(l.names, x.key), append(l.chosen, t)
}

// build builds the theory that an item stands for.
func (l *theoryList) build(d *decoder, x *theoryItem) (model.Theory, error) {
	return x.entry.Build(func(p any) error {
		before := len(d.list) + d.more
		if x.own != nil {
			d.parameters(x.own, reflect.ValueOf(p).Elem(), x.entry.Name, anywhere)
		}
		if len(d.list)+d.more > before {
			return errReported
		}
		if x.plus {
			return theory.SetAfter(p, x.entry.Name, x.after, l.ruleOf)
		}
		by, open := p.(theory.Divided)
		if !open && x.rule != "" {
			return fmt.Errorf("%s leaves no rule of division open", x.entry.Name)
		}
		if !open {
			return nil
		}
		return by.DivideBy(x.rule, l.ruleOf)
	})
}

// ruleOf returns the theory without a cause of that name, with the parameters that
// the list gives it.
func (l *theoryList) ruleOf(name string) (model.Theory, error) {
	for _, t := range l.rules {
		if t.Name == name {
			return t, nil
		}
	}
	return theory.Rule(name)
}

func (l *theoryList) schema(g *generator, _ field) map[string]any {
	var causes, rules []any
	properties := map[string]any{}
	item := []any{map[string]any{"enum": anys(append(theory.All.Names(), "all"))}}
	for _, e := range theory.All {
		item = append(item, entrySchema(g, e))
		parameters, _ := g.parameters(reflect.TypeOf(e.Defaults))["properties"].(map[string]any)
		maps.Copy(properties, parameters)
		if _, err := lookupCause(e.Name); err == nil {
			causes = append(causes, e.Name)
		} else if _, err := theory.Rules.Lookup(e.Name); err == nil {
			rules = append(rules, e.Name)
		}
	}
	properties["cause"] = map[string]any{"enum": append(causes, noCause)}
	properties["causes"] = map[string]any{"type": "array", "items": properties["cause"], "minItems": 1, "maxItems": 1}
	properties["rule"] = map[string]any{"enum": rules}
	properties["spread"] = map[string]any{"type": "array", "items": properties["rule"]}
	properties["name"] = map[string]any{"type": "string", "pattern": "^" + namePattern + "$"}
	item = append(item,
		map[string]any{"type": "string", "pattern": `^[a-z_]+\+[a-zA-Z0-9_.-]+$`},
		map[string]any{
			"type": "object", "properties": properties, "additionalProperties": false, "anyOf": []any{
				map[string]any{"required": []any{"cause"}}, map[string]any{"required": []any{"causes"}}, map[string]any{"required": []any{"rule"}},
			},
		})
	return map[string]any{"anyOf": []any{
		map[string]any{"const": "all"},
		map[string]any{"type": "array", "minItems": 1, "items": map[string]any{"anyOf": item}},
	}}
}

// lookupCause returns the entry of a theory about a cause by that name.
func lookupCause(name string) (registry.Entry[model.Theory], error) {
	known := []string{noCause}
	for _, e := range theory.All {
		if t, err := e.Default(); err == nil && t.Cause != "" {
			if e.Name == name {
				return e, nil
			}
			known = append(known, e.Name)
		}
	}
	return registry.Entry[model.Theory]{}, &registry.UnknownError{What: "cause", Name: name, Known: known}
}
