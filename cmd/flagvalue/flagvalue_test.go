package flagvalue_test

import (
	"errors"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/spf13/pflag"

	"sim/cmd/flagvalue"
)

// A reading is what a parser makes of a text: a value, or what it expected.
type reading struct {
	text, expected string
	value          any
}

func TestParsers(t *testing.T) {
	for _, p := range []struct {
		name     string
		read     func(string) (any, error)
		readings []reading
	}{
		{"Int", anyOf(flagvalue.Int(1, 9)), []reading{
			{text: "1", value: 1},
			{text: "9", value: 9},
			{text: "0", expected: "expected a whole number from 1 to 9"},
			{text: "10", expected: "expected a whole number from 1 to 9"},
			{text: "2.5", expected: "expected a whole number from 1 to 9"},
			{text: "", expected: "expected a whole number from 1 to 9"},
		}},
		{"Seed", anyOf(flagvalue.Seed), []reading{
			{text: "18446744073709551615", value: uint64(1<<64 - 1)},
			{text: "-1", expected: "expected a whole number from 0 to 18446744073709551615"},
		}},
		{"Number", anyOf(flagvalue.Number), []reading{
			{text: "-1e3", value: -1000.0},
			{text: "NaN", expected: "expected a number"},
			{text: "inf", expected: "expected a number"},
			{text: "half", expected: "expected a number"},
		}},
		{"Share", anyOf(flagvalue.Share), []reading{
			{text: "1", value: 1.0},
			{text: "0", expected: "expected a share above 0 and up to 1, such as 0.6"},
			{text: "1.01", expected: "expected a share above 0 and up to 1, such as 0.6"},
		}},
		{"Bool", anyOf(flagvalue.Bool), []reading{
			{text: "true", value: true},
			{text: "yes", expected: "expected true or false"},
		}},
		{"List", anyOf(flagvalue.List), []reading{
			{text: " nash, ,median,", value: []string{"nash", "median"}},
			{text: ",", value: []string(nil)},
		}},
		{"Duration", anyOf(flagvalue.Duration), []reading{
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
func anyOf[T any](parse flagvalue.Parser[T]) func(string) (any, error) {
	return func(text string) (any, error) { return parse(text) }
}

// A flag keeps its default until it is set, and refuses what it cannot read.
func TestValue(t *testing.T) {
	top := 15
	f := pflag.NewFlagSet("sim", pflag.ContinueOnError)
	v := flagvalue.Of(&top, "number", flagvalue.Int(1, 99))
	f.Var(v, "top", "how many")
	if err := f.Parse(nil); err != nil || v.Get() != 15 || v.Given() {
		t.Errorf("unset: %d, %v", top, err)
	}
	if _, ok := errors.AsType[*flagvalue.ExpectedError](f.Parse([]string{"--top", "0"})); !ok || top != 15 || v.Given() {
		t.Fatalf("--top 0: %d, an ExpectedError: %v", top, ok)
	}
	if err := f.Parse([]string{"--top", " 7 "}); err != nil || top != 7 || !v.Given() {
		t.Errorf("--top 7: %d, %v", top, err)
	}
}
