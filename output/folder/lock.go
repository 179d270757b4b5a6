package folder

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"github.com/rogpeppe/go-internal/lockedfile"
)

// lockName is the file that a run locks while it writes into a folder.
const lockName = ".lock"

// lockPatience is how long a run waits for another one that is just ending.
const lockPatience = time.Second

// A BusyError says that another run is writing into a folder.
type BusyError struct{ Dir string }

func (e *BusyError) Error() string {
	return fmt.Sprintf("another run is writing into %s; wait until it has ended, or name another folder with --out", e.Dir)
}

// lockFolder keeps all others from writing into dir until unlock is called.
func lockFolder(dir string, patience time.Duration) (unlock func(), err error) {
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	unlock, err = lock(ctx, filepath.Join(dir, lockName))
	if errors.Is(err, context.DeadlineExceeded) {
		return nil, &BusyError{dir}
	}
	return unlock, err
}

// lock waits until nobody else has the file at path locked, or until ctx ends,
// and locks it until unlock is called. Should the program end without that,
// the system gives the lock back, in whatever container the program ran.
func lock(ctx context.Context, path string) (unlock func(), err error) {
	if info, err := os.Lstat(path); err == nil && !info.Mode().IsRegular() {
		return nil, fmt.Errorf("%s is in the way: it is no file", path)
	}
	type result struct {
		file *lockedfile.File
		err  error
	}
	got := make(chan result)
	go func() {
		var r result
		for ctx.Err() == nil {
			r.file, r.err = lockedfile.Edit(path)
			if r.err != nil || current(r.file, path) {
				break
			}
			_ = r.file.Close() // the run before took the file away: lock its successor
			r.file = nil
		}
		select {
		case got <- r:
		case <-ctx.Done():
			if r.file != nil {
				_ = os.Remove(path)
				_ = r.file.Close()
			}
		}
	}()
	select {
	case r := <-got:
		switch {
		case r.err != nil:
			return nil, r.err
		case r.file == nil:
			return nil, ctx.Err()
		}
		return func() {
			_ = os.Remove(path) // where the system lets it; else it stays, empty
			_ = r.file.Close()
		}, nil
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

// current reports whether the file that was locked is still the one of its name.
func current(file *lockedfile.File, path string) bool {
	mine, err := file.Stat()
	if err != nil {
		return true
	}
	there, err := os.Stat(path)
	if errors.Is(err, fs.ErrNotExist) {
		return false
	}
	return err != nil || os.SameFile(mine, there)
}

// Busy reports whether a run is writing into dir.
func Busy(dir string) bool {
	if _, err := os.Stat(filepath.Join(dir, lockName)); err != nil {
		return false
	}
	unlock, err := lockFolder(dir, lockPatience/10)
	if err == nil {
		unlock()
	}
	_, busy := errors.AsType[*BusyError](err)
	return busy
}
