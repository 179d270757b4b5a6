package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/accessibility"
	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/dom"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
)

// The page's modules, by their own tests.
func TestPageModules(t *testing.T) {
	browsing(t)
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
