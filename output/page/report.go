// Package page makes the report of a run: one HTML file that needs no network,
// no script and no other file. It is readable as text, in print, in the dark
// and by a screen reader; the notice stands on every screen and every sheet.
package page

import (
	"cmp"
	_ "embed"
	"html/template"
	"io"
	"strconv"
	"strings"

	"sim/model"
	"sim/model/study"
	"sim/output"
	"sim/output/plot"
	"sim/output/table"
)

// ReportName is the name of the page that a run or an analysis leaves.
const ReportName = "report.html"

// Report is a run's page as an artifact.
var Report output.Artifact = report{}

type report struct{}

// Name is the file's name.
func (report) Name() string { return ReportName }

//go:embed report.tmpl
var source string

//go:embed style.css
var style string

var page = template.Must(template.New("report").Parse(source))

// Write writes the report of r.
func (report) Write(w io.Writer, r *output.Result) error {
	v, err := newView(r)
	if err != nil {
		return err
	}
	return page.Execute(w, v)
}

// A view is what the template shows.
type view struct {
	Title, Notice string
	Name          string // of the scenario, as --report takes it
	Argument      string // the scenario, as commands take it
	Style         template.CSS
	Switch        template.CSS // shows the panels of the chosen theory
	First         []string     // the paragraph that comes first
	Size          string       // what was played, and how often
	Glance        []fact       // what to know before the counts
	About         []string     // the others
	Draws, Seed   string
	Theories      []theory
	Lead          int
	Outcomes      *table.Table
	Pooled        []string       // what stands below it
	Predictions   *table.Table   // of theories that ask nobody; nil: there are none
	Causes        []*table.Table // what each cause does; nil: no theory is about one
	CauseWords    string         // how to read them
	Matters       string         // that the theory matters more than the inputs, where it is so
	Mix, Between  []figure       // outcome mix; theories against inputs
	Terms         []figure
	Time          []figure // how things went round by round
	Reached       *table.Table
	Others        []figure // utilities, zone and whatever else there is
	Utilities     *table.Table
	fronts        []*study.Frontier
	Basis         []figure
	Asked         template.HTML // the place of analyses of the scenario
	Ledger        ledger
	Correlations  *table.Table // nil: the scenario asks for none
	Documents     []model.Document
	Conditions    []output.Check
	Remarks       []string
	Setup         []fact
	Text          string
}

// A fact is a line of the settings.
type fact struct{ Name, Value string }

// A figure is a picture with the same in text.
type figure struct {
	Name, Title, Description string
	SVG                      template.HTML
	Table                    *table.Table
}

func newView(r *output.Result) (*view, error) {
	s := r.Scenario
	b := s.Bargain
	v := &view{
		Title: b.Title, Name: output.ShellWords(s.Name), Argument: output.ShellWords(cmp.Or(r.Argument, s.Name)), Notice: output.Notice, Style: template.CSS(style), //nolint:gosec // our own file
		Draws: strconv.Itoa(r.Tally.Draws), Seed: uintText(r.Config.Seed), Lead: s.Lead(),
		Outcomes: table.Outcomes(r), Pooled: table.Pooled(r), Predictions: table.Predictions(r), Utilities: table.Utilities(r), Documents: b.Documents, Text: s.Text, Conditions: r.Checks(),
		Asked: askedBegins + askedEnds, Ledger: newLedger(b), Setup: setup(r), Reached: table.Rounds(r), Correlations: table.Correlations(r),
	}
	v.Size, v.Glance = size(r), glance(r)
	v.Theories, v.Switch = theories(r), switchStyle(len(b.Theories))
	if t := table.Causes(r); t != nil {
		v.Causes, v.CauseWords = []*table.Table{t, table.CauseShifts(r)}, table.CauseWords(r)
	}
	if e, ok := r.Ensemble(); ok {
		v.Matters = r.TheoryMatters(e, true)
	}
	paragraphs := paragraphsOf(b.About)
	if len(paragraphs) > 0 {
		v.First, v.About = paragraphs[:1], paragraphs[1:]
	}
	for _, w := range s.Warnings {
		v.Remarks = append(v.Remarks, w.Msg)
	}
	v.fronts = r.Frontiers()
	for _, f := range plot.Figures(r) {
		svg, err := plot.SVG(f, r)
		if err != nil {
			return nil, err
		}
		v.place(r, figure{Name: f.Name, Title: f.Title, Description: f.Description, SVG: template.HTML(svg)}) //nolint:gosec // drawn by us, texts escaped
	}
	return v, nil
}

// overTime names the figures of a game over rounds.
var overTime = map[string]bool{
	"outcome-over-rounds": true, "time-to-agreement": true, "durability": true, "paths-line": true, "paths-reservation": true, "who-blocked": true,
}

// place puts a figure into its section, with the table that says the same.
func (v *view) place(r *output.Result, f figure) {
	issue, isTerms := strings.CutPrefix(f.Name, "terms-")
	switch {
	case f.Name == "outcome-mix":
		v.Mix = append(v.Mix, f)
	case overTime[f.Name]:
		if f.Name == "durability" {
			f.Table = table.Lasting(r)
		}
		v.Time = append(v.Time, f)
	case f.Name == "ensemble":
		f.Table = table.Ensemble(r)
		v.Between = append([]figure{f}, v.Between...)
	case f.Name == "theories-vs-inputs":
		v.Between = append(v.Between, f)
	case f.Name == "ledger":
		v.Basis = append(v.Basis, f)
	case isTerms:
		for k := range r.Scenario.Bargain.Issues {
			if r.Scenario.Bargain.Issues[k].ID == issue {
				f.Table = table.TermsOf(r, k)
			}
		}
		v.Terms = append(v.Terms, f)
	default:
		if f.Name == "payoff" {
			f.Table = v.Utilities
		}
		for _, p := range v.fronts {
			if f.Name == plot.ParetoName(r.Scenario.Bargain, p) {
				f.Table = table.Pareto(r.Scenario.Bargain, p)
			}
		}
		v.Others = append(v.Others, f)
	}
}

// paragraphsOf splits text at empty lines.
func paragraphsOf(text string) []string {
	var ps []string
	for p := range strings.SplitSeq(text, "\n\n") {
		if p = strings.Join(strings.Fields(p), " "); p != "" {
			ps = append(ps, p)
		}
	}
	return ps
}
