// Package data reads what sim leaves with programs of others: CSV with pandas
// and R, by the very code that scenarios/README.md shows, and Parquet with a
// second implementation of the format.
//
// It is a module of its own, so that the program does not depend on these.
package data

import (
	"encoding/csv"
	"encoding/hex"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

const purpose = "illustration, not prediction"

// folders are what a run and three analyses of the hostile scenario leave.
func folders(t *testing.T) []string {
	t.Helper()
	sim := os.Getenv("SIM")
	if sim == "" {
		t.Fatal("set SIM to the program's path")
	}
	var dirs []string
	for _, args := range [][]string{
		{"run", "testdata/hostile.yaml", "--format", "csv,parquet"},
		{"compare", "testdata/hostile.yaml", "--with", "levers.inf.weight=0", "--format", "parquet"},
		{"sensitivity", "testdata/hostile.yaml", "--tornado", "--draws", "256", "--format", "parquet"},
		{"sweep", "testdata/hostile.yaml", "--over", "levers.inf.weight=0:1:0.5", "--draws", "128", "--format", "parquet"},
	} {
		dir := filepath.Join(t.TempDir(), args[0])
		out, err := exec.Command(sim, append(args, "--quiet", "--out", dir)...).CombinedOutput()
		if err != nil {
			t.Fatalf("%v: %v: %s", args, err, out)
		}
		dirs = append(dirs, dir)
	}
	return dirs
}

// A table is a CSV file as this module reads it, with the dictionary's types.
type table struct {
	names, types []string
	rows         [][]string
}

func read(t *testing.T, path string) [][]string {
	t.Helper()
	file, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	records, err := csv.NewReader(file).ReadAll()
	if err != nil {
		t.Fatalf("%s: %v", path, err)
	}
	return records
}

func load(t *testing.T, dir, name string) table {
	t.Helper()
	records := read(t, filepath.Join(dir, name))
	types := map[string]string{}
	for _, entry := range read(t, filepath.Join(dir, "data-dictionary.csv")) {
		if entry[0] == name {
			types[entry[1]] = entry[2]
		}
	}
	c := table{names: records[0], rows: records[1:]}
	for _, column := range c.names {
		if types[column] == "" {
			t.Fatalf("%s: the dictionary does not know %s", name, column)
		}
		c.types = append(c.types, types[column])
	}
	return c
}

// block is the code of a language in the guide, in order.
func block(t *testing.T, language string) string {
	t.Helper()
	guide, err := os.ReadFile("../../scenarios/README.md")
	if err != nil {
		t.Fatal(err)
	}
	var code strings.Builder
	rest := string(guide)
	for {
		_, after, found := strings.Cut(rest, "```"+language+"\n")
		if !found {
			break
		}
		part, next, _ := strings.Cut(after, "```")
		code.WriteString(part)
		rest = next
	}
	if code.Len() == 0 {
		t.Fatalf("the guide has no code in %s", language)
	}
	return code.String()
}

// needs skips the test where a program is missing, loudly; CI has all.
func needs(t *testing.T, program string, args ...string) {
	t.Helper()
	if out, err := exec.Command(program, args...).CombinedOutput(); err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatalf("%s %v: %v: %s", program, args, err, out)
		}
		t.Skipf("TESTED NOTHING: %s %v: %v: %s", program, args, err, out)
	}
}

const (
	python = "/usr/bin/python3"
	r      = "/usr/bin/Rscript"
)

// TestPython runs the guide's Python on a run of alaska, and reads every file of
// the hostile scenario with the function that it defines.
func TestPython(t *testing.T) {
	needs(t, python, "-c", "import pandas")
	sameAsPrinted(t, python, block(t, "python"), 0, `
import sys
def cell(kind, v):
    if pd.isna(v): return "-"
    if kind == "text": return "x" + v.encode().hex()
    if kind == "integer": return str(int(v))
    if kind == "number": return repr(float(v))
    return "true" if v else "false"
for line in open("files.txt"):
    folder, name = line.rstrip("\n").split("\t")
    t = load(folder, name)
    d = load(folder, "data-dictionary.csv")
    kinds = dict(zip(d["column"][d["file"] == name], d["type"][d["file"] == name]))
    print("\t".join(["#"] + ["x" + c.encode().hex() for c in t.columns]))
    for row in t.itertuples(index=False):
        print("\t".join(["."] + [cell(kinds[c], v) for c, v in zip(t.columns, row)]))
`)
}

// TestR does the same in R.
func TestR(t *testing.T) {
	needs(t, r, "-e", "0")
	const lastBit = 0x1p-51 // R rounds some numbers to a neighbour
	sameAsPrinted(t, r, block(t, "r"), lastBit, `
hex <- function(s) paste0("x", vapply(enc2utf8(s), function(one) paste(as.character(charToRaw(one)), collapse = ""), ""))
cell <- function(v) {
  out <- if (is.character(v)) hex(ifelse(is.na(v), "", v)) else if (is.logical(v)) ifelse(v, "true", "false") else
    if (is.integer(v)) as.character(v) else sprintf("%.17g", v)
  ifelse(is.na(v), "-", out)
}
for (line in readLines("files.txt")) {
  part <- strsplit(line, "\t")[[1]]
  t <- load_table(part[1], part[2])
  writeLines(paste(c("#", hex(names(t))), collapse = "\t"))
  if (nrow(t) > 0) writeLines(do.call(paste, c(list("."), lapply(t, cell), sep = "\t")))
}
`)
}

// sameAsPrinted runs the guide's code and then code that prints every file, and
// compares field by field; numbers may be off by a share of themselves.
func sameAsPrinted(t *testing.T, program, code string, off float64, printer string) {
	t.Helper()
	work := t.TempDir()
	if out, err := exec.Command(os.Getenv("SIM"), "run", "alaska", "--draws", "512", "--format", "csv,parquet", "--quiet",
		"--out", filepath.Join(work, "output", "runs", "alaska")).CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	var list strings.Builder
	var want []string
	for _, dir := range append(folders(t), filepath.Join(work, "output", "runs", "alaska")) {
		files, err := filepath.Glob(filepath.Join(dir, "*.csv"))
		if err != nil || len(files) < 2 {
			t.Fatal(files, err)
		}
		for _, file := range files {
			name := filepath.Base(file)
			list.WriteString(dir + "\t" + name + "\n")
			want = append(want, printed(load(t, dir, name))...)
		}
	}
	const mark = "-- every file --\n"
	for name, text := range map[string]string{"files.txt": list.String(), "guide": code + "\n" + map[string]string{
		python: "print('" + strings.TrimSpace(mark) + "')\n", r: "writeLines('" + strings.TrimSpace(mark) + "')\n",
	}[program] + printer} {
		if err := os.WriteFile(filepath.Join(work, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	cmd := exec.Command(program, "guide")
	cmd.Dir, cmd.Env = work, append(os.Environ(), "LC_ALL=C.UTF-8")
	cmd.Stderr = os.Stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	shown, rest, _ := strings.Cut(string(out), mark)
	if !strings.Contains(shown, "nash") || !strings.Contains(shown, "settlement") {
		t.Errorf("the guide's code prints no shares:\n%s", shown)
	}
	if excel, err := os.ReadFile(filepath.Join(work, "for-excel.csv")); program == python &&
		(err != nil || !strings.HasPrefix(string(excel), "\ufeffdraw;protocol;") || !strings.Contains(string(excel), ";0,")) {
		t.Errorf("the file for an Excel set to decimal commas: %v, %.200s", err, excel)
	}
	got := strings.Split(strings.TrimSuffix(rest, "\n"), "\n")
	if len(got) != len(want) {
		t.Fatalf("%d lines, want %d", len(got), len(want))
	}
	for i := range got {
		if !sameLine(got[i], want[i], off) {
			t.Fatalf("line %d is\n%s\nwant\n%s", i, got[i], want[i])
		}
	}
}

// printed is a table in the lines that the printers print.
func printed(c table) []string {
	head := "#"
	for _, name := range c.names {
		head += "\tx" + hex.EncodeToString([]byte(name))
	}
	lines := []string{head}
	for _, row := range c.rows {
		line := "."
		for i, field := range row {
			switch {
			case field == "":
				field = "-"
			case c.types[i] == "text":
				field = "x" + hex.EncodeToString([]byte(field))
			}
			line += "\t" + field
		}
		lines = append(lines, line)
	}
	return lines
}

// sameLine compares numbers by value: they may be written in other ways.
func sameLine(got, want string, off float64) bool {
	a, b := strings.Split(got, "\t"), strings.Split(want, "\t")
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if a[i] == b[i] {
			continue
		}
		x, errX := strconv.ParseFloat(a[i], 64)
		y, errY := strconv.ParseFloat(b[i], 64)
		if errX != nil || errY != nil || math.Abs(x-y) > off*math.Abs(y) {
			return false
		}
	}
	return true
}
