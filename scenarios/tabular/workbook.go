package tabular

import (
	"bytes"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"

	"sim/model/registry"
)

// workbook is a table of parties × issues as a workbook.
var workbook = Format{
	About: registry.About{
		Name: "xlsx",
		Doc:  "Parties × issues as a workbook (.xlsx): a sheet of positions and one of saliences.",
		Explain: `The sheet with position in its name holds the positions, that with salience in its name the saliences: a row of headings (party, and if you like name, seat, power; then a column for every issue) and a row for every party. A workbook of one sheet has the columns "X position" and "X salience" for every issue X. Rows above the headings with a single cell, merged or not, are titles. Formulas count with the value that the spreadsheet program has stored.

Rows that begin with #question, #unit, #low, #high, #status quo or #salience max, and what has to be said where they are left out, are those of the format csv. sim export writes this format.`,
	},
	files: 1, plays: influencePlays,
	read: func(r *reader, files []file, t *table) {
		f := r.open(files[0])
		if f == nil {
			return
		}
		defer f.Close() //nolint:errcheck // it was only read, from memory
		var at [3]string
		sheets := f.GetSheetList()
		for _, name := range sheets {
			for holds, word := range []string{positions: "position", saliences: "salien"} {
				if word != "" && at[holds] == "" && strings.Contains(strings.ToLower(name), word) {
					at[holds] = name
				}
			}
		}
		x := &crossing{t, map[[2]int]*pair{}}
		switch {
		case at[positions] != "" && at[saliences] != "" && at[positions] != at[saliences]:
			r.take("Positions were read from the sheet %s, saliences from the sheet %s.", at[positions], at[saliences])
			for _, holds := range []int{positions, saliences} {
				if g := r.sheet(f, files[0].path, at[holds]); g != nil && len(r.problems) == 0 {
					r.matrix(x, g, holds)
				}
			}
		case len(sheets) == 1:
			if g := r.sheet(f, files[0].path, sheets[0]); g != nil {
				r.matrix(x, g, both)
			}
		default:
			r.bad(place{file: files[0].path}, "the sheets are called %s; expected one with position in its name and one with salience, or a single sheet", strings.Join(sheets, ", "))
		}
		r.cross(x)
	},
}

// mostUnpacked is how many bytes a workbook may have once it is unpacked.
const mostUnpacked = 128 << 20

// open reads a workbook; nil if that fails.
func (r *reader) open(f file) *excelize.File {
	at := place{file: f.path}
	switch ending := strings.ToLower(filepath.Ext(f.path)); {
	case len(f.text) > largest:
		r.bad(at, "larger than 16 MB: no table of positions")
	case ending == ".ods" || ending == ".xls":
		r.bad(at, "a workbook of this kind is not read; save it as .xlsx, or its sheets as CSV")
	default:
		book, err := excelize.OpenReader(bytes.NewReader(f.text), excelize.Options{RawCellValue: true, UnzipSizeLimit: mostUnpacked, UnzipXMLSizeLimit: mostUnpacked})
		if err == nil {
			return book
		}
		r.bad(at, "no workbook in the format .xlsx: %v", err)
	}
	return nil
}

// sheet reads a sheet of a workbook; nil if that fails.
func (r *reader) sheet(f *excelize.File, path, name string) *grid {
	g := &grid{at: place{file: path, sheet: name}}
	rows, err := f.GetRows(name)
	if err != nil {
		r.bad(g.at, "cannot be read: %v", err)
		return nil
	}
	for i, texts := range rows {
		var w row
		for j, text := range texts {
			c := cell{text: strings.TrimSpace(text), at: place{path, name, i + 1, j + 1}}
			kind, err := f.GetCellType(name, cellName(i+1, j+1))
			c.stored = err == nil && (kind == excelize.CellTypeUnset || kind == excelize.CellTypeNumber)
			if formula, _ := f.GetCellFormula(name, cellName(i+1, j+1)); formula != "" && c.text != "" {
				c.stored = c.stored || !strings.Contains(c.text, ",") // what it came to may be kept as text
			} else if formula != "" {
				r.bad(c.at, "a formula without a stored value; open the workbook in a spreadsheet program and save it")
			}
			w = append(w, c)
		}
		if w.filled() > 0 {
			g.rows = append(g.rows, w)
		}
	}
	if len(g.rows) == 0 {
		r.bad(g.at, "there is nothing in it")
		return nil
	}
	return g
}

// workbook is an exported table as a workbook.
func (e *Exported) workbook() ([]byte, error) {
	f := excelize.NewFile()
	defer f.Close() //nolint:errcheck // it is written to memory
	notes := [][]any{}
	for _, s := range e.Notes {
		notes = append(notes, []any{s})
	}
	for i, sheet := range []struct {
		name string
		rows [][]any
	}{{"positions", e.rows(positions)}, {"salience", e.rows(saliences)}, {"notes", notes}} {
		if i == 0 {
			if err := f.SetSheetName(f.GetSheetName(0), sheet.name); err != nil {
				return nil, err
			}
		} else if _, err := f.NewSheet(sheet.name); err != nil {
			return nil, err
		}
		for n, cells := range sheet.rows {
			for i, c := range cells {
				if err := setCell(f, sheet.name, cellName(n+1, i+1), c); err != nil {
					return nil, err
				}
			}
		}
	}
	b, err := f.WriteToBuffer()
	if err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}

// setCell writes a text or a number, the number with all its digits: left to itself
// the library cuts them off after fifteen.
func setCell(f *excelize.File, sheet, at string, value any) error {
	x, ok := value.(float64)
	if !ok {
		return f.SetCellValue(sheet, at, value)
	}
	_, decimals, _ := strings.Cut(strconv.FormatFloat(x, 'f', -1, 64), ".")
	return f.SetCellFloat(sheet, at, x, len(decimals), 64)
}
