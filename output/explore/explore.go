// Package explore answers what the interactive page of a scenario asks, and holds
// that page: levers as sliders, outcomes that follow, what changed against the
// scenario as written, single draws as stories, settings as variants.
//
// A study.Session works out the answers; this package has the words. It does not
// know how questions arrive: sim serve brings them over HTTP, the engine inside a
// live report as messages. Both show the same page and get the same answers. It reads
// and writes no file. A setting is a theory and a list of overrides path=value,
// applied by the same code as --set, so that mistakes get the same words.
package explore

import (
	"io/fs"
	"strconv"

	"sim/model/study"
	"sim/output"
)

// Options say what is explored.
type Options struct {
	Source   study.Source // its Theories are simulated at first beside the weighted mean; nil: the scenario's leading one
	Config   study.Config // Draws is the number that answers are refined to
	Name     string       // what commands call the scenario
	Version  string       // of the program
	Pictures Pictures     // draws the page's pictures; nil: it shows none
	Folder   string       // where variants are written, for the page to say; empty: the page hands them out
	Files    fs.FS        // where variants will lie, to read them back; nil: the machine
	Live     bool         // whether the page computes by itself, without a server
}

// Pictures draws pictures of results.
type Pictures interface {
	// Of returns those of the named pictures that the result has.
	Of(r *output.Result, names []string) ([]Picture, error)
	// OneDraw returns the picture of one draw under the leading theory; false if the
	// draw is not kept.
	OneDraw(r *output.Result, lead, draw int) (Picture, bool, error)
}

// A Desk answers the questions of pages about one scenario. Several goroutines may
// use it at once.
type Desk struct {
	o       Options
	session *study.Session
}

// New reads the scenario. A nil gate admits every simulation. The errors are those of
// study.NewSession.
func New(o Options, gate study.Gate) (*Desk, error) {
	s, err := study.NewSession(o.Source, o.Config, gate)
	if err != nil {
		return nil, err
	}
	return &Desk{o, s}, nil
}

// Session returns the session that works out the answers.
func (d *Desk) Session() *study.Session { return d.session }

// result is the answer as renderers take it.
func (d *Desk) result(a *study.Answer) *output.Result {
	return &output.Result{Result: a.Result, Version: d.o.Version}
}

func itoa(n int) string    { return strconv.Itoa(n) }
func utoa(n uint64) string { return strconv.FormatUint(n, 10) }
