package cluster

import (
	"embed"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"text/template"

	"sim/output/folder"
)

//go:embed templates
var templates embed.FS

// CheckVacant refuses a folder that holds something else than submit files.
func (s *Submission) CheckVacant(dir string) error {
	entries, err := os.ReadDir(dir)
	ours := func(e os.DirEntry) bool {
		return strings.HasPrefix(e.Name(), ".") || slices.Contains(files[s.engine], e.Name())
	}
	if err != nil || len(entries) == 0 || slices.ContainsFunc(entries, ours) {
		return nil // nothing there, or writing says what is wrong with it
	}
	return fmt.Errorf("%s: this folder is not empty and holds no submit files for %s", dir, s.engine)
}

// Write writes the submit files into dir, all or none.
func (s *Submission) Write(dir string) error {
	f, err := folder.Begin(dir)
	if err != nil {
		return err
	}
	functions := template.FuncMap{"json": quoted, "pod": func(s string) (string, error) { return quoted(strings.ReplaceAll(s, "$(", "$$(")) }}
	texts, err := template.New(s.engine).Funcs(functions).ParseFS(templates, "templates/*")
	for _, name := range files[s.engine] {
		if err == nil {
			err = f.WriteFile(name, func(w io.Writer) error { return texts.ExecuteTemplate(w, name, s) })
		}
	}
	if err == nil && s.engine == "slurm" {
		err = f.WriteFile(s.File, func(w io.Writer) error { _, err := io.WriteString(w, s.Text); return err })
	}
	if err != nil {
		f.Discard()
		return err
	}
	if err := f.Commit(); err != nil || s.engine != "slurm" {
		return err
	}
	return os.MkdirAll(filepath.Join(dir, "logs"), 0o755) // Slurm makes no folder for its logs
}

// quoted is text as a string of JSON, which is one of YAML too.
func quoted(text string) (string, error) {
	b, err := json.Marshal(text)
	return string(b), err
}
