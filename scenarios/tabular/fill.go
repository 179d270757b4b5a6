package tabular

import (
	"cmp"
	"fmt"
	"strings"
)

// mostEntries is how many parties or issues a table may have.
const mostEntries = 1000

// addIssue adds an issue and returns its index.
func (t *table) addIssue(name string) int {
	t.issues = append(t.issues, issue{name: name})
	for i := range t.stances {
		t.stances[i] = append(t.stances[i], stance{})
	}
	return len(t.issues) - 1
}

// addParty adds the party that a cell names, called so in full, and returns its
// index; not ok if it cannot.
func (r *reader) addParty(t *table, c cell, full string) (i int, ok bool) {
	switch {
	case c.text == "":
		r.bad(c.at, "the name of the actor is missing")
		return 0, false
	case t.party(c.text) >= 0:
		r.bad(c.at, "%s is in the table already", c.text)
		return 0, false
	case len(t.parties) == mostEntries:
		r.bad(c.at, "more than %d actors", mostEntries)
		return 0, false
	}
	t.parties = append(t.parties, party{id: c.text, name: cmp.Or(full, c.text)})
	t.stances = append(t.stances, make([]stance, len(t.issues)))
	return len(t.parties) - 1, true
}

// setStance reads what a party wants on an issue; both cells empty: it does not care.
func (r *reader) setStance(t *table, i, k int, position, salience cell) {
	who, what := t.parties[i].id, t.issues[k].name
	switch {
	case position.text == "" && salience.text == "":
		return
	case t.stances[i][k].given:
		r.bad(position.at, "the position of %s on %s is in the table already, at %s", who, what, t.stances[i][k].position.at)
		return
	}
	x, okX := r.number(position, fmt.Sprintf("the position of %s on %s", who, what))
	s, okS := r.number(salience, fmt.Sprintf("the salience of %s on %s", who, what))
	if okX && okS {
		t.stances[i][k] = stance{x, s, true}
	}
}

// whole reads a cell as a count from 1.
func (r *reader) whole(c cell, what string) (int, bool) {
	f, ok := r.number(c, what)
	if ok && (f.value != float64(int(f.value)) || f.value < 1 || f.value > mostEntries) {
		r.bad(c.at, "%s is %s; expected a whole number from 1 to %d", what, c.text, mostEntries)
		return 0, false
	}
	return int(f.value), ok
}

// near is the index of a heading among names, whatever its case; −1 if it is none.
func near(heading string, names ...string) int {
	for i, name := range names {
		if strings.EqualFold(heading, name) {
			return i
		}
	}
	return -1
}
