package folder

import (
	"bufio"
	"encoding/binary"
	"errors"
	"hash/crc32"
	"io"
	"strings"
)

// magic is the first line of a file of draws.
const magic = "sim draws 2. Illustration, not prediction\n"

// frameHead is the length of what stands before a payload: its length, its
// checksum, and the checksum of these two.
const frameHead = 16

// maxFrame is how long a payload may be, in bytes.
const maxFrame = 1 << 32

var table = crc32.MakeTable(crc32.Castagnoli)

var (
	// errTorn: a frame was not written to its end.
	errTorn = errors.New("cut short")
	// errFlipped: a payload is not what was written.
	errFlipped = errors.New("damaged: its checksum does not fit")
	// errLost: where the next frame begins cannot be told.
	errLost = errors.New("damaged: a length in it does not fit its checksum")
)

// appendFrame appends a payload in its frame.
func appendFrame(b, payload []byte) []byte {
	at := len(b)
	b = binary.LittleEndian.AppendUint64(b, uint64(len(payload)))
	b = binary.LittleEndian.AppendUint32(b, crc32.Checksum(payload, table))
	b = binary.LittleEndian.AppendUint32(b, crc32.Checksum(b[at:], table))
	return append(b, payload...)
}

// readFrame reads a payload; size is how long its frame is, also where the
// payload is damaged. The error is io.EOF where there is no more.
func readFrame(r *bufio.Reader) (payload []byte, size int64, err error) {
	var head [frameHead]byte
	switch _, err := io.ReadFull(r, head[:]); {
	case errors.Is(err, io.ErrUnexpectedEOF):
		return nil, 0, errTorn
	case err != nil:
		return nil, 0, err
	}
	n := binary.LittleEndian.Uint64(head[:])
	if n > maxFrame || crc32.Checksum(head[:12], table) != binary.LittleEndian.Uint32(head[12:]) {
		return nil, 0, errLost
	}
	// A length is not believed before there are so many bytes.
	payload, err = io.ReadAll(io.LimitReader(r, int64(n)))
	if err != nil {
		return nil, 0, err
	}
	if uint64(len(payload)) < n {
		return nil, 0, errTorn
	}
	size = frameHead + int64(n)
	if crc32.Checksum(payload, table) != binary.LittleEndian.Uint32(head[8:]) {
		return nil, size, errFlipped
	}
	return payload, size, nil
}

// readMagic reads the first line.
func readMagic(r *bufio.Reader) error {
	line := make([]byte, len(magic))
	n, err := io.ReadFull(r, line)
	switch {
	case string(line[:n]) == magic:
		return nil
	case !strings.HasPrefix(magic, string(line[:n])):
		return errors.New("not a file of draws of this program's kind")
	case errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF):
		return errTorn
	}
	return err
}
