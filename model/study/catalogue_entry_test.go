package study

import (
	"io/fs"
	"testing"
	"testing/fstest"

	"sim/scenarios"
)

// TestEntry: what the library's files say of themselves is what they say when
// they are read as a whole, and a file that leaves it to the one that it extends
// says what that one does.
func TestEntry(t *testing.T) {
	own := fstest.MapFS{}
	files, err := fs.Glob(scenarios.FS, "*.yaml")
	if err != nil || len(files) < 20 {
		t.Fatalf("%d files, %v", len(files), err)
	}
	for _, file := range files {
		text, err := fs.ReadFile(scenarios.FS, file)
		if err != nil {
			t.Fatal(err)
		}
		own[file] = &fstest.MapFile{Data: text}
	}
	own["bare.yaml"] = &fstest.MapFile{Data: []byte("extends: two-issues.yaml\ntitle: Another\n")}
	for file := range own {
		s := Source{Path: file, FS: own}
		e, err := s.Entry("x")
		if err != nil {
			t.Fatal(err)
		}
		read, err := s.Load()
		if err != nil {
			t.Fatal(err)
		}
		if b := read.Bargain; e.Name != "x" || e.Doc != b.Title || e.Explain != b.About || e.Explain == "" {
			t.Errorf("%s: %q, %q; want %q, %q", file, e.Doc, e.Explain, b.Title, b.About)
		}
	}
}
