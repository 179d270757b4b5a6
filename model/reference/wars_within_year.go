package reference

import "sim/model/registry"

// Its share is what the two printed parts leave: 100 − 26 − 25%. The publication does not
// print how many wars these are.
var warsWithinYear = Class{
	About: registry.About{
		Name:     "wars_within_year",
		Doc:      "Of the wars between states since 1946 26% ended in less than 30 days and another 25% in less than a year; the other 49% lasted for more than a decade on average.",
		Citation: "Center for Strategic and International Studies, How Does It End? What Past Wars Tell Us about How to Save Ukraine, Washington 2022, third paragraph; data of the Uppsala Conflict Data Program on how conflicts end.",
	},
	Quantity: Unended,
	Share:    0.49,
	Over:     "a year",
	Short:    "wars between states since 1946 had not ended within a year (CSIS 2022)",
}
