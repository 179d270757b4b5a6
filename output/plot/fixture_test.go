package plot

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"

	"sim/model"
	"sim/model/montecarlo"
	"sim/model/scenario"
	"sim/model/study"
	"sim/output"
)

// A flat is uniform belief between two ends.
type flat struct{ lower, upper float64 }

func (f flat) Quantile(u float64) float64 { return f.lower + u*(f.upper-f.lower) }

// A build makes bargains for tests: inputs get a column and a path in turn.
type build struct {
	b     model.Bargain
	count int
}

func (b *build) between(path string, lower, upper float64) model.Number {
	var evidence *model.Evidence
	switch b.count % 5 {
	case 1:
		evidence = &model.Evidence{Document: "d0", Says: "a paraphrase"}
	case 2:
		evidence = &model.Evidence{Document: "d2", Says: "a paraphrase"}
	case 3:
		evidence = &model.Evidence{Document: "d0", Says: "a paraphrase", Disputed: "d2 says otherwise"}
	}
	b.count++
	b.b.Inputs = append(b.b.Inputs, model.Input{
		Path: path, Written: fmt.Sprintf("%g to %g", lower, upper), Value: (lower + upper) / 2,
		Dist: flat{lower, upper}, Family: "uniform", Column: b.b.Columns, Evidence: evidence,
	})
	b.b.Columns++
	return model.Uncertain(b.b.Columns - 1)
}

// A question is an issue of the summit fixture in short.
type question struct {
	id, question, unit string
	labels             []model.Label
	statusQuo          [2]float64
}

// summit is a made-up result in the shape of a real scenario: four parties,
// fourteen issues, six theories, four packages. Its figures mean nothing.
func summit(draws int) *output.Result {
	b := &build{}
	b.b.Title = "Alaska summit, August 2025"
	b.b.Documents = []model.Document{{ID: "d0", Title: "A report", Kind: "news"}, {ID: "d2", Title: "A column", Kind: "opinion"}}
	for i, name := range []string{"Russia", "Ukraine", "United States", "Europe"} {
		id := []string{"russia", "ukraine", "us", "europe"}[i]
		seat := model.Signatory
		if i > 1 {
			seat = model.Sponsor
		}
		b.b.Parties = append(b.b.Parties, model.Party{
			ID: id, Name: name, Seat: seat,
			Power: b.between("parties."+id+".power", 0.6, 1.4), Patience: b.between("parties."+id+".patience", 0.9, 0.99),
			RiskAversion: b.between("parties."+id+".risk_aversion", 0, 0.4), DisagreementCost: model.Size{Amount: b.between("parties."+id+".disagreement_cost", 0.1, 0.35)},
		})
	}
	labels := func(pairs ...any) []model.Label {
		var ls []model.Label
		for i := 0; i < len(pairs); i += 2 {
			ls = append(ls, model.Label{Name: pairs[i].(string), At: pairs[i+1].(float64)})
		}
		return ls
	}
	for _, q := range []question{
		{"territory", "Where does control of territory end up?", "share of the five regions (Crimea, Donetsk, Kherson, Luhansk, Zaporizhzhia) under Russian control", labels("all under Ukrainian control", 0.0, "line of February 2022", 0.36, "line of contact Aug 2025", 0.84, "four regions ceded", 0.95, "all five under Russian control", 1.0), [2]float64{0.82, 0.86}},
		{"nato", "Is NATO membership open to Ukraine?", "", labels("barred for good", 0.0, "deferred", 0.5, "open", 1.0), [2]float64{0.4, 0.6}},
		{"guarantee", "How strong a security guarantee does Ukraine get?", "", labels("a political assurance, as in Budapest 1994", 0.0, "European", 0.4, "US-backed, outside NATO", 0.7, "treaty-grade", 1.0), [2]float64{0.1, 0.25}},
		{"sanctions", "What becomes of the sanctions on Russia?", "share lifted", labels("kept", 0.0, "finance, technology and energy eased", 0.5, "lifted", 1.0), [2]float64{0, 0.05}},
		{"arms", "What becomes of Western arms supply to Ukraine?", "share of the flow of 2024", labels("ended", 0.0, "capped", 0.5, "continued", 1.0), [2]float64{0.7, 1}},
		{"mobilization", "Does Ukraine's mobilization go on?", "", labels("halted", 0.0, "continued", 1.0), [2]float64{0.9, 1}},
		{"hostilities", "How far do hostilities stop?", "", labels("no ceasefire", 0.0, "pause on energy facilities", 0.25, "air-strike moratorium", 0.5, "full ceasefire", 0.85, "full and enforced by a coalition", 1.0), [2]float64{0, 0.1}},
		{"eu_path", "How open is the path into the European Union?", "", labels("closed", 0.0, "candidate", 0.5, "accelerated", 1.0), [2]float64{0.45, 0.55}},
		{"prosecution", "Are war crimes prosecuted?", "", labels("dropped", 0.0, "pursued", 1.0), [2]float64{0.6, 0.8}},
		{"language", "What rights has the Russian-speaking population?", "", labels("as now", 0.0, "special status", 1.0), [2]float64{0, 0.1}},
		{"humanitarian", "How many prisoners are exchanged?", "prisoners a month", labels("none", 0.0, "all for all", 1.0), [2]float64{0.2, 0.3}},
		{"normalization", "How far do the United States and Russia normalize relations?", "", labels("frozen", 0.0, "working groups", 0.3, "arms talks", 0.6, "full", 1.0), [2]float64{0.1, 0.3}},
		{"recognition", "Is control recognised?", "", labels("none", 0.0, "de facto arrangement", 0.5, "formal", 1.0), [2]float64{0, 0.1}},
		{"outside_areas", "What becomes of the areas outside the five regions that Russia holds?", "share returned", labels("kept", 0.0, "returned", 1.0), [2]float64{0, 0}},
	} {
		issue := model.Issue{ID: q.id, Question: q.question, Unit: q.unit, Labels: q.labels, Curvature: model.Known(2)}
		if q.id == "humanitarian" {
			issue.Scale, _ = model.Linear(0, 12000)
		}
		lower, upper := issue.Scale.Bounds()
		own := func(x float64) float64 { return lower + x*(upper-lower) }
		if q.statusQuo[0] == q.statusQuo[1] {
			issue.StatusQuo = model.Known(own(q.statusQuo[0]))
		} else {
			issue.StatusQuo = b.between("issues."+q.id+".status_quo", own(q.statusQuo[0]), own(q.statusQuo[1]))
		}
		ideals := [][2]float64{{1, 1}, {0, 0}, {0.4, 0.7}, {0.1, 0.3}}
		for i := range b.b.Parties {
			path := "issues." + q.id + ".positions." + b.b.Parties[i].ID
			st := model.Stance{Ideal: model.Known(own(ideals[i][0])), Salience: b.between(path+".salience", 10, 40)}
			if ideals[i][0] != ideals[i][1] {
				st.Ideal = b.between(path+".ideal", own(ideals[i][0]), own(ideals[i][1]))
			}
			if i == 3 {
				st.Side = model.AtMost
			}
			issue.Stances = append(issue.Stances, st)
		}
		if q.id == "territory" {
			issue.RedLines = []model.RedLine{{Party: 1, Side: model.AtMost, Bound: model.Known(0.9), Binding: b.between("issues.territory.red_lines.ukraine.binding", 0.3, 0.7)}}
		}
		b.b.Issues = append(b.b.Issues, issue)
	}
	for _, id := range []string{"aid_cutoff", "aid_increase", "sanctions_relief", "secondary_tariffs", "us_guarantee", "threat", "european_backfill", "coalition", "eu_accession", "front_pressure", "territorial_demand", "air_strikes", "long_range"} {
		for _, part := range []string{"weight", "intensity", "credibility", "cost"} {
			b.between("levers."+id+"."+part, 0.2, 0.2+0.04*float64(len(id)))
		}
	}
	all := make([]int, len(b.b.Issues))
	for k := range all {
		all[k] = k
	}
	b.b.Packages = []model.Package{
		{ID: "settlement", Title: "comprehensive settlement", Outcome: model.Settlement, Issues: all},
		{ID: "ceasefire", Title: "enforced ceasefire", Outcome: model.Ceasefire, Issues: []int{2, 6}},
		{ID: "strikes", Title: "strikes moratorium", Outcome: model.Partial, Issues: []int{6}},
		{ID: "humanitarian", Outcome: model.Partial, Issues: []int{10}},
	}
	for i, name := range []string{"weighted_mean", "median", "nash", "kalai_smorodinsky", "egalitarian", "utilitarian"} {
		b.b.Theories = append(b.b.Theories, model.Theory{Name: name, Family: familyOf(i), Baseline: i == 0, Consent: true})
	}
	return play(&b.b, draws)
}

// familyOf spreads theories over the families.
func familyOf(theory int) string {
	return []string{"influence", "sequential", "cooperative", "crisis", "influence", "cooperative"}[theory%6]
}

// play makes up how draws end: smooth nonsense, the same on every run.
func play(b *model.Bargain, draws int) *output.Result {
	r := &output.Result{Result: &study.Result{
		Scenario: &scenario.Scenario{Name: "made-up", Bargain: b},
		Config:   study.Config{Draws: draws, Seed: 2025, Sampler: "random"},
		Tally:    montecarlo.NewTally(b),
		Sample:   &study.Sample{},
	}}
	rng, course := rand.New(rand.NewPCG(1, 2)), rand.New(rand.NewPCG(3, 4))
	parties, issues := len(b.Parties), len(b.Issues)
	r.Sample.Outcomes = make([][]model.Outcome, len(b.Theories))
	for j := range draws {
		shift, luck := rng.NormFloat64(), rng.Float64()
		chunk := montecarlo.Chunk{First: j, N: 1, Outcomes: make([][]model.Outcome, len(b.Theories))}
		for t := range b.Theories {
			o := model.NewOutcome(parties, issues)
			for k := range o.Terms {
				o.Terms[k] = math.NaN()
			}
			p := luck + 0.04*float64(t%4)*rng.NormFloat64()
			switch {
			case p < 0.22 && len(b.Packages) > 0:
				o.Package, o.Class = 0, model.Settlement
			case p < 0.34 && len(b.Packages) > 1:
				o.Package, o.Class = 1, model.Ceasefire
			case p < 0.46 && len(b.Packages) > 2:
				o.Package, o.Class = 2, model.Partial
			default:
				o.Class = model.Stalemate
			}
			if o.Class == model.Stalemate || o.Class == model.Partial {
				o.Reason = []model.Reason{model.EmptyZone, model.EmptyZone, model.EmptyZone, model.RedLineConflict, model.Refused}[rng.IntN(5)]
			}
			for i := range parties {
				o.Reservation[i] = 0.4 + 0.08*float64(i) + 0.09*shift*float64(1-2*(i%2)) + 0.03*rng.NormFloat64()
				o.Utility[i], o.Talking[i] = 0.5+0.1*shift, o.Reservation[i]+0.01
				o.Payoff[i], o.Compliance[i], o.GivenAway[i] = math.NaN(), math.NaN(), math.NaN()
				if o.Package >= 0 {
					o.Payoff[i] = o.Reservation[i] + math.Abs(0.12*rng.NormFloat64())*(1+0.1*float64(t))
					o.Compliance[i], o.GivenAway[i] = 0.5+0.1*luck, 0.01*luck
				}
			}
			if o.Package >= 0 {
				for _, k := range b.Packages[o.Package].Issues {
					x := 0.55 + 0.05*float64((k*7)%9-4) + 0.12*shift + 0.02*float64(t) + 0.05*rng.NormFloat64()
					if k%5 == 1 {
						x = math.Round(x * 2)
					}
					o.Terms[k] = min(max(x, 0), 1)
				}
			}
			if b.Clock.Rounds > 0 {
				live(b, &o, course, t)
			}
			chunk.Outcomes[t] = []model.Outcome{o}
			if j < study.SampleSize {
				r.Sample.Outcomes[t] = append(r.Sample.Outcomes[t], o)
				r.Sample.N = len(r.Sample.Outcomes[t])
			}
		}
		r.Tally.Add(&chunk)
	}
	return r
}

// A mover is a process that moves the first issue, and does nothing here.
type mover struct{ model.BaseProcess }

func (mover) Owns(issue int) bool           { return issue == 0 }
func (mover) Set(*model.Game, int, float64) {}

// overRounds makes a bargain one over rounds.
func overRounds(b *model.Bargain, rounds int) *model.Bargain {
	b.Clock = model.Clock{Round: "2 weeks", Rounds: rounds}
	b.Processes = func(*model.Bargain) []model.Process { return []model.Process{mover{}} }
	return b
}

// live makes up how a draw went round by round to end as it does: its package
// was signed in some round, an earlier ceasefire may have broken, a few draws escalate.
func live(b *model.Bargain, o *model.Outcome, rng *rand.Rand, theory int) {
	n := b.Clock.Rounds
	o.Path = b.NewOutcome().Path
	for c := range o.First {
		o.First[c] = -1
	}
	o.Lasted = -1
	signed, broken := n, n
	if o.Class.Deal() {
		signed = rng.IntN(n)
	}
	early := n
	if o.Class != model.Partial && rng.IntN(4) == 0 && len(b.Packages) > 1 {
		early = rng.IntN(n)
		broken = min(early+1+rng.IntN(n), n)
		if o.Class == model.Stalemate && broken < n {
			o.Class = model.Collapsed
		}
		if o.Class == model.Stalemate || early >= signed {
			early, broken = n, n
		}
	}
	if o.Class == model.Stalemate && rng.IntN(12) == 0 {
		o.Class = model.Escalation
		signed = rng.IntN(n)
	}
	line, speed := 0.8+0.02*rng.NormFloat64(), 0.0
	values := slices.Clone(o.Reservation)
	for t := range n {
		class := model.Stalemate
		switch {
		case t >= signed:
			class = o.Class
		case t >= early && t < broken:
			class = model.Ceasefire
		case t >= broken:
			class = model.Collapsed
		}
		if class == model.Stalemate || class == model.Collapsed {
			speed = 0.6*speed + 0.006*rng.NormFloat64() + 0.001*float64(theory)
			line = min(max(line+speed, 0), 1)
		}
		o.Path.Class[t], o.Path.Line[t] = class, line
		if o.First[class] < 0 {
			o.First[class] = t
		}
		for i := range values {
			values[i] += 0.01 * rng.NormFloat64()
			o.Path.Reservation(t)[i] = values[i]
			if class == model.Stalemate && rng.IntN(2+i) == 0 {
				o.Blocks[i]++
			}
		}
	}
	first := min(early, signed)
	switch {
	case early < n:
		o.Lasted, o.Ended = min(broken, signed)-first, broken < signed
		if signed < n && broken >= signed {
			o.Lasted = n - first
		}
	case o.Class == model.Settlement || o.Class == model.Ceasefire:
		o.Lasted = n - first
	}
	if o.Class != model.Settlement && o.Class != model.Ceasefire {
		o.NotConsenting = 0
		if o.Reason == model.EmptyZone {
			o.Reason = model.EmptyZone + model.Reason(rng.IntN(10))
			o.NotConsenting = rng.IntN(len(b.Parties))
		}
	}
	o.Round = max(o.First[o.Class], 0)
}
