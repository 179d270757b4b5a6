package scenario

import (
	"slices"

	"sim/model"
	"sim/model/theory"
)

// bargain converts a file without problems into a model.Bargain. Theories are
// chosen afterwards.
func (f *file) bargain(inputs []model.Input, columns int) *model.Bargain {
	b := &model.Bargain{
		Title: f.Title.value, About: f.About.value, Inputs: inputs, Columns: columns,
		Labels: f.Outcomes.labels(), Words: f.Words.model(),
		Listing: model.Listing{Parties: f.Parties.listed, Issues: f.Issues.listed, Levers: f.Levers.listed},
	}
	for i, doc := range f.Documents.values {
		b.Documents = append(b.Documents, model.Document{
			ID: f.Documents.keys[i].name, Title: doc.Title.value, Published: doc.Published.value, Kind: doc.Kind.value,
		})
	}
	for i, p := range f.Parties.values {
		b.Parties = append(b.Parties, p.model(i, f))
	}
	for i, s := range f.Issues.values {
		b.Issues = append(b.Issues, s.model(i, f))
	}
	for i, l := range f.Levers.values {
		b.Levers = append(b.Levers, l.model(f.Levers.keys[i].name, f))
	}
	for i, p := range f.Packages.values {
		b.Packages = append(b.Packages, p.model(f.Packages.keys[i].name, f))
	}
	for i, p := range f.Packages.values {
		b.Packages[i].Requires, b.Packages[i].Insists = p.requirements(b), p.insistences(b.Packages[i].ID)
	}
	for i, x := range f.Deadlines.values {
		b.Deadlines = append(b.Deadlines, x.model(f.Deadlines.keys[i].name))
	}
	if len(b.Packages) == 0 {
		b.Packages = []model.Package{everything(len(b.Issues))}
	}
	for i, t := range f.Totals.values {
		b.Totals = append(b.Totals, t.model(f.Totals.keys[i].name))
	}
	b.Strength = f.Strength.model()
	if f.Standstill != nil {
		b.Standstill = f.Standstill.model(f)
	}
	for i, c := range f.Factions.values {
		b.Factions = append(b.Factions, c.model(f.Factions.keys[i].name, f))
	}
	b.PlaceThresholds()
	b.PlaceRedLines()
	if f.Aid != nil {
		b.Aid = f.Aid.model()
	}
	b.Coupling = f.coupling()
	b.Clock = f.Clock.model()
	for _, o := range f.Observed.items {
		b.Observed = append(b.Observed, o.model(f))
	}
	b.Resolved = f.Resolved.model()
	for _, r := range f.Reference.items {
		b.Reference = append(b.Reference, r.value)
	}
	b.Zone = zone
	for _, fill := range f.last {
		fill(b)
	}
	return b
}

// zone returns what looks for terms that suit everybody.
func zone() model.Protocol {
	nash, err := theory.Rule("nash")
	if err != nil {
		panic(err) // it has no parameters
	}
	return nash.New()
}

// everything is the package of a file that declares none: all issues together.
func everything(issues int) model.Package {
	return model.Package{
		ID: "settlement", Title: "settlement", Outcome: model.Settlement, Issues: count(issues),
		Share: model.Known(1), Relieves: model.Known(1), Holds: model.Known(1), Counts: model.Known(1),
	}
}

func indices(refs []*ref) []int {
	var is []int
	for _, r := range refs {
		is = append(is, r.index())
	}
	return is
}

// sortedIndices is indices in ascending order: that of the names.
func sortedIndices(refs []*ref) []int {
	is := indices(refs)
	slices.Sort(is)
	return is
}

func count(n int) []int {
	is := make([]int, n)
	for i := range is {
		is[i] = i
	}
	return is
}
