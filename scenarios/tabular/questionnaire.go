package tabular

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"unicode"

	"github.com/xuri/excelize/v2"

	"sim/model"
	"sim/model/registry"
	"sim/model/study"
)

// A Questionnaire asks experts for their ranges of numbers of a scenario: a sheet
// with a row for each number and a block of columns for each expert.
type Questionnaire struct {
	Title   string // of the scenario
	Notice  string // that stands above all else
	Numbers []*model.Input
	Experts int // for how many there is room, at least 1
}

// The headings of a questionnaire, which Answers looks for.
const (
	headNumber = "number"
	headExpert = "expert"
	headWeight = "weight"
)

// headAnswer are the headings of an expert's block.
var headAnswer = []string{"p5", "p50", "p95", "source"}

// about are the columns that say what a number is.
var about = []string{headNumber, "as it stands", "unit", "lies between", "rests on"}

// To returns the questionnaire as the ending of path says: .csv or .xlsx. The error
// is an *Error where it says neither, or where there is a file that may not be replaced.
func (q *Questionnaire) To(path string, replace bool) ([]byte, error) {
	if err := Free(path, replace); err != nil {
		return nil, err
	}
	switch ending := strings.ToLower(filepath.Ext(path)); ending {
	case ".csv":
		var b bytes.Buffer
		w := csv.NewWriter(&b)
		for _, row := range q.rows() {
			var fields []string
			for _, x := range row {
				fields = append(fields, fmt.Sprint(x))
			}
			if err := w.Write(fields); err != nil {
				return nil, err
			}
		}
		w.Flush()
		return b.Bytes(), w.Error()
	case ".xlsx":
		return q.workbook()
	default:
		return nil, wrong(path + ": " + (&registry.UnknownError{What: "ending of a table", Name: ending, Known: []string{".csv", ".xlsx"}}).Error())
	}
}

// rows are the rows of the sheet.
func (q *Questionnaire) rows() [][]any {
	blank := func(first string) []any {
		row := []any{first}
		for range len(about) - 1 {
			row = append(row, "")
		}
		return row
	}
	experts, weights, head := blank(headExpert), blank(headWeight), []any{}
	for _, name := range about {
		head = append(head, name)
	}
	for range q.Experts {
		experts, weights = append(experts, "", "", "", ""), append(weights, 1, "", "", "")
		for _, name := range headAnswer {
			head = append(head, name)
		}
	}
	rows := [][]any{
		{q.Title + ": what do you believe?"},
		{q.Notice},
		{"For each number that you can speak of: a value that you are 95% sure it lies above (p5), one that it lies above as likely as below (p50), and one that you are 95% sure it lies below (p95). The three must differ, and lie within what the number can be. Leave the others empty. Write your name in the row expert, and what your answer rests on beside it."},
		experts, weights, head,
	}
	for _, in := range q.Numbers {
		rests := "assumed"
		if in.Evidence != nil {
			rests = strings.TrimSpace(in.Evidence.Document + " " + in.Evidence.Says)
		}
		row := []any{in.Path, in.Written, in.Unit, between(in), rests}
		for range len(headAnswer) * q.Experts {
			row = append(row, "")
		}
		rows = append(rows, row)
	}
	return rows
}

// between says what bounds a number has.
func between(in *model.Input) string {
	low, high := model.FormatNumber(in.Lower), model.FormatNumber(in.Upper)
	switch least, most := in.Lower > -1e300, in.Upper < 1e300; {
	case least && most:
		return low + " and " + high
	case least:
		return "above " + low
	case most:
		return "below " + high
	}
	return ""
}

// workbook is the questionnaire as a workbook of one sheet, in which what is to be
// read stays in view.
func (q *Questionnaire) workbook() ([]byte, error) {
	f := excelize.NewFile()
	defer f.Close() //nolint:errcheck // it is written to memory
	sheet := f.GetSheetName(0)
	rows := q.rows()
	for i, row := range rows {
		if err := f.SetSheetRow(sheet, cellName(i+1, 1), &row); err != nil {
			return nil, err
		}
	}
	head := slices.IndexFunc(rows, func(row []any) bool { return row[0] == headNumber }) + 1
	panes := &excelize.Panes{Freeze: true, XSplit: 1, YSplit: head, TopLeftCell: cellName(head+1, 2), ActivePane: "bottomRight"}
	if err := f.SetPanes(sheet, panes); err != nil {
		return nil, err
	}
	for column, width := range map[string]float64{"A": 44, "B": 16, "C": 14, "D": 14, "E": 30} {
		if err := f.SetColWidth(sheet, column, column, width); err != nil {
			return nil, err
		}
	}
	b, err := f.WriteToBuffer()
	if err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}

// Answers reads filled-in questionnaires: those of all files together. Decimal is
// as in Options. The error lists everything that is wrong with them, each with its
// place; it is an *Error or that of reading a file.
func Answers(paths []string, decimal string) ([]study.Expert, error) {
	r := &reader{options: Options{Decimal: decimal}}
	if err := r.check(); err != nil {
		return nil, err
	}
	var experts []study.Expert
	mark := r.mark
	for _, path := range paths {
		f, err := readFile(path)
		if err != nil {
			return nil, err
		}
		r.mark = mark // every file has its own, unless all are said to have this one
		if g := r.sheetOf(f); g != nil {
			experts = append(experts, r.answers(g)...)
		}
	}
	for i, x := range experts {
		if slices.ContainsFunc(experts[:i], func(y study.Expert) bool { return y.Name == x.Name }) {
			r.bad(place{}, "%s: there are two experts called %s; give each a name", x.Ranges[0].At, x.Name)
		}
	}
	if len(r.problems) == 0 && len(experts) == 0 {
		r.bad(place{file: strings.Join(paths, ", ")}, "nobody has answered: every p5, p50 and p95 is empty")
	}
	if len(r.problems) > 0 {
		return nil, &Error{r.problems}
	}
	return experts, nil
}

// sheetOf reads the first sheet of a workbook or a file of separated values; nil if
// that fails.
func (r *reader) sheetOf(f file) *grid {
	if strings.ToLower(filepath.Ext(f.path)) == ".csv" {
		before := r.problems
		r.problems = nil
		g := r.separated(f)
		r.problems = append(before, r.problems...)
		return g
	}
	book := r.open(f)
	if book == nil {
		return nil
	}
	defer book.Close() //nolint:errcheck // it was only read, from memory
	return r.sheet(book, f.path, book.GetSheetList()[0])
}

// A block is the columns of one expert.
type block struct {
	from   int // of p5
	source int // column; −1: there is none
	expert study.Expert
}

// answers reads the experts of a sheet who have answered.
func (r *reader) answers(g *grid) (experts []study.Expert) {
	head := slices.IndexFunc(g.rows, func(w row) bool { return heading(w.cell(0)) == headNumber })
	if head < 0 {
		r.bad(g.at, "no row of headings: expected one that begins with %q, as sim elicit writes it", headNumber)
		return nil
	}
	blocks := r.blocks(g, head)
	for _, w := range g.rows[head+1:] {
		path := w.cell(0)
		for i := range blocks {
			b := &blocks[i]
			var figures [3]figure
			missing, given := cell{}, 0
			for k := range figures {
				c := w.cell(b.from + k)
				if c.text == "" {
					missing = c
					continue
				}
				given++
				figures[k], _ = r.number(c, headAnswer[k])
			}
			switch {
			case given == 0:
				continue
			case given < 3:
				r.bad(missing.at, "an answer needs p5, p50 and p95, and one of them is missing")
				continue
			case path.text == "":
				r.bad(path.at, "an answer to no number: the first column names the path of the number")
				continue
			}
			x := study.ExpertRange{
				Path: path.text, P5: figures[0].value, P50: figures[1].value, P95: figures[2].value,
				At: path.at.String(), AtP5: figures[0].at.String(), AtP50: figures[1].at.String(), AtP95: figures[2].at.String(),
			}
			if b.source >= 0 {
				x.Source = oneLine(w.cell(b.source).text)
			}
			b.expert.Ranges = append(b.expert.Ranges, x)
		}
	}
	for i := range blocks {
		b := &blocks[i]
		switch {
		case b.expert.Ranges == nil:
		case b.expert.Name == "":
			r.bad(g.rows[head].cell(b.from).at, "who answers in this column? Write a name above it, in the row %s", headExpert)
		default:
			experts = append(experts, b.expert)
		}
	}
	return experts
}

// blocks finds the columns of each expert, with names and weights.
func (r *reader) blocks(g *grid, head int) (blocks []block) {
	names := g.rows[head]
	for j := 1; j < len(names); j++ {
		if heading(names[j]) != headAnswer[0] {
			continue
		}
		for k, want := range headAnswer[:3] {
			if c := names.cell(j + k); heading(c) != want {
				r.bad(c.at, "expected the heading %s after p5, and this is %q", want, c.text)
				return nil
			}
		}
		b := block{from: j, source: -1, expert: study.Expert{Weight: 1}}
		if heading(names.cell(j+3)) == headAnswer[3] {
			b.source = j + 3
		}
		for _, w := range g.rows[:head] {
			switch c := w.cell(j); heading(w.cell(0)) {
			case headExpert:
				b.expert.Name = oneLine(c.text)
			case headWeight:
				if c.text == "" {
					continue
				}
				if x, ok := r.number(c, headWeight); ok && x.value <= 0 {
					r.bad(c.at, "a weight must lie above 0, and this is %s", c.text)
				} else if ok {
					b.expert.Weight = x.value
				}
			}
		}
		blocks = append(blocks, b)
	}
	if blocks == nil {
		r.bad(names[0].at, "no columns for answers: expected the headings p5, p50 and p95 beside %s", headNumber)
	}
	return blocks
}

// oneLine is a text on one line, without letters that control a terminal.
func oneLine(s string) string {
	return strings.Join(strings.FieldsFunc(s, func(c rune) bool { return unicode.IsSpace(c) || unicode.IsControl(c) }), " ")
}

// heading is a cell as a heading.
func heading(c cell) string { return strings.ToLower(c.text) }
