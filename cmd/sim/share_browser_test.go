package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"sim/model/study"
	"sim/output"
	"sim/output/table"
	"sim/scenarios"
)

// cells are the rows of the tables in a place of the page.
func (p *tab) cells(place string) [][]string {
	p.Helper()
	return eval[[][]string](p, `[...document.querySelectorAll("`+place+` tbody tr")].map(r => [...r.children].map(c => c.textContent))`)
}

// A live report opened from a file, without a network: levers move by mouse and
// keyboard, and every share, term and gain is that of the command line.
func TestPageOfShare(t *testing.T) {
	browsing(t)
	chromium(t)
	file := filepath.Join(t.TempDir(), "alaska.live.html")
	const draws = "256"
	if _, err := simulate(t.Context(), "share", "alaska", "--draws", draws, "--levers", "off", "--out", file); err != nil {
		t.Fatal(err)
	}
	if info, err := os.Stat(file); err != nil || info.Size() > 6_000_000 {
		t.Errorf("%v: the file has %d bytes", err, info.Size())
	}
	plainReport(t, "file://"+filepath.ToSlash(file))
	p := newTab(t, "file://"+filepath.ToSlash(file))
	messages := chromedp.Console(p.ctx)
	call(p, network.EmulateNetworkConditionsByRule, network.EmulateNetworkConditionsByRuleParams{MatchedNetworkConditions: []*network.Conditions{{Offline: true, Latency: 0, DownloadThroughput: -1, UploadThroughput: -1}}})
	p.look(1280, 900, "light")
	p.do(chromedp.Navigate(p.origin))
	p.until("document.getElementById('live').dataset.checked")
	if got := eval[string](p, "document.getElementById('live').dataset.checked"); got != "same" {
		t.Fatalf("the check of the file: %s: %s", got, p.text("#engine-state"))
	}
	p.until(isSettled)
	t.Logf("ready after %s ms", eval[string](p, "document.getElementById('live').dataset.ready"))
	if got := p.text("#against"); got != "Nothing: this is the scenario as written." {
		t.Errorf("against: %q", got)
	}
	eval[bool](p, takeWaits)

	p.do(chromedp.Focus(chromedp.CSS("#slide-aid_cutoff")), chromedp.KeyEvent(strings.Repeat(kb.PageUp, 5)))
	p.until("document.getElementById('box-aid_cutoff').value === '0.9'")
	p.until(isSettled)
	if got := eval[string](p, "location.hash"); got != "#set=levers.aid_cutoff.weight%3D0.9" {
		t.Errorf("the address is %q", got)
	}
	p.agrees(draws, []string{"levers.aid_cutoff.weight=0.9"}, nil)
	if got := p.text("#changed"); !strings.Contains(got, "±") {
		t.Errorf("what changed: %q", got)
	}

	at := eval[[2]float64](p, `(() => { const e = document.getElementById("slide-front_pressure"); e.scrollIntoView({block: "center"}); const r = e.getBoundingClientRect(); return [r.left + r.width / 2, r.top + r.height / 2] })()`)
	p.do(chromedp.MouseEvent(chromedp.MousePressed, at[0], at[1], chromedp.ButtonLeft))
	for dx := 4.0; dx <= 40; dx += 4 {
		p.do(chromedp.MouseEvent(chromedp.MouseMoved, at[0]+dx, at[1], chromedp.ButtonLeft), chromedp.Sleep(15*time.Millisecond))
	}
	p.do(chromedp.MouseEvent(chromedp.MouseReleased, at[0]+40, at[1], chromedp.ButtonLeft))
	p.until("Number(document.getElementById('box-front_pressure').value) > 0.6")
	p.until(isSettled)
	moved := "levers.front_pressure.weight=" + eval[string](p, "document.getElementById('box-front_pressure').value")
	p.agrees(draws, []string{"levers.aid_cutoff.weight=0.9", moved}, nil)
	t.Logf("first numbers and all after ms: %s", eval[string](p, "JSON.stringify(window.waits)"))

	// Why? A draw told as a story, and the setting as a file to take away.
	p.press("#endings li button")
	p.until("document.querySelector('#story pre').textContent.includes('This draw ends in: ')")
	p.do(chromedp.KeyEvent(kb.Escape))
	p.fill("#name", "less-aid")
	p.press("#variant button[type=submit]")
	p.until("document.getElementById('download').download === 'less-aid.yaml'")
	if got := p.text("#preview"); !strings.Contains(got, `extends: "alaska"`) || !strings.Contains(got, "weight: 0.9") {
		t.Errorf("the variant is\n%s", got)
	}

	// Undo, pin and compare; a mistake stands beside its lever.
	p.press("#undo")
	p.until("document.getElementById('box-front_pressure').value === '0.5'")
	p.press("#pin")
	p.until("document.getElementById('against').textContent.startsWith('Nothing: this is the pinned setting')")
	p.fill("#box-front_pressure", "2")
	p.until(`document.querySelector('[data-path="levers.front_pressure.weight"] .wrong').textContent.includes("between 0 and 1")`)
	p.fill("#box-front_pressure", "1")
	p.until(isSettled + " && document.querySelector('#changed td')")

	// The link carries the setting; places on the page are no settings.
	hash := "#set=levers.aid_cutoff.weight%3D0.2+to+0.4&theories=all"
	p.do(chromedp.Navigate("about:blank"), chromedp.Navigate(p.origin+hash))
	p.until(isSettled)
	p.agrees(draws, []string{"levers.aid_cutoff.weight=0.2 to 0.4"}, []string{study.AllTheories})
	p.do(chromedp.Click(chromedp.CSS("nav.contents a[href='#tables']")))
	if got := eval[string](p, "document.getElementById('box-aid_cutoff').value"); got != "0.2 to 0.4" {
		t.Errorf("a link within the page changed the setting to %q", got)
	}
	p.shoot("share")

	p.look(390, 800, "light")
	if wide := eval[float64](p, "document.documentElement.scrollWidth"); wide > 390 {
		t.Errorf("%.0f pixels wide on a telephone", wide)
	}
	p.shoot("share-narrow")
	for _, address := range p.addresses() {
		if !strings.HasPrefix(address, "file://") && !strings.HasPrefix(address, "blob:") && !strings.HasPrefix(address, "data:") && address != "about:blank" {
			t.Errorf("the file asked for %s", address)
		}
	}
	eval[bool](p, `console.log("the end"), true`)
	for m, err := range messages {
		if err != nil {
			t.Fatal(err)
		}
		if m.Text == "the end" {
			return
		}
		t.Errorf("the console says %s", m)
	}
}

// plainReport opens a live report without script, and then without WebAssembly: the
// report shows, and the levers are hidden or say why they do not work.
func plainReport(t *testing.T, origin string) {
	t.Helper()
	p := newTab(t, origin)
	const shown = `[...document.querySelectorAll("td")].some(e => e.checkVisibility())`
	call(p, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true})
	p.do(chromedp.Navigate(p.origin))
	p.until(shown)
	if eval[bool](p, `document.getElementById("live").checkVisibility()`) {
		t.Error("without script there are levers")
	}

	call(p, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{})
	call(p, page.AddScriptToEvaluateOnNewDocument, page.AddScriptToEvaluateOnNewDocumentParams{Source: "delete globalThis.WebAssembly"})
	p.do(chromedp.Navigate("about:blank"), chromedp.Navigate(p.origin))
	p.until(`document.getElementById("live").dataset.checked === "failed"`)
	p.until(shown)
	if got := p.text("#engine-state"); !strings.HasPrefix(got, "The levers do not work in this browser: ") || !strings.HasSuffix(got, "The report below needs no engine.") {
		t.Errorf("without WebAssembly the file says %q", got)
	}
	p.shoot("share-without-webassembly")
}

// takeWaits notes how long first numbers and all draws come after an input.
const takeWaits = `
window.waits = [];
addEventListener("input", () => { window.since = performance.now(); window.due = true; window.dueAll = true; }, true);
new MutationObserver(() => { if (window.due) { window.due = false; window.waits.push(Math.round(performance.now() - window.since)); } })
  .observe(document.getElementById("played"), {subtree: true, childList: true});
new MutationObserver(() => { if (window.dueAll) { window.dueAll = false; window.waits.push(Math.round(performance.now() - window.since)); } })
  .observe(document.body, {attributes: true, attributeFilter: ["data-settled"]});
true`

// agrees checks every share, term and gain against a run with the same changes.
func (p *tab) agrees(draws string, changes, theories []string) {
	p.Helper()
	src := study.Source{Path: "alaska.yaml", FS: scenarios.FS, Library: scenarios.FS, Changes: changes, Theories: theories}
	s, err := study.New(src)
	if err != nil {
		p.Fatal(err)
	}
	if theories == nil {
		if err := s.Choose(s.Theories[s.Lead].Name); err != nil {
			p.Fatal(err)
		}
	}
	if err := json.Unmarshal([]byte(draws), &s.Config.Draws); err != nil {
		p.Fatal(err)
	}
	found, err := study.Run(p.Context(), s, study.RunOptions{})
	if err != nil {
		p.Fatal(err)
	}
	r := &output.Result{Result: found}
	for place, want := range map[string]*table.Table{"#shares": table.Outcomes(r), "#terms": table.Terms(r, s.Lead), "#utilities": table.Utilities(r)} {
		if got := p.cells(place); !slices.EqualFunc(got, want.Rows, slices.Equal) {
			p.Errorf("%s with %v:\n%q\nand a run has\n%q", place, changes, got, want.Rows)
		}
	}
}

// addresses are those that the tab asked for.
func (p *tab) addresses() []string {
	p.mu.Lock()
	defer p.mu.Unlock()
	return slices.Clone(p.seen)
}
