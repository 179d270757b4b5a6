package main

import (
	"bufio"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"math"
	"os"
	"path/filepath"
	"slices"

	"sim/model/study"
	"sim/output/folder"
)

// partialName is the file in which a sweep keeps the points that it has
// finished, until all are.
const partialName = ".sweep-points.jsonl"

// A pointStore is a study.PointStore that keeps points in a file, which outlives an
// interruption.
type pointStore struct {
	dir    string // of the results, in which the file lies
	key    string // tells sweeps apart
	resume bool   // whether the points of an interrupted sweep are taken up

	root  *os.Root // of dir: no link in it leads elsewhere; nil before Known
	file  *os.File // nil before Known
	total int      // points of the sweep
	held  int      // points in the file
}

func (s *pointStore) path() string { return filepath.Join(s.dir, partialName) }

// sweepKey tells sweeps apart: points of one may be taken up by another only where
// it is the same, and so is the program.
func sweepKey(s *study.Subject, axes []study.Axis, measure string) string {
	h := sha256.New()
	_, _ = fmt.Fprintln(h, s.Scenario.Digest, s.Config.Draws, s.Config.Seed, s.Config.Sampler, s.TheoryNames(), measure) // a hash never fails to write
	for _, a := range axes {
		_, _ = fmt.Fprintln(h, a.Path, a.Values)
	}
	return hex.EncodeToString(h.Sum(nil))
}

// storedPoint is a line of the file.
type storedPoint struct {
	Key     string      `json:"key,omitempty"`     // of the first line: what sweep it is
	Version string      `json:"version,omitempty"` // likewise: of the program, for people
	Program string      `json:"program,omitempty"` // likewise: which program
	Point   int         `json:"point"`
	Rows    []storedRow `json:"rows,omitempty"`
	Ends    [][]byte    `json:"ends,omitempty"` // by theory and draw
}

// storedRow is a figure whose numbers may be missing.
type storedRow struct {
	Protocol, Quantity, Key    string
	N                          int
	Value, Error, Lower, Upper *float64
}

// Known opens the file. With resume the points of an interrupted sweep are taken
// up; without, such a sweep must not be there.
func (s *pointStore) Known(total int) (map[int]study.Point, error) {
	s.total = total
	points := map[int]study.Point{}
	err := os.MkdirAll(s.dir, 0o755)
	if err == nil {
		s.root, err = os.OpenRoot(s.dir)
	}
	if err != nil {
		return nil, fmt.Errorf("cannot write results: %w", err)
	}
	mine := storedPoint{Key: s.key, Version: version(), Program: folder.Program(), Point: -1}
	old, err := s.root.Open(partialName)
	switch {
	case errors.Is(err, fs.ErrNotExist):
	case err != nil:
		return nil, err
	default:
		head, same := s.read(old, &mine, points)
		if err := old.Close(); err != nil {
			return nil, err
		}
		if s.resume && head.Key == s.key && !same {
			return nil, usage("--resume: the points in %s were played by another program: %s, and this is %s; remove %s to start anew",
				s.dir, folder.ProgramWords(head.Version, head.Program), folder.ProgramWords(mine.Version, mine.Program), s.path())
		}
		if same && !s.resume {
			return nil, usage("%d of %d points of this sweep lie in %s already: go on with --resume, or remove %s", len(points), total, s.dir, s.path())
		}
		if !same && s.resume {
			return nil, usage("--resume: what lies in %s is another sweep: another scenario, seed, number of draws, theories or range; remove %s to start anew", s.dir, s.path())
		}
	}
	if s.file, err = s.root.Create(partialName + ".new"); err != nil { // without what a killed program left half-written
		return nil, fmt.Errorf("cannot write results: %w", err)
	}
	if err := s.write(mine); err != nil {
		return nil, err
	}
	for _, i := range slices.Sorted(maps.Keys(points)) {
		if err := s.Finished(i, points[i]); err != nil {
			return nil, err
		}
	}
	return points, s.root.Rename(partialName+".new", partialName)
}

// read takes up the points of an older file, whose first line is head; same is
// false if it is of another sweep or program than mine. A line that was not
// finished ends it.
func (s *pointStore) read(r io.Reader, mine *storedPoint, points map[int]study.Point) (head storedPoint, same bool) {
	lines := bufio.NewReader(r)
	for first := true; ; first = false {
		text, err := lines.ReadBytes('\n')
		var line storedPoint
		if err != nil || json.Unmarshal(text, &line) != nil {
			return head, !first
		}
		switch {
		case first && (line.Key != mine.Key || line.Program != mine.Program):
			return line, false
		case first:
			head = line
		case line.Point >= 0 && line.Point < s.total:
			points[line.Point] = study.Point{Rows: restoredRows(line.Rows), Endings: line.Ends}
		}
	}
}

// Finished keeps a finished point.
func (s *pointStore) Finished(number int, p study.Point) error {
	s.held++
	return s.write(storedPoint{Point: number, Rows: storedRows(p.Rows), Ends: p.Endings})
}

func (s *pointStore) write(line storedPoint) error {
	text, err := json.Marshal(line)
	if err == nil {
		_, err = s.file.Write(append(text, '\n'))
	}
	if err != nil {
		return fmt.Errorf("cannot write %s: %w", s.path(), err)
	}
	return nil
}

// close ends the file, where it was opened.
func (s *pointStore) close() error {
	if s.file == nil {
		return nil
	}
	return s.file.Close()
}

// remove takes the file away, once all is written.
func (s *pointStore) remove() { _ = s.root.Remove(partialName) } // the result stands

func storedRows(rows []study.Row) []storedRow {
	out := make([]storedRow, len(rows))
	for i, r := range rows {
		out[i] = storedRow{r.Protocol, r.Quantity, r.Key, r.N, finite(r.Value), finite(r.Error), finite(r.Lower), finite(r.Upper)}
	}
	return out
}

func restoredRows(rows []storedRow) []study.Row {
	out := make([]study.Row, len(rows))
	for i, r := range rows {
		out[i] = study.Row{Protocol: r.Protocol, Quantity: r.Quantity, Key: r.Key, N: r.N, Value: known(r.Value), Error: known(r.Error), Lower: known(r.Lower), Upper: known(r.Upper)}
	}
	return out
}

// known is x, or what is not a number where there is none.
func known(x *float64) float64 {
	if x == nil {
		return math.NaN()
	}
	return *x
}

// finite is x for JSON, which has no word for what is not a number.
func finite(x float64) *float64 {
	if math.IsNaN(x) || math.IsInf(x, 0) {
		return nil
	}
	return &x
}
