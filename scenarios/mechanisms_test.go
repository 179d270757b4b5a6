package scenarios_test

import (
	"fmt"
	"math"
	"slices"
	"testing"

	"sim/model"
)

// inventory lists what the source documents describe, by kind: parties,
// issues, levers, dynamics, outcomes.
var inventory = []struct {
	kind string
	last int
}{{"P", 5}, {"I", 15}, {"L", 20}, {"D", 19}, {"O", 6}}

// mechanisms is the table.
var mechanisms = slices.Concat(parties, issues, levers, dynamics)

// parties: what the documents say of each. Those without a seat (P5) act
// through what they pass on, host, call for and disturb.
var parties = []mechanism{
	// Who wants fewer commitments abroad loses by every round of war, and gives more for its end.
	turned("P1", "alaska", "parties.us.disagreement_cost", "0", "0.3", down(reservation("us")), down(agreed("us")), up(agreed("ukraine")), up(agreed("europe"))),
	// Who expects to gain by fighting asks for more and stops less often.
	turned("P2", "alaska", "strength.value", "0.4 to 0.45", "0.75 to 0.8",
		up(reservation("russia")), down(reservation("ukraine")), up(agreed("russia")), down(agreed("ukraine")), down(agreed("europe")), down(offered("nato"))),
	turned("P2", "alaska", "strength.value", "0.4 to 0.45", "0.75 to 0.8",
		up(share(model.Stalemate)), down(share(model.Settlement)), up(agreed("russia")), down(agreed("ukraine"))).narrow().longer(),
	turned("P3", "alaska", "parties.ukraine.expected_compliance", "{value: 0.05, over: 26}", "{value: 0.9, over: 26}",
		up(trust("ukraine")), up(agreed("ukraine")), up(agreed("russia"))),
	turned("P3", "alaska", "parties.ukraine.expected_compliance", "{value: 0.05, over: 26}", "{value: 0.9, over: 26}",
		down(share(model.Stalemate)), up(agreed("ukraine")), up(agreed("russia"))).narrow().longer(),
	turned("P4", "alaska", "levers.europe_backfill.offsets.aid_cutoff", "0", "0.95",
		up(reservation("ukraine")), up(agreed("ukraine")), down(agreed("russia")), smaller(reservation("ukraine"), cost("ukraine"))),
	turned("P5", "alaska", "levers.secondary_tariffs.pass_through", "0", "1", // India and China buy oil
		down(reservation("russia")), smaller(reservation("russia"), cost("russia")), down(agreed("russia")), up(surplus("ukraine"))),
	lever("P5", "istanbul-humanitarian", "good_offices", // Turkey hosts
		down(share(model.Stalemate)), up(share(model.Settlement)), up(laterReservation("ukraine")), up(laterReservation("russia"))).priced().longer(),
	{ // Belarus calls for a moratorium before anything else
		id: "P5", file: "alaska-strikes-moratorium", paths: []string{"packages.settlement.requires"},
		low:  []string{"packages.settlement.requires=null", "packages.ceasefire.after=null"},
		says: []claim{up(reached(model.Partial)), down(share(model.Settlement)), down(laterReservation("ukraine")), down(laterReservation("russia"))},
	},
	{ // anyone who disturbs a truce
		id: "P5", file: "alaska", paths: []string{"processes.violations.disruption"},
		low:   set("-2", "processes.violations.disruption.russia", "processes.violations.disruption.ukraine"),
		high:  set("2", "processes.violations.disruption.russia", "processes.violations.disruption.ukraine"),
		says:  []claim{up(share(model.Collapsed)), down(trust("us")), down(trust("europe")), down(agreed("us")), down(agreed("europe"))},
		times: 2,
	},
}

// issues: who demands what.
var issues = []mechanism{
	demand("I1", "territory", "russia", "ukraine", up(offered("territory"))),
	demand("I1", "territory", "ukraine", "russia", down(offered("territory"))),
	demand("I2", "nato", "russia", "ukraine", down(offered("nato"))),
	turned("I3", "alaska", "processes.violations.deters.guarantee.by", "0", "4",
		up(offered("guarantee")), up(trust("ukraine")), up(agreed("ukraine")), down(agreed("russia"))),
	turned("I3", "alaska", "processes.violations.deters.guarantee.by", "0", "4",
		up(share(model.Settlement)), down(share(model.Stalemate)), up(agreed("ukraine"))).narrow().longer(),
	demand("I4", "us_sanctions", "russia", "ukraine", up(offered("us_sanctions"))),
	demand("I4", "eu_sanctions", "russia", "europe", up(offered("eu_sanctions"))),
	demand("I4", "eu_sanctions", "europe", "russia", down(offered("eu_sanctions"))),
	demand("I5", "arms", "russia", "ukraine", up(offered("arms"))),
	demand("I6", "mobilization", "russia", "ukraine", up(offered("mobilization"))),
	turned("I7", "alaska", "standstill.relieves.full and enforced", "0.5", "1", up(unmoved("russia")), up(unmoved("ukraine")),
		up(agreed("russia")), up(agreed("ukraine")), up(reached(model.Ceasefire))),
	demand("I8", "eu_path", "ukraine", "russia", up(offered("eu_path"))),
	demand("I9", "prosecution", "russia", "ukraine", down(offered("prosecution"))),
	demand("I10", "language", "russia", "ukraine", up(offered("language"))),
	demand("I11", "humanitarian", "ukraine", "russia", up(offered("humanitarian"))),
	demand("I12", "normalization", "russia", "europe", up(offered("normalization"))),
	demand("I13", "recognition", "russia", "ukraine", up(offered("recognition"))),
	demand("I14", "outside_areas", "ukraine", "russia", down(offered("outside_areas"))),
	// A role makes the guarantee cheaper for Russia and worth less to Ukraine: of the same
	// guarantee Russia has more, and Ukraine less.
	role("consulted", up(full("russia")), down(full("ukraine")), up(offered("guarantee")), up(agreed("russia")), down(agreed("ukraine")), down(trust("ukraine"))),
	// A veto costs Europe and Ukraine more than Russia gains by it. Where nothing less is on
	// the table, Europe has hardly more than without a deal, and Russia buys its consent
	// with other issues, for a little more than the veto is worth to it.
	role("veto", up(full("russia")), down(full("ukraine")), up(offered("guarantee")), down(agreed("europe")), down(agreed("ukraine")), down(trust("ukraine"))),
	// Where each role is on the table Russia takes one in few draws, and gains by it.
	role("", up(offered("guarantee_role")), up(slight(agreed("russia"))), down(slight(trust("ukraine")))),
}

// levers: weights from 0 to 1.
var levers = []mechanism{
	pressure("L1", "aid_cutoff", "ukraine"),
	pressure("L2", "aid_increase", "russia"),
	lever("L3", "alaska", "sanctions_relief", up(offered("us_sanctions")), up(terms("us_sanctions")), up(agreed("russia")), up(agreed("us")), down(agreed("ukraine"))),
	pressure("L4", "secondary_tariffs", "russia"),
	// Russia minds a guarantee, and trust moves payoffs less than terms do; it never makes a
	// settlement rarer.
	lever("L5", "alaska", "us_guarantee",
		up(offered("guarantee")), up(trust("ukraine")), up(trust("us")), up(full("ukraine")), up(agreed("europe")), down(full("russia")), down(agreed("russia"))),
	lever("L5", "alaska", "us_guarantee", up(trust("ukraine")), notDown(share(model.Settlement))).narrow().longer(),
	pressure("L6", "threat", "russia"),
	lever("L7", "alaska", "europe_backfill",
		up(reservation("ukraine")), up(agreed("ukraine")), down(agreed("russia")), down(reservation("europe")), smaller(reservation("ukraine"), cost("ukraine"))),
	lever("L8", "alaska", "coalition",
		up(trust("ukraine")), up(trust("us")), up(unmoved("ukraine")), up(agreed("ukraine")), down(unmoved("russia")), smaller(unmoved("russia"), cost("russia"))),
	lever("L9", "alaska", "eu_accession", up(offered("eu_path")), up(terms("eu_path")), up(agreed("ukraine")), up(agreed("europe")), notUp(agreed("russia"))),
	pressure("L10", "front_pressure", "ukraine"),
	lever("L11", "alaska", "territorial_demand", down(reached(model.Ceasefire)), down(agreed("russia"))).priced().longer(),
	pressure("L12", "air_strikes", "ukraine"),
	pressure("L13", "long_range", "russia"),
	lever("L14", "alaska", "delay", up(talking("russia")), up(reservation("russia")), down(laterReservation("ukraine")), smaller(talking("russia"), cost("russia"))),
	lever("L15", "alaska", "refuse_to_meet", up(share(model.Stalemate)), down(share(model.Settlement)),
		down(laterReservation("ukraine")), down(laterReservation("us"))).priced(),
	pressure("L16", "offensive_stance", "russia"),
	lever("L16", "alaska", "offensive_stance", up(share(model.Escalation)), down(share(model.Settlement)), down(laterReservation("russia"))).priced().longer(),
	pressure("L17", "press_exchange", "ukraine", notUp(utility("ukraine")), up(agreed("russia")), up(terms("territory"))).priced().longer(),
	pressure("L18", "intelligence_cutoff", "ukraine"),
	pressure("L19", "evasion_enforcement", "russia"),
	// What follows a truce in tariffs is carried out or only announced.
	turned("L20", "alaska-secondary-tariffs", "levers.secondary_tariffs.follow_through", "0", "1",
		down(laterReservation("russia")), smaller(laterReservation("russia"), cost("russia")), down(laterReservation("us"))),
	turned("L20", "alaska-tariff-truce", "levers.secondary_tariffs.follow_through", "0", "1",
		down(laterReservation("russia")), smaller(laterReservation("russia"), cost("russia")), down(laterReservation("us"))),
	// A truce that ends later is a truce for longer: from before the middle of the game to after it.
	turned("L20", "alaska-tariff-truce", "deadlines.tariff_truce.round", "6", "18", up(laterReservation("russia")), up(laterReservation("us"))),
}

// dynamics: strengths from 0 to what is shipped, more where that is weak.
var dynamics = []mechanism{
	// In alaska most of what the front tells stands in the strength, so that Ukraine loses too little to see by the rest.
	shipped("D1", "alaska", "0", []string{"processes.drift.drift", "processes.drift.breakthrough.chance"},
		up(terms("territory")), up(laterReservation("russia"))),
	shipped("D1", "alaska-breakthrough", "0", []string{"processes.drift.breakthrough.chance"},
		up(terms("territory")), up(laterReservation("russia")), down(laterReservation("ukraine"))),
	shipped("D2", "alaska", "0", []string{"processes.stock.manpower.costs"},
		down(laterReservation("ukraine")), smaller(laterReservation("ukraine"), cost("ukraine")), down(agreed("ukraine")), up(agreed("russia"))),
	shipped("D3", "alaska", "0", []string{"processes.stock.oil_revenue.presses"},
		down(laterReservation("russia")), smaller(laterReservation("russia"), cost("russia")), down(agreed("russia"))),
	shipped("D4", "alaska", "0", []string{"processes.meetings.refusal.russia"},
		up(share(model.Stalemate)), down(share(model.Settlement)), down(laterReservation("ukraine")), down(laterReservation("us"))).priced().longer(),
	shipped("D4", "alaska", "0", []string{"packages.settlement.meetings"},
		down(share(model.Settlement)), up(share(model.Ceasefire)), down(laterReservation("russia")), down(laterReservation("us"))).twice(),
	{ // what stands on its own when the whole fails
		id: "D5", file: "alaska", paths: []string{"packages.strikes"}, low: []string{"packages.strikes=null"},
		says: []claim{
			up(reached(model.Partial)), up(nearEdge(share(model.Partial))), down(nearEdge(share(model.Stalemate))),
			up(laterReservation("ukraine")),
		},
		times: 4, under: "audience",
	},
	shipped("D5", "alaska-strikes-moratorium", "0.001", []string{"standstill.relieves.air-strike moratorium"},
		up(share(model.Partial)), down(share(model.Stalemate)), up(laterReservation("ukraine")), up(laterReservation("russia"))),
	shipped("D6", "alaska", "0", []string{"processes.violations.hazard.russia"},
		up(reached(model.Collapsed)), down(trust("us")), down(trust("europe")), down(agreed("us")), down(agreed("europe"))).twice(),
	shipped("D6", "alaska", "0", []string{"processes.stock.russian_manpower.inflow"}, up(laterReservation("russia")), down(laterReservation("ukraine"))), // it regroups
	shipped("D7", "alaska-guarantee", "0", []string{"levers.us_guarantee.credibility"}, up(trust("ukraine")), up(agreed("ukraine")), up(agreed("us")), down(agreed("russia"))),
	shipped("D7", "alaska-guarantee", "0", []string{"processes.violations.deters.guarantee.by"},
		up(trust("ukraine")), down(reached(model.Collapsed)), up(agreed("ukraine")), up(agreed("us")), down(agreed("russia"))).longer(),
	{ // a date that passes unused: what its holder announces is feared less
		id: "D8", file: "alaska-conditional", paths: []string{"levers.threat.until_round", "processes.credibility.lapse"},
		low: set("0", "processes.credibility.lapse"), high: set("4", "processes.credibility.lapse"),
		says: []claim{up(laterReservation("russia")), smaller(laterReservation("russia"), cost("russia")), down(laterReservation("ukraine"))}, times: 4,
	},
	{ // announced and never carried out: from belief that follows every act to belief that hardly moves
		id: "D8", file: "alaska", paths: []string{"processes.credibility.memory", "levers.threat.follow_through"},
		low:  []string{"processes.credibility.memory=1", "levers.threat.follow_through=0", "levers.threat.weight=1"},
		high: []string{"processes.credibility.memory=40", "levers.threat.follow_through=0", "levers.threat.weight=1"},
		says: []claim{down(laterReservation("russia")), smaller(laterReservation("russia"), cost("russia")), up(laterReservation("ukraine"))}, times: 4,
	},
	turned("D9", "alaska", "processes.alienation.belief", "0", "2", down(trust("ukraine")), down(agreed("us")), down(agreed("russia"))),
	turned("D9", "alaska", "processes.alienation.refusal", "0", "1",
		up(share(model.Stalemate)), down(share(model.Settlement)), down(laterReservation("ukraine")), down(laterReservation("us"))).narrow().longer(),
	{ // the penalty follows whoever stood in the way: from Ukraine to Russia
		id: "D10", file: "alaska-conditional", paths: []string{"levers.aid_increase"},
		low:  set("ukraine refuses", "levers.aid_increase.when"),
		says: []claim{down(reservation("russia")), smaller(reservation("russia"), cost("russia")), down(reservation("ukraine")), up(agreed("ukraine"))},
	},
	turned("D11", "alaska-strikes-moratorium", "packages.strikes.leverage_loss.ukraine", "0", "0.06",
		down(reached(model.Partial)), up(share(model.Stalemate)), down(laterReservation("ukraine")), down(laterReservation("russia"))),
	{ // a moratorium before a ceasefire, a ceasefire before a settlement: what stands on its own is signed, and the whole is not
		id: "D12", file: "alaska-strikes-moratorium", paths: []string{"packages.settlement.requires"},
		low:  []string{"packages.settlement.requires=null", "packages.ceasefire.after=null"},
		says: []claim{up(share(model.Partial)), down(share(model.Settlement)), down(utility("ukraine")), down(utility("russia"))},
	},
	turned("D12", "alaska-strikes-moratorium", "packages.settlement.requires.0.kept_for", "1", "12",
		down(share(model.Settlement)), up(share(model.Ceasefire)), down(laterReservation("ukraine")), down(laterReservation("russia"))).longer(),
	{ // an unconditional ceasefire first, as the demand of one party: kept up or dropped
		id: "D12", file: "alaska-strikes-moratorium", paths: []string{"packages.settlement.requires"},
		low:  []string{"packages.settlement.requires=null", "packages.settlement.insists={ukraine: {packages: [ceasefire], binding: 0}}"},
		high: []string{"packages.settlement.requires=null", "packages.settlement.insists={ukraine: {packages: [ceasefire], binding: 1}}"},
		says: []claim{down(share(model.Settlement)), up(blocked("ukraine")), down(laterReservation("ukraine")), down(laterReservation("russia"))},
	},
	turned("D13", "alaska", "packages.humanitarian.counts", "0", "1", down(laterFear("ukraine")), up(laterReservation("ukraine")), up(laterReservation("us"))), // what is kept builds trust
	turned("D14", "alaska", "processes.violations.record.breaches.russia", "0", "4",
		up(fear("ukraine")), down(trust("ukraine")), down(agreed("ukraine")), down(agreed("us")), down(share(model.Settlement))).twice(),
	shipped("D15", "alaska", "0", []string{"processes.meetings.held.0.rewards.russia", "processes.meetings.held.2.rewards.russia"},
		up(talking("russia")), smaller(talking("russia"), cost("russia"))),
	turned("D16", "alaska", "parties.us.leaves", "0", "0.5",
		down(reservation("ukraine")), down(talking("ukraine")), down(agreed("ukraine")), up(agreed("russia")), smaller(reservation("ukraine"), cost("ukraine"))),
	turned("D16", "alaska", "parties.us.patience", "0.98", "0.9",
		down(reservation("ukraine")), down(talking("ukraine")), down(agreed("ukraine")), up(agreed("russia")), smaller(reservation("ukraine"), cost("ukraine"))),
	lever("D17", "alaska", "reform", up(unmoved("ukraine")), up(agreed("ukraine")), smaller(unmoved("ukraine"), cost("ukraine"))),
	// Two meet before four do: whoever declines direct meetings puts off what only the four can sign.
	turned("D19", "alaska-bilateral-first", "processes.meetings.held.2.requires.0.meetings.held", "0", "12",
		down(share(model.Settlement)), up(share(model.Stalemate)), down(laterReservation("ukraine")), down(laterReservation("us"))),
	turned("D19", "alaska-bilateral-first", "levers.refuse_to_meet.weight", "0", "1",
		down(share(model.Settlement)), up(share(model.Ceasefire)), down(laterReservation("ukraine")), down(laterReservation("us"))),
	turned("D18", "alaska", "parties.europe.disagreement_cost", "0", "0.15",
		down(reservation("europe")), down(agreed("europe")), up(agreed("russia"))),
}

// outcomes: the scenario in which at least 1% of the draws end so or, where an
// outcome passes, come to it at some time: what has collapsed is mostly signed
// again.
var outcomes = []struct {
	id, file, under string
	seen            measure
}{
	{"O1", "alaska", "nash", share(model.Settlement)},
	{"O2", "alaska", "nash", share(model.Ceasefire)},
	{"O3", "alaska", "audience", reached(model.Partial)},
	{"O4", "alaska", "audience", share(model.Stalemate)},
	{"O5", "alaska", "audience", share(model.Escalation)},
	{"O6", "alaska", "nash", reached(model.Collapsed)},
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

// TestStrongestMeans: of what others can do to Ukraine, the end of US aid is
// among what counts most, and no other US lever comes near it.
func TestStrongestMeans(t *testing.T) {
	if testing.Short() {
		t.Skip("takes long")
	}
	t.Parallel()
	effect := map[string]float64{}
	for _, name := range []string{"aid_cutoff", "intelligence_cutoff", "press_exchange", "air_strikes", "front_pressure"} {
		path := "levers." + name + ".weight"
		gain, _ := moved(reservation("ukraine"), play(t, "alaska.yaml", set("0", path), *draws), play(t, "alaska.yaml", set("1", path), *draws))
		effect[name] = gain
		t.Logf("%s: %+.4f", name, gain)
	}
	for _, name := range []string{"intelligence_cutoff", "press_exchange"} {
		if !(effect["aid_cutoff"] < 1.5*effect[name]) {
			t.Errorf("aid_cutoff moves Ukraine's reservation value by %+.4f, %s by %+.4f", effect["aid_cutoff"], name, effect[name])
		}
	}
	for _, name := range []string{"air_strikes", "front_pressure"} {
		if !(effect["aid_cutoff"] < 0.5*effect[name]) {
			t.Errorf("aid_cutoff moves Ukraine's reservation value by %+.4f, less than half as much as %s (%+.4f)", effect["aid_cutoff"], name, effect[name])
		}
	}
}

// TestOutcomes finds every class of outcome in at least 1% of the draws, and
// every settlement with terms on every issue.
func TestOutcomes(t *testing.T) {
	if testing.Short() {
		t.Skip("takes long")
	}
	t.Parallel()
	for _, o := range outcomes {
		p := playUnder(t, o.under, o.file+".yaml", nil, 8**draws)
		if got := p.mean(o.seen); got < 0.01 {
			t.Errorf("%s: the %s is %.4f in %s", o.id, o.seen.name, got, o.file)
		}
		for i := range p.draws {
			if d := &p.draws[i]; d.class == model.Settlement && slices.ContainsFunc(d.terms, math.IsNaN) {
				t.Fatalf("draw %d ends in a settlement without terms on every issue: %v", i, d.terms)
			}
		}
	}
}
