package study

import (
	"cmp"
	"math"
	"slices"

	"sim/model"
	"sim/model/analysis"
	"sim/model/montecarlo"
	"sim/model/scenario"
)

// A TermsScore measures how far theories and plain guesses were from the terms on
// which resolved cases ended (model 5.6). All errors are in points of an issue's scale, 0 to 100.
type TermsScore struct {
	Cases, Issues int // with terms
	Middle        int // issues that ended in the middle of their scale, or in a range that holds it
	// Rows are theories and guesses, those of the most cases first, because rows over other
	// cases cannot be compared, and among these the smallest ranked score first.
	Rows    []TermsRow
	Against string // name of the row that all others are compared with
	// Pairs are all pairs of theories with terms in two cases or more that both have.
	Pairs []TermsPair
}

// A TermsPair compares two theories, case by case.
type TermsPair struct {
	Near, Far  *model.Theory // Near has the smaller mean ranked score over Cases
	Cases      int           // that both have terms for
	Difference Estimate      // mean ranked score of Far minus that of Near, paired by case
}

// Apart reports whether the theories differ by more than chance over cases explains:
// whether the whole 95% interval of their difference is above 0, by more than rounding.
func (p *TermsPair) Apart() bool { return p.Difference.Lower > noDifference }

// noDifference is the difference in points below which nothing is called nearer: it is
// what the last digits of numbers come to, and reads as 0.000.
const noDifference = 0.0005

// A TermsRow is the score of a theory or of a plain guess. Means are over cases, in
// each over its issues; their errors are one standard error of the mean over cases
// (NaN for one case), for the issues of a case do not err independently. All
// comparisons are of ranked scores: where draws lie at two ends, their median is at one
// or the other by the seed.
type TermsRow struct {
	Theory        *model.Theory // nil: a guess
	Name          string        // of the theory or the guess
	Cases, Issues int           // in which it has terms: draws with an agreement, at least MinimumDraws
	Ranked        Estimate      // continuous ranked probability score
	Absolute      Estimate      // mean absolute error of the median over draws
	Rank          float64       // mean rank by ranked score among rows that have terms for an issue, 1 is best
	Spread        int           // issues with one term and draws that are spread, of which the next two are shares
	Within50      Estimate      // share of these whose term lies in the central 50% of draws; NaN if there are none
	Within90      Estimate      // likewise, of 90%
	Difference    Estimate      // Ranked minus that of the row Against, over the cases that both have; NaN for that row
}

// Nearer reports whether the row is nearer to the terms than the row Against by more than
// chance over cases explains: whether the whole 95% interval of the difference is below 0.
func (r *TermsRow) Nearer() bool { return r.Difference.Upper < -noDifference }

// Overconfident reports whether draws are narrower than what was agreed: whether the whole
// 95% interval of the share of terms in their central 90% is below 90%.
func (r *TermsRow) Overconfident() bool { return r.Within90.Upper < 0.9 }

// Guesses that need no theory.
const (
	GuessStatusQuo = "status quo"
	GuessMiddle    = "middle of the scale"
)

// weightedMean is the theory that the others are compared with.
const weightedMean = "weighted_mean"

// keptTerms is a sink that keeps the terms of the issues of which the case says how
// they ended; nil if it says none.
func (c *Case) keptTerms() (*montecarlo.ColumnSink, error) {
	b := c.Subject.Scenario.Bargain
	if b.Resolved == nil || len(b.Resolved.Agreed) == 0 {
		return nil, nil
	}
	var of []func(*model.Outcome) float64
	for _, a := range b.Resolved.Agreed {
		m, err := scenario.ParseMeasure("terms."+b.Issues[a.Issue].ID, b)
		if err != nil {
			return nil, err
		}
		of = append(of, m.Of)
	}
	return c.Subject.Config.kept(false, of...)
}

// scoreTerms scores theories by the terms on which cases ended, given those of the
// draws (nil: the case says none); nil if no case says any.
func scoreTerms(cases []Case, kept []*montecarlo.ColumnSink) *TermsScore {
	s := &TermsScore{Against: weightedMean}
	rows := map[string]*termsTally{}
	var order []*termsTally
	row := func(name string, t *model.Theory) *termsTally {
		if rows[name] == nil {
			rows[name] = &termsTally{name: name, theory: t, cases: make([]caseTerms, len(cases))}
			order = append(order, rows[name])
		}
		return rows[name]
	}
	for i, c := range cases {
		if kept[i] == nil {
			continue
		}
		b := c.Subject.Scenario.Bargain
		s.Cases++
		for k, a := range b.Resolved.Agreed {
			s.Issues++
			issue := &b.Issues[a.Issue]
			low, high := onScale(issue, a.Low), onScale(issue, a.High)
			low, high = min(low, high), max(low, high)
			var errs []*issueTerms
			add := func(r *termsTally, x *issueTerms) { r.cases[i], errs = append(r.cases[i], x), append(errs, x) }
			for t := range c.Subject.Theories {
				if x := sampleTerms(issue, kept[i].Values[t][k], low, high); x != nil {
					add(row(c.Subject.Theories[t].Name, &c.Subject.Theories[t]), x)
				}
			}
			add(row(GuessStatusQuo, nil), guessTerms(statusQuo(b, issue), low, high))
			middle := guessTerms(50, low, high)
			if middle.absolute == 0 {
				s.Middle++
			}
			add(row(GuessMiddle, nil), middle)
			rank(errs)
		}
	}
	if s.Cases == 0 {
		return nil
	}
	for i, r := range order {
		s.Rows = append(s.Rows, r.row(rows[weightedMean]))
		for _, o := range order[:i] {
			if r.theory != nil && o.theory != nil {
				s.Pairs = o.pair(s.Pairs, r)
			}
		}
	}
	slices.SortStableFunc(s.Pairs, func(a, b TermsPair) int { return cmp.Compare(b.Difference.Value, a.Difference.Value) })
	slices.SortStableFunc(s.Rows, func(a, b TermsRow) int {
		return cmp.Or(cmp.Compare(b.Cases, a.Cases), cmp.Compare(a.Ranked.Value, b.Ranked.Value), cmp.Compare(a.Name, b.Name))
	})
	return s
}

// guessTerms scores a single value.
func guessTerms(at, low, high float64) *issueTerms {
	off := offTerms(at, low, high)
	return &issueTerms{absolute: off, ranked: off, within: [2]float64{math.NaN(), math.NaN()}}
}

// onScale is an amount of an issue as points of its scale, 0 to 100.
func onScale(k *model.Issue, amount float64) float64 { return float64(100 * k.Scale.Position(amount)) }

// statusQuo is where an issue stands without a deal, at midpoints, in points; the
// middle of the scale where it does not exist without one.
func statusQuo(b *model.Bargain, k *model.Issue) float64 {
	if k.DealOnly {
		return 50
	}
	return onScale(k, k.StatusQuo.In(model.CentralValues(b)))
}

// A termsTally collects the score of a row.
type termsTally struct {
	name   string
	theory *model.Theory
	cases  []caseTerms
}

// caseTerms are the scores of the issues of a case.
type caseTerms []*issueTerms

// issueTerms is the score of one issue.
type issueTerms struct {
	absolute, ranked, rank float64
	// within is 1 if the term is in the central 50% and 90% of draws, else 0; NaN where
	// draws are all alike or the term is a range, of which neither can be said.
	within [2]float64
}

// sampleTerms scores the draws in which an issue has terms against where it ended,
// between low and high; nil if they are too few.
func sampleTerms(k *model.Issue, amounts []float64, low, high float64) *issueTerms {
	var xs []float64
	for _, a := range amounts {
		if !math.IsNaN(a) {
			xs = append(xs, onScale(k, a))
		}
	}
	if len(xs) < MinimumDraws {
		return nil
	}
	slices.Sort(xs)
	x := &issueTerms{absolute: offTerms(sortedQuantile(xs, 0.5), low, high)}
	ended := min(max(sortedQuantile(xs, 0.5), low), high) // of what sources disagree on, what is nearest
	x.ranked = analysis.ContinuousRanked(xs, ended)
	spread := sortedQuantile(xs, 0.05) < sortedQuantile(xs, 0.95)
	for i, tail := range []float64{0.25, 0.05} {
		switch {
		case !spread || low != high:
			x.within[i] = math.NaN()
		case sortedQuantile(xs, tail) <= low && low <= sortedQuantile(xs, 1-tail):
			x.within[i] = 1
		}
	}
	return x
}

// offTerms is how far x is from low to high.
func offTerms(x, low, high float64) float64 { return max(0, low-x, x-high) }

// rank gives the ranks of ranked scores, 1 for the smallest; ties share the mean of theirs.
func rank(errs []*issueTerms) {
	for _, x := range errs {
		below, same := 0, 0
		for _, y := range errs {
			switch {
			case y.ranked < x.ranked-1e-9:
				below++
			case y.ranked <= x.ranked+1e-9:
				same++
			}
		}
		x.rank = float64(below) + float64(same+1)/2
	}
}

// row is the score of the tally; against is the one it is compared with, and may be
// nil.
func (r *termsTally) row(against *termsTally) TermsRow {
	x := TermsRow{Theory: r.theory, Name: r.name}
	for _, c := range r.cases {
		if len(c) > 0 {
			x.Cases++
		}
		x.Issues += len(c)
		for _, y := range c {
			if !math.IsNaN(y.within[0]) {
				x.Spread++
			}
		}
	}
	x.Rank = r.over(func(y *issueTerms) float64 { return y.rank }).Value
	x.Absolute = r.over(func(y *issueTerms) float64 { return y.absolute })
	x.Ranked = r.over(func(y *issueTerms) float64 { return y.ranked })
	x.Within50 = r.over(func(y *issueTerms) float64 { return y.within[0] })
	x.Within90 = r.over(func(y *issueTerms) float64 { return y.within[1] })
	x.Difference = overCases(nil)
	if against != nil && against != r {
		x.Difference = overCases(r.minus(against))
	}
	return x
}

// minus is by how much the mean ranked score of r is above that of another, case by
// case, over the cases that both have.
func (r *termsTally) minus(o *termsTally) (ds []float64) {
	ranked := func(y *issueTerms) float64 { return y.ranked }
	for i, c := range r.cases {
		if len(c) > 0 && len(o.cases[i]) > 0 {
			ds = append(ds, c.mean(ranked)-o.cases[i].mean(ranked))
		}
	}
	return ds
}

// pair adds the comparison of two theories, unless they have fewer than two cases in
// common.
func (r *termsTally) pair(pairs []TermsPair, o *termsTally) []TermsPair {
	ds := o.minus(r)
	if len(ds) < 2 {
		return pairs
	}
	p := TermsPair{Near: r.theory, Far: o.theory, Cases: len(ds), Difference: overCases(ds)}
	if p.Difference.Value < 0 {
		p = TermsPair{Near: o.theory, Far: r.theory, Cases: len(ds), Difference: overCases(r.minus(o))}
	}
	return append(pairs, p)
}

// over is the mean over cases of a figure's mean over issues, of those that have one.
func (r *termsTally) over(of func(*issueTerms) float64) Estimate {
	var means []float64
	for _, c := range r.cases {
		if mean := c.mean(of); !math.IsNaN(mean) {
			means = append(means, mean)
		}
	}
	return overCases(means)
}

// mean is over the issues that have the figure; NaN if none has.
func (c caseTerms) mean(of func(*issueTerms) float64) float64 {
	sum, n := 0.0, 0.0
	for _, x := range c {
		if v := of(x); !math.IsNaN(v) {
			sum, n = sum+v, n+1
		}
	}
	return sum / n
}

// overCases is the mean of independent values, with the interval of Student's t that
// so few take; without an error for one, and NaN for none.
func overCases(xs []float64) Estimate {
	if xs == nil {
		return Estimate{Value: math.NaN(), Error: math.NaN(), Lower: math.NaN(), Upper: math.NaN()}
	}
	e := montecarlo.Replicates(xs, len(xs), 0.95)
	if len(xs) < 2 {
		e.Error, e.Lower, e.Upper = math.NaN(), math.NaN(), math.NaN()
	}
	return e
}

// sortedQuantile is the quantile at p of ascending values, of type 7 (Hyndman & Fan
// 1996).
func sortedQuantile(xs []float64, p float64) float64 {
	at := float64(p * float64(len(xs)-1))
	k := min(int(at), len(xs)-1)
	if k == len(xs)-1 {
		return xs[k]
	}
	return xs[k] + float64((at-float64(k))*(xs[k+1]-xs[k]))
}
