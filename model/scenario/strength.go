package scenario

import (
	"errors"
	"fmt"
	"slices"

	"sim/model"
)

// strength is the strength: block: what two parties stand to gain by going on
// without an agreement, in one number.
type strength struct {
	Between list[ref]    `yaml:"between" doc:"the two parties; the strength is that of the first" of:"party"`
	Value   number       `yaml:"value" doc:"how strong the first party is against the second: the share of the way from lose to win to which going on brings an issue" in:"[0, 1]"`
	KnownTo knownTo      `yaml:"known_to,omitempty" doc:"the one of the two that alone knows the strength of a draw; the other knows the range. Left out: both know it, and the range is the analyst's" of:"party"`
	Win     dict[number] `yaml:"win" doc:"by issue, where it ends if the first party wins, in the issue's own unit or by the name of a label or option" of:"each issue" in:"own" words:"labels"`
	Lose    dict[number] `yaml:"lose" doc:"by issue, where it ends if the first party loses" of:"each issue" in:"own" words:"labels"`
	Drift   number       `yaml:"drift_a_round,omitempty" doc:"how far the line of the process drift moves per round toward the first party if it is as strong as can be, and away from it if as weak as can be, in log-odds; who does not know the strength learns from it" in:"[0, inf)" default:"0" unit:"log-odds per round"`
}

// check reports a strength that is not between two parties or does not say of
// every issue what both victory and defeat bring, and prospects that say it, too.
func (s *strength) check(d *decoder, f *file) {
	if s == nil {
		return
	}
	if of := s.Between.items; s.Between.at != nil && (len(of) != 2 || of[0].name == of[1].name) {
		d.at(s.Between.at, errors.New("strength is between two different parties, such as [north, south]"))
	}
	s.checkIssues(d, f, &s.Win, &s.Lose, "lose")
	s.checkIssues(d, f, &s.Lose, &s.Win, "win")
	for _, r := range s.KnownTo.of.items {
		if r.found > 0 && len(s.Between.items) == 2 && r.name != s.Between.items[0].name && r.name != s.Between.items[1].name {
			d.at(r.at, fmt.Errorf("%s is not one of the two parties of the strength", r.name))
		}
		if i := r.index(); i >= 0 && f.Parties.values[i].private() != model.NoSecret {
			d.at(r.at, fmt.Errorf("%s knows another number alone already; a party has one private number", r.name))
		}
	}
	if s.Drift.given() && below(d.root, "processes", "drift") == nil {
		d.at(s.Drift.at, errors.New("drift_a_round moves the line of the process drift, and there is none"))
	}
	switch at := s.KnownTo.at; {
	case at != nil && len(s.KnownTo.of.items) != 1:
		d.at(at, errors.New("known_to names the one of the two parties that knows the strength"))
	case at != nil && s.Value.input != nil && s.Value.input.Dist == nil:
		d.at(at, fmt.Errorf("%s is known to everybody: a private number needs a range", s.Value.input.Written))
	}
}

// checkIssues reports issues of which one end is given and the other is not, and
// on which a party states prospects as well.
func (s *strength) checkIssues(d *decoder, f *file, given, other *dict[number], lacks string) {
	for _, k := range given.keys {
		if k.found > 0 && !slices.Contains(other.names(), k.name) {
			d.at(k.at, fmt.Errorf("%s has no %s; say where it ends if the first party wins, and if it loses", k.name, lacks))
			continue
		}
		for _, party := range s.Between.items {
			i := party.index()
			if i < 0 || lacks == "win" || k.found == 0 {
				continue
			}
			for _, r := range f.Parties.values[i].Prospects.keys {
				if r.found == k.found {
					d.at(r.at, fmt.Errorf("prospects.%s of %s and strength both say what going on brings; remove one", k.name, party.name))
				}
			}
		}
	}
}

// model returns the strength; only after references are resolved and columns given.
func (s *strength) model() *model.Strength {
	if s == nil {
		return nil
	}
	m := &model.Strength{Between: [2]int{s.Between.items[0].index(), s.Between.items[1].index()}, Value: s.Value.result, KnownTo: -1, Drift: s.Drift.result}
	if len(s.KnownTo.of.items) == 1 {
		m.KnownTo = s.KnownTo.of.items[0].index()
	}
	for i, x := range s.Win.values {
		at := slices.Index(s.Lose.names(), s.Win.keys[i].name)
		m.Issues = append(m.Issues, model.StrengthIssue{Issue: s.Win.keys[i].index(), Win: x.result, Lose: s.Lose.values[at].result})
	}
	return m
}
