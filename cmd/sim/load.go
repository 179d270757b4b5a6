package main

import (
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"sim/model/registry"
	"sim/model/scenario"
	"sim/model/study"
	"sim/scenarios"
)

// sourceOf is where the scenario that a name means is read from: a file, or by its
// bare name one of the library's.
func sourceOf(name string, set []string) (study.Source, error) {
	if _, err := readSettings(); err != nil {
		return study.Source{}, err
	}
	file := study.Source{Path: name, Changes: set, Library: scenarios.FS}
	if !bare(name) {
		return file, nil
	}
	library := libraryNames()
	if slices.Contains(library, name) {
		return study.Source{Path: name + ".yaml", Changes: set, FS: scenarios.FS, Library: scenarios.FS}, nil
	}
	if info, err := os.Stat(name); err == nil && !info.IsDir() {
		return file, nil
	}
	if _, err := os.Stat(name + ".yaml"); err == nil {
		return file, usage("there is no scenario %q in the library; did you mean the file %s.yaml?", name, name)
	}
	return file, &usageError{&registry.UnknownError{What: "scenario", Name: name, Known: library}}
}

// load reads a scenario as it is, whatever the settings.
func load(name string, set []string) (*scenario.Scenario, error) {
	return loadWith(name, set, "")
}

// loadWith is load for changes that stand in a flag other than --set.
func loadWith(name string, set []string, flag string) (*scenario.Scenario, error) {
	src, err := sourceOf(name, set)
	if err != nil {
		return nil, err
	}
	src.Flag = flag
	return src.Load()
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
