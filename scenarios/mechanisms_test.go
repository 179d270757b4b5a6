package scenarios_test

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"sim/model"
)

// least is the smallest change that counts as one, in shares, positions and
// stake units; it must also exceed three standard errors.
const least = 0.01

// inventory lists what the source documents describe, by kind: parties,
// issues, levers, dynamics, outcomes.
var inventory = []struct {
	kind string
	last int
}{{"P", 5}, {"I", 14}, {"L", 17}, {"D", 11}, {"O", 6}}

// A mechanism is a row of the inventory: where it lives, and what must move
// when its knob is turned from low to high.
type mechanism struct {
	id    string
	file  string   // without .yaml
	paths []string // of the inputs that carry it
	low   []string // overrides; none: as shipped
	high  []string
	moves measure
	// promise is what must go up (sign 1) or down (sign −1) because the kind of
	// mechanism says so; left out with a sign, it is what moves. Nothing
	// promises a sign for the share of settlements.
	promise measure
	sign    int
	times   int // as many draws as usual; left out: once
}

// set is the overrides that give each path the value.
func set(value string, paths ...string) []string {
	var overrides []string
	for _, p := range paths {
		overrides = append(overrides, p+"="+value)
	}
	return overrides
}

// weighed is the row of a lever, its weight turned from 0 to 1.
func weighed(id, file, lever string, moves measure) mechanism {
	path := "levers." + lever + ".weight"
	return mechanism{id: id, file: file, paths: []string{path}, low: set("0", path), high: set("1", path), moves: moves}
}

// strengthened is the row of paths turned from 0 to what is shipped.
func strengthened(id, file string, moves measure, paths ...string) mechanism {
	return mechanism{id: id, file: file, paths: paths, low: set("0", paths...), moves: moves}
}

// relieving is the row of a package that stands on its own, from one that ends
// next to none of the fighting to what is shipped. At 0 it would not count as a
// partial deal at all, and its share would move by definition.
func relieving(id, file, pkg string, moves measure) mechanism {
	path := "packages." + pkg + ".relief"
	return mechanism{id: id, file: file, paths: []string{path}, low: set("0.001", path), moves: moves}
}

// promised adds a promise about what moves.
func (m mechanism) promised(sign int) mechanism {
	m.sign = sign
	return m
}

// raises adds the promise that something else goes up.
func (m mechanism) raises(other measure) mechanism {
	m.promise, m.sign = other, 1
	return m
}

// mechanisms is the table. Rows of parties and issues are made from the
// saliences of the file.
var mechanisms = slices.Concat(parties, issues, levers, dynamics)

var (
	settlement = share(model.Settlement)
	ceasefire  = share(model.Ceasefire)
	partial    = share(model.Partial)
	stalemate  = share(model.Stalemate)
	collapsed  = share(model.Collapsed)
)

// parties: all saliences of the party from nothing to twofold. Those without
// a seat (P5) act through what they pass on, host, call for and disturb.
var parties = []mechanism{
	{id: "P1", file: "alaska", paths: []string{"parties.us", "levers.aid_cutoff", "levers.sanctions_relief"}, moves: settlement},
	{id: "P2", file: "alaska", paths: []string{"parties.russia.prospects", "levers.front_pressure"}, moves: settlement},
	{id: "P3", file: "alaska", paths: []string{"parties.ukraine.expected_compliance", "levers.long_range"}, moves: settlement},
	{id: "P4", file: "alaska", paths: []string{"parties.europe", "levers.europe_backfill", "levers.coalition"}, moves: settlement},
	{ // India and China buy oil
		id: "P5", file: "alaska", paths: []string{"levers.secondary_tariffs.pass_through"},
		low: set("0", "levers.secondary_tariffs.pass_through"), high: set("1", "levers.secondary_tariffs.pass_through"),
		moves: reservation("russia"), sign: -1,
	},
	weighed("P5", "istanbul-humanitarian", "good_offices", stalemate),   // Turkey hosts
	relieving("P5", "alaska-strikes-moratorium", "strikes", settlement), // Belarus calls for a moratorium
	{ // anyone who disturbs a truce
		id: "P5", file: "alaska", paths: []string{"processes.violations.disruption"},
		low:   set("-2", "processes.violations.disruption.russia", "processes.violations.disruption.ukraine"),
		high:  set("2", "processes.violations.disruption.russia", "processes.violations.disruption.ukraine"),
		moves: collapsed,
	},
}

// issues: the saliences of all parties from 0 to 40.
var issues = []mechanism{
	onTheTable("I1", "territory"), onTheTable("I2", "nato"), onTheTable("I3", "guarantee"), onTheTable("I4", "sanctions"),
	onTheTable("I5", "arms"), onTheTable("I6", "mobilization"), onTheTable("I7", "hostilities"), onTheTable("I8", "eu_path"),
	onTheTable("I9", "prosecution"), onTheTable("I10", "language"), onTheTable("I11", "humanitarian"),
	onTheTable("I12", "normalization"), onTheTable("I13", "recognition"), onTheTable("I14", "outside_areas"),
}

func onTheTable(id, issue string) mechanism {
	return mechanism{id: id, file: "alaska", paths: []string{"issues." + issue}, moves: terms(issue)}
}

// levers: weights from 0 to 1. Pressure lowers what no deal is worth to its
// target, a guarantee makes compliance look surer, and what pulls a position
// moves the terms toward its point.
var levers = []mechanism{
	weighed("L1", "alaska", "aid_cutoff", reservation("ukraine")).promised(-1),
	weighed("L2", "alaska", "aid_increase", reservation("russia")).promised(-1),
	weighed("L3", "alaska-conditional", "sanctions_relief", terms("sanctions")).promised(1),
	weighed("L4", "alaska", "secondary_tariffs", reservation("russia")).promised(-1),
	weighed("L5", "alaska", "us_guarantee", stalemate).raises(compliance("ukraine")),
	weighed("L6", "alaska", "threat", reservation("russia")).promised(-1),
	weighed("L7", "alaska", "europe_backfill", reservation("ukraine")).promised(1),
	weighed("L8", "alaska", "coalition", partial).raises(compliance("ukraine")),
	weighed("L9", "alaska", "eu_accession", terms("eu_path")).promised(1),
	weighed("L10", "alaska", "front_pressure", reservation("ukraine")).promised(-1),
	weighed("L11", "alaska", "territorial_demand", stalemate),
	weighed("L12", "alaska", "air_strikes", reservation("ukraine")).promised(-1),
	weighed("L13", "alaska", "long_range", reservation("russia")).promised(-1),
	weighed("L14", "alaska", "delay", stalemate).raises(reservation("russia")),
	weighed("L15", "alaska", "refuse_to_meet", stalemate),
	weighed("L16", "alaska", "offensive_stance", reservation("russia")).promised(-1),
	weighed("L17", "alaska", "press_exchange", terms("territory")).promised(1),
}

// dynamics: strengths from 0 to what is shipped, more where that is weak.
var dynamics = []mechanism{
	strengthened("D1", "alaska", terms("territory"), "processes.drift.drift", "processes.drift.volatility", "processes.drift.speed",
		"processes.drift.sensitivity", "processes.drift.breakthrough.chance"),
	strengthened("D1", "alaska-breakthrough", laterReservation("ukraine"), "processes.drift.breakthrough.chance").promised(-1),
	strengthened("D2", "alaska", laterReservation("ukraine"), "processes.stock.manpower.push").promised(-1),
	strengthened("D3", "alaska", laterReservation("russia"), "processes.stock.oil_revenue.push").promised(-1),
	strengthened("D4", "alaska", stalemate, "processes.meetings.refusal.russia"),
	strengthened("D4", "alaska", settlement, "packages.settlement.meetings"),
	relieving("D5", "alaska", "strikes", partial),
	relieving("D5", "alaska-strikes-moratorium", "strikes", laterReservation("ukraine")).promised(1),
	strengthened("D6", "alaska", collapsed, "processes.violations.hazard.settlement", "processes.violations.hazard.ceasefire", "processes.violations.hazard.strikes"),
	strengthened("D7", "alaska-guarantee", stalemate, "levers.us_guarantee.credibility").raises(compliance("ukraine")),
	strengthened("D7", "alaska-guarantee", collapsed, "processes.violations.guarantee"),
	{ // a date that passes unused
		id: "D8", file: "alaska-conditional", paths: []string{"levers.threat.until_round", "processes.credibility.lapse"},
		low: set("0", "processes.credibility.lapse"), high: set("4", "processes.credibility.lapse"), moves: stalemate, times: 3,
	},
	{ // announced, not carried out: from belief that follows every act to belief that hardly moves
		id: "D8", file: "alaska", paths: []string{"processes.credibility.memory"},
		low: set("1", "processes.credibility.memory"), high: set("40", "processes.credibility.memory"), moves: stalemate, times: 3,
	},
	strengthened("D9", "alaska", stalemate, "processes.alienation.belief", "processes.alienation.refusal"),
	{ // from an act that comes whatever happens to one that depends on who did not consent
		id: "D10", file: "alaska-conditional", paths: []string{"levers.aid_increase", "levers.sanctions_relief"},
		low: set("always", "levers.aid_increase.when", "levers.sanctions_relief.when"), moves: ceasefire,
	},
	strengthened("D11", "alaska-strikes-moratorium", partial, "packages.strikes.leverage_loss.ukraine"),
}

// outcomes: the scenario in which at least 1 % of the draws end so.
var outcomes = []struct {
	id, file string
	class    model.Class
}{
	{"O1", "alaska", model.Settlement},
	{"O2", "alaska", model.Ceasefire},
	{"O3", "alaska", model.Partial},
	{"O4", "alaska", model.Stalemate},
	{"O5", "alaska", model.Escalation},
	{"O6", "alaska", model.Collapsed},
}

// TestInventory finds every row of the inventory in the table, and nothing else.
func TestInventory(t *testing.T) {
	rows := map[string]int{}
	for _, m := range mechanisms {
		rows[m.id]++
	}
	for _, o := range outcomes {
		rows[o.id]++
	}
	for _, kind := range inventory {
		for i := range kind.last {
			id := fmt.Sprintf("%s%d", kind.kind, i+1)
			if rows[id] == 0 {
				t.Errorf("%s has no row", id)
			}
			delete(rows, id)
		}
	}
	for id := range rows {
		t.Errorf("the inventory has no %s", id)
	}
}

// TestMechanisms turns every knob and sees that something moves by more than
// chance, and which way where that is promised.
func TestMechanisms(t *testing.T) {
	if testing.Short() {
		t.Skip("takes long")
	}
	for _, m := range mechanisms {
		t.Run(m.id+"/"+m.paths[0], func(t *testing.T) {
			t.Parallel()
			m.turn(t)
		})
	}
}

func (m mechanism) turn(t *testing.T) {
	file := m.file + ".yaml"
	b := read(t, file)
	for _, path := range m.paths {
		if !slices.ContainsFunc(b.Inputs, func(in model.Input) bool { return in.Path == path || strings.HasPrefix(in.Path, path+".") }) {
			t.Errorf("%s has no %s", file, path)
		}
	}
	if m.low == nil && m.high == nil {
		if m.low, m.high = saliences(b, m.id, m.paths[0]); len(m.low) == 0 {
			t.Fatalf("%s has no saliences under %s", file, m.paths[0])
		}
	}
	n := max(1, m.times) * *draws
	low, high := play(t, file, m.low, n), play(t, file, m.high, n)
	gain, err := moved(m.moves, low, high)
	t.Logf("%s: %+.3f ± %.4f", m.moves.name, gain, err)
	if !(math.Abs(gain) >= least && math.Abs(gain) > 3*err) {
		t.Errorf("%s moves by %.4f ± %.4f only", m.moves.name, gain, err)
	}
	if m.sign == 0 {
		return
	}
	if m.promise.of != nil {
		gain, err = moved(m.promise, low, high)
		t.Logf("%s: %+.3f ± %.4f", m.promise.name, gain, err)
	}
	if up := float64(m.sign) * gain; !(up > 3*err) {
		t.Errorf("what is promised goes the other way: %.4f ± %.4f", gain, err)
	}
}

// saliences are the overrides of the saliences of a party (none → twofold) or
// of an issue (0 → 40).
func saliences(b *model.Bargain, id, path string) (low, high []string) {
	name := strings.Split(path, ".")[1]
	for _, in := range b.Inputs {
		f := strings.Split(in.Path, ".") // issues.territory.positions.russia.salience
		if len(f) != 5 || f[4] != "salience" {
			continue
		}
		switch {
		case strings.HasPrefix(id, "P") && f[3] == name:
			high = append(high, in.Path+"="+twofold(in))
		case strings.HasPrefix(id, "I") && f[1] == name:
			high = append(high, in.Path+"=40")
		default:
			continue
		}
		low = append(low, in.Path+"=0")
	}
	return low, high
}

// twofold is an input at twice its value, as a scenario writes it.
func twofold(in model.Input) string {
	if in.Dist == nil {
		return fmt.Sprint(min(2*in.Value, 100))
	}
	return fmt.Sprintf("%g to %g", 2*in.Dist.Quantile(0.05), min(2*in.Dist.Quantile(0.95), 99))
}

// TestOutcomes finds every class of outcome in at least 1 % of the draws, and
// every settlement with terms on every issue.
func TestOutcomes(t *testing.T) {
	for _, o := range outcomes {
		p := play(t, o.file+".yaml", nil, *draws)
		if got := p.share(o.class); got < 0.01 {
			t.Errorf("%s: %s in %.4f of the draws of %s", o.id, o.class, got, o.file)
		}
		for i := range p.draws {
			if d := &p.draws[i]; d.class == model.Settlement && slices.ContainsFunc(d.terms, math.IsNaN) {
				t.Fatalf("draw %d ends in a settlement without terms on every issue: %v", i, d.terms)
			}
		}
	}
}
