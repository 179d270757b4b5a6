package scenario

import (
	"errors"
	"fmt"
	"slices"

	"sim/model"
	"sim/model/dist"
	"sim/model/registry"
	"sim/model/theory"
)

// run is the run: block.
type run struct {
	Draws      whole      `yaml:"draws,omitempty" doc:"how many draws to play" in:"[1, 1e9]"`
	Seed       whole      `yaml:"seed,omitempty" doc:"the same seed gives the same draws"`
	Sampler    choice     `yaml:"sampler,omitempty" doc:"how draws are spread over the ranges" of:"random|sobol"`
	Theories   theoryList `yaml:"theories,omitempty" doc:"the theories to play: all, or a list of names, in which all stands for the rest: a theory for each cause that the scenario has data for, nash, and two theories of influence; the weighted mean is always among them"`
	Weights    weights    `yaml:"weights,omitempty" doc:"how much each family of theories weighs where they are pooled, relative to the others; one left out weighs 1"`
	Dimensions list[text] `yaml:"dimensions,omitempty" doc:"paths of inputs in the order in which they take the dimensions of the sobol sampler, where that is not the order of the paths; resolved variants carry it to keep the draws of the scenario that they extend"`
	Until      conditions `yaml:"until,omitempty" doc:"stop before all draws are played once this holds, such as error(share(\"settlement\")) < 0.005; of a list, once all hold"`
}

func lookupTheory(name string) (registry.Entry[model.Theory], error) {
	e, err := theory.All.Lookup(name)
	if unknown, ok := errors.AsType[*registry.UnknownError](err); ok {
		unknown.What = "theory"
	}
	return e, err
}

// accepts returns an error if a theory cannot handle a bargain.
func accepts(t model.Theory, b *model.Bargain) error {
	parties, who := len(b.Parties), "parties"
	if t.Consent {
		parties, who = 0, "parties whose consent is asked"
		for i := range b.Parties {
			if b.Parties[i].Seat != model.Observer {
				parties++
			}
		}
		if parties == 0 {
			return fmt.Errorf("%s needs parties whose consent is asked, and every party here is an observer", t.Name)
		}
		if pkg, asked := fewestAsked(b); parties >= t.MinParties && asked < t.MinParties {
			return fmt.Errorf("%s needs at least %d parties whose consent is asked, and the package %s asks for that of %d: signatories, and sponsors that carry out one of its issues",
				t.Name, t.MinParties, pkg, asked)
		}
	}
	if t.Concave {
		for i := range b.Parties {
			if p := &b.Parties[i]; p.Seat != model.Observer && leastOf(b, p.RiskAversion) < 0 {
				return fmt.Errorf("%s needs risk_aversion of at least 0, and parties.%s.risk_aversion may lie below", t.Name, p.ID)
			}
		}
	}
	if err := checkTotalTheory(t, b); err != nil {
		return err
	}
	switch {
	case parties < t.MinParties:
		return fmt.Errorf("%s needs at least %d %s, and there are %d", t.Name, t.MinParties, who, parties)
	case t.MaxParties > 0 && parties > t.MaxParties:
		return fmt.Errorf("%s can handle at most %d %s, and there are %d", t.Name, t.MaxParties, who, parties)
	case len(b.Issues) < t.MinIssues:
		return fmt.Errorf("%s needs at least %d issues, and there are %d", t.Name, t.MinIssues, len(b.Issues))
	case t.MaxIssues > 0 && len(b.Issues) > t.MaxIssues:
		return fmt.Errorf("%s can handle at most %d issue%s, and there are %d", t.Name, t.MaxIssues, plural(t.MaxIssues), len(b.Issues))
	}
	return nil
}

// hasDataFor returns an error if a bargain has nothing that a theory is about.
func hasDataFor(t model.Theory, b *model.Bargain) error {
	if t.Lacks != nil {
		if what := t.Lacks(b); what != "" {
			return fmt.Errorf("%s needs %s", t.Name, what)
		}
	}
	return nil
}

// fewestAsked returns the package that needs the consent of the fewest parties,
// and their number.
func fewestAsked(b *model.Bargain) (id string, fewest int) {
	fewest = len(b.Parties)
	asked := make([]bool, len(b.Parties))
	for g := range b.Packages {
		for i := range asked {
			asked[i] = b.Parties[i].Seat == model.Signatory
		}
		for _, k := range b.Packages[g].Issues {
			for _, c := range b.Issues[k].Carriers {
				asked[c.Party] = true
			}
		}
		n := 0
		for _, is := range asked {
			if is {
				n++
			}
		}
		if n < fewest {
			id, fewest = b.Packages[g].ID, n
		}
	}
	return id, fewest
}

// spanOf is the smallest and the largest value that a number of the bargain can take.
func spanOf(b *model.Bargain, n model.Number) (least, most float64) {
	if column, varies := n.Column(); varies {
		return dist.Support(b.Varying()[column].Dist)
	}
	return n.In(nil), n.In(nil)
}

// leastOf is the smallest value that a number of the bargain can take.
func leastOf(b *model.Bargain, n model.Number) float64 {
	least, _ := spanOf(b, n)
	return least
}

// everyTheory returns the theories that are not on request, accept the bargain and
// find data in it, the baseline first, with the file's parameters if it gives any,
// and those that the file or the command names besides.
func (s *Scenario) everyTheory(named []model.Theory) ([]model.Theory, error) {
	named = slices.Concat(s.list.chosen, named)
	has := func(list []model.Theory, name string) bool {
		return slices.ContainsFunc(list, func(t model.Theory) bool { return t.Name == name })
	}
	var ts []model.Theory
	for _, e := range theory.All {
		t, err := s.theory(e.Name)
		if err == nil {
			t, err = s.withSpread(t)
		}
		if err != nil {
			return nil, err
		}
		if (!t.OnRequest || has(named, t.Name)) && s.LeftOut(t.Name) == nil {
			ts = append(ts, t)
		}
	}
	for _, t := range named {
		if !has(ts, t.Name) {
			ts = append(ts, t) // a cause with another rule, or under a name of its own
		}
	}
	return withBaseline(ts)
}

// withBaseline puts the weighted mean first, which is shown next to every
// theory.
func withBaseline(ts []model.Theory) ([]model.Theory, error) {
	var first, rest []model.Theory
	for _, t := range ts {
		if t.Baseline {
			first = append(first, t)
		} else {
			rest = append(rest, t)
		}
	}
	for i := 0; len(first) == 0 && i < len(theory.All); i++ {
		t, err := theory.All[i].Default()
		if err != nil {
			return nil, err
		}
		if t.Baseline {
			first = append(first, t)
		}
	}
	return append(first, rest...), nil
}
