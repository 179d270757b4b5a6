package study

import (
	"context"
	"errors"
	"fmt"
	"math"
	"slices"

	"sim/model"
	"sim/model/analysis"
	"sim/model/registry"
)

// EquilibriumOptions are which holders of levers may choose, and what to watch.
type EquilibriumOptions struct {
	// Players are the parties that choose the weights of their levers, by ID; none:
	// all that hold one.
	Players []string
	Watch   Watch // receives progress in points; their total grows on the way
	// Store keeps finished pieces of the work, so that it can be interrupted and
	// continued to the same result; nil: nothing is kept.
	Store WorkStore
}

// ErrNoPlayers means that the scenario has no levers to choose weights of.
var ErrNoPlayers = errors.New("no levers to choose")

// A NoLeverError means that a party that is to choose holds no lever.
type NoLeverError struct{ Party string }

func (e *NoLeverError) Error() string { return e.Party + " holds no lever" }

// An EquilibriumResult is what holders of levers would choose, theory by theory.
type EquilibriumResult struct {
	Subject *Subject
	Holders []Holder      // in the order of the parties
	Levers  []LeverWeight // those of the holders, one holder after the other
	Games   []LeverGame   // one per theory asked
}

// A Holder is a party that chooses the weights of its levers.
type Holder struct {
	Party  int    // index in Bargain.Parties
	Levers []int  // indices in EquilibriumResult.Levers
	Wants  string // the measure that it wants much of, on average over draws
	Aim    bool   // whether the scenario states it under aims

	measure int // index in the measures of a game
}

// A LeverGame is what holders would choose under one theory.
type LeverGame struct {
	Theory   int                  // index among the subject's theories
	Surfaces []*analysis.Response // by holder, over all levers, with everybody's weights moved
	Replies  []Reply              // by holder: its best reply to the scenario as it is
	Endings  []analysis.Ending    // where repeated best replies on the surfaces lead, by start
	Points   []RestPoint          // where they come to rest, tried on all draws; that of most starts first
	// FewDraws is on how many draws moves are tried at first; those that lose clearly
	// there, or on twice, four times … as many, are tried on no more. 0: all moves are
	// tried on all draws.
	FewDraws int
	// TrialDraws is on how many draws best replies are looked for.
	TrialDraws int
	// TooFew reports whether there are fewer than MinimumDraws draws: then no point is
	// looked for.
	TooFew bool
}

// A Reply is how a holder would set its levers, given all others.
type Reply struct {
	Weights   []float64 // of all levers; what they were if no move tried gains
	Estimated Estimate  // gain that the surface of its own levers gives the best that it finds
	Found     []float64 // the weights that it gives it for
	Real      Paired    // the gain of these: in the first TrialDraws draws of the scenario as it is, and as far as they were tried from a point
	Gain      Paired    // the gain of Weights, on all draws: the holder's regret
	Tried     int       // moves tried: in the scenario as it is in the first draws, from a point on all that do not lose clearly
	Lost      int       // how many of those from a point lose clearly in the first draws
	Near      Paired    // from a point: what changes least for the worse, or most for the better, of all moves tried, on the draws on which it was tried last
	NearBy    []float64 // the weights of that move; nil: none was tried
	Surface   *analysis.Response
}

// Gains reports whether the gain is larger than twice its error, so that it is said.
func (r *Reply) Gains() bool { return leads(&r.Gain, analysis.SignZ) }

// Leads reports whether the gain is larger than its error, so that a point moves on
// by it and no equilibrium is claimed of it.
func (r *Reply) Leads() bool { return leads(&r.Gain, 1) }

// To is the weights that the holder chooses where all are as in from.
func (r *Reply) To(from []float64) []float64 {
	if r.Gains() {
		return r.Weights
	}
	return from
}

// LeastGain is the largest gain, in the unit of what is wanted, that counts as none:
// it is a hundredth of what the cheapest levers of the shipped scenarios cost.
const LeastGain = 2e-5

// A RestPoint is weights to which repeated best replies lead.
type RestPoint struct {
	Weights  []float64
	Starts   []int    // indices in LeverGame.Endings that lead there; none: it was tried besides, from the scenario as it is
	Replies  []Reply  // by holder: the most that it gains by a move tried from there
	Holds    bool     // no reply leads: an equilibrium of the moves tried
	Pairs    int      // how many pairs of levers of holders with many were tried besides, at ends
	Moved    int      // how often the point was moved because a holder gained
	Payoffs  []Paired // by party, from the scenario as it is to the point
	Outcomes []Paired // share of draws by outcome, likewise; nil under a theory that asks nobody
}

// Nearest returns the move tried that gains its holder most, or loses it least; nil:
// none was tried.
func (p *RestPoint) Nearest() (holder int, r *Reply) {
	for h := range p.Replies {
		if q := &p.Replies[h]; q.NearBy != nil && (r == nil || q.Near.Difference.Value > r.Near.Difference.Value) {
			holder, r = h, q
		}
	}
	return holder, r
}

// Tried is how many single moves were tried, and how many of them lost clearly in
// the first draws, so that they were not simulated on all.
func (p *RestPoint) Tried() (all, lost int) {
	for i := range p.Replies {
		all, lost = all+p.Replies[i].Tried, lost+p.Replies[i].Lost
	}
	return all, lost
}

// Equilibrium finds how each holder of levers would set its weights for what it
// wants, given those of all others, and where repeated best replies come to
// rest, under one theory of each cause or those that are named. What it reports is
// computed on all draws, paired with the scenario as it is; response surfaces only
// say what to try. The error is an *OptionError for Players, ErrNoPlayers, a
// *MissingValuesError, an *UnobservedError, a *TooManyDrawsError, the store's or the
// context's.
func Equilibrium(ctx context.Context, s *Subject, o EquilibriumOptions) (*EquilibriumResult, error) {
	q, err := newLeverQuestion(s, o)
	if err != nil {
		return nil, err
	}
	for _, theory := range q.theories() {
		g, err := q.play(ctx, theory)
		if err != nil {
			return nil, err
		}
		q.Games = append(q.Games, *g)
	}
	return q.EquilibriumResult, nil
}

// BestReplies finds how each holder of levers would set its weights for what it
// wants, all others being as they are, under the leading theory: the Replies of
// Equilibrium, without asking where they lead. The errors are those of Equilibrium.
func BestReplies(ctx context.Context, s *Subject, o EquilibriumOptions) (*EquilibriumResult, error) {
	q, err := newLeverQuestion(s, o)
	if err != nil {
		return nil, err
	}
	g, err := q.game(ctx, s.Lead)
	if err != nil {
		return nil, err
	}
	if g.Replies, err = g.replies(ctx); err != nil {
		return nil, err
	}
	q.Games = []LeverGame{*g.LeverGame}
	return q.EquilibriumResult, nil
}

// A leverQuestion is a question about what holders would choose, on its way.
type leverQuestion struct {
	*EquilibriumResult
	measures []runMeasure
	count    *pointCount
	work     *keptWork
}

func newLeverQuestion(s *Subject, o EquilibriumOptions) (*leverQuestion, error) {
	q := &leverQuestion{EquilibriumResult: &EquilibriumResult{Subject: s}, count: newPointCount(o.Watch, 0, 0), work: newKeptWork()}
	if err := q.choose(o.Players); err != nil {
		return nil, err
	}
	var err error
	if q.measures, err = q.EquilibriumResult.measures(); err != nil {
		return nil, err
	}
	if err := s.Config.checkCapacity(len(q.measures) * (max(1, s.Config.Workers) + 3)); err != nil {
		return nil, err
	}
	return q, q.work.open(o.Store)
}

// choose lists the holders and their levers.
func (e *EquilibriumResult) choose(players []string) error {
	b := e.Subject.Scenario.Bargain
	all, err := leverWeights(e.Subject, nil)
	if err != nil {
		return ErrNoPlayers
	}
	var holders []string
	for _, i := range b.ListedParties() {
		if slices.ContainsFunc(b.Levers, func(l model.Lever) bool { return l.Holder == i }) {
			holders = append(holders, b.Parties[i].ID)
		}
	}
	for _, id := range players {
		known := slices.ContainsFunc(b.Parties, func(p model.Party) bool { return p.ID == id })
		switch {
		case !known:
			return &OptionError{"Players", &registry.UnknownError{What: "party", Name: id, Known: holders}}
		case !slices.Contains(holders, id):
			return &OptionError{"Players", &NoLeverError{id}}
		}
	}
	for i := range b.Parties {
		id := b.Parties[i].ID
		if !slices.Contains(holders, id) || len(players) > 0 && !slices.Contains(players, id) {
			continue
		}
		h := Holder{Party: i, Wants: "payoff." + id}
		for _, a := range e.Subject.Scenario.Aims {
			if a.Party == i {
				h.Wants, h.Aim = a.Wants.Text, true
			}
		}
		for k := range b.Levers { // not in the order of the file, which changes nothing
			if b.Levers[k].Holder == i {
				at := slices.IndexFunc(all, func(w LeverWeight) bool { return w.Lever == b.Levers[k].ID })
				h.Levers = append(h.Levers, len(e.Levers))
				e.Levers = append(e.Levers, all[at])
			}
		}
		e.Holders = append(e.Holders, h)
	}
	return nil
}

func leverIndex(b *model.Bargain, id string) int {
	return slices.IndexFunc(b.Levers, func(l model.Lever) bool { return l.ID == id })
}

// measures are what a game computes of a draw: every party's payoff, whether it
// ends in each outcome, and what holders want besides.
func (e *EquilibriumResult) measures() ([]runMeasure, error) {
	b := e.Subject.Scenario.Bargain
	var list []runMeasure
	for i := range b.Parties {
		list = append(list, runMeasure{of: func(o *model.Outcome) float64 { return o.PayoffOf(i) }})
	}
	for class := range model.Classes {
		list = append(list, runMeasure{func(o *model.Outcome) float64 {
			switch {
			case !o.Class.Played():
				return math.NaN()
			case o.Class == model.Class(class):
				return 1
			}
			return 0
		}, true})
	}
	for i := range e.Holders {
		h := &e.Holders[i]
		if h.measure = h.Party; !h.Aim {
			continue
		}
		m, err := e.Subject.measureOfAll(h.Wants)
		if err != nil {
			return nil, fmt.Errorf("aims.%s: %w", b.Parties[h.Party].ID, err)
		}
		h.measure = len(list)
		list = append(list, runMeasure{m.Of, m.Share})
	}
	return list, nil
}

// theories are the theories asked: those named when the subject was read, or else
// one of each cause.
func (e *EquilibriumResult) theories() []int {
	s := e.Subject
	var list []int
	for i := range s.Theories {
		if slices.Contains(s.Source.Theories, s.Theories[i].Name) {
			list = append(list, i)
		}
	}
	if list == nil || slices.Contains(s.Source.Theories, AllTheories) {
		return Representatives(s.Scenario.Bargain, s.Lead)
	}
	return list
}
