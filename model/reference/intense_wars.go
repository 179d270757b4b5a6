package reference

import "sim/model/registry"

// The publication does not print how many wars these are.
var intenseWars = Class{
	About: registry.About{
		Name:     "intense_wars",
		Doc:      "Of the high-intensity wars between states 31% ended in a stalemate under a ceasefire.",
		Citation: "B. Jensen and J. M. Macias III, Peace, Ceasefire, or Stalemate? How Wars End and the Road Ahead for Ukraine, Center for Strategic and International Studies, 8 November 2024, third paragraph; data of the Uppsala Conflict Data Program.",
	},
	Quantity: Ceased,
	Share:    0.31,
	Over:     "until they ended",
	Short:    "high-intensity wars between states ended in a stalemate under a ceasefire (Jensen and Macias 2024)",
}
