package tabular

import (
	"bytes"
	"strings"

	"sim/model/registry"
)

// ktab is the input of KTAB's spatial model, as separated values or XML.
var ktab = Format{
	About: registry.About{
		Name: "ktab",
		Doc:  "KTAB, input of its spatial model (SMP): CSV or XML.",
		Explain: `The CSV file has a first line with a name, a description, the number of actors and that of dimensions; a line of column headings; and an actor per line: name, description, capability, and for every dimension position and salience. The XML file is that of KTAB's schema smpSchema.xsd.

Positions and saliences go from 0 to 100, and an actor's saliences add up to at most 100. Nobody is asked for consent. The scenario runs the spatial model with the toolkit's defaults, or with the ModelParameters of the XML file, and takes equals in the order of the file, as the toolkit does.

An accommodation matrix (IdealAdjustment) is left out and said to be: in this program positions move and ideals follow. A bargaining option that this program has not is refused.`,
		Citation: "B. P. Wise, L. Lester and B. Efird, An Introduction to the KAPSARC Toolkit for Behavioral Analysis (KTAB), KAPSARC (2015)",
	},
	files: 1, seat: "observer", salience: hundred, ranged: true,
	plays: func(t *table) []string {
		options := "preset: ktab"
		if t.options != "" {
			options = t.options
		}
		plays := []string{"spatial: {" + options + ", turns: 100, " + t.order() + "}", "condorcet", "weighted_mean", "median"}
		if len(t.issues) > 1 {
			plays = append(plays, "exchange")
		}
		return plays
	},
	read: func(r *reader, files []file, t *table) {
		if text := bytes.TrimLeft(bytes.TrimPrefix(files[0].text, []byte("\ufeff")), " \t\r\n"); bytes.HasPrefix(text, []byte("<")) {
			r.ktabXML(files[0], t)
			return
		}
		r.ktabText(files[0], t)
	},
}

// ktabText reads KTAB's separated values.
func (r *reader) ktabText(f file, t *table) {
	g := r.separated(f)
	if g == nil {
		return
	}
	if len(g.rows) < 3 {
		r.bad(g.at, "expected a line with name, description and the numbers of actors and dimensions, a line of headings, and a line for every actor")
		return
	}
	top, heads, actors := g.rows[0], g.rows[1], g.rows[2:]
	if title := top.cell(0).text; title != "" {
		t.title = title
	}
	parties, okP := r.whole(top.cell(2), "the number of actors")
	issues, okI := r.whole(top.cell(3), "the number of dimensions")
	if !okP || !okI {
		return
	}
	const before = 3 // columns before the first position
	for k := range issues {
		c := heads.cell(before + 2*k)
		if c.text == "" {
			r.bad(c.at, "the heading of a position is missing: the first line says that there are %d dimensions", issues)
			return
		}
		t.addIssue(dimension(c.text))
	}
	if extra := heads.cell(before + 2*issues); extra.text != "" {
		r.bad(extra.at, "a column too many, %q: the first line says that there are %d dimensions", extra.text, issues)
	}
	if len(actors) > parties {
		r.bad(actors[parties][0].at, "a line too many: the first line says that there are %d actors", parties)
	} else if len(actors) < parties {
		r.bad(top.cell(2).at, "the first line says that there are %d actors; expected %d, the number of lines below the headings", parties, len(actors))
	}
	for _, w := range actors {
		i, ok := r.addParty(t, w.cell(0), w.cell(1).text)
		if !ok {
			continue
		}
		t.parties[i].power, _ = r.number(w.cell(2), "the capability of "+w.cell(0).text)
		for k := range issues {
			r.setStance(t, i, k, w.cell(before+2*k), w.cell(before+2*k+1))
		}
		r.ktabTotal(t, i)
	}
}

// ktabTotal checks that an actor's saliences add up to no more than KTAB lets them.
func (r *reader) ktabTotal(t *table, i int) {
	sum, at := 0.0, t.parties[i].power.at
	for _, s := range t.stances[i] {
		if sum += s.salience.value; s.given {
			at = s.salience.at
		}
	}
	if rounded(sum) > hundred {
		r.bad(at, "the saliences of %s add up to %s; in KTAB they add up to at most 100", t.parties[i].id, digits(rounded(sum)))
	}
}

// dimension is the name of a dimension by the heading of its positions.
func dimension(heading string) string {
	if i := len(heading) - len(" position"); i > 0 && strings.EqualFold(heading[i:], " position") {
		return strings.TrimSpace(heading[:i])
	}
	return heading
}
