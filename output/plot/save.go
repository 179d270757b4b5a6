package plot

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
)

// Save writes a picture to a file, in the format that its name asks for: whole, or
// not at all. font has letters that the pictures' own lacks; nil: none.
func Save(path string, font *Font, f Figure) (err error) {
	data, err := Encode(f, strings.TrimPrefix(filepath.Ext(path), "."), font)
	if err != nil {
		return err
	}
	tmp, err := os.CreateTemp(filepath.Dir(path), "."+filepath.Base(path)+"-*")
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			_ = os.Remove(tmp.Name()) // half a picture helps nobody; the first error is the one to report
		}
	}()
	_, err = tmp.Write(data)
	err = errors.Join(err, tmp.Chmod(0o644), tmp.Close())
	if err != nil {
		return err
	}
	return os.Rename(tmp.Name(), path)
}
