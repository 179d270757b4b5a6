package explore

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"sim/model/study"
	"sim/output"
	"sim/output/story"
)

// Errors that say what an answer lacks.
var (
	// ErrGone says that an answer is no longer remembered.
	ErrGone = errors.New("this answer is no longer remembered; ask for it again")
	// ErrNoDraw says that a setting has no such draw.
	ErrNoDraw = errors.New("there is no such draw")
	// ErrNotKept says that a draw cannot be shown: only the first are kept.
	ErrNotKept = errors.New("this draw is not kept")
)

// A Question is a request to simulate a setting.
type Question struct {
	Setting
	Visitor string   `json:"visitor"` // which open page asks
	Turn    int      `json:"turn"`    // its how many-th question
	Against []string `json:"against"` // the changes of the setting to compare with; none: the scenario as shown
	Want    []string `json:"want"`    // pictures
}

// Run simulates a setting and hands on how it stands, one value for JSON after the
// other: answers, what changed, and that it is done. The error is a *SettingError, one
// of send, or that of study.Session.Ask.
func (d *Desk) Run(ctx context.Context, q *Question, send func(any) error) error {
	if err := q.check(); err != nil {
		return err
	}
	against := study.Setting{Changes: q.Against, Theories: q.asked().Theories}
	itself := against.Same(q.asked())
	var before *study.Answer
	if !itself {
		before = d.session.Remembered(against)
	}
	a, err := d.session.Ask(ctx, q.asked(), func(a *study.Answer) error {
		v, err := d.show(a, q.Want, before)
		if err != nil {
			return err
		}
		return send(v)
	})
	if err == nil && before == nil && !itself {
		err = d.sendChange(ctx, send, a, against)
	}
	if err != nil {
		return inSetting(err)
	}
	return send(map[string]string{"kind": "done"})
}

// sendChange compares with a setting that had not been simulated when the answer
// came.
func (d *Desk) sendChange(ctx context.Context, send func(any) error, a *study.Answer, against study.Setting) error {
	before, err := d.session.Ask(ctx, against, nil)
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
	for _, t := range d.compare(before, a) {
		v.Changed = append(v.Changed, tabularOf(t))
	}
	return send(v)
}

// Problems returns what is wrong, for the page.
func Problems(err error) []Problem {
	if wrong, ok := errors.AsType[*SettingError](err); ok {
		return wrong.Problems
	}
	return []Problem{{Text: err.Error()}}
}

// A Single is a request about one draw of a setting.
type Single struct {
	Setting
	Draw int `json:"draw"` // from 0
}

// A OneDraw is the picture of one draw.
type OneDraw struct {
	Draw    int     `json:"draw"`
	Kept    int     `json:"kept"` // draws that can be shown, from 0
	Picture Picture `json:"picture"`
}

// Draw shows one draw of an answer that is remembered. The error is ErrGone,
// ErrNotKept, or says why it cannot be drawn.
func (d *Desk) Draw(q *Single) (*OneDraw, error) {
	a := d.session.Remembered(q.asked())
	if a == nil {
		return nil, ErrGone
	}
	result := d.result(a)
	if d.o.Pictures == nil {
		return nil, ErrNotKept
	}
	p, ok, err := d.o.Pictures.OneDraw(result, a.Subject.Lead, q.Draw)
	if err == nil && !ok {
		err = ErrNotKept
	}
	if err != nil {
		return nil, err
	}
	return &OneDraw{q.Draw, result.Sample.N, p}, nil
}

// A Story is one draw in words.
type Story struct {
	Text    string `json:"text"`
	Command string `json:"command"` // that tells the same in a terminal
}

// Story tells a draw as a story, as sim trace does; admit is called before the draw is
// simulated, and may refuse it. The error is ErrNoDraw, a *SettingError, or admit's.
func (d *Desk) Story(q *Single, admit func() error) (*Story, error) {
	if q.Draw < 0 || q.Draw >= d.o.Config.Draws {
		return nil, ErrNoDraw
	}
	subject, err := d.apply(q.Setting)
	if err != nil {
		return nil, err
	}
	if err := admit(); err != nil {
		return nil, err
	}
	var text strings.Builder
	if err := story.Tell(&text, subject, q.Draw, subject.Lead); err != nil {
		return nil, err
	}
	words := []string{"sim", "trace", d.o.Name, "--draw", itoa(q.Draw), "--theory", subject.Theories[subject.Lead].Name, "--seed", utoa(d.o.Config.Seed)}
	for _, change := range subject.Source.Changes {
		words = append(words, "--set", change)
	}
	return &Story{text.String(), output.ShellWords(words...)}, nil
}
