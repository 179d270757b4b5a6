// Package flagvalue reads the texts of flags and settings: values that check
// themselves, and say what they expected.
package flagvalue

import "strings"

// A Parser reads the text of a flag or setting. Its error says what was
// expected; whoever asks says which flag or setting it is.
type Parser[T any] func(text string) (T, error)

// A Value is a pflag.Value that checks itself with a parser when it is set.
type Value[T any] struct {
	value *T
	parse Parser[T]
	text  string
	kind  string
}

// Of returns the value of a flag that is kept in *value, which stays as it is,
// the default, until the flag is set. Kind is what help shows in its place.
func Of[T any](value *T, kind string, parse Parser[T]) *Value[T] {
	return &Value[T]{value: value, parse: parse, kind: kind}
}

// Set implements pflag.Value. The error is an *ExpectedError.
func (v *Value[T]) Set(text string) error {
	x, err := v.parse(strings.TrimSpace(text))
	if err != nil {
		return &ExpectedError{err}
	}
	*v.value, v.text = x, text
	return nil
}

// Get returns the value, which is the default until the flag is set.
func (v *Value[T]) Get() T { return *v.value }

// Given reports whether the flag was set.
func (v *Value[T]) Given() bool { return v.text != "" }

// String implements pflag.Value: the text that was set; empty before.
func (v *Value[T]) String() string { return v.text }

// Type implements pflag.Value: the kind.
func (v *Value[T]) Type() string { return v.kind }

// An ExpectedError says what a flag expected in place of its text.
type ExpectedError struct{ err error }

// Error says what was expected.
func (e *ExpectedError) Error() string { return e.err.Error() }

// Unwrap returns the parser's error.
func (e *ExpectedError) Unwrap() error { return e.err }
