package scenario_test

import (
	"math"
	"slices"
	"strings"
	"testing"

	"sim/model"
	"sim/model/scenario"
)

// draws are three made-up draws of testdata/alaska.yaml: a settlement, a
// ceasefire and a stalemate.
func draws(b *model.Bargain) [3]model.Outcome {
	var ds [3]model.Outcome
	for i := range ds {
		o := model.NewOutcome(len(b.Parties), len(b.Issues))
		for k := range o.Terms {
			o.Terms[k] = math.NaN()
		}
		for at, p := range b.ListedParties() {
			o.Utility[p], o.Reservation[p], o.Talking[p] = 0.5+0.1*float64(at), 0.25, 0.375
			o.Payoff[p], o.Compliance[p] = 0.75, 0.5
		}
		o.Round = 3 + i
		ds[i] = o
	}
	ds[0].Class, ds[0].Package, ds[0].Terms[b.ListedIssues()[0]] = model.Settlement, 0, 0.75
	ds[1].Class, ds[1].Package = model.Ceasefire, 1
	ds[2].Class, ds[2].Reason, ds[2].NotConsenting = model.Stalemate, model.EmptyZone, b.ListedParties()[1]
	return ds
}

func TestMeasures(t *testing.T) {
	b := load(t, "testdata/alaska.yaml", scenario.Options{}).Bargain
	no := math.NaN()
	for text, want := range map[string]struct {
		values [3]float64
		share  bool
		unit   string
	}{
		`share("settlement")`:                           {[3]float64{1, 0, 0}, true, "share of draws"},
		`share.settlement + share("ceasefire")`:         {[3]float64{1, 1, 0}, true, "share of draws"},
		`share("settlement") + share("settlement")`:     {[3]float64{2, 0, 0}, false, "share of draws"},
		`1 - share("settlement")`:                       {[3]float64{0, 1, 1}, false, ""},
		`terms.territory`:                               {[3]float64{0.75, no, no}, false, b.Issues[b.ListedIssues()[0]].Unit},
		`terms("territory") * 4`:                        {[3]float64{3, no, no}, false, ""},
		`utility("ukraine")`:                            {[3]float64{0.6, 0.6, 0.6}, false, "stake units"},
		`reservation_value.russia`:                      {[3]float64{0.25, 0.25, 0.25}, false, "stake units"},
		`talking_value.russia`:                          {[3]float64{0.375, 0.375, 0.375}, false, "stake units"},
		`agreement_payoff.russia`:                       {[3]float64{0.75, 0.75, no}, false, "stake units"},
		`surplus.russia`:                                {[3]float64{0.5, 0.5, no}, false, "stake units"},
		`compliance.russia`:                             {[3]float64{0.5, 0.5, no}, false, "discounted share of time"},
		`utility.ukraine - utility.russia`:              {[3]float64{0.1, 0.1, 0.1}, false, "stake units"},
		`-rounds / 2`:                                   {[3]float64{-1.5, -2, -2.5}, false, ""},
		`rounds`:                                        {[3]float64{3, 4, 5}, false, "rounds"},
		`(utility("ukraine") + +0.4) / share.ceasefire`: {[3]float64{math.Inf(1), 1, math.Inf(1)}, false, ""},
	} {
		m, err := scenario.ParseMeasure(text, b)
		if err != nil {
			t.Errorf("%s: %v", text, err)
			continue
		}
		for i, o := range draws(b) {
			if got := m.Of(&o); !(math.Abs(got-want.values[i]) < 1e-12) && got != want.values[i] && !(math.IsNaN(got) && math.IsNaN(want.values[i])) {
				t.Errorf("%s of draw %d is %g, want %g", text, i, got, want.values[i])
			}
		}
		if m.Share != want.share || m.Unit != want.unit {
			t.Errorf("%s: share %v, unit %q", text, m.Share, m.Unit)
		}
	}
	if m, err := scenario.ParseMeasure(`share("settlement", "nash")`, b); err != nil || m.Theory != "nash" {
		t.Errorf("%+v, %v", m, err)
	}
}

// TestOwnUnit: terms are read in the issue's own unit, also on a scale that falls.
func TestOwnUnit(t *testing.T) {
	falling, err := model.Linear(100, 0)
	if err != nil {
		t.Fatal(err)
	}
	b := &model.Bargain{Issues: []model.Issue{{ID: "price", Scale: falling}}}
	m, err := scenario.ParseMeasure("terms.price", b)
	if err != nil {
		t.Fatal(err)
	}
	o := model.NewOutcome(0, 1)
	o.Terms[0] = 0.25
	if got := m.Of(&o); got != 75 {
		t.Errorf("terms of %g", got)
	}
}

func TestWhere(t *testing.T) {
	b := load(t, "testdata/alaska.yaml", scenario.Options{}).Bargain
	for text, want := range map[string][]int{
		`outcome == "settlement"`:                           {0},
		`"settlement" == outcome`:                           {0},
		`outcome != "settlement"`:                           {1, 2},
		`outcome in ["settlement", "ceasefire"]`:            {0, 1},
		`not (outcome in ["settlement", "ceasefire"])`:      {2},
		`terms.territory > 0.7 and outcome != "stalemate"`:  {0},
		`terms.territory != 0.7`:                            {0}, // where not settled, no comparison holds
		`terms.territory == 0.75`:                           {0},
		`terms.territory <= 0.75 or outcome == "stalemate"`: {0, 2},
		`not (terms.territory > 0.7)`:                       {1, 2},
		`reason == "empty_zopa"`:                            {2},
		`reason == ""`:                                      {0, 1},
		`not_consenting == "ukraine"`:                       {2},
		`not_consenting != ""`:                              {2},
		`package == "` + b.Packages[1].ID + `"`:             {1},
		`utility.ukraine >= utility.russia and rounds < 5 and share("settlement") == 0`: {1},
		`true`: {0, 1, 2},
	} {
		w, err := scenario.ParseWhere(text, b)
		if err != nil {
			t.Errorf("%s: %v", text, err)
			continue
		}
		var got []int
		for i, o := range draws(b) {
			if w.Holds(&o) {
				got = append(got, i)
			}
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s holds in draws %v, want %v", text, got, want)
		}
	}
}

// TestExpressionMistakes: every mistake has its place and, where there is one,
// the nearest name.
func TestExpressionMistakes(t *testing.T) {
	b := load(t, "testdata/alaska.yaml", scenario.Options{}).Bargain
	measure := func(text string) error { _, err := scenario.ParseMeasure(text, b); return err }
	where := func(text string) error { _, err := scenario.ParseWhere(text, b); return err }
	condition := func(text string) error { _, err := scenario.ParseCondition(text, b); return err }
	for _, c := range []struct {
		parse      func(string) error
		text, want string
	}{
		{measure, `terms.teritory`, `unknown issue "teritory"; did you mean "territory"?` + "\n      | terms.teritory\n      |       ^"},
		{condition, `terms.teritory > 0.5`, `unknown issue "teritory"; did you mean "territory"?`},
		{measure, `term.territory`, `unknown function "term"; did you mean "terms"?`},
		{measure, `utility("ukrain")`, `did you mean "ukraine"?`},
		{measure, `terms("territory", 0.95)`, "which has no quantiles"},
		{measure, `terms("territory", "nahs")`, `did you mean "nash"?`},
		{measure, `share("settlement", "nash") - share("settlement", "median")`, "one theory at a time: nash is named before"},
		{measure, `outcome`, `outcome is a word, not a number`},
		{measure, `settlement`, "settlement stands alone"},
		{measure, `share("settlement") > 0.5`, "a number is needed here, and this is a comparison"},
		{measure, `error(share("settlement"))`, `unknown function "error"`},
		{measure, ` `, "this measure is empty"},
		{measure, `terms.`, "this measure cannot be parsed"},
		{measure, `terms.territory.x`, "names stand after one dot"},
		{measure, `"terms"`, "a number is needed here, and this is text in quotes"},
		{measure, `abs(rounds)`, `unknown function "abs"`},
		{where, `outcome == "setlement"`, `unknown outcome "setlement"; did you mean "settlement"?` + "\n      | outcome == \"setlement\"\n      |            ^"},
		{where, `outcome == settlement`, `put the name in quotes: "settlement"`},
		{where, `not_consenting == "ukrain"`, `did you mean "ukraine"?`},
		{where, `reason == "empty"`, `unknown reason "empty"`},
		{where, `outcome`, "this part is the name outcome. Compare it"},
		{where, `terms.territory`, "this part is a figure. Compare it"},
		{where, `outcome > 3`, "outcome is a word, not a number"},
		{where, `rounds in [1, 2]`, "in looks up a word in a list of names"},
		{where, ``, "this condition is empty"},
	} {
		if err := c.parse(c.text); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v, want %q", c.text, err, c.want)
		}
	}
}
