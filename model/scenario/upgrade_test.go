package scenario_test

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"

	"sim/model/scenario"
	"sim/scenarios"
)

// upgraded upgrades in.yaml and returns the new text and what is left.
func upgraded(t *testing.T, fsys fs.FS) (text, left string) {
	t.Helper()
	src, err := fs.ReadFile(fsys, "in.yaml")
	if err != nil {
		t.Fatal(err)
	}
	u, err := scenario.UpgradeFile("in.yaml", src, "out.yaml", scenario.Options{FS: fsys})
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range u.Left {
		left += p.String() + "\n"
	}
	return u.Text, left
}

// TestUpgrade reads every archive in testdata/upgrade: in.yaml next to the files
// that it names, under out.yaml the new file, and under left what is left.
func TestUpgrade(t *testing.T) {
	files, err := filepath.Glob("testdata/upgrade/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatal("nothing to upgrade", err)
	}
	for _, name := range files {
		t.Run(strings.TrimSuffix(filepath.Base(name), ".txtar"), func(t *testing.T) {
			archive, err := txtar.ParseFile(name)
			if err != nil {
				t.Fatal(err)
			}
			fsys, want := fstest.MapFS{}, map[string]string{}
			var rest []txtar.File
			for _, f := range archive.Files {
				if f.Name == "out.yaml" || f.Name == "left" {
					want[f.Name] = string(f.Data)
					continue
				}
				fsys[f.Name] = &fstest.MapFile{Data: f.Data}
				rest = append(rest, f)
			}
			text, left := upgraded(t, fsys)
			if *update {
				archive.Files = slices.Concat(rest, []txtar.File{{Name: "out.yaml", Data: []byte(text)}, {Name: "left", Data: []byte(left)}})
				if err := os.WriteFile(name, txtar.Format(archive), 0o600); err != nil {
					t.Fatal(err)
				}
				return
			}
			if diff := cmp.Diff(want, map[string]string{"out.yaml": text, "left": left}); diff != "" {
				t.Error(diff)
			}
			fsys["in.yaml"] = &fstest.MapFile{Data: []byte(text)}
			if again, _ := upgraded(t, fsys); again != text {
				t.Errorf("a second time changes more:\n%s", cmp.Diff(text, again))
			}
			if _, err := scenario.Parse("out.yaml", []byte(text), scenario.Options{FS: fsys}); (err == nil) != (left == "") {
				t.Errorf("the new file: %v; left: %s", err, left)
			}
		})
	}
}

// TestUpgradePresent: a file of the present language stays as it is.
func TestUpgradePresent(t *testing.T) {
	names, err := fs.Glob(scenarios.FS, "*.yaml")
	if err != nil || len(names) == 0 {
		t.Fatal("no library", err)
	}
	for _, name := range names {
		src, err := fs.ReadFile(scenarios.FS, name)
		if err != nil {
			t.Fatal(err)
		}
		u, err := scenario.UpgradeFile(name, src, "out.yaml", scenario.Options{FS: scenarios.FS})
		if err != nil || u.Changes != 0 || u.Text != string(src) || len(u.Left) != 0 {
			t.Errorf("%s: %d changes, %v, %v", name, u.Changes, u.Left, err)
		}
	}
}

// TestUpgradeBad: a file with other mistakes is refused, or upgraded and its
// mistakes are listed; nothing is worse than it was.
func TestUpgradeBad(t *testing.T) {
	files, err := filepath.Glob("testdata/bad/*.txtar")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range files {
		archive, err := txtar.ParseFile(name)
		if err != nil {
			t.Fatal(err)
		}
		fsys := fstest.MapFS{}
		for _, f := range archive.Files {
			fsys[f.Name] = &fstest.MapFile{Data: unescape(f.Data)}
		}
		if _, sets := fsys["set"]; sets || fsys["in.yaml"] == nil {
			continue
		}
		u, err := scenario.UpgradeFile("in.yaml", fsys["in.yaml"].Data, "out.yaml", scenario.Options{FS: fsys})
		var e *scenario.Error
		switch {
		case err != nil && !errors.As(err, &e):
			t.Errorf("%s: %v", name, err)
		case err == nil && len(u.Left) == 0:
			if _, err := scenario.Parse("out.yaml", []byte(u.Text), scenario.Options{FS: fsys}); err != nil && strings.Contains(err.Error(), "out.yaml") {
				t.Errorf("%s: nothing is left, but %v", name, err)
			}
		}
	}
}
