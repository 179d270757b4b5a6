package live

import (
	"bytes"
	"context"
	"encoding/ascii85"
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"sim/model/study"
	"sim/output"
	"sim/output/explore"
	"sim/scenarios"
)

func played(t *testing.T, src study.Source, name string) (*study.Subject, *output.Result) {
	t.Helper()
	s, err := study.New(src)
	if err != nil {
		t.Fatal(err)
	}
	s.Config.Draws = 64
	r, err := study.Run(t.Context(), s, study.RunOptions{})
	if err != nil {
		t.Fatal(err)
	}
	return s, &output.Result{Result: r, Version: "test", Argument: name}
}

// A scenario as a file carries it gives the digits of the run, whether it is one of the
// library, extends another or has changes; one other digit is found.
func TestStored(t *testing.T) {
	dir := t.TempDir()
	mine := filepath.Join(dir, "mine.yaml")
	if err := os.WriteFile(mine, []byte("extends: alaska\ntitle: Mine\nlevers:\n  aid_cutoff:\n    weight: 0.2 to 0.6\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	for name, src := range map[string]study.Source{
		"alaska":     {Path: "alaska.yaml", FS: scenarios.FS, Library: scenarios.FS, Changes: []string{"levers.aid_cutoff.weight=0.9"}},
		"wage-round": {Path: "wage-round.yaml", FS: scenarios.FS, Library: scenarios.FS},
		mine:         {Path: mine, Library: scenarios.FS},
	} {
		s, r := played(t, src, name)
		p, err := store(s, r)
		if err != nil {
			t.Fatal(err)
		}
		d, err := p.Open()
		if err != nil {
			t.Fatal(err)
		}
		if same, err := p.Check(d); !same || err != nil {
			t.Errorf("%s: the digits are the same: %v, %v", name, same, err)
		}
		p.Digits = strings.Replace(p.Digits, "7", "8", 1)
		if same, err := p.Check(d); same || err != nil {
			t.Errorf("%s: another digit was not found: %v", name, err)
		}
	}
}

// A variant made in the file extends the scenario by the name under which the reader
// has it.
func TestVariantOfStored(t *testing.T) {
	text, err := fs.ReadFile(scenarios.FS, "wage-round.yaml")
	if err != nil {
		t.Fatal(err)
	}
	for path, extends := range map[string]string{"wage-round": "wage-round", filepath.Join(t.TempDir(), "mine.yaml"): "mine.yaml"} {
		src := study.Source{Path: "wage-round.yaml", FS: scenarios.FS, Library: scenarios.FS}
		if extends == "mine.yaml" {
			src = study.Source{Path: path, Text: text}
		}
		s, r := played(t, src, path)
		p, err := store(s, r)
		if err != nil {
			t.Fatal(err)
		}
		d, err := p.Open()
		if err != nil {
			t.Fatal(err)
		}
		var got explore.Saved
		err = p.Answer(context.Background(), d, "/variant", []byte(`{"changes":["levers.strike.weight=0.7"],"theories":"nash","name":"strike"}`), func(v any) error {
			b, err := json.Marshal(v)
			if err != nil {
				return err
			}
			return json.Unmarshal(b, &got)
		})
		if err != nil || !strings.Contains(got.Text, extends) || !strings.Contains(got.Text, "weight: 0.7") || got.File != "strike.yaml" {
			t.Errorf("%s: %v in\n%s", path, err, got.Text)
		}
	}
}

// Where there is no source, no engine is built.
func TestNoEngine(t *testing.T) {
	if _, err := Build(t.TempDir()); !errors.Is(err, ErrNoEngine) {
		t.Errorf("built from nothing: %v", err)
	}
}

// What a scenario says cannot leave its place in the file, and the file may load and
// run nothing but what is in it.
func TestEscaped(t *testing.T) {
	text, err := fs.ReadFile(scenarios.FS, "two-issues.yaml")
	if err != nil {
		t.Fatal(err)
	}
	_, rest, _ := strings.Cut(string(text), "\n") // without its title
	evil := "title: '</script><script>alert(1)</script><img src=x onerror=alert(2)>'\n" + rest
	s, r := played(t, study.Source{Path: "two.yaml", Text: []byte(evil)}, "two.yaml")
	var b bytes.Buffer
	if err := Write(&b, s, r, Engine{Packed: []byte("engine"), Support: []byte("support"), Notices: []byte("<notice>")}); err != nil {
		t.Fatal(err)
	}
	page := b.String()
	for _, bad := range []string{"<script>alert", "<img src=x", "<notice>"} {
		if strings.Contains(page, bad) {
			t.Errorf("the file holds %s", bad)
		}
	}
	for _, want := range []string{"default-src &#39;none&#39;; script-src &#39;sha256-", "&#39;wasm-unsafe-eval&#39;; worker-src blob:", s.Scenario.Digest, output.Notice, `<section id="live" aria-label="Move the levers" hidden>`} {
		if !strings.Contains(page, want) {
			t.Errorf("the file lacks %s", want)
		}
	}
	for _, address := range []string{"src=\"http", "href=\"http", "url(http"} {
		if strings.Contains(page, address) {
			t.Errorf("the file refers to %s", address)
		}
	}
}

// No bytes end the script that holds them, and all come back.
func TestLetters(t *testing.T) {
	packed := make([]byte, 1<<16+3)
	for i := range packed {
		packed[i] = byte(i*i>>3 ^ i>>8)
	}
	text := letters(packed)
	if strings.ContainsAny(text, "<\r\n") || !strings.Contains(text, "v") {
		t.Error("the text could end a script, or holds nothing that could")
	}
	back := make([]byte, len(packed)+4)
	n, _, err := ascii85.Decode(back, []byte(strings.ReplaceAll(text, "v", "<")), true)
	if err != nil || !bytes.Equal(back[:n], packed) {
		t.Errorf("%d bytes came back of %d: %v", n, len(packed), err)
	}
}
