package scenario

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"sim/model"
)

// spreadOfAll are the rules that stand beside nash where all theories are played:
// they divide the same gains of parties that know the same.
var spreadOfAll = []string{"kalai_smorodinsky", "egalitarian"}

// spread reads the rules whose terms stand beside those of a theory: its key
// spread.
func (l *theoryList) spread(d *decoder, x *theoryItem, t *model.Theory) {
	switch {
	case x.spread == nil:
		return
	case t.Cause != "":
		d.at(x.spread, fmt.Errorf("spread is about rules by which parties divide that know everything; %s is about a cause: list another theory with another rule instead", t.Name))
		return
	case x.spread.kind != sequence:
		d.at(x.spread, fmt.Errorf("spread must be a list of rules such as [%s], not %s", strings.Join(spreadOfAll, ", "), x.spread.describe()))
		return
	}
	t.Spread = []model.Theory{}
	for _, n := range x.spread.items {
		rule, err := l.besides(n, x.entry.Name)
		if err == nil && slices.ContainsFunc(t.Spread, func(other model.Theory) bool { return other.Name == rule.Name }) {
			err = fmt.Errorf("spread lists %s twice", rule.Name)
		}
		if err != nil {
			d.at(n, err)
			continue
		}
		t.Spread = append(t.Spread, rule)
	}
}

// besides returns the rule that an item of spread names, beside the rule called
// of.
func (l *theoryList) besides(n *node, of string) (model.Theory, error) {
	if n.kind != scalar {
		return model.Theory{}, fmt.Errorf("a rule is given by its name, not %s", n.describe())
	}
	rule, err := l.ruleOf(n.value)
	switch {
	case err != nil:
	case !rule.Consent || rule.Random:
		err = fmt.Errorf("%s cannot stand beside %s: it asks nobody, or leaves terms to chance", rule.Name, of)
	case rule.Name == of:
		err = errors.New("spread lists the other rules; " + of + " is shown with them")
	}
	return rule, err
}

// withSpread gives nash, as one of all theories, the rules that stand beside it if
// the file does not: those that can handle the scenario.
func (s *Scenario) withSpread(t model.Theory) (model.Theory, error) {
	if t.Name != "nash" || t.Spread != nil {
		return t, nil
	}
	for _, name := range spreadOfAll {
		rule, err := s.rule(name)
		if err != nil {
			return t, err
		}
		if accepts(rule, s.Bargain) == nil {
			t.Spread = append(t.Spread, rule)
		}
	}
	return t, nil
}

// Played says of a theory with default parameters whether it is played where all
// are, and if not, why not.
func (s *Scenario) Played(name string) string {
	if err := s.LeftOut(name); err != nil {
		return "left out: " + strings.TrimPrefix(err.Error(), name+" ")
	}
	all, err := s.everyTheory(nil)
	if err == nil {
		all, err = s.withTwins(all)
	}
	if err != nil {
		return "left out: " + err.Error()
	}
	is := func(t model.Theory) bool { return t.Name == name }
	if i := slices.IndexFunc(all, is); i >= 0 {
		if of := slices.IndexFunc(all, func(t model.Theory) bool { return t.Twin == name }); of >= 0 && all[i].Beside {
			return "played: " + all[of].Name + " is compared with it"
		}
		return "played"
	}
	asked := "played where it is named, --theories all," + name
	for i := range all {
		if slices.ContainsFunc(all[i].Spread, is) {
			return "its terms are shown beside those of " + all[i].Name + "; " + asked
		}
	}
	return "left out: " + asked
}
