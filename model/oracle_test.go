package model

import (
	"encoding/json"
	"math"
	"os"
	"testing"
)

type oracle struct {
	Name, Model string
	Inputs      json.RawMessage
	Expected    json.RawMessage
	Tolerance   float64
}

func oracles(t *testing.T) []oracle {
	t.Helper()
	src, err := os.ReadFile("testdata/oracles.json")
	if err != nil {
		t.Fatal(err)
	}
	var os []oracle
	if err := json.Unmarshal(src, &os); err != nil {
		t.Fatal(err)
	}
	return os
}

// harness maps an oracle's model to code that computes the expected keys.
var harness = map[string]func(t *testing.T, in json.RawMessage) map[string]any{
	"units.to_real": func(t *testing.T, in json.RawMessage) map[string]any {
		v := read[struct {
			Anchors [][2]float64
			X       float64
		}](t, in)
		return map[string]any{"unit": scale(t, v.Anchors).Amount(v.X)}
	},
	"units.to_position": func(t *testing.T, in json.RawMessage) map[string]any {
		v := read[struct {
			Anchors [][2]float64
			Unit    float64
		}](t, in)
		return map[string]any{"x": scale(t, v.Anchors).Position(v.Unit)}
	},
	"units.label": func(t *testing.T, in json.RawMessage) map[string]any {
		v := read[struct {
			Labels []Label
			X      float64
		}](t, in)
		l, _ := NearestLabel(v.Labels, v.X)
		return map[string]any{"label": l.Name}
	},
	"util.issue_value": func(t *testing.T, in json.RawMessage) map[string]any {
		v := read[struct {
			X, Ideal, Gamma float64
			Side            string
		}](t, in)
		return map[string]any{"value": IssueValue(v.X, v.Ideal, sides[v.Side], v.Gamma)}
	},
	"util.risk": func(t *testing.T, in json.RawMessage) map[string]any {
		v := read[struct{ V, R float64 }](t, in)
		return map[string]any{"u": RiskUtility(v.V, v.R)}
	},
	"util.risk_inverse": func(t *testing.T, in json.RawMessage) map[string]any {
		v := read[struct{ U, R float64 }](t, in)
		return map[string]any{"v": RiskInverse(v.U, v.R)}
	},
	"util.party": func(t *testing.T, in json.RawMessage) map[string]any {
		v := read[struct {
			X, W, Ideal, Gamma []float64
			Side               []string
			R                  float64
		}](t, in)
		b := &Bargain{Parties: []Party{player("a")}}
		for k, w := range v.W {
			is := at(0.5, v.Ideal[k], 100*w, v.Gamma[k])
			is.Stances[0].Side = sides[v.Side[k]]
			b.Issues = append(b.Issues, is)
		}
		value := tableOf(b).PlainAt(0, v.X)
		return map[string]any{"V": value, "U": RiskUtility(value, v.R)}
	},
	"compose.logit": func(t *testing.T, in json.RawMessage) map[string]any {
		v := read[struct {
			Q0     float64
			Shifts []float64
		}](t, in)
		s := 0.0
		for _, x := range v.Shifts {
			s += x
		}
		return map[string]any{"q": ShiftLogit(v.Q0, s)}
	},
	"compose.power": func(t *testing.T, in json.RawMessage) map[string]any {
		v := read[struct{ Alpha0, Shifts []float64 }](t, in)
		b := &Bargain{Packages: []Package{{ID: "deal"}}}
		for i := range v.Alpha0 {
			id := string(rune('a' + i))
			b.Parties = append(b.Parties, player(id))
			b.Parties[i].Power = Known(v.Alpha0[i])
			b.Levers = append(b.Levers, always(id, 1, Effect{Does: MovesPower, Party: i, By: Size{Amount: Known(v.Shifts[i])}}))
		}
		return map[string]any{"alpha": pose(b)[0].Power}
	},
	"aid.adequacy": aidOracle,
	"value.blend": func(t *testing.T, in json.RawMessage) map[string]any {
		v := read[struct {
			X, Ideal, Curvature float64
			Side                string
		}](t, in)
		return map[string]any{"value": IssueValue(v.X, v.Ideal, sides[v.Side], v.Curvature)}
	},
	"value.reference": func(t *testing.T, in json.RawMessage) map[string]any {
		v := read[struct {
			X, Ideal, Held, Weight, Curvature, Gain, Loss float64
			Side                                          string
		}](t, in)
		p := NewProblem(1, 1)
		p.Weight[0][0], p.Ideal[0][0], p.Side[0][0], p.Curvature[0][0] = v.Weight, v.Ideal, sides[v.Side], v.Curvature
		p.Gain[0][0], p.Loss[0][0], p.StatusQuo[0] = v.Gain, v.Loss, v.Held
		return map[string]any{"value": p.Worth(0, 0, v.X)}
	},
	"belief.hold": func(t *testing.T, in json.RawMessage) map[string]any {
		v := read[struct{ Hazard, Patience, Settles, Settled float64 }](t, in)
		return map[string]any{"compliance": Hold(v.Hazard, v.Patience, v.Settles, v.Settled)}
	},
	"belief.terms":         termsOracle,
	"payoff.agreement":     agreementOracle,
	"payoff.own_ideal":     agreementOracle,
	"payoff.no_deal":       noDealOracle,
	"payoff.reservation":   reservationOracle,
	"lever.offer":          offerOracle,
	"lever.sizes":          sizesOracle,
	"sponsor.leaves":       leavesOracle,
	"violation.temptation": temptationOracle,
}

var sides = map[string]Side{"two": TwoSided, "at_least": AtLeast, "at_most": AtMost}

func TestOracles(t *testing.T) {
	ran := 0
	for _, o := range oracles(t) {
		t.Run(o.Name, func(t *testing.T) {
			run, ok := harness[o.Model]
			if !ok {
				t.Fatalf("no code for oracle %s", o.Model)
			}
			var want any
			if err := json.Unmarshal(o.Expected, &want); err != nil {
				t.Fatal(err)
			}
			// Through JSON, so that both sides are plain values.
			src, err := json.Marshal(run(t, o.Inputs))
			if err != nil {
				t.Fatal(err)
			}
			var got any
			if err := json.Unmarshal(src, &got); err != nil {
				t.Fatal(err)
			}
			Match(t, "", got, want, o.Tolerance)
		})
		ran++
	}
	if ran < 76 {
		t.Errorf("ran %d oracles, expected at least 76", ran)
	}
}

// Match fails the test unless every value in want is in got, numbers within
// the tolerance.
func Match(t *testing.T, at string, got, want any, tolerance float64) {
	t.Helper()
	switch w := want.(type) {
	case float64:
		if g, ok := got.(float64); !ok || !(math.Abs(g-w) <= max(tolerance, 1e-15)) {
			t.Errorf("%s: got %v, want %v", at, got, w)
		}
	case []any:
		g, ok := got.([]any)
		if !ok || len(g) != len(w) {
			t.Errorf("%s: got %v, want %v", at, got, w)
			return
		}
		for i := range w {
			Match(t, at, g[i], w[i], tolerance)
		}
	case map[string]any:
		g, ok := got.(map[string]any)
		if !ok {
			t.Errorf("%s: got %v, want %v", at, got, w)
			return
		}
		for k := range w {
			Match(t, at+"."+k, g[k], w[k], tolerance)
		}
	default:
		if got != want {
			t.Errorf("%s: got %v, want %v", at, got, want)
		}
	}
}

func read[T any](t *testing.T, in json.RawMessage) (v T) {
	t.Helper()
	if err := json.Unmarshal(in, &v); err != nil {
		t.Fatal(err)
	}
	return v
}

func scale(t *testing.T, anchors [][2]float64) Scale {
	t.Helper()
	var as []Anchor
	for _, a := range anchors {
		as = append(as, Anchor{a[0], a[1]})
	}
	s, err := NewScale(as)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func aidOracle(t *testing.T, in json.RawMessage) map[string]any {
	v := read[struct {
		Flows, Cuts []float64
		Fillers     []struct{ Cap, Share, Substitutability float64 }
		Need, Costs float64
		WarCost0    float64 `json:"war_cost0"`
	}](t, in)
	b := &Bargain{
		Parties:  []Party{player("a")},
		Packages: []Package{{ID: "deal"}},
		Aid:      &AidAccount{Need: Known(v.Need), Costs: Known(v.Costs)},
	}
	b.Parties[0].DisagreementCost = Size{Amount: Known(v.WarCost0)}
	for i, f := range v.Flows {
		b.Levers = append(b.Levers, always(string(rune('a'+i)), v.Cuts[i]))
		b.Aid.Donors = append(b.Aid.Donors, Donor{Flow: Known(f), CutBy: i})
	}
	for _, f := range v.Fillers {
		b.Aid.Fillers = append(b.Aid.Fillers, Filler{Capacity: Known(f.Cap), Willingness: Known(f.Share), Substitutability: Known(f.Substitutability)})
	}
	table := NewTable(b)
	table.SetInputs(nil, MedianEvents{})
	cost, _, _ := table.parts(0, worldTalking)
	return map[string]any{
		"gap": gapOf(v.Flows, v.Cuts), "fill": table.aid.fills(table.here.force[worldTalking], b.Aid),
		"adequacy": table.aid.adequacy(b.Aid, table.here.force[worldTalking]), "war_cost": cost,
	}
}

func gapOf(flows, cuts []float64) (gap float64) {
	for i := range flows {
		gap += flows[i] * cuts[i]
	}
	return gap
}

// fills is what each filler gives, derived from adequacies: the account with
// all fillers but one worthless shows what that one gives.
func (r *aid) fills(strength []float64, a *AidAccount) []float64 {
	out := make([]float64, len(r.capacity))
	all := append([]float64(nil), r.substitute...)
	need := r.need
	defer func() { r.need = need; copy(r.substitute, all) }()
	r.need = 1e9 // far above all flows: adequacy is then linear in what is given
	clear(r.substitute)
	none := r.adequacy(a, strength)
	for i := range out {
		clear(r.substitute)
		r.substitute[i] = 1
		out[i] = math.Round((r.adequacy(a, strength)-none)*1e9*1e6) / 1e6
	}
	return out
}
