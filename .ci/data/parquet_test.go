package data

import (
	"context"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/apache/arrow-go/v18/arrow"
	"github.com/apache/arrow-go/v18/arrow/array"
	"github.com/apache/arrow-go/v18/arrow/memory"
	"github.com/apache/arrow-go/v18/parquet/file"
	"github.com/apache/arrow-go/v18/parquet/pqarrow"
)

// TestParquet: every Parquet file holds, for the Arrow project's implementation
// of the format, the columns and values that its CSV twin has, and its purpose.
func TestParquet(t *testing.T) {
	twins := map[string]string{"inputs.parquet": "inputs-by-draw.csv"}
	for _, dir := range folders(t) {
		files, err := filepath.Glob(filepath.Join(dir, "*.parquet"))
		if err != nil || len(files) == 0 {
			t.Fatal(dir, files, err)
		}
		for _, path := range files {
			name := filepath.Base(path)
			twin := twins[name]
			if twin == "" {
				twin = strings.TrimSuffix(name, ".parquet") + ".csv"
			}
			t.Run(filepath.Base(dir)+"/"+name, func(t *testing.T) { sameAsTwin(t, path, load(t, dir, twin)) })
		}
	}
}

func sameAsTwin(t *testing.T, path string, want table) {
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	raw, err := file.NewParquetReader(f)
	if err != nil {
		t.Fatal(err)
	}
	defer raw.Close()
	if got := raw.MetaData().KeyValueMetadata().FindValue("purpose"); got == nil || *got != purpose {
		t.Errorf("its purpose is %v", got)
	}
	r, err := pqarrow.NewFileReader(raw, pqarrow.ArrowReadProperties{}, memory.DefaultAllocator)
	if err != nil {
		t.Fatal(err)
	}
	got, err := r.ReadTable(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	defer got.Release()
	width := len(want.names) - 1 // without the purpose
	if got.NumRows() != int64(len(want.rows)) || got.NumCols() != int64(width) {
		t.Fatalf("%d rows of %d columns, the CSV has %d of %d", got.NumRows(), got.NumCols(), len(want.rows), width)
	}
	for i := range width {
		if name := got.Column(i).Name(); name != want.names[i] {
			t.Fatalf("column %d is %q, want %q", i, name, want.names[i])
		}
		row := 0
		for _, chunk := range got.Column(i).Data().Chunks() {
			for k := range chunk.Len() {
				if field := want.rows[row][i]; !sameField(chunk, k, want.types[i], field) {
					t.Fatalf("%s, row %d: %s, the CSV has %q", want.names[i], row, chunk.ValueStr(k), field)
				}
				row++
			}
		}
	}
}

// sameField compares a value with a field of the given type.
func sameField(values arrow.Array, k int, kind, field string) bool {
	if values.IsNull(k) || field == "" {
		return values.IsNull(k) && field == ""
	}
	switch v := values.(type) {
	case *array.String:
		return kind == "text" && v.Value(k) == literal(field)
	case *array.Int64:
		return kind == "integer" && strconv.FormatInt(v.Value(k), 10) == field
	case *array.Float64:
		x, err := strconv.ParseFloat(field, 64)
		return kind == "number" && err == nil && x == v.Value(k)
	case *array.Boolean:
		return kind == "true or false" && strconv.FormatBool(v.Value(k)) == field
	}
	return false
}

// literal is a text without the marks of what looks like a formula.
func literal(field string) string {
	cells := strings.Split(field, ";")
	for i, cell := range cells {
		if rest, marked := strings.CutPrefix(cell, "'"); marked && rest != "" && strings.ContainsAny(rest[:1], "=+-@\t\r") {
			cells[i] = rest
		}
	}
	return strings.Join(cells, ";")
}
