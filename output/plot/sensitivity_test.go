package plot

import (
	"context"
	"math"
	"math/rand/v2"
	"testing"

	"sim/model"
	"sim/model/analysis"
	"sim/model/montecarlo"
	"sim/model/study"
	"sim/output"
)

// inputsOf makes up the inputs of a result's sample, which does not hold them.
func inputsOf(r *output.Result) [][]float64 {
	rng := rand.New(rand.NewPCG(5, 6))
	var columns [][]float64
	for _, in := range r.Scenario.Bargain.Varying() {
		var column []float64
		for range r.Sample.N {
			column = append(column, in.Dist.Quantile(rng.Float64()))
		}
		columns = append(columns, column)
	}
	return columns
}

// sensitivityOf is a sensitivity analysis of a made-up result: its own ranking,
// and indices, effects and ends that are made up to be hard to draw.
func sensitivityOf(t *testing.T, r *output.Result) *output.Sensitivity {
	t.Helper()
	b := r.Scenario.Bargain
	s := &output.Sensitivity{Study: studyOf(r), Sensitivity: &study.Sensitivity{Top: 12, Measure: study.Measure{Text: `share("settlement")`, Share: true}, Indices: new(study.SobolIndices), Shapley: new(study.ShapleyEffects), Tornado: new(study.Tornado)}}
	inputs := inputsOf(r)
	var ys [][]float64
	for _, os := range r.Sample.Outcomes {
		var y []float64
		for i, o := range os {
			v := 0.0
			if len(inputs) > 0 && inputs[0][i] > inputs[0][0] != (o.Class == model.Ceasefire) {
				v = 1
			}
			y = append(y, v)
		}
		ys = append(ys, y)
		s.Means = append(s.Means, montecarlo.Mean(y))
	}
	s.Ranking = analysis.Rank(inputs, ys, 0)
	groups, err := analysis.GroupBy(b, "")
	if err != nil {
		t.Fatal(err)
	}
	groups = append(groups, analysis.Group{Name: "levers.a_lever_with_a_long_name + levers.another_lever_with_quite_a_long_name", Columns: []int{0, 1, 2}})
	s.Indices.Groups, s.Shapley.Groups = groups, groups
	for range s.Theories {
		var indices []analysis.Index
		var effects []montecarlo.Estimate
		for g := range groups {
			x := 0.4 / (1 + float64(g)) * math.Cos(float64(g))
			e := montecarlo.Estimate{N: 100, Value: x, Error: 0.04, Lower: x - 0.09, Upper: x + 0.09}
			indices, effects = append(indices, analysis.Index{First: e, Total: e, Jansen: e}), append(effects, e)
		}
		s.Indices.Indices, s.Shapley.Effects = append(s.Indices.Indices, indices), append(s.Shapley.Effects, effects)
	}
	for k, name := range []string{"issues.an_issue_with_a_long_name.positions.a_party_of_many_words.salience", "parties.one.power", "processes.drift.drift"} {
		e := study.Swing{Name: name, Low: 0.00123, High: 12345.6}
		for range s.Theories {
			p := analysis.PairMean([]float64{0, 1, 0, 1}, []float64{1, 0, 1, float64(k)}, 0)
			p.A.N, p.B.N = 200, 200
			e.Paired = append(e.Paired, p)
		}
		s.Tornado.Inputs, s.Tornado.Levers = append(s.Tornado.Inputs, e), append(s.Tornado.Levers, e)
	}
	return s
}

func TestSensitivityPictures(t *testing.T) {
	drawn := map[string]bool{}
	for name, r := range edges() {
		if r.Sample == nil || r.Sample.N < 2 || len(r.Scenario.Bargain.Theories) != len(r.Tally.Theories) {
			continue
		}
		s := sensitivityOf(t, r)
		figures := Sensitivity(s)
		for _, f := range figures {
			drawn[f.Name] = true
		}
		checkStudy(t, name, figures)
		// A measure that never varies leaves nothing to draw.
		for m := range s.Theories {
			still := make([]float64, r.Sample.N)
			s.Ranking[m] = analysis.Rank(inputsOf(r), [][]float64{still}, 0)[0]
			for g := range s.Indices.Groups {
				nan := montecarlo.Estimate{Value: math.NaN(), Lower: math.NaN()}
				s.Indices.Indices[m][g], s.Shapley.Effects[m][g] = analysis.Index{First: nan, Total: nan}, nan
			}
		}
		s.Tornado = nil
		if fs := Sensitivity(s); len(fs) > 0 {
			t.Errorf("%s: %s of a measure that never varies", name, fs[0].Name)
		}
	}
	for _, k := range SensitivityKinds {
		if !drawn[k.Name] {
			t.Errorf("%s is never drawn", k.Name)
		}
	}
}

func TestDiscoveryPictures(t *testing.T) {
	boxes := 0
	for name, r := range edges() {
		if r.Sample == nil || r.Sample.N < 200 || r.Scenario.Bargain.Columns < 2 || len(r.Scenario.Bargain.Theories) != len(r.Tally.Theories) {
			continue
		}
		inputs, columns := r.Scenario.Bargain.Varying(), inputsOf(r)
		hits := make([]bool, r.Sample.N)
		for i := range hits {
			hits[i] = columns[0][i] > inputs[0].Dist.Quantile(0.4) && columns[1][i] < inputs[1].Dist.Quantile(0.7)
		}
		found, err := analysis.Discover(context.Background(), columns, hits, analysis.Search{Resamples: 2, Workers: 1, Most: 2})
		if err != nil {
			t.Fatal(err)
		}
		d := &output.Discovery{Study: studyOf(r), Discovery: &study.Discovery{Where: study.Where{Text: `terms.a_long_name > 0.8 and outcome in ["settlement", "ceasefire"]`}, Found: found, Resamples: 2}}
		boxes += len(found.Boxes)
		checkStudy(t, name, Discovery(d))
		d.Found = &analysis.Discovery{Draws: found.Draws}
		if fs := Discovery(d); len(fs) > 0 {
			t.Errorf("%s: %s without a box", name, fs[0].Name)
		}
	}
	if boxes == 0 {
		t.Error("no box was drawn")
	}
}
