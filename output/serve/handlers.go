package serve

import (
	"bytes"
	"encoding/json"
	"mime"
	"net/http"
	"path"
	"time"

	"sim/output/explore"
)

// page shows the page.
func (s *Server) page(w http.ResponseWriter, _ *http.Request) {
	var b bytes.Buffer
	if err := s.desk.Page(&b); err != nil {
		s.fail(w, err)
		return
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	_, _ = w.Write(b.Bytes()) // who asked is gone if this fails
}

// file serves the page's own script and style.
func (s *Server) file(w http.ResponseWriter, r *http.Request) {
	name := path.Base(r.PathValue("file"))
	text, ok := explore.File(name)
	if !ok {
		refuse(w, http.StatusNotFound, "there is no such file")
		return
	}
	w.Header().Set("Content-Type", mime.TypeByExtension(path.Ext(name)))
	_, _ = w.Write(text) // as above
}

// run simulates a setting and streams how it stands, one JSON value a line.
func (s *Server) run(w http.ResponseWriter, r *http.Request) {
	var q explore.Question
	if !read(w, r, &q) {
		return
	}
	ctx, done, err := s.sessions.begin(r.Context(), q.Visitor, q.Turn)
	if err != nil {
		s.fail(w, err)
		return
	}
	defer done()
	out := &stream{w: w}
	switch err := s.desk.Run(ctx, &q, out.send); {
	case err == nil:
	case !out.begun:
		s.fail(w, err)
	default:
		_ = out.send(map[string]any{"kind": "problems", "problems": explore.Problems(err)}) // whoever asked is gone if this fails
	}
}

// A stream sends JSON values, one a line, as they come.
type stream struct {
	w     http.ResponseWriter
	begun bool
}

func (o *stream) send(v any) error {
	line, err := json.Marshal(v)
	if err != nil {
		return err
	}
	c := http.NewResponseController(o.w)
	if err := unsupported(c.SetWriteDeadline(time.Now().Add(writeTime))); err != nil {
		return err
	}
	if !o.begun {
		o.begun = true
		o.w.Header().Set("Content-Type", "application/x-ndjson")
	}
	if _, err := o.w.Write(append(line, '\n')); err != nil {
		return err
	}
	return unsupported(c.Flush())
}

// rather says how holders would rather set their levers.
func (s *Server) rather(w http.ResponseWriter, r *http.Request) {
	var q explore.Setting
	if !read(w, r, &q) {
		return
	}
	v, err := s.desk.Rather(r.Context(), &q)
	if late := unsupported(http.NewResponseController(w).SetWriteDeadline(time.Now().Add(writeTime))); err == nil {
		err = late
	}
	if err != nil {
		s.fail(w, err)
		return
	}
	reply(w, http.StatusOK, v)
}

// draw shows one draw of an answer that is remembered.
func (s *Server) draw(w http.ResponseWriter, r *http.Request) {
	var q explore.Single
	if !read(w, r, &q) {
		return
	}
	p, err := s.desk.Draw(&q)
	if err != nil {
		s.fail(w, err)
		return
	}
	reply(w, http.StatusOK, p)
}

// story tells a draw as a story, as sim trace does.
func (s *Server) story(w http.ResponseWriter, r *http.Request) {
	var q explore.Single
	if !read(w, r, &q) {
		return
	}
	leave := func() {}
	defer func() { leave() }()
	told, err := s.desk.Story(&q, func() (err error) {
		_, free, err := s.enter(r.Context(), true)
		if err == nil {
			leave = free
		}
		return err
	})
	if err != nil {
		s.fail(w, err)
		return
	}
	reply(w, http.StatusOK, told)
}
