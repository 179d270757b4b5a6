package model_test

import (
	"flag"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"sim/model/dist"
	"sim/model/process"
	"sim/model/registry"
	"sim/model/theory"
)

var update = flag.Bool("update", false, "write the parameter tables of README.md anew")

// Places between which README.md has the parameter tables.
const (
	tablesBegin = "<!-- parameters: written by TestParameterTables -->\n"
	tablesEnd   = "<!-- end of parameters -->"
)

// TestParameterTables: README.md lists every theory, process and distribution
// with all its parameters, as the registries have them.
func TestParameterTables(t *testing.T) {
	src, err := os.ReadFile("README.md")
	if err != nil {
		t.Fatal(err)
	}
	before, rest, ok := strings.Cut(string(src), tablesBegin)
	_, after, ok2 := strings.Cut(rest, tablesEnd)
	if !ok || !ok2 {
		t.Fatal("README.md has no place for the tables")
	}
	var tables strings.Builder
	write(&tables, "6.1 Processes", "In the order in which they act.", process.All)
	write(&tables, "6.2 Theories", "In the order in which they are shown.", theory.All)
	write(&tables, "6.3 Distributions", "Besides a plain number and a range `a to b`.", dist.All)
	want := before + tablesBegin + tables.String() + tablesEnd + after
	if *update {
		if err := os.WriteFile("README.md", []byte(want), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if string(src) != want {
		t.Error("the parameter tables of README.md are not those of the registries; write them with -update")
	}
}

// write writes the section of a registry: a table of its entries, and one of
// their parameters.
func write[T any](w *strings.Builder, title, order string, all registry.Table[T]) {
	fmt.Fprintf(w, "\n#### %s\n%s\n\n| name | what |\n|---|---|\n", title, order)
	for _, e := range all {
		fmt.Fprintf(w, "| `%s` | %s |\n", e.Name, cell(e.Doc))
	}
	w.WriteString("\n| parameter | unit | default | range | meaning |\n|---|---|---|---|---|\n")
	for _, e := range all {
		for _, p := range registry.Parameters(e.Defaults) {
			doc := cell(p.Doc)
			if p.Movable {
				doc += " (levers can move it)"
			}
			fmt.Fprintf(w, "| `%s.%s` | %s | %s | %s | %s |\n", e.Name, p.Name, cell(p.Unit), cell(p.Default), cell(p.Range), doc)
		}
	}
}

func cell(s string) string { return strings.ReplaceAll(s, "|", `\|`) }

// TestSections: whatever section of the model a comment cites is a heading of
// README.md, and sections are numbered in order.
func TestSections(t *testing.T) {
	src, err := os.ReadFile("README.md")
	if err != nil {
		t.Fatal(err)
	}
	sections := map[string]bool{}
	last := [2]int{}
	for _, m := range regexp.MustCompile(`(?m)^#{3,4} (\d+)(?:\.(\d+))? `).FindAllStringSubmatch(string(src), -1) {
		var now [2]int
		if _, err := fmt.Sscan(m[1], &now[0]); err != nil {
			t.Fatal(err)
		}
		if m[2] != "" {
			if _, err := fmt.Sscan(m[2], &now[1]); err != nil {
				t.Fatal(err)
			}
			sections[m[1]+"."+m[2]] = true
		}
		if follows := now == [2]int{last[0] + 1, 0} || now == [2]int{last[0], last[1] + 1}; !follows {
			t.Errorf("section %s.%s follows %v", m[1], m[2], last)
		}
		last = now
	}
	cited := 0
	citation := regexp.MustCompile(`\bmodel \d+\.\d+(?:(?:,| and|, and) \d+\.\d+)*`)
	number := regexp.MustCompile(`\d+\.\d+`)
	comment := regexp.MustCompile(`(?m)//.*$`)
	err = filepath.WalkDir("..", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || filepath.Ext(path) != ".go" {
			return err
		}
		src, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		// A citation may be broken over two lines.
		var comments strings.Builder
		for _, c := range comment.FindAllString(string(src), -1) {
			comments.WriteString(strings.TrimPrefix(c, "//"))
		}
		for _, c := range citation.FindAllString(strings.Join(strings.Fields(comments.String()), " "), -1) {
			for _, n := range number.FindAllString(c, -1) {
				cited++
				if !sections[n] {
					t.Errorf("%s cites model %s, which is no section of model/README.md", path, n)
				}
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if cited < 30 {
		t.Errorf("only %d citations were found", cited)
	}
}
