package tabular

import (
	"bytes"
	"encoding/csv"
	"slices"
	"strings"

	"sim/model/registry"
)

// csvTable is a table of parties × issues as separated values.
var csvTable = Format{
	About: registry.About{
		Name: "csv",
		Doc:  "Parties × issues as CSV: one file, or two: positions and saliences.",
		Explain: `One file has a row of headings (party, and if you like name, seat, power; then for every issue X the columns "X position" and "X salience") and a row for every party. Two files have one column for every issue, called after it: positions in the first, saliences in the second, or in the one with salience in its name. Both cells empty: the party does not care. Rows above the headings with a single cell are titles. Fields are separated by commas, semicolons or tabs; decimal commas are recognised where they leave no doubt.

Rows below the headings that begin with #question, #unit, #low, #high, #status quo or #salience max say that of every issue. What they leave out has to be said: the ends of scales (--range), how far saliences go (--salience-max), and whether parties must consent (--seat). Rows that begin with # and a blank are remarks. sim export writes this format.`,
	},
	files: 2, plays: influencePlays,
	read: func(r *reader, files []file, t *table) {
		var grids []*grid
		for _, f := range files {
			g := r.separated(f)
			if g == nil {
				return
			}
			grids = append(grids, g)
		}
		x := &crossing{t, map[[2]int]*pair{}}
		if len(grids) == 1 {
			r.matrix(x, grids[0], both)
		} else {
			if named := func(i int) bool { return strings.Contains(strings.ToLower(stem(files[i].path)), "salien") }; named(0) && !named(1) {
				grids[0], grids[1] = grids[1], grids[0]
			}
			r.take("Positions were read from %s, saliences from %s.", grids[0].at, grids[1].at)
			r.matrix(x, grids[0], positions)
			if about := actorColumn(grids[1]); about.text != "" && actorColumn(grids[0]).text == "" {
				r.bad(about.at, "the table of saliences says what actors are (%s) and that of positions does not; name the positions first", about.text)
			}
			if len(r.problems) == 0 {
				r.matrix(x, grids[1], saliences)
			}
		}
		r.cross(x)
	},
}

// actorColumn is the first heading in a table that says something of an actor besides
// its name, such as its power; an empty cell if there is none.
func actorColumn(g *grid) cell {
	for _, w := range g.rows {
		if !slices.ContainsFunc(w, naming) {
			continue
		}
		for _, c := range w {
			if as := headingOf(c.text); as == "seat" || as == "power" {
				return c
			}
		}
		break
	}
	return cell{}
}

// text is an exported table as separated values.
func (e *Exported) text() ([]byte, error) {
	var b bytes.Buffer
	w := csv.NewWriter(&b)
	var rows [][]string
	for n, cells := range e.rows(both) {
		var line []string
		for _, c := range cells {
			if x, ok := c.(float64); ok {
				line = append(line, digits(x))
			} else {
				line = append(line, c.(string))
			}
		}
		rows = append(rows, line)
		if n == 1 { // below the notice
			for _, s := range e.Notes[1:] {
				rows = append(rows, []string{"# " + s})
			}
		}
	}
	err := w.WriteAll(rows)
	return b.Bytes(), err
}
