// Package theory holds the theories about why bargaining fails although some
// terms would be acceptable to everybody, and the list of all theories. A theory
// about a cause divides by a rule of package protocol, and differs from it in
// that cause alone. A cause is one file and one line in All.
package theory
