package scenario_test

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"
	"github.com/santhosh-tekuri/jsonschema/v6"
	"go.yaml.in/yaml/v4"

	"sim/model/scenario"
)

// compiled is the schema as a validator of another make reads it.
func compiled(t testing.TB) *jsonschema.Schema {
	t.Helper()
	text, err := json.Marshal(scenario.Schema())
	if err != nil {
		t.Fatal(err)
	}
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	c.DefaultDraft(jsonschema.Draft2020)
	if err := c.AddResource("scenario.schema.json", doc); err != nil {
		t.Fatal(err)
	}
	s, err := c.Compile("scenario.schema.json")
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// instance is a YAML file as a JSON document.
func instance(text []byte) (any, error) {
	var doc any
	if err := yaml.Load(text, &doc); err != nil {
		return nil, err
	}
	asJSON, err := json.Marshal(doc)
	if err != nil {
		return nil, err
	}
	return jsonschema.UnmarshalJSON(bytes.NewReader(asJSON))
}

// TestSchemaAccepts holds every good scenario of the tests and of the library
// against the schema.
func TestSchemaAccepts(t *testing.T) {
	if testing.Short() {
		t.Skip("takes long")
	}
	schema := compiled(t)
	var files []string
	for _, pattern := range []string{"testdata/*.yaml", "testdata/good/*.yaml", "../study/testdata/*.yaml", "../../scenarios/*.yaml"} {
		found, err := filepath.Glob(pattern)
		if err != nil {
			t.Fatal(err)
		}
		files = append(files, found...)
	}
	for _, name := range files {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		doc, err := instance(text)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if err := schema.Validate(doc); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		s, err := scenario.Load(name, scenario.Options{})
		if err != nil {
			t.Errorf("the schema accepts %s, but:\n%v", name, err)
			continue
		}
		resolved, err := instance([]byte(s.Text))
		if err == nil {
			err = schema.Validate(resolved)
		}
		if err != nil {
			t.Errorf("%s, resolved: %v", name, err)
		}
	}
}

// beyond are the bad inputs whose faults no schema can say: they concern
// names declared elsewhere, the text of the file, or what numbers mean together.
var beyond = map[string]string{
	"unknown-party": "names", "totals-consent": "depends on other keys", "unnamed-package": "names", "unknown-names": "names", "aims": "names", "aims-measure": "names", "aims-no-lever": "depends on other keys", "names-case": "names", "names-case-base": "names", "range-overflow": "what numbers mean together", "samples-head": "files", "counts-on": "depends on another key",
	"no-deal-consent": "depends on the parties", "levels": "depends on other keys", "causes": "depends on other keys", "known-limits": "depends on other keys", "strength": "depends on other keys", "strength-between": "depends on other keys", "power-shift-pair": "depends on other keys", "requires-circles": "names", "requires-settlement-circle": "names", "requires-deciders": "names", "standstill-issue": "depends on another key", "resolved-before": "depends on other keys", "resolved-published": "depends on other keys",
	"theory-refuses": "depends on the parties", "theory-refuses-package": "depends on the parties", "theory-refuses-risk": "depends on the parties", "duplicate-key": "text", "tags": "text",
	"aliases": "text", "second-document": "text", "nul-escaped": "text",
	"totals-contradict":       "what numbers mean together",
	"totals-together":         "what numbers mean together",
	"quota":                   "what numbers mean together",
	"correlations-impossible": "what numbers mean together",
	"observed-impossible":     "depends on other keys",
	"no-parties":              "", "cycle": "files", "cycle-self": "files", "extends-missing": "files", "extends-syntax": "files",
}

// TestSchemaRefuses holds the bad inputs against the schema: whatever it can
// say it must refuse.
func TestSchemaRefuses(t *testing.T) {
	schema := compiled(t)
	files, err := filepath.Glob("testdata/bad/*.txtar")
	if err != nil {
		t.Fatal(err)
	}
	refused := 0
	for _, name := range files {
		archive, err := txtar.ParseFile(name)
		if err != nil {
			t.Fatal(err)
		}
		var text []byte
		for _, f := range archive.Files {
			switch f.Name {
			case "in.yaml":
				text = unescape(f.Data)
			case "set":
				text = nil // the file itself is fine
			}
		}
		if text == nil {
			continue
		}
		doc, err := instance(text)
		if err != nil {
			continue // not YAML or not JSON: nothing that a schema sees
		}
		base := strings.TrimSuffix(filepath.Base(name), ".txtar")
		switch err := schema.Validate(doc); {
		case err != nil:
			refused++
			if why, ok := beyond[base]; ok {
				t.Errorf("%s is listed as beyond the schema (%s), which refuses it", base, why)
			}
		default:
			if _, ok := beyond[base]; !ok {
				t.Errorf("the schema accepts %s, which the decoder refuses", base)
			}
		}
	}
	if refused < 15 {
		t.Errorf("the schema refuses %d bad inputs only", refused)
	}
}
