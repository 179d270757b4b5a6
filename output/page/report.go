// Package page makes the report of a run: one HTML file that needs no network,
// no script and no other file. It is readable as text, in print, in the dark
// and by a screen reader; the notice stands on every screen and every sheet.
package page

import (
	"cmp"
	_ "embed"
	"fmt"
	"html/template"
	"io"
	"runtime"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/sync/errgroup"

	"sim/model"
	"sim/model/reference"
	"sim/output"
	"sim/output/answer"
	"sim/output/citation"
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

// An Insert is what else stands in a report, as finished HTML. The zero Insert adds
// nothing.
type Insert struct {
	Policy string        // its Content-Security-Policy; empty: that of a report, which loads nothing
	Head   template.HTML // at the end of the head
	Top    template.HTML // between the notice and the report
	Bottom template.HTML // at the end of the body
}

// WriteWith writes the report of r with something else in it.
func WriteWith(w io.Writer, r *output.Result, in Insert) error {
	v, err := newView(r)
	if err != nil {
		return err
	}
	v.Insert = in
	return page.Execute(w, v)
}

// A view is what the template shows.
type view struct {
	Insert        Insert
	Title, Notice string
	Name          string // of the scenario, as --report takes it
	Again         string // the command that plays the same again
	Style         template.CSS
	Switch        template.CSS   // shows the panels of the chosen theory
	First         []string       // the paragraph that comes first
	Opening       string         // its first sentence
	Whole         bool           // whether that is all of it
	Size          string         // what was simulated, and how often
	Answer        *answer.Answer // the finding, what drives it, what it rests on
	Bar           []stretch      // what the numbers rest on
	Sure          string         // how sure the arithmetic is
	About         []string       // the others
	Theories      []theory
	Lead          int
	Outcomes      *table.Table
	Pooled        []string // what stands below it
	Records       []string // how far theories were off in cases that have ended
	Cite, BibTeX  string
	Observed      *table.Table   // nil: nothing was observed
	Predictions   *table.Table   // of theories that ask nobody; nil: there are none
	Causes        []*table.Table // what each cause does; nil: no theory is about one
	CauseWords    string         // how to read them
	Matters       string         // that the theory matters more than the inputs, where it is so
	Mix           *figure        // how draws end
	Sections      []section      // one for each of the other main pictures
	Asides        []figure       // pictures asked for besides
	Network       *figure        // who holds which lever; nil: there are none
	Ensemble      *table.Table   // what the theories say together; nil with one
	Reached       *table.Table
	Ripeness      *table.Table // nil: there is no such index
	Lasting       *table.Table
	LastingOf     []string // what publications print about other populations
	EndingOf      []string // likewise, of how conflicts end
	Utilities     *table.Table
	Totals        *table.Table  // nil: there are none
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
	Name, Title, Description, Brief string
	SVG                             template.HTML
	Table                           *table.Table
}

// again is the command that plays the same run again: the one that was typed, or, where
// the run came about otherwise, one with its scenario, draws and seed.
func again(r *output.Result) string {
	if strings.HasPrefix(r.Command, "sim run ") {
		return r.Command
	}
	return output.ShellWords("sim", "run", cmp.Or(r.Argument, r.Scenario.Name), "--draws", strconv.Itoa(r.Tally.Draws), "--seed", uintText(r.Config.Seed))
}

func newView(r *output.Result) (*view, error) {
	s := r.Scenario
	b := s.Bargain
	v := &view{
		Title: b.Title, Name: output.ShellWords(s.Name), Again: again(r), Notice: output.Notice, Style: template.CSS(style), //nolint:gosec // our own file
		Lead:     s.Lead(),
		Outcomes: table.Outcomes(r), Pooled: table.Pooled(r), Predictions: table.Predictions(r), Observed: table.Observed(r), Utilities: table.Utilities(r), Totals: table.Totals(r), Documents: b.Documents, Text: s.Text, Conditions: r.Checks(),
		Asked: askedBegins + askedEnds, Ledger: newLedger(b), Setup: setup(r), Reached: table.Rounds(r), Ripeness: table.Ripeness(r), Lasting: table.Lasting(r), LastingOf: output.References(b, reference.Lasting), EndingOf: output.References(b, reference.Endings...), Correlations: table.Correlations(r),
	}
	v.Size, v.Answer = size(r), answer.New(r)
	cited := citation.Run{
		Version: r.Version, Scenario: s.Name, Title: b.Title, Digest: s.Digest, Draws: r.Tally.Draws, Seed: r.Config.Seed, Sampler: r.Config.Sampler, Theories: b.Theories,
	}
	v.Records = r.Records()
	v.Cite, v.BibTeX = cited.Sentence(), cited.BibTeX()
	v.Bar = stretches(b)
	v.Sure = fmt.Sprintf("± is the Monte Carlo error, one standard error of %s draws. More draws reduce it, but do not make the assumptions any better.", output.FormatCount(r.N()))
	v.Theories, v.Switch = theories(r), switchStyle(len(b.Theories))
	if t := table.Causes(r); t != nil {
		v.Causes, v.CauseWords = []*table.Table{t, table.CauseShifts(r)}, table.CauseWords(r)
		if t := table.Ignorance(r); t != nil {
			v.Causes = append(v.Causes, t)
		}
	}
	if e, ok := r.Ensemble(); ok {
		v.Matters, v.Ensemble = r.TheoryMatters(e, true), table.Ensemble(r)
	}
	paragraphs := paragraphsOf(b.About)
	if len(paragraphs) > 0 {
		v.First, v.About = paragraphs[:1], paragraphs[1:]
		v.Opening, v.Whole = opening(paragraphs[0])
	}
	for _, w := range s.Warnings {
		v.Remarks = append(v.Remarks, w.Msg)
	}
	err := v.draw(r)
	return v, err
}

// network is the picture of who holds which lever. Its section is folded.
const network = "network"

// draw draws the pictures, as many side by side as there are processors: the main
// ones, and those that were asked for besides.
func (v *view) draw(r *output.Result) error {
	main := plot.Figures(r)
	all := append(slices.Clone(main), plot.Figures(r, network)...)
	if len(r.Plots) > 0 {
		for _, f := range plot.Figures(r, r.Plots...) {
			if !slices.ContainsFunc(all, func(m plot.Figure) bool { return m.Name == f.Name }) {
				all = append(all, f)
			}
		}
	}
	drawn := make([]figure, len(all))
	var g errgroup.Group
	g.SetLimit(runtime.GOMAXPROCS(0))
	for i, f := range all {
		g.Go(func() error {
			svg, err := plot.SVG(f, r)
			drawn[i] = figure{Name: f.Name, Title: f.Title, Description: f.Description, Brief: f.Brief, SVG: template.HTML(svg)} //nolint:gosec // drawn by us, texts escaped
			if f.Numbers != nil {
				drawn[i].Table = &table.Table{Head: f.Numbers.Head, Rows: f.Numbers.Rows}
			}
			return err
		})
	}
	if err := g.Wait(); err != nil {
		return err
	}
	for i := range drawn {
		switch f := drawn[i]; {
		case f.Name == network:
			v.Network = &f
		case i >= len(main):
			v.Asides = append(v.Asides, f)
		case f.Name == "outcomes":
			v.Mix = &f
		default:
			v.Sections = append(v.Sections, sectionOf(f))
		}
	}
	return nil
}

// A section is a part of the report with one picture.
type section struct {
	ID, Heading, Words string
	Figure             figure
}

// headings are those of the main pictures, with what must be said beside them.
var headings = map[string][2]string{
	"levers":              {"Levers", "Each lever alone, off and full, on the same draws; levers.csv has all outcomes, terms and payoffs."},
	"terms":               {"Terms", "Terms are shown over the draws in which something signed settles the issue, never averaged over draws without. An issue settled in fewer than 100 draws shows none."},
	"consent":             {"Who stands in the way", "A party is recorded where its reservation value or limits stand in the way. That follows from what a draw assumes about each side and passes no judgement on it."},
	"course":              {"Course over time", "What was reached at some time and what is in force at the end are different numbers: a deal may break, or give way to another. No draw is more typical than another."},
	"outcome-over-rounds": {"Course over time", "What was reached at some time and what is in force at the end are different numbers: a deal may break, or give way to another."},
	"gains":               {"Gains", "In stake units: 1 is a party's own ideal on every issue, 0 the far end on every issue. Payoff and reservation value are those of the same draw."},
	"evidence":            {"What to research first", "An opinion or a rewritten news page is never evidence of a fact."},
}

// sectionOf is the section of a main picture.
func sectionOf(f figure) section {
	h, ok := headings[f.Name]
	if !ok {
		h = [2]string{"What two could give each other", ""}
	}
	return section{ID: "see-" + strings.ReplaceAll(f.Name, "+", "-"), Heading: h[0], Words: h[1], Figure: f}
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
