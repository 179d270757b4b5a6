package study_test

import (
	"slices"
	"strings"
	"testing"

	"sim/model/reference"
	"sim/model/scenario"
)

// TestReferenceNames: scenarios may name every reference class, and no other.
func TestReferenceNames(t *testing.T) {
	var names []string
	for _, c := range reference.All {
		names = append(names, c.Name)
	}
	keys := scenario.Keys()
	k := keys[slices.IndexFunc(keys, func(k scenario.Key) bool { return k.Path == "reference[]" })]
	if !strings.HasSuffix(k.Takes, strings.Join(names, ", ")) {
		t.Errorf("reference takes %q; the classes are %q", k.Takes, names)
	}
}
