package study

import (
	"bytes"
	"math"
	"os"
	"testing"
)

// A boulware party against a conceder, from a file: by hand the first takes √½ of
// the pie (see model/protocol). With a deadline of three rounds the second has given
// up everything in the third and takes what is on the table: the first keeps the
// 3/4 that it then asks for.
func TestTacticsOfParties(t *testing.T) {
	const path = "testdata/tactics.yaml"
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for deadline, want := range map[string]float64{"deadline: 5": 100 * math.Sqrt(0.5), "deadline: 3": 75} {
		s, err := New(Source{Path: path, Text: bytes.Replace(text, []byte("deadline: 5"), []byte(deadline), 1)})
		if err != nil {
			t.Fatal(err)
		}
		if x, ok := Solve(s, s.Lead).Terms(0); !ok || math.Abs(x-want) > 1e-7 {
			t.Errorf("%s: the first gets %v, want %v", deadline, x, want)
		}
	}
}
