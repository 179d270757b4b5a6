package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"math"
	"os"
	"path/filepath"
	"sync"

	"sim/model/study"
	"sim/output"
)

// partialName is the file in which a sweep keeps the points that it has
// finished, until all are.
const partialName = ".sweep-points.jsonl"

// A pointStore keeps finished points, in memory and in a file that outlives an
// interruption.
type pointStore struct {
	mu     sync.Mutex
	path   string
	file   *os.File
	points [][]study.Row
	ends   [][][]byte // how the draws of each point ended; nil where they are not kept
	held   int        // how many it has
}

// storedPoint is a line of the file.
type storedPoint struct {
	Key   string      `json:"key,omitempty"` // of the first line: what sweep it is
	Point int         `json:"point"`
	Rows  []storedRow `json:"rows,omitempty"`
	Ends  [][]byte    `json:"ends,omitempty"` // by theory and draw
}

// storedRow is a figure whose numbers may be missing.
type storedRow struct {
	Protocol, Quantity, Key    string
	N                          int
	Value, Error, Lower, Upper *float64
}

// openPoints opens the store in dir. With resume the points of an interrupted
// sweep are taken up; without, such a sweep must not be there.
func openPoints(dir, key string, over *output.Sweep, resume bool) (*pointStore, error) {
	points := over.Points
	s := &pointStore{path: filepath.Join(dir, partialName), points: points, ends: over.Endings}
	old, err := os.Open(s.path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
	case err != nil:
		return nil, err
	default:
		same := s.read(old, key)
		if err := old.Close(); err != nil {
			return nil, err
		}
		if same && !resume {
			return nil, usage("%d of %d points of this sweep lie in %s already: go on with --resume, or remove %s", s.held, len(points), dir, s.path)
		}
		if !same && resume {
			return nil, usage("--resume: what lies in %s is another sweep: another scenario, seed, number of draws, theories, range or version; remove %s to start anew", dir, s.path)
		}
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return nil, fmt.Errorf("cannot write results: %w", err)
	}
	if s.file, err = os.Create(s.path + ".new"); err != nil { // without what a killed program left half-written
		return nil, fmt.Errorf("cannot write results: %w", err)
	}
	lines := []storedPoint{{Key: key, Point: -1}}
	for i, rows := range points {
		if rows != nil {
			lines = append(lines, storedPoint{Point: i, Rows: storedRows(rows), Ends: s.ends[i]})
		}
	}
	for _, line := range lines {
		if err := s.write(line); err != nil {
			return nil, errors.Join(err, s.file.Close())
		}
	}
	return s, os.Rename(s.path+".new", s.path)
}

// read takes up the points of an older file; same is false if it is of another
// sweep. A line that was not finished ends it.
func (s *pointStore) read(r io.Reader, key string) (same bool) {
	lines := bufio.NewReader(r)
	for first := true; ; first = false {
		text, err := lines.ReadBytes('\n')
		var line storedPoint
		if err != nil || json.Unmarshal(text, &line) != nil {
			return !first
		}
		switch {
		case first && line.Key != key:
			return false
		case first:
		case line.Point >= 0 && line.Point < len(s.points) && s.points[line.Point] == nil:
			s.points[line.Point], s.ends[line.Point] = restoredRows(line.Rows), line.Ends
			s.held++
		}
	}
}

// add keeps a finished point.
func (s *pointStore) add(point int, rows []study.Row, ends [][]byte) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.points[point], s.ends[point] = rows, ends
	s.held++
	return s.write(storedPoint{Point: point, Rows: storedRows(rows), Ends: ends})
}

func (s *pointStore) write(line storedPoint) error {
	text, err := json.Marshal(line)
	if err == nil {
		_, err = s.file.Write(append(text, '\n'))
	}
	if err != nil {
		return fmt.Errorf("cannot write %s: %w", s.path, err)
	}
	return nil
}

// close ends the file; remove takes it away, once all is written.
func (s *pointStore) close() error { return s.file.Close() }

func (s *pointStore) remove() { _ = os.Remove(s.path) } // the result stands

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
