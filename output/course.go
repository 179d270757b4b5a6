package output

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"sim/model"
	"sim/model/study"
)

// A Course is the course of a theory of influence in one draw, as it is shown.
type Course struct {
	*Study
	*study.Course
}

// Heading says which draw it is of and under which theory.
func (c *Course) Heading() string {
	return fmt.Sprintf("Draw %d under %s", c.Draw, TheoryTitle(c.Theory))
}

// Amount is a position on issue k in the issue's own unit; NaN stays NaN.
func (c *Course) Amount(k int, x float64) float64 {
	if math.IsNaN(x) {
		return x
	}
	return c.Scenario.Bargain.Issues[k].Scale.Amount(x)
}

// Text is a position on issue k in the issue's own unit, as text; a dash for NaN.
func (c *Course) Text(k int, x float64) string {
	return AmountsOf(&c.Scenario.Bargain.Issues[k]).Format(c.Amount(k, x), 0)
}

// IssuesOf are the issues that a meeting was about, in the scenario's order.
func (c *Course) IssuesOf(m *study.MeetingCourse) []int {
	return slices.DeleteFunc(slices.Clone(c.Scenario.Bargain.ListedIssues()), func(k int) bool { return len(m.Of(k)) == 0 })
}

// ActorsOf are the rows of a meeting's positions, in the order in which the
// scenario lists their parties.
func (c *Course) ActorsOf(m *study.MeetingCourse) (rows []int) {
	for _, i := range c.Scenario.Bargain.ListedParties() {
		if row := slices.Index(m.Parties, i); row >= 0 {
			rows = append(rows, row)
		}
	}
	return rows
}

// Sides are the IDs of what a contest of a turn is between: parties whose
// positions they are, or options.
func (c *Course) Sides(t *model.Turn, v *model.Contest) (a, b string) {
	if t.Options != nil {
		return t.Options[v.For].Name, t.Options[v.Against].Name
	}
	return c.Scenario.Bargain.Parties[v.For].ID, c.Scenario.Bargain.Parties[v.Against].ID
}

// SideNames are the names of what a contest of a turn is between.
func (c *Course) SideNames(t *model.Turn, v *model.Contest) (a, b string) {
	if t.Options != nil {
		return c.Sides(t, v)
	}
	return PartyName(&c.Scenario.Bargain.Parties[v.For]), PartyName(&c.Scenario.Bargain.Parties[v.Against])
}

// moveWords are the kinds of moves in words, with the names of who does it and
// to whom to be filled in.
var moveWords = [...]string{
	model.Confrontation: "%s gives in to %s",
	model.Compromise:    "%s goes a part of the way to %s",
	model.Capitulation:  "%s gives in to %s without a contest",
	model.Challenged:    "%s challenges %s",
	model.Traded:        "%s and %s trade",
}

// MoveText says who does what with whom.
func MoveText(b *model.Bargain, m *model.Move) string {
	return fmt.Sprintf(moveWords[m.Kind], PartyName(&b.Parties[m.By]), PartyName(&b.Parties[m.Other]))
}

// MeetingHeading names the meeting: its package and, over rounds, its round.
func (c *Course) MeetingHeading(m *study.MeetingCourse) string {
	p := &c.Scenario.Bargain.Packages[m.Package]
	name := p.Title
	if name == "" {
		name = strings.ReplaceAll(p.ID, "_", " ")
	}
	if c.Scenario.Bargain.Clock.Rounds > 0 {
		name += fmt.Sprintf(", round %d", m.Round)
	}
	return name
}

// IssueHeading names an issue with its unit and, where there are several
// meetings, the meeting.
func (c *Course) IssueHeading(m *study.MeetingCourse, k int) string {
	issue := &c.Scenario.Bargain.Issues[k]
	name := IssueName(issue)
	if issue.Unit != "" {
		name += " (" + issue.Unit + ")"
	}
	if len(c.Meetings) > 1 {
		name = c.MeetingHeading(m) + ": " + name
	}
	return name
}

// Words say how long the course is, meeting by meeting, and how much moves.
func (c *Course) Words() []string {
	if len(c.Meetings) == 0 {
		return []string{"Nothing could be tabled in this draw: there is no course."}
	}
	var lines []string
	for i := range c.Meetings {
		m := &c.Meetings[i]
		turns, moves, taken := 0, 0, 0
		for t := range m.Turns {
			if m.Turns[t].Number > 0 {
				turns++
			}
			for _, v := range m.Turns[t].Moves {
				moves++
				if slices.ContainsFunc(v.Steps, func(s model.Step) bool { return s.Taken }) {
					taken++
				}
			}
		}
		line := fmt.Sprintf("%s and %s, %s of them taken.", count(turns, "turn"), count(moves, "move"), FormatCount(taken))
		if n := contests(m.Turns); n > 0 {
			line = fmt.Sprintf("%s with %s in pairs.", count(len(m.Turns), "election"), count(n, "contest"))
		}
		lines = append(lines, c.Heading()+", "+c.MeetingHeading(m)+": "+line)
	}
	return lines
}

// contests is how many contests in pairs the turns hold.
func contests(turns []model.Turn) (n int) {
	for i := range turns {
		n += len(turns[i].Contests)
	}
	return n
}

// count is a number of things in words.
func count(n int, of string) string {
	if n == 1 {
		return "1 " + of
	}
	return FormatCount(n) + " " + of + "s"
}
