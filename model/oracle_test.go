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
		p := NewProblem(1, len(v.X))
		copy(p.Weight[0], v.W)
		copy(p.Ideal[0], v.Ideal)
		copy(p.Curvature[0], v.Gamma)
		for k := range v.Side {
			p.Side[0][k] = sides[v.Side[k]]
		}
		p.Risk[0] = v.R
		return map[string]any{"V": p.Value(0, v.X), "U": p.Payoff(0, v.X)}
	},
	"lever.effective": func(t *testing.T, in json.RawMessage) map[string]any {
		v := read[struct {
			Intensity, Weight, Credibility float64
			Compensators                   []struct{ Substitutability, Effective float64 }
		}](t, in)
		e := v.Intensity * v.Weight * v.Credibility
		for _, c := range v.Compensators {
			e *= Substituting(c.Substitutability, c.Effective)
		}
		return map[string]any{"effective": e}
	},
	"compose.probsum": func(t *testing.T, in json.RawMessage) map[string]any {
		v := read[struct{ Effects []float64 }](t, in)
		return map[string]any{"total": sumOf(nil, v.Effects)}
	},
	"compose.mixed": func(t *testing.T, in json.RawMessage) map[string]any {
		v := read[struct{ Additive, Multiplicative []float64 }](t, in)
		return map[string]any{"total": sumOf(v.Additive, v.Multiplicative)}
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
	"compose.pull": func(t *testing.T, in json.RawMessage) map[string]any {
		v := read[struct {
			Z     float64
			Pulls []struct{ Toward, E float64 }
		}](t, in)
		var p OddsPull
		for _, x := range v.Pulls {
			p.Toward(x.Toward, x.E)
		}
		return map[string]any{"z": p.From(v.Z)}
	},
	"compose.power": func(t *testing.T, in json.RawMessage) map[string]any {
		v := read[struct{ Alpha0, Shifts []float64 }](t, in)
		b := &Bargain{Packages: []Package{{ID: "deal"}}}
		for i := range v.Alpha0 {
			b.Parties = append(b.Parties, Party{
				Power: Known(v.Alpha0[i]), CountsOn: -1, ExpectedCompliance: Known(1), Patience: Known(0.9),
			})
			b.Levers = append(b.Levers, Lever{
				ID: string(rune('a' + i)), Holder: i, Target: i, Weight: Known(1), Intensity: Known(1), Credibility: Known(1), PassThrough: Known(1),
				Effects: []Effect{{Moves: MovesPower, Party: i, Push: Known(v.Shifts[i])}},
			})
		}
		table, p := NewTable(b), NewProblem(len(b.Parties), 0)
		table.SetInputs(nil, MedianEvents{})
		table.Pose(0, p)
		return map[string]any{"alpha": p.Power}
	},
	"aid.adequacy": aidOracle,
	"scenario.build": func(t *testing.T, in json.RawMessage) map[string]any {
		b := OracleBargain(t, in)
		table, p := NewTable(b), NewProblem(len(b.Parties), len(b.Issues))
		table.SetInputs(nil, MedianEvents{})
		table.Pose(0, p)
		out := map[string]any{}
		for i := range b.Parties {
			if b.Parties[i].Seat != Signatory {
				continue
			}
			ref := worldRefused(i)
			at := &table.parties[i]
			var stands []float64
			for k := range b.Issues {
				stands = append(stands, table.stands(k, ref))
			}
			out[b.Parties[i].ID] = map[string]any{
				"d": p.Reservation[i], "a": p.PayoffSlope[i], "b": p.PayoffConstant[i], "phi": table.here.parties[i].compliant,
				"z_ref": stands, "war": table.fighting(i, table.in(i, ref), table.in(i, worldTalking)),
				"pain":     at.pressureCap * total(at.pressureFx, table.here.force[ref], nil),
				"gain_agr": at.inducementCap * total(at.inducementFx, table.here.force[worldAgreed], nil),
			}
		}
		return out
	},
	"partial.truce": truceOracle,
}

var sides = map[string]Side{"two": TwoSided, "at_least": AtLeast, "at_most": AtMost}

// elsewhere names the oracles of the file that TestNashScenario runs.
var elsewhere = map[string]bool{"nash.scenario": true}

func TestOracles(t *testing.T) {
	ran := 0
	for _, o := range oracles(t) {
		if elsewhere[o.Model] {
			continue
		}
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
	if ran < 40 {
		t.Errorf("ran %d oracles, expected at least 40", ran)
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

func sumOf(additive, multiplicative []float64) float64 {
	s := NewProbSum()
	for _, e := range additive {
		s.Add(e, true)
	}
	for _, e := range multiplicative {
		s.Add(e, false)
	}
	return s.Total()
}

func aidOracle(t *testing.T, in json.RawMessage) map[string]any {
	v := read[struct {
		Flows, Cuts []float64
		Fillers     []struct{ Cap, Share, Substitutability float64 }
		Need, Beta  float64
		WarCost0    float64 `json:"war_cost0"`
	}](t, in)
	b := &Bargain{
		Parties:  []Party{{ConflictCost: Known(v.WarCost0), CountsOn: -1, ExpectedCompliance: Known(1), Patience: Known(0.9), Power: Known(1)}},
		Packages: []Package{{ID: "deal"}},
		Aid:      &AidAccount{Need: Known(v.Need), Push: Known(v.Beta)},
	}
	for i, f := range v.Flows {
		b.Levers = append(b.Levers, Lever{
			ID: string(rune('a' + i)), Weight: Known(v.Cuts[i]), Intensity: Known(1), Credibility: Known(1), PassThrough: Known(1),
		})
		b.Aid.Donors = append(b.Aid.Donors, Donor{Flow: Known(f), CutBy: i})
	}
	for _, f := range v.Fillers {
		b.Aid.Fillers = append(b.Aid.Fillers, Filler{Capacity: Known(f.Cap), Willingness: Known(f.Share), Substitutability: Known(f.Substitutability)})
	}
	table := NewTable(b)
	table.SetInputs(nil, MedianEvents{})
	return map[string]any{
		"gap": gapOf(v.Flows, v.Cuts), "fill": table.aid.fills(table.here.force[worldTalking], b.Aid),
		"adequacy": table.aid.adequacy(b.Aid, table.here.force[worldTalking]), "war_cost": table.fighting(0, table.in(0, worldTalking), table.in(0, worldTalking)),
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

func truceOracle(t *testing.T, in json.RawMessage) map[string]any {
	v := read[struct {
		WarCost        []float64 `json:"war_cost"`
		ReliefFraction []float64 `json:"relief_fraction"`
		LeverageLost   []float64 `json:"leverage_lost"`
	}](t, in)
	gain := make([]float64, len(v.WarCost))
	status := "agreement"
	for i := range gain {
		b := &Bargain{
			Parties:  []Party{{ConflictCost: Known(v.WarCost[i]), CountsOn: -1, ExpectedCompliance: Known(1), Patience: Known(0.9), Power: Known(1)}},
			Packages: []Package{{ID: "truce", Outcome: Partial, Relief: Known(v.ReliefFraction[i]), LeverageLoss: []LeverageLoss{{0, Known(v.LeverageLost[i])}}}},
		}
		table, p := NewTable(b), NewProblem(1, 0)
		table.SetInputs(nil, MedianEvents{})
		table.Pose(0, p)
		gain[i] = p.Payoff(0, nil) - p.Reservation[0]
		if gain[i] < 0 {
			status = "none"
		}
	}
	return map[string]any{"gain": gain, "status": status}
}

// OracleBargain builds the bargain that an oracle describes in the letters of
// the mathematics.
func OracleBargain(t *testing.T, in json.RawMessage) *Bargain {
	t.Helper()
	v := read[struct {
		Fallback []float64
		Alpha    map[string]float64
		Parties  map[string]struct {
			W, P, Gamma      []float64
			Side             []string
			R, Phi, Betrayal float64
			WarCost          float64 `json:"war_cost"`
			PainCap          float64 `json:"pain_cap"`
			GainCap          float64 `json:"gain_cap"`
			Violator         string
		}
		Levers []struct {
			ID, Owner, Target, Trigger     string
			Intensity, Weight, Credibility float64
			OwnerCost                      float64 `json:"owner_cost"`
			Channels                       []struct {
				On, Party    string
				Beta, Toward float64
				Issue        int
			}
			Compensates [][]any
		}
	}](t, in)
	b := &Bargain{Packages: []Package{{ID: "settlement", Relief: Known(1), Share: Known(1), Stake: Known(1)}}}
	at := map[string]int{}
	party := func(id string) {
		if _, ok := at[id]; !ok {
			at[id] = len(b.Parties)
			b.Parties = append(b.Parties, Party{
				ID: id, Seat: Observer, Power: Known(1), Patience: Known(0.98), CountsOn: -1,
				ExpectedCompliance: Known(1), PressureCap: Known(1), InducementCap: Known(1),
			})
		}
	}
	for _, id := range []string{"RUS", "UKR"} {
		party(id)
	}
	for _, l := range v.Levers {
		party(l.Owner)
	}
	for k, z := range v.Fallback {
		is := Issue{StatusQuo: Known(z), Curvature: Known(1), Stances: make([]Stance, len(b.Parties))}
		for id, p := range v.Parties {
			is.Stances[at[id]] = Stance{Ideal: Known(p.P[k]), Side: sides[p.Side[k]], Salience: Known(100 * p.W[k])}
		}
		b.Issues = append(b.Issues, is)
		b.Packages[0].Issues = append(b.Packages[0].Issues, k)
	}
	for id, p := range v.Parties {
		q := &b.Parties[at[id]]
		q.Seat = Signatory
		q.RiskAversion, q.ConflictCost, q.ExpectedCompliance, q.BreachLoss = Known(p.R), Known(p.WarCost), Known(p.Phi), Known(p.Betrayal)
		q.PressureCap, q.InducementCap, q.CountsOn = Known(p.PainCap), Known(p.GainCap), at[p.Violator]
	}
	ids := map[string]int{}
	for i, l := range v.Levers {
		ids[l.ID] = i
	}
	for _, l := range v.Levers {
		lever := Lever{
			ID: l.ID, Holder: at[l.Owner], Target: at[l.Target], Weight: Known(l.Weight), Intensity: Known(l.Intensity),
			Credibility: Known(l.Credibility), PassThrough: Known(1), Cost: Known(l.OwnerCost),
		}
		switch l.Trigger {
		case "if_target_refuses":
			lever.When, lever.WhenParty = OnRefusal, at[l.Target]
		case "if_party_refuses:RUS":
			lever.When, lever.WhenParty = OnRefusal, at["RUS"]
		case "on_agreement":
			lever.When = OnAgreement
		case "on_no_agreement":
			lever.When = OnNoAgreement
		default:
			t.Fatalf("unknown trigger %q", l.Trigger)
		}
		for _, c := range l.Channels {
			e := Effect{Party: at[l.Target], Issue: c.Issue, Push: Known(c.Beta), Toward: Known(c.Toward)}
			if c.Party != "" {
				e.Party = at[c.Party]
			}
			e.Moves = map[string]Channel{
				"pain": MovesPressure, "gain": MovesInducement, "war_cost": MovesConflictCost,
				"status_quo": MovesStatusQuo, "compliance": MovesExpectedCompliance,
			}[c.On]
			lever.Effects = append(lever.Effects, e)
		}
		for _, c := range l.Compensates {
			lever.Substitutions = append(lever.Substitutions, Substitution{Lever: ids[c[0].(string)], Share: Known(c[1].(float64))})
		}
		b.Levers = append(b.Levers, lever)
	}
	return b
}

// OraclesOf lets tests outside the package read the oracles of one model.
func OraclesOf(t *testing.T, name string, run func(t *testing.T, b *Bargain, expected json.RawMessage, tolerance float64)) {
	t.Helper()
	for _, o := range oracles(t) {
		if o.Model == name {
			t.Run(o.Name, func(t *testing.T) { run(t, OracleBargain(t, o.Inputs), o.Expected, o.Tolerance) })
		}
	}
}
