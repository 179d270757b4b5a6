//go:build ignore

// Pack puts a folder into an archive, a ZIP or a tar.gz file by its name. The
// same files give the same archive, whoever packs them and when: names in order,
// no owners, and one time for all, SOURCE_DATE_EPOCH.
//
//	SOURCE_DATE_EPOCH=1790000000 go run .ci/pack.go FOLDER ARCHIVE
package main

import (
	"archive/tar"
	"archive/zip"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strconv"
	"strings"
	"time"
)

func main() {
	if len(os.Args) != 3 {
		fmt.Fprintln(os.Stderr, "pack: name a folder and an archive")
		os.Exit(64)
	}
	if err := pack(os.Args[1], os.Args[2]); err != nil {
		fmt.Fprintln(os.Stderr, "pack:", err)
		os.Exit(1)
	}
}

// pack writes the folder to an archive.
func pack(dir, name string) (err error) {
	seconds, err := strconv.ParseInt(os.Getenv("SOURCE_DATE_EPOCH"), 10, 64)
	if err != nil {
		return fmt.Errorf("SOURCE_DATE_EPOCH: %w", err)
	}
	file, err := os.Create(name)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, file.Close()) }()
	if strings.HasSuffix(name, ".zip") {
		return zipped(file, dir, time.Unix(seconds, 0).UTC())
	}
	return tarred(file, dir, time.Unix(seconds, 0).UTC())
}

// tarred writes the folder as a compressed tar file.
func tarred(w io.Writer, dir string, at time.Time) error {
	compressed, err := gzip.NewWriterLevel(w, gzip.BestCompression)
	if err != nil {
		return err
	}
	t := tar.NewWriter(compressed)
	err = files(dir, func(name string, mode fs.FileMode, text []byte) error {
		if err := t.WriteHeader(&tar.Header{Name: name, Mode: int64(mode), Size: int64(len(text)), ModTime: at, Format: tar.FormatUSTAR}); err != nil {
			return err
		}
		_, err := t.Write(text)
		return err
	})
	return errors.Join(err, t.Close(), compressed.Close())
}

// zipped writes the folder as a ZIP file.
func zipped(w io.Writer, dir string, at time.Time) error {
	z := zip.NewWriter(w)
	err := files(dir, func(name string, mode fs.FileMode, text []byte) error {
		h := &zip.FileHeader{Name: name, Method: zip.Deflate, Modified: at}
		h.SetMode(mode)
		member, err := z.CreateHeader(h)
		if err != nil {
			return err
		}
		_, err = member.Write(text)
		return err
	})
	return errors.Join(err, z.Close())
}

// files hands on every file below dir, in the order of its name, which begins
// with that of the folder.
func files(dir string, each func(name string, mode fs.FileMode, text []byte) error) error {
	return filepath.WalkDir(dir, func(at string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		info, err := entry.Info()
		if err != nil {
			return err
		}
		text, err := os.ReadFile(at)
		if err != nil {
			return err
		}
		below, err := filepath.Rel(dir, at)
		if err != nil {
			return err
		}
		mode := fs.FileMode(0o644)
		if info.Mode()&0o100 != 0 {
			mode = 0o755
		}
		return each(path.Join(filepath.Base(dir), filepath.ToSlash(below)), mode, text)
	})
}
