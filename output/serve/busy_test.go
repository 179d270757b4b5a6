package serve

import (
	"net/http"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"
)

// Who cannot be served soon is sent away and told when to come again; who has a
// first answer waits for the rest.
func TestBusy(t *testing.T) {
	var s *Server
	url, _ := served(t, "two-issues", nil, func(server *Server) { s = server })
	fill := func(room chan struct{}) (leave func()) {
		for range cap(room) {
			room <- struct{}{}
		}
		return func() {
			for range cap(room) {
				<-room
			}
		}
	}
	leave := fill(s.quick)
	r, err := http.NewRequestWithContext(t.Context(), http.MethodPost, url+"/story", strings.NewReader(`{"changes": [], "theories": "nash", "draw": 0}`))
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Content-Type", "application/json")
	began := time.Now()
	response, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	_ = response.Body.Close()
	if seconds, err := strconv.Atoi(response.Header.Get("Retry-After")); response.StatusCode != http.StatusServiceUnavailable || err != nil || seconds < 1 {
		t.Errorf("status %d, Retry-After %q", response.StatusCode, response.Header.Get("Retry-After"))
	}
	if took := time.Since(began); took > 2*mostWait {
		t.Errorf("it waits %s", took)
	}
	leave()
	leave = fill(s.full)
	time.AfterFunc(mostWait+time.Second, leave)
	if status, text := post(t, url+"/run", ask(1, "nash")); status != http.StatusOK || !strings.Contains(text, `"last":true`) {
		t.Errorf("after a first answer: status %d: %.200s", status, text)
	}
}

// What a server that was killed while it saved has left blocks no other saving.
func TestInterruptedSaving(t *testing.T) {
	url, dir := served(t, "alaska", nil)
	left := filepath.Join(dir, ".mine.yaml.partial")
	for i, replace := range []bool{false, true} {
		if err := os.WriteFile(left, []byte("# Saved by sim"), 0o600); err != nil {
			t.Fatal(err)
		}
		weight := "0." + strconv.Itoa(8+i)
		status, text := post(t, url+"/variant", map[string]any{
			"changes": []string{"levers.aid_cutoff.weight=" + weight}, "theories": "nash", "name": "mine", "write": true, "replace": replace,
		})
		if got, err := os.ReadFile(filepath.Join(dir, "mine.yaml")); status != http.StatusOK || err != nil || !strings.Contains(string(got), "weight: "+weight) {
			t.Errorf("status %d: %s; the file holds %q, %v", status, text, got, err)
		}
		if _, err := os.Stat(left); err == nil {
			t.Error("what was left is still there")
		}
	}
}
