package study

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"sim/model"
	"sim/model/registry"
)

// ParsePair reads two different parties, separated by a comma. The error says what
// is wrong with the text, and holds a *registry.UnknownError for each name that is
// not a party's.
func ParsePair(b *model.Bargain, text string) (pair [2]int, err error) {
	ids := strings.Split(text, ",")
	if len(ids) != 2 {
		return pair, fmt.Errorf("expected two parties, such as %s", ExamplePair(b))
	}
	var known []string
	for i := range b.Parties {
		known = append(known, b.Parties[i].ID)
	}
	var errs []error
	for n, id := range ids {
		if pair[n] = slices.Index(known, strings.TrimSpace(id)); pair[n] < 0 {
			errs = append(errs, &registry.UnknownError{What: "party", Name: strings.TrimSpace(id), Known: known})
		}
	}
	if errs == nil && pair[0] == pair[1] {
		errs = append(errs, errors.New("expected two different parties"))
	}
	return pair, errors.Join(errs...)
}

// ExamplePair is the scenario's first two parties, as ParsePair takes them.
func ExamplePair(b *model.Bargain) string {
	if len(b.Parties) < 2 {
		return "a,b"
	}
	return b.Parties[0].ID + "," + b.Parties[1].ID
}
