package dataset

import (
	"bytes"
	"encoding/csv"
	"math"
	"testing"

	"pgregory.net/rapid"
)

// texts is a file with a column of texts.
func texts(t interface {
	Helper()
	Fatal(args ...any)
}, values ...string,
) []byte {
	t.Helper()
	file := &DataFile{Name: "texts", Columns: []Column{{"text", Text, "", true, "a text"}, {"x", Real, "", true, "a number"}}}
	for _, s := range values {
		file.Rows = append(file.Rows, []any{s, math.Pi})
	}
	var w bytes.Buffer
	if err := file.Write(&w, "csv"); err != nil {
		t.Fatal(err)
	}
	return w.Bytes()
}

// What other programs read as more than text is written so that they do not.
func TestTextFields(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"plain", "plain"},
		{"# of seats", `"# of seats"`},
		{"motion #3", `"motion #3"`},
		{"a,b", `"a,b"`},
		{"a;b", `"a;b"`},
		{"a\tb", "\"a\tb\""},
		{`a"b`, `"a""b"`},
		{"two\nlines", "\"two\nlines\""},
		{" led", `" led"`},
		{`=HYPERLINK("http://127.0.0.1/x","open")`, `"'=HYPERLINK(""http://127.0.0.1/x"",""open"")"`},
		{"+1", "'+1"},
		{"-5 to 3", "'-5 to 3"},
		{"@SUM(A1)", "'@SUM(A1)"},
		{"\t=1", "\"'\t=1\""},
		{"\r=1", "\"'\r=1\""},
		{"＝1", "'＝1"},
		{"'=1", "''=1"},
		{"'tis", "'tis"},
		{"a=b", "a=b"},
		{"a;=1;b;'=2", `"a;'=1;b;''=2"`},
	} {
		want := "text,x,purpose\n" + c.want + ",3.141592653589793,\"illustration, not prediction\"\n"
		if got := string(texts(t, c.text)); got != want {
			t.Errorf("%q is written as %s\nwant %s", c.text, got, want)
		}
	}
	if got := number(-0.5); got != "-0.5" {
		t.Errorf("a number is marked as a formula: %s", got)
	}
}

// Every text comes back as it was, and none as a formula.
func TestTextComesBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		want := rapid.StringMatching("(?s)['=+@\t#;-]{0,6}[^\\r]{0,8}").Draw(t, "text")
		records, err := csv.NewReader(bytes.NewReader(texts(t, want))).ReadAll()
		if err != nil {
			t.Fatal(err)
		}
		field := records[1][0]
		if field != "" && bytes.IndexByte([]byte("=+-@\t\r"), field[0]) >= 0 {
			t.Fatalf("%q is written as the formula %q", want, field)
		}
		if got := literal(field); got != want {
			t.Fatalf("%q comes back as %q", want, got)
		}
	})
}
