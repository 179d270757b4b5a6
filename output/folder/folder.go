// Package folder is what runs leave behind: one folder a run, which appears in
// it whole or not at all, and run.json, which says what was run.
package folder

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"sync"

	"sim/output"
)

// A Folder is a run's folder being written. Files are written into a staging
// folder inside it, which is on the same disk; Commit moves them to their
// places. Until then, and after any error, an older result stands untouched.
type Folder struct {
	Dir    string
	Notes  []string // what the user is to be told about draws of earlier runs
	root   *os.Root // of Dir: no link in it leads what is written or removed elsewhere
	unlock func()
	log    *Log     // nil: finished draws are not kept
	keeps  bool     // whether draws to go on from are left, once the run was given up
	put    string   // what the draws of an interrupted run are called now; empty: there were none
	spoilt string   // what the damaged draws of a finished run are to be called; empty: they are not damaged
	made   []string // folders that Begin made, outermost first

	mu      sync.Mutex // files may be written side by side
	staging string     // in Dir; empty: the run was committed or given up
	files   []string   // staged, slash-separated
}

// Begin makes the folder if need be and gets ready to write into it. It fails
// at once where nothing can be written.
func Begin(dir string) (*Folder, error) {
	f := &Folder{Dir: dir}
	if err := f.mkdir(dir); err != nil {
		f.unmake()
		return nil, fmt.Errorf("cannot write results: %w", err)
	}
	unlock, err := lockFolder(dir, lockPatience)
	if err != nil {
		f.unmake()
		if _, busy := errors.AsType[*BusyError](err); busy {
			return nil, err
		}
		return nil, fmt.Errorf("cannot write results: %w", err)
	}
	f.unlock = unlock
	staging := stage(stagingPrefix)
	if f.root, err = os.OpenRoot(dir); err == nil {
		sweep(f.root, stagingPrefix)
		err = f.root.Mkdir(staging, 0o700)
	}
	if err != nil {
		f.end()
		return nil, fmt.Errorf("cannot write results: %w", err)
	}
	f.staging = staging
	return f, nil
}

// end lets go of the folder.
func (f *Folder) end() {
	if f.root != nil {
		_ = f.root.Close() // files were written through handles of their own
	}
	f.unlock()
	f.unmake()
}

// mkdir makes dir and its parents and remembers which ones were missing.
func (f *Folder) mkdir(dir string) error {
	switch info, err := os.Stat(dir); {
	case err == nil && info.IsDir():
		return nil
	case err == nil:
		return fmt.Errorf("%s is a file, not a folder", dir)
	case !errors.Is(err, fs.ErrNotExist):
		return err
	}
	if parent := filepath.Dir(dir); parent != dir {
		if err := f.mkdir(parent); err != nil {
			return err
		}
	}
	if err := os.Mkdir(dir, 0o755); err != nil && !errors.Is(err, fs.ErrExist) {
		return err
	}
	f.made = append(f.made, dir)
	return nil
}

// unmake removes the folders that Begin made, as far as they are empty.
func (f *Folder) unmake() {
	for _, dir := range slices.Backward(f.made) {
		if os.Remove(dir) != nil {
			return
		}
	}
}

// Create opens a file of the run for writing; name is slash-separated and
// relative to the folder. Close reports whatever kept it from being stored.
func (f *Folder) Create(name string) (io.WriteCloser, error) {
	if !filepath.IsLocal(filepath.FromSlash(name)) {
		return nil, fmt.Errorf("%s: not a name inside a run's folder", name)
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.staging == "" {
		return nil, errEnded
	}
	path := filepath.Join(f.staging, filepath.FromSlash(name))
	err := f.root.MkdirAll(filepath.Dir(path), 0o755)
	var file *os.File
	if err == nil {
		file, err = f.root.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	}
	if err != nil {
		return nil, fmt.Errorf("cannot write %s: %w", name, withoutPath(err))
	}
	f.files = append(f.files, name)
	return &stored{file, bufio.NewWriterSize(brief{file}, 1<<16), name}, nil
}

// errEnded is for who still writes files of a run that was given up.
var errEnded = errors.New("the run has been given up")

// stored is a buffered file that is on the disk once it is closed.
type stored struct {
	file *os.File
	*bufio.Writer
	name string
}

func (s *stored) Close() error {
	err := s.Flush()
	for _, end := range []func() error{s.file.Sync, s.file.Close} {
		if e := end(); err == nil {
			err = withoutPath(e)
		}
	}
	if err != nil {
		return fmt.Errorf("cannot write %s: %w", s.name, err)
	}
	return nil
}

// brief is a writer whose errors do not name the file: it has a passing name
// that nobody gave it.
type brief struct{ w io.Writer }

func (b brief) Write(p []byte) (int, error) {
	n, err := b.w.Write(p)
	return n, withoutPath(err)
}

func withoutPath(err error) error {
	if named, ok := errors.AsType[*fs.PathError](err); ok {
		return named.Err
	}
	return err
}

// Write writes an artifact of r.
func (f *Folder) Write(a output.Artifact, r *output.Result) error {
	return f.WriteFile(a.Name(), func(w io.Writer) error { return a.Write(w, r) })
}

// WriteFile writes a file of the run with what write writes; name is as Create
// takes it.
func (f *Folder) WriteFile(name string, write func(w io.Writer) error) error {
	w, err := f.Create(name)
	if err != nil {
		return err
	}
	if err := write(w); err != nil {
		_ = w.Close() // the first error is the one to report
		return fmt.Errorf("cannot write %s: %w", name, err)
	}
	return w.Close()
}

// Files lists the files written so far, by name.
func (f *Folder) Files() []string {
	f.mu.Lock()
	defer f.mu.Unlock()
	return slices.Sorted(slices.Values(f.files))
}

// Discard gives the run up: the folder is as it was before Begin, but for the
// finished draws that were kept, if there are any.
func (f *Folder) Discard() {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.staging == "" {
		return
	}
	if f.log != nil {
		f.keeps = f.stillThere()
		_ = f.log.Close() // on the way out of an error that matters more
		if !f.log.work {
			_ = f.root.Remove(Unfinished)
			if f.put != "" {
				_ = f.root.Rename(f.put, Unfinished)
			}
		}
	}
	_ = f.root.RemoveAll(f.staging)
	f.staging = ""
	f.end()
}

// Keeps reports whether a run that was given up has left its finished draws in
// its folder, to go on from. They are lost if somebody removed them meanwhile.
func (f *Folder) Keeps() bool { return f.keeps }

// stillThere reports whether the draws that the log holds are those of their
// name.
func (f *Folder) stillThere() bool {
	if !f.log.work { // they are a copy
		_, err := f.root.Stat(Finished)
		return err == nil
	}
	there, err := f.root.Stat(Unfinished)
	if err != nil {
		return false
	}
	mine, err := f.log.file.Stat()
	if err != nil { // closed, by a Commit that went wrong
		return true
	}
	path, err := os.Stat(f.path(Unfinished)) // the folder itself may have been moved
	return err == nil && os.SameFile(mine, there) && os.SameFile(mine, path)
}
