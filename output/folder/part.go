package folder

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// PartName is the name of the file that shard i, from 0, of n leaves.
func PartName(i, n int) string { return fmt.Sprintf("part-%d-of-%d%s", i, n, DrawsSuffix) }

// A Part is the file of a shard being written. It appears in its folder whole
// or not at all. Nobody else writes the same part meanwhile.
type Part struct {
	*Log
	root   *os.Root
	dir    string
	name   string // of the part
	staged string // until it is whole
	unlock func()
}

// BeginPart starts the part that the header speaks of in dir, which it makes
// if need be. It waits, until ctx ends, for a program that is writing the same
// part; once that has ended, the part may be there.
func BeginPart(ctx context.Context, dir string, h *Header) (_ *Part, err error) {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return nil, fmt.Errorf("cannot write results: %w", err)
	}
	unlock, err := lock(ctx, filepath.Join(dir, fmt.Sprintf(".part-%d-of-%d.lock", h.Index, h.Of)))
	if err != nil {
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		return nil, fmt.Errorf("cannot write results: %w", err)
	}
	p := &Part{dir: dir, name: PartName(h.Index, h.Of), unlock: unlock}
	defer func() {
		if err != nil {
			p.Discard()
		}
	}()
	if p.root, err = os.OpenRoot(dir); err != nil {
		return nil, fmt.Errorf("cannot write results: %w", err)
	}
	prefix := fmt.Sprintf(".playing-%d-of-%d-", h.Index, h.Of)
	sweep(p.root, prefix)
	file, staged, err := createStaged(p.root, prefix)
	if err != nil {
		return nil, fmt.Errorf("cannot write results: %w", err)
	}
	p.staged = staged
	p.Log, err = newLog(file, h)
	return p, err
}

// Commit gives the part its name.
func (p *Part) Commit() error {
	defer p.end()
	err := errors.Join(p.Close(), p.root.Rename(p.staged, p.name))
	if err != nil {
		return fmt.Errorf("cannot write %s: %w", filepath.Join(p.dir, p.name), withoutPath(err))
	}
	p.staged = ""
	syncDir(p.dir)
	return nil
}

// Discard gives the part up.
func (p *Part) Discard() {
	if p.Log != nil {
		_ = p.Close() // on the way out of an error that matters more
	}
	p.end()
}

func (p *Part) end() {
	if p.root != nil {
		if p.staged != "" {
			_ = p.root.Remove(p.staged)
		}
		_ = p.root.Close()
	}
	p.unlock()
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

// Foreign says which parts do not belong with the others, a line each: those that
// differ from what most of them are of.
func Foreign(parts []*Draws) (lines []string) {
	var most *Draws
	agree := 0
	for _, d := range parts {
		n := 0
		for _, o := range parts {
			if d.Header.Differs(&o.Header) == nil {
				n++
			}
		}
		if n > agree {
			most, agree = d, n
		}
		if 2*n > len(parts) {
			break
		}
	}
	for _, d := range parts {
		if differs := most.Header.Differs(&d.Header); differs != nil {
			lines = append(lines, fmt.Sprintf("%s is not of the same run as %s: %s", d.Path, filepath.Base(most.Path), strings.Join(differs, "; ")))
		}
	}
	return lines
}
