package settings

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/spf13/pflag"

	"sim/cmd/flagvalue"
	"sim/model/study"
)

// The most that a setting may ask for.
const (
	MaxDraws   = 1_000_000_000
	maxWorkers = 4096
	MaxShards  = 100_000 // parts of a run
)

// DrawsFlag is the value of a flag for the setting draws. It only checks, like those
// below: Layers read what flag, environment and sim.yaml say together.
func DrawsFlag() pflag.Value { return flagvalue.Of(new(int), "number", flagvalue.Int(1, MaxDraws)) }

// WorkersFlag is the value of a flag for the setting workers.
func WorkersFlag() pflag.Value { return flagvalue.Of(new(int), "number", flagvalue.Int(1, maxWorkers)) }

// SeedFlag is the value of a flag for the setting seed.
func SeedFlag() pflag.Value { return flagvalue.Of(new(uint64), "number", flagvalue.Seed) }

// WeightsFlag is the value of a flag for the setting weights.
func WeightsFlag() pflag.Value { return flagvalue.Of(new(map[string]float64), "list", weightsOf) }

// ListFlag is the value of a flag for theories, format and plots.
func ListFlag() pflag.Value { return flagvalue.Of(new([]string), "list", flagvalue.List) }

// LeversFlag is the value of a flag for the setting levers.
func LeversFlag() pflag.Value { return flagvalue.Of(new(int), "draws", study.ParseLevers) }

// ShardFlag is the value of a flag for the setting shard.
func ShardFlag() pflag.Value { return flagvalue.Of(new(study.Shard), "i/N", shardOf) }

// AddFont adds the flag --font.
func AddFont(f *pflag.FlagSet) {
	f.String("font", "", "TrueType or OpenType font for letters in PNG and PDF pictures that the program's own lacks")
}

// weightsOf reads how much each family of theories weighs.
func weightsOf(text string) (map[string]float64, error) {
	weights := map[string]float64{}
	items, _ := flagvalue.List(text)
	for _, item := range items {
		family, value, ok := strings.Cut(item, "=")
		x, err := strconv.ParseFloat(strings.TrimSpace(value), 64)
		if !ok || err != nil {
			return nil, fmt.Errorf("%q is no weight of a family; write complete_information=2,two_level=0.5", item)
		}
		weights[strings.TrimSpace(family)] = x
	}
	return weights, nil
}

// shardOf reads i/N: part i, from 0, of N.
func shardOf(text string) (s study.Shard, err error) {
	i, n, cut := strings.Cut(text, "/")
	var errs [2]error
	s.Index, errs[0] = strconv.Atoi(i)
	s.Of, errs[1] = strconv.Atoi(n)
	switch {
	case !cut || errs[0] != nil || errs[1] != nil || s.Of < 1 || s.Of > MaxShards || s.Index < 0:
		return s, fmt.Errorf("expected i/N: part i, from 0, of N parts, at most %d; 0/8 is the first of eight", MaxShards)
	case s.Index >= s.Of:
		return s, fmt.Errorf("parts count from 0, so the last of %d is %d/%d", s.Of, s.Of-1, s.Of)
	}
	return s, nil
}
