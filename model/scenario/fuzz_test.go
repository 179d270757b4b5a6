package scenario_test

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"testing"
	"testing/fstest"

	"github.com/rogpeppe/go-internal/txtar"
	"golang.org/x/text/unicode/norm"

	"sim/model/scenario"
)

// FuzzParse: whatever a file holds, reading it ends with a scenario whose text
// reads the same again, or with problems that have a place.
func FuzzParse(f *testing.F) {
	f.Add([]byte(least), "parties.a.power=2")
	text, err := os.ReadFile("testdata/alaska.yaml")
	if err != nil {
		f.Fatal(err)
	}
	f.Add(text, "levers.aid_cutoff.weight=0.9")
	f.Add([]byte("extends: base.yaml\nparties: {a: null}\n"), "issues.pie.positions.b.ideal={pert: [0, 0.1, 0.2]}")
	archives, err := filepath.Glob("testdata/bad/*.txtar")
	if err != nil {
		f.Fatal(err)
	}
	for _, name := range archives {
		archive, err := txtar.ParseFile(name)
		if err != nil {
			f.Fatal(err)
		}
		for _, file := range archive.Files {
			if file.Name == "in.yaml" {
				f.Add(unescape(file.Data), "run.draws=5")
			}
		}
	}
	olds, err := filepath.Glob("testdata/upgrade/*.txtar")
	if err != nil {
		f.Fatal(err)
	}
	for _, name := range olds {
		archive, err := txtar.ParseFile(name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(archive.Files[0].Data, "")
	}
	opts := scenario.Options{FS: fstest.MapFS{"base.yaml": {Data: []byte(least)}}}
	f.Fuzz(func(t *testing.T, src []byte, set string) {
		opts := opts
		u, err := scenario.UpgradeFile("in.yaml", src, "out.yaml", opts)
		if e := (*scenario.Error)(nil); err != nil && (!errors.As(err, &e) || len(e.Problems) == 0) {
			t.Fatalf("not an *Error with problems: %T %v", err, err)
		}
		if err == nil && u.Changes == 0 && !bytes.Equal(bytes.TrimPrefix(src, []byte("\xef\xbb\xbf")), []byte(u.Text)) && norm.NFC.IsNormal(src) {
			t.Fatalf("nothing is upgraded, and the text is another:\n%s", u.Text)
		}
		if set != "" {
			opts.Set = []string{set}
		}
		s, err := scenario.Parse("in.yaml", src, opts)
		if err != nil {
			var e *scenario.Error
			if !errors.As(err, &e) || len(e.Problems) == 0 {
				t.Fatalf("not an *Error with problems: %T %v", err, err)
			}
			for _, p := range e.Problems {
				if p.File == "" || p.Msg == "" || p.Line < 0 || p.Line > 0 && p.Col < 1 || p.Line == 0 && p.Col != 0 {
					t.Fatalf("a problem without a place: %+v", p)
				}
			}
			return
		}
		if len(s.Bargain.Parties) < 2 || len(s.Bargain.Issues) < 1 || len(s.Bargain.Packages) < 1 {
			t.Fatalf("accepted with nobody or nothing at the table:\n%s", src)
		}
		again, err := scenario.Parse("in.yaml", []byte(s.Text), scenario.Options{FS: fstest.MapFS{}})
		if err != nil {
			t.Fatalf("the resolved text is refused: %v\n%s\nfrom\n%s", err, s.Text, src)
		}
		if again.Text != s.Text {
			t.Fatalf("the resolved text resolves to another:\n%s\nafter\n%s", again.Text, s.Text)
		}
	})
}
