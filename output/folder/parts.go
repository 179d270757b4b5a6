package folder

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"slices"
	"strings"
)

// A MisfitError means that what lies in a folder is not the parts of one run.
type MisfitError struct{ Err error }

func (e *MisfitError) Error() string { return e.Err.Error() }
func (e *MisfitError) Unwrap() error { return e.Err }

func misfit(format string, args ...any) error {
	return &MisfitError{fmt.Errorf(format, args...)}
}

// OpenParts opens the parts of a run in dir, in order, and sees that they are those of
// one run of at most so many draws and parts. The error is a *PartsError if parts are
// missing or damaged, and a *MisfitError if others are there.
func OpenParts(dir string, maxDraws, maxParts int) (ps []*Draws, err error) {
	defer func() {
		if err != nil {
			for _, d := range ps {
				d.Close()
			}
			ps = nil
		}
	}()
	if info, err := os.Stat(dir); err == nil && !info.IsDir() {
		return nil, misfit("%s is a file; name the folder that holds the parts", dir)
	}
	paths, err := Parts(dir)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("cannot read the parts: %w", err)
	}
	lacks := &PartsError{Dir: dir}
	for _, path := range paths {
		d, err := OpenDraws(path)
		if errors.Is(err, ErrFirstVersion) {
			return ps, &MisfitError{err}
		}
		if _, bad := errors.AsType[*BadDrawsError](err); bad {
			lacks.Damaged = append(lacks.Damaged, err)
			continue
		}
		if err != nil {
			return ps, fmt.Errorf("cannot read the parts: %w", err)
		}
		ps = append(ps, d)
		if h := &d.Header; h.Draws < 1 || h.Draws > maxDraws || h.Of < 1 || h.Of > maxParts || h.Index < 0 || h.Index >= h.Of {
			return ps, misfit("%s is not the part of a run", path)
		}
	}
	if foreign := Foreign(ps); foreign != nil {
		return ps, misfit("%s\nnothing was merged: remove what does not belong, or play it again like the others", strings.Join(foreign, "\n"))
	}
	slices.SortStableFunc(ps, func(a, b *Draws) int { return a.Header.Index - b.Header.Index })
	there := map[int]string{}
	for _, d := range ps {
		i, of := d.Header.Index, d.Header.Of
		if other, twice := there[i]; twice {
			return ps, misfit("%s and %s are both part %d of %d: remove one", other, d.Path, i, of)
		}
		there[i] = d.Path
		lacks.Any, lacks.Of = d, of
	}
	for i := range lacks.Of {
		if there[i] == "" {
			lacks.Missing = append(lacks.Missing, i)
		}
	}
	if len(ps) == 0 || lacks.Missing != nil || lacks.Damaged != nil {
		return ps, lacks
	}
	return ps, nil
}
