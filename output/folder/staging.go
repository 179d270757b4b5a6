package folder

import (
	"crypto/rand"
	"io/fs"
	"os"
	"strings"
)

// stagingPrefix begins the names of what is staged in a folder under its lock.
const stagingPrefix = ".staging-"

// stage returns a name that nothing in a folder has.
func stage(prefix string) string { return prefix + strings.ToLower(rand.Text()) }

// createStaged creates a file under such a name.
func createStaged(root *os.Root, prefix string) (*os.File, string, error) {
	name := stage(prefix)
	file, err := root.OpenFile(name, os.O_RDWR|os.O_CREATE|os.O_EXCL, 0o644)
	return file, name, err
}

// sweep removes what a killed program left staged. Whoever calls it holds the
// lock under which names with this prefix are made, so that nobody else still
// writes to any of them.
func sweep(root *os.Root, prefix string) {
	entries, err := fs.ReadDir(root.FS(), ".")
	if err != nil {
		return // litter; not worth failing a run
	}
	for _, e := range entries {
		if strings.HasPrefix(e.Name(), prefix) {
			_ = root.RemoveAll(e.Name())
		}
	}
}
