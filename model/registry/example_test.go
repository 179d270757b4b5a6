package registry_test

import (
	"fmt"

	"sim/model/registry"
)

// A splitter says what share of a pie the first of two parties gets.
type splitter func() float64

// fixed are the parameters of a splitter, as a scenario writes them.
type fixed struct {
	Share float64 `yaml:"share" doc:"what the first party gets"`
}

// An entry says what a thing is and builds it; a table finds it by name.
func Example() {
	all := registry.Table[splitter]{
		registry.Of(registry.About{Name: "fixed", Doc: "A share that is given."}, fixed{Share: 0.5},
			func(p fixed) (splitter, error) { return func() float64 { return p.Share }, nil }),
	}
	entry, err := all.Lookup("fixed")
	if err != nil {
		fmt.Println(err)
		return
	}
	split, err := entry.Default()
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(entry.Doc, split())
	_, err = all.Lookup("fixd")
	fmt.Println(err)
	// Output:
	// A share that is given. 0.5
	// unknown name "fixd"; did you mean "fixed"?
}
