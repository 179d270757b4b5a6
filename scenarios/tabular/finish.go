package tabular

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"sim/model"
	"sim/model/registry"
)

// A reader reads tables and collects what is wrong with them, and what it took
// where they leave something open.
type reader struct {
	options  Options
	ranges   map[string]ends // by the name of an issue; the empty name: all others
	mark     byte            // decimal mark; 0: not seen yet
	problems []problem
	taken    []string
	usual    []string // issues that go from 0 to 100 because the format has it so
}

// ends are the two ends of a scale; observed: the outermost positions held.
type ends struct {
	low, high float64
	observed  bool
}

// observed is what stands for the outermost positions held.
const observed = "observed"

// check reads the options.
func (r *reader) check() error {
	var e Error
	bad := func(format string, args ...any) {
		e.problems = append(e.problems, problem{text: fmt.Sprintf(format, args...)})
	}
	if o := r.options.Seat; o != "" && !slices.Contains([]string{"observer", "signatory"}, o) {
		bad("--seat=%s: %v", o, &registry.UnknownError{What: "seat", Name: o, Known: []string{"observer", "signatory"}})
	}
	switch o := r.options.Decimal; o {
	case "":
	case "comma", "point":
		r.mark = map[string]byte{"comma": ',', "point": '.'}[o]
	default:
		bad("--decimal=%s: %v", o, &registry.UnknownError{What: "decimal mark", Name: o, Known: []string{"comma", "point"}})
	}
	if s := r.options.Salience; s != 0 && !(s > 0 && s <= math.MaxFloat64) {
		bad("--salience-max=%g: expected the largest salience of the scale, above 0, such as 1 or 100", s)
	}
	r.ranges = map[string]ends{}
	for _, text := range r.options.Ranges {
		name, span, named := strings.Cut(text, "=")
		if !named {
			name, span = "", text
		}
		ends, err := endsOf(strings.TrimSpace(span))
		if err != nil {
			bad("--range=%s: %v", text, err)
		}
		r.ranges[strings.TrimSpace(name)] = ends
	}
	if e.problems != nil {
		return &e
	}
	return nil
}

// endsOf reads LOW to HIGH, or observed.
func endsOf(text string) (ends, error) {
	if text == observed {
		return ends{observed: true}, nil
	}
	low, high, cut := strings.Cut(text, " to ")
	a, errA := strconv.ParseFloat(strings.TrimSpace(low), 64)
	b, errB := strconv.ParseFloat(strings.TrimSpace(high), 64)
	if !cut || errA != nil || errB != nil || !(a < b) || max(math.Abs(a), math.Abs(b)) > mostSize {
		return ends{}, fmt.Errorf("expected the two ends of the scale, such as '0 to 100', or %s: from the lowest to the highest position", observed)
	}
	return ends{low: a, high: b}, nil
}

// finish settles what the format and the options say about a table that has been
// read, and checks it as a whole.
func (r *reader) finish(t *table) {
	file := place{file: strings.Join(t.files, ", ")}
	if len(t.parties) < 2 {
		r.bad(file, "there are fewer than two parties in it")
	}
	if len(t.issues) == 0 {
		r.bad(file, "there are no positions in it")
	}
	for name := range r.ranges {
		if name != "" && t.issue(name) < 0 {
			var known []string
			for _, k := range t.issues {
				known = append(known, k.name)
			}
			r.bad(place{}, "--range: %v", &registry.UnknownError{What: "issue", Name: name, Known: known})
		}
	}
	for i := range t.parties {
		p := &t.parties[i]
		if p.power.given() && !(p.power.value > 0) {
			r.bad(p.power.at, "the capability of %s is %s; expected a number above 0 (leave out a party that has none)", p.id, digits(p.power.value))
		}
	}
	for k := range t.issues {
		r.finishScale(t, k)
	}
	if r.usual != nil {
		r.take("Scales go from 0 to 100, as the format has it where a file says nothing (%s).", strings.Join(r.usual, ", "))
	}
	r.finishSalience(t, file)
	r.finishSeat(t, file)
	t.name()
	r.assume(t)
}

// finishScale settles the ends of an issue's scale.
func (r *reader) finishScale(t *table, k int) {
	q := &t.issues[k]
	at, low, high := place{file: strings.Join(t.files, ", ")}, math.Inf(1), math.Inf(-1)
	for i := range t.parties {
		if s := &t.stances[i][k]; s.given {
			at.file, low, high = s.position.at.file, min(low, s.position.value), max(high, s.position.value)
		}
	}
	if math.IsInf(low, 0) {
		r.bad(at, "no party has a position on %s", q.name)
		return
	}
	e, asked := r.ranges[q.name]
	if !asked {
		e, asked = r.ranges[""]
	}
	switch {
	case asked && e.observed:
		q.low, q.high, q.ends = figure{value: low}, figure{value: high}, true
		r.take("The scale of %s goes from the lowest to the highest position held, %s to %s, as --range says.", q.name, digits(low), digits(high))
	case asked:
		q.low, q.high, q.ends = figure{value: e.low}, figure{value: e.high}, true
		r.take("The scale of %s goes from %s to %s, as --range says.", q.name, digits(e.low), digits(e.high))
	case q.ends:
	case t.ranged:
		q.low, q.high, q.ends = figure{}, figure{value: hundred}, true
		r.usual = append(r.usual, q.name)
	default:
		r.bad(at, "the table does not say from where to where the scale of %s goes; say it with --range, such as --range '0 to 100', or --range %s (%s to %s)", q.name, observed, digits(low), digits(high))
		return
	}
	if _, err := model.NewScale([]model.Anchor{{Position: 0, Amount: q.low.value}, {Position: 1, Amount: q.high.value}}); err != nil {
		r.bad(at, "the scale of %s goes from %s to %s; expected two ends that differ: say them with --range", q.name, digits(q.low.value), digits(q.high.value))
		return
	}
	outside := func(f figure, what string) {
		if f.value < min(q.low.value, q.high.value) || f.value > max(q.low.value, q.high.value) {
			r.bad(f.at, "%s is %s, outside the scale of %s from %s to %s", what, digits(f.value), q.name, digits(q.low.value), digits(q.high.value))
		}
	}
	for i, p := range t.parties {
		if s := &t.stances[i][k]; s.given {
			outside(s.position, "the position of "+p.id)
		}
	}
	if q.held {
		outside(q.statusQuo, "the status quo")
	}
	for _, l := range q.labels {
		outside(figure{l.at, at}, "the label "+l.name)
	}
}

// hundred is what saliences go up to in scenarios.
const hundred = 100

// finishSalience settles the scale of saliences and turns them to 0 to 100.
func (r *reader) finishSalience(t *table, at place) {
	most, total := 0.0, 0.0
	for i := range t.stances {
		sum := 0.0
		for k := range t.stances[i] {
			most = max(most, t.stances[i][k].salience.value)
			sum += t.stances[i][k].salience.value
		}
		total = max(total, sum)
	}
	switch {
	case r.options.Salience != 0:
		t.salience = r.options.Salience
		r.take("Saliences go from 0 to %s, as --salience-max says.", digits(t.salience))
	case t.salience != 0:
		r.take("Saliences go from 0 to %s, as the format or the file has it.", digits(t.salience))
	default:
		r.bad(at, "the largest salience is %s, and the table does not say how far its scale goes; say it with --salience-max, such as --salience-max 1 or --salience-max 100", digits(most))
		return
	}
	for i, p := range t.parties {
		for k := range t.stances[i] {
			if s := t.stances[i][k].salience; s.value < 0 || s.value > t.salience {
				r.bad(s.at, "the salience of %s is %s; expected 0 to %s", p.id, digits(s.value), digits(t.salience))
			}
		}
	}
	by := 1.0
	for _, by = range []float64{1, 2, 4, 5, 8, 10, 20, 40, 50, 100, 1000} {
		if !t.halved || total <= by*t.salience {
			break
		}
	}
	if by > 1 {
		r.take("Saliences are divided by %s, alike for all parties, so that those of no party add up to more than 100; that makes gains smaller, by one factor alike for all, and changes no outcome of the first round.", digits(by))
	}
	if t.salience == hundred && by == 1 {
		return
	}
	for i := range t.stances {
		for k := range t.stances[i] {
			s := &t.stances[i][k].salience
			s.value = rounded(s.value * (hundred / t.salience) / by)
		}
	}
}

// finishSeat settles whose consent is asked for.
func (r *reader) finishSeat(t *table, at place) {
	if r.options.Seat != "" {
		t.seat = r.options.Seat
		r.take("All parties are %s, as --seat says.", map[string]string{"observer": "observers", "signatory": "signatories"}[t.seat])
		for i := range t.parties {
			t.parties[i].seat = ""
		}
		return
	}
	open := slices.ContainsFunc(t.parties, func(p party) bool { return p.seat == "" })
	switch {
	case open && t.seat != "":
		r.take("All parties are %ss: in the models that use this format nobody is asked for consent.", t.seat)
	case open:
		r.bad(at, "the table does not say whether its parties must consent; say --seat signatory (no deal without any of them) or --seat observer (none is asked)")
	}
}

// assume says what no file says.
func (r *reader) assume(t *table) {
	var open []string
	for k := range t.issues {
		if q := &t.issues[k]; !q.held {
			q.statusQuo = figure{value: q.low.value}
			open = append(open, q.id)
		}
	}
	if open != nil {
		r.take("Assumed: the status quo is the low end of the scale (%s). Theories that weigh positions do not look at it; for others write what holds now.", strings.Join(open, ", "))
	}
	if slices.ContainsFunc(t.parties, func(p party) bool { return !p.power.given() }) {
		r.take("Assumed: a party for which there is no capability has 1.")
	}
}

// rounded is x to twelve digits, so that a decimal that was multiplied stays one.
func rounded(x float64) float64 {
	y, _ := strconv.ParseFloat(strconv.FormatFloat(x, 'g', 12, 64), 64) // its own text
	return y
}
