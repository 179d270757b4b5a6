package table

import (
	"fmt"
	"strings"

	"sim/model"
	"sim/model/study"
	"sim/output"
)

// Course is what the positions of a course come to at its start and at its end,
// in text.
func Course(c *output.Course) *Document {
	d := &Document{Title: c.Line(), Notice: strings.ToUpper(output.Notice), Lead: c.Words()}
	for i := range c.Meetings {
		m := &c.Meetings[i]
		t := &Table{Title: c.MeetingHeading(m), Head: []string{"what the positions come to", "start", "end", "turns"}}
		for _, k := range c.IssuesOf(m) {
			of := m.Of(k)
			first, last := of[0], of[len(of)-1]
			t.Rows = append(t.Rows, []string{
				output.IssueName(&c.Scenario.Bargain.Issues[k]), c.Text(k, first.Outcome[first.Column]), c.Text(k, last.Outcome[last.Column]), output.FormatCount(last.Number),
			})
		}
		d.Tables = append(d.Tables, t)
	}
	d.Lines = []string{"In each issue's own unit. A dash: drawn by chance at the end."}
	return d
}

// CourseTables are the positions at the start and at the end, issue by issue.
func CourseTables(c *output.Course) (tables []*Table) {
	b := c.Scenario.Bargain
	for i := range c.Meetings {
		m := &c.Meetings[i]
		for _, k := range c.IssuesOf(m) {
			of := m.Of(k)
			first, last := of[0], of[len(of)-1]
			t := &Table{Title: c.IssueHeading(m, k), Head: []string{"", "start", fmt.Sprintf("turn %d", last.Number)}}
			row := func(name string, from, to float64) {
				t.Rows = append(t.Rows, []string{name, c.Text(k, from), c.Text(k, to)})
			}
			for _, actor := range c.ActorsOf(m) {
				row(output.PartyName(&b.Parties[m.Parties[actor]]), first.Position[actor][first.Column], last.Position[actor][last.Column])
			}
			row("what they come to", first.Outcome[first.Column], last.Outcome[last.Column])
			tables = append(tables, t)
		}
	}
	return tables
}

// ContestTables are the contests of positions in pairs, with who votes for which.
func ContestTables(c *output.Course) (tables []*Table) {
	for i := range c.Meetings {
		m := &c.Meetings[i]
		for n := range m.Turns {
			if turn := &m.Turns[n]; len(turn.Contests) > 0 {
				tables = append(tables, contestTable(c, m, turn))
			}
		}
	}
	return tables
}

func contestTable(c *output.Course, m *study.MeetingCourse, turn *model.Turn) *Table {
	b := c.Scenario.Bargain
	t := &Table{Title: c.MeetingHeading(m), Head: []string{"position of", "against that of", "wins with", "votes for it", "votes against", "for", "against"}, Left: map[int]bool{1: true, 5: true, 6: true}}
	if turn.Options != nil {
		t.Head[0], t.Head[1] = "option", "against"
	}
	if len(turn.Issues) == 1 {
		t.Title = c.IssueHeading(m, turn.Issues[0])
	}
	for _, v := range turn.Contests {
		var sides [2][]string
		for _, row := range c.ActorsOf(m) {
			name := output.PartyName(&b.Parties[m.Parties[row]])
			switch vote := v.Votes[row]; {
			case vote > 0:
				sides[0] = append(sides[0], name)
			case vote < 0:
				sides[1] = append(sides[1], name)
			}
		}
		first, second := c.SideNames(turn, &v)
		t.Rows = append(t.Rows, []string{
			first, second, output.FormatPercent(v.Victory, 0), output.FormatExact(v.Strength), output.FormatExact(v.Opposed),
			strings.Join(sides[0], ", "), strings.Join(sides[1], ", "),
		})
	}
	return t
}
