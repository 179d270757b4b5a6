package process

import (
	"encoding/json"
	"math"
	"os"
	"testing"

	"sim/model"
)

// An oracle's inputs and expectations are plain JSON; num and list read them.
type values map[string]any

func (v values) num(k string) float64 {
	x, ok := v[k].(float64)
	if !ok {
		panic("no number " + k)
	}
	return x
}

func (v values) yes(k string) bool { b, _ := v[k].(bool); return b }

func (v values) list(k string) []float64 {
	var xs []float64
	for _, x := range v[k].([]any) {
		xs = append(xs, x.(float64))
	}
	return xs
}

var harness = map[string]func(in values) map[string]any{
	"after":    afterOracle,
	"kept_for": keptForOracle,
	"front.step": func(in values) map[string]any {
		known := func(k string) model.Number { return model.Known(in.num(k)) }
		b := &model.Bargain{Issues: []model.Issue{{StatusQuo: known("share"), LossAversion: model.Known(1)}}}
		g := &model.Game{Bargain: b, Table: model.NewTable(b)}
		d := &Drift{Drift: known("drift"), Momentum: known("momentum"), Reversion: known("reversion"), Volatility: known("sigma"), Speed: known("v")}
		d.Begin(g)
		d.anchor = in.num("anchor")
		if in.yes("ceasefire") {
			g.Now().Holding = 1
		}
		v, y := d.step(g, in.num("eps"))
		return map[string]any{"v": v, "share": logistic(y)}
	},
	"front.moments": func(in values) map[string]any {
		mean, variance := moments(in)
		sd := math.Sqrt(variance)
		return map[string]any{
			"mean_logit": mean, "var_logit": variance, "median_share": logistic(mean),
			"prob_share_above_0_6": 0.5 * math.Erfc((logit(0.6)-mean)/sd/math.Sqrt2),
		}
	},
	"front.drift": func(in values) map[string]any {
		side := func(s string) float64 {
			return math.Log(in.num("F"+s)) + in.num("theta_aid")*math.Log(in.num("adequacy_"+s)) + in.num("theta_man")*math.Log(in.num("manpower_"+s))
		}
		return map[string]any{"drift": in.num("eta") * (side("A") - side("B"))}
	},
	"aid.stock": func(in values) map[string]any {
		stock := in.num("stock0")
		var adequacy []float64
		for range int(in.num("weeks")) {
			adequacy = append(adequacy, Adequacy(stock, in.num("inflow"), in.num("use")))
			stock = SupplyStep(stock, in.num("inflow"), in.num("use"))
		}
		return map[string]any{"stock": stock, "adequacy": adequacy}
	},
	"manpower.path": func(in values) map[string]any {
		m := in.num("M0")
		for range int(in.num("weeks")) {
			m = LevelStep(m, in.num("loss"), in.num("inflow"))
		}
		far := m
		for range 100_000 {
			far = LevelStep(far, in.num("loss"), in.num("inflow"))
		}
		return map[string]any{"M": m, "steady_state": far}
	},
	"ceasefire.hazard": func(in values) map[string]any {
		c := values(in["coef"].(map[string]any))
		h := hazardAt(in.num("h0"), covariate{c.num("monitor"), in.num("monitoring")}, covariate{c.num("guarantee"), in.num("guarantee")},
			c.num("spoiler")*in.num("spoiling"), covariate{c.num("temptation"), in.num("temptation")})
		survival := 1.0
		for range int(in.num("weeks")) {
			survival *= 1 - chance(h)
		}
		return map[string]any{"hazard": h, "weekly_prob": chance(h), "survival": survival, "expected_weeks": 1 / chance(h)}
	},
	"ceasefire.competing": func(in values) map[string]any {
		total := 0.0
		for _, h := range in.list("hazards") {
			total += h
		}
		var attribution, each []float64
		for _, h := range in.list("hazards") {
			attribution = append(attribution, h/total)
			each = append(each, chance(total)*h/total)
		}
		return map[string]any{"prob_any": chance(total), "attribution": attribution, "prob_each": each}
	},
	"hazard.generic": func(in values) map[string]any {
		s := 0.0
		for i, c := range in.list("coef") {
			s += c * in.list("x")[i]
		}
		h := hazardAt(in.num("h0"), covariate{}, covariate{}, s, covariate{})
		return map[string]any{"hazard": h, "weekly_prob": chance(h)}
	},
	"hazard.convert": func(in values) map[string]any {
		h := -math.Log1p(-in.num("prob")) / in.num("periods")
		return map[string]any{"weekly_hazard": h, "weekly_prob": chance(h)}
	},
	"delay.stopping": func(in values) map[string]any {
		// One-step look-ahead: accept in the first round in which waiting a round gains nothing.
		w := Waiting{Payoff: in.num("A0"), Talking: in.num("flow"), Chance: 1, Patience: in.num("delta")}
		week := 0
		for ; float64(week) < in.num("horizon"); week++ {
			if w.Next = w.Payoff + in.num("growth"); !w.Pays() {
				break
			}
			w.Payoff = w.Next
		}
		value := math.Pow(w.Patience, float64(week))*(w.Payoff-w.Talking) + w.Talking
		return map[string]any{"accept_week": float64(week), "value": value}
	},
	"accept.wait": func(in values) map[string]any {
		w := Waiting{
			Payoff: in.num("payoff"), Next: in.num("payoff_next"), Chance: in.num("chance_next"), Talking: in.num("talking_value"),
			Refusing: in.num("refusal_value"), Patience: in.num("patience"), Called: in.num("called"),
		}
		return map[string]any{"waits": w.Pays(), "value": w.Value()}
	},
	"belief.record": func(in values) map[string]any {
		return map[string]any{"hazard": LearnedHazard(in.num("hazard"), in.num("record"), in.num("breaches"), in.num("kept"))}
	},
	"ratification.terms": func(in values) map[string]any {
		var factions []model.Faction
		var votes []Vote
		for _, c := range in["factions"].([]any) {
			line, group := values(c.(map[string]any)), model.FactionGroup{}
			if line["at_most"] != nil {
				group.Accepts = []model.Threshold{atMost(line.num("at_most"), false)}
			}
			if line["gain"] != nil {
				group.Gain, group.HasGain = model.Known(line.num("gain")), true
			}
			votes = append(votes, Vote{Faction: len(factions), Packages: []int{0}})
			factions = append(factions, faction(0, group))
		}
		_, out := ballot(1, tables{values(in["terms"].(map[string]any)).num("territory"), in.num("gain")}, votes, factions...)
		return map[string]any{"ratified": out.Class == model.Settlement}
	},
	"credibility.update": func(in values) map[string]any {
		a, b := in.num("a"), in.num("b")
		return map[string]any{"q0": Belief(a, b), "q": Belief(a+in.num("executed"), b+in.num("not_executed"))}
	},
}

// A covariate is a coefficient of a hazard and what it multiplies.
type covariate struct{ coefficient, x float64 }

// hazardAt is the hazard of breaking a truce in the round after its signature: a
// full guarantee is an issue agreed from nothing, and the temptation a reward that
// party a has only once it has broken the truce.
func hazardAt(rate float64, monitoring, guarantee covariate, disruption float64, temptation covariate) (hazard float64) {
	v := &Violations{Law: lawOf(rate)}
	v.Law.Monitoring, v.Law.Temptation = model.Known(monitoring.coefficient), model.Known(temptation.coefficient)
	v.Law.Disruption[0] = model.Known(disruption)
	v.Law.Deters = []model.Deterrent{{Of: []int{0}, By: model.Known(guarantee.coefficient)}}
	reward := model.Lever{
		ID: "reward", Holder: 1, Target: 0, When: []model.Moment{{Trigger: model.OnViolation, Party: 0}},
		Weight: model.Known(1), Credibility: model.Known(1), PassThrough: model.Known(1),
		Effects: []model.Effect{{Does: model.Rewards, Issue: -1, RedLine: -1, Against: -1, By: model.Size{Amount: model.Known(temptation.x)}}},
	}
	b := truceOf(v, 2, func(*model.Game) {}, reward)
	b.Issues = []model.Issue{{ID: "guarantee", Curvature: model.Known(1), LossAversion: model.Known(1), Stances: make([]model.Stance, 4)}}
	b.Packages[0].Issues, b.Packages[0].Monitoring = []int{0}, model.Known(monitoring.x)
	b.Theories[0].New = func() model.Protocol { return tables{terms: guarantee.x} }
	processes := b.Processes
	b.Processes = func(b *model.Bargain) []model.Process {
		return append([]model.Process{&script{move: func(g *model.Game) {
			if g.Round == 1 {
				hazard = g.WorldHazard(0, 0)
			}
		}}}, processes(b)...)
	}
	model.NewRunner(b).Run(nil, chances{}, []model.Outcome{b.NewOutcome()})
	return hazard
}

// moments runs LineSpeed on the mean, and on unit shocks for the variance: the
// line is linear in its shocks.
func moments(in values) (mean, variance float64) {
	path := func(y, v, drift, anchor, first float64, weeks int) float64 {
		for t := range weeks {
			shock := 0.0
			if t == 0 {
				shock = first
			}
			v = LineSpeed(y, v, drift, in.num("momentum"), in.num("reversion"), anchor, shock)
			y += v
		}
		return y
	}
	weeks := int(in.num("weeks"))
	mean = path(in.num("y0"), in.num("v0"), in.num("drift"), in.num("anchor"), 0, weeks)
	for w := 1; w <= weeks; w++ {
		response := path(0, 0, 0, 0, in.num("sigma"), w)
		variance += response * response
	}
	return mean, variance
}

// elsewhere names oracles of the file that other tests run.
var elsewhere = map[string]string{
	"outcome.classify":   "package model, TestClassify",
	"markov.absorption":  "TestMarkovChain",
	"markov.horizon":     "TestMarkovChain",
	"loop.deterministic": "TestDeterministicLoop",
}

// An oracle is a case of a file of testdata.
type oracle struct {
	Name, Model string
	Inputs      values
	Expected    map[string]any
	Tolerance   float64
}

func oracles(t *testing.T) (all []oracle) {
	t.Helper()
	for _, file := range []string{"testdata/oracles.json", "testdata/payoffs.json", "testdata/causes.json"} {
		src, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		var cases []oracle
		if err := json.Unmarshal(src, &cases); err != nil {
			t.Fatal(err)
		}
		all = append(all, cases...)
	}
	return all
}

func TestOracles(t *testing.T) {
	for _, o := range oracles(t) {
		if elsewhere[o.Model] != "" {
			continue
		}
		t.Run(o.Name, func(t *testing.T) {
			run, ok := harness[o.Model]
			if !ok {
				t.Fatalf("no code for oracle %s", o.Model)
			}
			got := run(o.Inputs)
			for k, want := range o.Expected {
				match(t, k, got[k], want, o.Tolerance)
			}
		})
	}
}

func match(t *testing.T, at string, got, want any, tolerance float64) {
	t.Helper()
	switch w := want.(type) {
	case float64:
		if g, ok := got.(float64); !ok || !(math.Abs(g-w) <= max(tolerance, 1e-15)) {
			t.Errorf("%s: got %v, want %v", at, got, w)
		}
	case []any:
		g, ok := got.([]float64)
		if !ok || len(g) != len(w) {
			t.Errorf("%s: got %v, want %v", at, got, w)
			return
		}
		for i := range w {
			match(t, at, g[i], w[i], tolerance)
		}
	default:
		if got != want {
			t.Errorf("%s: got %v, want %v", at, got, want)
		}
	}
}
