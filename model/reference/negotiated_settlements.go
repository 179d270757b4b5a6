package reference

import "sim/model/registry"

// Its share is of settlements that were watched for six years at most: the publication
// itself calls it too early to say which of them succeeded.
var negotiatedSettlements = Class{
	About: registry.About{
		Name:     "negotiated_settlements",
		Doc:      "Of 17 negotiated settlements of armed conflicts of the years 2000 to 2005 two had failed by the end of 2005, too early to say of most whether they lasted five years: none of the ten peace agreements among them, two of the other seven. These are the most favourable years of a chapter in which negotiated settlements fail three times as often as victories.",
		Citation: "Human Security Centre, Human Security Brief 2006, University of British Columbia 2006, chapter 3 (How Wars End), before \"Are Today's Conflicts More Intractable?\"; data of the Uppsala Conflict Data Program on how conflicts end.",
	},
	Quantity: Lasting,
	Share:    15.0 / 17,
	Of:       17,
	Over:     "up to six years",
	Short:    "17 negotiated settlements of 2000 to 2005 held to the end of 2005, in the most favourable years of a chapter that finds high rates of failure (Human Security Brief 2006)",
}
