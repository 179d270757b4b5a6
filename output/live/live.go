// Package live makes live reports: one HTML file, opened from disk without a server or
// a network, in which the reader moves the levers and an engine inside the file
// simulates what follows, to the numbers of the command line. Without script or
// WebAssembly it is the plain report.
package live

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	_ "embed"
	"encoding/ascii85"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"html/template"
	"io"
	"path/filepath"
	"strings"

	"sim/model/study"
	"sim/output"
	"sim/output/explore"
	"sim/output/page"
)

//go:embed live.tmpl
var source string

var parts = template.Must(template.New("live").Parse(source))

// ErrDiffers says that the scenario as the file would carry it does not give the run's
// draws.
var ErrDiffers = errors.New("the scenario inside the file gives other draws than the run; this is a fault in the program")

// A view is what the template shows.
type view struct {
	Version, Digest, Seed, Draws string
	Changes, Omitted             []string
	Megabytes, Notices           string
	Controls                     template.HTML
	Style                        template.CSS
}

// Write writes the live report of a run of s. The error is ErrDiffers, or that of
// writing.
func Write(w io.Writer, s *study.Subject, r *output.Result, e Engine) error {
	stored, err := store(s, r)
	if err != nil {
		return err
	}
	desk, err := stored.Open()
	if err != nil {
		return err
	}
	if same, err := stored.Check(desk); err != nil || !same {
		return cmp.Or(err, ErrDiffers)
	}
	text, err := json.Marshal(stored) // which escapes what ends a script
	if err != nil {
		return err
	}
	var controls bytes.Buffer
	if err := desk.Controls(&controls); err != nil {
		return err
	}
	engine, script := letters(e.Packed), explore.Bundle()
	sum := sha256.Sum256([]byte(script))
	v := &view{
		Version: r.Version, Digest: r.Scenario.Digest, Seed: fmt.Sprint(r.Config.Seed), Draws: output.FormatCount(r.Tally.Draws), Changes: s.Source.Changes,
		Omitted: omitted(s.Source.Omitted), Megabytes: fmt.Sprintf("%.1f", float64(len(engine))/1e6), Notices: string(e.Notices),
		Controls: template.HTML(controls.String()), Style: template.CSS(explore.Style("#live")), //nolint:gosec // made by our own template, which escapes; our own file
	}
	in := page.Insert{Policy: "default-src 'none'; script-src 'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "' 'wasm-unsafe-eval'; worker-src blob:; style-src 'unsafe-inline'; img-src data: blob:; base-uri 'none'; form-action 'none'"}
	var bottom strings.Builder
	for _, part := range [][2]string{
		{`<script type="application/json" id="stored">`, string(text)},
		{`<script type="text/plain" id="worker">`, string(e.Support) + explore.Worker()},
		{`<script type="text/plain" id="engine">`, engine},
		{`<script>`, script},
	} {
		bottom.WriteString(part[0] + part[1] + "</script>\n")
	}
	in.Bottom = template.HTML(bottom.String()) //nolint:gosec // escaped above, letters and digits, our own files and Go's
	for name, to := range map[string]*template.HTML{"head": &in.Head, "top": &in.Top} {
		var b strings.Builder
		if err := parts.ExecuteTemplate(&b, name, v); err != nil {
			return err
		}
		*to = template.HTML(b.String()) //nolint:gosec // made by our own template, which escapes
	}
	return page.WriteWith(w, r, in)
}

// letters writes bytes as text inside a script: Ascii85, which takes a sixteenth less
// than base64, with "v" for "<", which could end the script.
func letters(b []byte) string {
	text := make([]byte, ascii85.MaxEncodedLen(len(b)))
	text = text[:ascii85.Encode(text, b)]
	return string(bytes.ReplaceAll(text, []byte("<"), []byte("v")))
}

// store is the scenario as the file carries it.
func store(s *study.Subject, r *output.Result) (*explore.Stored, error) {
	src := s.Source
	src.Changes, src.Theories, src.Weights = nil, nil, nil
	written, err := src.Load()
	if err != nil {
		return nil, err
	}
	p := &explore.Stored{
		Name: r.Argument, File: filepath.Base(r.Argument), Text: written.Text, Changes: s.Source.Changes, Theories: s.Source.Theories, Weights: s.Source.Weights,
		Draws: r.Tally.Draws, Seed: r.Config.Seed, Sampler: r.Config.Sampler, Version: r.Version, Played: s.TheoryNames(), Digits: explore.Digits(r.Result),
	}
	if s.Source.FS != nil {
		p.File = p.Name + ".yaml" // of the library, which variants extend by its name
	} else {
		p.Name = p.File
	}
	return p, nil
}
