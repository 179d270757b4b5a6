package main

import (
	"errors"
	"fmt"
	"math"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/pflag"

	"sim/model/study"
)

// A valueParser reads the text of a flag or setting. Its error says what was
// expected; whoever asks says which flag or setting it is.
type valueParser[T any] func(text string) (T, error)

// A flagValue is a pflag.Value that checks itself with a parser when it is set.
type flagValue[T any] struct {
	value *T
	parse valueParser[T]
	text  string
	kind  string // what --help shows in its place
}

// flagOf returns a flag value that holds *value, which stays as it is, the
// default, until the flag is set.
func flagOf[T any](value *T, kind string, parse valueParser[T]) *flagValue[T] {
	return &flagValue[T]{value: value, parse: parse, kind: kind}
}

// Values of the flags that are settings too: they only check, for settings read
// what flag, environment and sim.yaml say together.
func drawsFlag() pflag.Value   { return flagOf(new(int), "number", wholeNumber(1, maxDraws)) }
func workersFlag() pflag.Value { return flagOf(new(int), "number", wholeNumber(1, maxWorkers)) }
func seedFlag() pflag.Value    { return flagOf(new(uint64), "number", seedNumber) }
func weightsFlag() pflag.Value { return flagOf(new(map[string]float64), "list", weightsOf) }
func listFlag() pflag.Value    { return flagOf(new([]string), "list", listOf) }
func leversFlag() pflag.Value  { return flagOf(new(int), "draws", study.ParseLevers) }
func shardFlag() pflag.Value   { return flagOf(new(study.Shard), "i/N", shardOf) }

// Set implements pflag.Value.
func (f *flagValue[T]) Set(text string) error {
	x, err := f.parse(strings.TrimSpace(text))
	if err != nil {
		return &expectedError{err}
	}
	*f.value, f.text = x, text
	return nil
}

// given reports whether the flag was set.
func (f *flagValue[T]) given() bool { return f.text != "" }

// String implements pflag.Value: the text that was set; empty before.
func (f *flagValue[T]) String() string { return f.text }

// Type implements pflag.Value.
func (f *flagValue[T]) Type() string { return f.kind }

// An expectedError says what a flag value expected in place of its text.
type expectedError struct{ err error }

func (e *expectedError) Error() string { return e.err.Error() }
func (e *expectedError) Unwrap() error { return e.err }

// wholeNumber reads a whole number from least to most.
func wholeNumber(least, most int) valueParser[int] {
	return func(text string) (int, error) {
		n, err := strconv.Atoi(text)
		if err != nil || n < least || n > most {
			return 0, fmt.Errorf("expected a whole number from %d to %d", least, most)
		}
		return n, nil
	}
}

// seedNumber reads the seed of the random numbers.
func seedNumber(text string) (uint64, error) {
	n, err := strconv.ParseUint(text, 10, 64)
	if err != nil {
		return 0, fmt.Errorf("expected a whole number from 0 to %d", uint64(math.MaxUint64))
	}
	return n, nil
}

// finiteNumber reads a number.
func finiteNumber(text string) (float64, error) {
	x, err := strconv.ParseFloat(text, 64)
	if err != nil || math.IsNaN(x) || math.IsInf(x, 0) {
		return 0, errors.New("expected a number")
	}
	return x, nil
}

// positiveShare reads a share above 0 and up to 1.
func positiveShare(text string) (float64, error) {
	x, err := finiteNumber(text)
	if err != nil || x <= 0 || x > 1 {
		return 0, errors.New("expected a share above 0 and up to 1, such as 0.6")
	}
	return x, nil
}

// trueOrFalse reads a switch.
func trueOrFalse(text string) (bool, error) {
	yes, err := strconv.ParseBool(text)
	if err != nil {
		return false, errors.New("expected true or false")
	}
	return yes, nil
}

// listOf reads a list, separated by commas; empty items are left out.
func listOf(text string) ([]string, error) {
	var items []string
	for item := range strings.SplitSeq(text, ",") {
		if item = strings.TrimSpace(item); item != "" {
			items = append(items, item)
		}
	}
	return items, nil
}

// weightsOf reads how much each family of theories weighs.
func weightsOf(text string) (map[string]float64, error) {
	weights := map[string]float64{}
	items, _ := listOf(text)
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

// duration reads how long to wait; 0 is not at all.
func duration(text string) (time.Duration, error) {
	d, err := time.ParseDuration(text)
	if err != nil || d < 0 {
		return 0, errors.New("expected how long, such as 90s, 10m or 1h")
	}
	return d, nil
}
