package folder

import (
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"os"
	"runtime"
	"runtime/debug"
	"strings"
	"sync"
)

// Program identifies the program that runs: "revision" and the commit it was
// built from, if the build was clean, or else "sha256" and the hash of the
// executable file. Draws of programs with different identities do not mix. A
// program that cannot read its own file gets an identity that no other one has.
func Program() string { return program() }

var program = sync.OnceValue(func() string {
	if info, ok := debug.ReadBuildInfo(); ok {
		if revision := cleanRevision(info); revision != "" {
			return "revision " + revision
		}
	}
	sum, err := executableSum()
	if err != nil {
		return "unknown " + rand.Text()
	}
	return "sha256 " + sum
})

// cleanRevision is the commit that says all about a build; empty if none does:
// the tree had changes, a module was replaced by a folder, or build tags chose
// among the files.
func cleanRevision(info *debug.BuildInfo) string {
	for _, m := range info.Deps {
		if m.Replace != nil {
			return ""
		}
	}
	settings := map[string]string{}
	for _, s := range info.Settings {
		settings[s.Key] = s.Value
	}
	if settings["vcs.modified"] != "false" || settings["-tags"] != "" {
		return ""
	}
	return settings["vcs.revision"]
}

// executableSum is the SHA-256 of the executable file, in hex.
func executableSum() (string, error) {
	path := "/proc/self/exe" // what runs, even if the file has been replaced since
	if runtime.GOOS != "linux" {
		var err error
		if path, err = os.Executable(); err != nil {
			return "", err
		}
	}
	file, err := os.Open(path)
	if err != nil {
		return "", err
	}
	defer func() { _ = file.Close() }() // it was only read
	h := sha256.New()
	if _, err := io.Copy(h, file); err != nil {
		return "", err
	}
	return hex.EncodeToString(h.Sum(nil)), nil
}

// ProgramWords describes a program to people: its version and the beginning of
// its identity, which is empty where a record does not say which program it is from.
func ProgramWords(version, identity string) string {
	kind, digits, _ := strings.Cut(identity, " ")
	if digits == "" {
		return "sim " + version + ", which does not say what it was built from"
	}
	return fmt.Sprintf("sim %s, %s %.12s", version, kind, digits)
}
