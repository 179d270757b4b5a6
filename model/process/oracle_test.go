package process

import (
	"encoding/json"
	"math"
	"os"
	"testing"
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
	"front.step": func(in values) map[string]any {
		line := logit(in.num("share"))
		if in.yes("ceasefire") {
			return map[string]any{"v": 0.0, "share": logistic(line)}
		}
		v, y := FrontStep(line, in.num("v"), in.num("drift"), in.num("momentum"), in.num("reversion"), in.num("anchor"), in.num("sigma")*in.num("eps"))
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
		h := ViolationHazard(in.num("h0"), c.num("monitor")*in.num("monitoring"), c.num("guarantee")*in.num("guarantee"),
			c.num("spoiler")*in.num("spoiling"), c.num("temptation")*in.num("temptation"))
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
		h := ViolationHazard(in.num("h0"), 0, 0, s, 0)
		return map[string]any{"hazard": h, "weekly_prob": chance(h)}
	},
	"hazard.convert": func(in values) map[string]any {
		h := -math.Log1p(-in.num("prob")) / in.num("periods")
		return map[string]any{"weekly_hazard": h, "weekly_prob": chance(h)}
	},
	"accept.quantal": func(in values) map[string]any {
		return map[string]any{"prob": AcceptChance(in.num("accept"), in.num("wait"), in.num("tau"))}
	},
	"delay.action": func(in values) map[string]any {
		wait := WaitValue(in.num("flow"), in.num("next_value"), in.num("delta"), in.num("stall_penalty_prob"), in.num("penalty"))
		action := "refuse"
		switch {
		case AcceptChance(in.num("accept"), max(wait, in.num("refuse")), 0) == 1:
			action = "accept"
		case wait >= in.num("refuse"):
			action = "stall"
		}
		return map[string]any{"stall": wait, "action": action}
	},
	"delay.stopping": func(in values) map[string]any {
		// One-step look-ahead: accept in the first round in which waiting a round gains nothing.
		a, flow, delta := in.num("A0"), in.num("flow"), in.num("delta")
		week := 0
		for WaitValue(flow, a+in.num("growth"), delta, 0, 0) > a+1e-12 && float64(week) < in.num("horizon") {
			a += in.num("growth")
			week++
		}
		value := math.Pow(delta, float64(week))*(a-flow) + flow
		return map[string]any{"accept_week": float64(week), "value": value}
	},
	"delay.stall_prob": func(in values) map[string]any {
		return map[string]any{"prob": CallChance(in.num("h0"), int(in.num("stalls")))}
	},
	"credibility.update": func(in values) map[string]any {
		a, b := in.num("a"), in.num("b")
		return map[string]any{"q0": Belief(a, b), "q": Belief(a+in.num("executed"), b+in.num("not_executed"))}
	},
	"powell.commitment": func(in values) map[string]any {
		p, next, delta, d := in.num("p_now"), in.num("p_next"), in.num("delta"), in.num("destruction")
		b := in.num("flow") / (1 - delta)
		m1, m2 := p*(1-d)*b, (1-p)*(1-d)*b
		then := (1 - next) * (1 - d) * b
		return map[string]any{
			"shift": delta*then - m2, "surplus": b - (m1 + m2), "war": Blocked(p, next, delta, d),
			"best_peaceful_payoff_declining": in.num("flow") + delta*(b-then), "war_payoff_declining": m1,
		}
	},
	"powell.threshold": func(in values) map[string]any {
		return map[string]any{"p_next_max_for_war": ShiftThreshold(in.num("p_now"), in.num("delta"), in.num("destruction"))}
	},
	"learning.bayes": func(in values) map[string]any {
		return map[string]any{"posterior_weak": Posterior(in.num("prior_weak"), in.num("win_if_weak"), in.num("win_if_strong"), int(in.num("wins")), int(in.num("losses")))}
	},
	"learning.screening": func(in values) map[string]any {
		q, strong, war := in.num("prior_weak"), in.num("win_if_strong"), in.num("win_if_strong")-in.num("cA")
		pool, screen := Demands(in.num("win_if_weak"), strong, in.num("cB"))
		threshold := ScreeningThreshold(pool, screen, war)
		choice, fights := "pool", 0.0
		if q > threshold {
			choice, fights = "screen", 1-q
		}
		return map[string]any{
			"pool_demand": pool, "screen_demand": screen, "EU_pool": pool, "EU_screen": q*screen + (1-q)*war,
			"threshold_q": threshold, "choice": choice, "war_probability": fights,
		}
	},
	"learning.convergence": func(in values) map[string]any {
		a, b := in.list("A_belief"), in.list("B_belief")
		ea := Learned(a[0]/(a[0]+a[1]), a[0]+a[1], in.num("wins"), in.num("battles"))
		eb := Learned(b[0]/(b[0]+b[1]), b[0]+b[1], in.num("wins"), in.num("battles"))
		return map[string]any{"E_A": ea, "E_B": eb, "optimism_gap": ea - eb, "settle": ea-eb <= in.num("cost_A")+in.num("cost_B")+1e-12}
	},
	"learning.convergence_time": func(in values) map[string]any {
		n := 0.0
		for half := in.num("gap0") / 2; Learned(0.5+half, in.num("concentration"), n/2, n)-Learned(0.5-half, in.num("concentration"), n/2, n) > in.num("total_cost")+1e-12; n++ {
		}
		return map[string]any{"battles": n}
	},
}

// moments runs FrontStep on the mean, and on unit shocks for the variance: the
// line is linear in its shocks.
func moments(in values) (mean, variance float64) {
	path := func(y, v, drift, anchor, first float64, weeks int) float64 {
		for t := range weeks {
			shock := 0.0
			if t == 0 {
				shock = first
			}
			v, y = FrontStep(y, v, drift, in.num("momentum"), in.num("reversion"), anchor, shock)
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

func TestOracles(t *testing.T) {
	src, err := os.ReadFile("testdata/oracles.json")
	if err != nil {
		t.Fatal(err)
	}
	var oracles []struct {
		Name, Model string
		Inputs      values
		Expected    map[string]any
		Tolerance   float64
	}
	if err := json.Unmarshal(src, &oracles); err != nil {
		t.Fatal(err)
	}
	for _, o := range oracles {
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
