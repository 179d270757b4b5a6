package scenarios_test

import (
	"cmp"
	"slices"
	"strings"
	"testing"

	"sim/model"
)

// A mechanism is a row of the inventory: which inputs carry it, in which file,
// and what the documents say happens when they are turned from low to high.
type mechanism struct {
	id    string
	file  string   // without .yaml
	paths []string // of the inputs that carry it
	low   []string // overrides; none: as shipped
	high  []string
	says  []claim
	times int    // as many draws as usual; left out: once
	under string // theory; left out: nash
}

// set is the overrides that give each path the value.
func set(value string, paths ...string) []string {
	var overrides []string
	for _, p := range paths {
		overrides = append(overrides, p+"="+value)
	}
	return overrides
}

// lever is the row of a lever, its weight turned from 0 to 1.
func lever(id, file, name string, says ...claim) mechanism {
	return turned(id, file, "levers."+name+".weight", "0", "1", says...)
}

// pressure is the row of a lever of alaska that makes not agreeing worse for a party, by
// less than the war does: it has to settle for less, and the other side of the war
// gains more by an agreement.
func pressure(id, name, party string, says ...claim) mechanism {
	return lever(id, "alaska", name, append(says,
		down(reservation(party)), smaller(reservation(party), cost(party)), down(agreed(party)), up(surplus(other[party])))...)
}

// other is the other side of the war.
var other = map[string]string{"russia": "ukraine", "ukraine": "russia"}

// turned is the row of a number that is turned from low to high.
func turned(id, file, path, low, high string, says ...claim) mechanism {
	return mechanism{id: id, file: file, paths: []string{path}, low: set(low, path), high: set(high, path), says: says}
}

// shipped is the row of numbers turned from another value to what is shipped.
func shipped(id, file, from string, paths []string, says ...claim) mechanism {
	return mechanism{id: id, file: file, paths: paths, low: set(from, paths...), says: says}
}

// demand is the row of an issue: a party to whom it matters more gets more of
// what the documents say that it demands, and who wants the opposite less.
func demand(id, issue, party, against string, term claim) mechanism {
	return turned(id, "alaska", "issues."+issue+".positions."+party+".salience", "1", "40",
		term, up(gets(party, issue)), down(gets(against, issue)))
}

// role is the row of the say that Russia has in the guarantee of a settlement: from
// none to another one; "": whichever the parties agree on.
func role(to string, says ...claim) mechanism {
	const limit = "packages.settlement.limits.guarantee_role="
	m := mechanism{id: "I15", file: "alaska", paths: []string{"processes.violations.deters.guarantee.less.guarantee_role"}, low: []string{limit + "none"}, says: says}
	if to != "" {
		m.high = []string{limit + to}
	}
	return m
}

// longer has the row look at four times as many draws.
func (m mechanism) longer() mechanism {
	m.times = 4
	return m
}

// twice has the row look at twice as many draws: what it is about happens in few.
func (m mechanism) twice() mechanism {
	m.times = 2
	return m
}

// priced has the row look at what happens where public lines have their price,
// which closes the zone more often than nash alone.
func (m mechanism) priced() mechanism {
	m.under = "audience"
	return m
}

// narrow has the row look at what happens where all causes act at once, so that
// an agreement hangs by several threads. A draw costs much, so that there are a
// quarter as many.
func (m mechanism) narrow() mechanism {
	m.under = "everything"
	return m
}

// TestMechanisms turns every knob and sees that what the documents say comes of
// it, by more than chance.
func TestMechanisms(t *testing.T) {
	if testing.Short() {
		t.Skip("takes long")
	}
	for _, m := range mechanisms {
		t.Run(m.id+"/"+m.paths[0], func(t *testing.T) {
			t.Parallel()
			m.turn(t)
		})
	}
}

func (m mechanism) turn(t *testing.T) {
	file := m.file + ".yaml"
	b := play(t, file, nil, 1).bargain
	for _, path := range m.paths {
		if !slices.ContainsFunc(b.Inputs, func(in model.Input) bool { return in.Path == path || strings.HasPrefix(in.Path, path+".") }) {
			t.Errorf("%s has no %s", file, path)
		}
	}
	n, theory := max(1, m.times)**draws, cmp.Or(m.under, "nash")
	if *draws < enough {
		n /= 2 // only whether and whither a measure moves is asked
	} else if m.under == "everything" {
		n /= 4
	}
	low, high := playUnder(t, theory, file, m.low, n), playUnder(t, theory, file, m.high, n)
	for _, c := range m.says {
		c.check(t, low, high)
	}
}
