package main

import (
	"errors"
	"fmt"
	"time"

	"github.com/spf13/cobra"

	"sim/cmd/settings"
	"sim/output"
	"sim/output/folder"
)

// parts are the parts of a run, in order.
type parts []*folder.Draws

func (ps parts) close() {
	for _, d := range ps {
		d.Close()
	}
}

// gather opens the parts in dir, once they are all there.
func gather(c *cobra.Command, dir string, wait time.Duration, quiet bool) (parts, error) {
	last := ""
	for end := time.Now().Add(wait); ; {
		ps, err := folder.OpenParts(dir, settings.MaxDraws, settings.MaxShards)
		if err == nil {
			return ps, nil
		}
		if misfit, ok := errors.AsType[*folder.MisfitError](err); ok {
			return nil, &usageError{misfit}
		}
		lacks, ok := errors.AsType[*folder.PartsError](err)
		if !ok || !time.Now().Before(end) {
			return nil, err
		}
		if now := lacks.Brief(); now != last && !quiet {
			last = now
			if _, err := fmt.Fprintln(c.ErrOrStderr(), output.Printable("waiting: "+now)); err != nil {
				return nil, err
			}
		}
		if err := pause(c, min(mergePoll, time.Until(end))); err != nil {
			return nil, err
		}
	}
}
