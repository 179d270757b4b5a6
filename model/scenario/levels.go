package scenario

import (
	"fmt"
	"slices"
	"strings"

	"sim/model"
)

const (
	// deterringSteps is how many positions are tried on an issue that changes what
	// parties believe, if the file says nothing.
	deterringSteps = 5
	// mostLevels is the largest number of combinations of positions of a package's
	// issues that have only a few: a theory solves or bounds each of them.
	mostLevels = 4096
)

// A deterrent is an issue of the deters of violations, as far as the file can be
// read.
type deterrent struct {
	issue int
	of    []int // the parties that it restrains
	at    *node
}

// deterrents reads which issues restrain parties from breaking an agreement, and
// which make those count less. They belong to a process, but decide on which
// issues payoffs are not concave.
func (f *file) deterrents(root *node) (list []deterrent, less []int) {
	at := root
	for _, key := range []string{"processes", "violations", "deters"} {
		if at == nil || at.kind != mapping {
			return nil, nil
		}
		at = at.get(key)
	}
	if at == nil || at.kind != mapping {
		return nil, nil
	}
	for key, val := range at.pairs() {
		k := slices.Index(f.Issues.names(), key.value)
		if k < 0 || val.kind != mapping {
			continue // which is reported there
		}
		x := deterrent{issue: k, at: key}
		if of := val.get("of"); of != nil {
			for _, item := range of.items {
				if i := slices.Index(f.Parties.names(), item.value); i >= 0 {
					x.of = append(x.of, i)
				}
			}
		}
		list = append(list, x)
		if weaker := val.get("less"); weaker != nil {
			for other := range weaker.pairs() {
				if k := slices.Index(f.Issues.names(), other.value); k >= 0 {
					less = append(less, k)
				}
			}
		}
	}
	return list, less
}

// restraining lists the issues whose terms decide what breaking an agreement is
// worth: those that answer a breach, and those that slow a shift of power.
func (f *file) restraining(root *node) (list []int) {
	if at := below(root, "processes", "violations", "answers"); at != nil && at.kind == mapping {
		for key := range at.pairs() {
			if k := slices.Index(f.Issues.names(), key.value); k >= 0 {
				list = append(list, k)
			}
		}
	}
	for _, p := range f.Packages.values {
		if s := p.PowerShift; s != nil {
			if k := s.slowing(f); k >= 0 {
				list = append(list, k)
			}
		}
	}
	return list
}

// steps is how many positions are tried on issue k; 0: all between the ends, or
// its options.
func (f *file) steps(k int) int {
	s := f.Issues.values[k]
	if s.Steps.at == nil && s.Options.at == nil && f.believed[k] {
		return deterringSteps
	}
	return int(s.Steps.value)
}

// checkLevels reports issues that several parties carry out and that nobody can
// believe alike, and packages with too many combinations of positions.
func (f *file) checkLevels(d *decoder) {
	for k, s := range f.Issues.values {
		if s.Options.at == nil && f.steps(k) == 0 && f.doubted(k) {
			d.at(s.CarriedOutBy.place(), fmt.Errorf("%s is carried out by parties that are believed differently, so that what is agreed is believed in part; give it steps: %d, or options",
				f.Issues.keys[k].name, deterringSteps))
		}
	}
	for i, p := range f.Packages.values {
		f.checkCombinations(d, f.Packages.keys[i].at, p)
	}
	if len(f.Packages.values) == 0 && f.Issues.at != nil {
		f.checkCombinations(d, f.Issues.at, &pack{Issues: issueSet{all: true}})
	}
}

// doubted reports whether the carriers of issue k may be believed differently:
// each as its lever that offers the issue, or as carried_out_by says.
func (f *file) doubted(k int) bool {
	c := &f.Issues.values[k].CarriedOutBy
	var first *number
	for i, party := range c.parties() {
		x := f.belief(k, party)
		if i == 0 {
			first = x
			continue
		}
		if first.varies() || x.varies() || first.value != x.value {
			return true
		}
	}
	return false
}

// belief is how far a carrier of issue k is believed.
func (f *file) belief(k, party int) *number {
	for _, l := range f.Levers.values {
		for _, e := range l.Effects.items {
			if l.Holder.index() == party && e.Offers.at != nil && e.Offers.index() == k {
				return &l.Credibility
			}
		}
	}
	c := &f.Issues.values[k].CarriedOutBy
	for i := range c.keys {
		if c.keys[i].index() == party {
			return &c.values[i].long.Credibility
		}
	}
	return &number{value: 1, result: model.Known(1)}
}

// checkCombinations reports a package whose issues with only a few positions
// have too many combinations of them.
func (f *file) checkCombinations(d *decoder, at *node, p *pack) {
	issues := known(p.Issues.of.items)
	if p.Issues.all {
		issues = count(len(f.Issues.values))
	}
	product, names := 1, []string{}
	for _, k := range issues {
		n := max(len(f.Issues.values[k].Options.values), f.steps(k))
		if c := f.Issues.values[k].Indivisible; c != nil {
			n = max(n, len(c.Options.items))
		}
		for i, b := range p.Limits.values {
			switch {
			case p.Limits.keys[i].index() != k:
			case b.fixes():
				n = 1
			case b.names != nil:
				n = len(b.names)
			}
		}
		if n > 1 {
			product *= n
			names = append(names, fmt.Sprintf("%s (%d)", f.Issues.keys[k].name, n))
		}
	}
	if product > mostLevels {
		d.at(at, fmt.Errorf("the issues of this package that have only a few positions have too many combinations, %d of at most %d: %s; merge some of them into one issue, give them fewer options or steps, or limit them to one",
			product, mostLevels, strings.Join(names, ", ")))
	}
}
