package plot

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"slices"
	"strings"
	"testing"
)

// TestAllIsComplete fails when a file defines a kind that the list lacks.
func TestAllIsComplete(t *testing.T) {
	files, err := os.ReadDir(".")
	if err != nil {
		t.Fatal(err)
	}
	defined := 0
	for _, file := range files {
		if !strings.HasSuffix(file.Name(), ".go") || strings.HasSuffix(file.Name(), "_test.go") {
			continue
		}
		tree, err := parser.ParseFile(token.NewFileSet(), file.Name(), nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range tree.Decls {
			g, ok := d.(*ast.GenDecl)
			if !ok || g.Tok != token.VAR {
				continue
			}
			for _, spec := range g.Specs {
				for _, v := range spec.(*ast.ValueSpec).Values {
					if lit, ok := v.(*ast.CompositeLit); ok {
						if name, ok := lit.Type.(*ast.Ident); ok && name.Name == "Kind" {
							defined++
						}
					}
				}
			}
		}
	}
	if defined != len(All) || defined == 0 {
		t.Errorf("%d kinds are defined, %d are listed", defined, len(All))
	}
}

func TestKindsAreDescribed(t *testing.T) {
	var names []string
	for _, k := range All {
		if !strings.HasSuffix(k.Doc, ".") || slices.Contains(names, k.Name) {
			t.Errorf("kind %q: doc %q, names so far %v", k.Name, k.Doc, names)
		}
		names = append(names, k.Name)
	}
	r := summit(512)
	var files []string
	for _, a := range Artifacts(r, []string{Every}, nil, "svg", "csv", "png") {
		if slices.Contains(files, a.Name()) {
			t.Errorf("two files are called %s", a.Name())
		}
		files = append(files, a.Name())
	}
	for _, want := range []string{"plots/outcome-mix.svg", "plots/outcome-mix.png", "plots/terms-territory.svg", "plots/zone.svg"} {
		if !slices.Contains(files, want) {
			t.Errorf("no %s among %v", want, files)
		}
	}
	if want := 2 * len(Figures(r, Every)); len(files) != want {
		t.Errorf("%d files, want %d", len(files), want)
	}
}
