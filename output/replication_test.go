package output_test

import (
	"context"
	"flag"
	"fmt"
	"maps"
	"math"
	"os"
	"slices"
	"strings"
	"testing"

	"sim/model"
	"sim/model/analysis"
	"sim/model/montecarlo"
	"sim/model/scenario"
	"sim/model/study"
)

// How many seeds TestStatedErrors compares: go test ./output -run StatedErrors -args -seeds 400.
var seeds = flag.Int("seeds", 10, "over how many seeds stated errors are compared with the spread")

// bounds are the figures whose stated error is meant to be an upper bound, and
// said to be one where it is shown: it is not smaller than the spread that the
// figure has, and no more than twice as large. All others come to 1.
var bounds = []string{
	rounds,
	// In the tails, where order statistics lie far apart, pairing gains more than
	// the shares of draws below two quantiles tell.
	"difference, terms_p05", "difference, terms_p95",
	// Theories are taken to agree draw by draw.
	"random: pooled share",
	// The points of Sobol sequences are taken for independent.
	"sobol: driver of", "sobol: first-order index of a ranking", "sobol: ξ", "sobol: line in round", "sobol: median of reservation value in round",
}

// rounds is the median of whole rounds. Its error is half of what it jumps by,
// however rarely it does.
const rounds = "rounds_p50"

// A replicated figure is what it came to under each seed, and the errors
// stated beside it.
type replicated struct{ values, errors []float64 }

// ratio is the root mean square of the stated errors over the standard
// deviation of the values.
func (f *replicated) ratio() float64 {
	squares := 0.0
	for _, e := range f.errors {
		squares += e * e / float64(len(f.errors))
	}
	spread := montecarlo.Mean(f.values).Error * math.Sqrt(float64(len(f.values)))
	return math.Sqrt(squares) / spread
}

// replication gathers figures by name.
type replication map[string]*replicated

func (r replication) add(name string, e montecarlo.Estimate) {
	if r[name] == nil {
		r[name] = new(replicated)
	}
	if e.N >= study.MinimumDraws {
		r[name].values, r[name].errors = append(r[name].values, e.Value), append(r[name].errors, e.Error)
	}
}

// Every kind of figure that is shown with an error: over many seeds the spread
// of the figure and the root mean square of the errors stated beside it agree.
// Over 400 seeds they must to 15%, over fewer as far as chance lets them.
func TestStatedErrors(t *testing.T) {
	if testing.Short() {
		t.Skip("many runs")
	}
	r := replication{}
	for seed := range uint64(*seeds) {
		for _, sampler := range []string{"random", "sobol"} {
			p := &player{t, r, montecarlo.Config{Draws: 1024, Seed: seed + 1, Sampler: sampler, Workers: 1, Quantiles: &quantiles}}
			p.run()
		}
	}
	least, most := min(0.85, byChance(*seeds, 3.5)), max(1.15, byChance(*seeds, -3.5))
	compared := 0
	for _, name := range slices.Sorted(maps.Keys(r)) {
		f := r[name]
		// Left out is what some seed has too few draws of, what is the same under
		// every seed, and a share that is next to none or all: of that a bound is shown.
		share := strings.Contains(name, "share") || strings.Contains(name, "ripe_ever")
		if len(f.values) < *seeds || slices.Min(f.values) == slices.Max(f.values) || share && (slices.Min(f.values) < 0.01 || slices.Max(f.values) > 0.99) {
			continue
		}
		atMost := most
		if slices.ContainsFunc(bounds, func(s string) bool { return strings.Contains(name, s) }) {
			atMost = 2 * most / 1.15
		}
		if strings.Contains(name, rounds) {
			atMost = math.Inf(1)
		}
		compared++
		ratio := f.ratio()
		t.Logf("%-60s %.2f", name, ratio)
		if !(ratio >= least && ratio <= atMost) {
			t.Errorf("%s: stated errors come to %.2f times the spread, expected %.2f to %.2f", name, ratio, least, atMost)
		}
	}
	if compared < 100 {
		t.Errorf("only %d figures were compared", compared)
	}
}

// byChance is the ratio of a right error to the spread over n seeds that chance
// makes the spread come to at z standard normal deviations: n − 1 times the square
// of the spread is the variance times χ² with n − 1 degrees of freedom, whose
// quantile is that of Wilson & Hilferty 1931. At 3.5 deviations it is 0.53 to 3.6
// over 10 seeds, which is all that so few can tell, and 0.89 to 1.14 over 400.
func byChance(n int, z float64) float64 {
	of := 2 / float64(9*(n-1))
	return math.Pow(1-of+z*math.Sqrt(of), -1.5)
}

// The scenario of testdata/replication.yaml as it is, with either of two
// changes, and with both.
var setups = [4][]string{
	nil, {"levers.embargo.weight=1"}, {"parties.north.disagreement_cost=0.2 to 0.4"}, {"levers.embargo.weight=1", "parties.north.disagreement_cost=0.2 to 0.4"},
}

// quantiles are the tabulated distributions of all runs.
var quantiles montecarlo.QuantileCache

// bargains are the setups under a theory with consent, votes included, and the baseline.
var bargains [4]*model.Bargain

func bargain(t *testing.T, setup int) *model.Bargain {
	t.Helper()
	if bargains[setup] == nil {
		s, err := scenario.Load("replication.yaml", scenario.Options{FS: os.DirFS("testdata"), Set: setups[setup]})
		if err != nil {
			t.Fatal(err)
		}
		if err := s.Choose([]string{"two_level"}); err != nil {
			t.Fatal(err)
		}
		bargains[setup] = s.Bargain
	}
	return bargains[setup]
}

// play is the index of the theory with consent among the theories, after the baseline and its twin.
const play = 2

// A player makes the runs of one seed and sampler.
type player struct {
	t   *testing.T
	r   replication
	cfg montecarlo.Config
}

func (p *player) add(e montecarlo.Estimate, name string, parts ...any) {
	p.r.add(p.cfg.Sampler+": "+fmt.Sprintf(name, parts...), e)
}

// play plays the setup, and keeps the measures of the draws.
func (p *player) play(setup int, cfg montecarlo.Config, measures ...func(*model.Outcome) float64) (*montecarlo.Tally, *montecarlo.ColumnSink) {
	p.t.Helper()
	kept, err := montecarlo.NewColumnSink(cfg, cfg.Plan == nil, measures...)
	if err != nil {
		p.t.Fatal(err)
	}
	tally, err := montecarlo.Run(context.Background(), bargain(p.t, setup), cfg, kept)
	if err != nil {
		p.t.Fatal(err)
	}
	return tally, kept
}

func (p *player) run() {
	b := bargain(p.t, 0)
	figures, columns := analysis.Headlines(b, true)
	utility := figures[slices.IndexFunc(figures, func(f analysis.Headline) bool { return f.Quantity == "utility_mean" })].Column
	tally, now := p.play(0, p.cfg, columns...)
	_, first := p.play(1, p.cfg, columns...)
	_, second := p.play(2, p.cfg, columns...)
	few := p.cfg
	few.Draws = 256
	_, both := p.play(3, few, columns...)

	for _, row := range study.Summarise(b, tally) {
		if row.Protocol == "two_level" {
			p.add(row.Estimate(), "%s %s", row.Quantity, row.Key)
		}
	}
	for _, f := range figures {
		pair := f.Pair(now.Values[play][f.Column], second.Values[play][f.Column], now.Replicates)
		if slices.Contains([]string{"share", "terms_p50", "utility_mean"}, f.Quantity) {
			p.add(pair.A, "from kept draws, %s %s", f.Quantity, f.Key)
		}
		p.add(pair.Difference, "difference, %s %s", f.Quantity, f.Key)
	}
	p.overRounds(tally)
	p.rankings(tally, now, utility)
	e := analysis.NewEnsemble(b, tally, study.MinimumDraws)
	for c := range model.Class(model.Classes) {
		p.add(montecarlo.Estimate{N: tally.Draws, Value: e.Pool.Shares[c], Error: e.Errors[c]}, "pooled share %s", c)
	}
	realised, err := montecarlo.Realised(b, p.cfg, p.cfg.Draws)
	if err != nil {
		p.t.Fatal(err)
	}
	p.add(realised[0], "correlation")
	for _, c := range []model.Class{model.Settlement, model.Ceasefire} {
		alone := [3][]float64{now.Values[play][c], first.Values[play][c], second.Values[play][c]}
		p.add(analysis.Interaction(alone, both.Values[play][c], true, now.Replicates), "two changes, share %s", c)
	}
	p.indices(columns[model.Settlement], func(o *model.Outcome) float64 { return o.Utility[0] })
}

// overRounds adds what is seen over rounds.
func (p *player) overRounds(tally *montecarlo.Tally) {
	y := tally.Theories[play].ByRound
	for i := range 2 {
		if e, ok := tally.PerDraw(play, func(y *montecarlo.TheoryTally) int { return y.Blocks[i] }); ok {
			p.add(e, "rounds recorded, party %d", i)
		}
		p.add(tally.Share(play, func(y *montecarlo.TheoryTally) int { return y.NotConsenting[i] }), "share recorded, party %d", i)
		p.add(tally.Theories[play].Reservation[i].Quantile(0.5), "median of reservation value, party %d", i)
		p.add(tally.Theories[play].Payoff[i].Quantile(0.5), "median of agreement payoff, party %d", i)
		p.add(y.Reservation[3][i].Quantile(0.5), "median of reservation value in round 3, party %d", i)
	}
	for _, q := range []float64{0.05, 0.5, 0.95} {
		p.add(y.Line[3].Quantile(q), "line in round 3, quantile %g", q)
	}
	for k, e := range y.Survival() {
		if k > 0 {
			p.add(e, "survival for %d rounds", k)
		}
	}
}

// rankings adds what a measure has to do with some inputs, of which one has
// nothing to do with it.
func (p *player) rankings(tally *montecarlo.Tally, now *montecarlo.ColumnSink, utility int) {
	inputs := bargain(p.t, 0).Varying()
	shown := []string{"packages.settlement.meetings", "parties.north.power"}
	for m, ranked := range analysis.Rank(now.Inputs, [][]float64{now.Values[play][model.Settlement], now.Values[play][utility]}, now.Replicates) {
		for _, x := range ranked {
			if path := inputs[x.Column].Path; slices.Contains(shown, path) {
				name := []string{"settlement", "utility"}[m]
				p.add(x.Rank, "rank correlation, %s with %s", name, path)
				p.add(x.FirstOrder, "first-order index of a ranking, %s with %s", name, path)
				p.add(x.Xi, "ξ, %s with %s", name, path)
			}
		}
	}
	for _, d := range tally.FirstOrder.Rank(play, model.Settlement) {
		if path := inputs[d.Column].Path; slices.Contains(shown, path) {
			p.add(d.Index, "driver of settlements, %s", path)
		}
	}
	for _, d := range tally.FirstOrder.RankAll(play) {
		if path := inputs[d.Column].Path; slices.Contains(shown, path) {
			p.add(d.Index, "driver of all classes, %s", path)
		}
	}
}

// indices adds Sobol's indices and Shapley effects of three groups.
func (p *player) indices(measures ...func(*model.Outcome) float64) {
	b := bargain(p.t, 0)
	groups := []analysis.Group{{Name: "parties"}, {Name: "others"}, {Name: "chance", Chance: true}}
	for c, in := range b.Varying() {
		g := &groups[1]
		if strings.HasPrefix(in.Path, "parties.") {
			g = &groups[0]
		}
		g.Columns = append(g.Columns, c)
	}
	cfg := p.cfg
	cfg.Draws = 256
	swaps, err := analysis.NewSaltelliPlan(b, cfg, groups)
	if err != nil {
		p.t.Fatal(err)
	}
	cfg.Plan, cfg.Draws = swaps, swaps.Draws()
	_, kept := p.play(0, cfg, measures...)
	names := []string{"settlement", "utility"}
	for m, name := range names {
		for g, x := range swaps.Indices(kept.Values[play][m]) {
			for kind, e := range map[string]montecarlo.Estimate{"first": x.First, "total": x.Total, "first (Saltelli)": x.Saltelli, "first (Jansen)": x.Jansen} {
				p.add(e, "index %s, %s by %s", kind, name, groups[g].Name)
			}
		}
	}
	if p.cfg.Sampler != montecarlo.Random.Name {
		return // Shapley effects are always drawn at random
	}
	cfg = p.cfg
	cfg.Draws = 128
	orders, err := analysis.NewShapleyPlan(b, cfg, groups)
	if err != nil {
		p.t.Fatal(err)
	}
	cfg.Plan, cfg.Draws = orders, orders.Draws()
	_, kept = p.play(0, cfg, measures...)
	for m, name := range names {
		for g, e := range orders.Shapley(kept.Values[play][m]) {
			p.add(e, "Shapley effect, %s by %s", name, groups[g].Name)
		}
	}
}
