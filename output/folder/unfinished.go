package folder

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"sim/output"
)

// The files of draws in a run's folder.
const (
	Unfinished = "unfinished" + DrawsSuffix // of a run that goes on, or was interrupted
	Finished   = "run" + DrawsSuffix        // of the run whose results lie there
)

// errNothing says that there are no draws to go on from.
var errNothing = errors.New("no draws of an earlier run lie here")

// Log starts the file in which the run keeps finished draws. What an
// interrupted run has left is not lost: it gets another name, which is noted.
func (f *Folder) Log(h *Header) (*Log, error) {
	some, err := holdsWork(f.path(Unfinished))
	if err != nil {
		return nil, err
	}
	if some {
		if f.put, err = f.aside("interrupted"); err != nil {
			return nil, err
		}
		f.note("kept the draws of an interrupted run as %s; --resume would have gone on with them", f.path(f.put))
	}
	return f.newLog(h, nil)
}

// Resume opens the draws of an earlier run in the folder, to go on from: those
// of an interrupted run or else of a finished one. It hands on their records
// and returns the log to add to. Damaged records are left out and noted; a
// file that holds some gets another name. Where there is nothing to go on
// from, the log is a new one.
//
// prepare sees the header before any record. Its error, or that of each, is
// returned as it is.
func (f *Folder) Resume(h *Header, prepare func(*Header) error, each func(record []byte, from io.ReaderAt, at int64) error) (*Log, error) {
	path, d, err := f.earlier()
	if errors.Is(err, errNothing) {
		f.note("%s: %v; starting with the first draw", f.Dir, err)
		return f.Log(h)
	}
	if err != nil {
		return nil, err
	}
	defer d.Close()
	if err := prepare(&d.Header); err != nil {
		return nil, err
	}
	end, err := d.Records(func([]byte, io.ReaderAt, int64) error { return nil })
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	if d.Damage != "" {
		f.note("%s: %s; what is missing is played again", path, d.Damage)
	}
	if filepath.Base(path) == Unfinished && !d.Flipped {
		return f.addTo(path, end, each)
	}
	return f.copyOf(path, d, each)
}

// addTo goes on with a log of which so many bytes are whole.
func (f *Folder) addTo(path string, end int64, each func([]byte, io.ReaderAt, int64) error) (*Log, error) {
	file, err := f.root.OpenFile(Unfinished, os.O_RDWR, 0)
	if err != nil {
		return nil, f.cannot(Unfinished, err)
	}
	if err := file.Truncate(end); err != nil {
		return nil, errors.Join(err, file.Close())
	}
	some, err := holdsWork(path)
	if err != nil {
		return nil, errors.Join(err, file.Close())
	}
	return f.reread(&Log{file: file, end: end, work: some}, each)
}

// copyOf goes on with a copy of the records that are whole: of a finished
// run's draws, which stay as they are until there are new results, or of a
// damaged file, which is kept under another name.
func (f *Folder) copyOf(path string, d *Draws, each func([]byte, io.ReaderAt, int64) error) (*Log, error) {
	l, err := f.newLog(&d.Header, func(l *Log) error {
		_, err := d.Records(func(record []byte, _ io.ReaderAt, _ int64) error { return l.add(record) })
		d.Close()
		switch {
		case err != nil:
		case filepath.Base(path) == Unfinished:
			var aside string
			if aside, err = f.aside("damaged"); err == nil {
				f.note("the damaged file is kept as %s", f.path(aside))
			}
			l.work = true
		case d.Damage != "":
			if f.spoilt, err = f.free("damaged"); err == nil {
				f.note("the damaged file is kept, as %s once there are new results", f.path(f.spoilt))
			}
		}
		return err
	})
	if err != nil {
		return nil, err
	}
	return f.reread(l, each)
}

// reread hands on the records of a log that goes on.
func (f *Folder) reread(l *Log, each func([]byte, io.ReaderAt, int64) error) (*Log, error) {
	f.log = l
	d := &Draws{Path: f.path(Unfinished), file: l.file}
	if _, err := d.Records(each); err != nil {
		return nil, fmt.Errorf("%s: %w", d.Path, err)
	}
	return l, nil
}

// newLog makes a log under a passing name, has fill add to it, and gives it
// its name once all that is on the disk.
func (f *Folder) newLog(h *Header, fill func(*Log) error) (*Log, error) {
	staged := filepath.Join(f.staging, Unfinished)
	file, err := f.root.OpenFile(staged, os.O_RDWR|os.O_CREATE|os.O_EXCL, 0o644)
	if err != nil {
		return nil, fmt.Errorf("cannot keep finished draws: %w", withoutPath(err))
	}
	l, err := newLog(file, h)
	if err != nil {
		return nil, err
	}
	if fill != nil {
		err = fill(l)
	}
	if err == nil {
		err = l.sync()
	}
	err = errors.Join(err, l.Close()) // not every system renames what is open
	if err != nil {
		return nil, err
	}
	if err := f.root.Rename(staged, Unfinished); err != nil {
		return nil, fmt.Errorf("cannot keep finished draws: %w", err)
	}
	syncDir(f.Dir)
	if l.file, err = f.root.OpenFile(Unfinished, os.O_RDWR, 0); err != nil {
		return nil, fmt.Errorf("cannot keep finished draws: %w", withoutPath(err))
	}
	f.log = l
	return l, nil
}

// earlier opens the draws that a run can go on from.
func (f *Folder) earlier() (path string, d *Draws, err error) {
	for _, name := range []string{Unfinished, Finished} {
		path = f.path(name)
		if name == Unfinished {
			some, err := holdsWork(path)
			if err != nil {
				return path, nil, err
			}
			if !some {
				continue // a run that was killed before it came to anything
			}
		}
		d, err = OpenDraws(path)
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		return path, d, err
	}
	return "", nil, errNothing
}

// aside gives the draws of an interrupted run a name that is free and says which.
func (f *Folder) aside(word string) (string, error) {
	free, err := f.free(word)
	if err != nil {
		return "", err
	}
	if err := f.root.Rename(Unfinished, free); err != nil {
		return "", f.cannot(free, err)
	}
	return free, nil
}

// free is a name for a file of draws that nothing in the folder has.
func (f *Folder) free(word string) (string, error) {
	for i := 1; ; i++ {
		name := fmt.Sprintf("%s-%d%s", word, i, DrawsSuffix)
		switch _, err := f.root.Lstat(name); {
		case errors.Is(err, fs.ErrNotExist):
			return name, nil
		case err != nil:
			return "", f.cannot(name, err)
		}
	}
}

// holdsWork reports whether there is a file of draws that has a record, or that
// is damaged and may have had some. The error says that it cannot be opened.
func holdsWork(path string) (bool, error) {
	d, err := OpenDraws(path)
	if _, bad := errors.AsType[*BadDrawsError](err); bad {
		return true, nil
	}
	if errors.Is(err, fs.ErrNotExist) {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	defer d.Close()
	var some bool
	enough := errors.New("enough")
	_, err = d.Records(func([]byte, io.ReaderAt, int64) error { some = true; return enough })
	return some || err != nil || d.Damage != "", nil
}

// note notes something that the user is to be told.
func (f *Folder) note(format string, args ...any) {
	f.Notes = append(f.Notes, fmt.Sprintf(format, args...))
}

// Interrupted returns the header of the draws that an interrupted run has left
// in dir; ok is false if there are none.
func Interrupted(dir string) (h *Header, ok bool) {
	path := filepath.Join(dir, Unfinished)
	if some, err := holdsWork(path); err != nil || !some {
		return nil, false
	}
	d, err := OpenDraws(path)
	if err != nil {
		return nil, false
	}
	defer d.Close()
	return &d.Header, true
}

// IsLeft reports whether a file of that name is one that runs leave beside
// their results.
func IsLeft(name string) bool {
	stem, ok := strings.CutSuffix(name, DrawsSuffix)
	word, _, _ := strings.Cut(stem, "-")
	return ok && slices.Contains([]string{"unfinished", "interrupted", "damaged", "run"}, word)
}

// Resuming is the command, to be typed, that goes on with the run that a command, in
// words, began.
func Resuming(words []string) string {
	if !slices.Contains(words, "--resume") {
		words = append(slices.Clone(words), "--resume")
	}
	return output.ShellWords(words...)
}
