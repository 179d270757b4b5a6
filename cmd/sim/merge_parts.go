package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"sim/output"
	"sim/output/folder"
)

// parts are the parts of a run, in order.
type parts []*folder.Draws

func (ps parts) close() {
	for _, d := range ps {
		d.Close()
	}
}

// gather opens the parts in dir, once they are all there.
func gather(c *cobra.Command, dir string, wait time.Duration, quiet bool) (parts, error) {
	last := ""
	for end := time.Now().Add(wait); ; {
		ps, err := openParts(dir)
		if err == nil {
			return ps, nil
		}
		lacks, ok := errors.AsType[*folder.PartsError](err)
		if !ok || !time.Now().Before(end) {
			return nil, err
		}
		if now := lacks.Brief(); now != last && !quiet {
			last = now
			if _, err := fmt.Fprintln(c.ErrOrStderr(), output.Printable("waiting: "+now)); err != nil {
				return nil, err
			}
		}
		if err := pause(c, min(mergePoll, time.Until(end))); err != nil {
			return nil, err
		}
	}
}

// openParts opens the parts in dir and sees that they are those of one run.
func openParts(dir string) (ps parts, err error) {
	defer func() {
		if err != nil {
			ps.close()
			ps = nil
		}
	}()
	if info, err := os.Stat(dir); err == nil && !info.IsDir() {
		return nil, usage("%s is a file; name the folder that holds the parts", dir)
	}
	paths, err := folder.Parts(dir)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("cannot read the parts: %w", err)
	}
	lacks := &folder.PartsError{Dir: dir}
	for _, path := range paths {
		d, err := folder.OpenDraws(path)
		if errors.Is(err, folder.ErrFirstVersion) {
			return ps, &usageError{err}
		}
		if _, bad := errors.AsType[*folder.BadDrawsError](err); bad {
			lacks.Damaged = append(lacks.Damaged, err)
			continue
		}
		if err != nil {
			return ps, fmt.Errorf("cannot read the parts: %w", err)
		}
		ps = append(ps, d)
		if h := &d.Header; h.Draws < 1 || h.Draws > maxDraws || h.Of < 1 || h.Of > maxShards || h.Index < 0 || h.Index >= h.Of {
			return ps, usage("%s is not the part of a run", path)
		}
	}
	if foreign := folder.Foreign(ps); foreign != nil {
		return ps, usage("%s\nnothing was merged: remove what does not belong, or play it again like the others", strings.Join(foreign, "\n"))
	}
	slices.SortStableFunc(ps, func(a, b *folder.Draws) int { return a.Header.Index - b.Header.Index })
	there := map[int]string{}
	for _, d := range ps {
		i, of := d.Header.Index, d.Header.Of
		if other, twice := there[i]; twice {
			return ps, usage("%s and %s are both part %d of %d: remove one", other, d.Path, i, of)
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
