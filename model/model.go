// Package model is the vocabulary of the simulator and the mathematics that
// every bargaining theory shares: who sits at the table, what the issues are,
// which levers act on them, what no deal is worth to each party, and how one
// draw of an uncertain scenario becomes a problem that a theory can settle.
//
// It imports the standard library only. It knows neither YAML nor files nor
// pictures, and nothing in it knows any particular conflict.
//
// One draw flows as Bargain (uncertain) → Table (one realised situation) →
// Problem (one package at one meeting) → Offer (what a theory says) → Outcome.
package model
