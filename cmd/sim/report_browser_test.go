package main

import (
	"path/filepath"
	"regexp"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
)

// The report of a large scenario answers on its first screen and is short: at most
// 14 screens as delivered, no sideways scroll on a telephone, and 8 pages of A4 in
// print with no picture cut.
func TestPageOfReport(t *testing.T) {
	browsing(t)
	chromium(t)
	dir := filepath.Join(t.TempDir(), "run")
	if _, err := simulate(t.Context(), "run", "alaska", "--draws", "1024", "--format", "svg,json", "--levers", "32", "--out", dir, "--quiet"); err != nil {
		t.Fatal(err)
	}
	p := newTab(t, "")
	size := func(width, height int64) {
		p.Helper()
		call(p, emulation.SetDeviceMetricsOverride, emulation.SetDeviceMetricsOverrideParams{Width: width, Height: height, DeviceScaleFactor: 1})
	}
	number := func(script string) float64 {
		p.Helper()
		return eval[float64](p, script)
	}
	size(1280, 800)
	p.do(chromedp.Navigate("file://" + filepath.ToSlash(filepath.Join(dir, "report.html"))))
	if screens := number(`document.documentElement.scrollHeight / 800`); screens > 14 || screens < 2 {
		t.Errorf("%.1f screens", screens)
	}
	size(1280, 1000)
	for _, part := range []string{"h1", ".first", ".contents", "#picture-outcomes svg", ".facts section", ".bar"} {
		if bottom := number(`document.querySelector("` + part + `").getBoundingClientRect().bottom`); bottom > 1000 || bottom <= 0 {
			t.Errorf("%s ends at %.0f of the first 1000 pixels", part, bottom)
		}
	}
	size(390, 800)
	if wide := number(`document.documentElement.scrollWidth`); wide > 390 {
		t.Errorf("%.0f pixels wide on a telephone", wide)
	}
	// A4 less its margins is 18 by 26.7 cm; a picture that is no taller and may not
	// break stands whole on a page.
	call(p, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Media: "print"})
	size(680, 1009)
	if wide := number(`document.documentElement.scrollWidth`); wide > 680 {
		t.Errorf("%.0f pixels wide in print: what is beyond 680 is cut", wide)
	}
	if tallest := number(`Math.max(...[...document.querySelectorAll("figure")].map(f => f.getBoundingClientRect().height))`); tallest > 930 {
		t.Errorf("a figure is %.0f pixels tall, a page holds 930", tallest)
	}
	if free := number(`[...document.querySelectorAll("figure")].filter(f => getComputedStyle(f).breakInside === "auto").length`); free > 0 {
		t.Errorf("%.0f figures may be cut", free)
	}
	printed := call(p, page.PrintToPDF, page.PrintToPDFParams{PreferCSSPageSize: new(true), PrintBackground: new(true)})
	if pages := len(regexp.MustCompile(`/Type\s*/Page\b`).FindAll(printed.Data, -1)); pages < 2 || pages > 8 {
		t.Errorf("%d pages in print", pages)
	}
}
