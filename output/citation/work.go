// Package citation says how to cite a run, the program and the theories: in a sentence
// and as BibTeX.
package citation

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode"
)

// A Work is a publication.
type Work struct {
	Authors   []string // as written: J. F. Nash
	Title     string
	Container string // journal, book or institution; empty: the work is a book
	Volume    string // of the journal; empty: the container is no journal
	In        bool   // whether the container is a book that the work is a part of
	Year      string
	Note      string // the chapter or section that is meant; may be empty
}

var (
	// remark is what may stand before a work: what it is cited for.
	remark = regexp.MustCompile(`^\p{Ll}[^:]*: `)
	dated  = regexp.MustCompile(`^(.*?)(?: (\d+))? \((\d{4})\)(?:, (.*))?$`)
	named  = regexp.MustCompile(`^(\p{Lu}\. ?)+(-?\p{Lu}\. ?)*\p{L}`)
)

// Works reads the citation of a registered thing: works separated by semicolons, each
// AUTHORS, TITLE, CONTAINER VOLUME (YEAR), where a book has no container and a part of
// a book has "in" before it. What does not read so is left out.
func Works(citation string) (works []Work) {
	for part := range strings.SplitSeq(citation, "; ") {
		part = remark.ReplaceAllString(part, "")
		end := dated.FindStringSubmatch(part)
		if end == nil {
			continue
		}
		w := Work{Volume: end[2], Year: end[3], Note: strings.TrimSuffix(end[4], ".")}
		words := strings.Split(end[1], ", ")
		for len(words) > 1 && named.MatchString(words[0]) {
			w.Authors = append(w.Authors, strings.Split(words[0], " and ")...)
			words = words[1:]
		}
		if len(words) > 1 {
			last := len(words) - 1
			w.Container, w.In = strings.CutPrefix(words[last], "in ")
			words = words[:last]
		}
		if w.Title = strings.Join(words, ", "); len(w.Authors) > 0 {
			works = append(works, w)
		}
	}
	return works
}

// surname is the last part of a name, with particles such as Van den before it.
func surname(author string) string {
	words := strings.Fields(author)
	for i, word := range words {
		if !strings.HasSuffix(word, ".") {
			return strings.Join(words[i:], " ")
		}
	}
	return author
}

// Short names the work in running text: Kalai & Smorodinsky 1975.
func (w *Work) Short() string {
	switch len(w.Authors) {
	case 1:
		return surname(w.Authors[0]) + " " + w.Year
	case 2:
		return surname(w.Authors[0]) + " & " + surname(w.Authors[1]) + " " + w.Year
	}
	return surname(w.Authors[0]) + " et al. " + w.Year
}

// key names the work in BibTeX: nash1950.
func (w *Work) key() string {
	plain := strings.Map(func(r rune) rune {
		switch {
		case r == 'å' || r == 'Å':
			return 'a'
		case r == 'ğ':
			return 'g'
		case r == 'ö':
			return 'o'
		case r < unicode.MaxASCII && unicode.IsLetter(r):
			return unicode.ToLower(r)
		}
		return -1
	}, surname(w.Authors[0]))
	return plain + w.Year
}

// BibTeX lists works as entries, each once, in the order of their keys; works of the
// same author and year are told apart by a letter.
func BibTeX(works []Work) string {
	sorted := slices.Clone(works)
	slices.SortStableFunc(sorted, func(a, b Work) int {
		return strings.Compare(a.key()+a.Title, b.key()+b.Title)
	})
	sorted = slices.CompactFunc(sorted, func(a, b Work) bool { return a.key() == b.key() && a.Title == b.Title })
	var text strings.Builder
	for i := range sorted {
		w := &sorted[i]
		same := 0
		for j := range i {
			if sorted[j].key() == w.key() {
				same++
			}
		}
		key := w.key()
		if same > 0 {
			key += string(rune('a' + same))
		}
		text.WriteString(w.entry(key))
	}
	return text.String()
}

// entry is the work as an entry of BibTeX.
func (w *Work) entry(key string) string {
	kind, fields := "book", [][2]string{{"author", strings.Join(w.Authors, " and ")}, {"title", "{" + w.Title + "}"}}
	switch {
	case w.Volume != "":
		kind, fields = "article", append(fields, [2]string{"journal", w.Container}, [2]string{"volume", w.Volume})
	case w.In:
		kind, fields = "incollection", append(fields, [2]string{"booktitle", w.Container})
	case w.Container != "":
		kind, fields = "techreport", append(fields, [2]string{"institution", w.Container})
	}
	fields = append(fields, [2]string{"year", w.Year})
	if w.Note != "" {
		fields = append(fields, [2]string{"note", w.Note})
	}
	return Entry(kind, key, fields)
}

// Entry writes an entry of BibTeX with the given fields.
func Entry(kind, key string, fields [][2]string) string {
	var text strings.Builder
	fmt.Fprintf(&text, "@%s{%s", kind, key)
	for _, f := range fields {
		fmt.Fprintf(&text, ",\n  %s = {%s}", f[0], escaped.Replace(f[1]))
	}
	text.WriteString("\n}\n")
	return text.String()
}

var escaped = strings.NewReplacer("&", `\&`, "%", `\%`, "$", `\$`, "#", `\#`, "_", `\_`)
