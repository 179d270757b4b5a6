package folder

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
)

// DrawsSuffix ends the names of files of draws.
const DrawsSuffix = ".draws"

// A Log is a file of draws being written: a header, then records, which are
// only ever added. A record is on the disk once Append returns.
type Log struct {
	file *os.File
	end  int64 // of the last whole record
	work bool  // whether it holds draws that no other file does
}

// newLog starts a log in an empty file, which it closes if it cannot.
func newLog(file *os.File, h *Header) (*Log, error) {
	l := &Log{file: file}
	head, err := json.Marshal(h)
	if err == nil {
		err = l.write(appendFrame([]byte(magic), head))
	}
	if err == nil {
		err = l.sync()
	}
	if err != nil {
		return nil, errors.Join(err, l.Close())
	}
	return l, nil
}

// Append adds a record.
func (l *Log) Append(record []byte) error {
	if err := l.add(record); err != nil {
		return err
	}
	l.work = true
	return l.sync()
}

func (l *Log) add(record []byte) error { return l.write(appendFrame(nil, record)) }

// write adds bytes whole or, as far as the disk lets it, not at all.
func (l *Log) write(b []byte) error {
	if _, err := l.file.WriteAt(b, l.end); err != nil {
		_ = l.file.Truncate(l.end) // a torn record does no harm either
		return fmt.Errorf("cannot keep finished draws: %w", withoutPath(err))
	}
	l.end += int64(len(b))
	return nil
}

func (l *Log) sync() error {
	if err := l.file.Sync(); err != nil {
		return fmt.Errorf("cannot keep finished draws: %w", withoutPath(err))
	}
	return nil
}

// WriteDraws writes a file of draws; records hands on what is to stand in it.
func WriteDraws(w io.Writer, h *Header, records func(add func(record []byte) error) error) error {
	head, err := json.Marshal(h)
	if err != nil {
		return err
	}
	if _, err := w.Write(appendFrame([]byte(magic), head)); err != nil {
		return err
	}
	return records(func(record []byte) error {
		_, err := w.Write(appendFrame(nil, record))
		return err
	})
}

// Close ends the log.
func (l *Log) Close() error { return withoutPath(l.file.Close()) }

// syncDir has the disk know the names in dir. Not every system can.
func syncDir(dir string) {
	if d, err := os.Open(filepath.Clean(dir)); err == nil {
		_ = d.Sync()
		_ = d.Close()
	}
}
