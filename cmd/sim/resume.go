package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"sim/output"
	"sim/output/folder"
)

// keep has the job keep finished draws in its folder, and go on from those
// that lie there if it is to.
func (j *job) keep(c *cobra.Command, f *folder.Folder) error {
	if j.parts != nil {
		return nil
	}
	log, err := j.log(f)
	for _, note := range f.Notes {
		if _, err := fmt.Fprintln(c.ErrOrStderr(), output.Printable("note: "+note)); err != nil {
			return err
		}
	}
	if err != nil {
		return err
	}
	if j.run.Done != nil {
		if j.kept = j.run.Done.Draws(); j.kept > j.s.Config.Draws {
			return usage("%s: %s draws have been played already, more than the %s asked for; ask for as many with --draws, or leave out --resume",
				j.dir, output.FormatCount(j.kept), output.FormatCount(j.s.Config.Draws))
		}
	}
	j.run.Log = func(record []byte, draws int) error {
		err := log.Append(record)
		if err == nil {
			j.kept += draws
		}
		return err
	}
	return nil
}

// log opens the file of draws to add to.
func (j *job) log(f *folder.Folder) (*folder.Log, error) {
	h := j.header()
	h.Until, h.Command, h.Formats = j.run.Until, command(), j.formats
	j.run.Keep = h.Keep
	if !j.resume {
		return f.Log(h)
	}
	log, err := f.Resume(h, func(was *folder.Header) (err error) {
		h.Keep = h.Keep || was.Keep // draws that are kept do no harm
		if differs := h.Differs(was); differs != nil {
			return usage("--resume: the draws in %s are those of another run: %s. Give the same scenario and settings, or leave out --resume to start over",
				j.dir, strings.Join(differs, "; "))
		}
		j.run.Keep = h.Keep
		j.run.Done, err = j.s.NewDone(h.Keep)
		if err == nil && len(j.run.Until) > 0 && !slices.Equal(was.Until, j.run.Until) {
			f.Notes = append(f.Notes, "the draws in "+j.dir+" were played with other conditions to stop on; these are asked of all of them together, and as more are added, never of fewer")
		}
		return err
	}, func(record []byte, from io.ReaderAt, at int64) error { return j.run.Done.Add(record, from, at) })
	if errors.Is(err, folder.ErrFirstVersion) {
		err = usage("--resume: %w", err)
	} else if bad, ok := errors.AsType[*folder.BadDrawsError](err); ok {
		err = usage("--resume: %w. Without --resume the run starts over, and that file is kept under another name", bad)
	}
	return log, err
}

// writeDraws leaves the draws of the run to go on from.
func (j *job) writeDraws(f *folder.Folder) error {
	h := j.header()
	h.Until = j.run.Until
	return f.WriteFinished(h, j.parts, j.s.NewDone)
}

// unfinished adds to the error of a run what has become of its draws.
func (j *job) unfinished(f *folder.Folder, err error) error {
	if j.kept == 0 || j.parts != nil || !f.Keeps() {
		return err
	}
	kept := fmt.Sprintf("%s of %s draws are kept in %s; go on with: %s",
		output.FormatCount(j.kept), output.FormatCount(j.s.Config.Draws), j.dir, folder.Resuming(command()))
	if errors.Is(err, context.Canceled) {
		return &interruption{kept}
	}
	return fmt.Errorf("%w\n%s", err, kept)
}

// command is the command as typed, in words.
func command() []string { return append([]string{"sim"}, os.Args[1:]...) }
