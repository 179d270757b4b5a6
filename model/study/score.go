package study

import (
	"context"
	"math"
	"slices"

	"sim/model"
	"sim/model/analysis"
	"sim/model/montecarlo"
)

// A Case is a resolved case: its scenario, and the outcome in which it ended.
type Case struct {
	Subject *Subject
	Ended   model.Class
}

// A Score measures how well theories predicted resolved cases (model 5.6).
type Score struct {
	Cases    int           // number of cases
	Theories []TheoryScore // theories under which all cases are simulated, in the order of the first case
	// Temper is the exponent of the likelihood in the update of weights: 1 is
	// Bayes's rule.
	Temper float64
	Before int // cases that say that their inputs were published before their outcome
	// Published names the cases that say that others published their inputs, not before
	// their outcome, in the order of the cases.
	Published []string
	Ended     []model.Class // in which cases ended, each once
	Caveats   []Caveat      // in the order of the cases; those that state none are missing
	// Terms are scores by the terms on which cases ended; nil if none says any.
	Terms *TermsScore
}

// A Caveat is what a case says that whoever reads its score must know.
type Caveat struct {
	Case string // name of the scenario
	Says string
}

// Afterwards reports whether no case says that its inputs were published before its
// outcome, so that they are no record.
func (s *Score) Afterwards() bool { return s.Before == 0 }

// Weigh reports whether the scores move weights: whether inputs were published before the
// outcome, and in more than one case, for one says nothing.
func (s *Score) Weigh() bool { return s.Before > 1 }

// A TheoryScore is the score of one theory over all cases.
type TheoryScore struct {
	Theory        *model.Theory
	Share         float64 // mean share of draws that ended as the case did
	Brier         float64 // mean of half the Brier score, summed over outcomes: 0 is best, 1 worst
	Ranked        float64 // mean ranked probability score: 0 is best, 1 worst
	Log           float64 // sum of log scores: 0 is best
	Before, After float64 // weight in the pool before and after the cases; each sums to 1 over theories
}

// mostToLeastAgreed is the order of outcomes for the ranked probability score,
// from the most to the least agreement.
var mostToLeastAgreed = []model.Class{model.Settlement, model.Ceasefire, model.Partial, model.Stalemate, model.Collapsed, model.Escalation}

// manyCases is the number of cases from which weights are updated fully by
// Bayes's rule; with fewer, Temper is ½.
const manyCases = 20

// ScoreTheories scores theories by the outcomes of resolved cases and, where they
// say them, by the terms on which they ended. There
// must be at least one case. Watch receives the part: the case, from 1. The
// error is a Replay's or the context's, says what is wrong with a Config, or is a
// *NoOutcomesError if no theory of the first case has outcomes.
func ScoreTheories(ctx context.Context, cases []Case, watch Watch) (*Score, error) {
	terms := slices.ContainsFunc(cases, func(c Case) bool { return c.Subject.Scenario.Bargain.Resolved != nil })
	if ts := cases[0].Subject.Theories; !terms && !slices.ContainsFunc(ts, func(t model.Theory) bool { return !t.Predicts }) {
		return nil, &NoOutcomesError{ts[cases[0].Subject.Lead].Name}
	}
	tallies, kept := make([]*Tally, len(cases)), make([]*montecarlo.ColumnSink, len(cases))
	for i, c := range cases {
		tallies[i] = montecarlo.NewTally(c.Subject.Scenario.Bargain)
		sinks := []Sink{classSink{tallies[i]}}
		var err error
		if kept[i], err = c.keptTerms(); err != nil {
			return nil, err
		}
		if kept[i] != nil {
			sinks = append(sinks, kept[i])
		}
		if err := c.Subject.deliver(ctx, watch.part(i+1, len(cases)), sinks...); err != nil {
			return nil, err
		}
	}
	s := scoreTallies(cases, tallies)
	for _, c := range cases {
		if !slices.Contains(s.Ended, c.Ended) {
			s.Ended = append(s.Ended, c.Ended)
		}
		r := c.Subject.Scenario.Bargain.Resolved
		if r == nil {
			continue
		}
		switch r.Inputs {
		case model.InputsBefore:
			s.Before++
		case model.InputsPublished:
			s.Published = append(s.Published, c.Subject.Scenario.Name)
		case model.InputsAfterwards:
		}
		if r.Caveat != "" {
			s.Caveats = append(s.Caveats, Caveat{c.Subject.Scenario.Name, r.Caveat})
		}
	}
	s.Terms = scoreTerms(cases, kept)
	return s, nil
}

// classSink is a Sink that counts in a tally how draws ended, and no more: of the draws of
// a finished run nothing else of a tally over rounds is known.
type classSink struct{ *Tally }

// Add counts the draws of a chunk.
func (t classSink) Add(c *Chunk) error {
	for i, os := range c.Outcomes {
		for j := range os[:c.N] {
			if class := os[j].Class; class != model.Excluded && class != model.Prediction {
				t.Theories[i].Classes[class]++
			}
		}
	}
	return nil
}

// scoreTallies scores the theories that all cases have, given the tallies of
// the cases.
func scoreTallies(cases []Case, tallies []*Tally) *Score {
	s := &Score{Cases: len(cases), Temper: 0.5}
	if len(cases) >= manyCases {
		s.Temper = 1
	}
	var families []string
	var logs []float64
	first := cases[0].Subject
	for i := range first.Theories {
		score := TheoryScore{Theory: &first.Theories[i]}
		if !score.Theory.Predicts && !slices.ContainsFunc(cases, func(c Case) bool { return c.Subject.indexOf(score.Theory.Name) < 0 }) {
			for n, c := range cases {
				score.add(c, tallies[n], float64(len(cases)))
			}
			s.Theories = append(s.Theories, score)
			families, logs = append(families, score.Theory.Family), append(logs, score.Log)
		}
	}
	before, _ := analysis.FamilyWeights(families, first.Scenario.Bargain.Weights)
	for m, after := range analysis.Temper(before, logs, s.Temper) {
		s.Theories[m].Before, s.Theories[m].After = before[m], after
	}
	return s
}

// add adds one of the given number of cases to a theory's scores.
func (t *TheoryScore) add(c Case, tally *Tally, cases float64) {
	p, ended := agreedShares(&tally.Theories[c.Subject.indexOf(t.Theory.Name)], c.Ended)
	y := make([]float64, len(p))
	y[ended] = 1
	t.Share += p[ended] / cases
	t.Brier += analysis.Brier(p, y) * float64(len(p)) / 2 / cases // the sum over outcomes is 2 at worst
	t.Ranked += analysis.RankedProbability(p, ended) / cases
	t.Log += analysis.LogScore(p[ended:ended+1], y[ended:ended+1])
}

// agreedShares returns the shares of draws by outcome, the most agreed first,
// and the index of the outcome in which the case ended. An outcome without
// draws counts as half a draw, so that too few draws do not rule out a theory.
func agreedShares(t *montecarlo.TheoryTally, ended model.Class) (p []float64, at int) {
	total := 0.0
	for _, class := range mostToLeastAgreed {
		n := math.Max(float64(t.Classes[class]), 0.5)
		p = append(p, n)
		total += n
	}
	for i := range p {
		p[i] /= total
	}
	return p, slices.Index(mostToLeastAgreed, ended)
}
