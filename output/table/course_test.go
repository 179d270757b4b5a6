package table

import (
	"slices"
	"strings"
	"testing"

	"sim/model/study"
	"sim/output"
)

func TestCourseTables(t *testing.T) {
	s, err := study.New(study.Source{Path: "../../model/study/testdata/three.yaml"})
	if err != nil {
		t.Fatal(err)
	}
	course := func(theory string) *output.Course {
		found, err := study.Follow(s, 0, slices.Index(s.TheoryNames(), theory))
		if err != nil {
			t.Fatal(err)
		}
		return &output.Course{Study: &output.Study{Subject: s, Name: "trace"}, Course: found}
	}
	challenge := course("challenge")
	rows(t, "from start to end", CourseTables(challenge)[1],
		[]string{"Anna", "0", "0"}, []string{"Ben", "40", "0"}, []string{"Cleo", "100", "0"}, []string{"what they come to", "0", "0"})
	if ContestTables(challenge) != nil {
		t.Error("challenges have contests in pairs")
	}
	var w strings.Builder
	if err := Course(challenge).Text(&w, Plain); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"ILLUSTRATION, NOT PREDICTION", "Draw 0 under challenge, all: 3 turns and 5 moves, 5 of them taken.", "two "} {
		if !strings.Contains(w.String(), want) {
			t.Errorf("no %q in\n%s", want, w.String())
		}
	}
	election := course("condorcet")
	rows(t, "in pairs", ContestTables(election)[0],
		[]string{"Anna", "Ben", "54%", "1.2", "1.04", "Anna", "Ben, Cleo"},
		[]string{"Anna", "Cleo", "70%", "3.24", "1.4", "Anna, Ben", "Cleo"},
		[]string{"Ben", "Cleo", "75%", "2.52", "0.84", "Anna, Ben", "Cleo"})
	if words := election.Words(); !strings.HasSuffix(words[0], "1 election with 3 contests in pairs.") {
		t.Error(words)
	}
	election.Meetings = nil
	if words := election.Words(); !strings.Contains(words[0], "Nothing could be tabled") {
		t.Error(words)
	}
}
