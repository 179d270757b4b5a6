package main

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// axeRun runs axe-core by the rules of WCAG 2.2, levels A and AA: what it finds
// wrong, a line each with the first elements, and how many rules were kept.
const axeRun = `(async () => {
  const found = await axe.run(document, {runOnly: {type: "tag", values: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}});
  return {
    wrong: found.violations.map((v) => v.id + ", " + v.nodes.length + " times: " + v.help + v.nodes.slice(0, 4).map((n) => "\n\t" + n.html.slice(0, 200) + "\n\t\t" + n.any.concat(n.all, n.none).map((c) => c.message).join("; ")).join("")),
    kept: found.passes.length,
  };
})()`

// axeFound is what axeRun returns.
type axeFound struct {
	Wrong []string `json:"wrong"`
	Kept  int      `json:"kept"`
}

// accessible checks the page as it stands, in light and dark, against axe-core.
func (p *tab) accessible(name, axe string) {
	p.Helper()
	for _, scheme := range []string{"light", "dark"} {
		p.look(1280, 900, scheme)
		eval[bool](p, "typeof axe === 'object' || ("+axe+", typeof axe === 'object')")
		found := eval[axeFound](p, axeRun)
		for _, wrong := range found.Wrong {
			p.Errorf("%s, %s: %s", name, scheme, wrong)
		}
		if found.Kept < 10 { // every page has a title, a language, buttons or links, colours …
			p.Errorf("%s, %s: only %d rules had anything to look at", name, scheme, found.Kept)
		}
	}
}

// axe-core, an independent judge of accessibility, finds nothing against WCAG 2.2 AA
// in the report, the page of sim serve and a live report, folded and unfolded.
// AXE names its script, which is fetched by .ci/run and is no part of this project.
func TestAccessible(t *testing.T) {
	path := os.Getenv("AXE")
	if path == "" {
		fmt.Fprintln(os.Stderr, "SKIPPED, NOTHING WAS TESTED: accessibility by axe-core; AXE must name axe.min.js (.ci/run fetches it)")
		t.Skip("AXE is not set")
	}
	script, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	const unfold = `document.querySelectorAll("details").forEach((d) => (d.open = true)), true`
	axe := "(() => {" + string(script) + "\n})()"

	t.Run("report", func(t *testing.T) {
		chromium(t)
		dir := filepath.Join(t.TempDir(), "run")
		if _, err := simulate(t.Context(), "run", "alaska", "--draws", "256", "--format", "svg,json", "--levers", "32", "--out", dir, "--quiet"); err != nil {
			t.Fatal(err)
		}
		p := newTab(t, "")
		p.do(chromedp.Navigate("file://" + filepath.ToSlash(filepath.Join(dir, "report.html"))))
		p.accessible("folded", axe)
		eval[bool](p, unfold)
		p.accessible("unfolded", axe)
	})
	t.Run("page", func(t *testing.T) {
		p := newTab(t, serving(t, alaskaFile(t), "--draws", "256"))
		p.look(1280, 900, "light")
		p.open("")
		p.accessible("first figures", axe)
		p.do(chromedp.Focus(chromedp.CSS("#slide-aid_cutoff")), chromedp.KeyEvent(kb.PageUp))
		p.until("document.querySelector('#changed td')")
		p.until(isSettled)
		p.do(chromedp.SendKeys(chromedp.CSS("#search"), "patience"))
		p.fill("#box-front_pressure", "2")
		p.until(`document.querySelector('[data-path="levers.front_pressure.weight"] .wrong').textContent.includes("between 0 and 1")`)
		eval[bool](p, unfold)
		p.accessible("changed, with a mistake", axe)
		p.fill("#box-front_pressure", "1")
		p.until(isSettled)
		p.press("#endings li button:enabled")
		p.until("document.querySelector('#story pre').textContent.includes('This draw ends in: ')")
		p.accessible("with a story", axe)
	})
	t.Run("live report", func(t *testing.T) {
		chromium(t)
		file := filepath.Join(t.TempDir(), "alaska.live.html")
		if _, err := simulate(t.Context(), "share", "alaska", "--draws", "256", "--levers", "off", "--out", file); err != nil {
			t.Fatal(err)
		}
		p := newTab(t, "")
		p.do(chromedp.Navigate("file://" + filepath.ToSlash(file)))
		p.until("document.getElementById('live').dataset.checked")
		p.until(isSettled)
		p.accessible("folded", axe)
		eval[bool](p, unfold)
		p.accessible("unfolded", axe)
	})
}
