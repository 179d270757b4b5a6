package main

import (
	"fmt"
	"io"
	"path/filepath"
	"runtime"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"sim/cmd/settings"
	"sim/output"
	"sim/output/finding"
	"sim/output/folder"
	"sim/output/page"
	"sim/output/plot"
	"sim/output/table"
)

// studyFlags are the flags that every analysis takes.
func studyFlags(f *pflag.FlagSet, set *[]string) {
	f.StringArrayVar(set, "set", nil, "change a number of the scenario: path=value (repeatable)")
	f.Var(settings.DrawsFlag(), "draws", "how many draws (default: as the scenario says, else 4096)")
	f.Var(settings.SeedFlag(), "seed", "seed of the random numbers (default: as the scenario says, else 1)")
	f.Var(settings.ListFlag(), "theories", "theories to play, separated by commas, or all; the weighted mean, and what a cause is compared with, are always played beside them")
	f.Var(settings.WeightsFlag(), "weights", "how much families of theories weigh where they are pooled, such as complete_information=2,two_level=0.5 (default: as the scenario says, else all alike)")
	f.String("sampler", "", "how inputs are drawn: random or sobol (default: as the scenario says, else random)")
	f.Var(settings.WorkersFlag(), "workers", "how many draws are simulated in parallel (default: one per processor)")
	f.String("out", "", "folder for the results")
	f.String("report", "", "add what comes out to a run's report as well: the run's folder, or its scenario's name (the same scenario, played with sim run)")
	f.Var(settings.ListFlag(), "format", "pictures and data files to leave: svg, png, pdf, parquet (default svg,parquet); CSV is always left")
	settings.AddFont(f)
	f.Bool("json", false, "print the data files as JSON in place of the summary; with --print, write no folder")
	f.Bool("quiet", false, "print no summary and no progress")
	f.Bool("print", false, "print the summary and write no folder")
}

// An inquiry is an analysis on its way from settings to a folder.
type inquiry struct {
	output.Study
	formats []string
	font    *plot.Font // for letters that pictures lack; nil: none
	quiet   bool
	print   bool
	json    bool // instead of the summary
	dir     string
	report  string   // folder of the run whose report is to hold it as well; empty: none
	changes []string // as given with --set and whatever else the command takes
	began   time.Time
}

// newInquiry starts the analysis called name of d; its folder is that of its
// scenario with the command's name and the changes, or --out.
func newInquiry(l *settings.Layers, name string, d *draws, changes []string) (*inquiry, error) {
	st := &inquiry{changes: changes, began: time.Now()}
	st.Study = output.Study{
		Subject: d.Subject, Name: name, Source: d.source(),
		Version: version(), Command: commandLine(),
	}
	var err error
	if st.formats, err = l.Formats(); err != nil {
		return nil, err
	}
	if st.font, err = l.Font(); err != nil {
		return nil, err
	}
	if err := warn(l.Command.ErrOrStderr(), plot.LetterWarning(d.Scenario.Bargain, d.Scenario.Name, st.formats, st.font)); err != nil {
		return nil, err
	}
	if st.quiet, err = l.Bool("quiet"); err != nil {
		return nil, err
	}
	f := l.Command.Flags()
	st.print, _ = f.GetBool("print") // trace decides by itself
	if st.print && (f.Changed("out") || f.Changed("report")) {
		return nil, usage("--print writes nothing: leave out --out and --report")
	}
	st.json, _ = f.GetBool("json") // every analysis has it
	if st.dir, err = l.Out(folder.Path(d.Scenario.Name+"."+name, changes)); err != nil {
		return nil, err
	}
	st.report, err = reportOf(l, d.Scenario)
	return st, err
}

// leave prints the summary and writes the folder, whole or not at all. A summary
// that cannot be printed does not cost the folder.
func (st *inquiry) leave(c *cobra.Command, found *finding.Findings) error {
	text := found.Summary.Text
	if st.json {
		text = func(w io.Writer, _ table.Style) error { return found.JSON(w) }
	}
	if st.print {
		return printSummary(c.OutOrStdout(), text)
	}
	f, err := folder.Begin(st.dir)
	if err != nil {
		return err
	}
	w := c.OutOrStdout()
	var unanswered error
	if st.json || !st.quiet {
		unanswered = printSummary(w, text)
	}
	err = f.Fill(c.Context(), func() error { return found.Write(f, st.formats, st.font) })
	if err == nil {
		err = f.WriteRun(st.record())
	}
	if err != nil {
		f.Discard()
		return err
	}
	if err := f.Commit(); err != nil {
		return err
	}
	if err := st.attach(found); err != nil {
		return err
	}
	if st.quiet || st.json || unanswered != nil {
		return unanswered
	}
	if err := sayWritten(w, st.dir, len(f.Files())); err != nil || st.report == "" {
		return err
	}
	_, err = fmt.Fprintf(w, "Added to %s.\n", filepath.Join(st.report, page.ReportName))
	return err
}

// record is run.json of the analysis.
func (st *inquiry) record() *folder.Run {
	r := &folder.Run{
		Scenario: scenarioRecord(st.Scenario),
		Analysis: st.Name, Seed: st.Config.Seed, Sampler: st.Config.Sampler, Draws: st.Config.Draws, Asked: st.Config.Draws,
		Changes: st.changes, Formats: st.formats, Version: st.Version, Program: folder.Program(), Platform: runtime.GOOS + "/" + runtime.GOARCH,
		Command: st.Command, Workers: st.Config.Workers, Fingerprint: folder.Fingerprint(),
	}
	r.Theories = st.TheoryNames()
	r.Timings.Started, r.Timings.Play = st.began.UTC().Truncate(time.Second), time.Since(st.began).Seconds()
	return r
}
