package main

import (
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestTutorial writes the files of the tutorial and the exercises in
// scenarios/README.md, runs their commands, and finds each line that is shown in what
// they print, in this order. Blanks count as one.
func TestTutorial(t *testing.T) {
	text, err := os.ReadFile(filepath.Join("..", "..", "scenarios", "README.md"))
	if err != nil {
		t.Fatal(err)
	}
	_, text2, found := strings.Cut(string(text), "\n## Ten minutes\n")
	tutorial, _, _ := strings.Cut(text2, "\n## ")
	if !found {
		t.Fatal("scenarios/README.md has no tutorial")
	}
	t.Chdir(t.TempDir())
	blank := func(s string) string { return strings.Join(strings.Fields(s), " ") }
	files, commands := 0, 0
	blocks := strings.Split(tutorial, "```")
	for i := 1; i < len(blocks); i += 2 {
		kind, block, _ := strings.Cut(blocks[i], "\n")
		first, rest, _ := strings.Cut(block, "\n")
		switch kind {
		case "yaml":
			files++
			if err := os.WriteFile(strings.TrimPrefix(first, "# "), []byte(first+"\n"+rest), 0o600); err != nil {
				t.Fatal(err)
			}
		case "text":
			commands++
			var out strings.Builder
			root := newRoot(&out, io.Discard)
			root.SetArgs(strings.Fields(strings.ReplaceAll(strings.TrimPrefix(first, "$ sim "), "'", "")))
			if err := root.ExecuteContext(t.Context()); err != nil {
				t.Errorf("%s: %v", first, err)
				continue
			}
			printed := blank(out.String())
			for line := range strings.Lines(rest) {
				_, after, ok := strings.Cut(printed, blank(line))
				if !ok {
					t.Errorf("%s does not print %q after the lines before it:\n%s", first, line, out.String())
					break
				}
				printed = after
			}
		default:
			t.Errorf("the tutorial has a block of %q", kind)
		}
	}
	if files != 5 || commands != 11 {
		t.Errorf("%d files and %d commands are played", files, commands)
	}
}
