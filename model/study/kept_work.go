package study

import (
	"encoding/binary"
	"maps"
	"math"
	"sync"
)

// A WorkStore stores finished pieces of the work on a question by their names, so
// that it can be interrupted and continued. A nil WorkStore stores nothing.
type WorkStore interface {
	// Known returns the pieces finished earlier. It is called once: after the
	// options have been checked and before anything is simulated.
	Known() (map[string][]byte, error)
	// Finished receives each further piece as soon as it is finished, in one call
	// at a time.
	Finished(name string, piece []byte) error
}

// keptWork is the finished pieces of the work on a question: lists of numbers by
// name. It may be used by several goroutines at once.
type keptWork struct {
	mu     sync.Mutex
	pieces map[string][]byte
	store  WorkStore
}

func newKeptWork() *keptWork { return &keptWork{pieces: map[string][]byte{}} }

// open reads what a store has and keeps all further pieces in it. The error is the
// store's.
func (k *keptWork) open(store WorkStore) error {
	if store == nil {
		return nil
	}
	known, err := store.Known()
	if err != nil {
		return err
	}
	maps.Copy(k.pieces, known)
	k.store = store
	return nil
}

// do returns the numbers of a piece of work: those that are kept, or else those that
// work computes, which it keeps. The error is that of work or of the store.
func (k *keptWork) do(name string, work func() ([]float64, error)) ([]float64, error) {
	k.mu.Lock()
	piece, ok := k.pieces[name]
	k.mu.Unlock()
	if ok && len(piece)%8 == 0 {
		xs := make([]float64, len(piece)/8)
		for i := range xs {
			xs[i] = math.Float64frombits(binary.LittleEndian.Uint64(piece[8*i:]))
		}
		return xs, nil
	}
	xs, err := work()
	if err != nil {
		return nil, err
	}
	piece = make([]byte, 0, 8*len(xs))
	for _, x := range xs {
		piece = binary.LittleEndian.AppendUint64(piece, math.Float64bits(x))
	}
	k.mu.Lock()
	defer k.mu.Unlock()
	k.pieces[name] = piece
	if k.store == nil {
		return xs, nil
	}
	return xs, k.store.Finished(name, piece)
}

// forget drops a piece that is not asked for again; the store keeps it.
func (k *keptWork) forget(name string) {
	k.mu.Lock()
	defer k.mu.Unlock()
	delete(k.pieces, name)
}

// pairedNumbers is how many numbers a Paired consists of.
const pairedNumbers = 19

// appendPaired appends the numbers of p.
func appendPaired(xs []float64, p *Paired) []float64 {
	same := 0.0
	if p.Same {
		same = 1
	}
	for _, e := range []*Estimate{&p.A, &p.B, &p.Difference} {
		xs = append(xs, float64(e.N), e.Value, e.Error, e.Lower, e.Upper)
	}
	return append(xs, float64(p.OnlyA), float64(p.OnlyB), same, p.Gain)
}

// pairedOf returns the Paired whose numbers appendPaired has written.
func pairedOf(xs []float64) Paired {
	var p Paired
	for i, e := range []*Estimate{&p.A, &p.B, &p.Difference} {
		ys := xs[5*i:]
		*e = Estimate{N: int(ys[0]), Value: ys[1], Error: ys[2], Lower: ys[3], Upper: ys[4]}
	}
	p.OnlyA, p.OnlyB, p.Same, p.Gain = int(xs[15]), int(xs[16]), xs[17] == 1, xs[18]
	return p
}
