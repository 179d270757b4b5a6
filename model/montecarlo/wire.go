package montecarlo

import (
	"bytes"
	"compress/flate"
	"encoding/binary"
	"errors"
	"io"
	"math"
)

// ErrDamaged reports bytes that were not written by this package.
var ErrDamaged = errors.New("damaged record")

// A wire encodes values to bytes, or decodes them. One walk over a structure
// does both, so that encoder and decoder cannot drift apart. After an error,
// decoding yields zeros.
type wire struct {
	b       []byte // encoded so far, or still to be decoded
	reading bool
	err     error
	more    io.Reader // has what is to be read after b; nil: nothing
	buffer  []byte    // that b lies in, where there is more
}

func (w *wire) fail() { w.err, w.b, w.more = ErrDamaged, nil, nil }

// need has b hold n bytes, if there are so many. Packed bytes are inflated as
// they are read: no more of them than a walk asks for.
func (w *wire) need(n int) {
	if len(w.b) >= n || w.more == nil {
		return
	}
	kept := copy(w.buffer, w.b)
	read, err := io.ReadAtLeast(w.more, w.buffer[kept:], n-kept)
	w.b = w.buffer[:kept+read]
	switch {
	case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF):
		w.more = nil
	case err != nil:
		w.fail()
	}
}

// end fails if there is more to be read.
func (w *wire) end() error {
	if w.need(1); w.err == nil && len(w.b) > 0 {
		w.fail()
	}
	return w.err
}

// uvarint handles a number that is usually small.
func (w *wire) uvarint(x *uint64) {
	if !w.reading {
		w.b = binary.AppendUvarint(w.b, *x)
		return
	}
	w.need(binary.MaxVarintLen64)
	v, n := binary.Uvarint(w.b)
	if n <= 0 {
		w.fail()
		n = 0
	}
	*x, w.b = v, w.b[n:]
}

// count handles a number that is never negative.
func (w *wire) count(n *int) {
	x := uint64(*n)
	w.uvarint(&x)
	if x > 1<<48 {
		w.fail()
		x = 0
	}
	*n = int(x)
}

// intBelow handles a number from least to most − 1.
func (w *wire) intBelow(n *int, least, most int) {
	shifted := *n - least
	w.count(&shifted)
	if shifted >= most-least && w.err == nil {
		w.fail()
	}
	if w.err != nil {
		shifted = 0
	}
	*n = shifted + least
}

// counts handles a list whose length both sides know.
func (w *wire) counts(ns []int) {
	for i := range ns {
		w.count(&ns[i])
	}
}

// list carries a list of counts with its length, which is at most the given one.
func (w *wire) list(ns *[]int, most int) {
	n := len(*ns)
	w.intBelow(&n, 0, most+1)
	if w.reading {
		*ns = nil
		if n > 0 {
			*ns = make([]int, n)
		}
	}
	w.counts(*ns)
}

// flag handles a bool.
func (w *wire) flag(yes *bool) {
	n := 0
	if *yes {
		n = 1
	}
	w.intBelow(&n, 0, 2)
	*yes = n == 1
}

// uint64 handles 64 bits.
func (w *wire) uint64(x *uint64) {
	if !w.reading {
		w.b = binary.LittleEndian.AppendUint64(w.b, *x)
		return
	}
	w.need(8)
	if len(w.b) < 8 {
		w.fail()
		*x = 0
		return
	}
	*x, w.b = binary.LittleEndian.Uint64(w.b), w.b[8:]
}

// float handles a float64, bit by bit.
func (w *wire) float(x *float64) {
	bits := math.Float64bits(*x)
	w.uint64(&bits)
	*x = math.Float64frombits(bits)
}

func (w *wire) floats(xs []float64) {
	for i := range xs {
		w.float(&xs[i])
	}
}

// sum handles 128 bits.
func (w *wire) sum(x *[2]uint64) {
	w.uint64(&x[0])
	w.uint64(&x[1])
}

// pack compresses b.
func pack(b []byte) []byte {
	var out bytes.Buffer
	z, err := flate.NewWriter(&out, flate.BestSpeed)
	if err == nil {
		_, err = z.Write(b)
	}
	if err == nil {
		err = z.Close()
	}
	if err != nil {
		panic(err) // writing to memory cannot fail, and the level is valid
	}
	return out.Bytes()
}

// unpack reads what pack has made shorter.
func unpack(b []byte) wire {
	return wire{reading: true, more: flate.NewReader(bytes.NewReader(b)), buffer: make([]byte, 1<<15)}
}
