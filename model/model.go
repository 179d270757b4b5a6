// Package model is the vocabulary of the simulator and the mathematics that all
// bargaining theories share: the parties at the table, the issues, the levers
// that act on them, each party's payoff without a deal, and how one draw of an
// uncertain scenario becomes a problem that a theory can solve.
//
// It imports the standard library and portable only. It knows neither YAML nor
// files nor pictures, and nothing about any particular conflict.
//
// One draw is processed as Bargain (uncertain) → Table (one draw, every number
// known) → Problem (one package at one meeting) → Offer (a theory's answer) →
// Outcome.
package model
