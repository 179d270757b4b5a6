package scenario

import (
	"errors"
	"strings"
	"testing"
)

// What is wrong with an override names it, and the flag that it comes from.
func TestWrongOverride(t *testing.T) {
	const text = `title: T
purpose: illustration
parties: {north: {}, south: {}}
issues: {x: {question: Where?, status_quo: 0.5, positions: {north: {ideal: 1, salience: 50}, south: {ideal: 0, salience: 50}}}}
`
	for _, c := range []struct{ flag, want string }{{"", "--set "}, {"--with", "--with "}} {
		for _, override := range []string{"parties.nort.power=1", "parties.north.power=much", "parties.north.power=-1", "parties.north"} {
			_, err := Parse("t.yaml", []byte(text), Options{Set: []string{"title=Other", override}, Flag: c.flag})
			e, ok := errors.AsType[*Error](err)
			if !ok || len(e.Problems) != 1 || e.Problems[0].Override != override {
				t.Errorf("%s: %+v", override, err)
				continue
			}
			if !strings.HasPrefix(err.Error(), c.want+override+": ") {
				t.Errorf("%s: %v", c.want+override, err)
			}
		}
	}
	_, err := Parse("t.yaml", []byte(text+"lever: {}\n"), Options{Set: []string{"title=Other"}})
	if e, ok := errors.AsType[*Error](err); !ok || e.Problems[0].Override != "" {
		t.Errorf("a problem of the file is that of an override: %v", err)
	}
}
