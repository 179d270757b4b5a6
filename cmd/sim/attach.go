package main

import (
	"fmt"
	"os"

	"sim/cmd/settings"
	"sim/model/scenario"
	"sim/output/artifact"
	"sim/output/finding"
	"sim/output/folder"
)

// reportOf is the folder that --report names: that of a finished run of the same
// scenario, or the scenario's name whose run lies in the usual place. It is
// checked before anything is played.
func reportOf(l *settings.Layers, s *scenario.Scenario) (string, error) {
	f := l.Command.Flags().Lookup("report")
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
	if err := artifact.Attachable(dir, s.Digest, version()); err != nil {
		return "", usage("--report=%s: %w", f.Value, err)
	}
	return dir, nil
}

// attach adds the findings to the report of a run, if one is to hold them. What
// was asked before, if it was the same, is replaced.
func (st *inquiry) attach(found *finding.Findings) error {
	if st.report == "" {
		return nil
	}
	if err := artifact.Attach(st.report, found.Page, st.changes); err != nil {
		return fmt.Errorf("the results are in %s; %w", st.dir, err)
	}
	return nil
}
