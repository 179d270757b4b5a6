package scenario

import (
	"fmt"
	"unicode/utf8"

	"sim/model"
)

// maxLabel is the largest number of characters of an outcome's label: plots
// write it next to bars.
const maxLabel = 20

// outcomes are the scenario's labels of the outcome classes.
type outcomes struct {
	Settlement text `yaml:"settlement,omitempty" doc:"of a settlement (settlement)"`
	Ceasefire  text `yaml:"ceasefire,omitempty" doc:"of a ceasefire, an interim deal that suspends the conflict (ceasefire)"`
	Partial    text `yaml:"partial,omitempty" doc:"of a partial deal (partial)"`
	Stalemate  text `yaml:"stalemate,omitempty" doc:"of no deal (stalemate)"`
	Escalation text `yaml:"escalation,omitempty" doc:"of escalation (escalation)"`
	Collapsed  text `yaml:"collapsed,omitempty" doc:"of a deal that collapsed (collapsed)"`
}

func (o *outcomes) byClass() [model.Classes]*text {
	return [...]*text{&o.Settlement, &o.Ceasefire, &o.Partial, &o.Stalemate, &o.Escalation, &o.Collapsed}
}

// labels returns the labels that are given.
func (o *outcomes) labels() (labels [model.Classes]string) {
	for c, t := range o.byClass() {
		labels[c] = t.value
	}
	return labels
}

// check reports labels that are too long for plots, and labels used for two
// classes.
func (o *outcomes) check(d *decoder) {
	called := map[string]string{}
	for c, name := range model.ClassNames {
		called[name] = name
		if t := o.byClass()[c]; t.at != nil {
			delete(called, name)
		}
	}
	for c, t := range o.byClass() {
		name := model.ClassNames[c]
		if t.at == nil || t.value == "" {
			continue
		}
		if n := utf8.RuneCountInString(t.value); n > maxLabel {
			d.at(t.at, fmt.Errorf("the label of a class may have %d characters, not %d: pictures write it beside bars", maxLabel, n))
		}
		if other, taken := called[t.value]; taken {
			d.at(t.at, fmt.Errorf("%s and %s are both called %q", other, name, t.value))
		}
		called[t.value] = name
	}
}
