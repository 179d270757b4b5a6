package tabular

import (
	"cmp"
	"fmt"

	"sim/model/registry"
)

// decide is the input of the public program decide-exchange-model.
var decide = Format{
	About: registry.About{
		Name: "decide",
		Doc:  "decide (position exchange with equal gains): rows #A, #P, #M and #D.",
		Explain: `Every row begins with what it is: #A an actor (name, name in full), #P an issue (name, name in full), #M a point of an issue's scale (issue, position, meaning), #D an actor's data on an issue (actor, issue, position, salience, power), #O a title, #/ a remark. Fields are separated by semicolons, commas or tabs.

An issue goes from its lowest to its highest #M, or from 0 to 100 if it has none. Saliences and power go from 0 to 1; here saliences are divided, alike for all, so that those of no party add up to more than 100: that changes the unit of the gains and, in the first round of exchanges, nothing else. An actor has one power here; a file that gives it several is refused. Nobody is asked for consent. The scenario runs position exchange and takes equals in the order of the file.`,
		Citation: "F. N. Stokman and R. Van Oosten, The Exchange of Voting Positions: An Object-Oriented Model of Policy Networks, in European Community Decision Making (1994)",
	},
	files: 1, seat: "observer", salience: 1, ranged: true,
	plays: func(t *table) []string {
		if len(t.issues) < 2 {
			return []string{"weighted_mean", "median"} // there is nothing to trade
		}
		return []string{"exchange: {exchanges: 1000, " + t.order() + "}", "weighted_mean", "median"}
	},
	read: func(r *reader, files []file, t *table) {
		g := r.separated(files[0])
		if g == nil {
			return
		}
		t.halved = true
		for _, w := range g.rows { // actors and issues may stand below the rows that name them
			switch w.cell(0).text {
			case "#O":
				t.title = cmp.Or(w.cell(1).text, t.title)
			case "#A":
				r.addParty(t, w.cell(1), w.cell(2).text)
			case "#P":
				r.decideIssue(t, w)
			case "#M", "#D", "#/":
			default:
				r.bad(w.cell(0).at, "%v", &registry.UnknownError{What: "kind of row", Name: w.cell(0).text, Known: []string{"#A", "#P", "#M", "#D", "#O", "#/"}})
			}
		}
		for _, w := range g.rows {
			switch w.cell(0).text {
			case "#M":
				r.decideMeaning(t, w)
			case "#D":
				r.decideData(t, w)
			}
		}
	},
}

// decideIssue reads a row #P.
func (r *reader) decideIssue(t *table, w row) {
	switch c := w.cell(1); {
	case c.text == "":
		r.bad(c.at, "the name of the issue is missing")
	case t.issue(c.text) >= 0:
		r.bad(c.at, "%s is in the table already", c.text)
	case len(t.issues) == mostEntries:
		r.bad(c.at, "more than %d issues", mostEntries)
	default:
		k := t.addIssue(c.text)
		if full := w.cell(2).text; full != "" && full != c.text {
			t.issues[k].question = full
		}
	}
}

// knownIssue is the issue that a cell names.
func (r *reader) knownIssue(t *table, c cell) (k int, ok bool) {
	if k = t.issue(c.text); k >= 0 {
		return k, true
	}
	var known []string
	for _, q := range t.issues {
		known = append(known, q.name)
	}
	r.bad(c.at, "%v", &registry.UnknownError{What: "issue", Name: c.text, Known: known})
	return k, false
}

// decideMeaning reads a row #M.
func (r *reader) decideMeaning(t *table, w row) {
	k, known := r.knownIssue(t, w.cell(1))
	at, ok := r.number(w.cell(2), "the position")
	if !known || !ok {
		return
	}
	q := &t.issues[k]
	if !q.ends {
		q.low, q.high, q.ends = at, at, true
	}
	if at.value < q.low.value {
		q.low = at
	}
	if at.value > q.high.value {
		q.high = at
	}
	name := quoted(w.cell(3).text, longestText)
	for _, l := range q.labels {
		if l.at == at.value || quoted(l.name, longestText) == name {
			return // a scenario gives a point one name
		}
	}
	if w.cell(3).text != "" {
		q.labels = append(q.labels, label{w.cell(3).text, at.value})
	}
}

// decideData reads a row #D.
func (r *reader) decideData(t *table, w row) {
	c := w.cell(1)
	i := t.party(c.text)
	if i < 0 {
		var known []string
		for _, p := range t.parties {
			known = append(known, p.id)
		}
		r.bad(c.at, "%v", &registry.UnknownError{What: "actor", Name: c.text, Known: known})
	}
	k, known := r.knownIssue(t, w.cell(2))
	if i < 0 || !known {
		return
	}
	r.setStance(t, i, k, w.cell(3), w.cell(4))
	power, ok := r.number(w.cell(5), fmt.Sprintf("the power of %s", c.text))
	p := &t.parties[i].power
	switch {
	case !ok:
	case !p.given():
		*p = power
	case p.value != power.value:
		r.bad(power.at, "%s has the power %s here and %s at %s; expected one power for all issues: a party of a scenario has one", c.text, digits(power.value), digits(p.value), p.at)
	}
}
