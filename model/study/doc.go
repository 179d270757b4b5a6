// Package study answers questions about a scenario: how its draws end (Run), what
// a change does (Compare, Sweep), what an outcome depends on (AnalyseSensitivity,
// Discover), what it would take (Breakeven), and what theories said of cases that
// have ended (Score).
//
// Start with New: it reads a scenario from a Source and returns a Subject, which
// every question is asked about:
//
//	s, err := study.New(study.Source{Path: "wage-round.yaml", FS: scenarios.FS})
//	if err != nil {
//		return err // with every problem of the scenario and its place
//	}
//	s.Config.Draws = 512
//	r, err := study.Run(ctx, s, study.RunOptions{})
//
// Questions take options as a struct, whose zero value is the plain question, and
// return values: estimates with their errors, findings, remarks and typed errors.
// They write no files, print nothing and hold no words for people; packages below
// output turn findings into text, pictures and data. A Session answers somebody
// who changes numbers again and again, as a page in a browser does.
//
// It is the one package that runs draws: nothing else calls montecarlo.Run.
package study
