package explore

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"sim/model"
	"sim/model/study"
)

// A Stored is a scenario as a page that computes by itself carries it.
type Stored struct {
	Name     string             `json:"name"`  // what commands call it, and what variants extend
	File     string             `json:"file"`  // its file's name
	Text     string             `json:"text"`  // resolved, without the changes
	Changes  []string           `json:"set"`   // that belong to the scenario as shown
	Theories []string           `json:"first"` // simulated at first; null: the leading one
	Weights  map[string]float64 `json:"weights"`
	Draws    int                `json:"draws"`
	Seed     uint64             `json:"seed,string"` // JavaScript's numbers hold fewer digits
	Sampler  string             `json:"sampler"`
	Version  string             `json:"version"`
	Played   []string           `json:"played"` // theories of the stored run
	Digits   string             `json:"digits"` // of its first draws, as Digits writes them
}

// Open returns the desk of a stored scenario. The errors are those of New.
func (p *Stored) Open() (*Desk, error) {
	files := oneFile{p.File, p.Text}
	return New(Options{
		Source: study.Source{Path: p.File, Text: []byte(p.Text), Changes: p.Changes, Theories: p.Theories, Weights: p.Weights, Library: files},
		Config: study.Config{Draws: p.Draws, Seed: p.Seed, Sampler: p.Sampler, Workers: 1},
		Name:   p.Name, Version: p.Version, Files: files, Live: true,
	}, nil)
}

// CheckedDraws is how many draws of the stored run a page simulates again to check
// itself.
const CheckedDraws = 16

// Digits writes outcomes of one draw under all theories so that any other digit shows.
func digits(b *strings.Builder, draw int, theory string, o *model.Outcome) {
	fmt.Fprintf(b, "%d %s %s", draw, theory, o.Class)
	for _, xs := range [...][]float64{o.Terms, o.Utility, o.Reservation} {
		for _, x := range xs {
			b.WriteString(" " + strconv.FormatFloat(x, 'g', -1, 64))
		}
	}
	b.WriteByte('\n')
}

// Digits returns the first CheckedDraws draws of a run, or all if there are fewer, a
// line for each draw and theory: class, terms, utilities and reservation values, to the
// last digit.
func Digits(r *study.Result) string {
	var b strings.Builder
	for j := range min(CheckedDraws, r.Sample.N) {
		for t := range r.Sample.Outcomes {
			digits(&b, r.Sample.First+j, r.Scenario.Bargain.Theories[t].Name, &r.Sample.Outcomes[t][j])
		}
	}
	return b.String()
}

// Check simulates the first draws of the stored run again and reports whether every
// digit is the same. The error is a *SettingError.
func (p *Stored) Check(d *Desk) (bool, error) {
	subject, err := d.apply(Setting{Theories: strings.Join(p.Played, ",")})
	if err != nil {
		return false, err
	}
	var b strings.Builder
	for i := range min(CheckedDraws, p.Draws) {
		draw, err := subject.Draw(i)
		if err != nil {
			return false, err
		}
		for t := range subject.Theories {
			o := draw.Narrate(t, func(model.Event) {})
			digits(&b, i, subject.Theories[t].Name, &o)
		}
	}
	return b.String() == p.Digits, nil
}

// ErrNoQuestion says that the page asks what nobody answers.
var ErrNoQuestion = errors.New("this is no question that the page asks")

// Answer answers a question of the page, JSON under the path at which a server would
// be asked, and hands on one value for JSON after the other. The error is a
// *SettingError, ErrGone, ErrNoDraw, ErrNotKept, ErrNoQuestion, one of send, or the
// cause of the context's end.
func (p *Stored) Answer(ctx context.Context, d *Desk, path string, question []byte, send func(any) error) error {
	read := func(q any) error {
		if err := json.Unmarshal(question, q); err != nil {
			return fmt.Errorf("%w: %w", ErrNoQuestion, err)
		}
		return nil
	}
	var v any
	var err error
	switch path {
	case "/run":
		var q Question
		if err := read(&q); err != nil {
			return err
		}
		return d.Run(ctx, &q, send)
	case "/rather":
		var q Setting
		if err = read(&q); err == nil {
			v, err = d.Rather(ctx, &q)
		}
	case "/story":
		var q Single
		if err = read(&q); err == nil {
			v, err = d.Story(&q, func() error { return nil })
		}
	case "/variant":
		var q Saving
		if err = read(&q); err == nil {
			v, err = d.Variant(&q, p.Name, func(file string) (command, path string) { return file, file })
		}
	case "/check":
		v, err = p.Check(d)
	default:
		err = ErrNoQuestion
	}
	if err != nil {
		return err
	}
	return send(v)
}
