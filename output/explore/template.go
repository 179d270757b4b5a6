package explore

import (
	"embed"
	"html/template"
	"io"
	"math"
	"strings"

	"sim/model"
	"sim/model/study"
	"sim/output"
)

// A pageData is what the page's template shows: everything but answers.
type pageData struct {
	Title, Notice string
	First         []string // the paragraph that comes first
	About         []string // the others
	Levers        int      // how many there are
	Parties       []party
	Numbers       []number
	Theories      []choice
	Issues        []choice
	Draws         int
	DrawsText     string
	Seed          string
	Changes       []string // that belong to the scenario as served
	Folder        string   // where variants go
	Pictures      bool     // whether the page shows any
	Live          bool     // whether the page computes by itself
	Version       string
}

// A party with the levers that it holds.
type party struct {
	ID, Name, Seat string
	Levers         []lever
}

// A lever as a slider for its weight.
type lever struct {
	ID, Title, Path, Target, Kind, When string
	Written                             string
	Value                               string
	Varies                              bool
}

// A number of the scenario.
type number struct {
	Path, Unit, Written, Standing, Document, Says, Disputed string
	Within                                                  string // where its values lie; empty: anywhere
}

// A choice of a list.
type choice struct{ Value, Name string }

//go:embed page
var assets embed.FS

var page = template.Must(template.New("page.tmpl").Funcs(template.FuncMap{"list": joined}).ParseFS(assets, "page/page.tmpl", "page/desk.tmpl"))

func joined(l []string) string { return strings.Join(l, ", ") }

// Page writes the page, which asks a server for its script, its style and all
// answers.
func (d *Desk) Page(w io.Writer) error { return page.Execute(w, d.newPageData()) }

// Controls writes the part of the page that shows what can be changed and what
// follows, to stand in another page.
func (d *Desk) Controls(w io.Writer) error {
	return page.ExecuteTemplate(w, "controls", d.newPageData())
}

// File returns one of the page's own scripts, styles and pictures by its name; false
// if there is none.
func File(name string) ([]byte, bool) {
	text, err := assets.ReadFile("page/" + name)
	return text, err == nil && !strings.HasSuffix(name, ".tmpl")
}

func (d *Desk) newPageData() *pageData {
	b := d.session.Base.Scenario.Bargain
	h := &pageData{
		Title: b.Title, Notice: output.Notice, Draws: d.o.Config.Draws, DrawsText: output.FormatCount(d.o.Config.Draws),
		Seed: utoa(d.o.Config.Seed), Changes: d.o.Source.Changes, Folder: d.o.Folder, Pictures: d.o.Pictures != nil, Live: d.o.Live, Version: d.o.Version,
		Theories: d.theories(), Levers: len(b.Levers),
	}
	for p := range strings.SplitSeq(b.About, "\n\n") {
		if p = strings.Join(strings.Fields(p), " "); p != "" {
			h.About = append(h.About, p)
		}
	}
	if len(h.About) > 0 {
		h.First, h.About = h.About[:1], h.About[1:]
	}
	for _, k := range b.ListedIssues() {
		h.Issues = append(h.Issues, choice{b.Issues[k].ID, output.IssueName(&b.Issues[k])})
	}
	written := map[string]*model.Input{}
	for i := range b.Inputs {
		written[b.Inputs[i].Path] = &b.Inputs[i]
		h.Numbers = append(h.Numbers, newNumber(b, &b.Inputs[i]))
	}
	levers := make([][]lever, len(b.Parties)) // by holder
	for _, i := range b.ListedLevers() {
		l := &b.Levers[i]
		v := newLever(b, l)
		if in := written[v.Path]; in != nil {
			v.Written, v.Value, v.Varies = in.Written, output.Plain(in.Value), in.Dist != nil
		} else {
			x := output.Plain(l.Weight.In(nil)) // left out: known
			v.Written, v.Value = x, x
		}
		levers[l.Holder] = append(levers[l.Holder], v)
	}
	for _, i := range b.ListedParties() {
		h.Parties = append(h.Parties, party{b.Parties[i].ID, output.PartyName(&b.Parties[i]), b.Parties[i].Seat.String(), levers[i]})
	}
	return h
}

func newLever(b *model.Bargain, l *model.Lever) lever {
	v := lever{ID: l.ID, Title: l.Title, Path: "levers." + l.ID + ".weight", Kind: l.Kind, When: output.When(b, l)}
	if l.Target >= 0 {
		v.Target = output.PartyName(&b.Parties[l.Target])
	}
	return v
}

func newNumber(b *model.Bargain, in *model.Input) number {
	n := number{
		Path: in.Path, Unit: in.Unit, Written: in.Written, Standing: output.EvidenceStatusOf(b, in).String(),
		Within: between(end(in.Lower), end(in.Upper)),
	}
	if ev := in.Evidence; ev != nil {
		d, _ := output.DocumentOf(b, in)
		n.Document, n.Says, n.Disputed = ev.Document+" ("+d.Kind+")", ev.Says, ev.Disputed
	}
	return n
}

func between(lower, upper string) string {
	switch {
	case lower != "" && upper != "":
		return "from " + lower + " to " + upper
	case lower != "":
		return "from " + lower + " up"
	case upper != "":
		return "up to " + upper
	}
	return ""
}

// end is an end of where a number may lie; empty if there is none.
func end(x float64) string {
	if math.IsInf(x, 0) {
		return ""
	}
	return output.Plain(x)
}

// theories are what the page can ask for: what it was started with, each theory
// by itself, and all.
func (d *Desk) theories() []choice {
	first := strings.Join(d.session.Theories, ",")
	list := []choice{{first, d.theoriesName(first)}}
	for i := range d.session.Base.Theories {
		t := &d.session.Base.Theories[i]
		if !t.Baseline && t.Name != first {
			list = append(list, choice{t.Name, d.theoriesName(t.Name)})
		}
	}
	if first != study.AllTheories {
		list = append(list, choice{study.AllTheories, d.theoriesName(study.AllTheories)})
	}
	return list
}

func (d *Desk) theoriesName(names string) string {
	if names == study.AllTheories {
		return "all theories (slower)"
	}
	list := strings.Split(names, ",")
	for i, name := range list {
		for j := range d.session.Base.Theories {
			if t := &d.session.Base.Theories[j]; t.Name == name {
				list[i] = output.TheoryTitle(t)
			}
		}
	}
	return strings.Join(list, ", ") + " and the baseline"
}
