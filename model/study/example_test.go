package study_test

import (
	"context"
	"fmt"

	"sim/model/study"
	"sim/scenarios"
)

// twoIssues is a scenario of the library: a union and a company disagree on wages
// and night shifts.
var twoIssues = study.Source{Path: "two-issues.yaml", FS: scenarios.FS}

// Run a scenario under one theory and read off how often it ends in a settlement
// and what the union gets.
func Example() {
	s, err := study.New(twoIssues)
	if err != nil {
		fmt.Println(err)
		return
	}
	if err := s.Choose("nash"); err != nil {
		fmt.Println(err)
		return
	}
	r, err := study.Run(context.Background(), s, study.RunOptions{})
	if err != nil {
		fmt.Println(err)
		return
	}
	settled, _ := study.FindRow(r.Rows, "nash", "share", "settlement")
	wages, _ := study.FindRow(r.Rows, "nash", "terms_p50", "wages")
	fmt.Printf("%d draws: %.0f%% settle, wages rise by %.1f%%\n", r.Tally.Draws, 100*settled.Value, wages.Value)
	// Output: 512 draws: 100% settle, wages rise by 8.0%
}

// Answer what somebody asks who changes numbers and looks at what follows: few
// draws at first, then all, and what changed on the same draws.
func ExampleSession() {
	ctx := context.Background()
	s, err := study.NewSession(twoIssues, study.Config{Draws: 1024, Seed: 1, Workers: 1}, nil)
	if err != nil {
		fmt.Println(err)
		return
	}
	before, err := s.Ask(ctx, study.Setting{Theories: []string{"nash"}}, nil)
	if err != nil {
		fmt.Println(err)
		return
	}
	change := study.Setting{Changes: []string{"issues.wages.positions.union.salience=10"}, Theories: []string{"nash"}}
	_, err = s.Ask(ctx, change, func(a *study.Answer) error {
		if a.Result.Tally.Draws == 256 {
			fmt.Println("a first answer")
		}
		if a.Final {
			wages := a.Against(before, nil).Terms[1] // issues are in the order of their names: shifts, wages
			fmt.Printf("wages rise by %.1f instead of %.1f\n", wages.B.Value, wages.A.Value)
		}
		return nil
	})
	if err != nil {
		fmt.Println(err)
	}
	// Output:
	// a first answer
	// wages rise by 2.0 instead of 8.0
}
