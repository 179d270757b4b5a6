package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"runtime/debug"
	"strings"
	"syscall"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"sim/cmd/flagvalue"
	"sim/cmd/settings"
	"sim/model/registry"
)

// sim runs the command line that the process was given and returns its exit
// code.
func sim() (code int) {
	defer func() {
		if fault := recover(); fault != nil {
			fmt.Fprintf(os.Stderr, "sim: a fault in the program, not in your input: %v\nPlease report it with the command and this:\n%s", fault, debug.Stack())
			code = exitFailure
		}
	}()
	ctx, stop := signal.NotifyContext(context.Background(), endingSignals()...)
	defer stop()
	ended := make(chan struct{})
	defer close(ended)
	context.AfterFunc(ctx, func() {
		stop() // a second signal ends the program at once
		cutOff(os.Stderr, ended)
	})
	out := &stdout{File: os.Stdout}
	err := newRoot(out, os.Stderr).ExecuteContext(ctx)
	if err == nil {
		err = out.err
	}
	if err != nil {
		report(os.Stderr, err)
	}
	return exitCode(err)
}

// endingSignals are the signals on which the program ends in order: an interruption,
// an order to end, and the loss of its terminal, unless it was started to outlive it.
func endingSignals() []os.Signal {
	signals := []os.Signal{os.Interrupt, syscall.SIGTERM}
	if !signal.Ignored(syscall.SIGHUP) {
		signals = append(signals, syscall.SIGHUP)
	}
	return signals
}

// report writes an error for people to read.
func report(w io.Writer, err error) {
	if _, kept := errors.AsType[*interruption](err); !kept && errors.Is(err, context.Canceled) {
		_, _ = fmt.Fprintln(w, "interrupted: nothing was written") // nowhere left to complain
		return
	}
	_, _ = fmt.Fprintln(w, err)
}

// The groups of commands in the help.
const (
	groupMain = "main"
	groupMore = "more"
)

// newRoot builds the whole command tree. Nothing is global, so tests can run it.
func newRoot(out, errw io.Writer) *cobra.Command {
	cobra.EnableCommandSorting = false // the order below is the order of a first visit
	root := &cobra.Command{
		Use:   "sim",
		Short: "Play negotiations under several theories of bargaining. Illustration, not prediction.",
		Long: `Sim plays a scenario of a negotiation thousands of times under several theories
of bargaining and draws how the outcomes spread: what the theories disagree on,
what the ranges of belief leave open, and what moves the outcome most.

Illustration, not prediction: a share of draws says something about the
scenario's assumptions, not about the world.`,
		Example: `  sim run alaska                    play a scenario of the library
  sim run my.yaml --draws 20000     play your own
  sim new my                        write a scenario to start from`,
		SilenceUsage: true, SilenceErrors: true,
		Args: func(c *cobra.Command, args []string) error {
			if len(args) == 0 {
				return nil
			}
			return &usageError{&registry.UnknownError{What: "command", Name: args[0], Known: commandNames(c)}}
		},
		RunE: func(c *cobra.Command, _ []string) error { return c.Help() },
	}
	root.SetOut(out)
	root.SetErr(errw)
	root.AddGroup(&cobra.Group{ID: groupMain, Title: "Commands:"}, &cobra.Group{ID: groupMore, Title: "More:"})
	root.SetHelpCommandGroupID(groupMore)
	root.SetCompletionCommandGroupID(groupMore)
	root.SetFlagErrorFunc(flagError)
	root.SetGlobalNormalizationFunc(settings.RenamedFlags(warnOn(errw)))
	for _, c := range []*cobra.Command{
		newRunCommand(), newNewCommand(), newCheckCommand(), newListCommand(), newExplainCommand(), newCompareCommand(), newTraceCommand(),
		newServeCommand(), newShareCommand(), newViewCommand(),
	} {
		c.GroupID = groupMain
		root.AddCommand(c)
	}
	for _, c := range []*cobra.Command{
		newSolveCommand(), newSweepCommand(), newBreakevenCommand(), newEquilibriumCommand(), newSensitivityCommand(), newDiscoverCommand(), newScoreCommand(), newElicitCommand(), newRunsCommand(), newCiteCommand(), newArchiveCommand(),
		newMergeCommand(), newClusterCommand(), newSchemaCommand(), newImportCommand(), newExportCommand(), newUpgradeCommand(), newVersionCommand(),
	} {
		c.GroupID = groupMore
		root.AddCommand(c)
	}
	return root
}

func commandNames(c *cobra.Command) []string {
	var names []string
	for _, sub := range c.Commands() {
		if sub.IsAvailableCommand() {
			names = append(names, sub.Name())
		}
	}
	return names
}

// flagError turns a flag's mistake into a usage error with a hint.
func flagError(c *cobra.Command, err error) error {
	if unknown, ok := errors.AsType[*pflag.NotExistError](err); ok {
		var known []string
		c.Flags().VisitAll(func(f *pflag.Flag) { known = append(known, f.Name) })
		name := unknown.GetSpecifiedName()
		if near := registry.Nearest(name, known); near != "" {
			return usage("unknown flag --%s; did you mean --%s?", name, near)
		}
		return usage("unknown flag --%s; see %s --help", name, c.CommandPath())
	}
	if bad, ok := errors.AsType[*pflag.InvalidValueError](err); ok {
		if expected, ok := errors.AsType[*flagvalue.ExpectedError](err); ok {
			return usage("--%s=%s: %w", bad.GetFlag().Name, bad.GetValue(), expected)
		}
		return usage("--%s=%s: not a value that it takes; see %s --help", bad.GetFlag().Name, bad.GetValue(), c.CommandPath())
	}
	return &usageError{err}
}

// exactly wants n arguments, described by what.
func exactly(n int, what string) cobra.PositionalArgs {
	return func(c *cobra.Command, args []string) error {
		if len(args) == n {
			return nil
		}
		if len(args) > n {
			return usage("%s takes %s; %q is one too many", c.CommandPath(), what, strings.Join(args[n:], " "))
		}
		return usage("%s needs %s; try %s --help", c.CommandPath(), what, c.CommandPath())
	}
}
