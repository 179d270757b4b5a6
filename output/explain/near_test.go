package explain

import (
	"strings"
	"testing"
)

// What is not found is answered with what the asker may have meant, never with names
// that merely come first.
func TestNotFound(t *testing.T) {
	known := []string{"alaska", "bargaining", "clock", "clock.ends", "clock.rounds", "nash", "processes.ratification", "ratification", "ukraine.parliament"}
	for name, want := range map[string]string{
		"nahs":                    `unknown name "nahs"; did you mean "nash"?`,
		"clock.start":             `unknown name "clock.start"; names like it: clock, clock.ends, clock.rounds`,
		"parliament":              `unknown name "parliament"; names like it: ukraine.parliament`,
		"steps.over.ratification": `unknown name "steps.over.ratification"; names like it: ratification, processes.ratification`,
		"zeppelin":                `unknown name "zeppelin"; sim list names all that the program knows, and sim list keys those of the language`,
		"a":                       `unknown name "a"; sim list names all that the program knows, and sim list keys those of the language`,
		strings.Repeat("zq", 100): `unknown name "` + strings.Repeat("zq", 50) + `…"; sim list names all that the program knows, and sim list keys those of the language`,
	} {
		if got := NotFound(name, known).Error(); got != want {
			t.Errorf("%s\nwant %s", got, want)
		}
	}
}
