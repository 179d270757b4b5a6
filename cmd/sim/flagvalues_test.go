package main

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/spf13/pflag"

	"sim/model/montecarlo"
)

// A reading is what a parser makes of a text: a value, or what it expected.
type reading struct {
	text, expected string
	value          any
}

func TestParsers(t *testing.T) {
	const shard = "expected i/N: part i, from 0, of N parts, at most 100000; 0/8 is the first of eight"
	for _, p := range []struct {
		name     string
		read     func(string) (any, error)
		readings []reading
	}{
		{"wholeNumber", anyOf(wholeNumber(1, 9)), []reading{
			{text: "1", value: 1},
			{text: "9", value: 9},
			{text: "0", expected: "expected a whole number from 1 to 9"},
			{text: "10", expected: "expected a whole number from 1 to 9"},
			{text: "2.5", expected: "expected a whole number from 1 to 9"},
			{text: "", expected: "expected a whole number from 1 to 9"},
		}},
		{"seedNumber", anyOf(seedNumber), []reading{
			{text: "18446744073709551615", value: uint64(1<<64 - 1)},
			{text: "-1", expected: "expected a whole number from 0 to 18446744073709551615"},
		}},
		{"finiteNumber", anyOf(finiteNumber), []reading{
			{text: "-1e3", value: -1000.0},
			{text: "NaN", expected: "expected a number"},
			{text: "inf", expected: "expected a number"},
			{text: "half", expected: "expected a number"},
		}},
		{"positiveShare", anyOf(positiveShare), []reading{
			{text: "1", value: 1.0},
			{text: "0", expected: "expected a share above 0 and up to 1, such as 0.6"},
			{text: "1.01", expected: "expected a share above 0 and up to 1, such as 0.6"},
		}},
		{"trueOrFalse", anyOf(trueOrFalse), []reading{
			{text: "true", value: true},
			{text: "yes", expected: "expected true or false"},
		}},
		{"listOf", anyOf(listOf), []reading{
			{text: " nash, ,median,", value: []string{"nash", "median"}},
			{text: ",", value: []string(nil)},
		}},
		{"weightsOf", anyOf(weightsOf), []reading{
			{text: "complete_information=2, two_level = 0.5", value: map[string]float64{"complete_information": 2, "two_level": 0.5}},
			{text: "complete_information", expected: `"complete_information" is no weight of a family; write complete_information=2,two_level=0.5`},
			{text: "two_level=much", expected: `"two_level=much" is no weight of a family; write complete_information=2,two_level=0.5`},
		}},
		{"shardOf", anyOf(shardOf), []reading{
			{text: "7/8", value: montecarlo.Shard{Index: 7, Of: 8}},
			{text: "8/8", expected: "parts count from 0, so the last of 8 is 7/8"},
			{text: "-1/8", expected: shard},
			{text: "0/100001", expected: shard},
			{text: "3", expected: shard},
		}},
		{"duration", anyOf(duration), []reading{
			{text: "90s", value: 90 * time.Second},
			{text: "-1s", expected: "expected how long, such as 90s, 10m or 1h"},
			{text: "soon", expected: "expected how long, such as 90s, 10m or 1h"},
		}},
	} {
		for _, r := range p.readings {
			got, err := p.read(r.text)
			if r.expected != "" {
				if err == nil || err.Error() != r.expected {
					t.Errorf("%s(%q): error %v, want %q", p.name, r.text, err, r.expected)
				}
				continue
			}
			if err != nil || !cmp.Equal(got, r.value) {
				t.Errorf("%s(%q) = %v, %v, want %v", p.name, r.text, got, err, r.value)
			}
		}
	}
}

// anyOf returns a parser whose value may be of any type.
func anyOf[T any](parse valueParser[T]) func(string) (any, error) {
	return func(text string) (any, error) { return parse(text) }
}

// A flag keeps its default until it is set, and refuses what it cannot read.
func TestFlagValue(t *testing.T) {
	top := 15
	f := pflag.NewFlagSet("sim", pflag.ContinueOnError)
	f.Var(flagOf(&top, "number", wholeNumber(1, 99)), "top", "how many")
	if err := f.Parse(nil); err != nil || top != 15 {
		t.Errorf("unset: %d, %v", top, err)
	}
	err := f.Parse([]string{"--top", "0"})
	if err == nil || top != 15 {
		t.Fatalf("--top 0: %d, %v", top, err)
	}
	if got, want := flagError(nil, err).Error(), "--top=0: expected a whole number from 1 to 99"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
	if err := f.Parse([]string{"--top", " 7 "}); err != nil || top != 7 {
		t.Errorf("--top 7: %d, %v", top, err)
	}
}
