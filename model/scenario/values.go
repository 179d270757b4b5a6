package scenario

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"sim/model/registry"
)

// text is words; where words are expected, a number or a date counts as words.
type text struct {
	at    *node
	value string
}

// The largest numbers of letters of a text, and of a name, which pictures and
// tables show.
const (
	maxText = 20_000
	maxName = 200
)

// letters is the largest number of letters of a text in the field.
func (f field) letters() int {
	if n, err := strconv.Atoi(f.tag.Get("letters")); err == nil {
		return n
	}
	return maxText
}

func (t *text) read(d *decoder, n *node, f field) {
	t.at = n
	if !d.expect(n, scalar, f, "text") {
		return
	}
	if n.tag == isBool {
		d.at(n, fmt.Errorf("%s must be text, not %s; put it in quotes if it is meant as text", f.Name, n.describe()))
		return
	}
	t.value = strings.TrimSpace(n.value)
	switch {
	case t.value == "":
		d.at(n, fmt.Errorf("%s is empty", f.Name))
	case utf8.RuneCountInString(t.value) > f.letters():
		d.at(n, fmt.Errorf("%s is longer than %d letters", f.Name, f.letters()))
	case !utf8.ValidString(t.value):
		d.at(n, fmt.Errorf("%s is not UTF-8 text", f.Name))
	}
}

func (t *text) schema(_ *generator, f field) map[string]any {
	return map[string]any{"type": []any{"string", "number"}, "maxLength": f.letters()}
}

// date is a year, a month or a day.
type date struct{ text }

func (t *date) read(d *decoder, n *node, f field) {
	t.text.read(d, n, f)
	if t.value == "" {
		return
	}
	for _, layout := range []string{"2006", "2006-01", time.DateOnly} {
		if _, err := time.Parse(layout, t.value); err == nil {
			return
		}
	}
	d.at(n, fmt.Errorf("%s must be a year, a month or a day, such as 2025, 2025-08 or 2025-08-15, not %s", f.Name, short(t.value)))
}

// choice is one of the words listed in its of: tag.
type choice struct {
	at    *node
	value string
}

func (c *choice) read(d *decoder, n *node, f field) {
	if !d.expect(n, scalar, f, "one of "+strings.Join(f.words(), ", ")) {
		return
	}
	c.at = n
	if !slices.Contains(f.words(), n.value) {
		d.at(n, &registry.UnknownError{What: f.noun(), Name: n.value, Known: f.words()})
		return
	}
	c.value = n.value
}

func (c *choice) schema(_ *generator, f field) map[string]any {
	return map[string]any{"enum": anys(f.words())}
}

// truth is true or false.
type truth struct{ value bool }

func (t *truth) read(d *decoder, n *node, f field) {
	if n.kind != scalar || n.tag != isBool {
		d.at(n, fmt.Errorf("%s must be true or false, not %s", f.Name, n.describe()))
		return
	}
	t.value = strings.EqualFold(n.value, "true")
}

func (t *truth) schema(*generator, field) map[string]any { return map[string]any{"type": "boolean"} }

// whole is a non-negative integer.
type whole struct {
	at    *node
	value uint64
}

var wholeForm = regexp.MustCompile(`^(0|[1-9][0-9]*)$`)

func (w *whole) read(d *decoder, n *node, f field) {
	dom := f.domain()
	x, err := strconv.ParseUint(n.value, 10, 64)
	if n.kind != scalar || n.tag != isNumber || !wholeForm.MatchString(n.value) || err != nil {
		d.at(n, fmt.Errorf("%s must be a whole number from %s, not %s", f.Name, digits(max(0, dom.lo)), n.describe()))
		return
	}
	if !dom.contains(float64(x)) {
		d.at(n, fmt.Errorf("%s must be %s, not %s", f.Name, dom, n.value))
		return
	}
	w.at, w.value = n, x
}

func (w *whole) schema(_ *generator, f field) map[string]any {
	s := f.domain().bounds()
	s["type"] = "integer"
	if _, ok := s["minimum"]; !ok {
		s["minimum"] = 0
	}
	return s
}

// A figure is a plain number that belongs to the structure of the scenario,
// such as an end of a scale: it has no range and is not an input.
type figure struct {
	at    *node // nil: not read
	value float64
}

func (p *figure) read(d *decoder, n *node, f field) {
	if !d.expect(n, scalar, f, "a plain number") {
		return
	}
	x, err := parseFloat(n)
	if err != nil {
		d.at(n, fmt.Errorf("%s: %w", f.Name, err))
		return
	}
	p.at, p.value = n, x
}

func (p *figure) schema(*generator, field) map[string]any { return map[string]any{"type": "number"} }

// pair is two plain numbers: [0, 27000].
type pair struct {
	at *node
	a  [2]figure
}

func (p *pair) read(d *decoder, n *node, f field) {
	p.at = n
	if !d.expect(n, sequence, f, "a list of two numbers") {
		return
	}
	if len(n.items) != 2 {
		d.at(n, fmt.Errorf("%s must be a list of two numbers, not of %d%s", f.Name, len(n.items), cutItems(n, 2)))
		return
	}
	for i := range p.a {
		d.value(n.items[i], &p.a[i], f)
	}
}

func (p *pair) schema(g *generator, f field) map[string]any {
	return map[string]any{"type": "array", "items": p.a[0].schema(g, f), "minItems": 2, "maxItems": 2}
}

// A ref names something that the scenario declares elsewhere; its kind is given
// in the of: tag.
type ref struct {
	at    *node
	kind  string
	name  string
	found int // index + 1
}

// index returns the index of the named thing among its kind; −1 if nothing is
// named or the name is unknown.
func (r *ref) index() int { return r.found - 1 }

func (r *ref) read(d *decoder, n *node, f field) {
	if !d.expect(n, scalar, f, "the name of "+article(f.what())) {
		return
	}
	r.at, r.kind, r.name = n, f.what(), n.value
	d.refs = append(d.refs, r)
}

func (r *ref) schema(*generator, field) map[string]any {
	return map[string]any{"type": "string", "pattern": "^" + namePattern + "$"}
}

// namePattern is what the schema says of the name of a party, issue, lever,
// package or document: paths, file names and columns are made of it. Marks
// belong to the letters of many scripts.
const namePattern = `\p{L}[\p{L}\p{M}\p{N}_-]{0,63}`

// isName reports whether a text matches namePattern. A regular expression that
// repeats such classes takes longer to compile than a scenario to read.
func isName(s string) bool {
	n := 0
	for _, r := range s {
		n++
		if !unicode.IsLetter(r) && (n == 1 || !unicode.IsMark(r) && !unicode.IsNumber(r) && r != '_' && r != '-') {
			return false
		}
	}
	return n >= 1 && n <= 64
}

// isFactionName reports whether a text is the name of a faction: its party, a
// dot, and its own.
func isFactionName(s string) bool {
	party, own, ok := strings.Cut(s, ".")
	return ok && isName(party) && isName(own)
}

func article(noun string) string {
	if strings.ContainsRune("aeiou", rune(noun[0])) {
		return "an " + noun
	}
	return "a " + noun
}

func anys[T any](list []T) []any {
	as := make([]any, len(list))
	for i, x := range list {
		as[i] = x
	}
	return as
}
