package serve

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"time"

	"sim/model/study"
	"sim/output"
	"sim/output/plot"
	"sim/output/story"
)

// errGone says that an answer is no longer remembered.
var errGone = errors.New("this answer is no longer remembered; ask for it again")

// A question is a request to simulate a setting.
type question struct {
	setting
	Visitor string   `json:"visitor"` // which open page asks
	Turn    int      `json:"turn"`    // its how many-th question
	Against []string `json:"against"` // the changes of the setting to compare with; none: the scenario as served
	Want    []string `json:"want"`    // pictures
}

// run simulates a setting and streams how it stands, one JSON value a line.
func (s *Server) run(w http.ResponseWriter, r *http.Request) {
	var q question
	if !read(w, r, &q) {
		return
	}
	ctx, done, err := s.sessions.begin(r.Context(), q.Visitor, q.Turn)
	if err != nil {
		s.fail(w, err)
		return
	}
	defer done()
	if err := q.check(); err != nil {
		s.fail(w, err)
		return
	}
	out := &stream{w: w}
	against := study.Setting{Changes: q.Against, Theories: q.asked().Theories}
	itself := against.Same(q.asked())
	var before *study.Answer
	if !itself {
		before = s.session.Remembered(against)
	}
	a, err := s.session.Ask(ctx, q.asked(), func(a *study.Answer) error {
		v, err := s.show(a, q.Want, before)
		if err != nil {
			return err
		}
		return out.send(v)
	})
	if err == nil && before == nil && !itself {
		err = s.sendChange(ctx, out, a, against)
	}
	switch err = inSetting(err); {
	case err == nil:
		_ = out.send(map[string]string{"kind": "done"}) // whoever asked is gone if this fails
	case !out.begun:
		s.fail(w, err)
	default:
		_ = out.send(map[string]any{"kind": "problems", "problems": problemsOf(err)}) // as above
	}
}

// sendChange compares with a setting that had not been simulated when the answer
// came.
func (s *Server) sendChange(ctx context.Context, out *stream, a *study.Answer, against study.Setting) error {
	before, err := s.session.Ask(ctx, against, nil)
	if _, wrong := errors.AsType[*study.SettingError](err); err != nil && !wrong {
		return fmt.Errorf("the setting to compare with: %w", err)
	}
	if err != nil {
		return err
	}
	v := struct {
		Kind    string    `json:"kind"`
		Changed []tabular `json:"changed"`
	}{Kind: "change"}
	for _, t := range s.compare(before, a) {
		v.Changed = append(v.Changed, tabularOf(t))
	}
	return out.send(v)
}

func problemsOf(err error) []problem {
	if wrong, ok := errors.AsType[*settingError](err); ok {
		return wrong.problems
	}
	return []problem{{Text: err.Error()}}
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

// A single is a request about one draw of a setting.
type single struct {
	setting
	Draw int `json:"draw"`
}

// draw shows one draw of an answer that is remembered.
func (s *Server) draw(w http.ResponseWriter, r *http.Request) {
	var q single
	if !read(w, r, &q) {
		return
	}
	a := s.session.Remembered(q.asked())
	if a == nil {
		s.fail(w, errGone)
		return
	}
	result := s.result(a)
	f, ok := plot.OneDraw(result, a.Subject.Lead, q.Draw)
	if !ok {
		refuse(w, http.StatusNotFound, "this draw is not kept")
		return
	}
	p, err := drawn(f, result)
	if err != nil {
		s.fail(w, err)
		return
	}
	reply(w, http.StatusOK, struct {
		Draw    int     `json:"draw"`
		Kept    int     `json:"kept"` // draws that can be shown, from 0
		Picture picture `json:"picture"`
	}{q.Draw, result.Sample.N, p})
}

// story tells a draw as a story, as sim trace does.
func (s *Server) story(w http.ResponseWriter, r *http.Request) {
	var q single
	if !read(w, r, &q) {
		return
	}
	if q.Draw < 0 || q.Draw >= s.o.Config.Draws {
		refuse(w, http.StatusNotFound, "there is no such draw")
		return
	}
	subject, err := s.apply(q.setting)
	if err != nil {
		s.fail(w, err)
		return
	}
	_, leave, err := s.enter(r.Context(), true)
	if err != nil {
		s.fail(w, err)
		return
	}
	defer leave()
	var text strings.Builder
	if err := story.Tell(&text, subject, q.Draw, subject.Lead); err != nil {
		s.fail(w, err)
		return
	}
	words := []string{"sim", "trace", s.o.Source.Path, "--draw", itoa(q.Draw), "--theory", subject.Theories[subject.Lead].Name, "--seed", utoa(s.o.Config.Seed)}
	for _, change := range subject.Source.Changes {
		words = append(words, "--set", change)
	}
	reply(w, http.StatusOK, map[string]string{"text": text.String(), "command": output.ShellWords(words...)})
}
