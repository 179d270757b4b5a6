package folder

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
)

// PartName is the name of the file that shard i, from 0, of n leaves.
func PartName(i, n int) string { return fmt.Sprintf("part-%d-of-%d%s", i, n, DrawsSuffix) }

// A Part is the file of a shard being written. It appears in its folder whole
// or not at all.
type Part struct {
	*Log
	path string
}

// BeginPart starts the part that the header speaks of in dir, which it makes
// if need be.
func BeginPart(dir string, h *Header) (*Part, error) {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return nil, fmt.Errorf("cannot write results: %w", err)
	}
	sweep(dir)
	file, err := os.CreateTemp(dir, stagingPrefix()+"*")
	if err != nil {
		return nil, fmt.Errorf("cannot write results: %w", err)
	}
	log, err := newLog(file, h)
	if err != nil {
		_ = os.Remove(file.Name()) // the first error is the one to report
		return nil, err
	}
	return &Part{log, filepath.Join(dir, PartName(h.Index, h.Of))}, nil
}

// Commit gives the part its name.
func (p *Part) Commit() error {
	err := p.Close()
	if err == nil {
		err = os.Chmod(p.file.Name(), 0o644)
	}
	if err == nil {
		err = os.Rename(p.file.Name(), p.path)
	}
	if err != nil {
		_ = os.Remove(p.file.Name())
		return fmt.Errorf("cannot write %s: %w", p.path, withoutPath(err))
	}
	syncDir(filepath.Dir(p.path))
	return nil
}

// Discard gives the part up.
func (p *Part) Discard() {
	_ = p.Close() // on the way out of an error that matters more
	_ = os.Remove(p.file.Name())
}

// Parts lists the files in dir that are named like parts, by name.
func Parts(dir string) ([]string, error) {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return nil, err
	}
	var paths []string
	for _, e := range entries {
		if ok, _ := filepath.Match("part-*"+DrawsSuffix, e.Name()); ok && !e.IsDir() {
			paths = append(paths, filepath.Join(dir, e.Name()))
		}
	}
	slices.Sort(paths)
	return paths, nil
}
