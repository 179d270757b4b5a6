package main

import (
	"bufio"
	"context"
	"flag"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// A tab is a page in a headless browser.
type tab struct {
	testing.TB
	ctx     context.Context
	address string // of the page, without a setting
	mu      sync.Mutex
	seen    []string // addresses that were asked for
}

// pages has the tests open pages and live reports in browsers.
var pages = flag.Bool("pages", false, "open pages and live reports in browsers, and build the engine of live reports")

// browsing skips a test that opens a browser unless that is wanted: go test ./cmd/sim
// -run TestPage -args -pages.
func browsing(t testing.TB) {
	t.Helper()
	if !*pages {
		t.Skip("NOT TESTED: pages in browsers; go test ./cmd/sim -run TestPage -args -pages")
	}
}

// chromium is the browser of most tests.
func chromium(t testing.TB) string {
	t.Helper()
	return installed(t, "Chromium", "the page of sim serve", "chromium", "chromium", "chromium-browser", "google-chrome")
}

// installed is the path of a program, by the first of its names that is found.
// Without one the test is skipped, but not where CI=true.
func installed(t testing.TB, program, tested, debian string, names ...string) string {
	t.Helper()
	for _, name := range names {
		if path, err := exec.LookPath(name); err == nil {
			return path
		}
	}
	if os.Getenv("CI") == "true" {
		t.Fatalf("there is no %s: apt-get install %s", program, debian)
	}
	fmt.Fprintf(os.Stderr, "NOT TESTED: %s; there is no %s (apt-get install %s)\n", tested, program, debian)
	t.Skip("there is no " + program)
	return ""
}

// serving runs sim serve and returns the address of its page.
func serving(t testing.TB, args ...string) (address string) {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	out, in := io.Pipe()
	root := newRoot(in, os.Stderr)
	root.SetArgs(append([]string{"serve", "--no-open", "--no-token"}, args...))
	done := make(chan error, 1)
	go func() {
		done <- root.ExecuteContext(ctx)
		_ = in.Close()
	}()
	t.Cleanup(func() {
		cancel()
		if err := <-done; err != nil {
			t.Errorf("serve ended with %v", err)
		}
	})
	said := bufio.NewScanner(out)
	for said.Scan() {
		if i := strings.Index(said.Text(), "http://"); i >= 0 {
			go func() { _, _ = io.Copy(io.Discard, out) }()
			return said.Text()[i:]
		}
	}
	t.Fatal("serve said no address")
	return ""
}

// newTab opens a tab; it must be sent to the page.
func newTab(t testing.TB, address string) *tab {
	t.Helper()
	options := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(chromium(t)), chromedp.Flag("disable-dev-shm-usage", true), chromedp.WSURLReadTimeout(3*time.Minute))
	if os.Geteuid() == 0 {
		options = append(options, chromedp.NoSandbox)
	}
	ctx, cancel := chromedp.NewExecAllocator(t.Context(), options...)
	t.Cleanup(cancel)
	ctx, cancel = chromedp.NewContext(ctx)
	t.Cleanup(cancel)
	ctx, cancel = context.WithTimeout(ctx, 20*time.Minute) // a busy machine shows the page as rightly as an idle one
	t.Cleanup(cancel)
	p := &tab{TB: t, ctx: ctx, address: address}
	if err := chromedp.Listen(ctx, func(ev any) {
		if e, ok := ev.(*network.EventRequestWillBeSent); ok {
			p.mu.Lock()
			defer p.mu.Unlock()
			p.seen = append(p.seen, e.Request.URL)
		}
	}); err != nil {
		t.Fatal(err)
	}
	call(p, network.Enable, network.EnableParams{})
	return p
}

// call runs a command of the browser's protocol.
func call[P, R any](p *tab, command cdp.Command[P, R], params P) R {
	p.Helper()
	r, err := chromedp.Call(p.ctx, command, params)
	if err != nil {
		p.Fatal(err)
	}
	return r
}

// do runs steps.
func (p *tab) do(steps ...chromedp.Action[chromedp.Void]) {
	p.Helper()
	if err := chromedp.Do(p.ctx, steps...); err != nil {
		p.Fatal(err)
	}
}

// eval is the value of an expression, awaited if it is a promise.
func eval[T any](p *tab, expression string) T {
	p.Helper()
	v, err := chromedp.Run(p.ctx, chromedp.Evaluate[T](expression, chromedp.EvalAwaitPromise))
	if err != nil {
		p.Fatalf("%v in %.200s", err, expression)
	}
	return v
}

// until waits until an expression is true. A page that is on its way has none yet.
func (p *tab) until(expression string) {
	p.Helper()
	var err error
	for end := time.Now().Add(6 * time.Minute); time.Now().Before(end); time.Sleep(20 * time.Millisecond) {
		var holds bool
		if holds, err = chromedp.Run(p.ctx, chromedp.Evaluate[bool]("!!("+expression+")")); holds && err == nil {
			return
		}
		if p.ctx.Err() != nil {
			break
		}
	}
	p.Fatalf("waiting for %s: %v", expression, err)
}

const isSettled = "document.body.dataset.settled && !document.body.classList.contains('busy')"

// open goes to the page with the setting of an address, and waits for the answer.
func (p *tab) open(hash string) {
	p.Helper()
	p.do(chromedp.Navigate("about:blank"), chromedp.Navigate(p.address+hash))
	p.until(isSettled)
}

// text is what an element shows.
func (p *tab) text(selector string) string {
	p.Helper()
	return eval[string](p, fmt.Sprintf("document.querySelector(%q).innerText", selector))
}

// fill writes words into a box in place of what it holds, and leaves it.
func (p *tab) fill(selector, words string) {
	p.Helper()
	eval[bool](p, fmt.Sprintf("(() => { const e = document.querySelector(%q); e.focus(); e.select(); return true })()", selector))
	p.do(chromedp.KeyEvent(words + "\t"))
}

// inView checks that an element can be seen.
func (p *tab) inView(selector string) {
	p.Helper()
	if at := eval[[2]float64](p, fmt.Sprintf("(() => { const r = document.querySelector(%q).getBoundingClientRect(); return [r.top, r.bottom] })()", selector)); at[0] < 0 || at[1] > eval[float64](p, "innerHeight") {
		p.Errorf("%s is out of view, from %.0f to %.0f", selector, at[0], at[1])
	}
}

// press presses a button by keyboard.
func (p *tab) press(selector string) {
	p.Helper()
	p.do(chromedp.Focus(chromedp.CSS(selector)), chromedp.KeyEvent(kb.Enter))
}

// look is how the screen is: its size, and whether it is dark.
func (p *tab) look(width, height int64, scheme string) {
	p.Helper()
	p.do(chromedp.EmulateViewport(width, height))
	call(p, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: scheme}}})
}

// shoot writes pictures of the page into the folder that SCREENSHOTS
// names, if it names one: screen by screen.
func (p *tab) shoot(name string) {
	p.Helper()
	dir := os.Getenv("SCREENSHOTS")
	if dir == "" {
		return
	}
	tall := eval[float64](p, "document.documentElement.scrollHeight")
	screen := eval[float64](p, "innerHeight")
	for i, y := 0, 0.0; y < tall; i, y = i+1, y+0.85*screen {
		eval[bool](p, fmt.Sprintf("(async () => { scrollTo(0, %g); await new Promise((r) => setTimeout(r, 500)); return true })()", y))
		png, err := chromedp.Run(p.ctx, chromedp.CaptureScreenshot())
		if err != nil {
			p.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, fmt.Sprintf("%s-%d.png", name, i)), png, 0o644); err != nil {
			p.Fatal(err)
		}
	}
	eval[bool](p, "scrollTo(0, 0), true")
}
