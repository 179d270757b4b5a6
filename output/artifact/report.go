package artifact

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"sim/output/folder"
	"sim/output/page"
)

// Report returns the path of the report of the run in dir, and a note where a later
// run into that folder was interrupted; empty: there is none. The error says why there
// is no report, and what brings one.
func Report(dir string) (path, note string, err error) {
	if info, err := os.Stat(dir); err != nil || !info.IsDir() {
		return "", "", fmt.Errorf("%s: no such folder; a run leaves one, see sim run --help", dir)
	}
	interrupted, some := folder.Interrupted(dir)
	if _, err := folder.Read(dir); err != nil && !errors.Is(err, folder.ErrFirstVersion) {
		if some && folder.Busy(dir) {
			return "", "", fmt.Errorf("%s: the run here still goes on; it has no report yet", dir)
		}
		if some {
			return "", "", fmt.Errorf("%s: the run here was interrupted and has no report yet; go on with: %s", dir, folder.Resuming(interrupted.Command))
		}
		return "", "", err
	}
	if some && !folder.Busy(dir) {
		note = "note: a later run into this folder was interrupted; go on with: " + folder.Resuming(interrupted.Command)
	}
	path = filepath.Join(dir, page.ReportName)
	if _, err := os.Stat(path); err != nil {
		return "", "", fmt.Errorf("%s: the run's report is missing", path)
	}
	return path, note, nil
}

// Attachable reports why the report of the run in dir cannot hold what an analysis of
// the scenario with that digest finds, by this version of the program; nil if it can.
func Attachable(dir, digest, version string) error {
	r, err := folder.Read(dir)
	switch {
	case err != nil:
		return err
	case r.Analysis != "":
		return fmt.Errorf("what lies there is not a run but what sim %s left; name the folder of a run", r.Analysis)
	case r.Program != folder.Program():
		return fmt.Errorf("the run there was simulated by another program: %s, and this is %s; run it again",
			folder.ProgramWords(r.Version, r.Program), folder.ProgramWords(version, folder.Program()))
	case r.Scenario.Digest != digest:
		return errors.New("the run there played another scenario or other numbers than are asked about here")
	}
	if _, err := os.Stat(filepath.Join(dir, page.ReportName)); err != nil {
		return errors.New("the run's report is missing")
	}
	return nil
}

// Attach adds the page of an analysis to the report of the run in dir. One of the same
// name with the same changes is replaced.
func Attach(dir string, p *page.Study, changes []string) error {
	sum := sha256.Sum256([]byte(strings.Join(changes, "\x00")))
	key := p.Name + "-" + hex.EncodeToString(sum[:4])
	return folder.Rewrite(dir, page.ReportName, func(report []byte) ([]byte, error) { return p.Attach(report, key) })
}
