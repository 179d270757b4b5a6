package main

import (
	"errors"
	"runtime"

	"github.com/spf13/cobra"

	"sim/cmd/settings"
	"sim/model/scenario"
	"sim/model/study"
	"sim/output/answer"
	"sim/output/artifact"
	"sim/output/folder"
	"sim/output/plot"
)

// A job is a run as the settings want it.
type job struct {
	s       *study.Subject
	run     study.RunOptions
	formats []string
	plots   []string           // nil: the main ones
	font    *plot.Font         // for letters that pictures lack; nil: none
	changes []string           // as --set takes them
	chosen  []string           // as --theories takes them; nil: as the scenario says
	weights map[string]float64 // as --weights takes them; nil: as the scenario says
	dir     string
	quiet   bool
	full    bool // print all tables
	print   bool // write no folder
	json    bool // print for programs
	resume  bool
	parts   parts // that the draws come from; nil: they are simulated
	kept    int   // draws that the log holds

	unanswered error // why the summary could not be printed
}

// common reads the settings that run and merge share.
func (j *job) common(l *settings.Layers) (err error) {
	if j.run.Levers, err = l.Levers(); err != nil {
		return err
	}
	if j.font, err = l.Font(); err != nil {
		return err
	}
	if j.full, err = l.Bool("full"); err != nil {
		return err
	}
	j.quiet, err = l.Bool("quiet")
	return err
}

// printing answers without a folder if --print is set.
func (j *job) printing(c *cobra.Command) error {
	f := c.Flags()
	j.print, _ = f.GetBool("print") // pflag has checked it
	j.json, _ = f.GetBool("json")
	switch {
	case j.json && !j.print:
		return usage("--json: add --print; a folder holds the same in summary.json (--format json)")
	case !j.print:
		return nil
	}
	for _, name := range []string{"out", "shard", "resume"} {
		if f.Changed(name) {
			return usage("--print writes no folder: leave out --%s", name)
		}
	}
	return j.answer(c)
}

// play simulates the job, prints the summary and writes the job's folder. A
// summary that cannot be printed does not cost the folder.
func (j *job) play(c *cobra.Command) error {
	if err := j.s.CheckRun(j.run); err != nil {
		return &usageError{err}
	}
	s := j.s.Scenario
	if err := warn(c.ErrOrStderr(), artifact.SizeWarning(s.Bargain, j.s.Config.Draws, j.formats)); err != nil {
		return err
	}
	letters := plot.LetterWarning(s.Bargain, s.Name, j.formats, j.font)
	if err := warn(c.ErrOrStderr(), letters); err != nil {
		return err
	}
	if letters != "" {
		s.Warnings = append(s.Warnings, scenario.Problem{File: j.s.Source.Path, Msg: letters})
	}
	for _, w := range s.Warnings {
		if w.Urgent {
			if err := warn(c.ErrOrStderr(), w.String()); err != nil {
				return err
			}
		}
	}
	f, err := folder.Begin(j.dir)
	if err != nil {
		return err
	}
	if err := j.keep(c, f); err != nil {
		f.Discard()
		return err
	}
	cfg := &j.s.Config
	record := &folder.Run{
		Scenario: j.scenario(), Seed: cfg.Seed, Sampler: cfg.Sampler, Asked: cfg.Draws, Until: j.run.Until, Changes: j.changes, Chosen: j.chosen, Weights: j.weights, Formats: j.formats,
		Version: version(), Program: folder.Program(), Platform: runtime.GOOS + "/" + runtime.GOARCH, Command: commandLine(), Workers: cfg.Workers,
		Fingerprint: folder.Fingerprint(),
	}
	r, err := j.fill(c, f, record)
	if err == nil {
		err = f.Commit()
	} else {
		f.Discard()
	}
	switch {
	case errors.Is(err, study.ErrDamaged) && j.parts != nil:
		return usage("%s: the draws of a part are not those that its records say: %w; simulate the parts again with sim run --shard", j.dir, err)
	case errors.Is(err, study.ErrDamaged):
		return usage("%s: the draws there are not those that their records say: %w; start over without --resume", j.dir, err)
	case err != nil:
		return j.unfinished(f, err)
	}
	if r.Stop != nil && len(r.Stop.Unmet) > 0 {
		if err := warn(c.ErrOrStderr(), r.StopText()); err != nil {
			return err
		}
	}
	if j.unanswered != nil {
		return j.unanswered
	}
	if !j.quiet {
		if err := sayWritten(c.OutOrStdout(), j.dir, len(f.Files())); err != nil {
			return err
		}
		if !j.full {
			if err := j.say(c, answer.New(r).Next(argument(j.s))); err != nil {
				return err
			}
		}
	}
	return reportChecks(c.ErrOrStderr(), r)
}

// scenario is what run.json says of the scenario.
func (j *job) scenario() folder.Scenario {
	return scenarioRecord(j.s.Scenario)
}

func scenarioRecord(s *scenario.Scenario) folder.Scenario {
	return folder.Scenario{Name: s.Name, Title: s.Bargain.Title, Digest: s.Digest, Text: s.Text}
}
