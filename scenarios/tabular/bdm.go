package tabular

import (
	"sim/model/registry"
)

// bdm is the table of an expected-utility model: an issue, an actor per line.
var bdm = Format{
	About: registry.About{
		Name: "bdm",
		Doc:  "Expected-utility models (Bueno de Mesquita): a table of actor, capability, position, salience.",
		Explain: `A line of headings (Actor, Capability, Position, Salience, in any order; others are left out) and an actor per line, on one issue, which is called after the file.

The table does not say from where to where the issue goes; --range does. Nor does it say how far saliences go; --salience-max does. Nobody is asked for consent. The scenario runs the challenge model as in the published program of Scholz and others and takes equals in the order of the file.`,
		Citation: "J. B. Scholz, G. J. Calbert and G. A. Smith, Unravelling Bueno de Mesquita's Group Decision Model, Journal of Theoretical Politics 23 (2011)",
	},
	files: 1, seat: "observer",
	plays: func(t *table) []string {
		return []string{"challenge: {variant: scholz_code, rounds: 3, " + t.order() + "}", "weighted_mean", "median"}
	},
	read: func(r *reader, files []file, t *table) {
		g := r.separated(files[0])
		if g == nil {
			return
		}
		t.addIssue(stem(files[0].path))
		head, body := r.header(t, g)
		if head == nil {
			return
		}
		column := map[string]int{}
		for i := range head {
			c := head.cell(i)
			if as := headingOf(c.text); as != "" {
				column[as] = i
			}
		}
		for _, need := range []string{"party", "power", "position", "salience"} {
			if _, ok := column[need]; !ok {
				r.bad(head[0].at, "there is no column of %s; expected the headings Actor, Capability, Position, Salience", map[string]string{"party": "actors", "power": "capability", "position": "positions", "salience": "saliences"}[need])
			}
		}
		if len(r.problems) > 0 {
			return
		}
		for _, w := range body {
			i, ok := r.addParty(t, w.cell(column["party"]), "")
			if !ok {
				continue
			}
			t.parties[i].power, _ = r.number(w.cell(column["power"]), "the capability of "+t.parties[i].id)
			position, salience := w.cell(column["position"]), w.cell(column["salience"])
			if position.text == "" && salience.text == "" {
				r.bad(position.at, "the position of %s is missing; expected a number", t.parties[i].id)
			}
			r.setStance(t, i, 0, position, salience)
		}
	},
}
