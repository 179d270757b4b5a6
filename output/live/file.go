package live

import (
	"errors"
	"os"
	"path/filepath"

	"sim/model/study"
	"sim/output"
)

// partWords say what the parts are that a live report may leave out.
var partWords = map[string]string{
	study.PartEvidence: "what its documents say (evidence, what disputes it, titles, and dates unless the case is a record of theories)",
	study.PartNotes:    "what the scenario says about itself",
}

// omitted is what was left out, in words.
func omitted(parts []string) (words []string) {
	for _, part := range parts {
		words = append(words, partWords[part])
	}
	return words
}

// WriteFile writes a live report to a file, whole or not at all, and says so in lines
// for a terminal. The errors are those of Write and of writing.
func WriteFile(path string, s *study.Subject, r *output.Result, e Engine) (said string, err error) {
	tmp, err := os.CreateTemp(filepath.Dir(path), "."+filepath.Base(path)+"-*")
	if err != nil {
		return "", err
	}
	defer func() {
		if err != nil {
			_ = os.Remove(tmp.Name()) // half a report helps nobody; the first error is the one to report
		}
	}()
	err = Write(tmp, s, r, e)
	if err := errors.Join(err, tmp.Chmod(0o644), tmp.Close()); err != nil {
		return "", err
	}
	contains := "the whole scenario"
	if parts := s.Source.Omitted; parts != nil {
		contains = "the scenario without " + output.List(parts)
	}
	said = output.Notice + ".\nWrote " + filepath.ToSlash(path) + ". It contains " + contains + ", and needs no network: open it in a browser.\n"
	return output.Printable(said), os.Rename(tmp.Name(), path)
}
