package scenario

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"sim/model/registry"
)

// maxSize is the largest size of a scenario or a file of samples, in bytes. A
// scenario of 250 parties with a position on each of a dozen issues takes a
// tenth of it.
const maxSize = 4 << 20

// A source is a file, or an override, that nodes come from.
type source struct {
	name     string // name shown in messages
	path     string // path it was read from; relative paths in it start there
	fsys     fs.FS  // nil: the file system of the machine
	flag     bool   // whether it is a flag, whose nodes have no lines worth showing
	override string // path=value of an override; else empty
	order    int    // position among the sources of a scenario
	text     string
	lines    []string // computed when first needed
}

// line returns line n (from 1) without its line end.
func (s *source) line(n int) string {
	if n < 1 || n > s.count() {
		return ""
	}
	return s.lines[n-1]
}

// count returns the number of lines.
func (s *source) count() int {
	if s.lines == nil {
		s.lines = splitLines(s.text)
	}
	return len(s.lines)
}

// atEnd reports whether line n and all after it are empty.
func (s *source) atEnd(n int) bool {
	for ; n <= s.count(); n++ {
		if strings.TrimSpace(s.line(n)) != "" {
			return false
		}
	}
	return true
}

// splitLines splits text into lines as YAML does.
func splitLines(text string) []string {
	text = strings.NewReplacer("\r\n", "\n", "\r", "\n", "\u0085", "\n", "\u2028", "\n", "\u2029", "\n").Replace(text)
	return strings.Split(text, "\n")
}

// beside returns the path of a file that the source names.
func (s *source) beside(name string) string {
	if s.fsys != nil {
		return path.Join(path.Dir(s.path), name)
	}
	name = filepath.FromSlash(name)
	if filepath.IsAbs(name) {
		return name
	}
	return filepath.Join(filepath.Dir(s.path), name)
}

// readFile reads at most maxSize bytes from a file. The error is in plain words
// and does not repeat the name. A file named on the command line may be a device,
// such as /dev/stdin; a file that a scenario names may not.
func readFile(fsys fs.FS, name string, device bool) ([]byte, error) {
	if err := readable(fsys, name, device); err != nil {
		return nil, err
	}
	f, err := openFile(fsys, name)
	if err != nil {
		return nil, inWords(fsys, name, err)
	}
	defer f.Close() //nolint:errcheck // it was only read
	src, err := io.ReadAll(io.LimitReader(f, maxSize+1))
	if err != nil {
		return nil, inWords(fsys, name, err)
	}
	if len(src) > maxSize {
		return nil, fmt.Errorf("this file is larger than %d MB, the most that is read", maxSize>>20)
	}
	return src, nil
}

// readable rejects anything that is not a file before it is opened: opening a
// pipe without a writer would block for ever. With device, files below /dev are
// accepted.
func readable(fsys fs.FS, name string, device bool) error {
	info, err := statFile(fsys, name)
	if err != nil {
		return inWords(fsys, name, err)
	}
	switch {
	case info.IsDir():
		return errors.New("this is a directory, not a file")
	case info.Mode().IsRegular():
	case !device:
		return errors.New("this is a pipe or a device, not a file")
	case !strings.HasPrefix(filepath.ToSlash(filepath.Clean(name)), "/dev/"):
		return errors.New("this is a pipe or a device, not a file; give a file, or - for standard input")
	}
	return nil
}

func statFile(fsys fs.FS, name string) (fs.FileInfo, error) {
	if fsys != nil {
		return fs.Stat(fsys, name)
	}
	return os.Stat(name)
}

func openFile(fsys fs.FS, name string) (fs.File, error) {
	if fsys != nil {
		return fsys.Open(name)
	}
	return os.Open(name)
}

// inWords converts an error of the file system into plain words.
func inWords(fsys fs.FS, name string, err error) error {
	switch {
	case errors.Is(err, fs.ErrNotExist):
		if near := nearFile(fsys, name); near != "" {
			return fmt.Errorf("there is no such file; did you mean %q?", near)
		}
		return errors.New("there is no such file")
	case errors.Is(err, fs.ErrPermission):
		return errors.New("no permission to read this file")
	}
	if pathError, ok := errors.AsType[*fs.PathError](err); ok {
		err = pathError.Err
	}
	return fmt.Errorf("cannot be read: %w", err)
}

// nearFile returns a scenario file in the same folder with a similar name, if
// any.
func nearFile(fsys fs.FS, name string) string {
	dir, base := filepath.Dir(name), filepath.Base(name)
	if fsys == nil {
		fsys = os.DirFS(dir)
		dir = "."
	}
	entries, err := fs.ReadDir(fsys, filepath.ToSlash(dir))
	if err != nil || len(entries) > 1000 {
		return ""
	}
	// Compare names without .yaml, which would make them more similar than they
	// are.
	var stems, known []string
	for _, e := range entries {
		if ext := path.Ext(e.Name()); ext == ".yaml" || ext == ".yml" {
			stems, known = append(stems, strings.TrimSuffix(e.Name(), ext)), append(known, e.Name())
		}
	}
	stem := strings.TrimSuffix(base, path.Ext(base))
	near := registry.Nearest(stem, stems)
	if slices.Contains(stems, stem) {
		near = stem // only the extension differs
	}
	if near == "" {
		return ""
	}
	return known[slices.Index(stems, near)]
}

// newSource checks that src is text and returns a source of it. It drops a byte
// order mark; line ends may be those of any system.
func newSource(name string, src []byte, ps *problems) (*source, bool) {
	src = bytes.TrimPrefix(src, []byte("\xef\xbb\xbf"))
	s := &source{name: name, path: name}
	if len(src) > maxSize {
		ps.in(s, 0, 0, fmt.Errorf("this file is larger than %d MB, the most that is read", maxSize>>20))
		return s, false
	}
	if len(bytes.TrimSpace(src)) == 0 {
		ps.in(s, 0, 0, errors.New("this file is empty; a scenario needs at least title, purpose, parties and issues"))
		return s, false
	}
	s.text = string(src)
	if !s.checkText(ps) {
		return s, false
	}
	// One letter can be written in several ways, and systems differ in which one
	// they type: a name is the same whichever it is.
	s.text, s.lines = norm.NFC.String(s.text), nil
	return s, true
}

// checkText reports the first character that YAML does not allow, because the
// YAML library does not give its location.
func (s *source) checkText(ps *problems) bool {
	line, col := 1, 1
	for i, r := range s.text {
		if i == 0 && (strings.HasPrefix(s.text, "\xff\xfe") || strings.HasPrefix(s.text, "\xfe\xff")) {
			ps.in(s, 1, 1, errors.New("this is UTF-16; save the file as UTF-8"))
			return false
		}
		if r == utf8.RuneError {
			if _, size := utf8.DecodeRuneInString(s.text[i:]); size == 1 {
				ps.in(s, line, col, errors.New("this is not UTF-8 text; save the file as UTF-8"))
				return false
			}
		}
		switch {
		case r == '\n', r == '\u0085', r == '\u2028', r == '\u2029', r == '\r' && !strings.HasPrefix(s.text[i:], "\r\n"):
			line, col = line+1, 1
			continue
		case r == 0:
			ps.in(s, line, col, errors.New("a NUL byte stands here; a scenario is text, saved as UTF-8"))
			return false
		case r < ' ' && r != '\t' && r != '\r', r >= 0x7f && r < 0xa0, r == '\ufeff', r == '\ufffe', r == '\uffff':
			ps.in(s, line, col, fmt.Errorf("control character U+%04X is not allowed in a scenario", r))
			return false
		}
		col++
	}
	return true
}
