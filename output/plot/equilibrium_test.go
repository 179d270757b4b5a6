package plot

import (
	"strings"
	"testing"

	"sim/model/study"
	"sim/output"
)

func TestEquilibriumPictures(t *testing.T) {
	s, err := study.New(study.Source{Path: "../../model/study/testdata/raid.yaml"})
	if err != nil {
		t.Fatal(err)
	}
	s.Config.Draws = 256
	found, err := study.Equilibrium(t.Context(), s, study.EquilibriumOptions{})
	if err != nil {
		t.Fatal(err)
	}
	e := &output.Equilibrium{Study: &output.Study{Subject: s, Name: "equilibrium"}, EquilibriumResult: found}
	checkStudy(t, "equilibrium", Equilibrium(e))
	svg := func() string {
		text, err := Encode(Equilibrium(e)[0], "svg", nil)
		if err != nil {
			t.Fatal(err)
		}
		return string(text)
	}
	if text := svg(); !strings.Contains(text, "equilibrium") || !strings.Contains(text, "would gain by 0.0") {
		t.Error("the picture does not say where best replies end")
	}
	g := e.Leading()
	g.Points[0].Holds = false
	if text := svg(); !strings.Contains(text, "does not hold") || strings.Contains(text, "(point") {
		t.Error("a point that does not hold is drawn as an equilibrium")
	}
	another := g.Points[0]
	another.Holds = true
	g.Points = append(g.Points, another)
	if text := svg(); !strings.Contains(text, "equilibrium (point 2 of 2)") {
		t.Error("of two points the picture does not say which it shows")
	}
	g.Points = nil
	g.Replies[0].Gain.Difference.Value = 0
	if text := svg(); strings.Contains(text, "does not hold") || !strings.Contains(text, "nothing tried gains") {
		t.Error("without a point one is drawn")
	}
}
