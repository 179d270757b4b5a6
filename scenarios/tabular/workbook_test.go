package tabular_test

import (
	"errors"
	"path/filepath"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"sim/model/scenario"
	"sim/scenarios/tabular"
)

// book writes a workbook; the sheets are lists of rows.
func book(t *testing.T, change func(f *excelize.File) error, sheets map[string][][]any) string {
	t.Helper()
	f := excelize.NewFile()
	for name, rows := range sheets {
		if _, err := f.NewSheet(name); err != nil {
			t.Fatal(err)
		}
		for i, cells := range rows {
			at, err := excelize.CoordinatesToCellName(2, i+1) // the table begins in column B
			if err == nil {
				err = f.SetSheetRow(name, at, &cells)
			}
			if err != nil {
				t.Fatal(err)
			}
		}
	}
	if err := f.DeleteSheet("Sheet1"); err != nil {
		t.Fatal(err)
	}
	if change != nil {
		if err := change(f); err != nil {
			t.Fatal(err)
		}
	}
	path := filepath.Join(t.TempDir(), "hall.xlsx")
	if err := f.SaveAs(path); err != nil {
		t.Fatal(err)
	}
	return path
}

// hall are the two sheets of an invented case, with a title above them and decimal
// commas in cells that were filled in as text.
func hall() map[string][][]any {
	return map[string][][]any{
		"Positions 2026": {
			{"A hall for two"},
			{},
			{"Party", "Capability", "evenings", "rent"},
			{"Choir", 1.5, "4,5", 0},
			{"Theatre", "2,25", 0, 60.5},
		},
		"Salience": {
			{"Party", "evenings", "rent"},
			{"Choir", 0.75, 0.4},
			{"Theatre", "0,7", 0.3},
		},
	}
}

// TestWorkbook imports a workbook as people make them: a merged title, the table in
// the second column, numbers with a decimal comma that are text.
func TestWorkbook(t *testing.T) {
	path := book(t, func(f *excelize.File) error { return f.MergeCell("Positions 2026", "B1", "E1") }, hall())
	made, err := tabular.Import([]string{path}, "hall.yaml", tabular.Options{Seat: "signatory", Salience: 1, Ranges: []string{"0 to 100", "evenings=0 to 6"}})
	if err != nil {
		t.Fatal(err)
	}
	s, err := scenario.Parse("hall.yaml", []byte(made.Text), scenario.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if s.Bargain.Title != "A hall for two" {
		t.Errorf("the title is %q", s.Bargain.Title)
	}
	have := held(s)
	for number, want := range map[string]float64{
		"Choir power": 1.5, "Theatre power": 2.25, "Choir seat signatory": 0,
		"evenings ideal Choir": 4.5, "evenings ideal Theatre": 0, "rent ideal Choir": 0, "rent ideal Theatre": 60.5,
		"evenings salience Choir": 75, "evenings salience Theatre": 70, "rent salience Choir": 40, "rent salience Theatre": 30,
		"evenings high": 6, "rent high": 100,
	} {
		if x, ok := have[number]; !ok || x != want {
			t.Errorf("%s is %v, want %v", number, x, want)
		}
	}
	if taken := strings.Join(made.Taken, "\n"); !strings.Contains(taken, "Commas in numbers are decimal commas (first in hall.xlsx: Positions 2026!C5).") {
		t.Errorf("it does not say that commas are decimal commas:\n%s", taken)
	}
	if !strings.Contains(made.Text, `says: "Salience!C3"`) {
		t.Errorf("a salience does not say where it stands:\n%s", made.Text)
	}
}

// TestWorkbookRefused: what cannot be read is refused with the cell.
func TestWorkbookRefused(t *testing.T) {
	all := tabular.Options{Seat: "observer", Salience: 1, Ranges: []string{"0 to 100"}}
	for _, c := range []struct {
		what   string
		change func(f *excelize.File) error
		want   string
	}{
		{"a merged cell over two parties", func(f *excelize.File) error { return f.MergeCell("Positions 2026", "D4", "D5") }, "hall.xlsx: Positions 2026!D5: the position of Theatre on evenings is missing; expected a number"},
		{"thousands", func(f *excelize.File) error { return f.SetCellValue("Positions 2026", "C4", "1,250") }, "Positions 2026!C4: the capability of Choir is 1,250: is the comma a decimal comma"},
		{"an error of the spreadsheet", func(f *excelize.File) error { return f.SetCellValue("Salience", "C2", "#DIV/0!") }, `Salience!C2: the salience of Choir on evenings is "#DIV/0!"; expected a number`},
		{"a formula without a value", func(f *excelize.File) error {
			return errors.Join(f.SetCellValue("Salience", "C2", nil), f.SetCellFormula("Salience", "C2", "1/2"))
		}, "Salience!C2: a formula without a stored value"},
		{"another party", func(f *excelize.File) error { return f.SetCellValue("Salience", "B2", "Choirs") }, "Salience!B2: Choirs has saliences but no positions"},
		{"another issue", func(f *excelize.File) error { return f.SetCellValue("Salience", "C1", "evening") }, `Salience!C1: unknown issue "evening"; did you mean "evenings"?`},
		{"another sheet", func(f *excelize.File) error { return f.SetSheetName("Salience", "Weights") }, "hall.xlsx: the sheets are called"},
		{"no headings", func(f *excelize.File) error { return f.SetCellValue("Positions 2026", "B3", "Who") }, `Positions 2026!A3: expected a row of headings, one of which is party or actor; this one has "Who"`},
		{"a position off the scale", func(f *excelize.File) error { return f.SetCellValue("Positions 2026", "E5", 160) }, "Positions 2026!E5: the position of Theatre is 160, outside the scale of rent from 0 to 100"},
	} {
		path := book(t, c.change, hall())
		if _, err := tabular.Import([]string{path}, "hall.yaml", all); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v, want %s", c.what, err, c.want)
		}
	}
}
