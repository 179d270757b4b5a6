package main

import (
	"bufio"
	"context"
	"encoding/json"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"golang.org/x/net/websocket"
)

// A live report opened in Firefox, whose engine for WebAssembly is another than
// Chromium's: it simulates the first draws again, to the last digit, and plays the rest.
func TestPageOfShareInFirefox(t *testing.T) {
	browsing(t)
	program := installed(t, "Firefox", "a live report in Firefox", "firefox-esr", "firefox-esr", "firefox")
	file := filepath.Join(t.TempDir(), "alaska.live.html")
	if _, err := simulate(t.Context(), "share", "alaska", "--draws", "256", "--levers", "off", "--out", file); err != nil {
		t.Fatal(err)
	}
	f := newFirefox(t, program)
	f.command("session.new", map[string]any{"capabilities": map[string]any{}}, &struct{}{})
	f.command("session.subscribe", map[string]any{"events": []string{"log.entryAdded"}}, &struct{}{})
	var tree struct{ Contexts []struct{ Context string } }
	f.command("browsingContext.getTree", map[string]any{}, &tree)
	f.tab = tree.Contexts[0].Context
	f.command("browsingContext.navigate", map[string]any{"context": f.tab, "url": "file://" + filepath.ToSlash(file), "wait": "complete"}, &struct{}{})
	f.until("document.getElementById('live').dataset.checked")
	if got := f.text("document.getElementById('live').dataset.checked"); got != "same" {
		t.Errorf("the check of the file: %q", got)
	}
	if got := f.text("document.getElementById('engine-state').innerText"); got != "The engine in this file simulated the first draws of the report again, with every digit the same." {
		t.Errorf("the page says %q", got)
	}
	f.until(isSettled)
	if got := f.text("document.getElementById('problems').innerText"); got != "" {
		t.Errorf("the page shows the problem %q", got)
	}
	if got := f.text("document.getElementById('played').innerText"); !strings.Contains(got, "256") {
		t.Errorf("played: %q", got)
	}
}

// A firefox is a headless Firefox that is spoken to by WebDriver BiDi (W3C, working draft).
type firefox struct {
	*testing.T
	conn *websocket.Conn
	sent int    // commands so far
	tab  string // the tab that scripts run in
}

// newFirefox starts the program with a profile and a home of its own. It ends with the test.
func newFirefox(t *testing.T, program string) *firefox {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.WithoutCancel(t.Context()), 10*time.Minute) // it is closed, not killed
	t.Cleanup(cancel)
	cmd := exec.CommandContext(ctx, program, "--headless", "--no-remote", "--profile", t.TempDir(), "--remote-debugging-port", "0", "--remote-allow-origins", "http://localhost")
	cmd.Env = append(os.Environ(), "HOME="+t.TempDir())
	stderr, err := cmd.StderrPipe()
	if err == nil {
		err = cmd.Start()
	}
	if err != nil {
		t.Fatal(err)
	}
	f := &firefox{T: t}
	silent := make(chan struct{}) // closed when the last process of Firefox has ended
	t.Cleanup(func() {
		if f.conn == nil || websocket.JSON.Send(f.conn, map[string]any{"id": f.sent + 1, "method": "browser.close", "params": map[string]any{}}) != nil {
			_ = cmd.Process.Kill()
		}
		<-silent
		if err := cmd.Wait(); err != nil && !t.Failed() {
			t.Errorf("Firefox ended with %v", err)
		}
	})
	address, said, lines := "", "", bufio.NewScanner(stderr)
	for address == "" && lines.Scan() {
		said += lines.Text() + "\n"
		_, address, _ = strings.Cut(lines.Text(), "WebDriver BiDi listening on ")
	}
	go func() { _, _ = io.Copy(io.Discard, stderr); close(silent) }() // Firefox waits while nobody reads
	if address == "" {
		t.Fatalf("Firefox gave no address:\n%s", said)
	}
	if f.conn, err = websocket.Dial(address+"/session", "", "http://localhost"); err != nil {
		t.Fatal(err)
	}
	_ = f.conn.SetDeadline(time.Now().Add(9 * time.Minute))
	return f
}

// command sends a command and reads its result. An error that the page logs meanwhile fails the test.
func (f *firefox) command(method string, params map[string]any, result any) {
	f.Helper()
	f.sent++
	if err := websocket.JSON.Send(f.conn, map[string]any{"id": f.sent, "method": method, "params": params}); err != nil {
		f.Fatal(err)
	}
	for {
		var m struct {
			Type, Error, Message string
			ID                   int
			Result               json.RawMessage
			Params               struct{ Level, Text string }
		}
		if err := websocket.JSON.Receive(f.conn, &m); err != nil {
			f.Fatalf("%s: %v", method, err)
		}
		switch {
		case m.Type == "error":
			f.Fatalf("%s: %s: %s", method, m.Error, m.Message)
		case m.Type == "event" && m.Params.Level == "error":
			f.Errorf("the page logs %s", m.Params.Text)
		case m.Type == "success" && m.ID == f.sent:
			if err := json.Unmarshal(m.Result, result); err != nil {
				f.Fatalf("%s: %v", method, err)
			}
			return
		}
	}
}

// text is the value of an expression, as words; empty while there is none.
func (f *firefox) text(expression string) string {
	f.Helper()
	var said struct{ Result struct{ Value string } }
	f.command("script.evaluate", map[string]any{"expression": "String((" + expression + ") || '')", "target": map[string]any{"context": f.tab}, "awaitPromise": false}, &said)
	return said.Result.Value
}

// until waits until an expression is true.
func (f *firefox) until(expression string) {
	f.Helper()
	for end := time.Now().Add(3 * time.Minute); time.Now().Before(end); time.Sleep(20 * time.Millisecond) {
		if f.text(expression) != "" {
			return
		}
	}
	f.Fatalf("waiting for %s; the page says %q", expression, f.text("document.getElementById('engine-state').innerText"))
}
