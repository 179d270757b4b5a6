package main

import (
	"strings"

	"github.com/spf13/cobra"

	"sim/model"
	"sim/scenarios"
)

// completeScenario offers the library's names, and files.
func completeScenario(_ *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
	if len(args) > 0 {
		return nil, cobra.ShellCompDirectiveDefault
	}
	return scenarios.Names(scenarios.FS), cobra.ShellCompDirectiveDefault
}

// completeMeasure offers the measures of the scenario that is named: every headline
// quantity that can be asked for, of every outcome, issue or party.
func completeMeasure(_ *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
	if len(args) == 0 {
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
	s, err := load(args[0], nil)
	if err != nil {
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
	var offers []string
	for i := range model.Quantities {
		q := &model.Quantities[i]
		if q.Function == "" {
			continue
		}
		for _, key := range q.Keys(s.Bargain) {
			offers = append(offers, measureText(q, key)+"\t"+q.Doc)
		}
	}
	return offers, cobra.ShellCompDirectiveNoFileComp
}

// measureText asks for a quantity of a key: terms.territory, share("settlement").
func measureText(q *model.Quantity, key string) string {
	if q.Of == model.OfOutcome {
		return q.Function + `("` + key + `")`
	}
	return strings.Join([]string{q.Function, key}, ".")
}

// measureFlag has the flag --of of a command complete measures.
func measureFlag(c *cobra.Command) {
	_ = c.RegisterFlagCompletionFunc("of", completeMeasure) // fails only where there is no such flag
}
