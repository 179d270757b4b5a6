package theory

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strings"

	"sim/model"
	"sim/model/protocol"
	"sim/model/registry"
)

// All lists all theories in the order in which they are shown: those that
// ask how the parties divide what they can gain, or where pressure takes them,
// then those about a cause for which bargaining fails.
var All = append(slices.Clip(protocol.All),
	Demands,
	Information,
	Commitment,
	Audience,
	TwoLevel,
	TwoLevelAnticipated,
	Indivisible,
	NobodyInsists,
	Attrition,
	Everything,
)

// A Divided is the parameters of a theory about a cause that leaves open how the
// parties divide.
type Divided interface {
	// DivideBy has the parties divide by the theory without a cause of that name,
	// with the parameters that rule gives it; empty: the name among the parameters.
	DivideBy(name string, rule func(name string) (model.Theory, error)) error
}

// Rules lists the theories without a cause.
var Rules = protocol.All

// dividing is the parameter of causes that leave open how the parties divide.
type dividing struct {
	Rule string `yaml:"rule,omitempty" doc:"how the parties divide what they can gain: the name of a theory without a cause that asks for their consent"`

	by model.Theory // the rule with parameters of its own; without a name: with its defaults
}

// DivideBy implements Divided.
func (d *dividing) DivideBy(name string, rule func(name string) (model.Theory, error)) (err error) {
	d.Rule = cmp.Or(name, d.Rule)
	d.by, err = rule(d.Rule)
	return err
}

// follows names the theory that a theory which only asks more than its rule goes along
// with: nash, which has no parameters.
func (d *dividing) follows() []string {
	if d.Rule == "nash" {
		return []string{"nash"}
	}
	return nil
}

// named are parameters of which one other than a rule may be part of the theory's
// name.
type named interface{ set(after string) error }

// byRule returns the theory that divides by a rule, under the name of a cause:
// cause, or cause+rule where the rule is not nash.
func byRule(name, title, cause string, d dividing) (model.Theory, error) {
	rule, t := d.Rule, d.by
	if t.Name == "" {
		var err error
		if t, err = Rule(rule); err != nil {
			return model.Theory{}, err
		}
	}
	if !t.Consent || t.Cause != "" {
		return model.Theory{}, fmt.Errorf("rule must be a theory without a cause that asks the parties for their consent, such as nash, not %s", rule)
	}
	t.Rule, t.Twin, t.Cause, t.Family = t.Name, t.Name, cause, cause
	t.OnRequest, t.Spread = false, nil // are the rule's alone
	if rule != "nash" {
		if t.Title == "" {
			t.Title = strings.ReplaceAll(rule, "_", " ")
		}
		name, title = name+"+"+rule, title+", "+t.Title
	}
	t.Name, t.Title = name, title
	return t, nil
}

// ByName returns the theory with default parameters that a name stands for: one
// of All, or one with what it leaves open, as in two_level+egalitarian or
// attrition+0.3. rule returns the theory without a cause that has a name, with the
// parameters that it is to have.
func ByName(name string, rule func(name string) (model.Theory, error)) (model.Theory, error) {
	of, after, both := strings.Cut(name, "+")
	e, err := All.Lookup(of)
	if unknown, ok := errors.AsType[*registry.UnknownError](err); ok {
		unknown.What = "theory"
	}
	if err != nil {
		return model.Theory{}, err
	}
	if !both {
		return e.Default()
	}
	return e.Build(func(p any) error { return SetAfter(p, of, after, rule) })
}

// SetAfter sets what a name says after the plus among p, the parameters of the
// theory that is called of: the rule by which the parties divide, or what else the
// theory leaves open. It is an error if that is nothing, or nothing is said.
func SetAfter(p any, of, after string, rule func(name string) (model.Theory, error)) error {
	if after == "" {
		return fmt.Errorf("%s+ names nothing after the +", of)
	}
	switch d := p.(type) {
	case Divided:
		return d.DivideBy(after, rule)
	case named:
		return d.set(after)
	}
	return fmt.Errorf("%s leaves no rule of division open", of)
}

// Rule returns the theory without a cause of that name, with default parameters.
func Rule(name string) (model.Theory, error) {
	e, err := protocol.All.Lookup(name)
	if unknown, ok := errors.AsType[*registry.UnknownError](err); ok {
		unknown.What = "rule"
	}
	if err != nil {
		return model.Theory{}, err
	}
	return e.Default()
}
