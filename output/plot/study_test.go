package plot

import (
	"bytes"
	"math"
	"slices"
	"strings"
	"testing"

	"sim/model"
	"sim/model/analysis"
	"sim/model/montecarlo"
	"sim/model/scenario"
	"sim/model/study"
	"sim/output"
)

// studyOf is what pictures of an analysis of a made-up result say was played.
func studyOf(r *output.Result) *output.Study {
	return &output.Study{Subject: &study.Subject{Scenario: r.Scenario, Config: r.Config, Theories: r.Scenario.Bargain.Theories, Lead: min(1, len(r.Scenario.Bargain.Theories)-1)}}
}

// changedDraws are the headline quantities of a result's sample after a change to
// every draw.
func changedDraws(r *output.Result, change func(o *model.Outcome, draw int)) (analysis.Side, [][][]float64) {
	figures, columns := analysis.Headlines(r.Scenario.Bargain, false)
	draws := make([][][]float64, len(r.Sample.Outcomes))
	for theory, os := range r.Sample.Outcomes {
		draws[theory] = make([][]float64, len(columns))
		for i, o := range os {
			o.Utility, o.Payoff, o.Compliance = slices.Clone(o.Utility), slices.Clone(o.Payoff), slices.Clone(o.Compliance)
			change(&o, i)
			for m, of := range columns {
				draws[theory][m] = append(draws[theory][m], of(&o))
			}
		}
	}
	return analysis.Side{Bargain: r.Scenario.Bargain, Quantities: figures}, draws
}

// comparisonOf compares a result with itself after some draws have turned from
// stalemate to settlement and the first party fares a little better.
func comparisonOf(t *testing.T, r *output.Result, variants int) *output.Comparison {
	t.Helper()
	side, base := changedDraws(r, func(*model.Outcome, int) {})
	replicates, err := study.Config{Sampler: r.Config.Sampler}.Replicates()
	if err != nil {
		t.Fatal(err)
	}
	c := &output.Comparison{Study: studyOf(r), Base: "base"}
	for i := range variants {
		_, after := changedDraws(r, func(o *model.Outcome, draw int) {
			if o.Class == model.Stalemate && draw%(7+i) == 0 {
				o.Class = model.Settlement
				for i := range o.Payoff {
					o.Payoff[i], o.Compliance[i] = o.Reservation[i]+0.05, 0.5
				}
			}
			if len(o.Utility) > 0 {
				o.Utility[0] += 0.02 * math.Sin(float64(draw))
			}
		})
		v := analysis.NewComparison(side, side, replicates)
		v.Add(base, after)
		v.Finish(study.MinimumDraws)
		c.Variants = append(c.Variants, output.Variant{Name: "levers.a_lever_with_a_long_name.weight=0.95, levers.another.weight=1", Comparison: v})
	}
	return c
}

// checkStudy checks pictures as those of results are checked: words never
// touch nor leave the sheet, every frame has its notice, and the SVG says it too.
func checkStudy(t *testing.T, name string, figures []Figure) {
	t.Helper()
	for _, f := range figures {
		s := f.lay(nil)
		words := textsOf(s)
		for i, b := range s.texts {
			if b.left < 0 || b.right > sheetWidth || b.top < 0 || b.bottom > s.height() {
				t.Errorf("%s: %s: %q leaves the sheet: %v", name, f.Name, words[i], b)
			}
			for j := range i {
				if b.overlaps(s.texts[j]) {
					t.Errorf("%s: %s: %q collides with %q at %v, %v", name, f.Name, words[i], words[j], b, s.texts[j])
				}
			}
		}
		if len(s.axes) == 0 {
			t.Errorf("%s: %s has no axes", name, f.Name)
		}
		for _, frame := range s.axes {
			held := false
			for i, w := range words {
				held = held || w == output.Notice && s.texts[i].overlaps(frame)
			}
			if !held {
				t.Errorf("%s: %s: no notice in the frame %v", name, f.Name, frame)
			}
		}
		a, err := Encode(f, "svg", nil)
		if err != nil {
			t.Fatal(err)
		}
		b, err := Encode(f, "svg", nil)
		if err != nil || !bytes.Equal(a, b) || !strings.Contains(string(a), "<desc") {
			t.Errorf("%s: %s differs from one drawing to the next: %v", name, f.Name, err)
		}
	}
}

func TestComparisonPictures(t *testing.T) {
	for name, r := range edges() {
		if r.Sample == nil || r.Sample.N < 2 || len(r.Scenario.Bargain.Theories) != len(r.Tally.Theories) {
			continue
		}
		c := comparisonOf(t, r, 2)
		figures := Comparison(c)
		if len(figures) < 4 {
			t.Errorf("%s: %d pictures", name, len(figures))
		}
		checkStudy(t, name, figures)
	}
}

// sweepOf is a made-up sweep of a result: its figures change along the axes.
func sweepOf(r *output.Result, measure string, axes ...study.Axis) *output.Sweep {
	of := studyOf(r)
	w := &output.Sweep{Study: of, SweepResult: &study.SweepResult{Subject: of.Subject, Axes: axes}}
	if measure != "" {
		w.Measure = &scenario.Measure{Text: measure, Unit: "share of the five regions (Crimea, Donetsk, Kherson, Luhansk, Zaporizhzhia) under Russian control"}
	}
	points := 1
	for _, a := range axes {
		points *= len(a.Values)
	}
	base := study.Summarise(r.Scenario.Bargain, r.Tally)
	for point := range points {
		t := float64(point) / float64(points)
		var rows []study.Row
		for _, row := range base {
			row.Value *= 0.5 + t
			row.Lower, row.Upper = row.Value-2*row.Error, row.Value+2*row.Error
			rows = append(rows, row)
		}
		for i := range w.Theories {
			for k, quantity := range []string{study.MeasureMean, study.MeasureP05, study.MeasureP50, study.MeasureP95} {
				v := 0.5 + 0.1*float64(i) + t + 0.2*float64(k%3-1)
				rows = append(rows, study.Row{Protocol: w.Theories[i].Name, Quantity: quantity, Key: measure, N: point * 60, Value: v, Error: 0.02, Lower: v - 0.04, Upper: v + 0.04})
			}
		}
		w.Points = append(w.Points, study.Point{Rows: rows})
	}
	return w
}

func TestSweepPictures(t *testing.T) {
	fine := study.Axis{Path: "levers.a_lever_with_a_rather_long_name_indeed.weight", Base: 0.4, Written: "0.4"}
	for i := range 21 {
		fine.Values = append(fine.Values, float64(i)/20)
	}
	coarse := study.Axis{Path: "issues.humanitarian.status_quo", Values: []float64{-12000, 0.25, 3500, 27000}, Base: math.NaN()}
	for name, r := range map[string]*output.Result{"summit": summit(200), "small": small(200, "weighted_mean"), "strange": edges()["strange letters"]} {
		for which, w := range map[string]*output.Sweep{
			"one axis": sweepOf(r, "terms.territory", fine), "few values": sweepOf(r, "", coarse),
			"two axes": sweepOf(r, "terms.territory", fine, coarse), "two the other way": sweepOf(r, "", coarse, fine),
		} {
			figures := Sweep(w)
			if len(figures) < 1 {
				t.Errorf("%s, %s: no pictures", name, which)
			}
			checkStudy(t, name+", "+which, figures)
		}
	}
}

// breakevenOf is a made-up breakeven of a result: some levers reach the goal,
// some do not, one has no figures.
func breakevenOf(r *output.Result, levers int, share bool) *output.Breakeven {
	b := &output.Breakeven{Study: studyOf(r), BreakevenResult: &study.BreakevenResult{Goal: study.Goal{Value: 0.5}}}
	b.Measure = scenario.Measure{Text: `share("settlement")`, Share: share, Unit: "stake units"}
	estimate := func(v float64) montecarlo.Estimate {
		return montecarlo.Estimate{N: 500, Value: v, Error: 0.02, Lower: v - 0.04, Upper: v + 0.04}
	}
	for i := range levers {
		b.Levers = append(b.Levers, study.LeverWeight{Lever: []string{"aid", "a_lever_with_a_very_long_name_indeed", "threat"}[i%3], Now: 0.4, Written: []string{"0.4", "{uniform: [0.2, 0.6]}"}[i%2]})
	}
	for range b.Theories {
		b.Now = append(b.Now, estimate(0.3))
		var scans []study.LeverScan
		for i := range levers {
			s := study.LeverScan{}
			for step := range 5 {
				at := float64(step) / 4
				e := estimate(0.2 + 0.08*float64(i)*at)
				if i == levers-1 {
					e = montecarlo.Estimate{N: 3, Value: math.NaN(), Error: math.NaN(), Lower: math.NaN(), Upper: math.NaN()}
				}
				s.Readings = append(s.Readings, analysis.Reading{At: at, Estimate: e})
			}
			s.Best = s.Readings[4]
			if s.Best.Value > 0.5 {
				s.Needed = &analysis.Crossing{Reading: analysis.Reading{At: 0.81, Estimate: estimate(0.5)}, Lower: 0.75, Upper: 1}
			}
			scans = append(scans, s)
		}
		b.Scans, b.Pairs = append(b.Scans, scans), append(b.Pairs, nil)
	}
	return b
}

func TestBreakevenPictures(t *testing.T) {
	for name, r := range map[string]*output.Result{"summit": summit(200), "small": small(200, "weighted_mean"), "strange": edges()["strange letters"]} {
		for _, b := range []*output.Breakeven{breakevenOf(r, 9, true), breakevenOf(r, 2, false), breakevenOf(r, 1, true)} {
			figures := Breakeven(b)
			if len(figures) != len(b.Theories)+1 {
				t.Errorf("%s: %d pictures", name, len(figures))
			}
			checkStudy(t, name, figures)
		}
	}
}
