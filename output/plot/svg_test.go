package plot

import (
	"bytes"
	"encoding/xml"
	"errors"
	"flag"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"

	"sim/model"
	"sim/output"
)

var update = flag.Bool("update", false, "write the golden files anew")

// TestGolden holds the pictures of small made-up results, one of a single
// meeting and one over rounds, against the ones that were looked at.
func TestGolden(t *testing.T) {
	single := small(400, "weighted_mean", "nash")
	year := overRounds(small(1, "weighted_mean", "nash").Scenario.Bargain, 10)
	year.Packages = append(year.Packages, model.Package{ID: "ceasefire", Outcome: model.Ceasefire})
	drawn := map[string]bool{}
	for _, r := range []*output.Result{single, play(year, 500)} {
		for _, f := range Figures(r, Every) {
			if !drawn[f.Name] {
				drawn[f.Name] = true
				golden(t, f, r)
			}
		}
	}
}

func golden(t *testing.T, f Figure, r *output.Result) {
	t.Helper()
	got, err := SVG(f, r)
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join("testdata", f.Name+".svg")
	if *update {
		if err := os.WriteFile(path, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Errorf("%s differs from %s: look at it, then run go test -update", f.Name, path)
	}
}

// TestSVGStandsAlone checks that an SVG parses, says what it is, names its
// parts after itself and refers to nothing outside.
func TestSVGStandsAlone(t *testing.T) {
	ids := map[string]bool{}
	for name, r := range map[string]*output.Result{"summit": summit(512), "strange": edges()["strange letters"]} {
		for _, f := range Figures(r, Every) {
			svg, err := SVG(f, r)
			if err != nil {
				t.Fatal(err)
			}
			texts := map[string]string{}
			d := xml.NewDecoder(bytes.NewReader(svg))
			element := ""
			for {
				token, err := d.Token()
				if errors.Is(err, io.EOF) {
					break
				}
				if err != nil {
					t.Fatalf("%s: %s: %v", name, f.Name, err)
				}
				switch token := token.(type) {
				case xml.StartElement:
					element = token.Name.Local
					for _, a := range token.Attr {
						switch {
						case a.Name.Local == "id":
							if ids[name+a.Value] || !strings.HasPrefix(a.Value, "figure-"+f.Name) {
								t.Errorf("%s: id %q", f.Name, a.Value)
							}
							ids[name+a.Value] = true
						case a.Name.Local == "href", strings.Contains(a.Value, "url("):
							t.Errorf("%s: refers to %q", f.Name, a.Value)
						}
					}
				case xml.CharData:
					texts[element] += string(token)
				}
			}
			for _, element := range []string{"title", "desc", "text"} {
				if !strings.Contains(texts[element], output.Notice) {
					t.Errorf("%s: %s: no notice in <%s>", name, f.Name, element)
				}
			}
		}
	}
}

// TestDrawnSideBySide draws all pictures at once, as a run does, and then one by
// one from an equal result: they are the same, byte for byte.
func TestDrawnSideBySide(t *testing.T) {
	if testing.Short() {
		t.Skip("takes long")
	}
	r, equal := small(300, "weighted_mean", "nash"), small(300, "weighted_mean", "nash")
	artifacts, again := Artifacts(r, []string{Every}, nil, Formats...), Artifacts(equal, []string{Every}, nil, Formats...)
	drawn := make([]bytes.Buffer, len(artifacts))
	errs := make([]error, len(artifacts))
	var wg sync.WaitGroup
	for i, a := range artifacts {
		wg.Go(func() { errs[i] = a.Write(&drawn[i], r) })
	}
	wg.Wait()
	for i, a := range artifacts {
		var alone bytes.Buffer
		if err := errors.Join(errs[i], again[i].Write(&alone, equal)); err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(drawn[i].Bytes(), alone.Bytes()) {
			t.Errorf("%s differs when drawn anew", a.Name())
		}
	}
}

// TestPDFHasNoDate checks that the dates of a PDF do not come from the clock.
func TestPDFHasNoDate(t *testing.T) {
	r := small(200, "weighted_mean")
	b, err := PDF(Figures(r, Every)[0], r, nil)
	if err != nil {
		t.Fatal(err)
	}
	dates := regexp.MustCompile(`/(?:CreationDate|ModDate) ?\(D:\d{14}`).FindAll(b, -1)
	if len(dates) == 0 {
		t.Fatal("no date found: the pattern no longer fits")
	}
	for _, d := range dates {
		if !bytes.HasSuffix(d, []byte("20000101000000")) {
			t.Errorf("date %s", d)
		}
	}
}
