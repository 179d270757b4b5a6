package main

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"sim/model/scenario"
	"sim/output/finding"
	"sim/output/folder"
	"sim/output/page"
)

// reportOf is the folder that --report names: that of a finished run of the same
// scenario, or the scenario's name whose run lies in the usual place. It is
// checked before anything is played.
func reportOf(l *settings, s *scenario.Scenario) (string, error) {
	f := l.c.Flags().Lookup("report")
	if f == nil || !f.Changed {
		return "", nil
	}
	dir := f.Value.String()
	if dir == "" {
		return "", usage("--report: the run's folder has no name")
	}
	if _, err := os.Stat(dir); err != nil && bare(dir) {
		dir = folder.Path(dir, nil)
	}
	r, err := folder.Read(dir)
	switch {
	case err != nil:
		return "", usage("--report=%s: %w", f.Value, err)
	case r.Analysis != "":
		return "", usage("--report=%s: what lies there is not a run but what sim %s left; name the folder of a run", f.Value, r.Analysis)
	case r.Program != folder.Program():
		return "", usage("--report=%s: the run there was simulated by another program: %s, and this is %s; run it again",
			f.Value, folder.ProgramWords(r.Version, r.Program), folder.ProgramWords(version(), folder.Program()))
	case r.Scenario.Digest != s.Digest:
		return "", usage("--report=%s: the run there played another scenario or other numbers than are asked about here", f.Value)
	}
	if _, err := os.Stat(filepath.Join(dir, page.ReportName)); err != nil {
		return "", usage("--report=%s: the run's report is missing", f.Value)
	}
	return dir, nil
}

// attach adds the findings to the report of a run, if one is to hold them. What
// was asked before, if it was the same, is replaced.
func (st *inquiry) attach(found *finding.Findings) error {
	if st.report == "" {
		return nil
	}
	sum := sha256.Sum256([]byte(strings.Join(st.changes, "\x00")))
	key := st.Name + "-" + hex.EncodeToString(sum[:4])
	err := folder.Rewrite(st.report, page.ReportName, func(report []byte) ([]byte, error) { return found.Page.Attach(report, key) })
	if err != nil {
		return fmt.Errorf("the results are in %s; %w", st.dir, err)
	}
	return nil
}
