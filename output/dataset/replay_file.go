package dataset

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"math"
	"os"
	"strconv"

	pq "github.com/parquet-go/parquet-go"
)

var nan = math.NaN()

// kindNames say what a field of each type must be.
var kindNames = [...]string{Text: "a text", Integer: "a number", Real: "a number", Truth: "true or false"}

// csvReader reads a CSV file that a run left.
type csvReader struct {
	file    *os.File
	r       *csv.Reader
	columns []Column
}

func openCSV(file *os.File, columns []Column) (reader, error) {
	columns = csvColumns(columns)
	c := &csvReader{file, csv.NewReader(file), columns}
	c.r.ReuseRecord = true
	head, err := c.r.Read()
	if err != nil {
		return nil, fmt.Errorf("not a CSV file with a head: %w", err)
	}
	return c, expect(head, columns)
}

func (c *csvReader) read(into [][]cell, n int) (int, error) {
	for row := range n {
		record, err := c.r.Read()
		if errors.Is(err, io.EOF) {
			return row, nil
		}
		if err != nil {
			return row, err
		}
		for i, field := range record[:len(into)] { // without the purpose
			v := cell{null: field == "", text: field}
			if c.columns[i].Type == Text {
				v.text = literal(field)
			}
			switch {
			case v.null && c.columns[i].Type == Real:
				v.x = nan
			case v.null || c.columns[i].Type == Text:
			case c.columns[i].Type == Integer:
				v.n, err = strconv.Atoi(field)
			case c.columns[i].Type == Truth:
				v.yes, err = strconv.ParseBool(field)
			default:
				v.x, err = strconv.ParseFloat(field, 64)
			}
			if err != nil {
				return row, fmt.Errorf("%s: %q is not %s", c.columns[i].Name, field, kindNames[c.columns[i].Type])
			}
			into[i][row] = v
		}
	}
	return n, nil
}

func (c *csvReader) Close() error { return c.file.Close() }

// parquetReader reads a Parquet file that a run left, column by column.
type parquetReader struct {
	file    *os.File
	columns []parquetColumn
	values  []pq.Value
	words   map[string]string // texts met so far: they are few
}

// A parquetColumn is where one column has been read to.
type parquetColumn struct {
	of     Column
	pages  pq.Pages
	values pq.ValueReader // of the page at hand; nil before the first
}

// damaged turns a panic of the library into an error: it meets some damaged
// files with one.
func damaged(err *error) {
	if v := recover(); v != nil {
		*err = fmt.Errorf("not a whole Parquet file: %v", v)
	}
}

func openParquet(file *os.File, columns []Column) (r reader, err error) {
	defer damaged(&err)
	info, err := file.Stat()
	if err != nil {
		return nil, err
	}
	f, err := pq.OpenFile(file, info.Size())
	if err != nil {
		return nil, fmt.Errorf("not a whole Parquet file: %w", err)
	}
	p := &parquetReader{file: file, values: make([]pq.Value, 4096), words: map[string]string{}}
	var names []string
	for _, c := range f.Root().Columns() {
		names = append(names, c.Name())
	}
	if err := expect(names, columns); err != nil {
		return nil, err
	}
	for i, c := range f.Root().Columns() {
		p.columns = append(p.columns, parquetColumn{of: columns[i], pages: c.Pages()})
	}
	return p, nil
}

func (p *parquetReader) read(into [][]cell, n int) (rows int, err error) {
	defer damaged(&err)
	for i := range p.columns {
		k, err := p.column(&p.columns[i], into[i][:n])
		if err != nil {
			return 0, fmt.Errorf("%s: %w", p.columns[i].of.Name, err)
		}
		if i > 0 && k != rows {
			return 0, errors.New("columns of different lengths")
		}
		rows = k
	}
	return rows, nil
}

// column reads the next cells of one column; fewer only at the end of the file.
func (p *parquetReader) column(c *parquetColumn, into []cell) (n int, err error) {
	for n < len(into) {
		if c.values == nil {
			page, err := c.pages.ReadPage()
			if errors.Is(err, io.EOF) {
				return n, nil
			}
			if err != nil {
				return n, err
			}
			c.values = page.Values()
		}
		k, err := c.values.ReadValues(p.values[:min(len(p.values), len(into)-n)])
		for _, v := range p.values[:k] {
			into[n] = p.cell(c.of.Type, v)
			n++
		}
		if errors.Is(err, io.EOF) {
			c.values = nil
		} else if err != nil {
			return n, err
		}
	}
	return n, nil
}

// cell is a value as tables hold it.
func (p *parquetReader) cell(t Type, v pq.Value) cell {
	switch {
	case v.IsNull():
		return cell{null: true, x: nan}
	case t == Integer:
		return cell{n: int(v.Int64())}
	case t == Real:
		return cell{x: v.Double()}
	case t == Truth:
		return cell{yes: v.Boolean()}
	}
	word, ok := p.words[string(v.ByteArray())]
	if !ok {
		word = string(v.ByteArray())
		p.words[word] = word
	}
	return cell{text: word}
}

func (p *parquetReader) Close() error {
	errs := []error{p.file.Close()}
	for i := range p.columns {
		errs = append(errs, p.columns[i].pages.Close())
	}
	return errors.Join(errs...)
}
