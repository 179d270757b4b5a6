package main

import (
	"encoding/csv"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"sim/model/montecarlo"
	"sim/output/table"
)

// steps are what TestPage does, each from where the one before it ended.
var steps = []struct {
	name string
	take func(*visit)
}{
	{"open", opens},
	{"move a lever by keyboard", movesByKeyboard},
	{"move a lever by mouse", movesByMouse},
	{"undo, redo, reset", undoes},
	{"change any other number", changesNumbers},
	{"pin and compare", pins},
	{"ask why", asksWhy},
	{"one draw", looksAtOneDraw},
	{"reload the link", reloads},
	{"save as YAML", saves},
	{"on a telephone", (*visit).fitsTelephone},
	{"no error, no request to elsewhere", (*visit).quiet},
}

func opens(v *visit) {
	v.open("")
	if title := eval[string](v.tab, "document.title"); !strings.HasPrefix(title, "Alaska summit, August 2025") {
		v.Errorf("the title is %q", title)
	}
	v.inView(".notice")
	if v.live { // a page of a server has no stored run to check
		if got := eval[string](v.tab, "document.getElementById('live').dataset.checked"); got != "same" {
			v.Fatalf("the check of the file: %s: %s", got, v.text("#engine-state"))
		}
	}
	if got := v.text("#against"); got != "Nothing: this is the scenario as written." {
		v.Errorf("against: %q", got)
	}
	v.agrees(nil, nil)
	v.written = v.text("#endings")
	eval[bool](v.tab, takeNotes)
}

// takeNotes has the page note what it shows: every share of settlements, though the
// next one may follow before anybody looks.
const takeNotes = `
window.notes = [];
let played = "";
new MutationObserver((changes) => {
  for (const c of changes) {
    const text = c.addedNodes[0]?.data;
    if (text && c.target.id === "played") played = text;
    if (text && c.target.matches("#endings li[data-class=settlement] .share")) window.notes.push([text, played]);
  }
}).observe(document.getElementById("summary"), {subtree: true, childList: true});
true`

// Every press of a key is a tenth, and the outcome follows.
func movesByKeyboard(v *visit) {
	v.do(chromedp.Focus(chromedp.CSS("#slide-aid_cutoff")), chromedp.KeyEvent(strings.Repeat(kb.PageUp, 5)))
	v.until("document.getElementById('box-aid_cutoff').value === '0.9'")
	v.until(isSettled)
	if got := v.text("#endings"); got == v.written {
		v.Error("a lever was moved and the outcome stays")
	}
	shrinks(v, eval[[][2]string](v.tab, "window.notes"))
	if got := v.text("#changed"); !strings.Contains(got, "Nash") || !strings.Contains(got, "±") {
		v.Errorf("what changed: %q", got)
	}
	if got := eval[string](v.tab, "location.hash"); got != "#set=levers.aid_cutoff.weight%3D0.9" {
		v.Errorf("the address is %q", got)
	}
	v.agrees([]string{"levers.aid_cutoff.weight=0.9"}, nil)
}

// shrinks checks that shares came refined: more draws, smaller errors.
func shrinks(t testing.TB, notes [][2]string) {
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

func movesByMouse(v *visit) {
	at := eval[[2]float64](v.tab, `(() => { const e = document.getElementById("slide-front_pressure"); e.scrollIntoView({block: "center"}); const r = e.getBoundingClientRect(); return [r.left + r.width / 2, r.top + r.height / 2] })()`)
	v.do(chromedp.MouseEvent(chromedp.MousePressed, at[0], at[1], chromedp.ButtonLeft))
	for dx := 4.0; dx <= 40; dx += 4 {
		v.do(chromedp.MouseEvent(chromedp.MouseMoved, at[0]+dx, at[1], chromedp.ButtonLeft), chromedp.Sleep(15*time.Millisecond))
	}
	v.do(chromedp.MouseEvent(chromedp.MouseReleased, at[0]+40, at[1], chromedp.ButtonLeft))
	v.until("Number(document.getElementById('box-front_pressure').value) > 0.6")
	v.until(isSettled)
	moved := "levers.front_pressure.weight=" + eval[string](v.tab, "document.getElementById('box-front_pressure').value")
	v.agrees([]string{"levers.aid_cutoff.weight=0.9", moved}, nil)
}

// Undo, redo and reset take whole drags.
func undoes(v *visit) {
	v.press("#undo")
	v.until("document.getElementById('box-front_pressure').value === '0.5'")
	v.do(chromedp.KeyEvent("Z", chromedp.KeyModifiers(chromedp.ModifierCtrl|chromedp.ModifierShift)))
	v.until("Number(document.getElementById('box-front_pressure').value) > 0.6")
	v.press("#reset")
	v.until("document.getElementById('box-aid_cutoff').value === '0.4'")
	v.until(isSettled)
	if got := v.text("#endings"); got != v.written {
		v.Errorf("after a reset the outcome is\n%s\nand was\n%s", got, v.written)
	}
}

// A number is found by its name; a mistake stands beside what it is in.
func changesNumbers(v *visit) {
	v.fill("#box-front_pressure", "2")
	v.until(`document.querySelector('[data-path="levers.front_pressure.weight"] .wrong').textContent.includes("between 0 and 1")`)
	v.press("#undo")
	v.until("document.querySelector('#problems').textContent === ''")

	v.do(chromedp.SendKeys(chromedp.CSS("#search"), "russia patience"))
	box := `li[data-path="parties.russia.patience"] input`
	v.inView(box)
	v.fill(box, "0.99 to 0.5")
	v.until(`document.querySelector('li[data-path="parties.russia.patience"] .wrong').textContent.includes("upside down")`)
	v.fill(box, "0.5 to 0.6")
	v.until("document.querySelector('#problems').textContent === ''")
	v.until(isSettled)
	v.agrees([]string{"parties.russia.patience=0.5 to 0.6"}, nil)
}

func pins(v *visit) {
	v.press("#pin")
	v.until("document.getElementById('against').textContent.startsWith('Nothing: this is the pinned setting')")
	v.do(chromedp.Focus(chromedp.CSS("#slide-aid_cutoff")), chromedp.KeyEvent(kb.End))
	v.until("document.getElementById('against').textContent.includes('Against the pinned setting (parties.russia.patience=0.5 to 0.6)')")
	v.until(isSettled + " && document.querySelector('#changed td')")
}

// The chain of why is a draw told as a story.
func asksWhy(v *visit) {
	v.press("#endings li[data-class=settlement] button")
	v.until("document.querySelector('#story pre').textContent.includes('This draw ends in: settlement')")
	if got := v.text("#story code"); !strings.Contains(got, "sim trace") || !strings.Contains(got, "--set levers.aid_cutoff.weight=1") {
		v.Errorf("the same in a terminal: %q", got)
	}
	v.do(chromedp.KeyEvent(kb.Escape))
	v.until("!document.getElementById('story').open")
}

func looksAtOneDraw(v *visit) {
	v.fill("#draw", "3")
	v.press("#tell")
	v.until("document.querySelector('#story pre').textContent.includes('This draw ends in: ')")
	if got := v.text("#story code"); !strings.Contains(got, "--draw 3 ") {
		v.Errorf("the same in a terminal: %q", got)
	}
	v.do(chromedp.KeyEvent(kb.Escape))
	v.until("!document.getElementById('story').open")
	if v.live {
		return // pictures of draws, and stepping through them, are the server's: the engine in a file has no renderer
	}
	v.press("#after")
	v.until("document.querySelector('figure[data-slot=one-draw] img').alt.startsWith('Draw 4 under Nash')")
	v.press("#play")
	v.until("Number(document.querySelector('figure[data-slot=one-draw] img').alt.match(/^Draw ([0-9]+) under Nash/)?.[1]) >= 6")
	v.inView("#play") // whatever pictures have come above it
	v.press("#play")
}

// The link gives the same view, under several theories too.
func reloads(v *visit) {
	hash, shown, changed := eval[string](v.tab, "location.hash"), v.text("#endings"), v.text("#changed")
	v.open("#set=levers.aid_cutoff.weight%3D0.2+to+0.4&theories=" + url.QueryEscape(*pageTheories))
	v.agrees([]string{"levers.aid_cutoff.weight=0.2 to 0.4"}, strings.Split(*pageTheories, ","))
	if v.live { // only a report has places on the same page to go to
		v.do(chromedp.Click(chromedp.CSS("nav.contents a[href='#tables']")))
		if got := eval[string](v.tab, "document.getElementById('box-aid_cutoff').value"); got != "0.2 to 0.4" {
			v.Errorf("a link within the page changed the setting to %q", got)
		}
	}
	v.open(hash)
	v.until("document.querySelector('#changed td')")
	if got := v.text("#endings"); got != shown {
		v.Errorf("the link shows\n%s\nand it was\n%s", got, shown)
	}
	if got := v.text("#changed"); got != changed {
		v.Errorf("the link compares\n%s\nand it was\n%s", got, changed)
	}
	v.agrees([]string{"levers.aid_cutoff.weight=1", "parties.russia.patience=0.5 to 0.6"}, nil)
}

// The setting becomes a file that sim run takes, to the same numbers.
func saves(v *visit) {
	v.do(chromedp.SendKeys(chromedp.CSS("#name"), "mine\r"))
	v.until("!document.getElementById('preview').hidden")
	text := eval[string](v.tab, "document.getElementById('preview').textContent")
	if !strings.Contains(text, "extends: \"alaska.yaml\"") || !strings.Contains(text, "weight: 1\n") || strings.Count(text, "\n") > 12 {
		v.Errorf("the variant is\n%s", text)
	}
	path := filepath.Join(filepath.Dir(v.scenario), "mine.yaml")
	if _, err := os.Stat(path); err == nil {
		v.Error("the variant was written before that was asked for")
	}
	if v.live { // only a server can write next to the scenario; a file hands the text out
		if got := eval[string](v.tab, "document.getElementById('download').download"); got != "mine.yaml" {
			v.Errorf("what is downloaded is called %q", got)
		}
		v.press("#copy")
		v.until("getSelection().toString().trim() === document.getElementById('preview').textContent.trim()")
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			v.Fatal(err)
		}
	} else {
		v.press("#write")
		v.until("document.getElementById('saved').textContent.startsWith('Wrote mine.yaml')")
	}
	command := strings.Fields(v.text("#saved code"))
	if len(command) < 3 || filepath.Base(command[2]) != "mine.yaml" {
		v.Fatalf("the same numbers come from %q", command)
	}
	shown := strings.Split(v.text("#endings"), "\n")
	for _, e := range endingsOf(v, append([]string{path}, command[3:]...)) {
		if !slices.Contains(shown, e) {
			v.Errorf("sim run has %q, the page %q", e, shown)
		}
	}
}

// endingsOf simulates a scenario with sim run and returns the shares of draws under
// nash as they are shown.
func endingsOf(t testing.TB, args []string) []string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "run")
	root := newRoot(new(strings.Builder), new(strings.Builder))
	root.SetArgs(append(append([]string{"run"}, args...), "--out", dir, "--format", "csv", "--quiet", "--levers", "off"))
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
	if list == nil {
		t.Errorf("no shares under nash in %v", rows[:min(3, len(rows))])
	}
	return list
}

func (v *visit) fitsTelephone() {
	v.shoot(fmt.Sprintf("page-%v", v.live))
	v.look(390, 800, "light")
	if wide := eval[float64](v.tab, "document.documentElement.scrollWidth"); wide > 390 {
		v.Errorf("%.0f pixels wide on a telephone", wide)
	}
	v.shoot(fmt.Sprintf("page-narrow-%v", v.live))
}
