package settings

import (
	"errors"
	"fmt"
	"os"
	"slices"

	"github.com/spf13/pflag"

	"sim/cmd/flagvalue"
	"sim/model"
	"sim/model/scenario"
	"sim/model/study"
	"sim/output/artifact"
	"sim/output/folder"
	"sim/output/plot"
)

// get reads a setting; otherwise is what it is if no layer sets it.
func get[T any](l *Layers, name string, parse flagvalue.Parser[T], otherwise T) (T, error) {
	if !l.IsSet(name) {
		return otherwise, nil
	}
	value, from := l.Text(name)
	x, err := parse(value)
	if err != nil {
		return x, &Error{from, err}
	}
	return x, nil
}

// Workers is how many draws are simulated in parallel; otherwise is what it is if
// no layer sets it. An Error says what is wrong with it; so it is with all below.
func (l *Layers) Workers(otherwise int) (int, error) {
	return get(l, "workers", flagvalue.Int(1, maxWorkers), otherwise)
}

// Bool is a setting that is true or false; false if no layer sets it.
func (l *Layers) Bool(name string) (bool, error) { return get(l, name, flagvalue.Bool, false) }

// Levers is on how many draws each lever is tried off and full.
func (l *Layers) Levers() (int, error) {
	return get(l, "levers", study.ParseLevers, study.LeversAuto)
}

// Shard is the part of a run that is played; none if no layer sets it.
func (l *Layers) Shard() (study.Shard, error) { return get(l, "shard", shardOf, study.Shard{}) }

// Named lists the theories that the settings name, unchecked; nil if they name none.
func (l *Layers) Named() []string {
	items, _ := get(l, "theories", flagvalue.List, nil) // every text is a list
	return items
}

// theories are the theories that the settings want simulated; nil: as the
// scenario says.
func (l *Layers) theories() ([]string, error) {
	if !l.IsSet("theories") {
		return nil, nil
	}
	named := l.Named()
	if len(named) == 0 {
		_, from := l.Text("theories")
		return nil, &Error{from, errors.New("name at least one theory, or all; see sim list theories")}
	}
	return named, nil
}

// Weights are how much families of theories weigh where they are pooled; nil: as
// the scenario says.
func (l *Layers) Weights() (map[string]float64, error) { return get(l, "weights", weightsOf, nil) }

// Until lists the conditions that must all hold for a run of s to stop early.
// Conditions may hold commas, so a list of them is taken as it was given; empty
// ones take away those of the scenario.
func (l *Layers) Until(s *scenario.Scenario) []string {
	if f := l.Command.Flags().Lookup("until"); f != nil && f.Changed {
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

// Formats are those of the files to leave.
func (l *Layers) Formats() ([]string, error) {
	return get(l, "format", namesOf(artifact.CheckFormats), artifact.Default)
}

// Plots are the pictures to write of a run of b; nil: the main ones.
func (l *Layers) Plots(b *model.Bargain) ([]string, error) {
	return get(l, "plots", namesOf(plot.NameCheck(b)), nil)
}

// namesOf reads a list of names that a check knows.
func namesOf(check func([]string) error) flagvalue.Parser[[]string] {
	return func(text string) ([]string, error) {
		named, _ := flagvalue.List(text) // every text is a list
		return named, check(named)
	}
}

// Font is the font that the settings name; nil if they name none.
func (l *Layers) Font() (*plot.Font, error) { return get(l, "font", plot.OpenFont, nil) }

// Out is the folder for the results; usual if no layer sets it. Another program's
// files are never in it.
func (l *Layers) Out(usual string) (string, error) {
	if !l.IsSet("out") {
		return usual, nil
	}
	dir, _ := l.Text("out")
	if dir == "" {
		return "", &Error{"out", errors.New("the folder for the results has no name")}
	}
	if folder.HoldsOther(dir) {
		return "", &Error{"--out " + dir, fmt.Errorf("this folder is not empty and holds no run (it has no %s); name another, or empty it", folder.RunFile)}
	}
	return dir, nil
}
