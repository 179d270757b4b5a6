package dataset

import (
	"slices"

	"sim/model"
	"sim/output"
)

// Course is course.csv: who stands where turn by turn; moves.csv: what moved
// whom; and, where a theory has them, externalities.csv: what a move brings all
// others, options.csv: the options of an election, contests.csv: options or positions in pairs, and coalitions.csv: who votes for
// which of a pair.
func Course(c *output.Course) []*DataFile {
	theory := Column{"protocol", Text, "", false, "the bargaining theory"}
	draw := Column{"draw", Integer, "", false, "the draw, counted from 0"}
	round := Column{"round", Integer, "", false, "the round of the meeting, from 0"}
	pkg := Column{"package", Text, "", false, "the package that it is about"}
	turn := Column{"turn", Integer, "", false, "turns taken so far; 0: the start"}
	move := Column{"move", Integer, "", false, "the move within the turn, from 1"}
	const own = "the issue's own unit"
	positions := &DataFile{Name: "course", Columns: []Column{
		theory, draw, round, pkg,
		{"issue", Text, "", false, "the issue"},
		turn,
		{"party", Text, "", false, "an actor"},
		{"position", Real, own, true, "where it stands; empty: it takes no part on this issue"},
		{"share", Real, "", true, "share of its position, on all issues together, in an election of all; empty: the theory holds none"},
		{"outcome", Real, own, true, "what the positions of all come to; empty: drawn at the end"},
	}}
	moves := &DataFile{Name: "moves", Columns: []Column{
		theory, draw, round, pkg, turn, move,
		{"kind", Text, "", false, "confrontation, compromise, capitulation, challenge or exchange"},
		{"by", Text, "", false, "the party that gives way or challenges; of an exchange, one of the two"},
		{"other", Text, "", false, "the party to which it gives way, or which it challenges; of an exchange, its partner"},
		{"issue", Text, "", false, "the issue"},
		{"party", Text, "", false, "the party whose position the row is about"},
		{"from", Real, own, false, "where it stood before"},
		{"to", Real, own, false, "where the move takes it"},
		{"taken", Text, "", false, "yes if it goes there; no if another move takes it elsewhere, or it stays"},
		{"chance", Real, "", true, "with which the side of by wins against that of other, in the eyes of by"},
		{"gain", Real, "the theory's utility", false, "what by expects of it"},
		{"other_gain", Real, "the theory's utility", true, "what other expects of it; empty: the theory does not ask"},
	}}
	effects := &DataFile{Name: "externalities", Columns: []Column{
		theory, draw, round, pkg, turn, move,
		{"by", Text, "", false, "one of the two that trade"},
		{"other", Text, "", false, "its partner"},
		{"party", Text, "", false, "an actor, the two included"},
		{"effect", Real, "salience × position", false, "what the shifts of the outcomes bring it: how much nearer they come to where it began the round, weighted by salience"},
	}}
	pair := []Column{
		theory, draw, round, pkg,
		{"issue", Text, "", true, "the issue; empty: all of the package together"},
		{"for", Text, "", false, "one of the two: an option, or the party whose position it is; the first of several that hold it"},
		{"against", Text, "", false, "the other"},
	}
	options := &DataFile{Name: "options", Columns: []Column{
		theory, draw, round, pkg,
		{"issue", Text, "", false, "the issue"},
		{"option", Text, "", false, "an option of the issue that can be tabled"},
		{"amount", Real, own, false, "where it stands on the scale"},
		{"share", Real, "", false, "its share in the election"},
	}}
	contests := &DataFile{Name: "contests", Columns: append(slices.Clip(pair),
		Column{"strength", Real, "votes", false, "votes for the first"}, Column{"opposed", Real, "votes", false, "votes for the second"},
		Column{"victory", Real, "", false, "with which the first beats the second, by the victory law"})}
	coalitions := &DataFile{Name: "coalitions", Columns: append(slices.Clip(pair),
		Column{"party", Text, "", false, "a voter"},
		Column{"vote", Real, "votes", false, "positive: for the first; negative: for the second"})}
	b := c.Scenario.Bargain
	id := func(party int) string { return b.Parties[party].ID }
	for i := range c.Meetings {
		m := &c.Meetings[i]
		begin := func(fields ...any) []any {
			return append([]any{c.Theory.Name, c.Draw, m.Round, b.Packages[m.Package].ID}, fields...)
		}
		for _, k := range c.IssuesOf(m) {
			for _, t := range m.Of(k) {
				for _, row := range c.ActorsOf(m) {
					var share any
					if t.Share != nil {
						share = t.Share[row]
					}
					positions.Rows = append(positions.Rows, begin(b.Issues[k].ID, t.Number, id(m.Parties[row]),
						c.Amount(k, t.Position[row][t.Column]), share, c.Amount(k, t.Outcome[t.Column])))
				}
			}
		}
		for t := range m.Turns {
			number := m.Turns[t].Number
			for j, v := range m.Turns[t].Moves {
				moves.Rows = append(moves.Rows, moveRows(c, &v, begin(number, j+1))...)
				for _, row := range c.ActorsOf(m) {
					if v.Effect != nil {
						effects.Rows = append(effects.Rows, begin(number, j+1, id(v.By), id(v.Other), id(m.Parties[row]), v.Effect[row]))
					}
				}
			}
			about := ""
			if k := m.Turns[t].Issues; len(k) == 1 {
				about = b.Issues[k[0]].ID
			}
			for _, o := range m.Turns[t].Options {
				options.Rows = append(options.Rows, begin(about, o.Name, c.Amount(m.Turns[t].Issues[0], o.At), o.Share))
			}
			for _, v := range m.Turns[t].Contests {
				first, second := c.Sides(&m.Turns[t], &v)
				contests.Rows = append(contests.Rows, begin(about, first, second, v.Strength, v.Opposed, v.Victory))
				for _, row := range c.ActorsOf(m) {
					coalitions.Rows = append(coalitions.Rows, begin(about, first, second, id(m.Parties[row]), v.Votes[row]))
				}
			}
		}
	}
	files := []*DataFile{positions}
	for _, f := range []*DataFile{moves, effects, options, contests, coalitions} {
		if len(f.Rows) > 0 {
			files = append(files, f)
		}
	}
	return files
}

// moveRows are the rows of a move, one a step, after the fields that say where
// it belongs.
func moveRows(c *output.Course, v *model.Move, begin []any) (rows [][]any) {
	b := c.Scenario.Bargain
	for _, s := range v.Steps {
		rows = append(rows, append(slices.Clip(begin), v.Kind.String(), b.Parties[v.By].ID, b.Parties[v.Other].ID,
			b.Issues[s.Issue].ID, b.Parties[s.Party].ID, c.Amount(s.Issue, s.From), c.Amount(s.Issue, s.To), yes(s.Taken),
			v.Chance, v.Gain, v.OtherGain))
	}
	return rows
}
