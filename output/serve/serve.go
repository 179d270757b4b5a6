// Package serve shows a scenario in the browser: levers as sliders, pictures
// that follow, what changed against the scenario as written, single draws as
// stories, and settings saved as variants.
//
// It is a local page, for one person on one machine. An explore.Desk has the page and
// the answers; this package speaks HTTP. It writes nothing but variants, into one
// folder. Nothing that comes from the browser reaches the file system but a variant's
// checked name.
package serve

import (
	"io"
	"net/http"
	"sync"
	"time"

	"sim/model/study"
	"sim/output/explore"
)

// Options say what is served, and how much work an answer may be.
type Options struct {
	Source  study.Source // its Theories are simulated at first beside the weighted mean; nil: the scenario's leading one
	Config  study.Config // Draws is the number that answers are refined to
	Folder  string       // where variants are written; empty: nowhere
	Hosts   []string     // names, besides addresses and localhost, under which the page may be asked for
	Token   string       // what a browser must know; empty: only this machine is served
	Version string       // of the program
	Faults  io.Writer    // is told about faults in the program; nil: nobody
}

// Limits of what one server does at a time.
const (
	mostRuns    = 2               // runs that are refined side by side; others wait
	mostQuick   = 4               // first answers that are worked out side by side
	mostWaiting = 128             // requests that may wait for either …
	mostWait    = 3 * time.Second // … and for how long, if they have no answer yet
	mostBody    = 64 << 10
	runTime     = 2 * time.Minute // that a run may take
	writeTime   = 15 * time.Second
)

// A Server answers the page. It is an http.Handler.
type Server struct {
	o        Options
	desk     *explore.Desk
	handler  http.Handler
	quick    chan struct{} // a token for each first answer under way
	full     chan struct{} // a token for each run under way
	waiting  chan struct{}
	sessions sessions
	writing  sync.Mutex    // of variants
	patience time.Duration // with requests that arrive slowly
}

// New prepares a server. The errors are those of study.NewSession.
func New(o Options) (*Server, error) {
	s := &Server{
		o: o, quick: make(chan struct{}, mostQuick), full: make(chan struct{}, mostRuns), waiting: make(chan struct{}, mostWaiting), patience: 5 * time.Second,
	}
	var err error
	if s.desk, err = explore.New(explore.Options{
		Source: o.Source, Config: o.Config, Name: o.Source.Path, Version: o.Version, Pictures: pictures{}, Folder: o.Folder,
	}, s.enter); err != nil {
		return nil, err
	}
	s.handler = s.middleware(s.routes())
	return s, nil
}

// routes lists everything that the server answers.
func (s *Server) routes() *http.ServeMux {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /{$}", s.page)
	mux.HandleFunc("GET /page/{file}", s.file)
	mux.HandleFunc("POST /run", s.run)
	mux.HandleFunc("POST /rather", s.rather)
	mux.HandleFunc("POST /draw", s.draw)
	mux.HandleFunc("POST /story", s.story)
	mux.HandleFunc("POST /variant", s.variant)
	return mux
}

// ServeHTTP answers a request.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) { s.handler.ServeHTTP(w, r) }
