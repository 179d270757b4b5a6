package main

import (
	"flag"
	"io/fs"
	"iter"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"

	"sim/model/study"
	"sim/output"
	"sim/output/table"
	"sim/scenarios"
)

var pageDraws = flag.Int("page-draws", 1024, "how many draws (a power of two) TestPage and BenchmarkPage refine answers to")

var pageTheories = flag.String("page-theories", "challenge,nash", "several theories at once under which TestPage looks at a link")

// A transport is how the questions of a page come to an engine.
type transport struct {
	name  string
	live  bool // the page is a file and its engine is in it; there is no server
	begin func(t testing.TB, scenario string, draws int) (address string)
}

var transports = []transport{
	{"over HTTP", false, func(t testing.TB, scenario string, draws int) string {
		t.Helper()
		return serving(t, scenario, "--draws", strconv.Itoa(draws))
	}},
	{"over workers", true, func(t testing.TB, scenario string, draws int) string {
		t.Helper()
		chromium(t) // before an engine is built for nothing
		file := strings.TrimSuffix(scenario, ".yaml") + ".live.html"
		if err := os.WriteFile(file, []byte("of an earlier time"), 0o600); err != nil {
			t.Fatal(err)
		}
		if _, err := simulate(t.Context(), "share", scenario, "--draws", strconv.Itoa(draws), "--levers", "off", "--out", file, "--force"); err != nil {
			t.Fatal(err)
		}
		return "file://" + filepath.ToSlash(file)
	}},
}

// A visit is a page of alaska that a test walks through.
type visit struct {
	*tab
	transport
	scenario string // its file
	draws    int
	messages iter.Seq2[chromedp.ConsoleMessage, error]
	written  string // how draws end as written
}

// newVisit opens a tab for a page. That of a live report has no network.
func newVisit(t testing.TB, via transport, draws int) *visit {
	t.Helper()
	v := &visit{transport: via, scenario: alaskaFile(t), draws: draws}
	v.tab = newTab(t, via.begin(t, v.scenario, draws))
	v.messages = chromedp.Console(v.ctx)
	if via.live {
		call(v.tab, network.EmulateNetworkConditionsByRule, network.EmulateNetworkConditionsByRuleParams{MatchedNetworkConditions: []*network.Conditions{{Offline: true, Latency: 0, DownloadThroughput: -1, UploadThroughput: -1}}})
	}
	v.look(1280, 900, "light")
	return v
}

// The daily loop in a real browser, the same over each transport: move a lever, see
// what moves, understand why, keep what is worth keeping.
func TestPage(t *testing.T) {
	browsing(t)
	for _, via := range transports {
		t.Run(via.name, func(t *testing.T) {
			v := newVisit(t, via, *pageDraws)
			for _, step := range steps {
				if !t.Run(step.name, func(t *testing.T) { v.TB = t; step.take(v) }) {
					return // what follows begins where it ended
				}
			}
		})
	}
}

// alaskaFile is a copy of the scenario in a folder of its own.
func alaskaFile(t testing.TB) string {
	t.Helper()
	text, err := fs.ReadFile(scenarios.FS, "alaska.yaml")
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "alaska.yaml")
	if err := os.WriteFile(path, text, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// agrees checks every share, term and gain against a run with the same changes.
func (v *visit) agrees(changes, theories []string) {
	v.Helper()
	s, err := study.New(study.Source{Path: v.scenario, Library: scenarios.FS, Changes: changes, Theories: theories})
	if err != nil {
		v.Fatal(err)
	}
	if theories == nil {
		if err := s.Choose(s.Theories[s.Lead].Name); err != nil {
			v.Fatal(err)
		}
	}
	s.Config.Draws = v.draws
	found, err := study.Run(v.Context(), s, study.RunOptions{})
	if err != nil {
		v.Fatal(err)
	}
	r := &output.Result{Result: found}
	for place, want := range map[string]*table.Table{"#shares": table.Outcomes(r), "#terms": table.Terms(r, s.Lead), "#utilities": table.Utilities(r)} {
		if got := v.cells(place); !slices.EqualFunc(got, want.Rows, slices.Equal) {
			v.Errorf("%s with %v:\n%q\nand a run has\n%q", place, changes, got, want.Rows)
		}
	}
}

// cells are the rows of the tables in a place of the page.
func (p *tab) cells(place string) [][]string {
	p.Helper()
	return eval[[][]string](p, `[...document.querySelectorAll("`+place+` tbody tr")].map(r => [...r.children].map(c => c.textContent))`)
}

// quiet checks that the page asked only its own server, or nobody if it is a file, and
// complained of nothing.
func (v *visit) quiet() {
	v.mu.Lock()
	seen := slices.Clone(v.seen)
	v.mu.Unlock()
	own := []string{v.address, "blob:", "about:blank"}
	if v.live {
		own = append(own, "data:") // pictures of the report
	} else if len(seen) < 10 {
		v.Errorf("only %d requests were seen", len(seen))
	}
	for _, address := range seen {
		if !slices.ContainsFunc(own, func(begin string) bool { return strings.HasPrefix(address, begin) }) {
			v.Errorf("the page asks %.100s", address)
		}
	}
	eval[bool](v.tab, `console.log("the end"), true`)
	for m, err := range v.messages {
		if err != nil {
			v.Fatal(err)
		}
		if m.Text == "the end" {
			return
		}
		if !strings.Contains(m.Text, "status of 422") { // mistakes that were made on purpose, over HTTP
			v.Errorf("the console says %s", m)
		}
	}
}
