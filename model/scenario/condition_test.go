package scenario_test

import (
	"errors"
	"math"
	"strings"
	"testing"

	"sim/model/scenario"
)

// figures are made up: value and error by quantity, key and protocol.
type figures map[[3]string][2]float64

func (f figures) Figure(quantity, key, protocol string) (value, err float64, ok bool) {
	x, ok := f[[3]string{quantity, key, protocol}]
	return x[0], x[1], ok
}

// TestConditions: the verdicts follow from the figures and their errors by hand.
func TestConditions(t *testing.T) {
	b := load(t, "testdata/alaska.yaml", scenario.Options{}).Bargain
	f := figures{
		{"share", "settlement", ""}:              {0.03, 0.004},
		{"share", "settlement", "nash"}:          {0.05, 0},
		{"share", "ceasefire", ""}:               {0.10, 0.01},
		{"terms_p50", "territory", ""}:           {0.8, 0.02},
		{"terms_p95", "territory", "nash"}:       {0.9, 0.05},
		{"terms_p05", "territory", ""}:           {0.7, 0.01},
		{"utility_mean", "ukraine", ""}:          {0.40, 0.01},
		{"reservation_value_mean", "russia", ""}: {-0.2, 0.02},
		{"surplus_mean", "us", ""}:               {0.1, math.NaN()},
		{"agreement_payoff_mean", "us", ""}:      {math.NaN(), math.NaN()},
	}
	for text, want := range map[string]scenario.Verdict{
		`share("settlement") > 0.02`:                               scenario.Holds,
		`share("settlement") > 0.033`:                              scenario.WithinError, // 0.03 + 0.004
		`share("settlement") > 0.034`:                              scenario.Fails,
		`share("settlement") >= 0.034`:                             scenario.WithinError,
		`share("settlement") < 0.027`:                              scenario.WithinError, // 0.03 − 0.004
		`share("settlement") < 0.025`:                              scenario.Fails,
		`share("settlement") == 0.03`:                              scenario.Holds,
		`share("settlement") == 0.032`:                             scenario.WithinError,
		`share("settlement") == 0.04`:                              scenario.Fails,
		`share("settlement") != 0.03`:                              scenario.WithinError,
		`share("settlement", "nash") != 0.05`:                      scenario.Fails,
		`share("settlement", "nash") > share("settlement")`:        scenario.Holds,
		`error(share("settlement")) < 0.005`:                       scenario.Holds,
		`error(share("settlement")) < 0.004`:                       scenario.Fails,
		`share("settlement") + share("ceasefire") > 0.14`:          scenario.WithinError, // 0.13 ± 0.014
		`share("settlement") + share("ceasefire") > 0.15`:          scenario.Fails,
		`share("ceasefire") - share("settlement") < 0.06`:          scenario.WithinError, // 0.07 ± 0.014
		`share("ceasefire") * 2 >= 0.2`:                            scenario.Holds,
		`share("ceasefire") / share("settlement") > 5`:             scenario.Fails, // at most 0.11/0.026
		`share("ceasefire") / share("settlement") > 4`:             scenario.WithinError,
		`-share("ceasefire") < 0`:                                  scenario.Holds,
		`terms("territory") > 0.79 and utility("ukraine") > 0.3`:   scenario.Holds,
		`terms("territory") > 0.81 and utility("ukraine") > 0.3`:   scenario.WithinError,
		`terms("territory") > 0.81 and utility("ukraine") > 0.5`:   scenario.Fails,
		`terms("territory") > 0.83 or utility("ukraine") > 0.405`:  scenario.WithinError,
		`not (terms("territory") > 0.79)`:                          scenario.WithinError,
		`not (terms("territory") > 0.7)`:                           scenario.Fails,
		`terms("territory", 0.95, "nash") <= 0.9`:                  scenario.Holds,
		`terms("territory", 0.05) < terms("territory", 0.5)`:       scenario.Holds,
		`reservation_value("russia") < 0`:                          scenario.Holds,
		`0.02 < share("settlement") < 0.04`:                        scenario.Holds,
		`surplus("us") > 0`:                                        scenario.Holds, // an unknown error counts as none
		`agreement_payoff("us") > 0`:                               scenario.Unanswerable,
		`share("settlement", "median") > 0`:                        scenario.Unanswerable,
		`terms.territory > 0.79 and error(utility.ukraine) < 0.02`: scenario.Holds,
		`share.settlement > 0.034`:                                 scenario.Fails,
		`true`:                                                     scenario.Holds,
	} {
		c, err := scenario.ParseCondition(text, b)
		if err != nil {
			t.Errorf("%s: %v", text, err)
			continue
		}
		got, err := c.Check(f)
		if got != want || (err != nil) != (want == scenario.Unanswerable) {
			t.Errorf("%s: %v, want %v (%v)", text, got, want, err)
		}
	}
}

// TestExpressionError: a condition given in a flag shows its own location.
func TestExpressionError(t *testing.T) {
	b := load(t, "testdata/alaska.yaml", scenario.Options{}).Bargain
	_, err := scenario.ParseCondition(`share("settlement") > terms("teritory")`, b)
	var at *scenario.ExpressionError
	if !errors.As(err, &at) || at.Col != 29 || !strings.Contains(err.Error(), `did you mean "territory"?`) {
		t.Errorf("%+v", err)
	}
}
