package scenario

import (
	"errors"
	"fmt"
)

// checkSources reports what a case contradicts that says its inputs were published: a
// position, a salience or a power without a source, a source without a date and, where
// they are said to be older than the outcome, one that is not. Of inputs that are not
// older the case has to say so itself, in words that are printed with its scores.
// Such a case is counted with the record of theories, and only if this is so.
func (f *file) checkSources(d *decoder) {
	const afterwards = "write inputs: afterwards if they were put together when the outcome was known"
	r := f.Resolved
	before, claim := r.Inputs.value == "before", "published"
	if before {
		claim = "published before the outcome"
	}
	if r.Inputs.value == "afterwards" || r.Inputs.value == "" || r.Date.value == "" {
		return
	}
	if !before && r.Caveat.value == "" {
		d.at(r.Inputs.at, errors.New("inputs that were published, but not before the outcome, need a caveat that says when and by whom"))
	}
	sourced := func(x *number, what string, of ...any) {
		if x.given() && x.evidence == nil {
			d.at(x.at, fmt.Errorf(what+" names no source, though resolved says that inputs were %s; add evidence, or %s", append(of, claim, afterwards)...))
		}
	}
	for i, p := range f.Parties.values {
		sourced(&p.Power, "the power of %s", f.Parties.keys[i].name)
	}
	for k, s := range f.Issues.values {
		for j, p := range s.Positions.values {
			party, issue := s.Positions.keys[j].name, f.Issues.keys[k].name
			for _, x := range []*number{&p.Ideal, &p.AtLeast, &p.AtMost} {
				sourced(x, "the position of %s on %s", party, issue)
			}
			sourced(&p.Salience, "the salience of %s on %s", party, issue)
			sourced(&p.Power, "the power of %s on %s", party, issue)
		}
	}
	reported := map[int]bool{}
	for _, e := range f.sources() {
		i := e.Document.index()
		if i < 0 || reported[i] {
			continue
		}
		reported[i] = true // once for each document
		name := f.Documents.keys[i].name
		switch published := f.Documents.values[i].Published.value; {
		case published == "":
			d.at(e.Document.at, fmt.Errorf("%s does not say when it was published, though resolved says that inputs were %s; add published to it, or %s", name, claim, afterwards))
		case before && !earlier(published, r.Date.value):
			d.at(e.Document.at, fmt.Errorf("%s is dated %s, not before the outcome of %s, though resolved says that inputs were published before it; cite what is older, or %s", name, published, r.Date.value, afterwards))
		}
	}
}

// earlier reports whether a date, a year, month or day, lies before another whatever
// the days of both: 2015-11 lies before 2015-12-12, and 2015-12 may not.
func earlier(a, b string) bool {
	n := min(len(a), len(b))
	return a[:n] < b[:n]
}

// sources are what the inputs of the file rest on, in file order for each kind.
func (f *file) sources() (es []*evidence) {
	for _, x := range f.numbers {
		if x.evidence != nil {
			es = append(es, x.evidence)
		}
	}
	for _, o := range f.Observed.items {
		if o.Evidence != nil {
			es = append(es, o.Evidence)
		}
	}
	for _, a := range f.Aims.values {
		if a.Evidence != nil {
			es = append(es, a.Evidence)
		}
	}
	return es
}
