package study

import (
	"context"
	"time"

	"sim/model/montecarlo"
)

// A Session answers a sequence of settings of a scenario, for interactive use.
// It reads the scenario's text once, first answers from few draws and then
// refines the answer to all of them, and caches the last answers. Several
// goroutines may use it at once.
type Session struct {
	Base     *Subject // the scenario as written, under all theories and those of the session
	Theories []string // default theories of a Setting

	gate    Gate
	movable map[string]bool // paths that a setting may change
	ranges  ranges
	memory  memory

	elsewhere Elsewhere // simulates all draws but the first few; nil: the session does
	parted    parted
}

// A Gate admits a simulation of a Session: of few draws, for which a user is
// waiting, or of all draws. The simulation runs under the context that the gate
// returns and calls leave when it has ended. Ask returns an error of the gate.
type Gate func(ctx context.Context, few bool) (inside context.Context, leave func(), err error)

// earlyDraws are the numbers of draws of the first answers of a Session. Several
// theories share the time in which somebody waits for the first.
func earlyDraws(theories int) []int {
	if theories > 2 {
		return []int{64, 256}
	}
	return []int{256}
}

// NewSession reads the scenario for a session that simulates according to cfg.
// Neither its changes nor those of settings may name files. A nil gate admits
// everything. The errors are those of Source.Load.
func NewSession(src Source, cfg Config, gate Gate) (*Session, error) {
	src, err := src.Read()
	if err != nil {
		return nil, err
	}
	src.Sealed, src.Unwritten = true, true
	s := &Session{Theories: src.Theories, gate: gate}
	if s.Base, err = New(src); err != nil {
		return nil, err
	}
	if s.Theories == nil {
		s.Theories = []string{s.Base.Theories[s.Base.Lead].Name}
	}
	if err := s.Base.Choose(append([]string{AllTheories}, s.Theories...)...); err != nil {
		return nil, err
	}
	s.Base.Config = cfg
	b := s.Base.Scenario.Bargain
	s.movable, s.ranges = movable(b), newRanges(b)
	s.memory.kept = Setting{Theories: s.Theories}.key()
	return s, nil
}

// An Answer is the result of a setting, from the draws simulated so far.
type Answer struct {
	Setting Setting
	Subject *Subject
	Result  *Result // its Tally has the number of draws
	Final   bool    // whether it rests on all draws

	kept *montecarlo.ColumnSink
}

// Remembered returns the final answer to a setting if it is cached, else nil.
func (s *Session) Remembered(st Setting) *Answer { return s.memory.find(s.named(st)) }

// Ask answers a setting. It calls show with the answer after few draws, at
// doublings, and at the end; if the answer is cached, at the end only. show
// must not keep an answer that is not final. If show is nil, all draws are
// simulated at once. The error is a *SettingError, that of show or of the gate,
// or the cause of the context's end.
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
	for _, draws := range earlyDraws(len(subject.Theories)) {
		if quiet || subject.Config.Draws <= 2*draws {
			break
		}
		few := *subject
		few.Config.Draws = draws
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
	s.memory.keep(a) // before it is shown: whoever sees it may request it at once
	return a, show(a)
}

// settle is the shortest time between two answers that are shown.
const settle = 150 * time.Millisecond

// simulate simulates a subject and calls doubling with the intermediate
// answers.
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
	if !few {
		if cfg.Checkpoint, err = s.finished(ctx, st, subject); err != nil {
			return nil, err
		}
	}
	if doubling != nil {
		cfg.Until = func(t *Tally) bool { // called at doublings, with the whole tally
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

// update sets the answer to the results in a tally.
func (a *Answer) update(t *Tally) {
	a.Result.Tally, a.Result.Rows = t, Summarise(a.Subject.Scenario.Bargain, t)
}
