package study

import (
	"context"
	"math"
	"slices"

	"sim/model"
	"sim/model/analysis"
	"sim/model/montecarlo"
)

// A Case is a resolved case: a scenario of it, and the outcome in which it ended.
type Case struct {
	Subject *Subject
	Ended   model.Class
}

// A Score is how close the draws of theories come to how resolved cases ended.
type Score struct {
	Cases    int           // how many
	Theories []TheoryScore // those that all cases are simulated under, in the order of the first case
	// Temper is how far weights are moved: 1 is all the way by Bayes's rule.
	Temper float64
}

// A TheoryScore is how well one theory did over all cases.
type TheoryScore struct {
	Theory        *model.Theory
	Share         float64 // mean share of draws that ended as the case did
	Brier         float64 // mean Brier score: 0 is best, 1 worst
	Ranked        float64 // mean ranked probability score: 0 is best, 1 worst
	Log           float64 // log score, summed: 0 is best
	Before, After float64 // weight in the pool, before and after the cases; each sums to 1
}

// mostToLeastAgreed lists the outcomes from the most agreed to the least, the order
// in which the ranked probability score calls outcomes close.
var mostToLeastAgreed = []model.Class{model.Settlement, model.Ceasefire, model.Partial, model.Stalemate, model.Collapsed, model.Escalation}

// manyCases is from how many cases on weights are moved all the way by Bayes's
// rule; with fewer they are moved half as far.
const manyCases = 20

// ScoreTheories scores theories by how resolved cases ended, of which there must be
// one at least. Watch is told in which part it is: which case, from 1. The error is
// a Replay's or the context's, or says what is wrong with a Config.
func ScoreTheories(ctx context.Context, cases []Case, watch Watch) (*Score, error) {
	tallies := make([]*Tally, len(cases))
	for i, c := range cases {
		tallies[i] = montecarlo.NewTally(c.Subject.Scenario.Bargain)
		if err := c.Subject.deliver(ctx, watch.part(i+1, len(cases)), tallySink{tallies[i]}); err != nil {
			return nil, err
		}
	}
	return scoreTallies(cases, tallies), nil
}

// tallySink is a tally that chunks of draws are handed to.
type tallySink struct{ *Tally }

// Add counts the draws of a chunk.
func (t tallySink) Add(c *Chunk) error {
	t.Tally.Add(c)
	return nil
}

// scoreTallies scores the theories that all cases have, from the tallies of the cases.
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
		if !slices.ContainsFunc(cases, func(c Case) bool { return c.Subject.indexOf(score.Theory.Name) < 0 }) {
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

// add adds one case of so many to a theory's scores.
func (t *TheoryScore) add(c Case, tally *Tally, cases float64) {
	p, ended := agreedShares(&tally.Theories[c.Subject.indexOf(t.Theory.Name)], c.Ended)
	y := make([]float64, len(p))
	y[ended] = 1
	t.Share += p[ended] / cases
	t.Brier += analysis.Brier(p, y) / cases
	t.Ranked += analysis.RankedProbability(p, ended) / cases
	t.Log += analysis.LogScore(p[ended:ended+1], y[ended:ended+1])
}

// agreedShares are the shares of draws by outcome, the most agreed first, and the
// place of the outcome in which the case ended. An outcome without draws counts for
// half a draw, so that a theory is not ruled out by too few of them.
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
