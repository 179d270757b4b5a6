// Package settings reads the settings of the command line: flags, SIM_*
// environment variables and sim.yaml in the working folder. The first of them
// that says something wins; what none says is left to the scenario's run: block
// and then to the defaults. Names of scenarios never pass through it. It loads no
// file of a scenario and runs no draw.
package settings

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/viper"

	"sim/model/registry"
	"sim/model/scenario"
)

// File may lie in the working folder.
const File = "sim.yaml"

// Layers are the settings of a command, by name.
type Layers struct {
	Command *cobra.Command // whose flags come first
	v       *viper.Viper
	file    map[string]scenario.Setting // what sim.yaml says, with its places
}

// Warn prints a warning and returns why it cannot.
type Warn func(warning string) error

// names are the settings that sim.yaml and the environment may set.
var names = []string{"draws", "seed", "theories", "weights", "sampler", "until", "workers", "out", "format", "plots", "font", "full", "levers", "quiet", "shard", "resume"}

// New reads the settings for a command, and warns of SIM_* variables that set
// nothing; others are those that are no settings and mean something else. A
// mistake in sim.yaml is a scenario.Error.
func New(c *cobra.Command, warn Warn, others ...string) (*Layers, error) {
	v := viper.New()
	v.SetEnvPrefix("SIM")
	v.AutomaticEnv()
	file, err := read()
	if err != nil {
		return nil, err
	}
	values := make(map[string]any, len(file)) // viper keeps and changes what it is given
	for name, x := range file {
		if _, err := today(warn, File+": ", x.Key, asTyped); err != nil {
			return nil, err
		}
		values[name] = x.Value
		if x.List != nil {
			values[name] = strings.Join(x.List, ",")
		}
	}
	if err := v.MergeConfigMap(values); err != nil {
		return nil, err
	}
	if err := warnEnvironment(warn, os.Environ(), others); err != nil {
		return nil, err
	}
	for old, now := range renamed {
		if err := v.BindEnv(now, variable(now), variable(old)); err != nil {
			return nil, err
		}
	}
	for _, name := range names {
		if f := c.Flags().Lookup(name); f != nil {
			if err := v.BindPFlag(name, f); err != nil {
				return nil, err
			}
		}
	}
	return &Layers{c, v, file}, nil
}

// CheckFile returns the mistakes of sim.yaml in the working folder, if there is
// one. Whatever loads a scenario refuses a file with mistakes, even if it needs no
// setting.
func CheckFile() error {
	_, err := read()
	return err
}

// read reads sim.yaml of the working folder, if there is one.
func read() (map[string]scenario.Setting, error) {
	if _, err := os.Lstat(File); errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	return scenario.ReadSettings(File, names, renamed)
}

// warnEnvironment says which SIM_* variables set nothing.
func warnEnvironment(warn Warn, environment, others []string) error {
	for _, line := range slices.Sorted(slices.Values(environment)) {
		key, _, _ := strings.Cut(line, "=")
		name, ours := strings.CutPrefix(key, "SIM_")
		if name = strings.ToLower(name); !ours || slices.Contains(others, key) || slices.Contains(names, name) {
			continue
		}
		if slices.Contains(names, renamed[name]) {
			if _, err := today(warn, "", name, variable); err != nil {
				return err
			}
			continue
		}
		hint := ""
		if near := registry.Nearest(name, names); near != "" {
			hint = "; did you mean " + variable(near) + "?"
		}
		if err := warn(key + " sets nothing" + hint); err != nil {
			return err
		}
	}
	return nil
}

// IsSet reports whether a layer sets the name.
func (l *Layers) IsSet(name string) bool { return l.v.IsSet(name) }

// Text is the setting as text, and which layer it is from, for messages.
func (l *Layers) Text(name string) (value, from string) {
	value = strings.TrimSpace(l.v.GetString(name))
	switch f := l.Command.Flags().Lookup(name); {
	case f != nil && f.Changed:
		from = "--" + name + "=" + value
	case os.Getenv(variable(name)) != "":
		from = variable(name) + "=" + value
	case name == "theories" && os.Getenv("SIM_PROTOCOLS") != "":
		from = "SIM_PROTOCOLS=" + value
	default:
		x := l.file[name]
		from = fmt.Sprintf("%s:%d:%d: %s: %s", File, x.Line, x.Col, name, value)
	}
	return value, from
}

// An Error is a setting that asks for what there is not.
type Error struct {
	From string // the layer, the setting and its text; "": the error says it
	Err  error
}

// Error is the setting and what is wrong with it.
func (e *Error) Error() string {
	if e.From == "" {
		return e.Err.Error()
	}
	return e.From + ": " + e.Err.Error()
}

// Unwrap returns what is wrong.
func (e *Error) Unwrap() error { return e.Err }
