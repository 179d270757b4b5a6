package scenarios_test

import (
	"math"
	"slices"
	"testing"

	"sim/model"
	"sim/model/montecarlo"
	"sim/model/scenario"
	"sim/scenarios"
)

// TestOwnIdeal: no party refuses a settlement at its own ideal on every issue, in
// no round in which anything can be tabled, in any shipped scenario, under any
// theory that asks for consent, unless it trusts the settlement less than what is
// in force: a truce that is watched better may be worth more (model 1.9).
func TestOwnIdeal(t *testing.T) {
	for _, file := range files(t) {
		t.Run(file, func(t *testing.T) {
			skipVariant(t, file)
			t.Parallel()
			s := choose(t, file, nil, "all")
			s.Theories = slices.DeleteFunc(slices.Clone(s.Theories), func(t model.Theory) bool { return !t.Consent })
			if len(s.Theories) == 0 {
				t.Skip("no theory asks for consent")
			}
			look := &idealist{t: t}
			runAll(t, s, look, max(16, *draws/16), func(int, []model.Outcome) {})
			if look.asked == 0 {
				t.Error("nothing was ever tabled")
			}
			t.Logf("asked %d times, least margin %.4f, %d times what was in force was trusted more", look.asked, look.least, look.better)
		})
	}
}

// An idealist asks everybody, whenever a settlement may be tabled, what its own
// ideal is worth to it. Packages that leave issues where they are do not count:
// whoever expects to gain by fighting may refuse to stop.
type idealist struct {
	model.BaseProcess
	t      *testing.T
	asked  int
	better int // how often a package in force was trusted more
	least  float64
	errors int
}

// Blocks keeps nothing off the table.
func (l *idealist) Blocks(g *model.Game, pkg int) bool {
	if g.Bargain.Packages[pkg].Outcome != model.Settlement {
		return false
	}
	p := g.Table.Problem(pkg)
	for i, needed := range p.Consent {
		if !needed {
			continue
		}
		margin := g.Table.OwnIdeal(pkg, i)
		if l.asked == 0 || margin < l.least {
			l.least = margin
		}
		l.asked++
		if !(margin >= -1e-9) && l.trustsLess(g, pkg, i, p) {
			l.better++
			continue
		}
		if !(margin >= -1e-9) && l.errors < 10 {
			l.errors++
			l.t.Errorf("%s, round %d: %s is worth %g less than nothing to %s at its own ideal (%d in force)",
				g.Bargain.Theories[g.Theory].Name, g.Round, g.Bargain.Packages[pkg].ID, -margin, g.Bargain.Parties[i].ID, g.Now().InForce)
		}
	}
	p.AtLevel(0)
	return false
}

// trustsLess reports whether party i trusts package pkg, at its own ideal, less
// than the one in force.
func (l *idealist) trustsLess(g *model.Game, pkg, i int, p *model.Problem) bool {
	best, less := math.Inf(-1), false
	terms := make([]float64, p.Issues)
	for level := range p.Levels() {
		p.AtLevel(level)
		copy(terms, p.StatusQuo)
		for k, own := range p.InPackage {
			switch {
			case own && p.Lower[k] >= p.Upper[k]:
				terms[k] = p.Lower[k]
			case own && p.Weight[i][k] > 0:
				terms[k] = p.Ideal[i][k]
			}
		}
		if c := g.Table.Compose(pkg, i, terms); c.Payoff > best {
			best, less = c.Payoff, g.Now().InForce >= 0 && c.Agreed.Trust < c.Talks.Trust
		}
	}
	return less
}

// choose is a shipped file with overrides, to be simulated under the theories.
func choose(t *testing.T, file string, set []string, theories ...string) *model.Bargain {
	t.Helper()
	s, err := scenario.Load(file, scenario.Options{FS: scenarios.FS, Set: set})
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Choose(theories); err != nil {
		t.Fatal(err)
	}
	b := *s.Bargain
	return &b
}

// runAll simulates n draws of a bargain with one more process, which only looks.
func runAll(t *testing.T, b *model.Bargain, look model.Process, n int, each func(i int, out []model.Outcome)) {
	t.Helper()
	of, err := montecarlo.NewDraws(b, montecarlo.Config{Draws: n, Seed: seed, Quantiles: &quantiles})
	if err != nil {
		t.Fatal(err)
	}
	runners, out := make([]*model.Runner, len(b.Theories)), make([]model.Outcome, len(b.Theories))
	for k := range out {
		alone := *b // so that no theory goes along with its twin, unseen
		alone.Theories = b.Theories[k : k+1]
		runners[k], out[k] = model.NewRunner(watched(&alone, look)), b.NewOutcome()
	}
	for i := range n {
		in, ev := of.At(i)
		for k, r := range runners {
			r.Run(in, ev, out[k:k+1])
		}
		each(i, out)
	}
}

// TestSolvedWaiting: theories whose solution already weighs waiting do not let
// anybody wait.
func TestSolvedWaiting(t *testing.T) {
	t.Parallel()
	seen := 0
	for _, file := range files(t) {
		b := choose(t, file, nil, "all")
		b.Theories = slices.DeleteFunc(slices.Clone(b.Theories), func(t model.Theory) bool {
			return !slices.Contains([]string{"rubinstein", "alternating_offers", "stacked_offers", "zeuthen"}, t.Name)
		})
		if len(b.Theories) == 0 || !*variants && extends(t, file) {
			continue
		}
		runAll(t, b, model.BaseProcess{}, max(16, *draws/16), func(i int, out []model.Outcome) {
			for k := range out {
				if seen++; out[k].Reason == model.Waited {
					t.Errorf("%s, draw %d: %s ends with %s", file, i, b.Theories[k].Name, out[k].Reason)
				}
			}
		})
	}
	if seen == 0 {
		t.Error("no file has such a theory")
	}
}

// TestOneReservationValue: what refusing is worth does not depend on which
// other packages are on the menu, under any theory, in any round before the
// first signature.
func TestOneReservationValue(t *testing.T) {
	t.Parallel()
	const first = 24
	var before [][][]float64
	run := func(set ...string) (paths [][][]float64, until []int) {
		b := choose(t, "alaska.yaml", set, "all")
		watch := &signatures{}
		runAll(t, b, watch, max(first, *draws/16), func(_ int, out []model.Outcome) {
			for k := range out {
				var path [][]float64
				for r := range out[k].Path.Line {
					round := out[k].Path.Reservation(r)
					path = append(path, slices.Clone(round))
				}
				paths = append(paths, path)
			}
			until = append(until, watch.first...)
			watch.first = watch.first[:0]
		})
		return paths, until
	}
	with, signed := run()
	before, _ = run("packages.humanitarian=null")
	rounds := 0
	for i := range with {
		for r := range min(signed[i], len(with[i])) {
			rounds++
			if !bits(with[i][r], before[i][r]) {
				t.Fatalf("run %d, round %d: %v with the exchanges on the menu, %v without", i, r, with[i][r], before[i][r])
			}
		}
	}
	if rounds < len(with) {
		t.Errorf("only %d rounds of %d runs come before a signature", rounds, len(with))
	}
}

// signatures notes in which round the first package of each game was signed.
type signatures struct {
	model.BaseProcess
	first []int
}

// Begin starts a game.
func (s *signatures) Begin(*model.Game) { s.first = append(s.first, math.MaxInt) }

// Follow looks for packages in force.
func (s *signatures) Follow(g *model.Game) {
	now := &s.first[len(s.first)-1]
	for i := range g.Force {
		if g.Force[i].On {
			*now = min(*now, g.Round)
		}
	}
}

// TestLineFollows: the agreed line follows the line that is held.
func TestLineFollows(t *testing.T) {
	t.Parallel()
	line := "issues.territory.status_quo"
	low, high := play(t, "alaska.yaml", set("0.70", line), *draws), play(t, "alaska.yaml", set("0.95", line), *draws)
	for _, m := range []measure{terms("territory"), offered("territory")} {
		gain, err := moved(m, low, high)
		t.Logf("%s: %+.3f ± %.4f (%.3f to %.3f)", m.name, gain, err, low.mean(m), high.mean(m))
		if !(gain >= 0.15) {
			t.Errorf("the %s move by %.3f while the line moves by 0.25", m.name, gain)
		}
	}
}

// TestCurvature: how values bend between what is held and the ends, which nobody
// knows, hardly moves the agreed line.
func TestCurvature(t *testing.T) {
	t.Parallel()
	bend := "issues.territory.curvature"
	low, high := play(t, "alaska.yaml", set("1.0001", bend), *draws), play(t, "alaska.yaml", set("2", bend), *draws)
	m := terms("territory")
	before, after := quantile(low, m, 0.5), quantile(high, m, 0.5)
	t.Logf("median of the line: %.4f to %.4f", before, after)
	if !(math.Abs(after-before) < 0.03) {
		t.Errorf("the agreed line moves from %.3f to %.3f", before, after)
	}
}

// quantile is the q-quantile of a measure over the draws that have it.
func quantile(p *played, m measure, q float64) float64 {
	var xs []float64
	for i := range p.draws {
		if x := m.of(p.bargain, &p.draws[i]); x == x {
			xs = append(xs, x)
		}
	}
	slices.Sort(xs)
	if len(xs) == 0 {
		return math.NaN()
	}
	return xs[int(q*float64(len(xs)-1))]
}

// TestLossAversion: the more a loss counts, the nearer to what is held two
// parties settle one issue, in every draw, and the fewer lines of alaska are far
// from the one held.
func TestLossAversion(t *testing.T) {
	t.Parallel()
	const file = "bargaining-range.yaml"
	b := read(t, file)
	path := "issues." + b.Issues[0].ID + ".loss_aversion"
	distance := func(d *drawn) float64 {
		return math.Abs(d.terms[0] - b.Issues[0].Scale.Position(b.Issues[0].StatusQuo.In(d.in)))
	}
	powers := set("0.2 to 5", "parties."+b.Parties[0].ID+".power", "parties."+b.Parties[1].ID+".power")
	low, high := play(t, file, append(powers, path+"=1"), *draws), play(t, file, append(powers, path+"=2.4"), *draws)
	nearer, both := 0, 0
	for i := range low.draws {
		before, after := distance(&low.draws[i]), distance(&high.draws[i])
		if before != before || after != after {
			continue
		}
		both++
		if after > before+1e-9 {
			t.Fatalf("draw %d settles %g from what is held, and %g where losses count more", i, before, after)
		}
		if after < before-1e-9 {
			nearer++
		}
	}
	if nearer < both/4 || both == 0 {
		t.Errorf("%d of %d draws settle nearer to what is held", nearer, both)
	}
	all := "preferences.loss_aversion"
	low, high = play(t, "alaska.yaml", set("1", all), *draws), play(t, "alaska.yaml", set("2.4", all), *draws)
	if before, after := quantile(low, terms("territory"), 0.05), quantile(high, terms("territory"), 0.05); !(after >= before+0.05) {
		t.Errorf("5%% of the agreed lines lie below %.3f, and below %.3f where losses count more", before, after)
	}
}

// TestFalseAttribution: where breaches are put down to the other side, it is the
// other side that is answered.
func TestFalseAttribution(t *testing.T) {
	t.Parallel()
	const times = 4
	path := "processes.violations.false_attribution"
	low, high := play(t, "alaska.yaml", set("0", path), times**draws), play(t, "alaska.yaml", set("0.9", path), times**draws)
	up(answers("ukraine")).check(t, low, high)
	down(answers("russia")).check(t, low, high)
}

// TestBeliefsAgainstPlay: parties that believe the law by which agreements break
// are right about it: on average a settlement lasts for the discounted share of
// time that was expected of it at signature. Nothing but breaches happens here,
// and the United States, which counts on both sides, states nothing of its own.
func TestBeliefsAgainstPlay(t *testing.T) {
	t.Parallel()
	const patience, rounds = 0.95, 400
	b := choose(t, "alaska.yaml", []string{
		"clock.rounds=400", "levers=null", "correlations=null", "parties.us.leaves=0", "parties.us.on_leaving=null", "parties.us.patience=0.95",
		"parties.russia.expected_compliance=null", "parties.ukraine.expected_compliance=null",
		"processes.drift=null", "strength.drift_a_round=null", "processes.stock=null", "processes.escalation=null", "processes.alienation=null", "processes.credibility=null",
		"processes.violations.record={weight: 1000000000}", "processes.violations.temptation=0",
		"packages.settlement.power_shift=null", "packages.ceasefire.power_shift=null",
	}, "nash")
	b.Theories = b.Theories[len(b.Theories)-1:]
	watch := &lifetimes{party: seat(b, "us"), patience: patience}
	n, sum, squares, belief := 0.0, 0.0, 0.0, 0.0
	runAll(t, b, watch, *draws, func(int, []model.Outcome) {
		if watch.signed < 0 || watch.signed > rounds/2 {
			return
		}
		d := watch.lasted - watch.trust
		n, sum, squares, belief = n+1, sum+d, squares+d*d, belief+watch.trust
	})
	mean := sum / n
	err := math.Sqrt((squares/n - mean*mean) / (n - 1))
	t.Logf("%g settlements: trusted for %.4f, lasted %+.4f ± %.4f longer", n, belief/n, mean, err)
	if !(n > float64(*draws)/4 && math.Abs(mean) <= 3*err && belief/n < 0.95) {
		t.Errorf("%g settlements of %d draws last %+.4f ± %.4f longer than the %.4f expected", n, *draws, mean, err, belief/n)
	}
}

// lifetimes notes for how long the first settlement of a draw lasts.
type lifetimes struct {
	model.BaseProcess
	party           int
	patience        float64
	signed          int // round; −1: never
	trust, lasted   float64
	broken          bool
	discount        float64
	settlementIndex int
}

// Begin starts a draw.
func (l *lifetimes) Begin(g *model.Game) {
	l.signed, l.lasted, l.broken, l.discount = -1, 0, false, 1-l.patience
	l.settlementIndex = slices.IndexFunc(g.Bargain.Packages, func(p model.Package) bool { return p.Outcome == model.Settlement })
}

// Follow counts the rounds in which the settlement is in force.
func (l *lifetimes) Follow(g *model.Game) {
	f := &g.Force[l.settlementIndex]
	if l.broken || !f.On && l.signed < 0 {
		return
	}
	if l.signed < 0 {
		l.signed, l.trust = g.Round, f.Trust[l.party]
	}
	if !f.On || f.Since != l.signed {
		l.broken = true
		return
	}
	l.lasted += l.discount
	l.discount *= l.patience
}
