package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"runtime"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
	"github.com/spf13/viper"

	"sim/model/montecarlo"
	"sim/model/registry"
	"sim/model/scenario"
	"sim/output"
)

// settingsFile may lie in the working folder.
const settingsFile = "sim.yaml"

// Defaults, where neither flag, environment, sim.yaml nor the scenario says otherwise.
const (
	defaultDraws   = 4096
	defaultSeed    = 1
	defaultSampler = "random"
	maxDraws       = 1_000_000_000
	maxWorkers     = 4096
)

// layers holds settings by name. The first that says something wins: flag,
// SIM_* environment, sim.yaml. What none of them says is left to the
// scenario's run: block and then to the defaults. Names of scenarios never
// pass through it.
type layers struct {
	v    *viper.Viper
	c    *cobra.Command
	file map[string]scenario.Setting // what sim.yaml says, with its places
}

// settingNames are the settings that sim.yaml and the environment may set.
var settingNames = []string{"draws", "seed", "protocols", "weights", "sampler", "until", "workers", "out", "format", "quiet", "shard", "resume"}

// newLayers reads the layers for a command.
func newLayers(c *cobra.Command) (*layers, error) {
	v := viper.New()
	v.SetEnvPrefix("SIM")
	v.AutomaticEnv()
	file, err := readSettings()
	if err != nil {
		return nil, err
	}
	values := make(map[string]any, len(file)) // viper keeps and changes what it is given
	for name, x := range file {
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
	for _, name := range settingNames {
		if f := c.Flags().Lookup(name); f != nil {
			if err := v.BindPFlag(name, f); err != nil {
				return nil, err
			}
		}
	}
	return &layers{v, c, file}, nil
}

// readSettings reads sim.yaml of the working folder, if there is one. Whatever
// loads a scenario refuses a file with mistakes, even if it needs no setting.
func readSettings() (map[string]scenario.Setting, error) {
	if _, err := os.Lstat(settingsFile); errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	return scenario.ReadSettings(settingsFile, settingNames)
}

// warnEnvironment says which SIM_* variables set nothing.
func warnEnvironment(w io.Writer, environment []string) error {
	for _, line := range slices.Sorted(slices.Values(environment)) {
		key, _, _ := strings.Cut(line, "=")
		name, ours := strings.CutPrefix(key, "SIM_")
		if name = strings.ToLower(name); !ours || slices.Contains(settingNames, name) {
			continue
		}
		hint := ""
		if near := registry.Nearest(name, settingNames); near != "" {
			hint = fmt.Sprintf("; did you mean SIM_%s?", strings.ToUpper(near))
		}
		if _, err := fmt.Fprintln(w, output.Printable("warning: "+key+" sets nothing"+hint)); err != nil {
			return err
		}
	}
	return nil
}

// said reports whether a layer sets the name.
func (l *layers) said(name string) bool { return l.v.IsSet(name) }

// text is the setting as text, and which layer it is from, for messages.
func (l *layers) text(name string) (value, from string) {
	value = strings.TrimSpace(l.v.GetString(name))
	switch f := l.c.Flags().Lookup(name); {
	case f != nil && f.Changed:
		from = "--" + name + "=" + value
	case os.Getenv("SIM_"+strings.ToUpper(name)) != "":
		from = "SIM_" + strings.ToUpper(name) + "=" + value
	default:
		x := l.file[name]
		from = fmt.Sprintf("%s:%d:%d: %s: %s", settingsFile, x.Line, x.Col, name, value)
	}
	return value, from
}

// count is a setting that is a whole number from 1 to most; otherwise
// returns what stands in for it if no layer sets it.
func (l *layers) count(name string, most, otherwise int) (int, error) {
	if !l.said(name) {
		return otherwise, nil
	}
	value, from := l.text(name)
	n, err := strconv.Atoi(value)
	if err != nil || n < 1 || n > most {
		return 0, usage("%s: expected a whole number from 1 to %d", from, most)
	}
	return n, nil
}

// list is a setting that is a list, separated by commas; nil if no layer sets it.
func (l *layers) list(name string) []string {
	if !l.said(name) {
		return nil
	}
	value, _ := l.text(name)
	var items []string
	for item := range strings.SplitSeq(value, ",") {
		if item = strings.TrimSpace(item); item != "" {
			items = append(items, item)
		}
	}
	return items
}

// seed is the seed of the run.
func (l *layers) seed(s *scenario.Scenario) (uint64, error) {
	if !l.said("seed") {
		if s.Run.HasSeed {
			return s.Run.Seed, nil
		}
		return defaultSeed, nil
	}
	value, from := l.text("seed")
	n, err := strconv.ParseUint(value, 10, 64)
	if err != nil {
		return 0, usage("%s: expected a whole number from 0 to 18446744073709551615", from)
	}
	return n, nil
}

// config is how s is to be played, and on which condition it may stop early.
func (l *layers) config(s *scenario.Scenario) (cfg montecarlo.Config, until []string, err error) {
	draws := s.Run.Draws
	if draws == 0 {
		draws = defaultDraws
	}
	var errs [4]error
	cfg.Draws, errs[0] = l.count("draws", maxDraws, draws)
	cfg.Workers, errs[1] = l.count("workers", maxWorkers, runtime.GOMAXPROCS(0))
	cfg.Seed, errs[2] = l.seed(s)
	cfg.Sampler = defaultSampler
	if s.Run.Sampler != "" {
		cfg.Sampler = s.Run.Sampler
	}
	if l.said("sampler") {
		value, from := l.text("sampler")
		cfg.Sampler = value
		if _, err := montecarlo.Samplers.Lookup(value); err != nil {
			errs[3] = usage("%s: %w", from, &registry.UnknownError{What: "sampler", Name: value, Known: montecarlo.Samplers.Names()})
		}
	}
	if errs[0] == nil && errs[3] == nil {
		errs[3] = suits(cfg.Sampler, cfg.Draws)
	}
	return cfg, l.until(s), errors.Join(errs[:]...)
}

// until lists the conditions that must all hold for a run to stop early.
// Conditions may hold commas, so a list of them is taken as it was given; empty
// ones take away those of the scenario.
func (l *layers) until(s *scenario.Scenario) []string {
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
func (l *layers) flag(name string) (bool, error) {
	if !l.said(name) {
		return false, nil
	}
	value, from := l.text(name)
	yes, err := strconv.ParseBool(value)
	if err != nil {
		return false, usage("%s: expected true or false", from)
	}
	return yes, nil
}

// suits says whether a sampler can make so many draws.
func suits(name string, draws int) error {
	entry, err := montecarlo.Samplers.Lookup(name)
	if err != nil {
		return usage("sampler: %w", err)
	}
	sampler, err := entry.Default()
	if err != nil {
		return err
	}
	if err := sampler.Check(draws); err != nil {
		return usage("sampler %s: %w", name, err)
	}
	return nil
}

// choose lets the settings overrule which theories are played.
func (l *layers) choose(s *scenario.Scenario) error {
	names := l.list("protocols")
	if !l.said("protocols") {
		return nil
	}
	_, from := l.text("protocols")
	if len(names) == 0 {
		return usage("%s: name at least one theory, or all; see sim list protocols", from)
	}
	if err := s.Choose(names); err != nil {
		return usage("%s: %w", from, unprefixed(err))
	}
	return nil
}

// weigh lets the settings overrule how much families of theories weigh where
// they are pooled, and returns what they say; nil if nothing. If they only choose
// other theories, the scenario's weights must still leave these any.
func (l *layers) weigh(s *scenario.Scenario) (weights map[string]float64, err error) {
	if !l.said("weights") {
		if err := s.Weigh(s.Bargain.Weights); err != nil {
			return nil, usage("weights: %w", err)
		}
		return nil, nil
	}
	_, from := l.text("weights")
	weights = map[string]float64{}
	for _, item := range l.list("weights") {
		family, value, ok := strings.Cut(item, "=")
		x, err := strconv.ParseFloat(strings.TrimSpace(value), 64)
		if !ok || err != nil {
			return nil, usage("%s: %q is no weight of a family; write cooperative=2,crisis=0.5", from, item)
		}
		weights[strings.TrimSpace(family)] = x
	}
	if err := s.Weigh(weights); err != nil {
		return nil, usage("%s: %w", from, err)
	}
	return weights, nil
}
