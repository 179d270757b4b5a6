package reference

import "sim/model/registry"

// The publication does not print how many wars these are.
var shortWars = Class{
	About: registry.About{
		Name:     "short_wars",
		Doc:      "Of the wars between states since 1946 that ended within a month 44% ended in a ceasefire or a peace agreement.",
		Citation: "Center for Strategic and International Studies, How Does It End? What Past Wars Tell Us about How to Save Ukraine, Washington 2022, third paragraph; data of the Uppsala Conflict Data Program on how conflicts end.",
	},
	Quantity: Agreed,
	Share:    0.44,
	Over:     "up to a month",
	Short:    "wars between states since 1946 that ended within a month ended in a ceasefire or a peace agreement (CSIS 2022)",
}
