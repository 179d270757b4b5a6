package explain_test

import (
	"fmt"
	"strings"

	"sim/model/study"
	"sim/output/explain"
	"sim/scenarios"
)

// Say what a number of a scenario means and what it rests on.
func ExampleInScenario() {
	s, err := study.New(study.Source{Path: "two-issues.yaml", FS: scenarios.FS, Theories: []string{"nash"}})
	if err != nil {
		fmt.Println(err)
		return
	}
	texts, known := explain.InScenario(s, "company", 0)
	fmt.Println(strings.Join(texts, "\n\n"))
	fmt.Println("known:", strings.Join(known[:4], ", "), "…")
	// Output:
	// company (party)
	// Company, signatory
	//   reservation_value: 0.3 (assumed)
	// known: union, company, wages, shifts …
}

// Say what a theory that a scenario makes itself consists of, and what its record is.
func ExampleInScenario_theory() {
	s, err := study.New(study.Source{Path: "two.yaml", FS: scenarios.FS, Library: scenarios.FS, Text: []byte(`
extends: two-issues
title: Two
run: {theories: [{cause: none, rule: zeuthen, name: slow}]}
`)})
	if err != nil {
		fmt.Println(err)
		return
	}
	texts, _ := explain.InScenario(s, "slow", 0)
	fmt.Println(strings.Join(texts, "\n\n"))
	// Output:
	// slow (theory)
	// slow: rule zeuthen
	//
	// No published record of how far it was off in cases that have ended was found.
}

// List every kind of thing that has a name.
func ExampleCatalogue() {
	for _, k := range explain.Catalogue() {
		fmt.Printf("%s, such as: %s\n", k.Name, explain.Line(&k.Entries[0]))
	}
	// Output:
	// theories, such as: influence, baseline, asks nobody, 1 or more parties. Compromise model: each issue ends at the mean of the ideals, weighted by capability × salience (the baseline).
	// processes, such as: What is used up while there is no agreement; the want of it costs a party something.
	// distributions, such as: Minimum, mode and maximum, as a smooth hump.
	// samplers, such as: Independent draws; any number of them.
	// references, such as: Of the international wars since the Second World War almost half were followed by renewed fighting between at least one pair of the parties.
	// formats, such as: every picture as plots/*.svg.
	// plots, such as: How draws end: one row per outcome, one mark per theory, marks of one family alike.
	// scores, such as: continuous ranked probability score: the mean distance of the terms over draws to what was agreed, less half the mean distance between draws, in points of the issue's scale; 0 is best, and of a single value it is the error.
	// keys, such as: what the scenario is called
	// effects, such as: puts this issue on the table, for a party, up to a point
	// when, such as: In every round, with or without an agreement.
	// outcomes, such as: A package that a scenario calls a settlement is in force at the end of the draw.
	// reasons, such as: No terms give every party that must consent at least its reservation value: there is no zone of possible agreement.
	// terms, such as: A signed package, kept or broken. Text says deal where any package counts.
}
