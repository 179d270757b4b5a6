package scenario

import (
	"errors"
	"strings"
)

// A leverPlace is where a lever stands in the file, and why it changes nothing as far
// as warnings say.
type leverPlace struct {
	at      *node
	remarks []string
}

// nothing and never are what warnings say of levers before they say why.
const (
	nothing = " changes nothing at any weight: "
	never   = " can never act: "
)

// leverPlaces sorts the warnings by the levers in whose lines they stand.
func (f *file) leverPlaces(warnings []Problem) []leverPlace {
	type place struct{ order, line, col int }
	of := map[place]int{}
	var note func(n *node, lever int)
	note = func(n *node, lever int) {
		if n == nil {
			return
		}
		of[place{n.src.order, n.line, n.col}] = lever
		for _, e := range n.entries {
			note(e.key, lever)
			note(e.val, lever)
		}
		for _, item := range n.items {
			note(item, lever)
		}
	}
	list := make([]leverPlace, len(f.Levers.values))
	for i, key := range f.Levers.keys {
		list[i].at = key.at
		note(key.at, i)
		note(f.Levers.at.get(key.name), i)
	}
	for _, w := range warnings {
		if i, ok := of[place{w.order, w.Line, w.Col}]; ok && w.Line > 0 && !w.size {
			why := w.Msg
			for _, head := range []string{nothing, never} {
				if _, rest, found := strings.Cut(why, head); found {
					why = rest
				}
			}
			list[i].remarks = append(list[i].remarks, why)
		}
	}
	return list
}

// AtLever returns a problem with the place of the lever with index k in
// Bargain.Levers.
func (s *Scenario) AtLever(k int, msg string) Problem {
	var ps problems
	ps.at(s.levers[k].at, errors.New(msg))
	return ps.list[0]
}

// OnLever returns why the lever with index k in Bargain.Levers changes nothing, or
// less than it seems to, as far as the warnings say; nil: they do not.
func (s *Scenario) OnLever(k int) []string { return s.levers[k].remarks }
