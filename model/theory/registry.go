package theory

import (
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
	TwoLevel,
	TwoLevelAnticipated,
)

// dividing is the parameter of causes that leave open how the parties divide.
type dividing struct {
	Rule string `yaml:"rule,omitempty" doc:"how the parties divide what they can gain: the name of a theory without a cause that asks for their consent"`
}

// byRule returns the theory that divides by a rule, under the name of a cause:
// cause, or cause+rule where the rule is not nash.
func byRule(name, title, cause, rule string) (model.Theory, error) {
	e, err := protocol.All.Lookup(rule)
	if err != nil {
		return model.Theory{}, fmt.Errorf("rule: %w", err)
	}
	t, err := e.Default()
	if err != nil {
		return model.Theory{}, err
	}
	if !t.Consent || t.Cause != "" {
		return model.Theory{}, fmt.Errorf("rule must be a theory without a cause that asks the parties for their consent, such as nash, not %s", rule)
	}
	t.Rule, t.Twin, t.Cause, t.Family = t.Name, t.Name, cause, cause
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
// of All, or a cause and a rule, as in two_level+egalitarian.
func ByName(name string) (model.Theory, error) {
	of, rule, both := strings.Cut(name, "+")
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
	return e.Build(func(p any) error {
		d, ok := p.(*dividing)
		if !ok {
			return fmt.Errorf("%s leaves no rule of division open", of)
		}
		d.Rule = rule
		return nil
	})
}
