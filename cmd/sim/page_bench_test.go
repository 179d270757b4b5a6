package main

import (
	"slices"
	"strconv"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// How long the page takes in a real browser, from a press of a key on a lever to the
// first numbers and to those of all draws, at the median; and how long after it was
// opened the engine inside a file is ready:
//
//	go test ./cmd/sim -run '^$' -bench Page -benchtime 10x -args -page-draws 4096
//
// What else the machine does at the same time is in the numbers.
func BenchmarkPage(b *testing.B) {
	for _, via := range transports {
		for _, under := range []struct{ name, hash string }{{"one theory", ""}, {"default theories", "#theories=all"}} {
			b.Run(via.name+"/"+under.name, func(b *testing.B) {
				v := newVisit(b, via, *pageDraws)
				v.open(under.hash)
				ready := 0.0 // a metric counts only after the loop
				if via.live {
					var err error
					ready, err = strconv.ParseFloat(eval[string](v.tab, "document.getElementById('live').dataset.ready"), 64)
					if err != nil {
						b.Fatal(err)
					}
				}
				eval[bool](v.tab, takeWaits)
				for b.Loop() {
					v.do(chromedp.Focus(chromedp.CSS("#slide-aid_cutoff")), chromedp.KeyEvent(kb.ArrowRight))
					v.until("!window.due && !window.dueAll")
					v.until(isSettled)
				}
				b.ReportMetric(median(eval[[]float64](v.tab, "window.firsts")), "first-ms")
				b.ReportMetric(median(eval[[]float64](v.tab, "window.alls")), "all-ms")
				if via.live {
					b.ReportMetric(ready, "ready-ms")
				}
				b.ReportMetric(0, "ns/op") // which would count the steps of the test
			})
		}
	}
}

// takeWaits notes how long first numbers and all draws come after an input.
const takeWaits = `
window.firsts = []; window.alls = [];
addEventListener("input", () => { window.since = performance.now(); window.due = true; window.dueAll = true; }, true);
new MutationObserver(() => { if (window.due) { window.due = false; window.firsts.push(performance.now() - window.since); } })
  .observe(document.getElementById("played"), {subtree: true, childList: true});
new MutationObserver(() => { if (window.dueAll) { window.dueAll = false; window.alls.push(performance.now() - window.since); } })
  .observe(document.body, {attributes: true, attributeFilter: ["data-settled"]});
true`

// median is the middle of some numbers; 0 if there are none.
func median(xs []float64) float64 {
	if len(xs) == 0 {
		return 0
	}
	slices.Sort(xs)
	return xs[len(xs)/2]
}
