package folder

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"math"

	"sim/model/study"
)

// A WorkStore is a study.WorkStore that keeps finished pieces of the work on a
// question in a file, which survives an interruption: as the points of a PointStore,
// in the order in which they were finished.
type WorkStore struct{ PointStore }

// NewWorkStore returns the store of an analysis. Analysis, Dir and Version must be
// set.
func NewWorkStore(s PointStore) *WorkStore { return &WorkStore{s} }

// WorkKey identifies a question: its pieces may be used by a question with the same
// key, if the same program simulates them. asked is what it asks besides the scenario
// and its settings.
func WorkKey(s *study.Subject, asked ...string) string {
	h := sha256.New()
	_, _ = fmt.Fprintf(h, "%s %d %d %s %q %q", s.Scenario.Digest, s.Config.Draws, s.Config.Seed, s.Config.Sampler, s.TheoryNames(), asked) // a hash never fails to write
	return hex.EncodeToString(h.Sum(nil))
}

// Known is that of study.WorkStore, with the errors of PointStore.Known.
func (s *WorkStore) Known() (map[string][]byte, error) {
	points, err := s.PointStore.Known(math.MaxInt)
	if err != nil {
		return nil, err
	}
	pieces := make(map[string][]byte, len(points))
	for _, p := range points {
		if len(p.Endings) == 2 {
			pieces[string(p.Endings[0])] = p.Endings[1]
		}
	}
	return pieces, nil
}

// Finished stores a finished piece. The error is the file system's.
func (s *WorkStore) Finished(name string, piece []byte) error {
	return s.PointStore.Finished(s.Held, study.Point{Endings: [][]byte{[]byte(name), piece}})
}
