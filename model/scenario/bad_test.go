package scenario_test

import (
	"errors"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"

	"sim/model/scenario"
)

var update = flag.Bool("update", false, "write what messages are now into testdata/bad")

// TestBad reads every archive in testdata/bad: in.yaml next to the files that
// it names, overrides in set, and under want the whole text of the error.
func TestBad(t *testing.T) {
	files, err := filepath.Glob("testdata/bad/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatal("no bad input", err)
	}
	for _, name := range files {
		t.Run(strings.TrimSuffix(filepath.Base(name), ".txtar"), func(t *testing.T) {
			archive, err := txtar.ParseFile(name)
			if err != nil {
				t.Fatal(err)
			}
			fsys := fstest.MapFS{}
			var want string
			var opts scenario.Options
			at := -1
			for i, f := range archive.Files {
				switch f.Name {
				case "want":
					want, at = string(f.Data), i
				case "set":
					opts.Set = strings.Split(strings.TrimSpace(string(f.Data)), "\n")
				default:
					fsys[f.Name] = &fstest.MapFile{Data: unescape(f.Data)}
				}
			}
			opts.FS = fsys
			got := refusal(t, "in.yaml", opts)
			if *update {
				if at < 0 {
					archive.Files = append(archive.Files, txtar.File{Name: "want"})
					at = len(archive.Files) - 1
				}
				archive.Files[at].Data = []byte(got)
				if err := os.WriteFile(name, txtar.Format(archive), 0o600); err != nil {
					t.Fatal(err)
				}
				return
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("message (-want +got):\n%s", diff)
			}
		})
	}
}

// unescape puts in what an archive of text cannot hold as it is.
func unescape(data []byte) []byte {
	return []byte(strings.NewReplacer("<TAB>", "\t", "<CR>", "\r", "<NUL>", "\x00", "<BYTE>", "\xe9", "<ESC>", "\x1b", "<BOM>", "\ufeff", "<UTF16>", "\xff\xfe", "<NBSP>", "\u00a0", "<MINUS>", "\u2212", "<LONG>", strings.Repeat("n", 201)).Replace(string(data)))
}

// refusal loads a scenario that must be refused and returns the error's text.
func refusal(t *testing.T, name string, opts scenario.Options) string {
	t.Helper()
	s, err := scenario.Load(name, opts)
	if err == nil {
		t.Fatalf("accepted:\n%s", s.Text)
	}
	var e *scenario.Error
	if !errors.As(err, &e) || len(e.Problems) == 0 {
		t.Fatalf("not an *Error with problems: %T %v", err, err)
	}
	return e.Error() + "\n"
}
