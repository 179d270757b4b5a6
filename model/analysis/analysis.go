// Package analysis turns the draws of a run into findings: how far theories
// disagree, how much of the variance is between them, how votes are
// distributed, which inputs drive a measure, and in which input ranges an
// outcome occurs.
//
// It plans additional draws where an analysis needs more than a run has, but
// never simulates a bargain itself. Random numbers follow from a seed; they
// choose the permutations of Shapley effects and the resamples.
//
// No theory is privileged: a pooled result is shown only next to that of every
// theory, with its weights.
package analysis
