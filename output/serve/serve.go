// Package serve shows a scenario in the browser: levers as sliders, pictures
// that follow, what changed against the scenario as written, single draws as
// stories, and settings saved as variants.
//
// It is a local page, for one person on one machine. It plays what it is asked
// to and remembers a few answers; it writes nothing but variants, into one
// folder. A setting is a theory and a list of overrides path=value, applied by
// the same code as --set, so that mistakes get the same words. Nothing that
// comes from the browser reaches the file system but a variant's checked name.
package serve

import (
	"embed"
	"html/template"
	"io"
	"io/fs"
	"net/http"
	"strings"
	"sync"
	"time"

	"sim/model/montecarlo"
	"sim/model/scenario"
)

// A Source is the scenario that is served, as it was when the server began.
type Source struct {
	Path    string   // of the file, or its name in FS
	Text    []byte   // what it holds
	FS      fs.FS    // where it and what it extends are read from; nil: the machine's file system
	Library fs.FS    // scenarios that a bare name in extends means; nil: none
	Changes []string // overrides path=value that belong to the scenario as served
}

// Options say what is served, and how much work an answer may be.
type Options struct {
	Source   Source
	Config   montecarlo.Config // Draws is the number that answers are refined to
	Theories []string          // played at first beside the weighted mean; nil: the scenario's leading one
	Folder   string            // where variants are written; empty: nowhere
	Hosts    []string          // names, besides addresses and localhost, under which the page may be asked for
	Token    string            // what a browser must know; empty: only this machine is served
	Version  string            // of the program
	Faults   io.Writer         // is told about faults in the program; nil: nobody
}

// Limits of what one server does at a time.
const (
	firstDraws   = 256 // an answer at once …
	mostRuns     = 2   // runs that are refined side by side; others wait
	mostQuick    = 4   // first answers that are worked out side by side
	mostWaiting  = 128 // requests that may wait for either
	mostTheories = 16  // theories of all finished answers that are remembered
	mostBody     = 64 << 10
	mostChanges  = 400
	runTime      = 2 * time.Minute // that a run may take
	writeTime    = 15 * time.Second
)

// A Server answers the page. It is an http.Handler.
type Server struct {
	o        Options
	base     *scenario.Scenario // as served, under all theories that accept it
	lead     string             // the theories that are played at first, separated by commas
	mayMove  map[string]bool    // paths that the page may set
	ranges   ranges
	handler  http.Handler
	quick    chan struct{} // a token for each first answer under way
	full     chan struct{} // a token for each run under way
	waiting  chan struct{}
	memory   memory
	visitors visitors
	writing  sync.Mutex    // of variants
	patience time.Duration // with requests that arrive slowly
}

//go:embed page
var assets embed.FS

var page = template.Must(template.New("page.tmpl").Funcs(template.FuncMap{"list": joined}).ParseFS(assets, "page/page.tmpl"))

// New prepares a server. The error is the scenario's, an *scenario.Error.
func New(o Options) (*Server, error) {
	s := &Server{
		o: o, quick: make(chan struct{}, mostQuick), full: make(chan struct{}, mostRuns), waiting: make(chan struct{}, mostWaiting), patience: 5 * time.Second,
	}
	var err error
	if s.base, err = scenario.Parse(o.Source.Path, o.Source.Text, scenario.Options{Set: o.Source.Changes, FS: o.Source.FS, Library: o.Source.Library, Sealed: true}); err != nil {
		return nil, err
	}
	s.lead = s.base.Bargain.Theories[s.base.Lead()].Name
	if len(o.Theories) > 0 {
		s.lead = strings.Join(o.Theories, ",")
		if err := s.base.Choose(o.Theories); err != nil {
			return nil, err
		}
	}
	if err := s.base.Choose([]string{all}); err != nil {
		return nil, err
	}
	s.memory.lead = s.lead
	s.mayMove, s.ranges = movable(s.base.Bargain), newRanges(s.base.Bargain)
	s.handler = s.guard(s.routes())
	return s, nil
}

// all stands for every theory that accepts the scenario.
const all = "all"

// routes lists everything that the server answers.
func (s *Server) routes() *http.ServeMux {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /{$}", s.home)
	mux.HandleFunc("GET /page/{file}", s.file)
	mux.HandleFunc("POST /run", s.run)
	mux.HandleFunc("POST /draw", s.draw)
	mux.HandleFunc("POST /story", s.story)
	mux.HandleFunc("POST /variant", s.variant)
	return mux
}

// ServeHTTP answers a request.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) { s.handler.ServeHTTP(w, r) }
