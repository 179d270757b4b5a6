package protocol

import "sim/model"

// consentAsked reports whether the parameter consent of a theory that asks nobody
// by itself says that it is asked.
func consentAsked(parameter string) (bool, error) {
	i, err := option("consent", parameter, []string{"none", "asked"})
	return i == 1, err
}

// consentParameters are the parameters of theories that have no others.
type consentParameters struct {
	Consent string `yaml:"consent,omitempty" doc:"none: nobody is asked, and the terms are shown as they are; asked: terms that a party that must consent would refuse count as no agreement"`
}

// predict finishes an offer with the terms of an influence theory: a prediction
// or, if consent is asked, an agreement of those who must consent (model 2.16).
func predict(p *model.Problem, out *model.Offer, asks bool) {
	if asks {
		requireConsent(p, out)
		return
	}
	setPayoffs(p, out)
	shareShortfalls(p, out)
	out.Status = model.Predicted
}
