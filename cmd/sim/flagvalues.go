package main

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/spf13/pflag"

	"sim/cmd/flagvalue"
	"sim/model/study"
)

// Values of the flags that are settings too: they only check, for settings read
// what flag, environment and sim.yaml say together.
func drawsFlag() pflag.Value { return flagvalue.Of(new(int), "number", flagvalue.Int(1, maxDraws)) }

func workersFlag() pflag.Value { return flagvalue.Of(new(int), "number", flagvalue.Int(1, maxWorkers)) }
func seedFlag() pflag.Value    { return flagvalue.Of(new(uint64), "number", flagvalue.Seed) }
func weightsFlag() pflag.Value { return flagvalue.Of(new(map[string]float64), "list", weightsOf) }
func listFlag() pflag.Value    { return flagvalue.Of(new([]string), "list", flagvalue.List) }
func leversFlag() pflag.Value  { return flagvalue.Of(new(int), "draws", study.ParseLevers) }
func shardFlag() pflag.Value   { return flagvalue.Of(new(study.Shard), "i/N", shardOf) }

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

// maxShards is how many parts a run may be cut into.
const maxShards = 100_000

// shardOf reads i/N: part i, from 0, of N.
func shardOf(text string) (s study.Shard, err error) {
	i, n, cut := strings.Cut(text, "/")
	var errs [2]error
	s.Index, errs[0] = strconv.Atoi(i)
	s.Of, errs[1] = strconv.Atoi(n)
	switch {
	case !cut || errs[0] != nil || errs[1] != nil || s.Of < 1 || s.Of > maxShards || s.Index < 0:
		return s, fmt.Errorf("expected i/N: part i, from 0, of N parts, at most %d; 0/8 is the first of eight", maxShards)
	case s.Index >= s.Of:
		return s, fmt.Errorf("parts count from 0, so the last of %d is %d/%d", s.Of, s.Of-1, s.Of)
	}
	return s, nil
}
