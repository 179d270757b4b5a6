package serve

import (
	"bytes"
	"math"
	"mime"
	"net/http"
	"path"
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
	NoSaving      string   // why they cannot be saved; empty if they can
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

// page shows the page.
func (s *Server) page(w http.ResponseWriter, _ *http.Request) {
	var b bytes.Buffer
	if err := page.Execute(&b, s.newPageData()); err != nil {
		s.fail(w, err)
		return
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	_, _ = w.Write(b.Bytes()) // who asked is gone if this fails
}

// file serves the page's own script and style.
func (s *Server) file(w http.ResponseWriter, r *http.Request) {
	name := r.PathValue("file")
	text, err := assets.ReadFile("page/" + path.Base(name))
	ext := path.Ext(name)
	if err != nil || ext != ".js" && ext != ".css" && ext != ".svg" {
		refuse(w, http.StatusNotFound, "there is no such file")
		return
	}
	w.Header().Set("Content-Type", mime.TypeByExtension(ext))
	_, _ = w.Write(text) // as above
}

func (s *Server) newPageData() *pageData {
	b := s.session.Base.Scenario.Bargain
	h := &pageData{
		Title: b.Title, Notice: output.Notice, Draws: s.o.Config.Draws, DrawsText: output.FormatCount(s.o.Config.Draws),
		Seed: utoa(s.o.Config.Seed), Changes: s.o.Source.Changes, Folder: s.o.Folder, NoSaving: s.noSaving(), Version: s.o.Version,
		Theories: s.theories(), Levers: len(b.Levers),
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
func (s *Server) theories() []choice {
	first := strings.Join(s.session.Theories, ",")
	list := []choice{{first, s.theoriesName(first)}}
	for i := range s.session.Base.Theories {
		t := &s.session.Base.Theories[i]
		if !t.Baseline && t.Name != first {
			list = append(list, choice{t.Name, s.theoriesName(t.Name)})
		}
	}
	if first != study.AllTheories {
		list = append(list, choice{study.AllTheories, s.theoriesName(study.AllTheories)})
	}
	return list
}

func (s *Server) theoriesName(names string) string {
	if names == study.AllTheories {
		return "all theories (slower)"
	}
	list := strings.Split(names, ",")
	for i, name := range list {
		for j := range s.session.Base.Theories {
			if t := &s.session.Base.Theories[j]; t.Name == name {
				list[i] = output.TheoryTitle(t)
			}
		}
	}
	return strings.Join(list, ", ") + " and the baseline"
}
