package explore

import (
	"io/fs"
	"strings"
	"time"
)

// oneFile is a file system of one file: where nothing else is at hand, a variant is
// read back next to the scenario that it extends.
type oneFile struct{ name, text string }

// Open opens the file.
func (f oneFile) Open(name string) (fs.File, error) {
	if name != f.name {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
	}
	return &openFile{f, strings.NewReader(f.text)}, nil
}

type openFile struct {
	oneFile
	rest *strings.Reader
}

func (f *openFile) Read(b []byte) (int, error) { return f.rest.Read(b) }
func (f *openFile) Close() error               { return nil }
func (f *openFile) Stat() (fs.FileInfo, error) { return f.oneFile, nil }
func (f oneFile) Name() string                 { return f.name }
func (f oneFile) Size() int64                  { return int64(len(f.text)) }
func (f oneFile) Mode() fs.FileMode            { return 0o444 }
func (f oneFile) ModTime() time.Time           { return time.Time{} }
func (f oneFile) IsDir() bool                  { return false }
func (f oneFile) Sys() any                     { return nil }
