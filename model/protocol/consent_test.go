package protocol

import (
	"strings"
	"testing"

	"sim/model"
)

// Theories that ask nobody predict the terms that they find, whatever the parties
// think of them; with consent: asked terms that a party would refuse are none.
func TestConsent(t *testing.T) {
	for name, make := range map[string]func(consent string) (model.Theory, error){
		"weighted_mean": func(consent string) (model.Theory, error) { return newWeightedMean(consentParameters{consent}) },
		"median":        func(consent string) (model.Theory, error) { return newMedian(consentParameters{consent}) },
		"challenge": func(consent string) (model.Theory, error) {
			return newChallenge(challengeParameters{Variant: "pairwise", Rounds: 3, Outcome: "median", Stays: 1, Favours: 0.5, Consent: consent})
		},
		"condorcet": func(consent string) (model.Theory, error) {
			return newCondorcet(condorcetParameters{Election: "conditional", Victory: "linear", Voting: "proportional", Outcome: "strongest", Consent: consent})
		},
		"spatial": func(consent string) (model.Theory, error) {
			return newSpatial(spatialParameters{Preset: "ktab", Turns: 100, Consent: consent})
		},
		"exchange": func(consent string) (model.Theory, error) {
			return newExchange(exchangeParameters{Rounds: 1, Exchanges: 1000, Consent: consent})
		},
	} {
		p := two(2, 0.9, 0.8)
		var offers [2]model.Offer
		for i, consent := range []string{"none", "asked"} {
			theory, err := make(consent)
			if err != nil {
				t.Fatal(err)
			}
			if theory.Predicts != (consent == "none") {
				t.Errorf("%s, consent %q: predicts %v", name, consent, theory.Predicts)
			}
			theory.New().Solve(p, nil, &offers[i])
		}
		if out := &offers[0]; out.Status != model.Predicted || out.Reason != model.NoReason || out.Surplus[0] >= 0 && out.Surplus[1] >= 0 {
			t.Errorf("%s: %v (%v), surplus %v", name, out.Status, out.Reason, out.Surplus)
		}
		if out := &offers[1]; out.Status != model.None || out.Reason != model.Refused || out.Terms[0] != offers[0].Terms[0] {
			t.Errorf("%s, consent asked: %v (%v) at %v, predicted %v", name, out.Status, out.Reason, out.Terms, offers[0].Terms)
		}
		if _, err := make("maybe"); err == nil || !strings.Contains(err.Error(), "asked") {
			t.Errorf("%s, consent maybe: %v", name, err)
		}
	}
}
