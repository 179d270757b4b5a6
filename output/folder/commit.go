package folder

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"syscall"
)

// Commit moves every file of the run to its place, run.json last, and takes
// away the files of an older run that this one did not write again. Files
// that no run wrote stay. If a file cannot be moved, everything is moved back.
func (f *Folder) Commit() (err error) {
	old := filepath.Join(f.staging, ".old")
	var undo []func() error
	defer func() {
		if err == nil {
			_ = os.RemoveAll(f.staging) // the result stands; what is left is swept by the next run
			if f.log != nil {
				_ = os.Remove(f.path(Unfinished)) // so are the draws, among the results
			}
			f.unlock()
			f.staging = ""
			return
		}
		for _, back := range slices.Backward(undo) {
			err = errors.Join(err, back())
		}
		f.Discard()
	}()
	move := func(from, to string) error {
		if err := os.MkdirAll(filepath.Dir(to), 0o755); err != nil {
			return err
		}
		if err := os.Rename(from, to); err != nil {
			return err
		}
		undo = append(undo, func() error { return os.Rename(to, from) })
		return nil
	}
	if f.log != nil {
		if err := f.log.Close(); err != nil {
			return err
		}
	}
	files := slices.Clone(f.files)
	slices.SortStableFunc(files, func(a, b string) int { return last(a) - last(b) })
	gone := slices.DeleteFunc(manifest(f.Dir), func(name string) bool { return slices.Contains(files, name) })
	for _, name := range append(gone, files...) {
		place := f.path(name)
		switch info, err := os.Lstat(place); {
		case errors.Is(err, fs.ErrNotExist):
		case err != nil:
			return err
		case info.IsDir():
			return fmt.Errorf("%s is a folder: it is in the way of a result", place)
		default:
			if err := move(place, filepath.Join(old, filepath.FromSlash(name))); err != nil {
				return err
			}
		}
	}
	for _, name := range files {
		if err := move(filepath.Join(f.staging, filepath.FromSlash(name)), f.path(name)); err != nil {
			return err
		}
	}
	for _, name := range gone {
		_ = os.Remove(filepath.Dir(f.path(name))) // an emptied folder, if it is one
	}
	return nil
}

func (f *Folder) path(name string) string { return filepath.Join(f.Dir, filepath.FromSlash(name)) }

func last(name string) int {
	if name == RunFile {
		return 1
	}
	return 0
}

// manifest lists the files that an older run in dir says it left.
func manifest(dir string) []string {
	run, err := Read(dir)
	if err != nil {
		return nil
	}
	return slices.DeleteFunc(run.Files, func(name string) bool { return !filepath.IsLocal(filepath.FromSlash(name)) })
}

// sweep removes what runs on this machine left in dir when they were killed.
func sweep(dir string) {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return
	}
	for _, e := range entries {
		rest, ours := strings.CutPrefix(e.Name(), hostPrefix())
		number, _, _ := strings.Cut(rest, "-")
		pid, err := strconv.Atoi(number)
		if !ours || err != nil || pid == os.Getpid() || alive(pid) {
			continue
		}
		_ = os.RemoveAll(filepath.Join(dir, e.Name())) // litter; not worth failing a run
	}
}

// alive reports whether a process with this number runs.
func alive(pid int) bool {
	p, err := os.FindProcess(pid)
	if err != nil {
		return false
	}
	defer func() { _ = p.Release() }() // nothing to be done about it
	err = p.Signal(syscall.Signal(0))
	return err == nil || !errors.Is(err, os.ErrProcessDone)
}
