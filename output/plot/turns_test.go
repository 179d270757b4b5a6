package plot

import (
	"slices"
	"strings"
	"testing"

	"sim/model/study"
	"sim/output"
)

func TestTurnsPictures(t *testing.T) {
	s, err := study.New(study.Source{Path: "../../model/study/testdata/three.yaml"})
	if err != nil {
		t.Fatal(err)
	}
	for _, theory := range []string{"challenge", "exchange", "spatial", "condorcet"} {
		found, err := study.Follow(s, 0, slices.Index(s.TheoryNames(), theory))
		if err != nil {
			t.Fatal(err)
		}
		c := &output.Course{Study: &output.Study{Subject: s, Name: "trace"}, Course: found}
		figures := Course(c)
		if theory == "condorcet" {
			if figures != nil {
				t.Error("an election has turns")
			}
			continue
		}
		if len(figures) != 1 {
			t.Fatalf("%s: %d pictures", theory, len(figures))
		}
		checkStudy(t, theory, figures)
		if words := figures[0].Description; theory == "challenge" && !strings.Contains(words, "One (km), from the start to turn 1: Anna 0 to 0, Ben 40 to 0, Cleo 100 to 0.") {
			t.Error(words)
		}
		// The line of each party begins and ends where its marker stands.
		if theory == "challenge" {
			drawn := strings.Join(textsOf(figures[0].lay(nil)), "\n")
			if !strings.Contains(drawn, "Anna, Ben, Cleo") {
				t.Error("parties that end together are not named together:", drawn)
			}
		}
	}
}

// Of many issues those are drawn on which the parties start farthest apart.
func TestTurnsOfManyIssues(t *testing.T) {
	s, err := study.New(study.Source{Path: "../../scenarios/alaska.yaml", Theories: []string{"spatial"}})
	if err != nil {
		t.Fatal(err)
	}
	found, err := study.Follow(s, 0, slices.Index(s.TheoryNames(), "spatial"))
	if err != nil {
		t.Fatal(err)
	}
	c := &output.Course{Study: &output.Study{Subject: s, Name: "trace"}, Course: found}
	checkStudy(t, "alaska", Course(c))
	m := &c.Meetings[0]
	drawn, left := turnIssues(c, m)
	if len(drawn) != mostTurnIssues || left != len(c.IssuesOf(m))-mostTurnIssues || left < 5 {
		t.Fatalf("%d drawn, %d left out", len(drawn), left)
	}
	for _, k := range c.IssuesOf(m) {
		spread := func(k int) float64 {
			var xs []float64
			for _, at := range m.Of(k)[0].Position {
				xs = append(xs, at[m.Of(k)[0].Column])
			}
			return slices.Max(xs) - slices.Min(xs)
		}
		for _, d := range drawn {
			if !slices.Contains(drawn, k) && spread(k) > spread(d) {
				t.Errorf("issue %d starts farther apart than issue %d, which is drawn", k, d)
			}
		}
	}
}
