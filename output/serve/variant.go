package serve

import (
	"errors"
	"fmt"
	"io/fs"
	"net/http"
	"os"
	"path/filepath"
	"strings"

	"sim/output/explore"
)

// variant shows or writes the setting as a variant.
func (s *Server) variant(w http.ResponseWriter, r *http.Request) {
	var q explore.Saving
	if !read(w, r, &q) {
		return
	}
	if s.o.Folder == "" {
		refuse(w, http.StatusConflict, "No folder for variants was given.")
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
		out.Problem = []explore.Problem{{Path: "name", Text: out.File + " is there already and was not written by this page; choose another name"}}
	case exists && q.Write && !q.Replace:
		status = http.StatusConflict
		out.Problem = []explore.Problem{{Path: "name", Text: out.File + " is there already"}}
	case q.Write:
		if err := store(root, out.File, out.Text, exists); err != nil {
			s.fail(w, err)
			return
		}
		out.Written = true
	}
	reply(w, status, out)
}

// compose writes the variant's text.
func (s *Server) compose(q *explore.Saving) (*explore.Saved, error) {
	folder, err := filepath.Abs(s.o.Folder)
	if err != nil {
		return nil, err
	}
	base, err := s.o.Source.From(folder)
	if err != nil {
		return nil, err
	}
	return s.desk.Variant(q, base, func(file string) (command, path string) {
		return filepath.Join(s.o.Folder, file), filepath.Join(folder, file)
	})
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
	return err == nil && strings.HasPrefix(string(text), "# "+explore.VariantMark), true
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
