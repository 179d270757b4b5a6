package folder

import (
	"bufio"
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"io/fs"
	"maps"
	"math"
	"os"
	"path/filepath"
	"slices"

	"sim/model/study"
)

// pointsFile is the file in which an analysis of that name keeps the points that it
// has finished, until all are.
func pointsFile(analysis string) string { return "." + analysis + "-points.jsonl" }

// A PointStore is a study.PointStore that keeps finished points in a file, which
// survives an interruption. Dir and Version must be set before Known is called.
type PointStore struct {
	Analysis string // name of the analysis; empty: sweep
	Dir      string // folder of the results, which holds the file
	Version  string // of the program, for people
	// Sweep identifies the sweep, see SweepKey: the points of another are never
	// used.
	Sweep string
	// Resume uses the points of an interrupted sweep; otherwise Known refuses to
	// replace them.
	Resume bool

	Held  int      // number of points in the file
	Total int      // number of points of the sweep; 0 before Known
	Notes []string // what became of points that the sweep does not use

	root   *os.Root // of Dir: no link in it leads elsewhere; nil before Known
	file   *os.File // nil before Known
	unlock func()   // lets others write into Dir; nil before Known
	made   bool     // whether Known has made Dir
}

// A PointsError means that a folder holds points which a sweep may not use or
// replace. It says what to do.
type PointsError struct{ Err error }

func (e *PointsError) Error() string { return e.Err.Error() }
func (e *PointsError) Unwrap() error { return e.Err }

func pointsError(format string, args ...any) error {
	return &PointsError{fmt.Errorf(format, args...)}
}

func (s *PointStore) analysis() string { return cmp.Or(s.Analysis, "sweep") }
func (s *PointStore) name() string     { return pointsFile(s.analysis()) }
func (s *PointStore) path() string     { return filepath.Join(s.Dir, s.name()) }

// SweepKey identifies a sweep: its points may be used by a sweep with the same
// key, if the same program simulates them.
func SweepKey(s *study.Subject, axes []study.Axis, measure string) string {
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
	Sum     uint32      `json:"sum"`            // CRC-32 of the line with a sum of 0
}

// storedRow is a study.Row whose numbers may be missing.
type storedRow struct {
	Protocol, Quantity, Key    string
	N                          int
	Value, Error, Lower, Upper *float64
}

// sealed returns the line with its checksum.
func (p storedPoint) sealed() ([]byte, error) {
	p.Sum = 0
	text, err := json.Marshal(p)
	if err != nil {
		return nil, err
	}
	p.Sum = crc32.ChecksumIEEE(text)
	return json.Marshal(p)
}

// Known opens the file and returns the points in it that this sweep may use. The
// points of another sweep are kept under another name, see Notes. Nobody else
// writes into Dir until Close. The error is a *PointsError, a *BusyError or the
// file system's.
func (s *PointStore) Known(total int) (map[int]study.Point, error) {
	s.Total = total
	points := map[int]study.Point{}
	_, missing := os.Lstat(s.Dir)
	s.made = errors.Is(missing, fs.ErrNotExist)
	err := os.MkdirAll(s.Dir, 0o755)
	if err == nil {
		s.root, err = os.OpenRoot(s.Dir)
	}
	if err == nil {
		s.unlock, err = lockFolder(s.Dir, lockPatience)
	}
	if busy, ok := errors.AsType[*BusyError](err); ok {
		return nil, busy
	}
	if err != nil {
		return nil, fmt.Errorf("cannot write results: %w", err)
	}
	mine := storedPoint{Key: s.Sweep, Version: s.Version, Program: Program(), Point: -1}
	old, err := s.root.Open(s.name())
	switch {
	case errors.Is(err, fs.ErrNotExist):
	case err != nil:
		return nil, err
	default:
		head, same := s.read(old, &mine, points)
		if err := old.Close(); err != nil {
			return nil, err
		}
		if s.Resume && head.Key == s.Sweep && !same {
			return nil, pointsError("--resume: the points in %s were played by another program: %s, and this is %s; remove %s to start anew",
				s.Dir, ProgramWords(head.Version, head.Program), ProgramWords(mine.Version, mine.Program), s.path())
		}
		if same && !s.Resume {
			return nil, pointsError("%s of this %s lie in %s already: go on with --resume, or remove %s", s.count(len(points)), s.analysis(), s.Dir, s.path())
		}
		if !same && s.Resume {
			return nil, pointsError("--resume: what lies in %s is another %s: another scenario, seed, number of draws, theories or %s; remove %s to start anew", s.Dir, s.analysis(), s.asked(), s.path())
		}
		if !same {
			if err := s.aside(); err != nil {
				return nil, err
			}
		}
	}
	if s.file, err = s.root.Create(s.name() + ".new"); err != nil { // without what a killed program left half-written
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
	return points, s.root.Rename(s.name()+".new", s.name())
}

// count says how many points there are, of how many if that is known.
func (s *PointStore) count(points int) string {
	if s.Total == math.MaxInt {
		return fmt.Sprintf("%d points", points)
	}
	return fmt.Sprintf("%d of %d points", points, s.Total)
}

// asked is what an analysis asks besides the scenario and its settings.
func (s *PointStore) asked() string {
	if s.analysis() == "sweep" {
		return "range"
	}
	return "players"
}

// aside gives the points of another sweep a name of their own.
func (s *PointStore) aside() error {
	for n := 1; ; n++ {
		name := fmt.Sprintf(".%s-points-%d.jsonl", s.analysis(), n)
		if _, err := s.root.Lstat(name); err == nil {
			continue
		}
		s.Notes = append(s.Notes, fmt.Sprintf("kept the points of another %s as %s", s.analysis(), filepath.Join(s.Dir, name)))
		return s.root.Rename(s.name(), name)
	}
}

// read adds the points of an older file, whose first line is head; same is false
// if another sweep or program than mine wrote it. An unfinished line ends the
// file; a damaged one is left out and noted.
func (s *PointStore) read(r io.Reader, mine *storedPoint, points map[int]study.Point) (head storedPoint, same bool) {
	lines := bufio.NewReader(r)
	for first := true; ; first = false {
		text, err := lines.ReadBytes('\n')
		if err != nil {
			return head, same
		}
		var line storedPoint
		if sealed, err := line.parse(text); err != nil || !sealed {
			if first {
				return head, false
			}
			s.Notes = append(s.Notes, fmt.Sprintf("%s: a point is damaged and is simulated again", s.path()))
			continue
		}
		switch {
		case first && (line.Key != mine.Key || line.Program != mine.Program):
			return line, false
		case first:
			head, same = line, true
		case line.Point >= 0 && line.Point < s.Total:
			points[line.Point] = study.Point{Rows: restoredRows(line.Rows), Endings: line.Ends}
		}
	}
}

// Finished stores a finished point. The error is the file system's.
func (s *PointStore) Finished(number int, p study.Point) error {
	s.Held++
	return s.write(storedPoint{Point: number, Rows: storedRows(p.Rows), Ends: p.Endings})
}

func (s *PointStore) write(line storedPoint) error {
	text, err := line.sealed()
	if err == nil {
		_, err = s.file.Write(append(text, '\n'))
	}
	if err != nil {
		return fmt.Errorf("cannot write %s: %w", s.path(), err)
	}
	return nil
}

// Close closes the file, if Known has opened it, and lets others write into Dir. If
// Known has made Dir and nothing is in it, it goes.
func (s *PointStore) Close() error {
	if s.made {
		defer func() { _ = os.Remove(s.Dir) }() // fails where anything is in it
	}
	if s.unlock != nil {
		defer s.unlock()
	}
	if s.file == nil {
		return nil
	}
	return s.file.Close()
}

// parse reads a line, and reports whether its checksum holds.
func (p *storedPoint) parse(text []byte) (sealed bool, err error) {
	if err := json.Unmarshal(text, p); err != nil {
		return false, err
	}
	again, err := p.sealed()
	return bytes.Equal(again, bytes.TrimSuffix(text, []byte("\n"))), err
}

// Remove deletes the file that Known has opened, once the results are written.
func (s *PointStore) Remove() {
	if s.file != nil {
		_ = s.root.Remove(s.name()) // the result stands
	}
}

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

// known returns *x, or NaN for nil.
func known(x *float64) float64 {
	if x == nil {
		return math.NaN()
	}
	return *x
}

// finite returns x for JSON, which has no NaN and no infinity: nil.
func finite(x float64) *float64 {
	if math.IsNaN(x) || math.IsInf(x, 0) {
		return nil
	}
	return &x
}
