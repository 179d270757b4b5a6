package model_test

import (
	"testing"

	"sim/model"
)

// The child of a stream is the stream of the longer name.
func TestChild(t *testing.T) {
	for _, name := range []string{"", "a", "état_1"} {
		if got, want := model.Key("protocol/spatial").Child(name), model.Key("protocol/spatial/"+name); got != want {
			t.Errorf("%q: %x, want %x", name, got, want)
		}
	}
}
