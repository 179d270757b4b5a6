package main

import (
	"encoding/csv"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/accessibility"
	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/dom"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"sim/model/montecarlo"
	"sim/output/table"
	"sim/scenarios"
)

// alaskaFile is a copy of the scenario in a folder of its own.
func alaskaFile(t *testing.T) string {
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

// takeNotes has the page note what it shows and when: every share of settlements,
// though the next one may follow before anybody looks, and how long a picture
// came after the last input.
const takeNotes = `
window.notes = []; window.waits = []; window.full = [];
addEventListener("input", () => { window.since = performance.now(); window.due = true; window.dueFull = true; }, true);
let played = "";
new MutationObserver((changes) => {
  for (const c of changes) {
    const text = c.addedNodes[0]?.data;
    if (text && c.target.id === "played") played = text;
    if (text && c.target.matches("#endings li[data-class=settlement] .share")) window.notes.push([text, played]);
  }
}).observe(document.getElementById("summary"), {subtree: true, childList: true});
new MutationObserver(() => { if (window.due) { window.due = false; window.waits.push(performance.now() - window.since); } })
  .observe(document.querySelector("figure[data-slot=outcomes] img"), {attributes: true, attributeFilter: ["src"]});
new MutationObserver(() => { if (window.dueFull) { window.dueFull = false; window.full.push(performance.now() - window.since); } })
  .observe(document.body, {attributes: true, attributeFilter: ["data-settled"]});
true`

// The daily loop, in a real browser: move a lever, see what moves, understand
// why, keep what is worth keeping.
func TestPage(t *testing.T) {
	browsing(t)
	scenario := alaskaFile(t)
	p := newTab(t, serving(t, scenario, "--draws", "1024"))
	messages := chromedp.Console(p.ctx)
	p.look(1280, 900, "light")
	p.open("")
	if title := eval[string](p, "document.title"); title != "Alaska summit, August 2025 · Illustration, not prediction" {
		t.Errorf("the title is %q", title)
	}
	if got := p.text("#against"); got != "Nothing: this is the scenario as written." {
		t.Errorf("against: %q", got)
	}
	eval[bool](p, takeNotes)
	written := p.text("#endings")

	// By keyboard: every press is a hundredth, and the outcome follows.
	p.do(chromedp.Focus(chromedp.CSS("#slide-aid_cutoff")), chromedp.KeyEvent(strings.Repeat(kb.PageUp, 5)))
	p.until("document.getElementById('box-aid_cutoff').value === '0.9'")
	p.until(isSettled)
	if got := p.text("#endings"); got == written {
		t.Error("a lever was moved and the outcome stays")
	}
	shrinks(t, eval[[][2]string](p, "window.notes"))
	if got := p.text("#changed"); !strings.Contains(got, "Nash") || !strings.Contains(got, "±") {
		t.Errorf("what changed: %q", got)
	}
	if got := eval[string](p, "location.hash"); got != "#set=levers.aid_cutoff.weight%3D0.9" {
		t.Errorf("the address is %q", got)
	}

	// By mouse.
	at := eval[[2]float64](p, `(() => { const e = document.getElementById("slide-front_pressure"); e.scrollIntoView({block: "center"}); const r = e.getBoundingClientRect(); return [r.left + r.width / 2, r.top + r.height / 2] })()`)
	p.do(chromedp.MouseEvent(chromedp.MousePressed, at[0], at[1], chromedp.ButtonLeft))
	for dx := 4.0; dx <= 40; dx += 4 {
		p.do(chromedp.MouseEvent(chromedp.MouseMoved, at[0]+dx, at[1], chromedp.ButtonLeft), chromedp.Sleep(15*time.Millisecond))
	}
	p.do(chromedp.MouseEvent(chromedp.MouseReleased, at[0]+40, at[1], chromedp.ButtonLeft))
	p.until("Number(document.getElementById('box-front_pressure').value) > 0.6")
	p.until(isSettled)

	// Undo, redo and reset take whole drags.
	p.press("#undo")
	p.until("document.getElementById('box-front_pressure').value === '0.5'")
	p.do(chromedp.KeyEvent("Z", chromedp.KeyModifiers(chromedp.ModifierCtrl|chromedp.ModifierShift)))
	p.until("Number(document.getElementById('box-front_pressure').value) > 0.6")
	p.press("#reset")
	p.until("document.getElementById('box-aid_cutoff').value === '0.4'")
	p.until(isSettled)
	if got := p.text("#endings"); got != written {
		t.Errorf("after a reset the outcome is\n%s\nand was\n%s", got, written)
	}

	// Any other number, found by its name; a mistake stands beside it.
	p.do(chromedp.SendKeys(chromedp.CSS("#search"), "russia patience"))
	box := `li[data-path="parties.russia.patience"] input`
	p.inView(box)
	p.fill(box, "0.99 to 0.5")
	p.until(`document.querySelector('li[data-path="parties.russia.patience"] .wrong').textContent.includes("upside down")`)
	p.fill(box, "0.5 to 0.6")
	p.until("document.querySelector('#problems').textContent === ''")
	p.until(isSettled)

	// Pin it, move on, and compare.
	p.press("#pin")
	p.until("document.getElementById('against').textContent.startsWith('Nothing: this is the pinned setting')")
	p.do(chromedp.Focus(chromedp.CSS("#slide-aid_cutoff")), chromedp.KeyEvent(kb.End))
	p.until("document.getElementById('against').textContent.includes('Against the pinned setting (parties.russia.patience=0.5 to 0.6)')")
	p.until(isSettled + " && document.querySelector('#changed td')")

	// Why? A draw told as a story.
	p.press("#endings li[data-class=settlement] button")
	p.until("document.querySelector('#story pre').textContent.includes('This draw ends in: settlement')")
	if got := p.text("#story code"); !strings.Contains(got, "sim trace") || !strings.Contains(got, "--set levers.aid_cutoff.weight=1") {
		t.Errorf("the same in a terminal: %q", got)
	}
	p.do(chromedp.KeyEvent(kb.Escape))
	p.until("!document.getElementById('story').open")

	// Draws one by one.
	p.press("#after")
	p.until("document.querySelector('figure[data-slot=one-draw] img').alt.startsWith('Draw 1 under Nash')")
	p.press("#play")
	p.until("Number(document.querySelector('figure[data-slot=one-draw] img').alt.match(/^Draw ([0-9]+) under Nash/)?.[1]) >= 3")
	p.inView("#play") // whatever pictures have come above it
	p.press("#play")

	// The link gives the same view.
	hash, shown, changed := eval[string](p, "location.hash"), p.text("#endings"), p.text("#changed")
	p.open(hash)
	p.until("document.querySelector('#changed td')")
	if got := p.text("#endings"); got != shown {
		t.Errorf("the link shows\n%s\nand it was\n%s", got, shown)
	}
	if got := p.text("#changed"); got != changed {
		t.Errorf("the link compares\n%s\nand it was\n%s", got, changed)
	}

	// Save it, and play it with sim run to the same figures.
	p.do(chromedp.SendKeys(chromedp.CSS("#name"), "mine\r"))
	p.until("!document.getElementById('preview').hidden")
	if got := p.text("#preview"); !strings.Contains(got, "extends: \"alaska.yaml\"") || !strings.Contains(got, "weight: 1\n") || strings.Count(got, "\n") > 12 {
		t.Errorf("the variant is\n%s", got)
	}
	if _, err := os.Stat(filepath.Join(filepath.Dir(scenario), "mine.yaml")); err == nil {
		t.Error("the variant was written before that was asked for")
	}
	p.press("#write")
	p.until("document.getElementById('saved').textContent.startsWith('Wrote mine.yaml')")
	command := strings.Fields(p.text("#saved code"))
	for _, e := range endingsOf(t, command[2:]) {
		if !slices.Contains(strings.Split(shown, "\n"), e) {
			t.Errorf("sim run has %q, the page\n%s", e, shown)
		}
	}

	quiet(t, p, messages)
}

// shrinks checks that shares came refined: more draws, smaller errors.
func shrinks(t *testing.T, notes [][2]string) {
	t.Helper()
	errorOf := func(share string) float64 {
		_, after, _ := strings.Cut(share, "± ")
		x, err := strconv.ParseFloat(strings.TrimSuffix(after, "%"), 64)
		if err != nil {
			t.Fatalf("no error in %q", share)
		}
		return x
	}
	few := slices.IndexFunc(notes, func(n [2]string) bool { return strings.HasPrefix(n[1], "256 of") })
	if few < 0 {
		t.Fatalf("no answer from few draws: %v", notes)
	}
	last := notes[len(notes)-1]
	if a, z := errorOf(notes[few][0]), errorOf(last[0]); z >= a {
		t.Errorf("the error was %g and is %g: %v", a, z, notes)
	}
}

// endingsOf plays a scenario with sim run and returns the shares of draws under
// nash as they are shown.
func endingsOf(t *testing.T, args []string) []string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "run")
	root := newRoot(new(strings.Builder), new(strings.Builder))
	root.SetArgs(append(append([]string{"run"}, args...), "--out", dir, "--format", "csv", "--quiet"))
	if err := root.ExecuteContext(t.Context()); err != nil {
		t.Fatal(err)
	}
	f, err := os.Open(filepath.Join(dir, "summary.csv"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close() //nolint:errcheck // it was only read
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	number := func(s string) float64 {
		x, err := strconv.ParseFloat(s, 64)
		if err != nil {
			t.Fatal(err)
		}
		return x
	}
	var list []string
	for _, row := range rows {
		if row[0] != "nash" || row[1] != "share" {
			continue
		}
		e := montecarlo.Estimate{N: int(number(row[3])), Value: number(row[4]), Error: number(row[5]), Lower: number(row[6]), Upper: number(row[7])}
		list = append(list, table.Share(e))
	}
	return list
}

// quiet checks that the page asked only its own server, and complained of nothing.
func quiet(t *testing.T, p *tab, messages func(func(chromedp.ConsoleMessage, error) bool)) {
	t.Helper()
	p.mu.Lock()
	for _, address := range p.seen {
		if !strings.HasPrefix(address, p.origin+"/") && !strings.HasPrefix(address, "blob:"+p.origin) && address != "about:blank" {
			t.Errorf("the page asks %.100s", address)
		}
	}
	if len(p.seen) < 10 {
		t.Errorf("only %d requests were seen", len(p.seen))
	}
	p.mu.Unlock()
	eval[bool](p, `console.log("the end"), true`)
	for m, err := range messages {
		if err != nil {
			t.Fatal(err)
		}
		if m.Text == "the end" {
			return
		}
		if !strings.Contains(m.Text, "status of 422") { // the mistake that was made on purpose
			t.Errorf("the console says %s", m)
		}
	}
}

// The page's modules, by their own tests.
func TestPageModules(t *testing.T) {
	script, err := os.ReadFile(filepath.Join("testdata", "page.test.js"))
	if err != nil {
		t.Fatal(err)
	}
	p := newTab(t, serving(t, "two-issues", "--draws", "64"))
	p.open("")
	for _, wrong := range eval[[]string](p, string(script)) {
		t.Error(wrong)
	}

	// All theories at once, with the spread between them; and another issue.
	choose := func(id, value string) {
		eval[bool](p, fmt.Sprintf("(() => { const e = document.getElementById(%q); e.value = %q; e.dispatchEvent(new Event('change')); return true })()", id, value))
	}
	choose("theories", "all")
	p.until("document.querySelectorAll('#shares tbody tr').length > 4 && document.getElementById('shares').innerText.includes('spread between theories')")
	choose("issue", "shifts")
	eval[bool](p, "document.getElementById('issue').scrollIntoView(), true") // pictures out of view are not drawn
	p.until("document.querySelector('figure[data-slot=terms] p').textContent.includes('shifts')")
	if got := eval[string](p, "location.hash"); got != "#theories=all&issue=shifts" {
		t.Errorf("the address is %q", got)
	}

	// Another issue while an answer is awaited: its picture, not that of the one before.
	choose("issue", "wages")
	p.until("document.querySelector('figure[data-slot=terms] p').textContent.includes('wages')")
	p.until(isSettled)
	eval[bool](p, `(() => {
		for (const [id, value] of [["theories", "nash"], ["issue", "shifts"]]) {
			const e = document.getElementById(id);
			e.value = value;
			e.dispatchEvent(new Event("change"));
		}
		return true;
	})()`)
	p.until(isSettled + " && document.querySelector('figure[data-slot=terms] p').textContent.includes('shifts')")

	// Whoever asks for less motion gets none.
	call(p, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{{Name: "prefers-reduced-motion", Value: "reduce"}}})
	p.until("document.getElementById('play').hidden && !document.getElementById('still').hidden")
}

// How long it takes from a slider to the first picture and to all draws; told,
// not judged: other work on the machine would decide.
func TestPageIsQuick(t *testing.T) {
	browsing(t)
	const draws = "2048"
	p := newTab(t, serving(t, alaskaFile(t), "--draws", draws))
	p.look(1280, 900, "light")
	p.open("")
	eval[bool](p, takeNotes)
	const moves = 5
	for range moves {
		p.do(chromedp.Focus(chromedp.CSS("#slide-aid_cutoff")), chromedp.KeyEvent(kb.ArrowRight))
		p.until("!window.due && !window.dueFull")
		p.until(isSettled)
	}
	waits, full := eval[[]float64](p, "window.waits"), eval[[]float64](p, "window.full")
	if len(waits) < moves || len(full) < moves {
		t.Fatalf("%d pictures, %d answers", len(waits), len(full))
	}
	slices.Sort(waits)
	slices.Sort(full)
	t.Logf("from slider to first picture: median %.0f ms, at best %.0f, at worst %.0f; to all %s draws under nash: median %.0f ms, at best %.0f, at worst %.0f",
		waits[len(waits)/2], waits[0], waits[len(waits)-1], draws, full[len(full)/2], full[0], full[len(full)-1])
}

// All controls have a name for those who cannot see them, all text has
// contrast, nothing is wider than the screen, in both lights and widths.
func TestPageIsForEveryone(t *testing.T) {
	browsing(t)
	p := newTab(t, serving(t, alaskaFile(t), "--draws", "512"))
	for _, width := range []int64{1280, 390} {
		for _, scheme := range []string{"light", "dark"} {
			name := fmt.Sprintf("%d-%s", width, scheme)
			p.look(width, 844, scheme)
			p.open("#set=levers.aid_cutoff.weight%3D0.9")
			p.until("document.querySelector('#changed td')")
			eval[bool](p, `(() => { const s = document.getElementById("search"); s.value = "ukraine"; s.dispatchEvent(new Event("input")); return true })()`)
			if wide := eval[int](p, "document.documentElement.scrollWidth"); wide > int(width) {
				t.Errorf("%s: the page is %d wide", name, wide)
			}
			for _, bad := range eval[[]string](p, contrast) {
				t.Errorf("%s: %s", name, bad)
			}
			if bar := eval[bool](p, "(() => { scrollTo(0, 2000); const r = document.querySelector('.notice').getBoundingClientRect(); return r.top >= 0 && r.bottom <= 100 })()"); !bar {
				t.Errorf("%s: the notice is out of view", name)
			}
			named(t, p)
			p.shoot(name)
		}
	}
	// On paper nothing is cut off, and what cannot be used there is left out.
	call(p, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Media: "print"})
	p.do(chromedp.EmulateViewport(680, 1000)) // A4 within its margins
	if wide := eval[int](p, "document.documentElement.scrollWidth"); wide > 680 {
		t.Errorf("on a page of 680 the print is %d wide: %v", wide, eval[[]string](p, "[...document.querySelectorAll('body *')].filter((e) => e.getBoundingClientRect().right > 681).slice(0, 12).map((e) => e.outerHTML.slice(0, 90))"))
	}
	if left := eval[int](p, "[...document.querySelectorAll('button, select, #search')].filter((e) => e.checkVisibility()).length"); left > 0 {
		t.Errorf("%d controls are printed", left)
	}
	p.shoot("print")
}

// named checks that every control has a name.
func named(t *testing.T, p *tab) {
	t.Helper()
	call(p, accessibility.Enable, cdp.Empty{})
	tree := call(p, accessibility.GetFullAXTree, accessibility.GetFullAXTreeParams{})
	count := map[string]int{}
	for _, n := range tree.Nodes {
		if n.Ignored || n.Role == nil {
			continue
		}
		role := strings.Trim(string(n.Role.Value), `"`)
		switch role {
		case "button", "slider", "textbox", "searchbox", "combobox", "spinbutton", "link", "image", "img", "progressbar", "dialog", "region", "checkbox":
			count[role]++
			if n.Name == nil || strings.Trim(string(n.Name.Value), `" `) == "" {
				html := call(p, dom.GetOuterHTML, dom.GetOuterHTMLParams{BackendNodeID: n.BackendDOMNodeID})
				t.Errorf("a %s has no name: %.150s", role, html.OuterHTML)
			}
		}
	}
	if count["slider"] != 20 || count["button"] < 20 || count["combobox"] < 2 || count["searchbox"]+count["textbox"] < 18 {
		t.Errorf("the tree holds %v", count)
	}
}

// contrast lists texts whose contrast against what is behind them is below
// 4.5 to 1, or 3 to 1 for large ones (WCAG 2.1, 1.4.3); disabled controls do
// not count.
const contrast = `(() => {
  const parse = (c) => c.match(/[\d.]+/g).map(Number);
  const linear = (x) => (x /= 255) <= 0.03928 ? x / 12.92 : ((x + 0.055) / 1.055) ** 2.4;
  const light = ([r, g, b]) => 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b);
  const behind = (e) => { for (; e; e = e.parentElement) { const c = parse(getComputedStyle(e).backgroundColor); if (c.length < 4 || c[3] > 0) return c; } return parse(getComputedStyle(document.documentElement).colorScheme.includes("dark") ? "rgb(0,0,0)" : "rgb(255,255,255)"); };
  const bad = [];
  for (const e of document.querySelectorAll("body *")) {
    const own = [...e.childNodes].some((n) => n.nodeType === 3 && n.textContent.trim()) || e.matches("input:not([type=range]),select");
    if (!own || e.disabled || !e.checkVisibility() || e.matches(".skip, option")) continue;
    const s = getComputedStyle(e), a = light(parse(s.color)), b = light(behind(e));
    const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05), size = parseFloat(s.fontSize);
    if (ratio < (size >= 24 || size >= 18.66 && s.fontWeight >= 700 ? 3 : 4.5)) bad.push(ratio.toFixed(1) + ":1 " + e.outerHTML.slice(0, 120));
  }
  return bad;
})()`
