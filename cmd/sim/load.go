package main

import (
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"sim/model/registry"
	"sim/model/scenario"
	"sim/scenarios"
)

// load reads a scenario: a file, or by its bare name one of the library's.
func load(name string, set []string) (*scenario.Scenario, error) {
	if _, err := readSettings(); err != nil {
		return nil, err
	}
	if !bare(name) {
		return scenario.Load(name, scenario.Options{Set: set, Library: scenarios.FS})
	}
	library := libraryNames()
	if slices.Contains(library, name) {
		return scenario.Load(name+".yaml", scenario.Options{Set: set, FS: scenarios.FS})
	}
	if info, err := os.Stat(name); err == nil && !info.IsDir() {
		return scenario.Load(name, scenario.Options{Set: set, Library: scenarios.FS})
	}
	if _, err := os.Stat(name + ".yaml"); err == nil {
		return nil, usage("there is no scenario %q in the library; did you mean the file %s.yaml?", name, name)
	}
	return nil, &usageError{&registry.UnknownError{What: "scenario", Name: name, Known: library}}
}

// bare reports whether name names a scenario of the library rather than a file.
func bare(name string) bool {
	ext := filepath.Ext(name)
	return !strings.ContainsAny(name, `/\`) && ext != ".yaml" && ext != ".yml" && name != "" && name != "." && name != ".."
}

// libraryNames lists the scenarios that ship with the program.
func libraryNames() []string {
	files, err := fs.Glob(scenarios.FS, "*.yaml")
	if err != nil {
		return nil // only a malformed pattern is an error
	}
	for i, f := range files {
		files[i] = strings.TrimSuffix(f, ".yaml")
	}
	return files
}
