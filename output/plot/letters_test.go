package plot

import (
	"bytes"
	"compress/zlib"
	"image/png"
	"io"
	"regexp"
	"strings"
	"testing"
	"unicode/utf16"

	"codeberg.org/go-fonts/dejavu/dejavusans"

	"sim/model"
	"sim/output"
)

// foreign is a result whose names are in scripts that the pictures' font lacks.
func foreign() *output.Result {
	r := small(200, "nash", "median")
	b := r.Scenario.Bargain
	r.Scenario.Name = "talks"
	b.Title = "谈判"
	b.Parties[0].Name, b.Parties[1].Name = "الشمال", "საქართველო"
	b.Issues[0].Question, b.Issues[0].Unit = "費用はいくら", "円"
	b.Issues[0].Labels = []model.Label{{Name: "一番", At: 0.25}}
	return r
}

// Which letters are drawn one after the other in the pictures' own font.
func TestCovers(t *testing.T) {
	for s, want := range map[string]bool{
		"Zürich–Łódź, ½ → 95%": true, "Αθήνα": true, "Москва": true, "東": false, "ش": false, "ש": false, "ก": false, "ქ": false, "🙂": false,
	} {
		if coversAll(s) != want {
			t.Errorf("%q: covered is %v", s, !want)
		}
	}
}

// What stands in PNG and PDF for letters that they lack: the key, where a name
// can be told, whole, cut or beside others; never nothing.
func TestLegible(t *testing.T) {
	r := foreign()
	b := r.Scenario.Bargain
	b.Parties[0].ID, b.Issues[0].ID = "far_north", "費"
	names := namesOf(b, r.Scenario.Name)
	font, err := ReadFont(dejavusans.TTF)
	if err != nil {
		t.Fatal(err)
	}
	second := b.Parties[1].ID
	for _, c := range []struct {
		text string
		font *Font
		want string
	}{
		{"plain", nil, "plain"},
		{"الشمال", nil, "far north"},
		{"الشمال", font, "far north"}, // its letters join
		{"← الشمال gains", nil, "← far north gains"},
		{"საქართვ…", nil, second + "…"}, // cut for want of room
		{"საქართველო", font, "საქართველო"},
		{"谈判 · 200 draws", nil, "talks · 200 draws"},
		{"費用はいくら", nil, "issue 1"}, // its key has no letters either
		{"terms.費", nil, "terms.issue 1"},
		{"一番", nil, output.AmountsOf(&b.Issues[0]).Exact(b.Issues[0].Scale.Amount(0.25))},
		{"龍 (dragon)", nil, withheld + " (dragon)"},
	} {
		if got := names.legible(c.text, c.font); got != c.want {
			t.Errorf("%q is drawn as %q, want %q", c.text, got, c.want)
		}
	}
	if got := LetterWarning(b, "talks", []string{"pdf"}, font); !strings.Contains(got, "الشمال") || strings.Contains(got, "საქართველო") {
		t.Errorf("with a font it warns: %q", got)
	}
	for _, got := range []string{LetterWarning(b, "talks", []string{"svg", "json"}, nil), LetterWarning(small(200, "nash").Scenario.Bargain, "talks", []string{"png"}, nil)} {
		if got != "" {
			t.Errorf("it warns without need: %q", got)
		}
	}
}

// An SVG keeps names as they are, for browsers have fonts; what it could not
// measure has no length.
func TestSVGKeepsNames(t *testing.T) {
	r := foreign()
	all := ""
	for _, f := range Figures(r, Every) {
		svg, err := SVG(f, r)
		if err != nil {
			t.Fatal(err)
		}
		all += string(svg)
	}
	for _, m := range regexp.MustCompile(`<text ([^>]*)>([^<]*)</text>`).FindAllStringSubmatch(all, -1) {
		if has := strings.Contains(m[1], "textLength"); has != coversAll(m[2]) {
			t.Errorf("%q has a length: %v", m[2], has)
		}
	}
	if !strings.Contains(all, ">الشمال</text>") {
		t.Error("the name is not in any SVG")
	}
}

// Text of a PDF is text, and has no letter that its fonts lack.
func TestPDFHoldsText(t *testing.T) {
	r := foreign()
	font, err := ReadFont(dejavusans.TTF)
	if err != nil {
		t.Fatal(err)
	}
	key := r.Scenario.Bargain.Parties[1].ID
	for _, c := range []struct {
		font           *Font
		holds, lacking string
	}{{nil, key, "საქართველო"}, {font, "საქართველო", "الشمال"}} {
		var words []string
		for _, f := range Figures(r, Every) {
			data, err := PDF(f, r, c.font)
			if err != nil {
				t.Fatal(err)
			}
			again, err := PDF(f, r, c.font)
			if err != nil || !bytes.Equal(data, again) {
				t.Errorf("%s: other bytes for an equal result (%v)", f.Name, err)
			}
			words = append(words, pdfWords(t, data)...)
		}
		all := strings.Join(words, "\n")
		for _, want := range []string{output.Notice, "talks · 200 draws", c.holds} {
			if !strings.Contains(all, want) && (c.font == nil || want != "talks · 200 draws") {
				t.Errorf("no PDF holds %q:\n%s", want, all)
			}
		}
		if strings.Contains(all, c.lacking) {
			t.Errorf("a PDF holds %q", c.lacking)
		}
	}
}

// pdfWords are the lines of text in a PDF.
func pdfWords(t *testing.T, data []byte) (words []string) {
	t.Helper()
	for _, stream := range regexp.MustCompile(`(?s)stream\n(.*?)\nendstream`).FindAllSubmatch(data, -1) {
		z, err := zlib.NewReader(bytes.NewReader(stream[1]))
		if err != nil {
			continue // not compressed
		}
		page, err := io.ReadAll(z)
		if err != nil {
			continue
		}
		for _, m := range regexp.MustCompile(`(?s)Td \((.*?)\) Tj ET`).FindAllSubmatch(page, -1) {
			raw := regexp.MustCompile(`(?s)\\(.)`).ReplaceAllFunc(m[1], func(b []byte) []byte {
				if b[1] == 'r' {
					return []byte("\r")
				}
				return b[1:]
			})
			var units []uint16
			for i := 0; i+1 < len(raw); i += 2 {
				units = append(units, uint16(raw[i])<<8|uint16(raw[i+1]))
			}
			words = append(words, string(utf16.Decode(units)))
		}
	}
	return words
}

// A PNG shows something where a name stands, with a font and without.
func TestPNGShowsNames(t *testing.T) {
	r := foreign()
	font, err := ReadFont(dejavusans.TTF)
	if err != nil {
		t.Fatal(err)
	}
	ink := func(other *Font, name string) (dark int) {
		f := Figure{Name: "one", names: namesOf(r.Scenario.Bargain, "talks"), line: "x", draw: func(s *canvas) {
			s.write(titleStyle, 400, 100, centred, name)
			s.y = 200
		}}
		data, err := PNG(f, nil, other)
		if err != nil {
			t.Fatal(err)
		}
		img, err := png.Decode(bytes.NewReader(data))
		if err != nil {
			t.Fatal(err)
		}
		for y := 160; y < 240; y++ {
			for x := range img.Bounds().Dx() {
				if red, _, _, _ := img.At(x, y).RGBA(); red < 0x8000 {
					dark++
				}
			}
		}
		return dark
	}
	keyed, drawn := ink(nil, "საქართველო"), ink(font, "საქართველო")
	if want := ink(nil, r.Scenario.Bargain.Parties[1].ID); keyed != want || want == 0 {
		t.Errorf("%d pixels are dark, the key has %d", keyed, want)
	}
	if drawn == keyed || drawn == 0 {
		t.Errorf("%d pixels are dark with a font, %d without", drawn, keyed)
	}
}

// What is no font is said to be none, whatever bytes it has.
func TestReadFontMistakes(t *testing.T) {
	for name, data := range map[string][]byte{
		"empty": nil, "text": []byte("title: a\n"), "collection": []byte("ttcf\x00\x01\x00\x00"), "half": dejavusans.TTF[:len(dejavusans.TTF)/2],
	} {
		if f, err := ReadFont(data); err == nil {
			t.Errorf("%s is read as the font %v", name, f)
		}
	}
}

// The longest text is cut as soon as a short one: it is not measured letter by letter.
func TestShortenIsFast(t *testing.T) {
	long := strings.Repeat("wide ", 100_000)
	for _, st := range []style{titleStyle, smallStyle} {
		got := st.shorten(long, 120)
		if w := st.measure(got); w > 120 || w < 100 || !strings.HasSuffix(got, "…") {
			t.Errorf("cut to %q, %.0f wide", got, w)
		}
		lines := st.wrap(strings.ReplaceAll(long, " ", ""), 120, 2)
		if len(lines) != 2 || st.measure(lines[1]) > 120 {
			t.Errorf("%d lines: %.100q", len(lines), lines)
		}
	}
}
