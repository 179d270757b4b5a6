package page

import (
	_ "embed"
	"html/template"
	"io"
	"runtime"

	"sim/output"
	"sim/output/plot"
	"sim/output/table"
)

// A Study is the page of an analysis: like a run's report one file that needs
// nothing else.
type Study struct {
	*output.Study
	Title    string
	Lead     []string // what comes out, in sentences
	Sections []Section
	Folded   bool // in the report of a run, show what follows the lead when it is opened
}

// A Section is a part of the page: words, then pictures, then tables.
type Section struct {
	ID, Heading string
	Words       []string
	Figures     []plot.Figure
	Tables      []*table.Table
}

//go:embed study.tmpl
var studySource string

var studyPage = template.Must(template.Must(page.Clone()).New("study").Parse(studySource))

// studyView is what the template shows.
type studyView struct {
	Title, Notice, Line string
	Key, Source         string // in the report of a run
	Style               template.CSS
	First, About, Lead  []string
	Sections            []sectionView
	Folded              bool
	Setup               []fact
	Text                string
}

type sectionView struct {
	ID, Heading string
	Words       []string
	Figures     []figure
	Tables      []*table.Table
}

// Write writes the page.
func (s *Study) Write(w io.Writer) error {
	v, err := s.view("")
	if err != nil {
		return err
	}
	return studyPage.Execute(w, v)
}

// view is what a template shows; identifiers in it begin with a prefix.
func (s *Study) view(prefix string) (*studyView, error) {
	v := &studyView{
		Title: s.Title, Notice: output.Notice, Line: s.Line(), Source: s.Source, Style: template.CSS(style), //nolint:gosec // our own file
		Lead: s.Lead, Folded: s.Folded, Text: s.Scenario.Text, Setup: s.setup(),
	}
	if paragraphs := paragraphsOf(s.Scenario.Bargain.About); len(paragraphs) > 0 {
		v.First, v.About = paragraphs[:1], paragraphs[1:]
	}
	for _, section := range s.Sections {
		part := sectionView{ID: prefix + section.ID, Heading: section.Heading, Words: section.Words, Tables: section.Tables}
		for _, f := range section.Figures {
			f.Name = prefix + f.Name
			svg, err := plot.Encode(f, "svg", nil)
			if err != nil {
				return nil, err
			}
			part.Figures = append(part.Figures, figure{Name: f.Name, Title: f.Title, Description: f.Description, SVG: template.HTML(svg)}) //nolint:gosec // drawn by us, texts escaped
		}
		v.Sections = append(v.Sections, part)
	}
	return v, nil
}

// setup is what the study was made with.
func (s *Study) setup() []fact {
	return []fact{
		{"command", s.Command},
		{"figures", s.Source},
		{"draws", output.FormatCount(s.Config.Draws)},
		{"seed", uintText(s.Config.Seed)},
		{"sampler", s.Config.Sampler},
		{"scenario", s.Scenario.Name},
		{"digest of the scenario (SHA-256)", s.Scenario.Digest},
		{"program", "sim " + s.Version + ", " + runtime.GOOS + "/" + runtime.GOARCH},
	}
}
