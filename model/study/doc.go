// Package study answers questions about a scenario: how likely its outcomes are
// (Run), what the effect of a change is (Compare, Sweep), what an outcome
// depends on (AnalyseSensitivity, Discover), what it would take to reach one
// (Breakeven), and how well theories predicted resolved cases (ScoreTheories).
//
// Start with New: it reads a scenario from a Source and returns a Subject, the
// argument of every question:
//
//	s, err := study.New(study.Source{Path: "wage-round.yaml", FS: scenarios.FS})
//	if err != nil {
//		return err // with every problem of the scenario and its place
//	}
//	s.Config.Draws = 512
//	r, err := study.Run(ctx, s, study.RunOptions{})
//
// Questions take a struct of options, whose zero value asks the basic question,
// and return values: estimates with their errors, findings, warnings and typed
// errors. They write no files, print nothing and contain no text for users;
// packages below output turn findings into text, plots and data. A Session
// serves interactive use, such as a page in a browser, where numbers change
// again and again.
//
// It is the only package that simulates draws: nothing else calls
// montecarlo.Run.
package study
