package table

import (
	"strings"
	"testing"
)

// Running text breaks at 88 columns, what is set in does not, and a line that is
// longer goes on in the next one.
func TestWrap(t *testing.T) {
	word := strings.Repeat("x", 40)
	for _, c := range []struct{ text, want string }{
		{"short", "short"},
		{"two\nlines", "two\nlines"},
		{word + " " + word + " " + word, word + " " + word + "\n" + word},
		{word + " " + word + " " + word + "\nand on", word + " " + word + "\n" + word + " and on"},
		{word + " " + word + " " + word + "\n\nanother", word + " " + word + "\n" + word + "\n\nanother"},
		{" f = " + word + word + word + "\nend", " f = " + word + word + word + "\nend"},
	} {
		if got := Wrap(c.text); got != c.want {
			t.Errorf("%q becomes\n%q, want\n%q", c.text, got, c.want)
		}
	}
}
