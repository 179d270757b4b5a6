package scenario

import (
	"cmp"
	"errors"
	"fmt"
	"slices"

	"sim/model"
)

// issue is an entry of issues.
type issue struct {
	Question     text           `yaml:"question,omitempty" letters:"500" doc:"what is to be settled, as a question"`
	Unit         text           `yaml:"unit,omitempty" letters:"200" doc:"what the scale counts, in words"`
	Range        pair           `yaml:"range,omitempty" doc:"amounts at the two ends of the scale; left out: [0, 1]" one:"scale"`
	Anchors      list[pair]     `yaml:"anchors,omitempty" doc:"points of a bent scale: [position, amount], positions rising from 0 to 1" one:"scale"`
	Labels       dict[figure]   `yaml:"labels,omitempty" doc:"points of the scale with a name: name to amount" of:"free"`
	StatusQuo    number         `yaml:"status_quo" doc:"where the issue stays without a deal" in:"own"`
	Curvature    number         `yaml:"curvature,omitempty" doc:"1: every step counts alike; 2: the last step is cheap" in:"[1, 4]" default:"2"`
	Positions    dict[position] `yaml:"positions,omitempty" doc:"what each party wants; a party left out does not care" of:"each party"`
	RedLines     dict[redLine]  `yaml:"red_lines,omitempty" doc:"bounds that parties state" of:"each party"`
	CarriedOutBy list[ref]      `yaml:"carried_out_by,omitempty" doc:"parties whose consent a package with this issue needs too" of:"party"`

	scale model.Scale // set by scaling
}

// position is an entry of positions.
type position struct {
	Ideal    number `yaml:"ideal,omitempty" doc:"best here, worse on both sides" in:"own" one:"side!"`
	AtLeast  number `yaml:"at_least,omitempty" doc:"content here and above" in:"own" one:"side!"`
	AtMost   number `yaml:"at_most,omitempty" doc:"content here and below" in:"own" one:"side!"`
	Salience number `yaml:"salience" doc:"how much it cares" in:"[0, 100]" unit:"0 to 100"`
}

// redLine is an entry of red_lines.
type redLine struct {
	AtLeast  number    `yaml:"at_least,omitempty" doc:"nothing below" in:"own" one:"bound!"`
	AtMost   number    `yaml:"at_most,omitempty" doc:"nothing above" in:"own" one:"bound!"`
	Binding  number    `yaml:"binding,omitempty" doc:"share of draws in which the line really binds" in:"[0, 1]" default:"1" unit:"share of draws"`
	Packages list[ref] `yaml:"packages,omitempty" doc:"packages that the line ties its issue to, even if they do not name it" of:"package"`
}

// scaling builds the scale, reports problems with it, and sets the domain and
// unit of the issue's amounts.
func (s *issue) scaling(d *decoder) {
	s.scale = model.Scale{}
	var err error
	switch {
	case s.Range.at != nil:
		s.scale, err = model.Linear(s.Range.a[0].value, s.Range.a[1].value)
		if s.Range.a[0].at != nil && s.Range.a[1].at != nil && err != nil {
			if s.Range.a[0].value == s.Range.a[1].value {
				err = errors.New("the two ends must differ")
			}
			d.at(s.Range.at, fmt.Errorf("range: %w", err))
		}
	case s.Anchors.at != nil:
		var anchors []model.Anchor
		whole := true
		for _, p := range s.Anchors.items {
			anchors = append(anchors, model.Anchor{Position: p.a[0].value, Amount: p.a[1].value})
			whole = whole && p.a[0].at != nil && p.a[1].at != nil
		}
		if s.scale, err = model.NewScale(anchors); err != nil && whole {
			d.at(s.Anchors.at, fmt.Errorf("anchors: %w", err))
		}
	}
	if err != nil {
		for _, x := range s.amounts() {
			x.val = nil // amounts on an invalid scale cannot be checked
		}
		return
	}
	lo, hi := s.scale.Bounds()
	for _, x := range s.amounts() {
		x.domain, x.unit = domain{lo: lo, hi: hi}, s.Unit.value
	}
	for i, l := range s.Labels.values {
		if l.at != nil && (l.value < lo || l.value > hi) {
			d.at(l.at, fmt.Errorf("the label %q must lie between %s and %s, not %s", short(s.Labels.keys[i].name), digits(lo), digits(hi), digits(l.value)))
		}
	}
}

// amounts returns the numbers of the issue in its own unit.
func (s *issue) amounts() []*number {
	xs := []*number{&s.StatusQuo}
	for _, p := range s.Positions.values {
		xs = append(xs, &p.Ideal, &p.AtLeast, &p.AtMost)
	}
	for _, r := range s.RedLines.values {
		xs = append(xs, &r.AtLeast, &r.AtMost)
	}
	return xs
}

// labels returns the issue's labels by ascending position. It reports two
// labels at the same point.
func (s *issue) labels(d *decoder) []model.Label {
	var ls []model.Label
	for i, l := range s.Labels.values {
		ls = append(ls, model.Label{Name: s.Labels.keys[i].name, At: s.scale.Position(l.value)})
		for _, other := range s.Labels.values[:i] {
			if l.at != nil && other.at != nil && other.value == l.value {
				d.at(l.at, fmt.Errorf("two labels stand at %s", digits(l.value)))
			}
		}
	}
	slices.SortStableFunc(ls, func(a, b model.Label) int { return cmp.Compare(a.At, b.At) })
	return ls
}

// side converts a side to positions: if amounts fall as positions rise, at
// least becomes at most.
func (s *issue) side(written model.Side) model.Side {
	if !s.scale.Falls() {
		return written
	}
	switch written {
	case model.AtLeast:
		return model.AtMost
	case model.AtMost:
		return model.AtLeast
	case model.TwoSided:
	}
	return written
}
