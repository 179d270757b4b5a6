package folder

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"sim/output"
)

// A Kept is a finished run or analysis and the folder that it lies in.
type Kept struct {
	Dir   string
	Bytes int64 // of all files in the folder
	*Run
}

// List lists the runs and analyses that lie in folders of root, newest first.
// Folders that hold none are passed over, as is a root that does not exist.
func List(root string) (kept []Kept, err error) {
	entries, err := os.ReadDir(root)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	for _, e := range entries {
		dir := filepath.Join(root, e.Name())
		r, err := Read(dir)
		if err != nil {
			continue
		}
		k := Kept{Dir: dir, Run: r}
		_ = filepath.WalkDir(dir, func(_ string, e fs.DirEntry, err error) error {
			if err == nil && e.Type().IsRegular() {
				if info, err := e.Info(); err == nil {
					k.Bytes += info.Size()
				}
			}
			return nil // a size that cannot be read is no reason to list nothing
		})
		kept = append(kept, k)
	}
	slices.SortStableFunc(kept, func(a, b Kept) int { return b.Timings.Started.Compare(a.Timings.Started) })
	return kept, nil
}

// Words say what was played, how often, when, and how much it left.
func (k *Kept) Words() string {
	what := k.Analysis
	if what == "" {
		what = "run"
	}
	theories := "1 theory"
	if n := len(k.Theories); n != 1 {
		theories = fmt.Sprintf("%d theories", n)
	}
	return fmt.Sprintf("%s of %s: %s draws, %s, seed %d; %s; %s", what, k.Scenario.Name, output.FormatCount(k.Draws), theories, k.Seed,
		k.Timings.Started.Format("2 January 2006 15:04 MST"), megabytes(k.Bytes))
}

func megabytes(n int64) string {
	if n < 1e6 {
		return "less than 1 MB"
	}
	return fmt.Sprintf("%.0f MB", float64(n)/1e6)
}

// Remove removes what a finished run left in dir, and dir itself if it holds
// nothing else; left are the files that are not the run's, which stay. The error is
// a *BusyError while a run writes into dir, or that of Read.
func Remove(dir string) (left []string, err error) {
	unlock, err := lockFolder(dir, lockPatience)
	if err != nil {
		return nil, err
	}
	r, err := Read(dir)
	if err != nil {
		unlock()
		return nil, err
	}
	root, err := os.OpenRoot(dir) // no name in run.json leads out of it
	if err != nil {
		unlock()
		return nil, err
	}
	for _, name := range append(slices.Clone(r.Files), RunFile) {
		if err = root.Remove(name); err != nil && !errors.Is(err, fs.ErrNotExist) {
			break
		}
		for parent := path.Dir(name); parent != "."; parent = path.Dir(parent) {
			_ = root.Remove(parent) // empty, or the files of the run that follow are in it
		}
	}
	_ = root.Close()
	if entries, readErr := os.ReadDir(dir); readErr == nil {
		for _, e := range entries {
			switch {
			case IsLeft(e.Name()):
				_ = os.Remove(filepath.Join(dir, e.Name()))
			case !strings.HasPrefix(e.Name(), "."):
				left = append(left, e.Name())
			}
		}
	}
	unlock()
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return left, err
	}
	if left == nil {
		return nil, os.RemoveAll(dir) // what is left is hidden: the lock, and what killed runs staged
	}
	return left, nil
}
