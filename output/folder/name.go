package folder

import (
	"crypto/sha256"
	"encoding/hex"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// Root is the default folder of results.
const Root = "output/runs"

// maxName bounds the length of a folder's name, in bytes.
const maxName = 100

// Path returns the folder of a run of the named scenario with the given
// changes (path=value, as --set takes them): output/runs/<scenario>, or
// output/runs/<scenario>+<changes>, so that a changed run never lands on the
// baseline. What a folder's name cannot hold, and a blank, which a shell would split it at, is replaced, and a hash of all
// changes added, so that different changes have different folders.
func Path(scenario string, changes []string) string {
	return filepath.Join(filepath.FromSlash(Root), folderName(scenario, changes))
}

func folderName(scenario string, changes []string) string {
	whole := scenario
	if len(changes) > 0 {
		whole += "+" + strings.Join(changes, "+")
	}
	name := strings.Trim(strings.Map(safe, whole), ". ")
	if name == whole && len(name) <= maxName {
		return name
	}
	sum := sha256.Sum256([]byte(whole))
	if len(name) > maxName {
		name = strings.ToValidUTF8(name[:maxName], "")
	}
	return strings.Trim(name, ". -") + "-" + hex.EncodeToString(sum[:4])
}

// safe keeps what every file system takes in a name, and a shell as one word.
func safe(r rune) rune {
	switch {
	case r >= 'a' && r <= 'z', r >= 'A' && r <= 'Z', r >= '0' && r <= '9', strings.ContainsRune("._-+=,", r), r > 0xa0:
		return r
	}
	return '-'
}

// HoldsOther reports whether a folder holds something that is not a run: files of a
// run would lie among its own, and could be taken for them. What a killed run left
// in passing does not count.
func HoldsOther(dir string) bool {
	entries, err := os.ReadDir(dir)
	passing := func(e os.DirEntry) bool { return strings.HasPrefix(e.Name(), ".") || IsLeft(e.Name()) }
	if err != nil || len(slices.DeleteFunc(entries, passing)) == 0 {
		return false // nothing there, or writing says what is wrong with it
	}
	for _, name := range []string{RunFile, Unfinished, Finished} {
		if _, err := os.Stat(filepath.Join(dir, name)); err == nil {
			return false
		}
	}
	return true
}
