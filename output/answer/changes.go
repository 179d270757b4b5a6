package answer

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"sim/model"
	"sim/model/study"
	"sim/output"
)

// How many drivers and levers an answer names.
const (
	shownDrivers = 5
	shownLevers  = 5
)

// drivers adds the inputs on which the first outcome depends most.
func (a *Answer) drivers(r *output.Result) {
	t := r.Drivers()
	if t == nil {
		return
	}
	b := r.Scenario.Bargain
	a.Measured = fmt.Sprintf("of %d runs, how many %s, under %s", per(r), output.EndingName(b, t.Outcome), output.TheoryTitle(&b.Theories[t.Theories[t.Lead]]))
	inputs := b.Varying()
	for _, d := range t.Largest(shownDrivers) {
		in, x := inputs[d.Column], d.Responses[t.Lead]
		more, fewer := d.Counts()
		amounts := output.AmountsIn(in)
		a.Drivers = append(a.Drivers, Change{
			Name: InputName(b, in), Path: in.Path, Counts: arrow(r, x.Low, x.High), Error: points(r, x.Difference.Error),
			Ends:  amounts.Format(in.Dist.Quantile(0.1), 0) + " → " + amounts.Format(in.Dist.Quantile(0.9), 0),
			Agree: agree(x.Difference.Value, more, fewer, len(d.Responses)),
		})
	}
	switch played := asked(r); {
	case a.Drivers != nil:
	case r.N() < study.MinimumDraws && r.N() < r.Tally.Draws:
		a.Noise = "What drives that cannot be told from " + output.Counted(r.N(), "draw", "draws") + "."
	case certain(r, played):
		a.Noise = "Nothing drives that: draws end alike whatever the inputs are."
	default:
		a.Noise = "What drives that: no single input stands out of the Monte Carlo error of " + output.Counted(r.N(), "draw", "draws") + "."
	}
}

// levers adds the levers that do most to the first outcome, and what they tell of
// what would change the finding.
func (a *Answer) levers(r *output.Result) {
	if r.Levers == nil {
		return
	}
	b, key := r.Scenario.Bargain, r.HeadlineOutcome().String()
	lead := max(0, slices.Index(r.Levers.Theories, r.Scenario.Lead()))
	title := output.TheoryTitle(&b.Theories[r.Levers.Theories[lead]])
	low, high := math.Inf(1), math.Inf(-1)
	for _, e := range r.Levers.Levers {
		x := e.Response("share", key).Responses[lead]
		low, high = min(low, x.Whole.A.Value, x.Whole.B.Value), max(high, x.Whole.A.Value, x.Whole.B.Value)
	}
	for _, e := range r.Strongest(shownLevers) {
		q := e.Response("share", key)
		at := clearest(q, lead)
		x := q.Responses[at]
		more, fewer := q.Counts()
		l := &b.Levers[e.Lever]
		c := Change{
			Name: LeverName(b, l), Path: "levers." + l.ID + ".weight", Counts: arrow(r, x.Whole.A, x.Whole.B), Error: points(r, x.Whole.Difference.Error),
			Ends: "off → full", Agree: agree(x.Whole.Difference.Value, more, fewer, len(q.Responses)),
		}
		if x.Bends {
			c.Counts, c.Ends = arrow(r, x.Whole.A, x.AsIs, x.Whole.B), "off → as is → full"
		}
		if at != lead {
			c.Ends += " under " + output.TheoryTitle(&b.Theories[r.Levers.Theories[at]])
		}
		a.Levers = append(a.Levers, c)
	}
	outcome := b.ClassLabel(r.HeadlineOutcome())
	if a.Levers == nil {
		a.Changing = fmt.Sprintf("No single lever of this file, off or full, changes how many draws end in %s beyond the error of %s%s.",
			outcome, output.Counted(r.Levers.Draws, "draw", "draws"), unmoved(r))
		return
	}
	span, on := counts(r, low, high), output.Counted(r.Levers.Draws, "draw", "draws")
	if counts(r, low, low) == span {
		a.Changing = fmt.Sprintf("Under %s it stays at %s whichever single lever is off or full (%s).", title, span, on)
		return
	}
	a.Changing = fmt.Sprintf("No single lever takes that outside %s under %s (%s).", span, title, on)
}

// clearest is the theory whose response is shown: the leading one or, where that
// shows none beyond its error, the one that responds most.
func clearest(q *study.LeverQuantity, lead int) int {
	at, most := lead, 0.0
	for i := range q.Responses {
		p := &q.Responses[i].Whole
		switch size := math.Abs(p.Difference.Value); {
		case p.Noise():
		case i == lead:
			return lead
		case size > most:
			at, most = i, size
		}
	}
	return at
}

// unmoved is the reason why no lever changes an outcome: the parties whose value of
// no deal none changes.
func unmoved(r *output.Result) string {
	b := r.Scenario.Bargain
	var names []string
	for _, i := range b.ListedParties() {
		moved := slices.ContainsFunc(r.Levers.Levers, func(e study.LeverEffect) bool {
			q := e.Response("reservation_value", b.Parties[i].ID)
			return slices.ContainsFunc(q.Responses, func(x study.LeverResponse) bool { return !x.Whole.Same })
		})
		if b.Parties[i].Seat == model.Signatory && !moved {
			names = append(names, output.PartyName(&b.Parties[i]))
		}
	}
	if names == nil {
		return ": what no deal is worth changes, but in too few draws by enough to change an answer"
	}
	return ": none changes what no deal is worth to " + output.List(names)
}

// arrow writes shares as counts, one after the other.
func arrow(r *output.Result, shares ...study.Estimate) string {
	var parts []string
	for _, e := range shares {
		parts = append(parts, strings.Replace(count(r, e.Value), "fewer than 1", "<1", 1))
	}
	return strings.Join(parts, " → ")
}

// points writes an error of a difference of shares, in counts.
func points(r *output.Result, err float64) string {
	return output.FormatError(float64(err * float64(per(r))))
}

// agree says in how many theories, one of each cause, a change goes the same way.
func agree(difference float64, more, fewer, of int) string {
	if of < 2 {
		return ""
	}
	word, n := "more", more
	if difference < 0 {
		word, n = "fewer", fewer
	}
	return fmt.Sprintf("%s in %d of %d causes", word, n, of)
}

// LeverName is a lever in words: who holds it, and what it is.
func LeverName(b *model.Bargain, l *model.Lever) string {
	title := l.Title
	if title == "" {
		title = strings.ReplaceAll(l.ID, "_", " ")
	}
	return output.PartyName(&b.Parties[l.Holder]) + ": " + title
}

// InputName is an input in words: its path, with names in place of identifiers.
func InputName(b *model.Bargain, in *model.Input) string {
	parts := strings.Split(in.Path, ".")
	if len(parts) > 1 && slices.Contains([]string{"parties", "issues", "levers", "packages", "processes"}, parts[0]) {
		parts = parts[1:]
	}
	for i, part := range parts {
		parts[i] = strings.ReplaceAll(part, "_", " ")
		for j := range b.Parties {
			if b.Parties[j].ID == part {
				parts[i] = output.PartyName(&b.Parties[j])
			}
		}
		for j := range b.Levers {
			if l := &b.Levers[j]; i == 0 && l.ID == part && l.Title != "" {
				parts[i] = "“" + l.Title + "”"
			}
		}
	}
	return strings.Join(parts, ", ")
}
