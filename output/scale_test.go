package output

import (
	"testing"

	"sim/model"
)

// A label stands alone within a twentieth of the scale; farther off a position is
// between two labels, whichever is nearer.
func TestOnScale(t *testing.T) {
	issue := &model.Issue{Labels: []model.Label{{Name: "ceded", At: 0.95}, {Name: "2022", At: 0.36}, {Name: "contact", At: 0.84}}}
	for x, want := range map[float64]string{
		0.84: "contact", 0.8: "contact", 0.78: "between 2022 and contact", 0.40: "2022", 0.42: "between 2022 and contact", 0.88: "contact",
		0.1: "short of 2022", 0.99: "ceded", 0.896: "between contact and ceded",
	} {
		if got := OnScale(issue, x); got != want {
			t.Errorf("%g: %q, want %q", x, got, want)
		}
	}
	if got := OnScale(&model.Issue{Labels: []model.Label{{Name: "low", At: 0.2}}}, 0.9); got != "beyond low" {
		t.Errorf("above all labels: %q", got)
	}
	if got := OnScale(&model.Issue{}, 0.5); got != "" {
		t.Errorf("no labels: %q", got)
	}
}
