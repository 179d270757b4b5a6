package output

import (
	"math"
	"slices"
	"testing"

	"sim/model/study"
)

// followed is the course of draw 0 of a scenario under a theory.
func followed(t *testing.T, path, theory string) *Course {
	t.Helper()
	s, err := study.New(study.Source{Path: path, Theories: []string{theory}})
	if err != nil {
		t.Fatal(err)
	}
	found, err := study.Follow(s, 0, slices.Index(s.TheoryNames(), theory))
	if err != nil {
		t.Fatal(err)
	}
	return &Course{Study: &Study{Subject: s, Name: "trace"}, Course: found}
}

func TestCourseWords(t *testing.T) {
	const three, modes, room = "../model/study/testdata/three.yaml", "../model/study/testdata/options.yaml", "../scenarios/alaska.yaml"
	c := followed(t, three, "challenge")
	m := &c.Meetings[0]
	for _, x := range [][2]string{
		{c.Heading(), "Draw 0 under challenge"},
		{c.MeetingHeading(m), "all"},
		{c.IssueHeading(m, 0), "one (km)"},
		{c.IssueHeading(m, 1), "two"},
		{c.Text(0, 0.4), "40"},
		{c.Text(0, math.NaN()), "–"},
		{c.Words()[0], "Draw 0 under challenge, all: 3 turns and 5 moves, 5 of them taken."},
		{MoveText(c.Scenario.Bargain, &m.Turns[1].Moves[0]), "Ben gives in to Anna"},
		{followed(t, three, "exchange").Words()[0], "Draw 0 under exchange, all: 1 turn and 1 move, 1 of them taken."},
		{followed(t, modes, "option_election").Words()[0], "Draw 0 under option election, all: 1 election with 3 contests in pairs."},
	} {
		if x[0] != x[1] {
			t.Errorf("says %q, want %q", x[0], x[1])
		}
	}
	if rows := c.ActorsOf(m); !slices.Equal(rows, []int{0, 1, 2}) || !slices.Equal(c.IssuesOf(m), []int{0, 1}) {
		t.Errorf("actors %v, issues %v", rows, c.IssuesOf(m))
	}
	over := followed(t, room, "spatial")
	over.Meetings = append(over.Meetings, over.Meetings[0]) // as where consent is asked and refused
	if h := over.IssueHeading(&over.Meetings[0], over.Scenario.Bargain.ListedIssues()[0]); h[:len("Comprehensive settlement, round 9: ")] != "Comprehensive settlement, round 9: " {
		t.Error(h)
	}
	over.Meetings = nil
	if words := over.Words(); words[0] != "Nothing could be tabled in this draw: there is no course." {
		t.Error(words)
	}
}

// A contest is between parties' positions, or between options.
func TestCourseSides(t *testing.T) {
	positions, options := followed(t, "../model/study/testdata/three.yaml", "condorcet"), followed(t, "../model/study/testdata/options.yaml", "option_election")
	for _, c := range []struct {
		of         *Course
		ids, names [2]string
	}{
		{positions, [2]string{"a", "b"}, [2]string{"Anna", "Ben"}},
		{options, [2]string{"rail", "road"}, [2]string{"rail", "road"}},
	} {
		turn := &c.of.Meetings[0].Turns[0]
		a, b := c.of.Sides(turn, &turn.Contests[0])
		name, other := c.of.SideNames(turn, &turn.Contests[0])
		if [2]string{a, b} != c.ids || [2]string{name, other} != c.names {
			t.Errorf("%s against %s, %s against %s", a, b, name, other)
		}
	}
}
