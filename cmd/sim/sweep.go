package main

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/spf13/cobra"

	"sim/cmd/settings"
	"sim/model/study"
	"sim/output"
	"sim/output/finding"
	"sim/output/folder"
)

// sweepOptions are the flags of sweep that are not settings.
type sweepOptions struct {
	set, over []string
	of        string
	resume    bool
}

func newSweepCommand() *cobra.Command {
	var o sweepOptions
	c := &cobra.Command{
		Use:   "sweep SCENARIO --over path=from:to:step",
		Short: "Play a scenario at many values of one or two numbers",
		Long: `Sweep plays a scenario at every value of one number, or every pair of values of
two, on the same draws each, and draws how the figures go: lines with their
errors for one, maps for two. Points are played in an order that covers the whole
range early. An interrupted sweep keeps its finished points; --resume goes on.

Every headline figure is in sweep.csv; --of adds a measure of your own, such as
terms.territory or utility.russia.`,
		Example: `  sim sweep alaska --over levers.aid_cutoff.weight=0:1:0.1 --theories nash
  sim sweep alaska --over levers.aid_cutoff.weight=0:1:0.05 --over levers.sanctions_relief.weight=0:1:0.05 --theories nash --draws 2048
  sim sweep alaska --over levers.us_guarantee.weight=0,0.5,1 --of terms.territory`,
		Args:              exactly(1, "a scenario"),
		ValidArgsFunction: completeScenario,
		RunE:              func(c *cobra.Command, args []string) error { return sweep(c, args[0], &o) },
	}
	f := c.Flags()
	f.StringArrayVar(&o.over, "over", nil, "a number and its values: path=from:to:step or path=value,value (once or twice)")
	f.StringVar(&o.of, "of", "", "a measure to follow beside the headline figures, such as terms.territory")
	f.BoolVar(&o.resume, "resume", false, "go on with an interrupted sweep")
	studyFlags(f, &o.set)
	measureFlag(c)
	return c
}

func sweep(c *cobra.Command, name string, o *sweepOptions) error {
	l, err := newSettings(c)
	if err != nil {
		return err
	}
	if len(o.over) == 0 {
		return usage("sim sweep needs a number to go over: --over path=from:to:step")
	}
	axes, err := study.ParseAxes(o.over)
	if err != nil {
		return usage("--over: %w", err)
	}
	d, err := playedAnew(l, name, o.set)
	if err != nil {
		return err
	}
	d.Source.Flag = "--over" // what is read from here on is read for a point
	st, err := newInquiry(l, "sweep", d, asked(slices.Concat(o.set, o.over), "of", o.of))
	if err != nil {
		return err
	}
	store := &folder.PointStore{Dir: st.dir, Version: version(), Sweep: folder.SweepKey(d.Subject, axes, o.of), Resume: o.resume}
	p := newProgress(c.ErrOrStderr(), st.quiet, d.Subject)
	r, err := study.Sweep(c.Context(), d.Subject, study.SweepOptions{Axes: axes, Of: o.of, Store: store, Watch: p.Show})
	p.Clear()
	for _, note := range store.Notes {
		if _, err := fmt.Fprintln(c.ErrOrStderr(), output.Printable("note: "+note)); err != nil {
			return err
		}
	}
	if err = errors.Join(err, store.Close()); err != nil {
		err = sweepError(l, d.Subject, err)
	} else {
		err = st.leave(c, finding.Sweep(&output.Sweep{Study: &st.Study, SweepResult: r}))
	}
	if errors.Is(err, context.Canceled) {
		return &interruption{fmt.Sprintf("%d of %d points are kept in %s; go on with --resume", store.Held, store.Total, st.dir)}
	}
	if err != nil {
		return err
	}
	store.Remove()
	return nil
}

// sweepError names the flag that an error of a sweep is about.
func sweepError(l *settings.Layers, s *study.Subject, err error) error {
	if e, ok := errors.AsType[*folder.PointsError](err); ok {
		return &usageError{e}
	}
	if point, ok := errors.AsType[*study.PointError](err); ok {
		return l.Blame(point.Err)
	}
	if errors.Is(err, study.ErrTheoriesDiffer) {
		return usage("--over: not every point can be played under the same theories; choose some with --theories")
	}
	return refused(err, s, map[string]string{"Axes": "--over", "Of": "--of"})
}
