package study

import (
	"fmt"

	"sim/model"
	"sim/model/dist"
	"sim/model/montecarlo"
	"sim/model/process"
	"sim/model/reference"
	"sim/model/registry"
	"sim/model/scenario"
	"sim/model/theory"
)

// A Kind is a category of things that scenarios and settings choose by name.
type Kind struct {
	Name    string // plural, as `sim list` expects it
	One     string // singular
	Doc     string // short description
	Entries []Entry
}

// An Entry is one thing of a kind.
type Entry struct {
	registry.About
	Parameters []registry.Parameter
	Theory     *model.Theory // the theory with default parameters, for its limits; nil for other kinds
}

// Catalogue returns everything that scenarios and settings choose by name, in
// the order in which it is shown. Processes are in the order in which they act.
func Catalogue() []Kind {
	kinds := []Kind{
		KindOf("theories", "theory", "bargaining theories: family, facts", theory.All),
		KindOf("processes", "process", "what moves between rounds, in the order in which it acts", process.All),
		KindOf("distributions", "distribution", "ways to write an uncertainty range", dist.All),
		KindOf("samplers", "sampler", "ways to draw inputs", montecarlo.Samplers),
	}
	references := Kind{Name: "references", One: "reference", Doc: "what publications say of other populations, shown beside results; sim explain NAME says where it is printed"}
	for _, c := range reference.All {
		references.Entries = append(references.Entries, Entry{About: c.About})
	}
	kinds = append(kinds, references)
	for i, e := range theory.All {
		t, err := e.Default()
		if err != nil {
			panic(fmt.Sprintf("the defaults of %s: %v", e.Name, err)) // a bug in the program
		}
		kinds[0].Entries[i].Theory = &t
	}
	return kinds
}

// KindOf returns the Kind of a registry, of this program or of one that uses
// it.
func KindOf[T any](name, one, doc string, table registry.Table[T]) Kind {
	k := Kind{Name: name, One: one, Doc: doc}
	for _, e := range table {
		k.Entries = append(k.Entries, Entry{About: e.About, Parameters: registry.Parameters(e.Defaults)})
	}
	return k
}

// TheoriesFor returns the theories with, in place of what they are about, whether
// a scenario that plays all plays them and why not; nil without a scenario.
func TheoriesFor(s *Subject) []Entry {
	if s == nil {
		return nil
	}
	entries := KindOf("", "", "", theory.All).Entries
	for i := range entries {
		entries[i].Doc = s.Scenario.Played(entries[i].Name)
	}
	return entries
}

// Entry says what the scenario of a source is about, as it says itself.
func (s Source) Entry(name string) (*Entry, error) {
	if s.Text == nil && len(s.Changes) == 0 {
		if title, about, ok := scenario.Summary(s.Path, s.FS); ok {
			return &Entry{About: registry.About{Name: name, Doc: title, Explain: about}}, nil
		}
	}
	read, err := s.Load()
	if err != nil {
		return nil, err
	}
	return &Entry{About: registry.About{Name: name, Doc: read.Bargain.Title, Explain: read.Bargain.About}}, nil
}

// A Key is a key of the language of scenarios.
type Key = scenario.Key

// Keys lists every key of the language in the order in which files have them.
func Keys() []Key { return scenario.Keys() }

// Uses returns where the text of a scenario file uses the keys of the language,
// by Key.Path; nil for a text that is no YAML.
func Uses(text string) map[string]scenario.Use { return scenario.Uses(text) }

// Sources returns what a theory is taken from: the citation of the theory, or those of
// the cause and the rule that it is made of.
func Sources(t *model.Theory) (sources []string) {
	for _, names := range [][]string{{t.Name}, {t.Cause, t.Rule}} {
		for _, name := range names {
			if e, err := theory.All.Lookup(name); name != "" && err == nil && e.Citation != "" {
				sources = append(sources, e.Citation)
			}
		}
		if sources != nil {
			break
		}
	}
	return sources
}

// Composed reports whether a theory is none of the program's own: a scenario calls it
// otherwise, or makes it of a cause and a rule.
func Composed(t *model.Theory) bool {
	_, err := theory.All.Lookup(t.Name)
	return err != nil
}

// Record says how far a theory was off in cases that have ended, as published; of a rule
// that a scenario calls otherwise, what the record of the rule is. It is empty if no record
// was found.
func Record(t *model.Theory) string {
	name := t.Name
	if Composed(t) && t.Cause == "" && t.Twin == "" {
		name = t.Rule
	}
	if e, err := theory.All.Lookup(name); err == nil {
		return e.Record
	}
	return ""
}
