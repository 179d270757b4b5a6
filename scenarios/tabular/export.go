package tabular

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"sim/model"
	"sim/model/registry"
	"sim/model/scenario"
)

// An Exported is the part of a scenario that a table can hold: parties with their
// capabilities, and what they want on each issue, every uncertain number at its
// midpoint.
type Exported struct {
	Parties, Issues int
	Notes           []string // what is to be known about the table, beginning with what it is not; they are written into it
	Midpoints       int      // how many numbers of it stand for a range

	b      *model.Bargain
	in     []float64 // its inputs at their midpoints
	issues []int     // indices of those that a party cares about, in the order of the file
}

// Export takes out of a scenario what a table can hold.
func Export(s *scenario.Scenario) *Exported {
	b := s.Bargain
	e := &Exported{Parties: len(b.Parties), b: b, in: model.CentralValues(b)}
	e.Notes = []string{
		"Illustration, not prediction. " + exportedMark,
		"Exported from the scenario " + s.Name + ". Parties, their seats and capabilities, and issues with scale, status quo, positions and saliences; all else of the scenario is left out.",
	}
	for _, k := range b.ListedIssues() {
		q := &b.Issues[k]
		if !slices.ContainsFunc(q.Stances, func(s model.Stance) bool { return s.Salience.In(e.in) > 0 }) {
			e.note("%s is left out: no party cares about it", q.ID)
			continue
		}
		e.issues = append(e.issues, k)
		if q.DealOnly {
			e.note("%s does not exist without a deal: it has no status quo", q.ID)
		}
		if q.HasNoDeal {
			e.note("%s ends elsewhere than at the status quo without a deal; that is left out", q.ID)
		}
		for i, s := range q.Stances {
			if s.Side != model.TwoSided {
				e.note("%s is content %s its position on %s; the table says only where that is", b.Parties[i].ID, map[model.Side]string{model.AtLeast: "at and above", model.AtMost: "at and below"}[s.Side], q.ID)
			}
		}
	}
	e.Issues = len(e.issues)
	for i := range b.Inputs {
		if x := &b.Inputs[i]; x.Column >= 0 && exported(x.Path) {
			e.Midpoints++
			e.note("%s is %s, the midpoint (median) of %s", x.Path, digits(e.in[x.Column]), x.Written)
		}
	}
	return e
}

// exportedMark stands in a table that Export wrote, so that Import does not take what a
// scenario assumes for what a source says.
const exportedMark = "Written by sim export: the numbers of a scenario, and no evidence for any."

func (e *Exported) note(format string, args ...any) {
	e.Notes = append(e.Notes, fmt.Sprintf(format, args...)+".")
}

// exported reports whether the number with this path is one that a table holds.
func exported(path string) bool {
	parts := strings.Split(path, ".")
	switch {
	case len(parts) == 3:
		return parts[0] == "parties" && parts[2] == "power" || parts[0] == "issues" && parts[2] == "status_quo"
	case len(parts) == 5:
		return parts[0] == "issues" && parts[2] == "positions"
	}
	return false
}

// To returns the table as the format that the ending of path says, .csv or .xlsx. The
// error is an *Error; a file that is there is one unless it may be replaced.
func (e *Exported) To(path string, replace bool) ([]byte, error) {
	if err := Free(path, replace); err != nil {
		return nil, err
	}
	switch ending := strings.ToLower(filepath.Ext(path)); ending {
	case ".csv":
		return e.text()
	case ".xlsx":
		return e.workbook()
	case "":
		return nil, wrong("say what to write with --out: a file that ends in .csv or .xlsx")
	default:
		return nil, wrong(path + ": " + (&registry.UnknownError{What: "ending of a table", Name: ending, Known: []string{".csv", ".xlsx"}}).Error())
	}
}

// rows are the rows of the table, of texts and float64s, below title and notice:
// positions and saliences in neighbouring columns, or one of the two.
func (e *Exported) rows(holds int) [][]any {
	parts := map[int][]int{both: {0, 1}, positions: {0}, saliences: {1}}[holds]
	head := []any{"party"}
	if holds != saliences {
		head = append(head, "name", "seat", "power")
	}
	about := len(head)
	for _, k := range e.issues {
		for _, part := range parts {
			name := e.b.Issues[k].ID
			if holds == both || headingOf(name) != "" {
				name += []string{" position", " salience"}[part]
			}
			head = append(head, name)
		}
	}
	rows := [][]any{{e.b.Title}, {"# " + e.Notes[0]}, head}
	if holds != saliences {
		rows = append(rows, e.about(about, len(parts))...)
	}
	for _, i := range e.b.ListedParties() {
		p := &e.b.Parties[i]
		line := []any{p.ID}
		if holds != saliences {
			line = append(line, p.Name, p.Seat.String(), p.Power.In(e.in))
		}
		for _, k := range e.issues {
			s := &e.b.Issues[k].Stances[i]
			cares := s.Salience.In(e.in)
			for _, part := range parts {
				switch {
				case cares == 0:
					line = append(line, "") // a party that does not care has no position
				case part == 0:
					line = append(line, s.Ideal.In(e.in))
				default:
					line = append(line, cares)
				}
			}
		}
		rows = append(rows, line)
	}
	return rows
}

// about are the rows about issues: the first columns are about parties, and each
// issue has so many of the others.
func (e *Exported) about(columns, each int) [][]any {
	var rows [][]any
	for _, what := range rowsAbout {
		line := append([]any{what}, slices.Repeat([]any{""}, columns-1)...)
		for _, k := range e.issues {
			q := &e.b.Issues[k]
			var value any
			switch what {
			case "#question":
				value = q.Question
			case "#unit":
				value = q.Unit
			case "#low":
				value = q.Scale.Amount(0)
			case "#high":
				value = q.Scale.Amount(1)
			case "#status quo":
				if value = ""; !q.DealOnly {
					value = q.StatusQuo.In(e.in)
				}
			case "#salience max":
				value = float64(hundred)
			}
			line = append(append(line, value), slices.Repeat([]any{""}, each-1)...)
		}
		rows = append(rows, line)
	}
	return rows
}
