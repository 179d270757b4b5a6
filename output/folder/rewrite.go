package folder

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
)

// Rewrite changes one file of the finished run in dir, under the lock of its
// folder and whole or not at all: after any error the file is as it was.
func Rewrite(dir, name string, change func(text []byte) ([]byte, error)) error {
	unlock, err := lockFolder(dir, lockPatience)
	if err != nil {
		return err
	}
	defer unlock()
	root, err := os.OpenRoot(dir)
	if err != nil {
		return err
	}
	defer func() { _ = root.Close() }() // files were written through handles of their own
	sweep(root, stagingPrefix)
	path := filepath.Join(dir, name)
	text, err := root.ReadFile(name)
	if err != nil {
		return fmt.Errorf("%s: %w", path, withoutPath(err))
	}
	if text, err = change(text); err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	file, staged, err := createStaged(root, stagingPrefix)
	if err != nil {
		return fmt.Errorf("cannot write %s: %w", path, withoutPath(err))
	}
	_, err = file.Write(text)
	if err = errors.Join(err, file.Sync(), file.Close()); err == nil {
		err = root.Rename(staged, name)
	}
	if err != nil {
		_ = root.Remove(staged) // on the way out of an error that matters more
		return fmt.Errorf("cannot write %s: %w", path, withoutPath(err))
	}
	return nil
}
