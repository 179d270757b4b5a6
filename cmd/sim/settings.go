package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
	"github.com/spf13/viper"

	"sim/cmd/flagvalue"
	"sim/model/registry"
	"sim/model/scenario"
	"sim/model/study"
	"sim/output/artifact"
	"sim/output/plot"
)

// settingsFile may lie in the working folder.
const settingsFile = "sim.yaml"

// The most that a setting may ask for.
const (
	maxDraws   = 1_000_000_000
	maxWorkers = 4096
)

// settings holds settings by name. The first that says something wins: flag,
// SIM_* environment, sim.yaml. What none of them says is left to the
// scenario's run: block and then to the defaults. Names of scenarios never
// pass through it.
type settings struct {
	v    *viper.Viper
	c    *cobra.Command
	file map[string]scenario.Setting // what sim.yaml says, with its places
}

// settingNames are the settings that sim.yaml and the environment may set.
var settingNames = []string{"draws", "seed", "theories", "weights", "sampler", "until", "workers", "out", "format", "plots", "font", "full", "levers", "quiet", "shard", "resume"}

// newSettings reads the settings for a command.
func newSettings(c *cobra.Command) (*settings, error) {
	v := viper.New()
	v.SetEnvPrefix("SIM")
	v.AutomaticEnv()
	file, err := readSettings()
	if err != nil {
		return nil, err
	}
	values := make(map[string]any, len(file)) // viper keeps and changes what it is given
	for name, x := range file {
		if _, err := today(c.ErrOrStderr(), settingsFile+": ", x.Key, asTyped); err != nil {
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
	if err := warnEnvironment(c.ErrOrStderr(), os.Environ()); err != nil {
		return nil, err
	}
	for old, now := range renamed {
		if err := v.BindEnv(now, variable(now), variable(old)); err != nil {
			return nil, err
		}
	}
	for _, name := range settingNames {
		if f := c.Flags().Lookup(name); f != nil {
			if err := v.BindPFlag(name, f); err != nil {
				return nil, err
			}
		}
	}
	return &settings{v, c, file}, nil
}

// readSettings reads sim.yaml of the working folder, if there is one. Whatever
// loads a scenario refuses a file with mistakes, even if it needs no setting.
func readSettings() (map[string]scenario.Setting, error) {
	if _, err := os.Lstat(settingsFile); errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	return scenario.ReadSettings(settingsFile, settingNames, renamed)
}

// warnEnvironment says which SIM_* variables set nothing.
func warnEnvironment(w io.Writer, environment []string) error {
	for _, line := range slices.Sorted(slices.Values(environment)) {
		key, _, _ := strings.Cut(line, "=")
		name, ours := strings.CutPrefix(key, "SIM_")
		if name = strings.ToLower(name); !ours || key == tokenVariable || slices.Contains(settingNames, name) {
			continue
		}
		if slices.Contains(settingNames, renamed[name]) {
			if _, err := today(w, "", name, variable); err != nil {
				return err
			}
			continue
		}
		hint := ""
		if near := registry.Nearest(name, settingNames); near != "" {
			hint = "; did you mean " + variable(near) + "?"
		}
		if err := warn(w, key+" sets nothing"+hint); err != nil {
			return err
		}
	}
	return nil
}

// isSet reports whether a layer sets the name.
func (l *settings) isSet(name string) bool { return l.v.IsSet(name) }

// text is the setting as text, and which layer it is from, for messages.
func (l *settings) text(name string) (value, from string) {
	value = strings.TrimSpace(l.v.GetString(name))
	switch f := l.c.Flags().Lookup(name); {
	case f != nil && f.Changed:
		from = "--" + name + "=" + value
	case os.Getenv(variable(name)) != "":
		from = variable(name) + "=" + value
	case name == "theories" && os.Getenv("SIM_PROTOCOLS") != "":
		from = "SIM_PROTOCOLS=" + value
	default:
		x := l.file[name]
		from = fmt.Sprintf("%s:%d:%d: %s: %s", settingsFile, x.Line, x.Col, name, value)
	}
	return value, from
}

// setting reads a setting; otherwise is what it is if no layer sets it.
func setting[T any](l *settings, name string, parse flagvalue.Parser[T], otherwise T) (T, error) {
	if !l.isSet(name) {
		return otherwise, nil
	}
	value, from := l.text(name)
	x, err := parse(value)
	if err != nil {
		return x, usage("%s: %w", from, err)
	}
	return x, nil
}

// count is a setting that is a whole number from 1 to most; otherwise is what
// it is if no layer sets it.
func (l *settings) count(name string, most, otherwise int) (int, error) {
	return setting(l, name, flagvalue.Int(1, most), otherwise)
}

// list is a setting that is a list, separated by commas; nil if no layer sets it.
func (l *settings) list(name string) []string {
	items, _ := setting(l, name, flagvalue.List, nil) // every text is a list
	return items
}

// seed is the seed of the run; otherwise stands in for it if no layer sets it.
func (l *settings) seed(otherwise uint64) (uint64, error) {
	return setting(l, "seed", flagvalue.Seed, otherwise)
}

// subject is the scenario that a name means, after the changes, as the settings
// want it simulated.
func (l *settings) subject(name string, set []string) (*study.Subject, error) {
	return l.subjectWith(name, set, "")
}

// subjectWith is subject for changes that stand in a flag other than --set.
func (l *settings) subjectWith(name string, set []string, flag string) (*study.Subject, error) {
	src, err := sourceOf(name, set)
	if err != nil {
		return nil, err
	}
	src.Flag = flag
	return l.subjectOf(src)
}

// subjectOf is the scenario that is read from src, as the settings want it simulated.
func (l *settings) subjectOf(src study.Source) (*study.Subject, error) {
	var err error
	if src.Theories, err = l.theories(); err != nil {
		return nil, err
	}
	if src.Weights, err = l.weights(); err != nil {
		return nil, err
	}
	s, err := study.New(src)
	if err != nil {
		return nil, l.blame(err)
	}
	s.Config, err = l.config(s.Scenario)
	return s, err
}

// blame puts the setting before an error about what it asks for.
func (l *settings) blame(err error) error {
	if theories, ok := errors.AsType[*study.TheoriesError](err); ok {
		_, from := l.text("theories")
		return usage("%s: %w", from, study.Unprefixed(theories.Err))
	}
	if weights, ok := errors.AsType[*study.WeightsError](err); ok {
		from := "weights"
		if l.isSet("weights") {
			_, from = l.text("weights")
		}
		return usage("%s: %w", from, weights.Err)
	}
	return err
}

// config is how s is to be simulated.
func (l *settings) config(s *scenario.Scenario) (study.Config, error) {
	cfg := study.ConfigOf(s)
	var errs [4]error
	cfg.Draws, errs[0] = l.count("draws", maxDraws, cfg.Draws)
	cfg.Workers, errs[1] = l.count("workers", maxWorkers, cfg.Workers)
	cfg.Seed, errs[2] = l.seed(cfg.Seed)
	if l.isSet("sampler") {
		value, from := l.text("sampler")
		cfg.Sampler = value
		if _, err := study.Samplers.Lookup(value); err != nil {
			errs[3] = usage("%s: %w", from, &registry.UnknownError{What: "sampler", Name: value, Known: study.Samplers.Names()})
		}
	}
	if errs[0] == nil && errs[3] == nil {
		if err := cfg.Check(); err != nil {
			errs[3] = &usageError{err}
		}
	}
	return cfg, errors.Join(errs[:]...)
}

// until lists the conditions that must all hold for a run to stop early.
// Conditions may hold commas, so a list of them is taken as it was given; empty
// ones take away those of the scenario.
func (l *settings) until(s *scenario.Scenario) []string {
	if f := l.c.Flags().Lookup("until"); f != nil && f.Changed {
		if several, ok := f.Value.(pflag.SliceValue); ok {
			return slices.DeleteFunc(several.GetSlice(), func(text string) bool { return text == "" })
		}
	}
	switch one, x := os.Getenv("SIM_UNTIL"), l.file["until"]; {
	case one != "":
		return []string{one}
	case x.List != nil:
		return x.List
	case x.Value != "":
		return []string{x.Value}
	}
	return s.Run.Until
}

// flag is a setting that is true or false; false if no layer sets it.
func (l *settings) flag(name string) (bool, error) {
	return setting(l, name, flagvalue.Bool, false)
}

// theories are the theories that the settings want simulated; nil: as the
// scenario says.
func (l *settings) theories() ([]string, error) {
	if !l.isSet("theories") {
		return nil, nil
	}
	names := l.list("theories")
	if len(names) == 0 {
		_, from := l.text("theories")
		return nil, usage("%s: name at least one theory, or all; see sim list theories", from)
	}
	return names, nil
}

// weights are how much families of theories weigh where they are pooled; nil: as
// the scenario says.
func (l *settings) weights() (map[string]float64, error) {
	if !l.isSet("weights") {
		return nil, nil
	}
	weights, err := setting(l, "weights", weightsOf, nil)
	if err != nil {
		return nil, err
	}
	return weights, nil
}

// formats is the setting of that name, checked.
func (l *settings) formats() ([]string, error) {
	return setting(l, "format", namesOf(artifact.CheckFormats), artifact.Default)
}

// namesOf reads a list of names that a check knows.
func namesOf(check func([]string) error) flagvalue.Parser[[]string] {
	return func(text string) ([]string, error) {
		names, _ := flagvalue.List(text) // every text is a list
		return names, check(names)
	}
}

// fontFlag adds the flag --font.
func fontFlag(f *pflag.FlagSet) {
	f.String("font", "", "TrueType or OpenType font for letters in PNG and PDF pictures that the program's own lacks")
}

// font is the font that the settings name; nil if they name none.
func (l *settings) font() (*plot.Font, error) { return setting(l, "font", plot.OpenFont, nil) }
