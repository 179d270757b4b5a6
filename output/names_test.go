package output

import "testing"

func TestPrintable(t *testing.T) {
	for in, want := range map[string]string{
		"Ångström · 5%\n\tnext": "Ångström · 5%\n\tnext",
		"a\x1b[31mred\a":        "a·[31mred·",
		"\r\u0085\u202egnp":     "···gnp",
	} {
		if got := Printable(in); got != want {
			t.Errorf("Printable(%q) = %q, want %q", in, got, want)
		}
	}
}
