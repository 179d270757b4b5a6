package reference

import "sim/model/registry"

// Its share is of countries, not of wars, and of wars within countries.
var civilWars = Class{
	About: registry.About{
		Name:     "civil_wars",
		Doc:      "Of 103 countries that had a civil war, from minor to major conflict, in the years 1945 to 2009, 44 did not return to one.",
		Citation: "B. F. Walter, Conflict Relapse and the Sustainability of Post-Conflict Peace, World Development Report 2011 background paper, World Bank 2010, p. 1; data of the UCDP/PRIO Armed Conflict Dataset, version 4, 2009.",
	},
	Quantity: Lasting,
	Share:    44.0 / 103,
	Of:       103,
	Over:     "up to 64 years",
	Short:    "103 countries with a civil war in 1945 to 2009 did not return to one (Walter 2010)",
}
