package dataset

import (
	"io"

	pq "github.com/parquet-go/parquet-go"

	"sim/model/montecarlo"
	"sim/output"
)

// groupChunks is how many chunks make a row group: what is held in memory.
const groupChunks = 16

// parquetSink writes a table as Parquet while draws are played.
type parquetSink struct {
	table  table
	w      *pq.GenericWriter[any]
	values []pq.Value
	words  map[string][]byte // texts met so far: they are few
	chunks int
}

func newParquet(w io.Writer, name string, t table) Sink {
	p := &parquetSink{table: t, words: map[string][]byte{}}
	p.w = pq.NewGenericWriter[any](w,
		pq.NewSchema(name, schemaOf(t.columns())),
		pq.Compression(&pq.Snappy),
		pq.CreatedBy("sim", "", ""),
		pq.KeyValueMetadata("purpose", output.Purpose),
	)
	return p
}

// Add writes the chunk's rows, column by column.
func (p *parquetSink) Add(c *montecarlo.Chunk) error {
	rows := p.table.rows(c)
	if rows == 0 {
		return nil // the library looks at the first value even where there is none
	}
	for i, w := range p.w.ColumnWriters() {
		p.values = p.values[:0]
		f := &p.table.fields[i]
		for row := range rows {
			v := p.value(f.Type, f.cell(c, row))
			if f.Null {
				defined := 0
				if !v.IsNull() {
					defined = 1
				}
				v = v.Level(0, defined, i)
			}
			p.values = append(p.values, v)
		}
		if _, err := w.WriteRowValues(p.values); err != nil {
			return err
		}
	}
	if p.chunks++; p.chunks%groupChunks == 0 {
		return p.w.Flush()
	}
	return nil
}

// Close writes what is left and the file's footer.
func (p *parquetSink) Close() error { return p.w.Close() }

// value is a cell as Parquet holds it; the zero Value is null.
func (p *parquetSink) value(t Type, v cell) pq.Value {
	if v.null {
		return pq.Value{}
	}
	switch t {
	case Integer:
		return pq.Int64Value(int64(v.n))
	case Real:
		return pq.DoubleValue(v.x)
	case Text:
		word, ok := p.words[v.text]
		if !ok {
			word = []byte(v.text)
			p.words[v.text] = word
		}
		return pq.ByteArrayValue(word)
	case Truth:
		return pq.BooleanValue(v.yes)
	}
	return pq.Value{}
}

// An ordered is a group of columns in the order in which they were given; the
// library's own group sorts them by name.
type ordered struct {
	pq.Group
	fields []pq.Field
}

// Fields returns the columns in order.
func (o ordered) Fields() []pq.Field { return o.fields }

func schemaOf(columns []Column) pq.Node {
	group := pq.Group{}
	for _, c := range columns {
		group[c.Name] = node(c)
	}
	byName := map[string]pq.Field{}
	for _, f := range group.Fields() {
		byName[f.Name()] = f
	}
	o := ordered{Group: group}
	for _, c := range columns {
		o.fields = append(o.fields, byName[c.Name])
	}
	return o
}

func node(c Column) pq.Node {
	var n pq.Node
	switch c.Type {
	case Integer:
		n = pq.Int(64)
	case Real:
		n = pq.Leaf(pq.DoubleType)
	case Text:
		n = pq.Encoded(pq.String(), &pq.RLEDictionary)
	case Truth:
		n = pq.Leaf(pq.BooleanType)
	}
	if c.Null {
		return pq.Optional(n)
	}
	return n
}
