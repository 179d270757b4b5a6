package table_test

import (
	"strings"
	"testing"

	"sim/output/table"
)

func TestWriteImported(t *testing.T) {
	var w strings.Builder
	if err := table.WriteImported(&w, "my file.yaml", 2, 1, 6, []string{"Assumed: nothing."}); err != nil {
		t.Fatal(err)
	}
	const want = "Wrote my file.yaml: 2 parties, 1 issue, 6 numbers from the table.\n  Assumed: nothing.\nCheck it with: sim check 'my file.yaml'\n"
	if w.String() != want {
		t.Errorf("it says %q, want %q", w.String(), want)
	}
}

func TestWriteExported(t *testing.T) {
	for midpoints, want := range map[int]string{
		0: "Wrote my.csv: 3 parties × 2 issues; no number of it is uncertain. Illustration, not prediction.\n",
		1: "Wrote my.csv: 3 parties × 2 issues; 1 uncertain number at the midpoint, listed in the file. Illustration, not prediction.\n",
		9: "Wrote my.csv: 3 parties × 2 issues; 9 uncertain numbers at the midpoint, listed in the file. Illustration, not prediction.\n",
	} {
		var w strings.Builder
		if err := table.WriteExported(&w, "my.csv", 3, 2, midpoints); err != nil {
			t.Fatal(err)
		}
		if w.String() != want {
			t.Errorf("it says %q, want %q", w.String(), want)
		}
	}
}
