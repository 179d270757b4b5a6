package reference

import "sim/model/registry"

// Its share is the round number of "almost half": the line that the share of wars that
// resumed stays below, and that of the others above.
var interstateWars = Class{
	About: registry.About{
		Name:     "interstate_wars",
		Doc:      "Of the international wars since the Second World War almost half were followed by renewed fighting between at least one pair of the parties.",
		Citation: "V. P. Fortna, Peace Time: Cease-Fire Agreements and the Durability of Peace, Princeton University Press 2004, introduction, among its first paragraphs.",
	},
	Quantity: Lasting,
	Share:    0.5,
	Over:     "years to decades",
	Short:    "international wars since 1945, about, were not fought again (Fortna 2004)",
}
