package reference

import "sim/model/registry"

// Its share is what the printed part leaves: 10 − 4 in 10.
var peaceAgreements = Class{
	About: registry.About{
		Name:     "peace_agreements",
		Doc:      "Of the negotiated peace agreements of the years 1975 to 2018 4 in 10 broke down.",
		Citation: "T. Sweijs and M. Bertolini, How Wars End. War Terminations: Insights for the Russia-Ukraine War, The Hague Centre for Strategic Studies, May 2022, summary on the page of the report.",
	},
	Quantity: Lasting,
	Share:    0.6,
	Over:     "up to 43 years",
	Short:    "negotiated peace agreements of 1975 to 2018 did not break down (Sweijs and Bertolini 2022)",
}
