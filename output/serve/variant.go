package serve

import (
	"errors"
	"fmt"
	"io/fs"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"unicode"

	"sim/model/study"
	"sim/output"
)

// variantMark begins the first line of every variant that the page writes:
// only files that begin so are ever replaced.
const variantMark = "Saved by sim serve."

// variantName reports whether a text can be a variant's name: a word that is
// safe as the name of a file anywhere.
func variantName(s string) bool {
	n := 0
	for _, r := range s {
		n++
		if !unicode.IsLetter(r) && !unicode.IsNumber(r) && (n == 1 || !unicode.IsMark(r) && r != '_' && r != '-') {
			return false
		}
	}
	return n >= 1 && n <= 64
}

// devices are names that some systems do not take for files.
var devices = regexp.MustCompile(`(?i)^(con|prn|aux|nul|com[0-9]|lpt[0-9])$`)

// A saving asks for a variant to be shown, or written.
type saving struct {
	setting
	Name    string `json:"name"`
	Title   string `json:"title"` // empty: made of the scenario's
	Write   bool   `json:"write"`
	Replace bool   `json:"replace"` // the file of that name, which the page has asked about
}

// A saved is what came of it.
type saved struct {
	File    string    `json:"file"`
	Text    string    `json:"text"`
	Exists  bool      `json:"exists"` // a file of that name is there already
	Written bool      `json:"written"`
	Command string    `json:"command"` // that plays it to the same figures
	Problem []problem `json:"problems,omitempty"`
}

// noSaving says why variants cannot be saved; empty if they can.
func (s *Server) noSaving() string {
	if s.o.Folder == "" {
		return "No folder for variants was given."
	}
	return ""
}

// variant shows or writes the setting as a variant.
func (s *Server) variant(w http.ResponseWriter, r *http.Request) {
	var q saving
	if !read(w, r, &q) {
		return
	}
	if why := s.noSaving(); why != "" {
		refuse(w, http.StatusConflict, why)
		return
	}
	if err := s.mayName(q.Name); err != nil {
		reply(w, http.StatusUnprocessableEntity, map[string]any{"problems": []problem{{"name", err.Error()}}})
		return
	}
	out, err := s.compose(&q)
	if err != nil {
		s.fail(w, err)
		return
	}
	s.writing.Lock()
	defer s.writing.Unlock()
	root, err := os.OpenRoot(s.o.Folder)
	if err != nil {
		s.fail(w, fmt.Errorf("the folder for variants cannot be opened: %w", bare(err)))
		return
	}
	defer root.Close() //nolint:errcheck // nothing was written through the handle itself
	ours, exists := written(root, out.File)
	out.Exists = exists
	status := http.StatusOK
	switch {
	case exists && !ours:
		status = http.StatusConflict
		out.Problem = []problem{{"name", out.File + " is there already and was not written by this page; choose another name"}}
	case exists && q.Write && !q.Replace:
		status = http.StatusConflict
		out.Problem = []problem{{"name", out.File + " is there already"}}
	case q.Write:
		if err := store(root, out.File, out.Text, exists); err != nil {
			s.fail(w, err)
			return
		}
		out.Written = true
	}
	reply(w, status, out)
}

// mayName checks a variant's name.
func (s *Server) mayName(name string) error {
	switch {
	case !variantName(name) || devices.MatchString(name):
		return errors.New("a name is letters, digits, - and _, at most 64 of them, and begins with a letter or digit")
	case strings.EqualFold(name, s.session.Base.Scenario.Name):
		return errors.New("this is the name of the scenario itself; choose another")
	}
	return nil
}

// compose writes the variant's text.
func (s *Server) compose(q *saving) (*saved, error) {
	if err := q.check(); err != nil {
		return nil, err
	}
	folder, err := filepath.Abs(s.o.Folder)
	if err != nil {
		return nil, err
	}
	base, err := s.baseFrom(folder)
	if err != nil {
		return nil, err
	}
	title := strings.Join(strings.Fields(q.Title), " ")
	if title == "" {
		title = s.session.Base.Scenario.Bargain.Title + ": " + q.Name
	}
	if len(title) > 200 {
		return nil, &settingError{[]problem{{"title", "this title is too long"}}}
	}
	out := &saved{File: q.Name + ".yaml"}
	out.Text, err = s.session.Variant(q.asked(), filepath.Join(folder, out.File), study.Heading{
		Extends: base, Title: title, Remark: variantMark + " " + output.Notice + ".",
	})
	if errors.Is(err, study.ErrChanged) {
		return nil, &settingError{[]problem{{Text: "the scenario's file is no longer what is served; start sim serve again"}}}
	}
	if err != nil {
		return nil, inSetting(err)
	}
	words := []string{"sim", "run", filepath.Join(s.o.Folder, out.File), "--draws", itoa(s.o.Config.Draws), "--seed", utoa(s.o.Config.Seed), "--sampler", s.o.Config.Sampler, "--theories", q.Theories}
	out.Command = output.ShellWords(words...)
	return out, nil
}

// baseFrom is what a variant in folder extends: the path of the scenario's file,
// or the name of a scenario of the library.
func (s *Server) baseFrom(folder string) (string, error) {
	if s.o.Source.FS != nil {
		return strings.TrimSuffix(s.o.Source.Path, ".yaml"), nil
	}
	base, err := filepath.Abs(s.o.Source.Path)
	if err != nil {
		return "", err
	}
	if base, err = filepath.Rel(folder, base); err != nil {
		return "", fmt.Errorf("the scenario cannot be reached from the folder for variants: %w", err)
	}
	return filepath.ToSlash(base), nil
}

// written says whether a file is there, and whether the page wrote it.
func written(root *os.Root, name string) (ours, exists bool) {
	info, err := root.Lstat(name)
	if errors.Is(err, fs.ErrNotExist) {
		return false, false
	}
	if err != nil || !info.Mode().IsRegular() {
		return false, true
	}
	text, err := root.ReadFile(name)
	return err == nil && strings.HasPrefix(string(text), "# "+variantMark), true
}

// store writes a file whole or not at all.
func store(root *os.Root, name, text string, replace bool) (err error) {
	place := "." + name + ".partial"
	_ = root.Remove(place) // what a server that was killed left
	f, err := root.OpenFile(place, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if err != nil {
		return fmt.Errorf("%s cannot be written: %w", name, bare(err))
	}
	_, err = f.WriteString(text)
	if err = errors.Join(err, f.Close()); err == nil && !replace {
		if err = root.Link(place, name); err == nil || errors.Is(err, fs.ErrExist) { // not over what somebody else has just written
			_ = root.Remove(place)
		} else { // this file system has no links
			err = root.Rename(place, name)
		}
	} else if err == nil {
		err = root.Rename(place, name)
	}
	if err != nil {
		_ = root.Remove(place) // half a file helps nobody; the first error is the one to report
		return fmt.Errorf("%s cannot be written: %w", name, bare(err))
	}
	return nil
}

// bare is an error of the file system without the path, which the page need
// not know.
func bare(err error) error {
	if e, ok := errors.AsType[*fs.PathError](err); ok {
		return e.Err
	}
	if e, ok := errors.AsType[*os.LinkError](err); ok {
		return e.Err
	}
	return err
}

func itoa(n int) string        { return strconv.Itoa(n) }
func utoa(n uint64) string     { return strconv.FormatUint(n, 10) }
func joined(l []string) string { return strings.Join(l, ", ") }
