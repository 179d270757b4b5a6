package folder

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"time"

	"sim/output"
)

// RunFile is the name of the file that says what was run.
const RunFile = "run.json"

// A Run is run.json: what was played, how, and what it left. It is the only
// file of a run, besides the report, that may know when and where.
type Run struct {
	Purpose     string             `json:"purpose"`
	Scenario    Scenario           `json:"scenario"`
	Analysis    string             `json:"analysis,omitempty"` // the command that looked at draws: compare, sweep …; empty for a run
	Seed        uint64             `json:"seed"`
	Sampler     string             `json:"sampler"`
	Draws       int                `json:"draws"`             // played
	Asked       int                `json:"draws_asked"`       // asked for; more than played if a run stopped early
	Until       []string           `json:"until,omitempty"`   // the conditions on which it could stop early
	Stop        string             `json:"stopped,omitempty"` // why it ended when it did, where it could stop early
	Theories    []string           `json:"theories"`
	Chosen      []string           `json:"theories_asked,omitempty"` // as given with --theories; none: as the text says
	Levers      int                `json:"levers_draws,omitempty"`   // draws on which each lever was tried; 0: none
	Changes     []string           `json:"changes,omitempty"`        // as given with --set
	Weights     map[string]float64 `json:"weights,omitempty"`        // as given with --weights; none: as the text says
	Formats     []string           `json:"formats"`
	Version     string             `json:"version"` // for people
	Program     string             `json:"program"` // as Program says
	Platform    string             `json:"platform"`
	Command     string             `json:"command"`
	Workers     int                `json:"workers"`
	Fingerprint string             `json:"numeric_fingerprint"`
	Timings     Timings            `json:"timings"`
	Require     []output.Check     `json:"require,omitempty"`
	Warnings    []string           `json:"warnings,omitempty"`
	Files       []string           `json:"files"`
}

// A Scenario is the scenario as it was played.
type Scenario struct {
	Name   string `json:"name"`
	Title  string `json:"title"`
	Digest string `json:"digest"` // SHA-256 of the text, in hex
	Text   string `json:"text"`   // resolved: after extends and changes
}

// Timings say when a run began and how long its parts took, in seconds.
type Timings struct {
	Started time.Time `json:"started"`
	Play    float64   `json:"play_seconds"`
	Write   float64   `json:"write_seconds"`
}

// Write writes the run as run.json.
func (r *Run) Write(w io.Writer) error {
	r.Purpose = output.Purpose
	e := json.NewEncoder(w)
	e.SetIndent("", "  ")
	e.SetEscapeHTML(false)
	return e.Encode(r)
}

// WriteRun writes run.json, which lists the files of the run, itself too.
func (f *Folder) WriteRun(r *Run) error {
	return f.WriteFile(RunFile, func(w io.Writer) error {
		r.Files = f.Files()
		return r.Write(w)
	})
}

// Read reads the run.json of a run's folder. The error is ErrFirstVersion for a
// run of the first version.
func Read(dir string) (*Run, error) {
	path := filepath.Join(dir, RunFile)
	text, err := os.ReadFile(path)
	if errors.Is(err, os.ErrNotExist) {
		return nil, fmt.Errorf("%s: no run found here (it has no %s)", dir, RunFile)
	}
	if err != nil {
		return nil, err
	}
	r := new(Run)
	if err := json.Unmarshal(text, r); err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	switch r.Purpose {
	case output.Purpose:
		return r, nil
	case firstPurpose:
		return nil, fmt.Errorf("%s: %w", dir, ErrFirstVersion)
	}
	return nil, fmt.Errorf("%s: not the record of a run", path)
}
