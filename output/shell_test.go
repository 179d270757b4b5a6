package output

import (
	"os/exec"
	"testing"

	"pgregory.net/rapid"
)

// A shell reads back every word as it was.
func TestShellWords(t *testing.T) {
	shell, err := exec.LookPath("sh")
	if err != nil {
		t.Skip("no shell here:", err)
	}
	for _, c := range []struct{ word, want string }{
		{"alaska", "alaska"}, {"my file.yaml", "'my file.yaml'"}, {"", "''"}, {"it's", `'it'\''s'`}, {"~", "'~'"}, {"a=b,c", "a=b,c"},
	} {
		if got := ShellWords(c.word); got != c.want {
			t.Errorf("%q becomes %s, want %s", c.word, got, c.want)
		}
	}
	for path, want := range map[string]string{"-": "./-", "-x y": "'./-x y'", "x/-y": "x/-y"} {
		if got := ShellPath(path); got != want {
			t.Errorf("the path %q becomes %s, want %s", path, got, want)
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		words := rapid.SliceOfN(rapid.StringMatching(`[^\x00\r\n]{0,6}`), 2, 2).Draw(t, "words")
		out, err := exec.Command(shell, "-c", "printf '%s|%s' "+ShellWords(words...)).Output()
		if err != nil || string(out) != words[0]+"|"+words[1] {
			t.Fatalf("%q comes back as %q: %v", words, out, err)
		}
	})
}
