package folder

import (
	"errors"
	"fmt"
	"os"
)

// Rewrite changes one file of the finished run in dir, under the lock of its
// folder and whole or not at all: after any error the file is as it was.
func Rewrite(dir, name string, change func(text []byte) ([]byte, error)) (err error) {
	unlock, err := lock(dir, lockPatience)
	if err != nil {
		return err
	}
	defer unlock()
	sweep(dir)
	f := &Folder{Dir: dir}
	text, err := os.ReadFile(f.path(name))
	if err != nil {
		return err
	}
	if text, err = change(text); err != nil {
		return fmt.Errorf("%s: %w", f.path(name), err)
	}
	file, err := os.CreateTemp(dir, stagingPrefix()+"*")
	if err != nil {
		return fmt.Errorf("cannot write %s: %w", name, withoutPath(err))
	}
	defer func() {
		if err != nil {
			_ = os.Remove(file.Name()) // on the way out of an error that matters more
		}
	}()
	_, err = file.Write(text)
	if err = errors.Join(err, file.Chmod(0o644), file.Sync(), file.Close()); err == nil {
		err = os.Rename(file.Name(), f.path(name))
	}
	if err != nil {
		return fmt.Errorf("cannot write %s: %w", f.path(name), withoutPath(err))
	}
	return nil
}
