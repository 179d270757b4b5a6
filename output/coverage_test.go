package output_test

import (
	"maps"
	"math"
	"slices"
	"strings"
	"testing"

	"sim/model/analysis"
	"sim/model/montecarlo"
	"sim/model/study"
)

// covered counts, for a figure, the intervals that were stated and those that
// hold the true value.
type covered struct{ stated, hold int }

// share is the share of the stated intervals that hold the true value.
func (c *covered) share() float64 { return float64(c.hold) / float64(c.stated) }

// An interval is a figure of a run; wide means that its interval may be wider
// than it needs be.
type interval struct {
	montecarlo.Estimate
	wide bool
}

// Over many seeds 95% intervals hold the true value in 93.5 to 96.5% of runs:
// for means, quantiles, and shares between 0.05 and 0.95, of a run and of the
// difference between two that rests on so many draws. Under Sobol points, for
// other shares, for the median of whole rounds, and for the difference between
// two tail quantiles, whose error is read from the spacing of few draws, they hold
// it in at least 93.5%: there they may be wider than they need be. The true values come from
// 262,144 draws, or a sixteenth of that for few seeds.
//
// The band is three standard errors wide on each side. Of more than 100 figures
// one may fall outside by chance, so a figure that does is counted again over as
// many further seeds, and must lie inside there.
//
// Over how many seeds: go test ./output -run Coverage -args -seeds 2000.
func TestCoverage(t *testing.T) {
	if testing.Short() {
		t.Skip("many runs")
	}
	runs, exact := max(*seeds, 16), 1<<18
	if runs < 1000 {
		exact = 1 << 14 // the slack below is wide
	}
	truth := intervals(t, montecarlo.Config{Draws: exact, Seed: 1 << 40, Sampler: "sobol", Workers: 2, Quantiles: &quantiles})
	slack := 0.015 * math.Sqrt(2000/float64(runs))
	for _, sampler := range []string{"random", "sobol"} {
		outside := func(name string, n *covered) bool {
			most := 0.95 + slack
			if sampler != "random" || truth[name].wide {
				most = 1
			}
			return n.share() < 0.95-slack || n.share() > most
		}
		count := holds(t, sampler, runs, 0, truth)
		compared, again := 0, []string(nil)
		for _, name := range slices.Sorted(maps.Keys(count)) {
			n := count[name]
			if n.stated < runs || strings.Contains(name, "ripe_first") {
				continue // too few draws, or 0 in all but one draw in 5,000, which a run of 1,024 rarely has
			}
			compared++
			t.Logf("%s: %-50s %.3f", sampler, name, n.share())
			if outside(name, n) {
				again = append(again, name)
			}
		}
		if compared < 50 {
			t.Errorf("%s: only %d figures", sampler, compared)
		}
		if again == nil {
			continue
		}
		count = holds(t, sampler, runs, runs, truth)
		for _, name := range again {
			t.Logf("%s: %-50s %.3f over as many further seeds", sampler, name, count[name].share())
			if outside(name, count[name]) {
				t.Errorf("%s: the interval of %s holds %.4g in %.1f%% of runs", sampler, name, truth[name].Value, 100*count[name].share())
			}
		}
	}
}

// holds counts, over so many seeds after the first ones, how often the interval
// of each figure holds the true value.
func holds(t *testing.T, sampler string, runs, after int, truth map[string]interval) map[string]*covered {
	t.Helper()
	count := map[string]*covered{}
	for seed := range uint64(runs) {
		cfg := montecarlo.Config{Draws: 1024, Seed: seed + uint64(after) + 1, Sampler: sampler, Workers: 1, Quantiles: &quantiles}
		for name, e := range intervals(t, cfg) {
			if e.N < study.MinimumDraws {
				continue
			}
			if count[name] == nil {
				count[name] = new(covered)
			}
			count[name].stated++
			if x := truth[name].Value; e.Lower <= x && x <= e.Upper {
				count[name].hold++
			}
		}
	}
	return count
}

// intervals are the figures of a run and of what a change makes of them, as
// they are read from its tally and from its draws.
func intervals(t *testing.T, cfg montecarlo.Config) map[string]interval {
	t.Helper()
	p := &player{t: t, cfg: cfg}
	b := bargain(t, 0)
	figures, columns := analysis.Headlines(b, true)
	tally, now := p.play(0, cfg, columns...)
	_, other := p.play(2, cfg, columns...)
	es, shares := map[string]interval{}, []string{"share", "reached", "quiet"}
	for _, row := range study.Summarise(b, tally) {
		if row.Protocol == "two_level" {
			rare := slices.Contains(shares, row.Quantity) && math.Abs(row.Value-0.5) > 0.45
			es[row.Quantity+" "+row.Key] = interval{row.Estimate(), rare || row.Quantity == "rounds_p50"}
		}
	}
	for _, f := range figures {
		pair := f.Pair(now.Values[play][f.Column], other.Values[play][f.Column], now.Replicates)
		rare := f.Share && float64(pair.OnlyA+pair.OnlyB) < 0.05*float64(cfg.Draws)
		tail := f.Quantile > 0 && math.Abs(f.Quantile-0.5) > 0.4
		es["difference, "+f.Quantity+" "+f.Key] = interval{pair.Difference, rare || tail || f.Quantity == "rounds_p50"}
	}
	return es
}
