package study

import (
	"cmp"
	"context"
	"math"
	"slices"

	"sim/model/analysis"
)

// A leverGame plays the game of one theory.
type leverGame struct {
	*LeverGame
	*weightRuns
	e    *EquilibriumResult
	base *weightRun  // the scenario as it is
	few  *weightRuns // on FewDraws draws; nil: none
}

const (
	pointsMost   = 3    // points tried on all draws, under a theory
	movesMost    = 3    // how often a point moves on because a holder gains
	quickMost    = 2    // as long as it has moved less often, clear gains on few draws are enough for it
	fewLevers    = 6    // with so many levers all are also tried alone, step by step
	trialSteps   = 4    // steps from 0 to 1 at which they are
	samePoint    = 0.02 // weights that differ by less are the same point
	snapDistance = 0.05 // from an end, at which a weight is put there if nothing is lost
	fewPart      = 8    // one in this many draws is enough for moves that lose clearly …
	fewLeast     = 512  // … but at least this many
	clearErrors  = 5    // a gain or loss of more of its errors on few draws is a clear one
)

// game prepares the game of a theory: it simulates the scenario as it is.
func (q *leverQuestion) game(ctx context.Context, theory int) (*leverGame, error) {
	e := q.EquilibriumResult
	levers, now := make([]int, len(e.Levers)), make([]float64, len(e.Levers))
	for j, w := range e.Levers {
		levers[j], now[j] = leverIndex(e.Subject.Scenario.Bargain, w.Lever), w.Now
	}
	runs, err := newWeightRuns(ctx, e.Subject, theory, levers, now, q.measures, q.count, q.work, nil)
	if err != nil {
		return nil, err
	}
	g := &leverGame{LeverGame: &LeverGame{Theory: theory}, weightRuns: runs, e: e, base: runs.run(ctx, now)}
	for _, h := range e.Holders {
		have, counts := present(runs.asIs[h.measure]), present(runs.asIs[0]) // all but those that do not match what was observed
		if have < counts {
			return nil, &MissingValuesError{Measure: h.Wants, Theory: theory, Have: have, Draws: counts}
		}
		if have == 0 {
			return nil, &UnobservedError{Theory: e.Subject.Theories[theory].Name, Draws: e.Subject.Config.Draws}
		}
	}
	if draws := fewDraws(e.Subject.Config.Draws); draws > 0 {
		g.FewDraws, g.few = draws, runs.first(draws)
	}
	return g, nil
}

// fewDraws is on how many of all draws moves are tried first; 0: none. The samplers
// spread that many, too.
func fewDraws(all int) int {
	few := fewLeast
	for few*fewPart < all {
		few *= 2
	}
	if few > all/4 {
		return 0
	}
	return few
}

// play finds what holders would choose under a theory.
func (q *leverQuestion) play(ctx context.Context, theory int) (*LeverGame, error) {
	g, err := q.game(ctx, theory)
	if err != nil {
		return nil, err
	}
	everything := make([]int, len(q.Levers))
	for j := range everything {
		everything[j] = j
	}
	var wanted []int
	for _, h := range q.Holders {
		if !slices.Contains(wanted, h.measure) {
			wanted = append(wanted, h.measure)
		}
	}
	all, err := g.responses(ctx, g.base, everything, g.least(), wanted)
	if err != nil {
		return nil, err
	}
	game := new(analysis.WeightGame)
	for _, h := range q.Holders {
		game.Payoffs, game.Own = append(game.Payoffs, all[h.measure]), append(game.Own, h.Levers)
	}
	g.Surfaces = game.Payoffs
	if g.Replies, err = g.replies(ctx, g.base, nil); err != nil {
		return nil, err
	}
	for _, start := range g.starts() {
		g.Endings = append(g.Endings, game.Play(start))
	}
	return g.LeverGame, g.points(ctx, game)
}

// least is the smallest number of draws of a design in this game: those of the run
// with few levers, half of them with many.
func (g *leverGame) least() int {
	if len(g.now) > fewLevers {
		return g.e.Subject.Config.Draws / 2
	}
	return g.e.Subject.Config.Draws
}

// present counts the draws that have a value.
func present(xs []float64) (n int) {
	for _, x := range xs {
		if !math.IsNaN(x) {
			n++
		}
	}
	return n
}

// starts are the weights from which best replies are repeated: as they are; all
// none, half and full; and every other holder's none and full.
func (g *leverGame) starts() [][]float64 {
	list := [][]float64{slices.Clone(g.now)}
	for _, of := range []func(holder int) float64{
		func(int) float64 { return 0 }, func(int) float64 { return 0.5 }, func(int) float64 { return 1 },
		func(h int) float64 { return float64(h % 2) }, func(h int) float64 { return float64((h + 1) % 2) },
	} {
		x := make([]float64, len(g.now))
		for h, holder := range g.e.Holders {
			for _, j := range holder.Levers {
				x[j] = of(h)
			}
		}
		list = append(list, x)
	}
	return list
}

// points tries on all draws where best replies come to rest: points that differ in
// a holder's payoff by more than the error of its surface, those that most starts
// lead to first.
func (g *leverGame) points(ctx context.Context, game *analysis.WeightGame) error {
	for start, ending := range g.Endings {
		if ending.At == nil {
			continue
		}
		x := g.settle(game, ending.At)
		same := slices.IndexFunc(g.Points, func(p RestPoint) bool { return g.alike(game, p.Weights, x) })
		if same >= 0 {
			g.Points[same].Starts = append(g.Points[same].Starts, start)
			continue
		}
		g.Points = append(g.Points, RestPoint{Weights: x, Starts: []int{start}})
	}
	slices.SortStableFunc(g.Points, func(p, q RestPoint) int { return len(q.Starts) - len(p.Starts) })
	g.Points = g.Points[:min(len(g.Points), pointsMost)]
	for i := range g.Points {
		if err := g.try(ctx, &g.Points[i]); err != nil {
			return err
		}
	}
	return nil
}

// settle puts weights back to what they are in the scenario where the surfaces
// cannot tell that their holder gains by moving them, and those next to an end
// there, as long as nobody gains at what comes out.
func (g *leverGame) settle(game *analysis.WeightGame, x []float64) []float64 {
	y := x
	for h, own := range game.Own {
		y = g.pruned(game.Payoffs[h], y, g.now, own)
	}
	for h, own := range game.Own {
		v, e := game.Payoffs[h].Change(y, game.Payoffs[h].Highest(y, own))
		if v > max(LeastGain, analysis.SignZ*e) {
			return x
		}
	}
	return y
}

// pruned returns weights x without the moves from the weights in from, and then
// with those next to an end put there, as long as a response does not tell by more
// than its error that all of this together loses anything: the moves that count
// least are taken back first.
func (g *leverGame) pruned(r *analysis.Response, x, from []float64, own []int) []float64 {
	y := slices.Clone(x)
	alone := make([]float64, len(x))
	for _, j := range own {
		back := slices.Clone(x)
		back[j] = from[j]
		alone[j], _ = r.Change(back, x)
	}
	order := slices.Clone(own)
	slices.SortStableFunc(order, func(i, j int) int { return cmp.Compare(alone[i], alone[j]) })
	put := func(j int, weight float64) {
		was := y[j]
		y[j] = weight
		if lost, e := r.Change(y, x); lost > e {
			y[j] = was
		}
	}
	for _, j := range order {
		put(j, from[j])
	}
	for _, j := range order {
		if end := math.Round(y[j]); y[j] != from[j] && math.Abs(y[j]-end) <= snapDistance {
			put(j, end)
		}
	}
	return y
}

// alike reports whether two points are the same but for weights that no surface
// tells apart.
func (g *leverGame) alike(game *analysis.WeightGame, x, y []float64) bool {
	far := false
	for j := range x {
		far = far || math.Abs(x[j]-y[j]) > samePoint
	}
	for _, r := range game.Payoffs {
		v, e := r.Change(x, y)
		if far && math.Abs(v) > max(LeastGain, analysis.SignZ*e) {
			return false
		}
	}
	return true
}
