package main

import (
	"bufio"
	"context"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"
)

// Serve says where the page is, shows it, and ends with exit code 0 when it is
// interrupted.
func TestServe(t *testing.T) {
	t.Chdir(t.TempDir())
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	out, in := io.Pipe()
	root := newRoot(in, io.Discard)
	root.SetArgs([]string{"serve", "two-issues", "--no-open", "--draws", "512"})
	done := make(chan error, 1)
	go func() {
		done <- root.ExecuteContext(ctx)
		_ = in.Close()
	}()
	address, said := "", bufio.NewScanner(out)
	for address == "" && said.Scan() {
		if i := strings.Index(said.Text(), "http://127.0.0.1:"); i >= 0 {
			address = said.Text()[i:]
		}
	}
	go func() { _, _ = io.Copy(io.Discard, out) }()
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
	if err != nil {
		t.Fatal(err)
	}
	response, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	page, err := io.ReadAll(response.Body)
	if err != nil || !strings.Contains(string(page), "Illustration, not prediction") {
		t.Errorf("%v in %.200s", err, page)
	}
	_ = response.Body.Close()
	cancel()
	select {
	case err := <-done:
		if code := exitCode(err); code != exitOK {
			t.Errorf("exit code %d: %v", code, err)
		}
	case <-time.After(time.Minute):
		t.Fatal("serve goes on after it was interrupted")
	}
}
