package folder

import (
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"slices"
)

// Commit moves every file of the run to its place, run.json last, and takes
// away the files of an older run that this one did not write again. Files
// that no run wrote stay. If a file cannot be moved, everything is moved back.
func (f *Folder) Commit() (err error) {
	old := filepath.Join(f.staging, ".old")
	var undo []func() error
	defer func() {
		if err == nil {
			f.mu.Lock()
			defer f.mu.Unlock()
			_ = f.root.RemoveAll(f.staging) // the result stands; what is left is swept by the next run
			if f.log != nil {
				_ = f.root.Remove(Unfinished) // so are the draws, among the results
			}
			f.staging, f.made = "", nil
			f.end()
			return
		}
		for _, back := range slices.Backward(undo) {
			err = errors.Join(err, back())
		}
		f.Discard()
	}()
	move := func(from, to string) error {
		if err := f.root.MkdirAll(filepath.Dir(to), 0o755); err != nil {
			return f.cannot(to, err)
		}
		if err := f.root.Rename(from, to); err != nil {
			return f.cannot(to, err)
		}
		undo = append(undo, func() error { return f.root.Rename(to, from) })
		return nil
	}
	if f.log != nil {
		if err := f.log.Close(); err != nil {
			return err
		}
	}
	if err := f.keepSpoilt(move); err != nil {
		return err
	}
	files := slices.Clone(f.files)
	slices.SortStableFunc(files, func(a, b string) int { return last(a) - last(b) })
	gone := slices.DeleteFunc(f.manifest(), func(name string) bool { return slices.Contains(files, name) })
	for _, name := range append(gone, files...) {
		place := filepath.FromSlash(name)
		switch info, err := f.root.Lstat(place); {
		case errors.Is(err, fs.ErrNotExist):
		case err != nil:
			return f.cannot(place, err)
		case info.IsDir():
			return fmt.Errorf("%s is a folder: it is in the way of a result", f.path(name))
		default:
			if err := move(place, filepath.Join(old, place)); err != nil {
				return err
			}
		}
	}
	for _, name := range files {
		if err := move(filepath.Join(f.staging, filepath.FromSlash(name)), filepath.FromSlash(name)); err != nil {
			return err
		}
	}
	for _, name := range gone {
		if dir := filepath.Dir(filepath.FromSlash(name)); dir != "." {
			_ = f.root.Remove(dir) // an emptied folder, if it is one
		}
	}
	return nil
}

// keepSpoilt gives the draws of a finished run that cannot be read, or not
// all, a name under which the new results leave them alone.
func (f *Folder) keepSpoilt(move func(from, to string) error) error {
	if f.spoilt != "" {
		return move(Finished, f.spoilt)
	}
	d, err := OpenDraws(f.path(Finished))
	if err == nil {
		d.Close()
	}
	if err == nil || errors.Is(err, ErrFirstVersion) {
		return nil
	}
	if _, bad := errors.AsType[*BadDrawsError](err); !bad {
		return nil //nolint:nilerr // there are none, or moving them says what is wrong
	}
	free, err := f.free("damaged")
	if err != nil {
		return err
	}
	return move(Finished, free)
}

// cannot says what cannot be written, and why.
func (f *Folder) cannot(name string, err error) error {
	return fmt.Errorf("cannot write %s: %w", filepath.Join(f.Dir, name), withoutPath(err))
}

func (f *Folder) path(name string) string { return filepath.Join(f.Dir, filepath.FromSlash(name)) }

func last(name string) int {
	if name == RunFile {
		return 1
	}
	return 0
}

// manifest lists the files that an older run in the folder says it left: those
// that lie in it, and that no link in it leads to.
func (f *Folder) manifest() []string {
	run, err := Read(f.Dir)
	if err != nil {
		return nil
	}
	return slices.DeleteFunc(run.Files, func(name string) bool {
		_, err := f.root.Lstat(filepath.FromSlash(name))
		return err != nil
	})
}
