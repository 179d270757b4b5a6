package scenario_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"sim/model/scenario"
)

// many is a scenario with the given numbers of parties and issues, everyone
// having a position everywhere.
func many(parties, issues int) string {
	var b strings.Builder
	b.WriteString("title: Many\npurpose: illustration\nparties:\n")
	for i := range parties {
		fmt.Fprintf(&b, "  p%d: {seat: observer, power: %d}\n", i, 1+i%7)
	}
	b.WriteString("issues:\n")
	for k := range issues {
		fmt.Fprintf(&b, "  k%d:\n    status_quo: 0.5\n    positions:\n", k)
		for i := range parties {
			fmt.Fprintf(&b, "      p%d: {ideal: %g, salience: 5 to 10}\n", i, float64(i%10)/10)
		}
	}
	return b.String()
}

// numbered writes a line with each number from 0.
func numbered(n int, line string) []string {
	lines := make([]string, n)
	for i := range lines {
		lines[i] = fmt.Sprintf(line, i)
	}
	return lines
}

// TestManyParties: the published spatial models have some 250 parties.
func TestManyParties(t *testing.T) {
	start := time.Now()
	s := parse(t, many(250, 8))
	if n := s.Bargain.Columns; n != 2000 {
		t.Errorf("%d inputs vary", n)
	}
	if took := time.Since(start); took > 60*time.Second {
		t.Errorf("250 parties take %v", took)
	}
	if b := s.Bargain; len(b.Theories) == 0 || !b.Theories[0].Baseline {
		t.Error("no theory plays observers")
	}
}

// TestHostile: files that are made to hurt are refused soon, with a reason.
func TestHostile(t *testing.T) {
	laughs := "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
	for i := range 9 {
		laughs += fmt.Sprintf("a%d: &a%d [%s]\n", i+1, i+1, strings.TrimSuffix(strings.Repeat(fmt.Sprintf("*a%d, ", i), 10), ", "))
	}
	keys := strings.Join(numbered(200_000, "k%d: 1\n"), "")
	effects := strings.Join(numbered(50_000, "  - {presses: party%d, by: 0.1}\n"), "")
	for name, c := range map[string]struct{ text, want string }{
		"alias bomb":     {laughs, "aliases blow this file up"},
		"merge bomb":     {strings.ReplaceAll(strings.ReplaceAll(laughs, "[x, x, x, x, x, x, x, x, x, x]", "{x: 1}"), "[*", "[{<<: *"), ""},
		"deep flow":      {"about: " + strings.Repeat("[", 5_000), ""},
		"deep closed":    {"about: " + strings.Repeat("[", 5_000) + strings.Repeat("]", 5_000), "nested more than"},
		"deep mapping":   {strings.Repeat("{a: ", 9_000), ""},
		"many keys":      {keys, "keys in one mapping"},
		"long name":      {strings.Replace(least, "title: ", "title: "+strings.Repeat("n", 1_000_000), 1), "in.yaml:1:8: title is longer than 200 letters"},
		"long text":      {least + "about: |\n  " + strings.Repeat("x", 100_000) + "\n", "about is longer than 20000 letters"},
		"long label":     {strings.Replace(least, "status_quo:", "labels: {"+strings.Repeat("n", 500)+": 0.5}, status_quo:", 1), "this name in labels is longer than 200 letters"},
		"large":          {"about: |\n  " + strings.Repeat("x", 5<<20), "larger than 4 MB"},
		"long key":       {strings.Repeat("k", 1_000_000) + ": 1\n", ""},
		"long word":      {least + "about: x\nrun: {sampler: " + strings.Repeat("k", 1_000_000) + "}\n", "unknown sampler"},
		"many unknown":   {strings.Replace(least, "{a: {}, b: {}}", "{a: {}, b: {}}\nlevers:\n x:\n  holder: a\n  effects:\n"+effects, 1), "more than 5000 items"},
		"many parties":   {many(1001, 1), "more than 1000 entries in parties"},
		"many positions": {strings.Replace(many(900, 0), "issues:\n", "issues:\n"+strings.Join(numbered(120, "  k%d: {status_quo: 0}\n"), ""), 1), "are too many"},
		"long condition": {least + "require: ['" + strings.Repeat("(", 2_000) + "']\n", "longer than 1000 characters"},
		"deep condition": {least + "require: ['" + strings.Repeat("not ", 240) + "true']\n", "accepted"},
		"deep brackets":  {least + "require: ['" + strings.Repeat("(", 900) + "']\n", "cannot be parsed"},
		"numbers":        {strings.Replace(least, "0.25", strings.Repeat("9", 100_000), 1), "too large"},
	} {
		t.Run(name, func(t *testing.T) {
			start := time.Now()
			_, err := scenario.Parse("in.yaml", []byte(c.text), scenario.Options{FS: fstest.MapFS{}})
			if took := time.Since(start); took > 60*time.Second {
				t.Errorf("takes %v", took)
			}
			got := "accepted"
			if err != nil {
				got = err.Error()
			}
			if !strings.Contains(got, c.want) || c.want == "" && err == nil {
				t.Errorf("want %q, got %.600s", c.want, got)
			}
			if len(got) > 200_000 {
				t.Errorf("the message has %d bytes", len(got))
			}
		})
	}
}

// TestTooMany: a person reads the first problems; the rest are counted.
func TestTooMany(t *testing.T) {
	text := least + "levers:\n" + strings.Join(numbered(300, "  l%d: {holder: c}\n"), "")
	_, err := scenario.Parse("in.yaml", []byte(text), scenario.Options{})
	if err == nil || !strings.HasSuffix(err.Error(), "and 100 more problems") {
		t.Errorf("%.300v", err)
	}
}

// TestFiles: what cannot be read is said in words, as a problem of the file.
func TestFiles(t *testing.T) {
	dir := t.TempDir()
	write := func(name string, mode os.FileMode) string {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte(least), mode); err != nil {
			t.Fatal(err)
		}
		return path
	}
	good := write("good.yaml", 0o600)
	locked := write("locked.yaml", 0)
	missing := filepath.Join(dir, "god.yaml")
	for path, want := range map[string]string{
		missing:                       missing + `: there is no such file; did you mean "good.yaml"?`,
		dir:                           dir + ": this is a directory, not a file",
		filepath.Join(good, "x.yaml"): filepath.Join(good, "x.yaml") + ": cannot be read: not a directory",
	} {
		if got := strings.TrimSpace(refusal(t, path, scenario.Options{})); got != want {
			t.Errorf("got  %s\nwant %s", got, want)
		}
	}
	if _, err := scenario.Load(good, scenario.Options{}); err != nil {
		t.Error(err)
	}
	if _, err := os.ReadFile(locked); err != nil { // the administrator can read everything
		if got := refusal(t, locked, scenario.Options{}); !strings.Contains(got, "no permission to read this file") {
			t.Error(got)
		}
	}
}

// TestCycleOnDisk: a circle is found whatever way its files are named.
func TestCycleOnDisk(t *testing.T) {
	dir := t.TempDir()
	if err := os.Mkdir(filepath.Join(dir, "sub"), 0o700); err != nil {
		t.Fatal(err)
	}
	for name, text := range map[string]string{
		"a.yaml": "extends: sub/b.yaml\n", "sub/b.yaml": "extends: ./../sub/../a.yaml\n",
	} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if got := refusal(t, filepath.Join(dir, "a.yaml"), scenario.Options{}); !strings.Contains(got, "circle") {
		t.Error(got)
	}
}
