package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
)

// A live report without script, and without WebAssembly, is the plain report: it shows,
// levers do not, and where script can say why, it does. TestPage opens it with both.
func TestPageOfShareIsPlain(t *testing.T) {
	browsing(t)
	chromium(t)
	file := filepath.Join(t.TempDir(), "alaska.live.html")
	if _, err := simulate(t.Context(), "share", "alaska", "--draws", "64", "--levers", "off", "--out", file); err != nil {
		t.Fatal(err)
	}
	if info, err := os.Stat(file); err != nil || info.Size() > 6_000_000 {
		t.Errorf("%v: the file has %d bytes", err, info.Size())
	}
	p := newTab(t, "file://"+filepath.ToSlash(file))
	p.look(1280, 900, "light")
	const shown = `[...document.querySelectorAll("td")].some(e => e.checkVisibility())`
	const levers = `[...document.querySelectorAll("#live input, #live select, #live button")].filter(e => e.checkVisibility()).length`
	call(p, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true})
	p.do(chromedp.Navigate(p.address))
	p.until(shown)
	if eval[bool](p, `document.getElementById("live").checkVisibility()`) {
		t.Error("without script there are levers")
	}

	call(p, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{})
	for _, lacking := range []struct{ name, says string }{
		{"WebAssembly", "it has no WebAssembly"},
		{"DecompressionStream", "it cannot unpack the engine"},
	} {
		without := call(p, page.AddScriptToEvaluateOnNewDocument, page.AddScriptToEvaluateOnNewDocumentParams{Source: "delete globalThis." + lacking.name})
		p.do(chromedp.Navigate("about:blank"), chromedp.Navigate(p.address))
		p.until(`document.getElementById("live").dataset.checked === "failed"`)
		p.until(shown)
		if n := eval[int](p, levers); n > 0 {
			t.Errorf("without %s there are %d controls that move nothing", lacking.name, n)
		}
		if got := p.text("#engine-state"); got != "The levers do not work in this browser: "+lacking.says+". The report below needs no engine." {
			t.Errorf("without %s the file says %q", lacking.name, got)
		}
		p.shoot("share-without-" + strings.ToLower(lacking.name))
		call(p, page.RemoveScriptToEvaluateOnNewDocument, page.RemoveScriptToEvaluateOnNewDocumentParams(without))
	}

	// The same file with both has levers.
	p.do(chromedp.Navigate("about:blank"), chromedp.Navigate(p.address))
	p.until(`document.getElementById("live").dataset.checked === "same"`)
	if n := eval[int](p, levers); n < 20 {
		t.Errorf("with both there are %d controls", n)
	}
}
