package scenario

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"sim/model"
	"sim/model/registry"
)

// powerShift is the power_shift of a package: how it lets power move between the
// pair once it is signed.
type powerShift struct {
	issue    int          // that it moves; −1: the file does not say
	To       ref          `yaml:"to" doc:"the party of the two between which the dispute lies whose power grows" of:"party"`
	Issue    ref          `yaml:"issue,omitempty" doc:"the issue that a dispute taken up again would bring further toward what it wants. Left out: the one that drift moves, or the only one of the package" of:"issue"`
	ARound   number       `yaml:"a_round" doc:"by how much further per round, in the issue's own unit" in:"own"`
	UpTo     number       `yaml:"up_to" doc:"by how much further at most" in:"own"`
	SlowedBy dict[number] `yaml:"slowed_by,omitempty" doc:"what slows it: an issue, by this share at the upper end of its scale, and monitoring, by this share if every breach is noticed" of:"free" in:"[0, 1]"`
}

// monitors is the name under which slowed_by means the package's monitoring.
const monitors = "monitoring"

// aimShifts works out which issue each power shift moves.
func (f *file) aimShifts(root *node) {
	for _, p := range f.Packages.values {
		if p.PowerShift != nil {
			p.PowerShift.issue = f.issueOf(p, root)
		}
	}
}

// issueOf is the issue that the power shift of package p moves; −1 if the file
// does not say.
func (f *file) issueOf(p *pack, root *node) int {
	if p.PowerShift.Issue.at != nil {
		return p.PowerShift.Issue.index()
	}
	if at := below(root, "processes", "drift", "issue"); at != nil {
		return slices.Index(f.Issues.names(), at.value)
	}
	if of := f.issuesOf(p); len(of) == 1 {
		return of[0]
	}
	return -1
}

// issuesOf are the issues that package p settles.
func (f *file) issuesOf(p *pack) []int {
	if p.Issues.all {
		return count(len(f.Issues.values))
	}
	return sortedIndices(p.Issues.of.items)
}

// slowing is the issue that slows the power shift, as far as the file can be read;
// −1: none.
func (s *powerShift) slowing(f *file) int {
	for _, name := range s.SlowedBy.names() {
		if name != monitors {
			return slices.Index(f.Issues.names(), name)
		}
	}
	return -1
}

// checkShifts reports power shifts of which it cannot be said what moves, or that
// several issues slow: what breaking is worth would not be concave in the terms.
func (f *file) checkShifts(d *decoder) {
	for i, p := range f.Packages.values {
		s := p.PowerShift
		if s == nil {
			continue
		}
		if p.Outcome.value == "partial" {
			d.at(f.Packages.keys[i].at, fmt.Errorf("%s is a partial package, which nobody asks whether it keeps itself; give power_shift to a settlement or a ceasefire", f.Packages.keys[i].name))
		}
		if s.issue < 0 && s.Issue.at == nil && s.To.at != nil {
			d.at(s.To.at, errors.New("power_shift says on which issue power shows: issue: ISSUE"))
		}
		other := ""
		for _, key := range s.SlowedBy.keys {
			if key.name == monitors {
				continue
			}
			k := slices.Index(f.Issues.names(), key.name)
			switch {
			case k < 0:
				d.at(key.at, &registry.UnknownError{What: "issue", Name: key.name, Known: append(slices.Clone(f.Issues.names()), monitors)})
			case other != "":
				d.at(key.at, fmt.Errorf("%s slows the power shift already; one issue can, and %s", other, monitors))
			}
			if k >= 0 && other == "" {
				other = key.name
			}
		}
	}
}

// model returns the power shift; only after references are resolved, and with the
// pair of the bargain.
func (s *powerShift) model(f *file, pair [2]int) *model.PowerShift {
	m := &model.PowerShift{
		To: s.To.index(), From: pair[0], Issue: s.issue, PerRound: s.ARound.result, UpTo: s.UpTo.result, Monitoring: model.Known(0),
	}
	if m.From == m.To {
		m.From = pair[1]
	}
	for i, key := range s.SlowedBy.keys {
		if key.name == monitors {
			m.Monitoring = s.SlowedBy.values[i].result
			continue
		}
		m.SlowedBy = append(m.SlowedBy, model.Weakening{Issue: slices.Index(f.Issues.names(), key.name), Share: s.SlowedBy.values[i].result})
	}
	return m
}

// shifts gives the packages of the bargain their power shifts, once it is known
// between whom the dispute lies.
func (f *file) shifts(d *decoder, b *model.Bargain) {
	pair, ok := b.Pair()
	for i, p := range f.Packages.values {
		s := p.PowerShift
		switch {
		case s == nil:
		case !ok:
			d.at(s.To.at, errors.New("power shifts between two parties, and it is not clear which: drift.between, or two signatories with a disagreement_cost"))
		case s.To.index() != pair[0] && s.To.index() != pair[1]:
			names := []string{b.Parties[pair[0]].ID, b.Parties[pair[1]].ID}
			slices.Sort(names)
			d.at(s.To.at, fmt.Errorf("%s is not one of the two between which the dispute lies: %s", s.To.name, strings.Join(names, " and ")))
		default:
			b.Packages[i].PowerShift = s.model(f, pair)
		}
	}
}
