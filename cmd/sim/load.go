package main

import (
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	"github.com/spf13/cobra"

	"sim/cmd/settings"
	"sim/model/registry"
	"sim/model/scenario"
	"sim/model/study"
	"sim/scenarios"
)

// stdinName is what a scenario is called that is read from standard input, which
// the name - means.
const stdinName = "stdin"

// standardInput is what comes from there: the same however often it is named.
var standardInput = sync.OnceValues(func() ([]byte, error) {
	const tooLarge = 16 << 20 // for any scenario, as reading it says
	text, err := io.ReadAll(io.LimitReader(os.Stdin, tooLarge))
	if err != nil {
		return nil, fmt.Errorf("standard input: %w", err)
	}
	if text == nil {
		text = []byte{} // which is empty, not to be read
	}
	return text, nil
})

// argument is what commands call the scenario that a subject was read from.
func argument(s *study.Subject) string {
	switch name := s.Scenario.Name; {
	case slices.Contains(slices.Concat(scenarios.Names(scenarios.FS), scenarios.Names(scenarios.Resolved)), name) && (s.Source.FS != nil || s.Source.Text != nil):
		return name
	case s.Source.Text != nil:
		return "FILE" // it came from standard input, or out of parts
	}
	return s.Source.Path
}

// subjectOf reads the scenario that a name means.
func subjectOf(name string, set []string) (*study.Subject, error) {
	src, err := sourceOf(name, set)
	if err != nil {
		return nil, err
	}
	return study.New(src)
}

// sourceOf is where the scenario that a name means is read from: a file, - for
// standard input, or by its bare name one of the library's.
func sourceOf(name string, set []string) (study.Source, error) {
	if err := settings.CheckFile(); err != nil {
		return study.Source{}, err
	}
	if name == "-" {
		text, err := standardInput()
		return study.Source{Path: stdinName, Text: text, Changes: set, Library: scenarios.FS}, err
	}
	file := study.Source{Path: name, Changes: set, Library: scenarios.FS}
	if !bare(name) {
		return file, nil
	}
	library := scenarios.Names(scenarios.FS)
	for _, shipped := range []fs.FS{scenarios.FS, scenarios.Resolved} {
		if slices.Contains(scenarios.Names(shipped), name) {
			return study.Source{Path: name + ".yaml", Changes: set, FS: shipped, Library: scenarios.FS}, nil
		}
	}
	if info, err := os.Stat(name); err == nil && !info.IsDir() {
		return file, nil
	}
	if _, err := os.Stat(name + ".yaml"); err == nil {
		return file, usage("there is no scenario %q in the library; did you mean the file %s.yaml?", name, name)
	}
	return file, &usageError{&registry.UnknownError{What: "scenario", Name: name, Known: library}}
}

// newSettings reads the settings for a command.
func newSettings(c *cobra.Command) (*settings.Layers, error) {
	return settings.New(c, warnOn(c.ErrOrStderr()), tokenVariable)
}

// simulated is the scenario that a name means, after the changes, as the settings
// want it simulated.
func simulated(l *settings.Layers, name string, set []string) (*study.Subject, error) {
	return simulatedWith(l, name, set, "")
}

// simulatedWith is simulated for changes that stand in a flag other than --set.
func simulatedWith(l *settings.Layers, name string, set []string, flag string) (*study.Subject, error) {
	src, err := sourceOf(name, set)
	if err != nil {
		return nil, err
	}
	src.Flag = flag
	return l.Subject(src)
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
