package scenario

import (
	"fmt"
	"maps"
	"math"
	"slices"
	"strings"

	"sim/model"
	"sim/model/registry"
	"sim/model/theory"
)

// weights are the weights of families of theories for pooling.
type weights struct {
	Complete    figure `yaml:"complete_information,omitempty" doc:"weight of the theories in which everybody knows everything, together (1)"`
	Information figure `yaml:"information,omitempty" doc:"weight of the theories of private information together (1)"`
	Commitment  figure `yaml:"commitment,omitempty" doc:"weight of the theories about commitment together (1)"`
	Audience    figure `yaml:"audience,omitempty" doc:"weight of the theories of audience costs together (1)"`
	TwoLevel    figure `yaml:"two_level,omitempty" doc:"weight of the theories of votes at home together (1)"`
	Indivisible figure `yaml:"indivisible,omitempty" doc:"weight of the theories of indivisible claims together (1)"`
	Attrition   figure `yaml:"attrition,omitempty" doc:"weight of the wars of attrition together (1)"`
	Influence   figure `yaml:"influence,omitempty" doc:"weight of the influence theories together (1); those that ask nobody are not pooled"`
}

// given returns the weights by family; nil if the file gives none.
func (w *weights) given() map[string]float64 {
	var m map[string]float64
	for name, f := range w.byFamily() {
		if f.at == nil {
			continue
		}
		if m == nil {
			m = map[string]float64{}
		}
		m[name] = f.value
	}
	return m
}

func (w *weights) byFamily() map[string]*figure {
	return map[string]*figure{
		"complete_information": &w.Complete, "information": &w.Information, "commitment": &w.Commitment, "audience": &w.Audience,
		"two_level": &w.TwoLevel, "indivisible": &w.Indivisible, "attrition": &w.Attrition, "influence": &w.Influence,
	}
}

// check reports invalid weights. Whether the chosen theories have any weight is
// checked once these are known.
func (w *weights) check(d *decoder) {
	fs := w.byFamily()
	for _, name := range Families() {
		if f := fs[name]; f != nil && f.at != nil && !sound(f.value) {
			d.at(f.at, fmt.Errorf("the weight of a family must be 0 or more, not %s", short(f.at.value)))
		}
	}
}

func sound(weight float64) bool { return weight >= 0 && !math.IsInf(weight, 1) }

// Families returns the families of theories, in the order in which theories are
// listed.
func Families() (list []string) {
	for _, e := range theory.All {
		if t, err := e.Default(); err == nil && !t.Beside && !slices.Contains(list, t.Family) {
			list = append(list, t.Family)
		}
	}
	return list
}

// Weigh replaces the weights that the run: block gives families of theories for
// pooling. Weights are relative; a family that is left out weighs 1. The error
// names an unknown family or an invalid weight, or says that no chosen theory
// has any weight.
func (s *Scenario) Weigh(weights map[string]float64) error {
	known := Families()
	for _, name := range slices.Sorted(maps.Keys(weights)) {
		if !slices.Contains(known, name) {
			return &registry.UnknownError{What: "family of theories", Name: name, Known: known}
		}
		if !sound(weights[name]) {
			return fmt.Errorf("the weight of a family must be 0 or more, not %s", model.FormatNumber(weights[name]))
		}
	}
	if err := weighed(s.Bargain.Theories, weights); err != nil {
		return err
	}
	s.Bargain.Weights = weights
	return nil
}

// weighed returns an error if no chosen theory that can be pooled has any weight.
func weighed(theories []model.Theory, weights map[string]float64) error {
	var none []string
	for i := range theories {
		family := theories[i].Family
		if !theories[i].Pooled() {
			continue
		}
		if w, ok := weights[family]; !ok || w > 0 {
			return nil
		}
		if !slices.Contains(none, family) {
			none = append(none, family)
		}
	}
	if none == nil {
		return nil // nothing is pooled
	}
	return fmt.Errorf("no theory that is played is left with any weight: those of %s weigh 0", strings.Join(none, ", "))
}
