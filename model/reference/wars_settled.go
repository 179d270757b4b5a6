package reference

import "sim/model/registry"

// Its share is the round number that the summary prints, which does not count the wars.
var warsSettled = Class{
	About: registry.About{
		Name:     "wars_settled",
		Doc:      "Of the wars since the Second World War a sixth ended with a peace agreement, almost a third in a ceasefire and a fifth with a decisive outcome.",
		Citation: "T. Sweijs and M. Bertolini, How Wars End. War Terminations: Insights for the Russia-Ukraine War, The Hague Centre for Strategic Studies, May 2022, summary on the page of the report.",
	},
	Quantity: Settled,
	Share:    1.0 / 6,
	Over:     "until they ended",
	Short:    "wars since 1945 ended with a peace agreement (Sweijs and Bertolini 2022)",
}
