package scenario

import (
	"fmt"
	"slices"
	"strings"

	"sim/model"
)

// A waiter is something that may have to wait for others: a package, a meeting
// of the calendar, meetings of just some parties, or those that can decide a
// package.
type waiter struct {
	name  string // what a circle calls it; empty: it is not named
	needs []need
	any   bool // one of the needs is enough

	possible   bool // something can come first, so that it can come at all
	seen, open bool // in the search for circles
}

// A need is a waiter that must come first, and the place that says so.
type need struct {
	of      int
	at      *node
	settled bool // it never comes, as is reported elsewhere: a settlement ends what waits for it
}

// waits is the graph of what waits for what: the packages come first.
type waits struct {
	d    *decoder
	list []waiter
	path []int
}

// checkCircles reports each circle of packages and meetings that wait for each
// other. What has another way to come about is in none.
func (f *file) checkCircles(d *decoder) {
	w := waits{d: d}
	for i := range f.Packages.values {
		w.list = append(w.list, waiter{name: f.Packages.keys[i].name})
	}
	held := f.calendar(d)
	first := len(w.list)
	for range held {
		w.list = append(w.list, waiter{})
	}
	rooms := map[string]int{}
	meetings := func(between []int, at *node) need { // of just these parties
		name := "a meeting of just " + f.parties(between)
		if _, ok := rooms[name]; !ok {
			rooms[name] = len(w.list)
			w.list = append(w.list, waiter{name: name, any: true})
			for i, m := range held {
				if slices.Equal(m.between, between) {
					w.list[rooms[name]].needs = append(w.list[rooms[name]].needs, need{of: first + i, at: m.at})
				}
			}
		}
		return need{of: rooms[name], at: at}
	}
	for i, m := range held {
		for _, r := range m.packages {
			if k := slices.Index(f.Packages.names(), r.value); k >= 0 {
				w.list[first+i].needs = append(w.list[first+i].needs, need{of: k, at: r})
			}
		}
		for _, r := range m.meetings {
			n := meetings(r.between, r.at)
			w.list[first+i].needs = append(w.list[first+i].needs, n)
		}
	}
	for i, p := range f.Packages.values {
		inForce, signed := p.needs()
		for _, r := range slices.Concat(inForce, signed, p.insisted()) {
			if k := r.index(); k >= 0 {
				w.list[i].needs = append(w.list[i].needs, need{k, r.at, !slices.Contains(signed, r) && f.settles(i, r)})
			}
		}
		for _, r := range p.Requires.items {
			if r.Meetings == nil || r.Meetings.Held.most() <= 0 {
				continue
			}
			if between := sortedIndices(r.Meetings.Between.items); len(between) == len(r.Meetings.Between.items) && !slices.Contains(between, -1) {
				n := meetings(between, r.Meetings.Between.at)
				w.list[i].needs = append(w.list[i].needs, n)
			}
		}
		if decide := f.deciders(i, held, first); decide != nil {
			w.list[i].needs = append(w.list[i].needs, need{of: len(w.list), at: f.Packages.keys[i].at})
			w.list = append(w.list, waiter{name: "a meeting that can decide it", any: true, needs: decide})
		}
	}
	w.findPossible()
	for i := range w.list {
		if w.list[i].name != "" { // each circle has one of these
			w.visit(i)
		}
	}
}

// findPossible finds what can come about: nothing that must come before it waits
// for it.
func (w *waits) findPossible() {
	for more := true; more; {
		more = false
		for i := range w.list {
			x := &w.list[i]
			if x.possible {
				continue
			}
			comes := func(n need) bool { return w.list[n.of].possible }
			if x.any {
				x.possible = len(x.needs) == 0 || slices.ContainsFunc(x.needs, comes)
			} else {
				x.possible = !slices.ContainsFunc(x.needs, func(n need) bool { return !comes(n) })
			}
			more = more || x.possible
		}
	}
}

// visit reports the circles that are reached from waiter i.
func (w *waits) visit(i int) {
	if w.list[i].seen || w.list[i].possible {
		return
	}
	w.list[i].seen, w.list[i].open = true, true
	w.path = append(w.path, i)
	for _, n := range w.list[i].needs {
		if w.list[n.of].open && !w.settled(append(w.path[slices.Index(w.path, n.of):], n.of)) {
			w.d.at(n.at, w.circle(w.path[slices.Index(w.path, n.of):]))
		}
		w.visit(n.of)
	}
	w.path = w.path[:len(w.path)-1]
	w.list[i].open = false
}

// settled reports whether a way from waiter to waiter is broken by a settlement, which
// is the one error that is reported.
func (w *waits) settled(way []int) bool {
	for k := range len(way) - 1 {
		to := func(n need) bool { return n.of == way[k+1] && n.settled }
		if slices.ContainsFunc(w.list[way[k]].needs, to) {
			return true
		}
	}
	return false
}

// circle is the error of a circle of waiters.
func (w *waits) circle(path []int) error {
	start := slices.IndexFunc(path, func(i int) bool { return w.list[i].name != "" })
	var names []string
	prefix, end := "packages: ", "tabled"
	for k := range path {
		x := &w.list[path[(start+k)%len(path)]]
		if x.name != "" {
			names = append(names, x.name)
		}
		if x.any {
			prefix, end = "", "tabled or held"
		}
	}
	return fmt.Errorf("%s%s: each waits for the next, so none is ever %s", prefix, strings.Join(append(names, names[0]), " → "), end)
}

// insisted are the packages on which some party insists first in every draw.
func (p *pack) insisted() (list []*ref) {
	for _, s := range p.Insists.values {
		if !s.Binding.given() || s.Binding.least() >= 1 {
			list = append(list, s.Packages.items...)
		}
	}
	return list
}

// A calendarEntry is a meeting of the calendar, or a series of them, as far as the
// file can be read.
type calendarEntry struct {
	at       *node
	between  []int   // ascending
	decides  *node   // nil: everything
	packages []*node // names of packages that must come first
	meetings []calendarNeed
}

// A calendarNeed is meetings of just these parties, which must come first.
type calendarNeed struct {
	between []int
	at      *node
}

// calendar reads the meetings of the processes, which decide what waits for what.
func (f *file) calendar(d *decoder) (list []calendarEntry) {
	held := below(d.root, "processes", "meetings", "held")
	if held == nil {
		return nil
	}
	for _, item := range held.items {
		m := calendarEntry{at: item, between: f.room(below(item, "between")), decides: below(item, "decides")}
		if requires := below(item, "requires"); requires != nil {
			for _, r := range requires.items {
				if name := below(r, "package"); name != nil {
					m.packages = append(m.packages, name)
				}
				between, n := below(r, "meetings", "between"), below(r, "meetings", "held")
				if room := f.room(between); room != nil && n != nil && n.value != "0" {
					m.meetings = append(m.meetings, calendarNeed{room, between})
				}
			}
		}
		list = append(list, m)
	}
	return list
}

// room lists the parties that n names, ascending; nil if it does not.
func (f *file) room(n *node) (room []int) {
	if n == nil {
		return nil
	}
	for _, item := range n.items {
		i := slices.Index(f.Parties.names(), item.value)
		if i < 0 {
			return nil // which is reported there
		}
		room = append(room, i)
	}
	slices.Sort(room)
	return slices.Compact(room)
}

// deciders are the meetings of the calendar at which package i can be decided: all
// signatories are in the room. Sponsors may have left.
func (f *file) deciders(i int, held []calendarEntry, first int) (list []need) {
	for j, m := range held {
		if m.decides != nil && !slices.ContainsFunc(m.decides.items, func(n *node) bool { return n.value == f.Packages.keys[i].name }) {
			continue
		}
		absent := false
		for k, p := range f.Parties.values {
			absent = absent || p.seat() == model.Signatory && !slices.Contains(m.between, k)
		}
		if !absent {
			list = append(list, need{of: first + j, at: m.at})
		}
	}
	return list
}
