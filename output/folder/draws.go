package folder

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"sim/output"
)

// Draws is a file of draws being read.
type Draws struct {
	Path   string
	Header Header
	// Damage says in words what is wrong with the file's records; it is empty
	// for a whole file. Records that are damaged have been left out.
	Damage string
	// Flipped says that bytes have changed, not only the last ones are missing.
	Flipped bool

	file *os.File
}

// A BadDrawsError says what keeps a file from being one of draws.
type BadDrawsError struct {
	Path string
	Err  error
}

func (e *BadDrawsError) Error() string { return e.Path + ": " + e.Err.Error() }
func (e *BadDrawsError) Unwrap() error { return e.Err }

// OpenDraws opens a file of draws and reads its header. The error is a
// *BadDrawsError if it is none, and wraps ErrFirstVersion if it is one of the
// first version.
func OpenDraws(path string) (*Draws, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	d := &Draws{Path: path, file: file}
	head, _, err := d.begin()
	if err == nil {
		err = json.Unmarshal(head, &d.Header)
	}
	switch purpose := d.Header.Purpose; {
	case err != nil || purpose == output.Purpose:
	case purpose == firstPurpose:
		err = ErrFirstVersion
	default:
		err = errors.New("not a file of draws")
	}
	if err != nil {
		d.Close()
		return nil, &BadDrawsError{path, withoutPath(err)}
	}
	return d, nil
}

// begin reads up to the first record.
func (d *Draws) begin() (head []byte, r *bufio.Reader, err error) {
	r = bufio.NewReaderSize(io.NewSectionReader(d.file, 0, 1<<62), 1<<16)
	if err := readMagic(r); err != nil {
		return nil, nil, err
	}
	head, _, err = readFrame(r)
	if errors.Is(err, io.EOF) {
		err = errTorn
	}
	return head, r, err
}

// Records hands on every whole record, with the place in the file where it
// starts. It returns the end of what can be read and an error of each or of
// the disk; damage is noted.
func (d *Draws) Records(each func(record []byte, from io.ReaderAt, at int64) error) (end int64, err error) {
	head, r, err := d.begin()
	if err != nil {
		return 0, err
	}
	end = int64(len(magic) + frameHead + len(head))
	var notes []string
	flipped := 0
	for {
		record, size, err := readFrame(r)
		switch {
		case errors.Is(err, io.EOF):
		case errors.Is(err, errFlipped):
			flipped++
			d.Flipped = true
			end += size
			continue
		case errors.Is(err, errTorn), errors.Is(err, errLost):
			d.Flipped = d.Flipped || errors.Is(err, errLost)
			notes = append(notes, fmt.Sprintf("from byte %s on it is %v", output.FormatCount(int(end)), err))
		case err != nil:
			return end, withoutPath(err)
		default:
			if err := each(record, d.file, end+frameHead); err != nil {
				return end, err
			}
			end += size
			continue
		}
		break
	}
	if flipped > 0 {
		notes = append([]string{fmt.Sprintf("%d of its records are damaged: their checksums do not fit", flipped)}, notes...)
	}
	d.Damage = strings.Join(notes, "; ")
	return end, nil
}

// Close closes the file.
func (d *Draws) Close() { _ = d.file.Close() } // it was only read
