package model_test

import (
	"bufio"
	"encoding/json"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestEveryCase: every case of the worked answers that the model was built against is run
// by some test, or retired for a reason. testdata/cases.txt lists them all.
func TestEveryCase(t *testing.T) {
	var run strings.Builder // every file that holds cases that tests run
	err := filepath.WalkDir(".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		in := filepath.Base(filepath.Dir(path)) == "testdata" && filepath.Ext(path) == ".json"
		if !in && !strings.HasSuffix(path, "_test.go") {
			return nil
		}
		text, err := os.ReadFile(path)
		run.Write(text)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	file, err := os.Open("testdata/cases.txt")
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close() //nolint:errcheck // it was only read
	cases, retired := map[string]bool{}, 0
	for lines := bufio.NewScanner(file); lines.Scan(); {
		name, reason, gone := strings.Cut(lines.Text(), "\t")
		if strings.HasPrefix(name, "#") {
			continue
		}
		if cases[name] {
			t.Errorf("%s stands there twice", name)
		}
		cases[name] = true
		quoted, err := json.Marshal(name)
		if err != nil {
			t.Fatal(err)
		}
		runs := strings.Contains(run.String(), string(quoted)) || strings.Contains(run.String(), `"`+name+`"`)
		switch {
		case gone && len(strings.Fields(reason)) < 3:
			t.Errorf("%s is retired for no reason", name)
		case gone && runs:
			t.Errorf("%s is retired and runs", name)
		case !gone && !runs:
			t.Errorf("%s is neither run nor retired", name)
		}
		if gone {
			retired++
		}
	}
	if want := 319 + 77 + 95; len(cases) != want {
		t.Errorf("%d cases, not %d", len(cases), want)
	}
	t.Logf("%d cases, of which %d are retired", len(cases), retired)
}
