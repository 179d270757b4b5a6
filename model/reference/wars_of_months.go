package reference

import "sim/model/registry"

// The publication does not print how many wars these are.
var warsOfMonths = Class{
	About: registry.About{
		Name:     "wars_of_months",
		Doc:      "Of the wars between states since 1946 that lasted more than a month and less than a year 24% ended in a ceasefire.",
		Citation: "Center for Strategic and International Studies, How Does It End? What Past Wars Tell Us about How to Save Ukraine, Washington 2022, third paragraph; data of the Uppsala Conflict Data Program on how conflicts end.",
	},
	Quantity: Ceased,
	Share:    0.24,
	Over:     "a month to a year",
	Short:    "wars between states since 1946 that lasted from a month to a year ended in a ceasefire (CSIS 2022)",
}
