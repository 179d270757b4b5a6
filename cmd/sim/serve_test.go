package main

import (
	"bufio"
	"context"
	"io"
	"net/http"
	"net/http/cookiejar"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// serves starts sim serve and returns the address that it prints, and what ends
// it and returns its error.
func serves(t *testing.T, args ...string) (address string, end func() error) {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	out, in := io.Pipe()
	root := newRoot(in, io.Discard)
	root.SetArgs(append([]string{"serve", "two-issues", "--no-open", "--draws", "512"}, args...))
	done := make(chan error, 1)
	go func() {
		done <- root.ExecuteContext(ctx)
		_ = in.Close()
	}()
	said := bufio.NewScanner(out)
	for address == "" && said.Scan() {
		if i := strings.Index(said.Text(), "http://127.0.0.1:"); i >= 0 {
			address = said.Text()[i:]
		}
	}
	go func() { _, _ = io.Copy(io.Discard, out) }()
	return address, func() error {
		cancel()
		select {
		case err := <-done:
			return err
		case <-time.After(time.Minute):
			t.Fatal("serve goes on after it was interrupted")
			return nil
		}
	}
}

// shows reports whether an address shows the page.
func shows(t *testing.T, client *http.Client, address string) bool {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, address, nil)
	if err != nil {
		t.Fatal(err)
	}
	response, err := client.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close() //nolint:errcheck // it was only read
	page, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	return response.StatusCode == http.StatusOK && strings.Contains(string(page), "Illustration, not prediction")
}

// Serve says where the page is, shows it to who knows the token, and ends with
// exit code 0 when it is interrupted. One browser can look at several pages.
func TestServe(t *testing.T) {
	t.Chdir(t.TempDir())
	odd := `any; "character", = \ä&?#%41+ ` + "\t"
	if err := os.WriteFile("token", []byte(odd+"\r\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	jar, err := cookiejar.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	browser := &http.Client{Jar: jar}
	var pages []string
	var ends []func() error
	for _, c := range []struct {
		what, variable string
		args           []string
		open           bool // to everybody on this machine
	}{
		{"a new token", "", nil, false},
		{"another new one", "", nil, false},
		{"a token from a file", "", []string{"--token-file", filepath.Join(".", "token")}, false},
		{"a token from the environment", odd + odd, nil, false},
		{"no token", odd, []string{"--no-token"}, true},
	} {
		t.Setenv(tokenVariable, c.variable)
		address, end := serves(t, c.args...)
		ends = append(ends, end)
		page, _, _ := strings.Cut(address, "?")
		if got := shows(t, http.DefaultClient, page); got != c.open {
			t.Errorf("%s: without it the page is shown: %t", c.what, got)
		}
		if strings.Contains(address, "?") == c.open || !shows(t, browser, address) {
			t.Errorf("%s: the page is not shown at %s", c.what, address)
		}
		pages = append(pages, page)
	}
	if pages[0] == pages[1] {
		t.Error("two pages have one address")
	}
	for _, page := range pages {
		if !shows(t, browser, page) {
			t.Errorf("%s is no longer shown once others have been opened", page)
		}
	}
	for i, end := range ends {
		if err := end(); exitCode(err) != exitOK {
			t.Errorf("%s: exit code %d: %v", pages[i], exitCode(err), err)
		}
	}
}
