package reference

import "sim/model/registry"

// Its share lies between those of which the end is known and all but those that failed.
var ceasefires = Class{
	About: registry.About{
		Name:     "ceasefires",
		Doc:      "Of 2,203 ceasefires of the years 1989 to 2020 roughly half ended as they were meant to, such as in a peace agreement, or outlasted the study, and a third failed; of the rest it is not known, or they never began.",
		Citation: "The Economist, What Israel and Hamas can learn from past ceasefires, edition of 1 February 2025, second paragraph: a newspaper's account of the data of The Ceasefire Project.",
	},
	Quantity: Lasting,
	Share:    0.5,
	Most:     2.0 / 3,
	Over:     "up to 31 years",
	Short:    "2,203 ceasefires of 1989 to 2020 did not fail; of some it is not known (The Economist 2025, data of The Ceasefire Project)",
}
