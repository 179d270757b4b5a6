package artifact

import (
	"archive/zip"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"sim/output"
	"sim/output/citation"
	"sim/output/folder"
)

// Files of an archive besides those of the run.
const (
	archivedRun  = "run"
	sumsFile     = "SHA256SUMS"
	dataSumsFile = "DATA-SHA256SUMS"
	replayFile   = "REPLAY.txt"
)

// Archive writes the finished run in dir as one ZIP file: the scenario as it was
// played, the files that the run left, how to cite it, how to run it again, and
// checksums. The same run gives the same bytes. The error is that of folder.Read
// or of folder.Run.Subject, or says that what lies in dir is no run.
func Archive(w io.Writer, dir string) error {
	r, err := folder.Read(dir)
	if err != nil {
		return err
	}
	if r.Analysis != "" {
		return fmt.Errorf("%s: what lies there is not a run but what sim %s left; archive a run", dir, r.Analysis)
	}
	s, err := r.Subject(dir)
	if err != nil {
		return err
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		return err
	}
	defer root.Close() //nolint:errcheck // it was only read
	a := &archive{zip: zip.NewWriter(w), top: r.Scenario.Name}
	files := slices.Clone(r.Files)
	slices.Sort(files)
	for _, name := range files {
		text, err := root.ReadFile(filepath.FromSlash(name))
		if errors.Is(err, os.ErrNotExist) {
			return fmt.Errorf("%s: %s, which the run left, is missing", dir, name)
		}
		if err == nil {
			err = a.add(path.Join(archivedRun, name), text)
		}
		if err != nil {
			return err
		}
	}
	cited := citation.Of(s, r.Version, r.Timings.Started.Format("2006"))
	if err := a.add(r.Scenario.Name+".yaml", []byte(r.Scenario.Text)); err != nil {
		return err
	}
	if err := a.add("citation.bib", []byte("% "+cited.Sentence()+"\n"+cited.BibTeX())); err != nil {
		return err
	}
	for _, f := range []struct{ name, text string }{
		{dataSumsFile, a.sums(func(name string) (string, bool) {
			inRun, ok := strings.CutPrefix(name, archivedRun+"/")
			return inRun, ok && repeats(inRun)
		})},
		{replayFile, replay(r, cited.Sentence())},
		{sumsFile, a.sums(func(name string) (string, bool) { return name, true })},
	} {
		if err := a.add(f.name, []byte(f.text)); err != nil {
			return err
		}
	}
	return a.zip.Close()
}

// repeats reports whether a file of a run is the same to the last byte whenever it is
// run again: data are; the record and the report name times and commands, and pictures
// are drawn as a version of the program draws them.
func repeats(name string) bool {
	ext := path.Ext(name)
	return ext == ".csv" || ext == ".parquet" || name == "summary.json"
}

// replay says how to check the archive and how to run what is in it again.
func replay(r *folder.Run, cited string) string {
	words := []string{"sim", "run", r.Scenario.Name + ".yaml", "--draws", strconv.Itoa(r.Asked), "--seed", strconv.FormatUint(r.Seed, 10), "--sampler", r.Sampler}
	if r.Chosen != nil {
		words = append(words, "--theories", strings.Join(r.Chosen, ","))
	}
	for _, u := range r.Until {
		words = append(words, "--until", u)
	}
	var weights []string
	for family, w := range r.Weights {
		weights = append(weights, family+"="+strconv.FormatFloat(w, 'g', -1, 64))
	}
	if slices.Sort(weights); weights != nil {
		words = append(words, "--weights", strings.Join(weights, ","))
	}
	levers := "off"
	if r.Levers > 0 {
		levers = strconv.Itoa(r.Levers)
	}
	words = append(words, "--levers", levers, "--format", strings.Join(r.Formats, ","), "--out", "again")
	return fmt.Sprintf(`%s.

%s

To check that nothing in this archive has changed, here:

  sha256sum -c %s

To run it again, with the program named above (sim version):

  %s

The data files are the same to the last byte, on every machine with the numeric
fingerprint %s:

  cd again && sha256sum -c ../%s

run.json and report.html may differ: they name times and commands.
`, output.Notice, cited, sumsFile, output.ShellWords(words...), r.Fingerprint, dataSumsFile)
}

// An archive is a ZIP file being written.
type archive struct {
	zip   *zip.Writer
	top   string // the folder in it
	files []archived
}

type archived struct{ name, sum string }

// add adds a file, without a time: the same content gives the same bytes.
func (a *archive) add(name string, text []byte) error {
	w, err := a.zip.CreateHeader(&zip.FileHeader{Name: path.Join(a.top, name), Method: zip.Deflate})
	if err != nil {
		return err
	}
	sum := sha256.Sum256(text)
	a.files = append(a.files, archived{name, hex.EncodeToString(sum[:])})
	_, err = w.Write(text)
	return err
}

// sums lists the checksums of files under the names that they are to have.
func (a *archive) sums(as func(name string) (string, bool)) string {
	var text strings.Builder
	for _, f := range a.files {
		if name, ok := as(f.name); ok {
			fmt.Fprintf(&text, "%s  %s\n", f.sum, name)
		}
	}
	return text.String()
}

// ArchiveTo writes Archive into a file, which appears whole or not at all.
func ArchiveTo(name, dir string) (err error) {
	f, err := os.CreateTemp(filepath.Dir(name), ".sim-archive-*")
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			_ = os.Remove(f.Name())
		}
	}()
	if err := errors.Join(Archive(f, dir), f.Close()); err != nil {
		return err
	}
	if err := os.Chmod(f.Name(), 0o644); err != nil { //nolint:gosec // it is meant to be handed on
		return err
	}
	return os.Rename(f.Name(), name)
}
