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
	e     *EquilibriumResult
	steps []int // on how many draws moves are tried, the fewest first; the last is all
	few   int   // on how many of them replies are looked for; all: there are few
}

const (
	pointsMost   = 3    // points tried on all draws, under a theory
	movesMost    = 12   // how often a point moves on because a holder gains
	roundsMost   = 4    // rounds of moves on the first draws
	replyRounds  = 2    // likewise, of a best reply to the scenario as it is
	fewLevers    = 6    // with so many levers all are also tried alone, step by step
	trialSteps   = 4    // steps from 0 to 1 at which they are
	samePoint    = 0.02 // weights that differ by less are the same point
	snapDistance = 0.05 // from an end, at which a weight is put there if nothing is lost
	fewPart      = 8    // one in this many draws is enough to look for replies …
	fewLeast     = 512  // … but at least this many
	raceLeast    = 128  // draws on which moves are tried first
	raceErrors   = 6    // a gain or loss of more of its errors on so few draws is a clear one
	clearErrors  = 4    // likewise, on the draws on which replies are looked for
	surerErrors  = 3    // likewise of a loss, on twice as many draws or more
	quickErrors  = 2    // a gain of more of them is enough to move on before all draws are asked
	gaveUpErrors = 3    // a loss of more is not asked again before all moves are tried, nor is a gain on more draws in a climb of many levers
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
	g := &leverGame{LeverGame: &LeverGame{Theory: theory}, weightRuns: runs, e: e}
	for _, h := range e.Holders {
		have, counts := present(runs.asIs.values[h.measure]), present(runs.asIs.values[0]) // all but those that do not match what was observed
		if have < counts {
			return nil, &MissingValuesError{Measure: h.Wants, Theory: theory, Have: have, Draws: counts}
		}
		if have == 0 {
			return nil, &UnobservedError{Theory: e.Subject.Theories[theory].Name, Draws: e.Subject.Config.Draws}
		}
	}
	g.steps, g.few = trialDraws(e.Subject.Config.Draws)
	if g.TrialDraws = g.few; len(g.steps) > 1 {
		g.FewDraws = g.steps[0]
	}
	return g, nil
}

// trialDraws is on how many of all draws moves are tried, the fewest first, and on how
// many replies are looked for. The samplers spread that many, too.
func trialDraws(all int) (steps []int, few int) {
	for draws := raceLeast; draws < all && all >= 4*raceLeast; draws *= 2 {
		steps = append(steps, draws)
	}
	if few = fewDraws(all); few > all/2 {
		few = all
	}
	return append(steps, all), few
}

// fewDraws is how many of all draws are enough to look for changes.
func fewDraws(all int) int {
	few := fewLeast
	for few*fewPart < all {
		few *= 2
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
	all, err := g.responses(ctx, g.asIs, everything, g.least(), wanted)
	if err != nil {
		return nil, err
	}
	game := &analysis.WeightGame{Least: LeastGain}
	for _, h := range q.Holders {
		game.Payoffs, game.Own = append(game.Payoffs, all[h.measure]), append(game.Own, h.Levers)
	}
	g.Surfaces = game.Payoffs
	if g.Replies, err = g.replies(ctx); err != nil {
		return nil, err
	}
	if g.TooFew = present(g.asIs.values[0]) < MinimumDraws; g.TooFew {
		return g.LeverGame, nil
	}
	for _, start := range g.starts() {
		g.Endings = append(g.Endings, game.Play(start))
	}
	return g.LeverGame, g.points(ctx, game)
}

// least is the smallest number of draws of a design: those of the run but, where
// surfaces are coarse, what a quadratic takes.
func (g *leverGame) least() int {
	if g.coarse() {
		return 0
	}
	return g.e.Subject.Config.Draws
}

// coarse reports whether surfaces are coarse: in a game with many levers.
func (g *leverGame) coarse() bool { return len(g.now) > fewLevers }

// round rounds a weight that a coarse surface has found to hundredths, but what is
// more than nothing stays so.
func (g *leverGame) round(weight float64) float64 {
	if !g.coarse() || weight == 0 {
		return weight
	}
	return max(0.01, math.Round(float64(weight*100))/100)
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
// lead to first; and besides the scenario as it is or, if a holder gains by a reply to
// it, with the best replies, which are reported only if what they lead to holds.
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
	points, err := g.settled(ctx, g.Points)
	if err != nil {
		return err
	}
	if x := g.replied(); x == nil && !slices.ContainsFunc(points, func(p RestPoint) bool { return slices.Equal(p.Weights, g.now) }) {
		points = append(points, RestPoint{Weights: g.now})
	} else if x != nil {
		points = append(points, RestPoint{Weights: x})
	}
	var tried []RestPoint
	for _, p := range points {
		besides := len(p.Starts) == 0
		if besides && g.coarse() && slices.ContainsFunc(tried, func(q RestPoint) bool { return q.Holds }) {
			continue // with many levers a point takes long
		}
		if err := g.try(ctx, &p, !besides); err != nil {
			return err
		}
		if besides && !p.Holds {
			continue
		}
		same := slices.IndexFunc(tried, func(q RestPoint) bool { return farthest(p.Weights, q.Weights) <= samePoint && p.Holds == q.Holds })
		if same >= 0 { // it moved on to one that another start leads to
			tried[same].Starts = append(tried[same].Starts, p.Starts...)
			continue
		}
		tried = append(tried, p)
	}
	g.Points = tried
	return nil
}

// settled moves points on by moves that gain in the first draws, and returns those
// that then differ.
func (g *leverGame) settled(ctx context.Context, points []RestPoint) (list []RestPoint, err error) {
	for _, p := range points {
		if err := g.settleFew(ctx, &p); err != nil {
			return nil, err
		}
		same := slices.IndexFunc(list, func(q RestPoint) bool { return farthest(p.Weights, q.Weights) <= samePoint })
		if same >= 0 {
			list[same].Starts = append(list[same].Starts, p.Starts...)
			continue
		}
		list = append(list, p)
	}
	return list, nil
}

// replied is the weights of the scenario with the best replies to it of all that gain
// by theirs; nil: no move tried from the scenario as it is gains.
func (g *leverGame) replied() []float64 {
	x := g.now
	for h := range g.Replies {
		if r := &g.Replies[h]; r.Leads() {
			x = g.withOwn(h, x, r.Weights)
		}
	}
	if slices.Equal(x, g.now) {
		return nil
	}
	return x
}

// farthest is the largest difference of a weight.
func farthest(x, y []float64) (most float64) {
	for j := range x {
		most = max(most, math.Abs(x[j]-y[j]))
	}
	return most
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
	x = slices.Clone(x)
	for _, j := range own {
		if x[j] != from[j] {
			x[j] = g.round(x[j])
		}
	}
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
		if lost, e := r.Change(y, x); lost > max(LeastGain, e) {
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
	far := farthest(x, y) > samePoint
	for _, r := range game.Payoffs {
		v, e := r.Change(x, y)
		if far && math.Abs(v) > max(LeastGain, analysis.SignZ*e) {
			return false
		}
	}
	return true
}
