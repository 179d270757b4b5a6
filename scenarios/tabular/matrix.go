package tabular

import (
	"slices"
	"strings"

	"sim/model/registry"
)

// What the columns of a table of parties × issues hold.
const (
	both      = iota // positions and saliences, as the headings say
	positions        // positions, with what is said of parties and issues
	saliences        // saliences
)

// headings are what columns about parties are called.
var headings = map[string][]string{
	"party":    {"party", "parties", "actor", "actors", "state", "country", "stakeholder", "player"},
	"name":     {"name", "full name", "description"},
	"seat":     {"seat"},
	"power":    {"power", "capability", "capabilities", "influence", "resources"},
	"position": {"position", "positions"},
	"salience": {"salience", "saliences"},
}

// headingOf is what a heading means; empty if it names an issue.
func headingOf(text string) string {
	for as, names := range headings {
		if near(text, names...) >= 0 {
			return as
		}
	}
	return ""
}

// naming reports whether a heading stands above the names of parties.
func naming(c cell) bool { return headingOf(c.text) == "party" }

// header is the row of headings of a grid, one of which names parties, and the rows
// below it, both from the first heading on; nil if there is none. What
// stands alone above it is the table's title.
func (r *reader) header(t *table, g *grid) (head row, body []row) {
	for n, w := range g.rows {
		if remark(w) {
			continue
		}
		if slices.ContainsFunc(w, naming) {
			i := slices.IndexFunc(w, func(c cell) bool { return c.text != "" })
			for _, w := range g.rows[n+1:] {
				if i < len(w) && w[i:].filled() > 0 && !remark(w) {
					body = append(body, w[i:])
				}
			}
			return w[i:], body
		}
		if w.filled() > 1 {
			r.bad(w[0].at, "expected a row of headings, one of which is party or actor; this one has %q", firstFilled(w).text)
			return nil, nil
		}
		if c := firstFilled(w); t.titled && c.text == t.title {
			continue // it stands above each of two tables
		} else if t.titled {
			r.take("Left out: %q (%s), which stands above the headings.", c.text, c.at)
		} else {
			t.title, t.titled = c.text, true
			r.take("The title is what stands above the headings, %s.", c.at)
		}
	}
	r.bad(g.at, "there is no row of headings, one of which is party or actor")
	return nil, nil
}

// firstFilled is the first cell of a row that holds something.
func firstFilled(w row) cell {
	return w[slices.IndexFunc(w, func(c cell) bool { return c.text != "" })]
}

// remark reports whether a row is a remark: # alone, or # and a blank.
func remark(w row) bool { t := w.cell(0).text; return t == "#" || strings.HasPrefix(t, "# ") }

// A pair is what a party's position and salience on an issue are read from.
type pair [2]cell

// A crossing collects positions and saliences, which may stand in different places.
type crossing struct {
	t     *table
	pairs map[[2]int]*pair
}

// column is what a column of a table of parties × issues holds.
type column struct {
	as    string // of headings, or empty
	issue int
	part  int // 0: positions, 1: saliences
}

// columns reads the headings; nil if one is wrong.
func (r *reader) columns(x *crossing, head row, holds int) (list []column) {
	wrong := len(r.problems)
	seen := map[[2]int]place{}
	for _, c := range head {
		if c.text == "" {
			list = append(list, column{as: "nothing"})
			continue
		}
		if as := headingOf(c.text); as != "" {
			list = append(list, column{as: as})
			continue
		}
		name, part, said := c.text, holds-positions, false
		for i, end := range []string{" position", " salience"} {
			if n := len(name) - len(end); n > 0 && strings.EqualFold(name[n:], end) {
				name, part, said = strings.TrimSpace(name[:n]), i, true
			}
		}
		if holds == both && !said {
			r.bad(c.at, "the column %q holds positions or saliences; expected %q or %q, or two tables: positions first, saliences second", c.text, name+" position", name+" salience")
			continue
		}
		k := x.t.issue(name)
		if k < 0 {
			if holds == saliences {
				r.knownIssue(x.t, cell{text: name, at: c.at})
				continue
			}
			k = x.t.addIssue(name)
		}
		if at, twice := seen[[2]int{k, part}]; twice {
			r.bad(c.at, "the column %q is there already, at %s", c.text, at)
		}
		seen[[2]int{k, part}] = c.at
		list = append(list, column{issue: k, part: part})
	}
	if len(r.problems) > wrong {
		return nil
	}
	return list
}

// matrix reads a table of parties × issues.
func (r *reader) matrix(x *crossing, g *grid, holds int) {
	if !x.t.exported && slices.ContainsFunc(g.rows, func(w row) bool { return remark(w) && strings.Contains(w.cell(0).text, exportedMark) }) {
		x.t.exported = true
		r.take("This is a table that sim export wrote, so its numbers count as assumed, and what was a range there is known here.")
	}
	head, body := r.header(x.t, g)
	if head == nil {
		return
	}
	columns := r.columns(x, head, holds)
	if columns == nil {
		return
	}
	names := slices.IndexFunc(head, naming)
	for _, w := range body {
		first := w.cell(names)
		if strings.HasPrefix(first.text, "#") {
			r.about(x.t, first, w, columns)
			continue
		}
		i, ok := x.t.party(first.text), true
		switch {
		case holds == saliences && i < 0:
			r.bad(first.at, "%s has saliences but no positions", first.text)
			continue
		case holds != saliences:
			i, ok = r.addParty(x.t, first, "")
		}
		if ok {
			r.partyRow(x, i, w, columns)
		}
	}
}

// partyRow reads what a row says of a party.
func (r *reader) partyRow(x *crossing, i int, w row, columns []column) {
	p := &x.t.parties[i]
	for n, col := range columns {
		c := w.cell(n)
		if c.text == "" {
			if col.as == "" {
				x.at(i, col.issue)[col.part].at = c.at
			}
			continue
		}
		switch col.as {
		case "name":
			p.name = c.text
		case "power":
			p.power, _ = r.number(c, "the capability of "+p.id)
		case "seat":
			if near(c.text, "observer", "signatory", "sponsor") < 0 {
				r.bad(c.at, "%v", &registry.UnknownError{What: "seat", Name: c.text, Known: []string{"observer", "signatory", "sponsor"}})
			}
			p.seat = strings.ToLower(c.text)
		case "":
			x.at(i, col.issue)[col.part] = c
		}
	}
	if extra := w[min(len(w), len(columns)):]; extra.filled() > 0 {
		r.bad(firstFilled(extra).at, "%q stands in a column without a heading", firstFilled(extra).text)
	}
}

// at is the pair of a party and an issue.
func (x *crossing) at(i, k int) *pair {
	p := x.pairs[[2]int{i, k}]
	if p == nil {
		p = &pair{}
		x.pairs[[2]int{i, k}] = p
	}
	return p
}

// The rows that say something of issues.
var rowsAbout = []string{"#question", "#unit", "#low", "#high", "#status quo", "#salience max"}

// about reads a row that says something of issues, which name tells.
func (r *reader) about(t *table, name cell, w row, columns []column) {
	what := near(name.text, rowsAbout...)
	if what < 0 {
		r.bad(name.at, "%v", &registry.UnknownError{What: "row about issues", Name: name.text, Known: rowsAbout})
		return
	}
	for n, col := range columns {
		c := w.cell(n)
		if col.as != "" || c.text == "" {
			continue
		}
		q := &t.issues[col.issue]
		set := func(to *figure, what string) bool {
			var ok bool
			*to, ok = r.number(c, what+" of "+q.name)
			return ok
		}
		switch rowsAbout[what] {
		case "#question":
			q.question = c.text
		case "#unit":
			q.unit = c.text
		case "#low":
			set(&q.low, "the low end")
		case "#high":
			set(&q.high, "the high end")
			q.ends = q.low.given() && q.high.given()
		case "#status quo":
			q.held = set(&q.statusQuo, "the status quo")
		case "#salience max":
			var most figure
			if set(&most, "the largest salience") {
				t.salience = most.value
			}
			if most.value <= 0 {
				r.bad(c.at, "the largest salience is %s; expected a number above 0", c.text)
			}
		}
	}
}

// cross reads positions and saliences together.
func (r *reader) cross(x *crossing) {
	for i := range x.t.parties {
		for k := range x.t.issues {
			if p := x.pairs[[2]int{i, k}]; p != nil {
				for part, other := range []int{1, 0} {
					if p[part].at.file == "" {
						p[part].at = p[other].at // there is no cell for it at all
					}
				}
				r.setStance(x.t, i, k, p[0], p[1])
			}
		}
	}
}

// influencePlays are the theories that weigh positions.
func influencePlays(t *table) []string {
	plays := []string{"weighted_mean", "median", "challenge: {" + t.order() + "}", "spatial: {" + t.order() + "}"}
	if len(t.issues) > 1 {
		plays = append(plays, "exchange: {"+t.order()+"}")
	}
	return plays
}
