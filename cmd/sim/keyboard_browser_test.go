package main

import (
	"fmt"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/accessibility"
	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// focus is what the keyboard is at: a name for it, whether it is the page itself,
// and what keeps it from being seen.
type focus struct {
	Name   string `json:"name"`
	None   bool   `json:"none"`
	Hidden string `json:"hidden"`
}

// atFocus finds where the keyboard is. A thing in focus must be marked, within the
// window and not wholly covered (WCAG 2.4.7 and 2.4.11).
const atFocus = `(async () => {
  await new Promise((r) => requestAnimationFrame(() => requestAnimationFrame(r)));
  const e = document.activeElement;
  if (!e || e === document.body) return {name: "", none: true, hidden: ""};
  const mark = e.matches(".choice") ? document.querySelector("label[for=" + e.id + "]") : e, s = getComputedStyle(mark);
  mark.scrollIntoView({block: "nearest", behavior: "instant"}); // pictures that came meanwhile may have moved it
  const r = mark.getClientRects()[0];
  if (!r) return {name: e.id || e.outerHTML.slice(0, 100), none: false, hidden: e.isConnected ? "has no place: " + mark.parentElement.outerHTML.slice(0, 200) : ""};
  const x = Math.min(r.left + r.width / 2, innerWidth - 2), top = Math.max(r.top, 0), bottom = Math.min(r.bottom, innerHeight);
  const over = [top + 2, (top + bottom) / 2, bottom - 2].map((y) => document.elementFromPoint(x, y));
  let hidden = "";
  if (s.outlineStyle === "none" || parseFloat(s.outlineWidth) === 0) hidden = "is not marked";
  else if (!over.some((o) => o && (mark.contains(o) || o.contains(mark)))) hidden = "is covered by " + over.map((o) => o?.outerHTML.slice(0, 60)).join(", ");
  return {name: e.id || e.outerHTML.slice(0, 100), none: false, hidden};
})()`

// tabs presses the tabulator until the end of the page, or until an element with a
// certain identifier has the focus, and returns what it came past.
func (p *tab) tabs(until string) (names []string) {
	p.Helper()
	for range 500 {
		p.do(chromedp.KeyEvent(kb.Tab))
		at := eval[focus](p, atFocus)
		if at.None {
			return names
		}
		names = append(names, at.Name)
		if at.Hidden != "" {
			p.Errorf("in focus, %s %s", at.Name, at.Hidden)
		}
		if at.Name == until {
			return names
		}
	}
	p.Errorf("the keyboard does not come to %q and no end: %q", until, names[len(names)-5:])
	return names
}

// at puts the focus on an element, however often its node is moved.
func (p *tab) at(selector string) {
	p.Helper()
	p.until(fmt.Sprintf("((e) => (e?.focus(), e && document.activeElement === e))(document.querySelector(%q))", selector))
}

// The page of sim serve by keyboard alone: to a lever by the tabulator, an arrow key
// moves it, and the numbers follow. Everything can be reached, and what has the focus
// can be seen. At 200% zoom, where 1280 pixels hold 640, nothing stands beyond the edge.
func TestPageByKeyboard(t *testing.T) {
	if testing.Short() {
		t.Skip("takes long")
	}
	p := newTab(t, serving(t, alaskaFile(t), "--draws", "256"))
	p.look(1280, 900, "light")
	p.open("")
	if first := p.tabs("slide-front_pressure"); len(first) > 6 {
		t.Errorf("the first lever comes after %d others: %q", len(first), first)
	}
	before, written := eval[float64](p, "Number(document.activeElement.value)"), p.text("#endings")
	p.do(chromedp.KeyEvent(strings.Repeat(kb.ArrowRight, 20)))
	if after := eval[float64](p, "Number(document.activeElement.value)"); after < before+0.19 || after > before+0.21 {
		t.Errorf("twenty arrows take the lever from %g to %g", before, after)
	}
	p.until(isSettled + " && document.querySelector('#changed td')")
	if p.text("#endings") == written && !strings.Contains(p.text("#changed"), "±") {
		t.Error("a lever was moved and nothing follows")
	}
	if at := eval[string](p, "document.activeElement.id"); at != "slide-front_pressure" {
		t.Errorf("the focus has gone to %q", at)
	}
	p.at("#endings button:enabled")
	p.do(chromedp.KeyEvent("z", chromedp.KeyModifiers(chromedp.ModifierCtrl)))
	p.until("document.getElementById('slide-front_pressure').value === '0.69'")
	p.until(isSettled)
	if !eval[bool](p, "document.activeElement.matches('#endings button')") {
		t.Errorf("as an answer came the focus went to %s", eval[string](p, "document.activeElement.outerHTML.slice(0, 80)"))
	}
	p.do(chromedp.KeyEvent("Z", chromedp.KeyModifiers(chromedp.ModifierCtrl|chromedp.ModifierShift)))
	p.until(isSettled + " && document.querySelector('#changes button')")
	p.at("#changes button")
	p.do(chromedp.KeyEvent(kb.Enter))
	p.until("!document.querySelector('#changes button')")
	if eval[bool](p, "document.activeElement === document.body") {
		t.Error("a change was put back and the focus is lost")
	}
	p.at("#slide-front_pressure")
	p.do(chromedp.KeyEvent(kb.PageUp))
	p.until(isSettled + " && document.querySelector('#changed td')")
	rest := strings.Join(p.tabs(""), "\n")
	for _, want := range []string{"box-long_range", "search", "issue", "tell", "name", "Why?"} {
		if !strings.Contains(rest, want) {
			t.Errorf("the keyboard does not reach %s:\n%s", want, rest)
		}
	}
	p.look(640, 450, "light")
	if wide := eval[float64](p, "document.documentElement.scrollWidth"); wide > 640 {
		t.Errorf("at 200%% the page is %.0f pixels wide, the window 640", wide)
	}
	eval[bool](p, "document.activeElement.blur(), scrollTo(0, 0), true")
	p.tabs("")
}

// Every picture of a report says its finding to those who cannot see it, and its
// numbers stand in a table that one key opens.
func TestPageFiguresInWords(t *testing.T) {
	if testing.Short() {
		t.Skip("takes long")
	}
	chromium(t)
	p := newTab(t, "")
	call(p, accessibility.Enable, cdp.Empty{})
	finding := regexp.MustCompile(`\d|^No |^Every `)
	for _, name := range []string{"alaska", "wage-round"} {
		dir := filepath.Join(t.TempDir(), "run")
		if _, err := simulate(t.Context(), "run", name, "--draws", "256", "--format", "svg,json", "--levers", "32", "--out", dir, "--quiet"); err != nil {
			t.Fatal(err)
		}
		p.look(640, 450, "light")
		p.do(chromedp.Navigate("file://" + filepath.ToSlash(filepath.Join(dir, "report.html"))))
		if wide := eval[float64](p, "document.documentElement.scrollWidth"); wide > 640 {
			t.Errorf("%s: at 200%% the report is %.0f pixels wide, the window 640", name, wide)
		}
		p.tabs("")
		p.look(1280, 900, "light")
		eval[bool](p, `document.querySelectorAll("section > details:has(figure)").forEach((e) => (e.open = true)), true`)
		var said []string
		for _, n := range call(p, accessibility.GetFullAXTree, accessibility.GetFullAXTreeParams{}).Nodes {
			if role := n.Role; !n.Ignored && role != nil && n.Name != nil && (string(role.Value) == `"image"` || string(role.Value) == `"img"`) {
				said = append(said, string(n.Name.Value))
			}
		}
		titles := eval[[]string](p, `[...document.querySelectorAll("figure")].map((f) => f.querySelector("svg > title").textContent.split(" · ")[0])`)
		if len(titles) < 5 || len(said) != len(titles) {
			t.Fatalf("%s: %d figures, %d images for a reader", name, len(titles), len(said))
		}
		for i, title := range titles {
			if !finding.MatchString(title) {
				t.Errorf("%s: the title %q is no finding", name, title)
			}
			if !strings.Contains(said[i], title) || len(said[i]) < 2*len(title) {
				t.Errorf("%s: a reader says %.200q of the picture %q", name, said[i], title)
			}
		}
		shut := eval[int](p, `[...document.querySelectorAll("figure table")].filter((e) => e.checkVisibility()).length`)
		if shut != 0 {
			t.Errorf("%s: %d tables are open before a key is pressed", name, shut)
		}
		for i, title := range titles {
			eval[bool](p, fmt.Sprintf(`document.querySelectorAll("figure")[%d].querySelector("summary").focus(), true`, i))
			p.do(chromedp.KeyEvent(kb.Enter))
			if rows := eval[int](p, `[...document.activeElement.closest("figure").querySelectorAll("tbody tr")].filter((e) => e.checkVisibility()).length`); rows == 0 {
				t.Errorf("%s: the picture %q has no table that a key opens", name, title)
			}
		}
	}
}
