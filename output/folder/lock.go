package folder

import (
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

// lock has nobody else write into dir until unlock is called. Should the
// program end without that, the system gives the lock back.
func lock(dir string, patience time.Duration) (unlock func(), err error) {
	path := filepath.Join(dir, lockName)
	type result struct {
		file *lockedfile.File
		err  error
	}
	got, late := make(chan result), make(chan struct{})
	go func() {
		var r result
		for {
			r.file, r.err = lockedfile.Edit(path)
			if r.err != nil || current(r.file, path) {
				break
			}
			_ = r.file.Close() // the run before took the file away: lock its successor
			select {
			case <-late:
				return
			default:
			}
		}
		select {
		case got <- r:
		case <-late:
			if r.err == nil {
				_ = os.Remove(path)
				_ = r.file.Close()
			}
		}
	}()
	select {
	case r := <-got:
		if r.err != nil {
			return nil, r.err
		}
		return func() {
			_ = os.Remove(path) // where the system lets it; else it stays, empty
			_ = r.file.Close()
		}, nil
	case <-time.After(patience):
		close(late)
		return nil, &BusyError{dir}
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
	unlock, err := lock(dir, lockPatience/10)
	if err == nil {
		unlock()
	}
	_, busy := errors.AsType[*BusyError](err)
	return busy
}
