package reference

import "sim/model/registry"

var armedConflicts = Class{
	About: registry.About{
		Name:     "armed_conflicts",
		Doc:      "Of 110 armed conflicts of the years 1989 to 1999, seven of them between states, 37 were active in 1999; a peace agreement was the rarest way in which the others ended.",
		Citation: "M. Sollenberg and P. Wallensteen, Armed Conflict, 1989–99, Journal of Peace Research 37(5), 2000, pp. 635–649, abstract.",
	},
	Quantity: Unended,
	Share:    37.0 / 110,
	Of:       110,
	Over:     "up to eleven years",
	Short:    "110 armed conflicts of 1989 to 1999 were active in 1999 (Sollenberg and Wallensteen 2000)",
}
