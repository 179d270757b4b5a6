// Package cause holds the causes for which bargaining fails, as numbers: what a
// theory of failure lets the parties know, promise and foresee. A cause is given
// what agreements and their absence are worth, in stake units, and says what is
// demanded and who accepts it.
//
// It knows neither parties nor issues nor files, and draws no random numbers.
package cause
