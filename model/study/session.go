package study

import (
	"context"
	"time"

	"sim/model/montecarlo"
)

// A Session answers one setting of a scenario after another, for somebody who
// changes numbers and looks at what follows. It reads the scenario's text once,
// answers from few draws at first and refines the answer to all of them, and
// remembers the last answers. It may be asked from several goroutines at a time.
type Session struct {
	Base     *Subject // the scenario as written, under every theory that accepts it
	Theories []string // simulated where a Setting names none; after the first answer they stay remembered

	gate    Gate
	movable map[string]bool // paths that a setting may change
	ranges  ranges
	memory  memory
}

// A Gate lets a simulation of a Session in: of few draws, which somebody waits
// for, or of all. The simulation runs under the context that it returns and calls
// leave when it has ended. An error of the gate is that of the question.
type Gate func(ctx context.Context, few bool) (inside context.Context, leave func(), err error)

// firstDraws is how many draws the first answer of a Session rests on.
const firstDraws = 256

// NewSession reads the scenario, whose changes and those of settings must name no
// files, for sessions that simulate as cfg says. A nil gate lets everything in.
// The errors are those of Source.Load.
func NewSession(src Source, cfg Config, gate Gate) (*Session, error) {
	src, err := src.Read()
	if err != nil {
		return nil, err
	}
	src.Sealed = true
	first, err := New(src)
	if err != nil {
		return nil, err
	}
	s := &Session{Theories: src.Theories, gate: gate}
	if s.Theories == nil {
		s.Theories = []string{first.Theories[first.Lead].Name}
	}
	src.Theories = []string{AllTheories}
	if s.Base, err = New(src); err != nil {
		return nil, err
	}
	s.Base.Config = cfg
	b := s.Base.Scenario.Bargain
	s.movable, s.ranges = movable(b), newRanges(b)
	s.memory.kept = Setting{Theories: s.Theories}.key()
	return s, nil
}

// An Answer is how the draws of a setting end, as far as they are simulated.
type Answer struct {
	Setting Setting
	Subject *Subject
	Result  *Result // its Tally holds how many draws there are
	Final   bool    // it rests on all draws

	kept *montecarlo.ColumnSink
}

// Remembered is the final answer to a setting if the session still has it, or nil.
func (s *Session) Remembered(st Setting) *Answer { return s.memory.find(s.named(st)) }

// Ask answers a setting. It shows the answer as it stands after few draws, at
// doublings, and at the end; where it is remembered, at the end alone. What show
// must not keep is an answer that is not final. A nil show has all draws simulated
// at once. The error is a *SettingError, that of show or of the gate, or the cause
// of the context's end.
func (s *Session) Ask(ctx context.Context, st Setting, show func(*Answer) error) (*Answer, error) {
	st = s.named(st)
	quiet := show == nil
	if quiet {
		show = func(*Answer) error { return nil }
	}
	if a := s.memory.find(st); a != nil {
		return a, show(a)
	}
	subject, err := s.Apply(st)
	if err != nil {
		return nil, err
	}
	if few := *subject; !quiet && few.Config.Draws > 2*firstDraws {
		few.Config.Draws = firstDraws
		a, err := s.simulate(ctx, st, &few, true, nil)
		if err == nil {
			err = show(a)
		}
		if err != nil {
			return nil, err
		}
	}
	var doubling func(*Answer) error
	if shown := time.Now(); !quiet {
		doubling = func(a *Answer) error {
			if time.Since(shown) < settle {
				return nil
			}
			shown = time.Now()
			return show(a)
		}
	}
	a, err := s.simulate(ctx, st, subject, false, doubling)
	if err != nil {
		return nil, err
	}
	a.Final = true
	s.memory.keep(a) // before it is shown: whoever sees it may ask for it at once
	return a, show(a)
}

// settle is how long an answer stands at least before a better one is shown.
const settle = 150 * time.Millisecond

// simulate simulates a subject, and tells doubling how things stand on the way.
func (s *Session) simulate(ctx context.Context, st Setting, subject *Subject, few bool, doubling func(*Answer) error) (*Answer, error) {
	if s.gate != nil {
		inside, leave, err := s.gate(ctx, few)
		if err != nil {
			return nil, err
		}
		defer leave()
		ctx = inside
	}
	kept, err := subject.Config.kept(false, compared(subject.Scenario.Bargain)...)
	if err != nil {
		return nil, err
	}
	r := &Result{Scenario: subject.Scenario, Config: subject.Config, Sample: new(Sample)}
	a := &Answer{Setting: st, Subject: subject, Result: r, kept: kept}
	ctx, stop := context.WithCancelCause(ctx)
	defer stop(nil)
	cfg := subject.Config.engine(subject.tables)
	if doubling != nil {
		cfg.Until = func(t *Tally) bool { // asked at doublings, with the whole tally
			if ctx.Err() != nil {
				return false
			}
			a.update(t)
			err := doubling(a)
			if err != nil {
				stop(err)
			}
			return err != nil
		}
	}
	t, err := subject.simulate(ctx, cfg, nil, r.Sample, kept)
	if cause := context.Cause(ctx); cause != nil {
		err = cause
	}
	if err != nil {
		return nil, err
	}
	a.update(t)
	return a, nil
}

// update has the answer say what a tally holds.
func (a *Answer) update(t *Tally) {
	a.Result.Tally, a.Result.Rows = t, Summarise(a.Subject.Scenario.Bargain, t)
}
