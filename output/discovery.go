package output

import (
	"fmt"
	"math"
	"strings"

	"sim/model"
	"sim/model/analysis"
	"sim/model/study"
)

// A Discovery is under which conditions draws meet a condition of interest, as it
// is shown.
type Discovery struct {
	*Study
	*study.Discovery
}

// Remark warns of draws that are not independent; empty if they are.
func (d *Discovery) Remark() string { return d.samplerRemark() }

// Turned says that the search is for the draws that do not meet the condition
// asked for; empty if it is for those that do.
func (d *Discovery) Turned() string {
	if !d.Complement {
		return ""
	}
	return fmt.Sprintf("More than half of all draws meet the condition asked for, so this looks for the rarer ones, %s: outside of the limits lie most of the others. --density looks for the condition itself.", WhereWords(&d.Where))
}

// MissingBox says why there is no box; empty if there is one.
func (d *Discovery) MissingBox() string {
	switch f := d.Found; {
	case len(f.Boxes) > 0:
		return ""
	case f.Hits == 0:
		return fmt.Sprintf("Draws %s: none of %s under %s; there is nothing to find.", WhereWords(&d.Where), FormatCount(f.Draws), d.leadName())
	case f.Hits == f.Draws:
		return fmt.Sprintf("Draws %s: all of %s under %s; there is nothing to find.", WhereWords(&d.Where), FormatCount(f.Draws), d.leadName())
	}
	if d.Found.Step == 0 && d.Density == 0 {
		return fmt.Sprintf("No box: under %s, no limits on inputs balance coverage and density of draws %s (%s of %s) better than all draws together do; --density looks for denser boxes.", d.leadName(), WhereWords(&d.Where), FormatCount(d.Found.Hits), FormatCount(d.Found.Draws))
	}
	return fmt.Sprintf("No box: under %s, no limits on inputs hold draws %s (%s of %s) better than chance could.", d.leadName(), WhereWords(&d.Where), FormatCount(d.Found.Hits), FormatCount(d.Found.Draws))
}

func (d *Discovery) leadName() string { return TheoryName(&d.Theories[d.Lead]) }

// BoxSentence says box k in words.
func (d *Discovery) BoxSentence(k int) string {
	b := &d.Found.Boxes[k]
	var w strings.Builder
	if k == 0 {
		fmt.Fprintf(&w, "In %s of the %s draws %s under %s: ", FormatCount(b.Hits), FormatCount(d.Found.Hits), WhereWords(&d.Where), d.leadName())
	} else {
		fmt.Fprintf(&w, "Of the other %s such draws, in %s: ", FormatCount(d.Found.Hits-b.Earlier), FormatCount(b.Hits))
	}
	inputs := d.Scenario.Bargain.Varying()
	for i, l := range b.Limits {
		if i > 0 {
			w.WriteString(" and ")
		}
		w.WriteString(inputs[l.Column].Path + " " + LimitWords(inputs[l.Column], l))
	}
	of, all, left := "draws", "all", d.Found.Draws
	if k > 0 {
		of, all = "other draws", "all others"
	}
	for i := range k { // each box looks at the draws that earlier ones leave
		left -= d.Found.Boxes[i].Inside
	}
	fmt.Fprintf(&w, ". %s %s lie within these limits: %s of them are such draws, against %s of %s.", FormatCount(b.Inside), of,
		FormatShare(b.Hits, b.Inside), FormatShare(d.Found.Hits-b.Earlier, left), all)
	return w.String()
}

// LimitWords say between which values a limit holds an input.
func LimitWords(in *model.Input, l analysis.Limit) string {
	low, high := LimitEnds(in, l)
	switch {
	case math.IsInf(l.High, 1):
		return "above " + low
	case math.IsInf(l.Low, -1):
		return "below " + high
	}
	return "between " + low + " and " + high
}

// LimitEnds formats the ends of a limit on an input.
func LimitEnds(in *model.Input, l analysis.Limit) (low, high string) {
	a := AmountsIn(in)
	if a.Format(l.Low, 0) == a.Format(l.High, 0) {
		a = a.Among(l.Low, l.High)
	}
	return a.Format(l.Low, 0), a.Format(l.High, 0)
}

// Elsewhere says what boxes hold that are found in resamples, of the draws left
// out of these.
func (d *Discovery) Elsewhere() string {
	b := &d.Found.Boxes[0]
	if b.LeftOut == 0 || b.LeftOutInterest == 0 {
		return ""
	}
	return fmt.Sprintf("Found anew in %d resamples and looked up in the draws left out of them, such a box holds %s of these draws, and %s of what it holds are such draws; in the draws that it was found in, this one holds %s, and %s are.",
		d.Resamples, FormatPercent(b.OutOfSampleCoverage(), 0.01), FormatPercent(b.OutOfSampleDensity(), 0.01), FormatPercent(b.Coverage, 0.01), FormatPercent(b.Density(), 0.01))
}

// Short says that no box is as dense as asked for; empty if one is, or nothing
// was asked for.
func (d *Discovery) Short() string {
	b := &d.Found.Boxes[0]
	if b.Density() >= d.Density {
		return ""
	}
	return fmt.Sprintf("No box of limits that chance does not explain is as dense as asked for, %s: this is the densest found, with %s.",
		FormatPercent(d.Density, 0), FormatPercent(b.Density(), 0.01))
}

// FormatLuck writes a quasi-p-value.
func FormatLuck(p float64) string {
	if p < 0.0001 {
		return "<0.0001"
	}
	return round(p, place(p, 0, significant))
}
