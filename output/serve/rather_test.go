package serve

import (
	"encoding/json"
	"net/http"
	"os"
	"strings"
	"testing"

	"sim/model/study"
	"sim/output/explore"
)

// What holders would rather, in matching pennies: a raid pays while the guard is below
// 0.625 and the guard while the raid is above 0.4, and at these each does as well with
// any weight.
func TestRather(t *testing.T) {
	text, err := os.ReadFile("../../model/study/testdata/raid.yaml")
	if err != nil {
		t.Fatal(err)
	}
	url, _ := served(t, "two-issues", func(o *Options) {
		o.Source = study.Source{Path: "raid.yaml", Text: text}
		o.Config.Draws = 256
	})
	for _, c := range []struct {
		changes  string
		marks    map[string]float64
		says     string
		remarked string
	}{
		{``, map[string]float64{"levers.raid.weight": 1, "levers.guard.weight": 1}, "Its holder would rather: 1", "Under Nash, in these draws, against the scenario as it is, north would gain by 0.015"},
		{
			`"levers.raid.weight=0.4", "levers.guard.weight=0.625"`,
			map[string]float64{"levers.raid.weight": 0.4, "levers.guard.weight": 0.625},
			"Its holder would leave it as it is", "no move tried of north and south gains",
		},
	} {
		status, text := post(t, url+"/rather", `{"changes": [`+c.changes+`], "theories": "nash"}`)
		var v explore.Preference
		if err := json.Unmarshal([]byte(text), &v); err != nil || status != http.StatusOK {
			t.Fatalf("%d %v: %s", status, err, text)
		}
		if len(v.Levers) != len(c.marks) || !strings.Contains(v.Remarks[0], c.remarked) || !strings.Contains(v.Remarks[1], "A game among the scenario's assumptions") {
			t.Errorf("%s: %+v", c.changes, v)
		}
		for _, l := range v.Levers {
			if l.Weight != c.marks[l.Path] || l.Text != c.says {
				t.Errorf("%s: %+v", c.changes, l)
			}
		}
	}
	for changes, says := range map[string]string{`"levers.raid.weight=2"`: "between 0 and 1", `"levers=null"`: "not one of the numbers"} {
		if status, text := post(t, url+"/rather", `{"changes": [`+changes+`], "theories": "nash"}`); status != http.StatusUnprocessableEntity || !strings.Contains(text, says) {
			t.Errorf("%s: %d %s", changes, status, text)
		}
	}
	none, _ := served(t, "two-issues", nil)
	if status, text := post(t, none+"/rather", `{"changes": [], "theories": "nash"}`); status != http.StatusUnprocessableEntity || !strings.Contains(text, "no levers to choose") {
		t.Errorf("without levers: %d %s", status, text)
	}
}
