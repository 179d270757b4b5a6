package output

import "strings"

// ShellWords writes words as a shell takes them.
func ShellWords(args ...string) string {
	var words []string
	for _, word := range args {
		if word == "" || strings.ContainsFunc(word, special) {
			word = "'" + strings.ReplaceAll(word, "'", `'\''`) + "'"
		}
		words = append(words, word)
	}
	return strings.Join(words, " ")
}

// ShellPath writes a path as a shell takes it, where no command takes it for a
// flag.
func ShellPath(path string) string {
	if strings.HasPrefix(path, "-") {
		path = "./" + path
	}
	return ShellWords(path)
}

// ordinary are the characters that a shell takes for nothing but themselves.
const ordinary = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-./:=,+@%"

func special(r rune) bool { return !strings.ContainsRune(ordinary, r) }
