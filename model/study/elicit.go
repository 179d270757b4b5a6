package study

import (
	"context"
	"errors"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"sim/model"
	"sim/model/analysis"
	"sim/model/registry"
)

// An Expert is a person who was asked for ranges of a scenario's numbers.
type Expert struct {
	Name   string        // unlike that of any other
	Weight float64       // how much the answers count beside those of others, above 0
	Ranges []ExpertRange // at most one for a number
}

// An ExpertRange is one expert's range of a number, in its own unit: 5%, half and 95% of
// the belief lie below.
type ExpertRange struct {
	Path         string // of the number in the scenario
	P5, P50, P95 float64
	Source       string // what it rests on; may be empty
	// Where the path and the three figures were written, for messages.
	At, AtP5, AtP50, AtP95 string
}

// ElicitOptions are the experts whose answers are put into a scenario, and what is
// asked of it.
type ElicitOptions struct {
	Experts []Expert // at least one, each with at least one answer
	// Of is the measure, computed under every theory; empty: the share of draws that
	// end in the headline outcome.
	Of    string
	Watch Watch
}

// An Elicitation is what a scenario gives with experts' ranges, together and expert
// by expert. Every expert is asked about the whole scenario: where one gave no
// answer, the scenario's own range stands.
type Elicitation struct {
	Subject *Subject // the scenario as written
	Pooled  *Subject // the scenario with the mixtures of the answers: one for each number
	Measure Measure
	Experts []Expert
	Shares  []float64 // of each expert's weight, which sum to 1
	Numbers []ElicitedNumber
	AsIs    []Estimate   // [theory] of Subject: the measure with the scenario's own ranges
	Mixed   []Estimate   // [theory]: with the mixtures
	By      [][]Estimate // [expert][theory]: with the ranges of one expert alone
	// Apart are the two experts whose measures lie farthest apart under each theory,
	// and Differences that of the second from the first, on the same draws.
	Apart       [][2]int
	Differences []Paired
	Spreads     Spreads
}

// An ElicitedNumber is a number for which there are answers.
type ElicitedNumber struct {
	Input   *model.Input   // as the scenario has it
	Answers []*ExpertRange // by expert; nil: none
	// Common is the part of all that the experts' ranges from 5% to 95% cover that
	// is common to each two of them: 0 where two ranges do not meet, 1 where all are
	// the same. NaN with fewer than two answers.
	Common float64
}

// Spreads divide the variance of a measure over draws, theories and experts by the
// law of total variance. Each is a share of the whole, 0 to 1, and together they
// sum to 1; all are NaN where the measure does not vary.
type Spreads struct {
	Inputs   Estimate // within a theory and an expert's ranges: inputs and chance
	Theories Estimate // between theories, averaged over experts
	Experts  Estimate // between experts, averaged over theories: whom one asks
	Both     Estimate // what theories and experts do only together
	Pooled   int      // number of theories whose measure has a value with every expert's ranges
}

// An ExpertRangeError says what is wrong with an answer, and where it stands.
type ExpertRangeError struct {
	At  string
	Err error
}

func (e *ExpertRangeError) Error() string { return e.At + ": " + e.Err.Error() }
func (e *ExpertRangeError) Unwrap() error { return e.Err }

// Elicit simulates a scenario with the answers of experts: as it is written, with
// the mixture of all answers (the linear opinion pool; Stone 1961, Annals of
// Mathematical Statistics 32; Cooke 1991, Experts in Uncertainty), and with the
// ranges of each expert alone, all on the same random numbers. The error joins
// *ExpertRangeErrors; it is an *OptionError, a *TooManyDrawsError or the context's.
func Elicit(ctx context.Context, s *Subject, o ElicitOptions) (*Elicitation, error) {
	if o.Of == "" {
		if t := &s.Theories[s.Lead]; t.Predicts {
			return nil, &OptionError{"Of", &NoOutcomesError{t.Name}}
		}
		o.Of = fmt.Sprintf("share(%q)", s.HeadlineClass())
	}
	m, err := s.measureOfAll(o.Of)
	if err != nil {
		return nil, err
	}
	if err := s.Config.checkCapacity(len(s.Theories) * (len(o.Experts) + 2)); err != nil {
		return nil, err
	}
	e := &Elicitation{Subject: s, Measure: m, Experts: o.Experts}
	if err := e.match(); err != nil {
		return nil, err
	}
	total := 0.0
	for _, x := range e.Experts {
		total += x.Weight
	}
	for _, x := range e.Experts {
		e.Shares = append(e.Shares, x.Weight/total)
	}
	if e.Pooled, err = s.With(e.changes()...); err != nil {
		return nil, err
	}
	subjects := []*Subject{s, e.Pooled}
	for i := range e.Experts {
		own, err := s.With(e.own(i)...)
		if err != nil {
			return nil, err
		}
		subjects = append(subjects, own)
	}
	values := make([][][]float64, len(subjects)) // [subject][theory][draw]
	replicates := 0
	for i, x := range subjects {
		kept, err := x.keptMeasure(o.Of)
		if err != nil {
			return nil, err
		}
		if err := x.deliver(ctx, o.Watch.part(i+1, len(subjects)), kept); err != nil {
			return nil, err
		}
		values[i], replicates = byTheory(kept), kept.Replicates
	}
	e.compare(values, replicates)
	return e, nil
}

// compare estimates what the answers come to from the measure by subject, theory
// and draw: of the scenario as it is, with the mixtures, and expert by expert.
func (e *Elicitation) compare(values [][][]float64, replicates int) {
	estimate := func(ys []float64) Estimate {
		x := analysis.Estimate(ys, e.Measure.Share, 0, replicates)
		if x.N < MinimumDraws {
			x.Value = math.NaN()
		}
		return x
	}
	by := values[2:]
	for t := range e.Subject.Theories {
		e.AsIs, e.Mixed = append(e.AsIs, estimate(values[0][t])), append(e.Mixed, estimate(values[1][t]))
	}
	for i := range by {
		var row []Estimate
		for t := range e.Subject.Theories {
			row = append(row, estimate(by[i][t]))
		}
		e.By = append(e.By, row)
	}
	for t := range e.Subject.Theories {
		low, high := 0, 0
		for i := range by {
			if e.By[i][t].Value < e.By[low][t].Value || math.IsNaN(e.By[low][t].Value) {
				low = i
			}
			if e.By[i][t].Value > e.By[high][t].Value || math.IsNaN(e.By[high][t].Value) {
				high = i
			}
		}
		pair := analysis.PairMean
		if e.Measure.Share {
			pair = analysis.PairShare
		}
		e.Apart = append(e.Apart, [2]int{low, high})
		e.Differences = append(e.Differences, pair(by[low][t], by[high][t], replicates))
	}
	e.Spreads = e.spreads(by, replicates)
}

// match finds the numbers that the answers are about and checks every answer.
func (e *Elicitation) match() error {
	inputs := e.Subject.Scenario.Bargain.Inputs
	var known []string
	for i := range inputs {
		known = append(known, inputs[i].Path)
	}
	answers := make([][]*ExpertRange, len(inputs))
	var errs []error
	for i := range e.Experts {
		for k := range e.Experts[i].Ranges {
			a := &e.Experts[i].Ranges[k]
			at := slices.Index(known, a.Path)
			if at < 0 {
				errs = append(errs, &ExpertRangeError{a.At, &registry.UnknownError{What: "number", Name: a.Path, Known: known}})
				continue
			}
			if err := a.check(&inputs[at]); err != nil {
				errs = append(errs, err)
			}
			if answers[at] == nil {
				answers[at] = make([]*ExpertRange, len(e.Experts))
			}
			if answers[at][i] != nil {
				errs = append(errs, &ExpertRangeError{a.At, fmt.Errorf("%s has answered on %s already, in %s", e.Experts[i].Name, a.Path, answers[at][i].At)})
			}
			answers[at][i] = a
		}
	}
	for i := range inputs {
		if answers[i] != nil {
			e.Numbers = append(e.Numbers, ElicitedNumber{&inputs[i], answers[i], common(answers[i])})
		}
	}
	return errors.Join(errs...)
}

// common is the part of all that ranges cover that is common to each two of them.
func common(answers []*ExpertRange) float64 {
	least := math.NaN()
	for i, a := range answers {
		for _, b := range answers[:i] {
			if a == nil || b == nil {
				continue
			}
			part := max(0, min(a.P95, b.P95)-max(a.P5, b.P5)) / (max(a.P95, b.P95) - min(a.P5, b.P5))
			if math.IsNaN(least) || part < least {
				least = part
			}
		}
	}
	return least
}

// check reports an answer that is no range of the number.
func (a *ExpertRange) check(in *model.Input) error {
	var errs []error
	report := func(at, format string, args ...any) {
		errs = append(errs, &ExpertRangeError{at, fmt.Errorf(format, args...)})
	}
	number := model.FormatNumber
	switch {
	case a.P50 <= a.P5:
		report(a.AtP50, "half of the belief must lie above the 5%% point %s, and this is %s", number(a.P5), number(a.P50))
	case a.P95 <= a.P50:
		report(a.AtP95, "the 95%% point must lie above the middle %s, and this is %s", number(a.P50), number(a.P95))
	case a.P5 <= in.Lower:
		report(a.AtP5, "%s cannot fall below %s, so its 5%% point must lie above that, and this is %s", a.Path, number(in.Lower), number(a.P5))
	case a.P95 >= in.Upper:
		report(a.AtP95, "%s cannot rise above %s, so its 95%% point must lie below that, and this is %s", a.Path, number(in.Upper), number(a.P95))
	}
	return errors.Join(errs...)
}

// changes are the overrides that put the mixture of all answers into the scenario,
// with what they rest on.
func (e *Elicitation) changes() []string {
	document := "elicited"
	for slices.ContainsFunc(e.Subject.Scenario.Bargain.Documents, func(d model.Document) bool { return d.ID == document }) {
		document += "_again"
	}
	var names []string
	for _, x := range e.Experts {
		names = append(names, x.Name)
	}
	list := []string{fmt.Sprintf("documents.%s={title: %s, kind: opinion}", document, strconv.Quote("Ranges asked of "+strings.Join(names, ", ")))}
	for i := range e.Numbers {
		n := &e.Numbers[i]
		var parts, says []string
		for k, a := range n.Answers {
			if a == nil {
				continue
			}
			parts = append(parts, fmt.Sprintf("{weight: %s, of: %s}", exact(e.Experts[k].Weight), a.belief(n.Input)))
			said := e.Experts[k].Name + ": " + model.FormatNumber(a.P5) + ", " + model.FormatNumber(a.P50) + ", " + model.FormatNumber(a.P95)
			if a.Source != "" {
				said += " (" + a.Source + ")"
			}
			says = append(says, said)
		}
		belief := "{mixture: [" + strings.Join(parts, ", ") + "]}"
		if len(parts) == 1 {
			for _, a := range n.Answers {
				if a != nil {
					belief = a.belief(n.Input)
				}
			}
		}
		list = append(list, fmt.Sprintf("%s={value: %s, evidence: {document: %s, says: %s}}", n.Input.Path, belief, document, strconv.Quote(strings.Join(says, "; "))))
	}
	return list
}

// own are the overrides that put the ranges of one expert into the scenario.
func (e *Elicitation) own(expert int) (list []string) {
	for i := range e.Numbers {
		if a := e.Numbers[i].Answers[expert]; a != nil {
			list = append(list, e.Numbers[i].Input.Path+"="+a.belief(e.Numbers[i].Input))
		}
	}
	return list
}

// belief is the answer as the language writes it: fitted between the bounds of the
// number where it has both, and else cut off at the one that it has.
func (a *ExpertRange) belief(in *model.Input) string {
	of := fmt.Sprintf("p5: %s, p50: %s, p95: %s", exact(a.P5), exact(a.P50), exact(a.P95))
	low, high := !math.IsInf(in.Lower, -1), !math.IsInf(in.Upper, 1)
	wide := float64(20 * (a.P95 - a.P5)) // beyond what a pert that is fitted to the three reaches
	switch {
	case low && high:
		return fmt.Sprintf("{percentiles: {%s, min: %s, max: %s}}", of, exact(in.Lower), exact(in.Upper))
	case low:
		return fmt.Sprintf("{truncated: {of: {percentiles: {%s}}, min: %s, max: %s}}", of, exact(in.Lower), exact(a.P95+wide))
	case high:
		return fmt.Sprintf("{truncated: {of: {percentiles: {%s}}, min: %s, max: %s}}", of, exact(a.P5-wide), exact(in.Upper))
	}
	return "{percentiles: {" + of + "}}"
}

// exact writes a number so that it reads back as the same.
func exact(x float64) string { return strconv.FormatFloat(x, 'g', -1, 64) }

// NumbersThatMatter returns the most important numbers of a scenario for a measure
// (empty: the share of draws that end in the headline outcome): those that explain most
// of its variance alone under the leading theory first, then those whose effect is
// farthest from noise. Numbers that do not vary follow in the order of the scenario, if
// there are too few, because nothing is known of what they do. The error is that of
// AnalyseSensitivity.
func NumbersThatMatter(ctx context.Context, s *Subject, of string, most int, watch Watch) ([]*model.Input, error) {
	var list []*model.Input
	if len(s.Scenario.Bargain.Varying()) > 0 {
		if s.Replay == nil {
			lead := s.Theories[s.Lead].Name
			var err error
			if s, err = s.With(); err != nil {
				return nil, err
			}
			if err := s.Choose(lead); err != nil {
				return nil, err
			}
			s.Config.Sampler = DefaultSampler // the ranking asks for independent draws
		}
		found, err := AnalyseSensitivity(ctx, s, SensitivityOptions{Of: of, Top: most, Watch: watch})
		if err != nil {
			return nil, err
		}
		varying := found.Subject.Scenario.Bargain.Varying()
		for _, c := range found.RankedInputs(found.Subject.Lead) {
			list = append(list, varying[c])
		}
	}
	inputs := s.Scenario.Bargain.Inputs
	for i := range inputs {
		if inputs[i].Dist == nil {
			list = append(list, &inputs[i])
		}
	}
	return list[:min(most, len(list))], nil
}
