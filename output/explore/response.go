package explore

import (
	"fmt"

	"sim/model"
	"sim/model/study"
	"sim/output"
	"sim/output/table"
)

// A Shown is what the page is told about an answer. Everything in it is text to
// be shown as it is; pictures are SVG.
type Shown struct {
	Kind      string    `json:"kind"` // answer
	Draws     int       `json:"draws"`
	Of        int       `json:"of"`
	Last      bool      `json:"last"`
	Progress  string    `json:"progress"`
	Theory    string    `json:"theory"` // the one that leads
	Endings   []ending  `json:"endings"`
	Spoken    string    `json:"spoken"` // for those who listen
	Outcomes  tabular   `json:"outcomes"`
	Remarks   []string  `json:"remarks"` // below the outcomes
	Terms     tabular   `json:"terms"`
	Utilities tabular   `json:"utilities"`
	Changed   []tabular `json:"changed"` // against another setting; empty: not known yet
	Pictures  []Picture `json:"pictures"`
}

// An ending is one class of outcome under the leading theory.
type ending struct {
	Class string  `json:"class"`
	Label string  `json:"label"` // what the scenario calls it
	Words string  `json:"words"`
	Share string  `json:"share"` // with its error
	Value float64 `json:"value"`
	Lower float64 `json:"lower"` // 95% interval
	Upper float64 `json:"upper"`
	Draw  int     `json:"draw"` // one that ended so; −1 if none is kept
}

// A Picture is one picture of an answer.
type Picture struct {
	Name        string `json:"name"`        // as the page asked for it
	Title       string `json:"title"`       // one sentence
	Description string `json:"description"` // what it shows, in words
	SVG         string `json:"svg"`         // a whole document
}

// tabular is a table for the page.
type tabular struct {
	Title string     `json:"title"`
	Head  []string   `json:"head"`
	Rows  [][]string `json:"rows"`
	Left  []bool     `json:"left"`
}

func tabularOf(t *table.Table) tabular {
	out := tabular{Title: t.Title, Head: t.Head, Rows: t.Rows}
	for i := range t.Head {
		out.Left = append(out.Left, t.FlushLeft(i))
	}
	return out
}

// show is what the page is told about an answer; wanted are the pictures in view,
// before is what it is compared with, nil if that is not known yet.
func (d *Desk) show(a *study.Answer, wanted []string, before *study.Answer) (*Shown, error) {
	r, of := d.result(a), d.o.Config.Draws
	b, lead := r.Scenario.Bargain, a.Subject.Lead
	v := &Shown{
		Kind: "answer", Draws: r.Tally.Draws, Of: of, Last: a.Final, Theory: output.TheoryName(&b.Theories[lead]),
		Progress: fmt.Sprintf("%s of %s draws", output.FormatCount(r.Tally.Draws), output.FormatCount(of)),
		Endings:  endings(r), Outcomes: tabularOf(table.Outcomes(r)), Remarks: table.Pooled(r),
		Terms: tabularOf(table.Terms(r, lead)), Utilities: tabularOf(table.Utilities(r)),
	}
	if a.Final {
		v.Spoken = table.Imagined(r, lead)
	}
	if before != nil {
		for _, t := range d.compare(before, a) {
			v.Changed = append(v.Changed, tabularOf(t))
		}
	}
	if d.o.Pictures == nil {
		return v, nil
	}
	var err error
	v.Pictures, err = d.o.Pictures.Of(r, wanted)
	return v, err
}

// endings are the classes under the leading theory, each with a draw that
// ended so, to ask why.
func endings(r *output.Result) []ending {
	lead := r.Scenario.Lead()
	var es []ending
	if r.Scenario.Bargain.Theories[lead].Predicts {
		return []ending{} // its draws have no outcome
	}
	for _, c := range r.ClassesShown() {
		e := r.Tally.Class(lead, c)
		es = append(es, ending{
			Class: c.String(), Label: r.Scenario.Bargain.ClassLabel(c), Words: output.EndingName(r.Scenario.Bargain, c), Share: table.Share(e),
			Value: e.Value, Lower: e.Lower, Upper: e.Upper, Draw: drawIn(r, lead, c),
		})
	}
	return es
}

// drawIn is the first kept draw that ended in a class, or −1.
func drawIn(r *output.Result, theory int, class model.Class) int {
	if theory >= len(r.Sample.Outcomes) {
		return -1
	}
	for j := range r.Sample.N {
		if r.Sample.Outcomes[theory][j].Class == class {
			return r.Sample.First + j
		}
	}
	return -1
}
