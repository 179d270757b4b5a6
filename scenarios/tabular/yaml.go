package tabular

import (
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
	"unicode"
)

// longestText and longestQuestion are how many letters a scenario takes in a title
// and in a question.
const (
	longestText     = 200
	longestQuestion = 500
)

// name gives parties and issues the names that scenarios use.
func (t *table) name() {
	used := map[string]bool{}
	for i := range t.parties {
		t.parties[i].id = identifier(t.parties[i].id, "party", used)
	}
	used = map[string]bool{}
	for k := range t.issues {
		t.issues[k].id = identifier(t.issues[k].name, "issue", used)
	}
}

// identifier is a name that a scenario takes, as near as possible to text, and not
// in use; kind begins it if text begins with no letter.
func identifier(text, kind string, used map[string]bool) string {
	var b strings.Builder
	for _, c := range text {
		switch {
		case unicode.IsLetter(c), unicode.IsMark(c), unicode.IsNumber(c), c == '-':
			b.WriteRune(c)
		case !strings.HasSuffix(b.String(), "_"):
			b.WriteByte('_')
		}
	}
	const longestName = 60 // with room for a number, of 64
	name := strings.Trim(b.String(), "_")
	if first := []rune(name + " ")[0]; !unicode.IsLetter(first) {
		name = strings.TrimSuffix(kind+"_"+name, "_")
	}
	if letters := []rune(name); len(letters) > longestName {
		name = string(letters[:longestName])
	}
	at := name
	for n := 2; used[at]; n++ {
		at = name + "_" + strconv.Itoa(n)
	}
	used[at] = true
	return at
}

// yaml is the scenario as text.
func (t *table) yaml() string {
	var b strings.Builder
	line := func(format string, args ...any) { fmt.Fprintf(&b, format+"\n", args...) }
	line("# Imported from %s (%s). Illustration, not prediction.", comment(strings.Join(t.files, ", ")), t.format)
	for _, s := range t.taken {
		line("# %s", comment(s))
	}
	line("title: %s", quoted(t.title, longestText))
	line("purpose: illustration")
	line("about: |")
	line("  Imported from %s. What the table leaves open was taken as the comments at the top say.", comment(strings.Join(t.files, ", ")))
	line("  What it does not show: how sure anybody is of these numbers. A number without a range is as in the table.")
	line("\nrun:\n  draws: 512\n  seed: 1")
	if plays := t.plays(); plays != nil {
		line("  theories:")
		for _, s := range plays {
			line("    - %s", s)
		}
	}
	if !t.exported { // else the files are no source of anything
		line("\ndocuments:")
		for i, f := range t.files {
			line("  %s: {title: %s, kind: data}", document(i), quoted(f, longestText))
		}
	}
	line("\nparties:")
	for _, p := range t.parties {
		line("  %s: {name: %s, seat: %s%s}", key(p.id), quoted(p.name, longestText), cmp.Or(p.seat, t.seat), t.entry(", power: ", p.power))
	}
	line("\nissues:")
	for k, q := range t.issues {
		line("  %s:", key(q.id))
		line("    question: %s", quoted(cmp.Or(q.question, "Where does "+q.name+" end?"), longestQuestion))
		if q.unit != "" {
			line("    unit: %s", quoted(q.unit, longestText))
		}
		line("    range: [%s, %s]", digits(q.low.value), digits(q.high.value))
		if q.labels != nil {
			line("    labels:")
			for _, l := range q.labels {
				line("      %s: %s", quoted(l.name, longestText), digits(l.at))
			}
		}
		if q.held {
			line("%s", t.entry("    status_quo: ", q.statusQuo))
		} else {
			line("    status_quo: %s  # assumed", digits(q.statusQuo.value))
		}
		line("    positions:")
		for i, p := range t.parties {
			if s := &t.stances[i][k]; s.given {
				line("      %s: {%s%s}", key(p.id), t.entry("ideal: ", s.position), t.entry(", salience: ", s.salience))
			}
		}
	}
	return b.String()
}

// plays are the theories that a scenario of this format plays, those that need more
// issues left out; nil: those that every scenario plays.
func (t *table) plays() []string {
	if t.theories == nil || slices.ContainsFunc(t.parties, func(p party) bool { return cmp.Or(p.seat, t.seat) != "observer" }) {
		return nil // where consent is asked for, the theories are those about agreement
	}
	return t.theories(t)
}

// order lists all parties as they stand in the table, which decides between equals
// there.
func (t *table) order() string {
	var names []string
	for _, p := range t.parties {
		names = append(names, key(p.id))
	}
	return "order: [" + strings.Join(names, ", ") + "]"
}

// entry is a number with the place in a file where it stands, which a table that was
// made of a scenario is none of; nothing if it stands nowhere.
func (t *table) entry(name string, f figure) string {
	if !f.given() {
		return ""
	}
	if t.exported {
		return name + digits(f.value)
	}
	at := document(slices.Index(t.paths, f.at.file))
	return fmt.Sprintf("%s{value: %s, evidence: {document: %s, says: %s}}", name, digits(f.value), at, quoted(f.at.in(), longestText))
}

// document is the name of the i-th file among a scenario's documents.
func document(i int) string { return fmt.Sprintf("table_%d", i+1) }

// key is a name as a key of YAML: quoted if it could be read as something else.
func key(name string) string {
	switch strings.ToLower(name) {
	case "y", "n", "yes", "no", "on", "off", "true", "false", "null":
		return `"` + name + `"`
	}
	return name
}

// quoted is a text in double quotes, on one line and of at most so many letters.
func quoted(s string, most int) string {
	if letters := []rune(s); len(letters) > most {
		s = strings.TrimSpace(string(letters[:most-1])) + "…"
	}
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	_ = e.Encode(strings.Join(strings.Fields(s), " ")) // a string always can be
	return strings.TrimSpace(b.String())
}

// comment is a text that can stand in a comment: on one line, without characters
// that nobody sees.
func comment(s string) string {
	return strings.Join(strings.FieldsFunc(s, func(c rune) bool { return unicode.IsSpace(c) || unicode.IsControl(c) }), " ")
}

// digits formats a number as scenarios write it.
func digits(x float64) string {
	if a := math.Abs(x); a == 0 || a >= 1e-4 && a < 1e15 {
		return strconv.FormatFloat(x, 'f', -1, 64)
	}
	return strconv.FormatFloat(x, 'g', -1, 64)
}
