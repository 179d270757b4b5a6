package scenario

import (
	"errors"
	"fmt"
	"strings"

	"sim/model"
	"sim/model/process"
	"sim/model/registry"
)

// file is the whole scenario: the top of the language.
type file struct {
	Title        text              `yaml:"title" letters:"200" doc:"what the scenario is called"`
	Purpose      purpose           `yaml:"purpose" doc:"illustration, the only purpose there is"`
	About        text              `yaml:"about,omitempty" doc:"what it shows and what it leaves out"`
	Extends      text              `yaml:"extends,omitempty" doc:"path of the scenario that this one changes, from the folder of this file, or the name of one of the library; mappings merge by key, lists and numbers replace, null takes a key away"`
	Run          run               `yaml:"run,omitempty" doc:"how to play it, unless the command says otherwise"`
	Documents    dict[document]    `yaml:"documents,omitempty" doc:"the sources that evidence refers to" of:"document"`
	Preferences  preferences       `yaml:"preferences,omitempty" doc:"how parties value what they gain and lose, on all issues that state nothing of their own; one draw for all"`
	Parties      dict[party]       `yaml:"parties" doc:"who bargains" of:"party"`
	Issues       dict[issue]       `yaml:"issues" doc:"what about" of:"issue"`
	Strength     *strength         `yaml:"strength,omitempty" doc:"what two parties stand to gain by going on without an agreement, in one number, in place of prospects"`
	Totals       dict[total]       `yaml:"totals,omitempty" doc:"what amounts of several issues must add up to: budgets, ratios, swaps; they hold in every package with one of the issues" of:"total"`
	Standstill   *standstill       `yaml:"standstill,omitempty" doc:"the issue whose terms relieve parties of the disagreement cost for a time; left out: packages say what they relieve"`
	Levers       dict[lever]       `yaml:"levers,omitempty" doc:"acts by which a party can move another" of:"lever"`
	Aims         dict[aim]         `yaml:"aims,omitempty" doc:"what holders of levers want where it is not their own payoff, for questions about the levers that they would choose (sim equilibrium)" of:"each party"`
	Packages     dict[pack]        `yaml:"packages,omitempty" doc:"sets of issues settled together, tried in this order; left out: one settlement of all issues" of:"package"`
	Outcomes     outcomes          `yaml:"outcomes,omitempty" doc:"what text and pictures call the classes of outcome here; files and expressions keep their names"`
	Reference    list[choice]      `yaml:"reference,omitempty" doc:"reference classes shown in grey beside the results: what publications say of another population; they change no draw" of:"interstate_wars|negotiated_settlements|peace_agreements|ceasefires|civil_wars|wars_settled|intense_wars|wars_of_months|short_wars|armed_conflicts|wars_within_year" noun:"reference class"`
	Words        words             `yaml:"words,omitempty" doc:"the scenario's own words for text and pictures"`
	Factions     dict[faction]     `yaml:"factions,omitempty" doc:"who must agree at home to what a party accepted, named PARTY.NAME; ratification says to which packages" of:"faction"`
	Aid          *aid              `yaml:"aid,omitempty" doc:"an account of aid: who gives, who cuts, who fills in"`
	Clock        *clock            `yaml:"clock,omitempty" doc:"how long the game over time lasts; left out: a single meeting with everyone in the room"`
	Deadlines    dict[deadline]    `yaml:"deadlines,omitempty" doc:"dates with consequences: packages that they end, what no deal is worth from then on, levers that fall due" of:"deadline"`
	Observed     list[observation] `yaml:"observed,omitempty" doc:"what has happened so far, each with its round: draws that do not match it are excluded, so that a run starts from what is known"`
	Resolved     *resolved         `yaml:"resolved,omitempty" doc:"how the case ended; a scenario with it is a resolved case, on which theories can be scored"`
	Processes    processes         `yaml:"processes,omitempty" doc:"what moves between rounds"`
	Correlations list[correlation] `yaml:"correlations,omitempty" doc:"which inputs go together, beyond chance; all others are independent"`
	Require      list[condition]   `yaml:"require,omitempty" doc:"conditions that a run must meet, such as share(\"settlement\") > 0.02"`

	numbers []*number              // all given numbers, in file order
	last    []func(*model.Bargain) // functions that fill in the parameters of processes
	coupled coupling

	deters   []deterrent
	believed map[int]bool // issues whose terms change what parties believe
}

// newFile returns an empty file in a language with the given processes.
func newFile(known registry.Table[process.Maker]) *file {
	return &file{Processes: newProcesses(known)}
}

// purpose is the word illustration.
type purpose struct{}

func (purpose) read(d *decoder, n *node, _ field) {
	if n.kind == scalar && n.value == "illustration" {
		return
	}
	d.at(n, errors.New("purpose must be illustration: a run shows what follows from the assumptions of its scenario, "+
		"and no number of draws makes it say what will happen. Illustration, not prediction"))
}

func (purpose) schema(*generator, field) map[string]any {
	return map[string]any{"const": "illustration"}
}

// decode decodes the tree into a file and computes everything that depends on
// the whole file. Problems are recorded in d.
func decode(d *decoder, root *node, known registry.Table[process.Maker]) *file {
	f := newFile(known)
	if root.kind != mapping {
		d.at(root, fmt.Errorf("a scenario is a mapping with the keys title, purpose, parties and issues, not %s", root.describe()))
		return f
	}
	d.root = root
	d.value(root, f, field{})
	d.declare("party", f.Parties.at, f.Parties.keys, f.Parties.listed)
	d.declare("issue", f.Issues.at, f.Issues.keys, f.Issues.listed)
	d.declare("lever", f.Levers.at, f.Levers.keys, f.Levers.listed)
	d.declare("package", f.Packages.at, f.Packages.keys, f.Packages.listed)
	d.declare("deadline", f.Deadlines.at, f.Deadlines.keys, f.Deadlines.listed)
	d.declare("document", f.Documents.at, f.Documents.keys, f.Documents.listed)
	d.declare("total", f.Totals.at, f.Totals.keys, f.Totals.listed)
	d.declare("faction", f.Factions.at, f.Factions.keys, f.Factions.listed)
	d.resolve()
	d.checkOrders()
	for _, s := range f.Issues.values {
		s.scaling(d)
	}
	f.aimShifts(root)
	f.ownUnits()
	var less []int
	f.deters, less = f.deterrents(root)
	f.believed = map[int]bool{}
	for _, x := range f.deters {
		f.believed[x.issue] = true
	}
	for _, k := range append(less, f.restraining(root)...) {
		f.believed[k] = true
	}
	f.numbers, f.last = d.numbers, d.last
	for _, x := range f.numbers {
		x.settle(d)
	}
	d.following(func() { f.correlate(d) })
	f.check(d)
	f.Processes.check(d, root, f.Clock)
	return f
}

// ownUnits sets the domain and unit of amounts that are written outside their
// issue, and of sizes by the verb before them.
func (f *file) ownUnits() {
	give := func(x *number, issue int, distance bool) {
		if issue < 0 {
			x.val = nil // the issue is unknown, which is already reported
			return
		}
		s := f.Issues.values[issue]
		x.domain, x.unit = s.domain(), s.Unit.value
		if distance {
			x.domain = s.distances()
			return
		}
		x.words = s.named()
	}
	f.walkUnits()
	f.endingUnits()
	for _, p := range f.Parties.values {
		for i, shift := range p.Prospects.values {
			give(shift, p.Prospects.keys[i].index(), true)
		}
	}
	for _, p := range f.Packages.values {
		if s := p.PowerShift; s != nil {
			for _, x := range []*number{&s.ARound, &s.UpTo} {
				give(x, s.issue, true)
				x.domain.lo = 0
			}
		}
	}
	if s := f.Strength; s != nil {
		for _, ends := range []*dict[number]{&s.Win, &s.Lose} {
			for i, x := range ends.values {
				give(x, ends.keys[i].index(), false)
			}
		}
	}
	for _, l := range f.Levers.values {
		for _, e := range l.Effects.items {
			v, ok := e.verb()
			if !ok {
				continue
			}
			by := e.By.amount()
			if v.by {
				by.domain = v.domain
			}
			if by == &e.By.number {
				by.unit = v.unit
			}
			if v.does == model.Offers {
				give(&e.UpTo, e.Offers.index(), false)
			}
			if v.does == model.Expects {
				give(by, e.Issue.index(), true)
			}
		}
	}
	for _, p := range f.Packages.values {
		for i, b := range p.Limits.values {
			give(&b.Lower, p.Limits.keys[i].index(), false)
			give(&b.Upper, p.Limits.keys[i].index(), false)
		}
	}
	for _, c := range f.Factions.values {
		for _, g := range c.groups.values {
			for i, a := range g.Accepts.values {
				give(&a.AtLeast, g.Accepts.keys[i].index(), false)
				give(&a.AtMost, g.Accepts.keys[i].index(), false)
			}
		}
	}
}

func (s *issue) domain() domain {
	lo, hi := s.scale.Bounds()
	return domain{lo: lo, hi: hi}
}

// classOf returns the outcome class that a file names.
func classOf(name string) model.Class {
	for i, s := range model.ClassNames {
		if s == name {
			return model.Class(i)
		}
	}
	return model.Stalemate
}

func or(s, otherwise string) string {
	if strings.TrimSpace(s) == "" {
		return otherwise
	}
	return s
}
