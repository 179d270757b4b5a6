package scenario

import (
	"cmp"
	"slices"
	"strings"
)

// A rewriter changes pieces of a file and leaves everything else, comments and
// layout, as it is.
type rewriter struct {
	text   string
	starts []int // offset of each line
	edits  []edit
	notes  map[int][]string // by line, what stood there: it becomes a comment

	removed map[*node][]int // entries of mappings in braces that go
}

// An edit replaces the text between two offsets.
type edit struct {
	from, to int
	text     string
}

func newRewriter(text string) *rewriter {
	r := &rewriter{text: text, starts: []int{0}, notes: map[int][]string{}, removed: map[*node][]int{}}
	for i, c := range text {
		switch {
		case c == '\r' && strings.HasPrefix(text[i:], "\r\n"):
		case c == '\n', c == '\r':
			r.starts = append(r.starts, i+1)
		case c == '\u0085', c == '\u2028', c == '\u2029':
			r.starts = append(r.starts, i+len(string(c)))
		}
	}
	return r
}

// offset is where the node starts in the text.
func (r *rewriter) offset(n *node) int {
	at := r.starts[min(n.line, len(r.starts))-1]
	col := 1
	for i := range r.text[at:] {
		if col == n.col {
			return r.skip(at + i)
		}
		col++
	}
	return len(r.text)
}

// skip passes an anchor or a tag before a value.
func (r *rewriter) skip(at int) int {
	for at < len(r.text) && (r.text[at] == '&' || r.text[at] == '!') {
		for at < len(r.text) && r.text[at] != ' ' && r.text[at] != '\n' {
			at++
		}
		for at < len(r.text) && r.text[at] == ' ' {
			at++
		}
	}
	return at
}

// end is the offset after the node.
func (r *rewriter) end(n *node) int {
	at := r.offset(n)
	switch {
	case n.style == flow:
		return r.closing(at)
	case n.kind == mapping && len(n.entries) > 0:
		last := n.entries[len(n.entries)-1]
		return max(r.end(last.key), r.end(last.val))
	case n.kind == sequence && len(n.items) > 0:
		return r.end(n.items[len(n.items)-1])
	case n.style == quoted:
		return r.quote(at)
	}
	line := r.text[at:r.lineEnd(n.line)]
	if strings.HasPrefix(line, n.value) {
		return at + len(n.value)
	}
	return at + len(strings.TrimRight(line, " \t\r"))
}

// lineEnd is the offset of the end of a line, before its break.
func (r *rewriter) lineEnd(line int) int {
	end := len(r.text)
	if line < len(r.starts) {
		end = r.starts[line]
	}
	return len(strings.TrimRight(r.text[:end], "\r\n\u0085\u2028\u2029"))
}

// line is a line of the text, without its break.
func (r *rewriter) line(n int) string { return r.text[r.starts[n-1]:r.lineEnd(n)] }

// quote is the offset after the quotation that starts at an offset.
func (r *rewriter) quote(at int) int {
	mark := r.text[at]
	for i := at + 1; i < len(r.text); i++ {
		switch {
		case r.text[i] == '\\' && mark == '"':
			i++
		case r.text[i] == mark && mark == '\'' && strings.HasPrefix(r.text[i+1:], "'"):
			i++
		case r.text[i] == mark:
			return i + 1
		}
	}
	return len(r.text)
}

// closing is the offset after the bracket that closes the one at an offset.
func (r *rewriter) closing(at int) int {
	depth := 0
	for i := at; i < len(r.text); i++ {
		switch c := r.text[i]; {
		case c == '{', c == '[':
			depth++
		case c == '}', c == ']':
			if depth--; depth == 0 {
				return i + 1
			}
		case (c == '"' || c == '\'') && strings.ContainsRune(" [{,:", rune(r.text[i-1])):
			i = r.quote(i) - 1
		case c == '#' && (r.text[i-1] == ' ' || r.text[i-1] == '\n'):
			for i+1 < len(r.text) && r.text[i+1] != '\n' {
				i++
			}
		}
	}
	return len(r.text)
}

// own is the value of a key if it is written there; nil if it is left out or an
// alias of what stands above, which may mean something else there.
func (r *rewriter) own(n *node, key string) *node {
	i := n.find(key)
	if i < 0 || r.offset(n.entries[i].val) < r.offset(n.entries[i].key) {
		return nil
	}
	return n.entries[i].val
}

// newline is the line break of the file.
func (r *rewriter) newline() string {
	if strings.Contains(r.text, "\r\n") {
		return "\r\n"
	}
	return "\n"
}

// of is the text of a node.
func (r *rewriter) of(n *node) string { return r.text[r.offset(n):r.end(n)] }

// replace puts text in the place of a node.
func (r *rewriter) replace(n *node, text string) {
	r.edits = append(r.edits, edit{r.offset(n), r.end(n), text})
}

// note leaves a comment on the line of a node with what stood there.
func (r *rewriter) note(n *node, was string) {
	was = "was: " + strings.Join(strings.Fields(was), " ")
	if !slices.Contains(r.notes[n.line], was) {
		r.notes[n.line] = append(r.notes[n.line], was)
	}
}

// drop takes an entry away and leaves a comment.
func (r *rewriter) drop(parent *node, key string) {
	i := parent.find(key)
	e := parent.entries[i]
	was := e.key.value + ": " + r.of(e.val)
	if r.alone(parent, e) {
		from, to := r.offset(e.key), r.end(e.val)
		instead := "# was: " + strings.Join(strings.Fields(was), " ")
		if strings.Contains(r.text[from:to], "\n") {
			instead = commented(r.text[from:to], r.text[r.starts[e.key.line-1]:from])
		}
		r.edits = append(r.edits, edit{from, to, instead})
		return
	}
	r.note(e.key, was)
	r.remove(parent, i)
}

// commented turns the lines of an entry, with the comments among them, into
// comments. indent is what stands before the first one.
func commented(lines, indent string) string {
	list := strings.Split(lines, "\n")
	list[0] = "# was: " + list[0]
	for i, line := range list[1:] {
		mark := "#"
		if strings.TrimSpace(line) != "" {
			mark = "#      "
		}
		list[1+i] = indent + mark + strings.TrimPrefix(line, indent)
	}
	return strings.Join(list, "\n")
}

// alone reports whether an entry begins its line.
func (r *rewriter) alone(parent *node, e entry) bool {
	return parent.style != flow && strings.TrimSpace(r.text[r.starts[e.key.line-1]:r.offset(e.key)]) == ""
}

// remove takes an entry away without a comment.
func (r *rewriter) remove(parent *node, i int) {
	e := parent.entries[i]
	switch {
	case parent.style == flow:
		r.removed[parent] = append(r.removed[parent], i)
	case r.alone(parent, e) && e.val.line == e.key.line && e.key.line < len(r.starts) && !r.commented(e.key.line):
		r.edits = append(r.edits, edit{r.starts[e.key.line-1], r.starts[e.key.line], ""})
	default:
		r.edits = append(r.edits, edit{r.offset(e.key), r.end(e.val), ""})
	}
}

// close takes the removed entries of [a: 1, b: 2] away with their commas.
func (r *rewriter) close(parent *node, removed []int) {
	n := len(parent.entries)
	for i := 0; i < n; i++ {
		if !slices.Contains(removed, i) {
			continue
		}
		j := i
		for j+1 < n && slices.Contains(removed, j+1) {
			j++
		}
		from, to := r.offset(parent.entries[i].key), r.end(parent.entries[j].val)
		switch {
		case j+1 < n:
			to = r.offset(parent.entries[j+1].key)
		case i > 0:
			from = r.end(parent.entries[i-1].val)
		}
		r.edits = append(r.edits, edit{from, to, ""})
		i = j
	}
}

// insert adds an entry at the end of a mapping.
func (r *rewriter) insert(parent *node, entry string) {
	at := r.end(parent)
	if parent.style == flow {
		if at--; len(parent.entries) > 0 {
			entry = ", " + entry
		}
	} else {
		entry = r.newline() + strings.Repeat(" ", parent.col-1) + entry
	}
	r.edits = append(r.edits, edit{at, at, entry})
}

// after is where a line of the old text stands in the new one.
func (r *rewriter) after(line int) int {
	moved := line
	for _, e := range r.edits {
		if e.to <= r.starts[line-1] {
			moved += strings.Count(e.text, "\n") - strings.Count(r.text[e.from:e.to], "\n")
		}
	}
	return moved
}

// result is the text after all edits.
func (r *rewriter) result() string {
	for parent, list := range r.removed {
		r.close(parent, list)
	}
	clear(r.removed)
	for line, notes := range r.notes {
		at := r.lineEnd(line)
		sign := "  # "
		if r.commented(line) {
			sign = " · "
		}
		r.edits = append(r.edits, edit{at, at, sign + strings.Join(notes, " · ")})
	}
	slices.SortStableFunc(r.edits, func(a, b edit) int { return cmp.Or(cmp.Compare(a.from, b.from), cmp.Compare(a.to, b.to)) })
	var b strings.Builder
	at := 0
	for _, e := range r.edits {
		if e.from < at {
			continue // within what is gone already, or a second time by an alias
		}
		b.WriteString(r.text[at:e.from])
		b.WriteString(e.text)
		at = e.to
	}
	b.WriteString(r.text[at:])
	return b.String()
}

// commented reports whether a comment ends the line.
func (r *rewriter) commented(line int) bool {
	start, end := r.starts[line-1], r.lineEnd(line)
	for i := start; i < end; i++ {
		switch c := r.text[i]; {
		case c == '"' || c == '\'':
			if i == start || strings.ContainsRune(" [{,:", rune(r.text[i-1])) {
				i = r.quote(i) - 1
			}
		case c == '#' && (i == start || r.text[i-1] == ' ' || r.text[i-1] == '\t'):
			return true
		}
	}
	return false
}
