// Package analysis reads what draws add up to and says what it means: how far
// theories disagree, how much of the spread lies between them, whose votes
// count, which inputs move a measure, within which limits draws of a kind lie.
// It plans which draws to play where that takes more than a run's, and never
// plays a bargain itself. Chance enters only by seed: in the order in which
// groups are gone through, and in resamples.
//
// No theory is privileged. What a pool of theories says is shown only beside
// what each of them says, with the weights that it was made with.
package analysis
