// Package analysis reads what draws add up to and says what it means: how far
// theories disagree, how much of the spread lies between them, whose votes
// count. It never plays a bargain and uses no chance.
//
// No theory is privileged. What a pool of theories says is shown only beside
// what each of them says, with the weights that it was made with.
package analysis
