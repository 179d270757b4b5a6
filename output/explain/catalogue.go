package explain

import (
	"sim/model/registry"
	"sim/model/study"
	"sim/output/dataset"
	"sim/output/plot"
	"sim/output/table"
)

// Catalogue lists, kind by kind, what the program knows by name apart from the
// library of scenarios: what study.Catalogue lists, formats, pictures, scores, and
// the words of the language.
func Catalogue() []study.Kind {
	return append(append(study.Catalogue(),
		study.Kind{Name: "formats", One: "format", Doc: "what a run can leave, for --format", Entries: formats()},
		study.Kind{Name: "plots", One: "plot", Doc: "pictures", Entries: plots()},
		study.Kind{Name: "scores", One: "score", Doc: "how far theories are from resolved cases, as sim score prints it", Entries: scores()}), language()...)
}

// entry is an entry of which there is no more to say than a line.
func entry(name, doc string) study.Entry {
	return study.Entry{About: registry.About{Name: name, Doc: doc}}
}

// formats are the formats of what a run leaves.
func formats() []study.Entry {
	var list []study.Entry
	for _, name := range plot.Formats {
		list = append(list, entry(name, "every picture as plots/*."+name+"."))
	}
	for _, f := range dataset.All {
		list = append(list, entry(f.Name, f.Doc))
	}
	return append(list, entry(table.Format, "the summary as Markdown: summary.md."))
}

// plots are the pictures of a run and of analyses.
func plots() []study.Entry {
	var list []study.Entry
	for _, k := range plot.All {
		list = append(list, entry(k.Name, k.Doc))
	}
	list = append(list, studyEntries(plot.ComparisonKinds)...)
	list = append(list, studyEntries(plot.SweepKinds)...)
	list = append(list, studyEntries(plot.BreakevenKinds)...)
	list = append(list, studyEntries(plot.EquilibriumKinds)...)
	list = append(list, studyEntries(plot.CourseKinds)...)
	list = append(list, studyEntries(plot.SensitivityKinds)...)
	list = append(list, studyEntries(plot.DiscoveryKinds)...)
	return list
}

// studyEntries are the pictures of an analysis.
func studyEntries[T any](kinds []plot.StudyKind[T]) []study.Entry {
	list := make([]study.Entry, len(kinds))
	for i, k := range kinds {
		list[i] = entry(k.Name, k.Doc)
	}
	return list
}
