package plot

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode"

	"sim/model"
	"sim/output"
)

// A naming says what PNG and PDF pictures draw for the names of a scenario whose
// letters their fonts lack; longer names first.
type naming []named

type named struct{ name, id string }

// namesOf lists what a scenario called file calls things and what stands for
// that: the thing's key, or, where no font has that either, its kind and number.
func namesOf(b *model.Bargain, file string) naming {
	var ns naming
	add := func(name, kind string, number int, id string) {
		plain := strings.ReplaceAll(id, "_", " ")
		if !coversAll(plain) {
			plain = fmt.Sprintf("%s %d", kind, number)
			ns = append(ns, named{id, plain}, named{strings.ReplaceAll(id, "_", " "), plain})
		}
		if name = clean(name); name != "" && !coversAll(name) {
			ns = append(ns, named{name, plain})
		}
	}
	add(b.Title, "scenario", 1, file)
	for c, label := range b.Labels {
		add(label, "outcome", c+1, model.Class(c).String())
	}
	for i := range b.Parties {
		add(b.Parties[i].Name, "party", i+1, b.Parties[i].ID)
	}
	for k := range b.Issues {
		issue := &b.Issues[k]
		add(issue.Question, "issue", k+1, issue.ID)
		add(issue.Unit, "unit", k+1, "its own unit")
		for _, l := range issue.Labels {
			add(l.Name, "label", k+1, output.AmountsOf(issue).Exact(issue.Scale.Amount(l.At)))
		}
	}
	for i := range b.Levers {
		add(b.Levers[i].Title, "lever", i+1, b.Levers[i].ID)
	}
	for i := range b.Packages {
		add(b.Packages[i].Title, "package", i+1, b.Packages[i].ID)
	}
	slices.SortStableFunc(ns, func(a, b named) int { return cmp.Compare(len(b.name), len(a.name)) })
	return ns
}

// withheld stands for a letter of no name that a font lacks.
const withheld = "□"

// legible is a text without letters that can be drawn neither in the pictures'
// own font nor in font, which may be nil.
func (ns naming) legible(text string, font *Font) string {
	lacking := func(r rune) bool { return !covers(r) && !font.draws(r) }
	if strings.IndexFunc(text, lacking) < 0 {
		return text
	}
	for _, n := range ns {
		if strings.IndexFunc(n.name, lacking) >= 0 {
			text = strings.ReplaceAll(text, n.name, n.id)
		}
	}
	// What is left are pieces of names that were cut for want of room.
	var out strings.Builder
	for text != "" {
		from := strings.IndexFunc(text, lacking)
		if from < 0 {
			break
		}
		out.WriteString(text[:from])
		text = text[from:]
		to := strings.IndexFunc(text, func(r rune) bool { return !lacking(r) })
		if to < 0 {
			to = len(text)
		}
		out.WriteString(ns.owner(text[:to]))
		text = text[to:]
	}
	out.WriteString(text)
	return out.String()
}

// owner is the key of the first thing whose name holds a piece of text.
func (ns naming) owner(piece string) string {
	for _, n := range ns {
		if strings.Contains(n.name, piece) {
			return n.id
		}
	}
	return withheld
}

// LetterWarning says which names in a scenario PNG and PDF pictures draw by their
// keys, because neither their own font nor font, which may be nil, has the
// letters. It is empty if there are none, or if formats have no such picture.
// file is what the scenario is called.
func LetterWarning(b *model.Bargain, file string, formats []string, font *Font) string {
	if !slices.Contains(formats, "png") && !slices.Contains(formats, "pdf") {
		return ""
	}
	var names []string
	for _, n := range namesOf(b, file) {
		if strings.IndexFunc(n.name, func(r rune) bool { return !covers(r) && !font.draws(r) }) >= 0 && !slices.Contains(names, n.name) {
			names = append(names, n.name)
		}
	}
	if len(names) == 0 {
		return ""
	}
	const shown = 3
	more := ""
	if n := len(names) - shown; n > 0 {
		more = fmt.Sprintf(" and %d more", n)
		names = names[:shown]
	}
	hint := "--font FILE takes a font that has them"
	if font != nil {
		hint = "--font names a font that lacks them too, or they belong to a script whose letters join or run from right to left"
	}
	return fmt.Sprintf("PNG and PDF pictures have no letters for %s%s and show keys instead; SVG and the report show the names. %s",
		strings.Join(names, ", "), more, hint)
}

// joined are the scripts that are written from right to left, or whose letters
// change their shape or place beside others: to put one sign after the other
// does not write them.
var joined = []*unicode.RangeTable{
	unicode.Arabic, unicode.Hebrew, unicode.Syriac, unicode.Thaana, unicode.Nko, unicode.Mongolian,
	unicode.Devanagari, unicode.Bengali, unicode.Gurmukhi, unicode.Gujarati, unicode.Oriya, unicode.Tamil, unicode.Telugu,
	unicode.Kannada, unicode.Malayalam, unicode.Sinhala, unicode.Thai, unicode.Lao, unicode.Tibetan, unicode.Myanmar, unicode.Khmer,
}

func joinedScript(r rune) bool { return unicode.In(r, joined...) }
