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
	{"sim/model/cause", nil},
	{"sim/model/linear", nil},
	{"sim/model/reference", []string{"sim/model/registry"}},
	{"sim/model/dist", []string{"sim/model", "sim/model/registry"}},
	{"sim/model/protocol", []string{"sim/model", "sim/model/registry"}},
	{"sim/model/theory", []string{"sim/model", "sim/model/registry", "sim/model/protocol", "sim/model/cause", "sim/model/portable"}},
	{"sim/model/process", []string{"sim/model", "sim/model/registry"}},
	{"sim/model/scenario", []string{"sim/model", "sim/model/registry", "sim/model/dist", "sim/model/linear", "sim/model/theory", "sim/model/process"}},
	{"sim/model/montecarlo", []string{"sim/model", "sim/model/registry", "sim/model/dist"}},
	{"sim/model/analysis", []string{"sim/model", "sim/model/registry", "sim/model/dist", "sim/model/montecarlo"}},
	{"sim/model/study", []string{"sim/model/..."}},
	{"sim/model", nil},
	{"sim/scenarios/tabular", []string{"sim/model", "sim/model/registry", "sim/model/scenario", "sim/model/study"}},
	{"sim/scenarios", nil},
	{"sim/output/serve", []string{"sim/model", "sim/model/study", "sim/output", "sim/output/..."}},
	{"sim/output/explore", []string{"sim/model", "sim/model/study", "sim/output", "sim/output/..."}},
	{"sim/output/live", append([]string{"sim/scenarios"}, rooms...)},
	{"sim/output/page", rooms},
	{"sim/output/artifact", rooms},
	{"sim/output/finding", rooms},
	{"sim/output/explain", rooms},
	{"sim/output/progress", rooms},
	{"sim/output/cluster", append([]string{"sim/output", "sim/output/folder"}, values...)},
	{"sim/output/", append([]string{"sim/output", "sim/output/answer"}, values...)},
	{"sim/output", values},
	{"sim/cmd/flagvalue", nil},
	{"sim/cmd/settings", []string{"sim/cmd/flagvalue", "sim/model", "sim/model/registry", "sim/model/scenario", "sim/model/study", "sim/output/artifact", "sim/output/folder", "sim/output/plot"}},
	{"sim/cmd", []string{"sim/cmd/flagvalue", "sim/cmd/settings", "sim/model", "sim/model/registry", "sim/model/scenario", "sim/model/study", "sim/output", "sim/output/...", "sim/scenarios", "sim/scenarios/tabular"}},
}

// values are the packages whose values output shows; the others read files, hold
// theories or sample.
var values = []string{"sim/model", "sim/model/registry", "sim/model/reference", "sim/model/montecarlo", "sim/model/analysis", "sim/model/study"}

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
// model/scenario knows YAML, only scenarios/tabular workbooks, only output/serve speaks HTTP, output shows what
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
			if strings.HasPrefix(imported, "github.com/xuri/excelize") && pkg != "sim/scenarios/tabular" {
				t.Errorf("%s imports %s: only scenarios/tabular knows workbooks", pkg, imported)
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
		{"sim/model/cause", "sim/model", false},
		{"sim/model/cause", "sim/model/portable", true},
		{"sim/model/scenario", "sim/model/study", false},
		{"sim/model/montecarlo", "sim/model/scenario", false},
		{"sim/model/study", "sim/model/scenario", true},
		{"sim/model/study", "sim/output", false},
		{"sim/scenarios/tabular", "sim/model/scenario", true},
		{"sim/scenarios/tabular", "sim/model/montecarlo", false},
		{"sim/output", "sim/model/study", true},
		{"sim/output", "sim/scenarios/tabular", false},
		{"sim/output", "sim/model/scenario", false},
		{"sim/output", "sim/model/protocol", false},
		{"sim/output", "sim/output/plot", false},
		{"sim/output/plot", "sim/model/scenario", false},
		{"sim/output/plot", "sim/output/table", false},
		{"sim/output/page", "sim/output/plot", true},
		{"sim/output/serve", "sim/model/scenario", false},
		{"sim/output/serve", "sim/model/montecarlo", false},
		{"sim/output/serve", "sim/model/analysis", false},
		{"sim/cmd/settings", "sim/model/study", true},
		{"sim/cmd/settings", "sim/model/montecarlo", false},
		{"sim/cmd/settings", "sim/output/serve", false},
		{"sim/cmd/settings", "sim/scenarios", false},
		{"sim/cmd/sim", "sim/cmd/settings", true},
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
	for _, line := range goList(t, "-f", `{{$pkg := .ImportPath}}{{$dir := .Dir}}{{range .GoFiles}}{{$pkg}} {{$dir}}/{{.}}{{"\n"}}{{end}}`, "sim/...") {
		pkg, path, ok := strings.Cut(line, " ")
		if !ok {
			continue
		}
		file, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		if mentionsRun(file) {
			if pkg != "sim/model/study" {
				t.Errorf("%s runs draws: only model/study does", path)
			}
			found = true
		}
	}
	if !found {
		t.Error("nothing runs draws")
	}
}

// montecarlo.Run is found under whatever name the package is imported.
func TestMentionsRun(t *testing.T) {
	for source, want := range map[string]bool{
		`import "sim/model/montecarlo"; var _ = montecarlo.Run`:                                  true,
		`import mc "sim/model/montecarlo"; func f() { mc.Run() }`:                                true,
		`import . "sim/model/montecarlo"; func f() { Run() }`:                                    true,
		`import mc "sim/model/montecarlo"; import "sim/model/montecarlo"; func f() { mc.Run() }`: true,
		`import "sim/model/montecarlo"; var _ = montecarlo.NewTally`:                             false,
		`import montecarlo "sim/model/study"; func f() { montecarlo.Run() }`:                     false,
		`import mc "sim/model/montecarlo"; func f(s mc.Config) { s.Run() }`:                      false,
	} {
		file, err := parser.ParseFile(token.NewFileSet(), "", "package p; "+source, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		if got := mentionsRun(file); got != want {
			t.Errorf("%s: mentions montecarlo.Run: %v, want %v", source, got, want)
		}
	}
}

// mentionsRun reports whether a file mentions montecarlo.Run. An import into the
// file's own names counts: a mention cannot be told from other names then.
func mentionsRun(file *ast.File) bool {
	var names []string
	for _, imported := range file.Imports {
		switch {
		case imported.Path.Value != `"sim/model/montecarlo"`:
		case imported.Name != nil:
			names = append(names, imported.Name.Name)
		default:
			names = append(names, "montecarlo")
		}
	}
	found := slices.Contains(names, ".")
	ast.Inspect(file, func(n ast.Node) bool {
		if s, ok := n.(*ast.SelectorExpr); ok && s.Sel.Name == "Run" {
			id, ok := s.X.(*ast.Ident)
			found = found || ok && slices.Contains(names, id.Name)
		}
		return true
	})
	return found
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
