package serve

import (
	"math"
	"strings"

	"sim/model"
	"sim/model/analysis"
	"sim/model/montecarlo"
	"sim/model/study"
	"sim/output"
	"sim/output/table"
)

// compare says what changed against an earlier answer, draw by draw on the
// draws that both played. Terms take longer to compare and come with the last stage.
func compare(a *answer, g *stage) []*table.Table {
	n := min(a.kept.N, g.kept.N)
	r := g.result
	shares := &table.Table{
		Title: "Difference in the share of draws, in points, ± Monte Carlo error of the paired draws; ~ is noise",
		Head:  []string{"theory"},
	}
	classes := r.ClassesShown()
	for _, c := range classes {
		shares.Head = append(shares.Head, r.Scenario.Bargain.ClassLabel(c))
	}
	for t := range r.Scenario.Bargain.Theories {
		row := []string{output.TheoryName(&r.Scenario.Bargain.Theories[t])}
		for _, c := range classes {
			p := analysis.PairShare(in(a.kept, t, c, n), in(g.kept, t, c, n), g.kept.Replicates)
			row = append(row, differenceText(&p, 100))
		}
		shares.Rows = append(shares.Rows, row)
	}
	tables := []*table.Table{shares}
	if g.last {
		tables = append(tables, termsCompared(a, g, n), partiesCompared(a, g, n))
	}
	return tables
}

// in says draw by draw, as 1 or 0, whether it ended in class.
func in(k *montecarlo.Kept, theory int, class model.Class, n int) []float64 {
	xs := make([]float64, n)
	for i, c := range k.Values[theory][0][:n] {
		if model.Class(c) == class {
			xs[i] = 1
		}
	}
	return xs
}

// termsCompared is how far the medians of the terms moved under the leading theory.
func termsCompared(a *answer, g *stage, n int) *table.Table {
	b, lead := g.result.Scenario.Bargain, g.result.Scenario.Lead()
	t := &table.Table{
		Title: "What changed: medians of the terms where a deal was struck, under " + output.TheoryName(&b.Theories[lead]),
		Head:  []string{"issue", "before", "now", "difference"},
	}
	for k := range b.Issues {
		before, now := a.kept.Values[lead][1+k][:n], g.kept.Values[lead][1+k][:n]
		row := []string{output.IssueName(&b.Issues[k]), "–", "–", "–"}
		if count(before) >= study.MinimumDraws && count(now) >= study.MinimumDraws {
			p := analysis.PairQuantile(before, now, 0.5, g.kept.Replicates)
			row = []string{row[0], output.Format(p.A.Value, p.A.Error), output.Format(p.B.Value, p.B.Error), differenceText(&p, 1)}
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

// partiesCompared is how what the parties get changed, over all draws.
func partiesCompared(a *answer, g *stage, n int) *table.Table {
	b, lead := g.result.Scenario.Bargain, g.result.Scenario.Lead()
	t := &table.Table{
		Title: "What changed: what the parties get on average, in stake units, under " + output.TheoryName(&b.Theories[lead]),
		Head:  []string{"party", "before", "now", "difference"},
	}
	for i := range b.Parties {
		m := 1 + len(b.Issues) + i
		p := analysis.PairMean(a.kept.Values[lead][m][:n], g.kept.Values[lead][m][:n], g.kept.Replicates)
		t.Rows = append(t.Rows, []string{
			output.PartyName(&b.Parties[i]), output.Format(p.A.Value, p.A.Error), output.Format(p.B.Value, p.B.Error), differenceText(&p, 1),
		})
	}
	return t
}

func count(xs []float64) (n int) {
	for _, x := range xs {
		if !math.IsNaN(x) {
			n++
		}
	}
	return n
}

// differenceText writes a difference with its sign and error; "~" where it may
// be noise, "no draw differs" where it is none at all.
func differenceText(p *analysis.Paired, scale float64) string {
	d := p.Difference
	switch {
	case d.N == 0 || math.IsNaN(d.Value):
		return "–"
	case d.Value == 0 && d.Error == 0:
		return "0"
	case p.Noise():
		return "~"
	}
	s := output.FormatWithError(scale*d.Value, scale*d.Error)
	if !strings.HasPrefix(s, "-") {
		return "+" + s
	}
	return "−" + s[1:]
}
