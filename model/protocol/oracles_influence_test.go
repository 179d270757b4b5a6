package protocol

import (
	"encoding/json"
	"os"
	"slices"
	"testing"

	"sim/model"
)

// influenceInputs are the inputs of the oracles of the influence theories.
type influenceInputs struct {
	Actors, Issues       []string
	Capability           any // a number an actor, or a row an issue
	Position, Salience   any // likewise
	Probability, Pick    string
	I, J                 any
	R, P, T, Q, Distance float64
	SalienceJ            float64 `json:"salience_j"`
	FarFromMedian        float64 `json:"distance_i_to_median"`
	Rounds               int

	Risk                  []float64
	H, K                  int
	Ranges                []string
	Weights               []float64
	Utilities             [][]float64
	Voting, Victory, Rule string
	Pce                   any // the kind of an election, or the shares that came of one
	W                     float64
	UI                    float64   `json:"u_i"`
	UJ                    float64   `json:"u_j"`
	TI                    []float64 `json:"t_i"`
	SI                    []float64 `json:"s_i"`
	PI                    float64   `json:"p_i"`
	TJ                    []float64 `json:"t_j"`
	SJ                    []float64 `json:"s_j"`
	N, M                  int
	Pair                  []string
	X, Y                  float64
}

// rows is a matrix.
func rows(v any) [][]float64 {
	var out [][]float64
	for _, row := range v.([]any) {
		out = append(out, floats(row))
	}
	return out
}

// of is the number of the actor called i, which may be given by its number.
func of(v any) int { return int(v.(float64)) }

// The oracles' names of the options.
var ktabNames = map[string]string{
	"Prop": "proportional", "Binary": "binary", "PropBin": "proportional_binary", "Cubic": "cubic", "PropCbc": "proportional_cubic", "ASymProsp": "asymmetric",
	"Linear": "linear", "Square": "square", "Conditional": "conditional", "MarkovUniform": "markov_uniform", "MarkovIncentive": "markov_incentive",
}

// space is the spatial model of an oracle, at its start.
func (in *influenceInputs) space() *spatialContest {
	v := &spatialContest{risks: 1, sees: 1, commitment: semi, squares: true}
	v.begin(crew(floats(in.Capability), rows(in.Position), rows(in.Salience)))
	return v
}

// crew are actors made by hand.
func crew(capability []float64, position, salience [][]float64) *actors {
	p := model.NewProblem(len(capability), len(position[0]))
	for i := range capability {
		p.Capability[i] = capability[i]
		copy(p.Ideal[i], position[i])
		copy(p.Attention[i], salience[i])
	}
	a := new(actors)
	a.setActors(p, new(choices))
	return a
}

// held is an election of voters with these weights and utilities.
func held(e election, weights []float64, utilities [][]float64) election {
	e.begin(len(utilities[0]))
	for i, w := range weights {
		e.vote(w, utilities[i])
	}
	e.close()
	return e
}

// contest is the one-issue challenge model of an oracle.
func (in *influenceInputs) contest() *contest {
	c := &contest{scholz: in.Probability == "scholz_code", stays: 1}
	capability, salience := floats(in.Capability), floats(in.Salience)
	for i, x := range floats(in.Position) {
		c.addActor(len(c.x), capability[i], salience[i], x)
	}
	c.setSpan()
	for i := range c.r {
		c.r[i] = 1
	}
	return c
}

// pair are the places of the actors called i and j.
func (in *influenceInputs) pair() (i, j int) {
	return slices.Index(in.Actors, in.I.(string)), slices.Index(in.Actors, in.J.(string))
}

var stepNames = []string{"stay", "confrontation", "compromise", "capitulation"}

// rounds simulates the rounds of an oracle and lists the moves of the last one.
func (in *influenceInputs) rounds() map[string]any {
	c := in.contest()
	for range in.Rounds {
		c.runRound(new(choices))
	}
	return map[string]any{"positions": c.x, "moves": in.moves(c), "mean": c.meanPosition()}
}

func (in *influenceInputs) moves(c *contest) []any {
	var moves []any
	for i, s := range c.shifts {
		if s.step != stay {
			moves = append(moves, map[string]any{
				"actor": in.Actors[i], "kind": stepNames[s.step], "other": in.Actors[s.other],
				"eu_own": s.own, "eu_other": s.their, "new_position": s.to,
			})
		}
	}
	return moves
}

var influenceAnswers = map[string]func(in *influenceInputs) map[string]any{
	"bdm.mean_median": func(in *influenceInputs) map[string]any {
		c := in.contest()
		return map[string]any{"mean": c.meanPosition(), "median": c.median()}
	},
	"bdm.risk": func(in *influenceInputs) map[string]any {
		c := in.contest()
		c.setSites()
		c.setRisk()
		risk := make([]float64, len(c.r))
		for i, r := range c.r {
			risk[i] = 3 * (1 - r) / (1 + r)
		}
		return map[string]any{"R": risk, "r": c.r}
	},
	"bdm.probability": func(in *influenceInputs) map[string]any {
		c := in.contest()
		c.setSites()
		c.setVictories()
		i, j := in.pair()
		return map[string]any{"P": c.wins[i*len(c.x)+j]}
	},
	"bdm.eu_challenge": func(in *influenceInputs) map[string]any {
		c := in.contest()
		c.setSites()
		c.setVictories()
		i, j := in.pair()
		d := c.distance(i, j)
		to := newGap(d)
		won, lost := to.utilities(in.R)
		return map[string]any{"EU": c.expected(c.wins[i*len(c.x)+j], c.salience[j], won, lost, 2-4*riskPower(0.5, in.R), d, in.R)}
	},
	"bdm.eu_challenge_raw": func(in *influenceInputs) map[string]any {
		c := &contest{stays: in.Q, favours: in.T}
		d, r := in.Distance, in.R
		to := newGap(d)
		won, lost := to.utilities(r)
		return map[string]any{"EU": c.expected(in.P, in.SalienceJ, won, lost, 2-4*riskPower(0.5, r), in.FarFromMedian+d, r)}
	},
	"bdm.scholz_round":   (*influenceInputs).rounds,
	"bdm.round_pairwise": (*influenceInputs).rounds,
	"ktab.utility": func(in *influenceInputs) map[string]any {
		v := in.space()
		var u []any
		for i, r := range in.Risk {
			var row []float64
			for j := range in.Risk {
				row = append(row, valueAtDistance(v.far[i*len(in.Risk)+j], r))
			}
			u = append(u, row)
		}
		return map[string]any{"U": u}
	},
	"ktab.risk_attitude": func(in *influenceInputs) map[string]any {
		v := in.space()
		return map[string]any{"pce": v.election.share, "R": v.risk}
	},
	"ktab.risk_from_pce": func(in *influenceInputs) map[string]any {
		out := map[string]any{}
		for _, r := range in.Ranges {
			risk := make([]float64, len(floats(in.Pce)))
			attitudes(floats(in.Pce), slices.Index([]string{"Min", "Mid", "Max"}, r), risk)
			out[r] = risk
		}
		return out
	},
	"ktab.challenge": func(in *influenceInputs) map[string]any {
		v := in.space()
		v.perceive(in.H)
		p, gain := v.contest(of(in.I), of(in.J), in.K)
		return map[string]any{"P_i_wins": p, "delta_EU": gain}
	},
	"ktab.bargain": func(in *influenceInputs) map[string]any {
		v := &spatialContest{squares: in.N == 2}
		v.begin(crew([]float64{1, 1}, [][]float64{in.TI, in.TJ}, [][]float64{in.SI, in.SJ}))
		v.propose(bargain{i: 0, j: 1, strength: in.PI})
		return map[string]any{"i_adopts": v.actors.row(v.proposed, 0), "j_adopts": v.actors.row(v.proposed, 1)}
	},
	"ktab.pce": func(in *influenceInputs) map[string]any {
		e, err := newElection(ktabNames[in.Pce.(string)], ktabNames[in.Victory], ktabNames[in.Voting])
		if err != nil {
			return nil
		}
		return map[string]any{"p": held(e, in.Weights, in.Utilities).share}
	},
	"ktab.vote": func(in *influenceInputs) map[string]any {
		return map[string]any{"vote": ballot(slices.Index(votingRules, ktabNames[in.Rule]), in.W, in.UI-in.UJ)}
	},
	"exchange.equal_gain": func(in *influenceInputs) map[string]any {
		m, i, j := in.market()
		before := slices.Clone(m.mean)
		t := m.trade(i, j, 0, 1)
		if t.gain <= leastGain {
			return map[string]any{"status": "none", "outcome_p": []float64{before[0], m.mean[0]}, "outcome_q": []float64{before[1], m.mean[1]}}
		}
		m.carryOut(t)
		return map[string]any{
			"status": "exchange", "demands_p": in.Actors[t.i], "supplies_p": in.Actors[t.j],
			"move_on_p": t.onP, "move_on_q": t.onQ, "shift_p": t.shiftP, "shift_q": t.shiftQ,
			"outcome_p": []float64{before[0], m.mean[0]}, "outcome_q": []float64{before[1], m.mean[1]}, "gain": t.gain,
		}
	},
	"exchange.next_start": func(in *influenceInputs) map[string]any {
		return map[string]any{"start": restartPosition(in.Salience.(float64), in.X, in.Y)}
	},
}

// market is the position exchange of an oracle with two issues, and its pair.
func (in *influenceInputs) market() (m *exchangeMarket, i, j int) {
	capability, position, salience := rows(in.Capability), rows(in.Position), rows(in.Salience)
	a := &actors{issue: []int{0, 1}}
	for i, c := range capability[0] { // the oracles' capabilities are the same on both issues
		a.capability = append(a.capability, c)
		a.position = append(a.position, position[0][i], position[1][i])
		a.salience = append(a.salience, salience[0][i], salience[1][i])
	}
	m = new(exchangeMarket)
	m.begin(a)
	return m, slices.Index(in.Actors, in.Pair[0]), slices.Index(in.Actors, in.Pair[1])
}

func TestInfluenceOracles(t *testing.T) {
	data, err := os.ReadFile("testdata/oracles_influence.json")
	if err != nil {
		t.Fatal(err)
	}
	var all []struct {
		Name, Model string
		Inputs      influenceInputs
		Expected    map[string]any
		Tolerance   float64
	}
	if err := json.Unmarshal(data, &all); err != nil {
		t.Fatal(err)
	}
	if len(all) < 40 {
		t.Fatalf("only %d oracles", len(all))
	}
	for _, o := range all {
		t.Run(o.Name, func(t *testing.T) {
			answer, ok := influenceAnswers[o.Model]
			if !ok {
				t.Fatalf("nothing answers %s", o.Model)
			}
			same(t, "", o.Expected, answer(&o.Inputs), o.Tolerance)
		})
	}
}

// same compares an expected object with an answer, objects within lists included.
func same(t *testing.T, at string, want, have map[string]any, tolerance float64) {
	t.Helper()
	for key, w := range want {
		h, ok := have[key]
		if !ok {
			t.Errorf("no answer for %s%s", at, key)
			continue
		}
		list, _ := w.([]any)
		if len(list) == 0 {
			match(t, at+key, w, h, tolerance)
			continue
		}
		if _, objects := list[0].(map[string]any); !objects {
			match(t, at+key, w, h, tolerance)
			continue
		}
		got, _ := h.([]any)
		if len(got) != len(list) {
			t.Errorf("%s%s: %d of them, want %d: %v", at, key, len(got), len(list), got)
			continue
		}
		for i := range list {
			same(t, at+key+" ", list[i].(map[string]any), got[i].(map[string]any), tolerance)
		}
	}
}
