package main

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os/exec"
	"slices"
	"strings"
	"testing"
)

// layerRules lists the packages, the inner ones first: a package may import what
// stands next to it ("/..." for everything below), and its own parts.
var layerRules = []struct {
	pkg string
	may []string
}{
	{"sim/model/portable", nil},
	{"sim/model/registry", nil},
	{"sim/model/dist", []string{"sim/model", "sim/model/registry"}},
	{"sim/model/protocol", []string{"sim/model", "sim/model/registry"}},
	{"sim/model/process", []string{"sim/model", "sim/model/registry"}},
	{"sim/model/scenario", []string{"sim/model", "sim/model/registry", "sim/model/dist", "sim/model/protocol", "sim/model/process"}},
	{"sim/model/montecarlo", []string{"sim/model", "sim/model/registry", "sim/model/dist"}},
	{"sim/model/analysis", []string{"sim/model", "sim/model/registry", "sim/model/dist", "sim/model/montecarlo"}},
	{"sim/model/study", []string{"sim/model/..."}},
	{"sim/model", nil},
	{"sim/scenarios", nil},
	{"sim/output/serve", []string{"sim/model", "sim/model/study", "sim/output", "sim/output/..."}},
	{"sim/output/page", rooms},
	{"sim/output/artifact", rooms},
	{"sim/output/finding", rooms},
	{"sim/output/explain", rooms},
	{"sim/output/progress", rooms},
	{"sim/output/cluster", append([]string{"sim/output", "sim/output/folder"}, values...)},
	{"sim/output/", append([]string{"sim/output"}, values...)},
	{"sim/output", values},
	{"sim/cmd", []string{"sim/model", "sim/model/registry", "sim/model/scenario", "sim/model/study", "sim/output", "sim/output/...", "sim/scenarios"}},
}

// values are the packages whose values output shows; the others read files, hold
// theories or sample.
var values = []string{"sim/model", "sim/model/registry", "sim/model/montecarlo", "sim/model/analysis", "sim/model/study"}

// rooms are what a package may import that puts together what other rooms make.
var rooms = append([]string{"sim/output", "sim/output/..."}, values...)

func goList(t *testing.T, args ...string) []string {
	t.Helper()
	out, err := exec.Command("go", append([]string{"list"}, args...)...).CombinedOutput()
	if err != nil {
		t.Fatalf("go list %v: %v\n%s", args, err, out)
	}
	return strings.Split(strings.TrimSpace(string(out)), "\n")
}

// Dependencies point one way: the model knows neither files nor pictures, only
// model/scenario knows YAML, only output/serve speaks HTTP, output shows what
// model/study finds, nothing imports cmd.
func TestDirection(t *testing.T) {
	for _, line := range goList(t, "-f", `{{.ImportPath}}{{range .Imports}} {{.}}{{end}}`, "sim/...") {
		fields := strings.Fields(line)
		pkg, imports := fields[0], fields[1:]
		if _, ok := ruleOf(pkg); !ok {
			t.Errorf("%s: there is no rule for this package", pkg)
			continue
		}
		for _, imported := range imports {
			if strings.HasPrefix(imported, "go.yaml.in/yaml") && pkg != "sim/model/scenario" {
				t.Errorf("%s imports %s: only model/scenario knows YAML", pkg, imported)
			}
			if imported == "net/http" && pkg != "sim/output/serve" {
				t.Errorf("%s imports net/http: only output/serve serves", pkg)
			}
			if strings.HasPrefix(imported, "sim/") && !allowed(pkg, imported) {
				t.Errorf("%s may not import %s", pkg, imported)
			}
		}
	}
}

// The rules forbid what they are there to forbid, and no more.
func TestDirectionRules(t *testing.T) {
	for _, c := range []struct {
		pkg, imported string
		allowed       bool
	}{
		{"sim/model", "sim/model/registry", false},
		{"sim/model", "sim/model/portable", true},
		{"sim/model/portable", "sim/model", false},
		{"sim/model/scenario", "sim/model/study", false},
		{"sim/model/montecarlo", "sim/model/scenario", false},
		{"sim/model/study", "sim/model/scenario", true},
		{"sim/model/study", "sim/output", false},
		{"sim/output", "sim/model/study", true},
		{"sim/output", "sim/model/scenario", false},
		{"sim/output", "sim/model/protocol", false},
		{"sim/output", "sim/output/plot", false},
		{"sim/output/plot", "sim/model/scenario", false},
		{"sim/output/plot", "sim/output/table", false},
		{"sim/output/page", "sim/output/plot", true},
		{"sim/output/serve", "sim/model/scenario", false},
		{"sim/output/serve", "sim/model/montecarlo", false},
		{"sim/output/serve", "sim/model/analysis", false},
		{"sim/cmd/sim", "sim/model/study", true},
		{"sim/cmd/sim", "sim/model/montecarlo", false},
		{"sim/cmd/sim", "sim/model/analysis", false},
		{"sim/cmd/sim", "sim/model/protocol", false},
		{"sim/cmd/sim", "sim/model/process", false},
		{"sim/cmd/sim", "sim/model/dist", false},
	} {
		if allowed(c.pkg, c.imported) != c.allowed {
			t.Errorf("%s imports %s: allowed must be %v", c.pkg, c.imported, c.allowed)
		}
	}
}

// All draws are made by model/study: no other package mentions montecarlo.Run.
func TestOneCallerOfRun(t *testing.T) {
	found := false
	for _, line := range goList(t, "-f", `{{$dir := .Dir}}{{range .GoFiles}}{{$dir}}/{{.}}{{"\n"}}{{end}}`, "sim/...") {
		if line == "" {
			continue
		}
		file, err := parser.ParseFile(token.NewFileSet(), line, nil, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(file, func(n ast.Node) bool {
			if s, ok := n.(*ast.SelectorExpr); ok && s.Sel.Name == "Run" && isIdent(s.X, "montecarlo") {
				if file.Name.Name != "study" {
					t.Errorf("%s runs draws: only model/study does", line)
				}
				found = true
			}
			return true
		})
	}
	if !found {
		t.Error("nothing runs draws")
	}
}

func isIdent(x ast.Expr, name string) bool {
	id, ok := x.(*ast.Ident)
	return ok && id.Name == name
}

// ruleOf is what a package may import.
func ruleOf(pkg string) (may []string, ok bool) {
	for _, r := range layerRules {
		if pkg == r.pkg || strings.HasPrefix(pkg, strings.TrimSuffix(r.pkg, "/")+"/") {
			return r.may, true
		}
	}
	return nil, false
}

// allowed reports whether a package may import another. Every one may compute
// with what is under all of them.
func allowed(pkg, imported string) bool {
	may, _ := ruleOf(pkg)
	return imported == "sim/model/portable" ||
		strings.HasPrefix(imported, pkg+"/") && pkg != "sim/model" && pkg != "sim/output" ||
		slices.ContainsFunc(may, func(pattern string) bool {
			tree, all := strings.CutSuffix(pattern, "/...")
			return imported == tree || all && strings.HasPrefix(imported, tree+"/")
		})
}

// TestModelLinks keeps heavy libraries out of the model, however they would
// come in.
func TestModelLinks(t *testing.T) {
	for _, dep := range goList(t, "-deps", "sim/model/...") {
		for _, bad := range []string{"github.com/spf13", "gonum.org/v1/plot", "github.com/parquet-go", "charm.land", "net/http", "sim/output", "sim/cmd"} {
			if dep == bad || strings.HasPrefix(dep, bad+"/") {
				t.Errorf("the model links %s", dep)
			}
		}
	}
	for _, dep := range goList(t, "-deps", "sim/model") {
		if strings.Contains(dep, ".") {
			t.Errorf("package model links %s: it uses the standard library only", dep)
		}
	}
}
