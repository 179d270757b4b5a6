// Package study answers questions about a scenario: how its draws end (Run), what
// a change does (Compare, Sweep), what an outcome depends on (AnalyseSensitivity,
// Discover), what it would take (Breakeven), and what theories said of cases that
// have ended (Score).
//
// Start with Load, which reads a scenario, and New, which settles how its draws
// are simulated; a Subject is what every question is asked about. Questions take
// options as a struct and return values: estimates with their errors, findings,
// remarks and typed errors. They write no files, print nothing and hold no words
// for people; packages below output turn findings into text, pictures and data.
//
// It is the one package that runs draws: nothing else calls montecarlo.Run.
package study
