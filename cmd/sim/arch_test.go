package main

import (
	"os/exec"
	"slices"
	"strings"
	"testing"
)

// layerRules lists the rooms, the inner ones first: a room may import what
// stands beside it ("/..." for everything below a room), and its own parts.
var layerRules = []struct {
	room string
	may  []string
}{
	{"sim/model/registry", nil},
	{"sim/model/dist", []string{"sim/model", "sim/model/registry"}},
	{"sim/model/protocol", []string{"sim/model", "sim/model/registry"}},
	{"sim/model/process", []string{"sim/model", "sim/model/registry"}},
	{"sim/model/scenario", []string{"sim/model", "sim/model/registry", "sim/model/dist", "sim/model/protocol", "sim/model/process"}},
	{"sim/model/montecarlo", []string{"sim/model", "sim/model/registry", "sim/model/dist"}},
	{"sim/model/study", []string{"sim/model/..."}},
	{"sim/model/analysis", []string{"sim/model", "sim/model/registry", "sim/model/dist", "sim/model/montecarlo"}},
	{"sim/model", nil},
	{"sim/scenarios", nil},
	{"sim/output/page", []string{"sim/model/...", "sim/output/..."}},
	{"sim/output/serve", []string{"sim/model/...", "sim/output/...", "sim/output"}},
	{"sim/output/", []string{"sim/model/...", "sim/output"}},
	{"sim/output", []string{"sim/model/..."}},
	{"sim/cmd", []string{"sim/..."}},
}

func goList(t *testing.T, args ...string) []string {
	t.Helper()
	out, err := exec.Command("go", append([]string{"list"}, args...)...).CombinedOutput()
	if err != nil {
		t.Fatalf("go list %v: %v\n%s", args, err, out)
	}
	return strings.Split(strings.TrimSpace(string(out)), "\n")
}

// TestDirection keeps dependencies pointing one way: the model knows neither
// files nor pictures, only model/scenario knows YAML, only output/serve speaks
// HTTP, nothing imports cmd.
func TestDirection(t *testing.T) {
	for _, line := range goList(t, "-f", `{{.ImportPath}}{{range .Imports}} {{.}}{{end}}`, "sim/...") {
		fields := strings.Fields(line)
		room, imports := fields[0], fields[1:]
		rule, ok := ruleOf(room)
		if !ok {
			t.Errorf("%s: there is no rule for this room", room)
			continue
		}
		for _, imported := range imports {
			if strings.HasPrefix(imported, "go.yaml.in/yaml") && room != "sim/model/scenario" {
				t.Errorf("%s imports %s: only model/scenario knows YAML", room, imported)
			}
			if imported == "net/http" && room != "sim/output/serve" {
				t.Errorf("%s imports net/http: only output/serve serves", room)
			}
			if strings.HasPrefix(imported, "sim/") && !allowed(room, imported, rule) {
				t.Errorf("%s may not import %s", room, imported)
			}
		}
	}
}

// ruleOf is what a room may import.
func ruleOf(room string) (may []string, ok bool) {
	for _, r := range layerRules {
		if room == r.room || strings.HasPrefix(room, strings.TrimSuffix(r.room, "/")+"/") {
			return r.may, true
		}
	}
	return nil, false
}

func allowed(room, imported string, may []string) bool {
	return strings.HasPrefix(imported, room+"/") && room != "sim/model" && room != "sim/output" ||
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
