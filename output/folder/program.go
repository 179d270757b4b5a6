package folder

import (
	"bytes"
	"crypto/rand"
	"crypto/sha256"
	"encoding/binary"
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
// built from, if the build was clean; or else "build" and the ID that the go
// command gives a build; or else, without one, "sha256" and the hash of the
// executable file. Draws of programs with different identities do not mix. A
// program that cannot read its own file gets an identity that no other one has.
func Program() string { return program() }

var program = sync.OnceValue(func() string {
	if info, ok := debug.ReadBuildInfo(); ok {
		if revision := cleanRevision(info); revision != "" {
			return "revision " + revision
		}
	}
	file, err := openExecutable()
	if err != nil {
		return "unknown " + rand.Text()
	}
	defer func() { _ = file.Close() }() // it was only read
	identity, err := fileIdentity(file)
	if err != nil {
		return "unknown " + rand.Text()
	}
	return identity
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

// openExecutable opens the executable file.
func openExecutable() (*os.File, error) {
	path := "/proc/self/exe" // what runs, even if the file has been replaced since
	if runtime.GOOS != "linux" {
		var err error
		if path, err = os.Executable(); err != nil {
			return nil, err
		}
	}
	return os.Open(path)
}

// fileIdentity is the identity of a program from its file alone: of its build
// if it names it, else of its bytes.
func fileIdentity(file io.ReadSeeker) (string, error) {
	start, err := io.ReadAll(io.LimitReader(file, 64<<10))
	if err != nil {
		return "", err
	}
	if id := buildID(start); id != "" {
		return "build " + id, nil
	}
	if _, err := file.Seek(0, io.SeekStart); err != nil {
		return "", err
	}
	h := sha256.New()
	if _, err := io.Copy(h, file); err != nil {
		return "", err
	}
	return "sha256 " + hex.EncodeToString(h.Sum(nil)), nil
}

// buildID is the ID of a build by the go command, from the start of an
// executable file; empty if there is none. It has four parts: hashes of all
// that went into linking the program and into compiling its main package,
// compilers and flags included, and of what came out of each. So it differs
// whenever any code does. IDs of other make, which a build may have been given
// as an option, say nothing about code and do not count.
func buildID(start []byte) string {
	const (
		note  = "\x04\x00\x00\x00Go\x00\x00" // in ELF files: the length of the ID, the note's type and owner, the ID
		words = "\xff Go build ID: \""       // in all others
	)
	id := ""
	if before, after, ok := bytes.Cut(start, []byte(note)); ok && len(before) >= 4 {
		length := binary.LittleEndian.Uint32(before[len(before)-4:])
		id = string(after[:min(uint64(length), uint64(len(after)))])
	} else if _, after, ok := bytes.Cut(start, []byte(words)); ok {
		quoted, _, _ := bytes.Cut(after, []byte{'"'})
		id = string(quoted)
	}
	if strings.Count(id, "/") != 3 {
		return ""
	}
	return id
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
