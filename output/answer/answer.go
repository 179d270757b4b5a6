// Package answer is what a run says first: its finding in a sentence, what drives
// it, what it rests on and what would change it, in counts of a hundred imagined
// runs. The terminal, the report and the page show the same Answer; it knows
// neither of them.
package answer

import (
	"fmt"
	"strings"

	"sim/model"
	"sim/model/study"
	"sim/output"
)

// An Answer is the answer of one run in sentences and numbers.
type Answer struct {
	Purpose  string    `json:"purpose"`
	Title    string    `json:"title"`
	Setting  string    `json:"setting"` // draws, theories, seed
	Finding  string    `json:"finding"`
	Observed string    `json:"observed,omitempty"` // how many draws match what was observed
	Of       string    `json:"of"`                 // what counts are of: "100", or the number of draws where there are fewer
	Families []Family  `json:"families,omitempty"` // one mark each; none if no theory has outcomes
	Outcomes []Outcome `json:"outcomes,omitempty"`
	Terms    []Term    `json:"terms,omitempty"` // where the outcome is the same in all draws, or only terms are predicted
	Measured string    `json:"measured,omitempty"`
	Drivers  []Change  `json:"drivers,omitempty"`
	Levers   []Change  `json:"levers,omitempty"`
	Noise    string    `json:"noise,omitempty"`    // why there is no driver or no lever
	Blocked  string    `json:"blocked,omitempty"`  // who does not consent most often
	Notes    []string  `json:"notes,omitempty"`    // on totals and whole numbers
	Rests    string    `json:"rests_on"`           // what the numbers rest on, and those of the drivers
	Changing string    `json:"changing,omitempty"` // what would change the finding
	Draw     int       `json:"-"`                  // a draw that is worth a look
}

// A Family is a cause with the theory that represents it.
type Family struct {
	Name     string `json:"name"`
	Theory   string `json:"theory"`   // of whose shares the mark is
	Theories int    `json:"theories"` // how many of the run have this cause
}

// An Outcome is the shares of draws that end in one outcome.
type Outcome struct {
	Name     string    `json:"name"`
	Range    string    `json:"range"`     // over all theories with outcomes, in counts
	ByFamily []float64 `json:"by_family"` // 0 to 1, of the theory that represents it
	Lower    float64   `json:"lower"`     // smallest and largest share under any theory, 0 to 1
	Upper    float64   `json:"upper"`
}

// A Term is where an issue ends, over the medians of the theories.
type Term struct {
	Issue string `json:"issue"`
	Range string `json:"range"`
}

// A Change is what happens to the count of the first outcome from one end of an
// input or lever to the other, under the leading theory.
type Change struct {
	Name   string `json:"name"`
	Path   string `json:"path"`
	Counts string `json:"counts"` // 5 → 31
	Error  string `json:"error"`  // of the difference, one standard error, in counts
	Ends   string `json:"ends"`   // 0.28 → 0.51, off → full
	Agree  string `json:"agree,omitempty"`
}

// New is the answer of a run.
func New(r *output.Result) *Answer {
	b := r.Scenario.Bargain
	a := &Answer{
		Purpose: output.Purpose, Title: output.Printable(b.Title),
		Setting: fmt.Sprintf("%s · %s · seed %d", output.Counted(r.Tally.Draws, "draw", "draws"), output.Counted(len(b.Theories), "theory", "theories"), r.Config.Seed),
		Of:      fmt.Sprint(per(r)), Observed: r.Observed(), Draw: max(0, r.FirstMatch()),
	}
	played := asked(r)
	if played == nil {
		a.Finding = "No theory of this run asks the parties: they say on which terms things end, not whether anybody agrees."
		a.Terms = terms(r, r.Predicting())
	} else {
		a.families(r)
		a.outcomes(r, played)
		a.Finding = finding(r, played)
		if certain(r, played) {
			a.Terms = terms(r, played)
		}
		a.drivers(r)
		a.levers(r)
		a.Blocked = blocked(r, played)
		a.Notes = totals(r, played)
	}
	if text := output.WholeNumbers(b); text != "" {
		a.Notes = append(a.Notes, text)
	}
	a.Rests = rests(r)
	return a
}

// asked lists the theories whose draws have outcomes.
func asked(r *output.Result) (theories []int) {
	for i := range r.Tally.Theories {
		if b := r.Scenario.Bargain; !b.Theories[i].Predicts {
			theories = append(theories, i)
		}
	}
	return theories
}

// per is what shares are counted of: a hundred imagined runs, or the draws
// themselves where there are fewer.
func per(r *output.Result) int { return min(100, r.N()) }

func (a *Answer) families(r *output.Result) {
	b := r.Scenario.Bargain
	for _, t := range study.Representatives(b, r.Scenario.Lead()) {
		f := Family{Name: output.FamilyOf(&b.Theories[t]), Theory: output.TheoryTitle(&b.Theories[t])}
		for i := range b.Theories {
			if b.Theories[i].Family == b.Theories[t].Family && !b.Theories[i].Predicts {
				f.Theories++
			}
		}
		a.Families = append(a.Families, f)
	}
}

func (a *Answer) outcomes(r *output.Result, played []int) {
	b := r.Scenario.Bargain
	for _, c := range r.ClassesShown() {
		lower, upper := span(r, played, one(c))
		o := Outcome{Name: b.ClassLabel(c), Range: counts(r, lower, upper), Lower: lower, Upper: upper}
		for _, t := range study.Representatives(b, r.Scenario.Lead()) {
			o.ByFamily = append(o.ByFamily, share(r, t, one(c)))
		}
		a.Outcomes = append(a.Outcomes, o)
	}
}

func one(c model.Class) func(model.Class) bool { return func(x model.Class) bool { return x == c } }

// share is the share of draws under a theory that end in one of the outcomes.
func share(r *output.Result, theory int, in func(model.Class) bool) float64 {
	n := 0
	for c, k := range r.Tally.Theories[theory].Classes {
		if in(model.Class(c)) {
			n += k
		}
	}
	return float64(n) / float64(r.Tally.N(theory))
}

// span is the smallest and the largest of the shares over theories.
func span(r *output.Result, theories []int, in func(model.Class) bool) (lower, upper float64) {
	lower = 1
	for _, t := range theories {
		x := share(r, t, in)
		lower, upper = min(lower, x), max(upper, x)
	}
	return lower, upper
}

// terms are the medians of the issues over theories, for the first issues.
func terms(r *output.Result, theories []int) (list []Term) {
	b := r.Scenario.Bargain
	const shown = 4
	for _, k := range b.ListedIssues() {
		var lower, upper string
		low, high := 0.0, 0.0
		for _, t := range theories {
			row, ok := study.FindRow(r.Rows, b.Theories[t].Name, "terms_p50", b.Issues[k].ID)
			if !ok || !row.Shown() {
				continue
			}
			text := output.AmountsOf(&b.Issues[k]).Format(row.Value, row.Error)
			if b.Issues[k].Options != nil {
				text = output.OnScale(&b.Issues[k], b.Issues[k].Scale.Position(row.Value))
			}
			if lower == "" || row.Value < low {
				low, lower = row.Value, text
			}
			if upper == "" || row.Value > high {
				high, upper = row.Value, text
			}
		}
		if lower == "" {
			continue
		}
		text := lower
		if lower != upper {
			text += " to " + upper
		}
		if unit := b.Issues[k].Unit; unit != "" {
			text += " " + unit
		}
		if list = append(list, Term{output.IssueName(&b.Issues[k]), text}); len(list) == shown {
			break
		}
	}
	return list
}

// blocked says who is recorded most often as not consenting.
func blocked(r *output.Result, played []int) string {
	b := r.Scenario.Bargain
	type party struct {
		name         string
		lower, upper float64
	}
	var list []party
	for _, i := range b.ListedParties() {
		p := party{name: output.PartyName(&b.Parties[i]), lower: 1}
		for _, t := range played {
			x := float64(r.Tally.Theories[t].NotConsenting[i]) / float64(r.Tally.N(t))
			p.lower, p.upper = min(p.lower, x), max(p.upper, x)
		}
		at := len(list)
		for at > 0 && list[at-1].lower+list[at-1].upper < p.lower+p.upper {
			at--
		}
		list = append(list[:at], append([]party{p}, list[at:]...)...)
	}
	var parts []string
	for i, p := range list {
		if i < 2 && p.upper*float64(per(r)) >= 1 {
			parts = append(parts, fmt.Sprintf("%s (%s)", p.name, counts(r, p.lower, p.upper)))
		}
	}
	if parts == nil {
		return ""
	}
	return fmt.Sprintf("Most often not consenting, of %d runs: %s.", per(r), strings.Join(parts, ", "))
}

// Common returns the outcomes that most draws end in, at most n of them in their
// order, and names the others with their ranges.
func (a *Answer) Common(n int) (common []Outcome, rest string) {
	rare := make([]bool, len(a.Outcomes))
	for left := len(a.Outcomes); left > 0; left-- {
		least := -1
		for i, o := range a.Outcomes {
			if !rare[i] && (least < 0 || o.Upper < a.Outcomes[least].Upper) {
				least = i
			}
		}
		if left <= n && a.Outcomes[least].Upper >= 0.03 {
			break
		}
		rare[least] = true
	}
	var others []string
	for i, o := range a.Outcomes {
		if rare[i] {
			others = append(others, o.Name+" "+o.Range)
		} else {
			common = append(common, o)
		}
	}
	return common, strings.Join(others, ", ")
}

// Next are commands worth trying after the run of what commands call argument.
func (a *Answer) Next(argument string) string {
	try := fmt.Sprintf("sim trace %s --draw %d", output.ShellPath(argument), a.Draw)
	if len(a.Levers) > 0 {
		try = "sim compare " + output.ShellPath(argument) + " --with " + a.Levers[0].Path + "=1"
	}
	return "Try: " + try + " · sim serve " + output.ShellPath(argument)
}
