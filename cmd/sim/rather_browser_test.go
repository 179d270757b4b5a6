package main

import (
	"path/filepath"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// What holders would rather is marked on the sliders, by a server and by the engine in
// a file alike, and the marks go when a lever moves. In matching pennies, from the
// middle, both would rather have their lever full.
func TestPageOfRather(t *testing.T) {
	browsing(t)
	scenario := filepath.Join("..", "..", "model", "study", "testdata", "raid.yaml")
	t.Run("served", func(t *testing.T) {
		p := newTab(t, serving(t, scenario, "--draws", "256"))
		p.open("")
		p.rather()
	})
	t.Run("shared", func(t *testing.T) {
		chromium(t)
		file := filepath.Join(t.TempDir(), "raid.live.html")
		if _, err := simulate(t.Context(), "share", scenario, "--draws", "256", "--levers", "off", "--out", file); err != nil {
			t.Fatal(err)
		}
		p := newTab(t, "file://"+filepath.ToSlash(file))
		p.do(chromedp.Navigate(p.address))
		p.until("document.getElementById('live').dataset.checked")
		p.until(isSettled)
		p.rather()
	})
}

// rather asks what holders would rather and looks at the marks.
func (p *tab) rather() {
	p.Helper()
	p.press("#rather")
	p.until("document.querySelector('#rathers').textContent.includes('north would gain by 0.015')")
	const marks = "[...document.querySelectorAll('.lever .mark:not([hidden])')]"
	if n := eval[int](p, marks+".length"); n != 2 {
		p.Errorf("%d marks", n)
	}
	if got := p.text("#rather-raid"); got != "Its holder would rather: 1" {
		p.Errorf("the words are %q", got)
	}
	off := eval[float64](p, `(() => { const t = document.getElementById("slide-raid").getBoundingClientRect(), m = document.querySelector('[data-path="levers.raid.weight"] .mark').getBoundingClientRect(); return Math.abs(m.left + m.width / 2 - (t.right - 8)) })()`)
	if off > 1 {
		p.Errorf("the mark stands %.1f pixels from the end", off)
	}
	p.do(chromedp.Focus(chromedp.CSS("#slide-raid")), chromedp.KeyEvent(kb.ArrowRight))
	p.until(marks + ".length === 0 && document.querySelector('#rathers').textContent === ''")
}
