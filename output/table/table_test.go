package table

import (
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"

	"sim/model/montecarlo"
)

func example() *Table {
	return &Table{
		Title: "Shares", Head: []string{"theory", "settlement", "label"},
		Rows: [][]string{{"nash", "8 ± 0.4%", "half | each"}, {"kalai–smorodinsky", "12%", ""}},
		Left: map[int]bool{2: true},
	}
}

func TestTextAligns(t *testing.T) {
	const want = `Shares
theory             settlement  label
nash                 8 ± 0.4%  half | each
kalai–smorodinsky         12%
`
	var w strings.Builder
	if err := example().Text(&w, Plain); err != nil {
		t.Fatal(err)
	}
	if w.String() != want {
		t.Errorf("%s\nwant\n%s", w.String(), want)
	}
}

// Style adds escape codes and nothing else; plain text has none.
func TestStyleAddsEscapesOnly(t *testing.T) {
	var plain, styled strings.Builder
	if err := example().Text(&plain, Plain); err != nil {
		t.Fatal(err)
	}
	if err := example().Text(&styled, Terminal); err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(styled.String(), "\x1b[") || strings.Contains(plain.String(), "\x1b") {
		t.Errorf("plain %q, styled %q", plain.String(), styled.String())
	}
	if a, b := ansi.StringWidth(plain.String()), ansi.StringWidth(styled.String()); a != b {
		t.Errorf("styled text is %d wide, plain %d", b, a)
	}
}

func TestMarkdownEscapes(t *testing.T) {
	const want = `**Shares**

| theory | settlement | label |
|---|---:|---|
| nash | 8 ± 0.4% | half \| each |
| kalai–smorodinsky | 12% |  |
`
	var w strings.Builder
	if err := example().Markdown(&w); err != nil {
		t.Fatal(err)
	}
	if w.String() != want {
		t.Errorf("%s\nwant\n%s", w.String(), want)
	}
}

// Nothing that a scenario says is markup in the file, of Markdown or of HTML.
func TestMarkdownOfHostileText(t *testing.T) {
	const text, want = "<img src=x> &lt; *a* `b` [c](javascript:d) \\|\n\u202e", "&lt;img src=x&gt; &amp;lt; \\*a\\* \\`b\\` \\[c\\](javascript:d) \\\\\\| ·"
	d := &Document{
		Title: text, Notice: "N", Lines: []string{text},
		Tables: []*Table{{Title: text, Head: []string{text}, Rows: [][]string{{text}}}},
	}
	var w strings.Builder
	if err := d.Markdown(&w); err != nil {
		t.Fatal(err)
	}
	if n := strings.Count(w.String(), want); n != 5 {
		t.Errorf("%d of 5 texts are %s:\n%s", n, want, w.String())
	}
}

func TestShare(t *testing.T) {
	for _, c := range []struct {
		count, n int
		want     string
	}{{0, 4096, "<0.1%"}, {4096, 4096, ">99.9%"}, {340, 4096, "8.3 ± 0.5%"}, {2048, 4096, "50.0 ± 0.8%"}, {0, 0, "–"}} {
		if got := Share(montecarlo.Share(c.count, c.n)); got != c.want {
			t.Errorf("Share(%d, %d) = %q, want %q", c.count, c.n, got, c.want)
		}
	}
}
