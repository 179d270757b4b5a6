package serve

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	neturl "net/url"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"sim/model/study"
	"sim/output/explore"
	"sim/scenarios"
)

// alive checks that the server still answers.
func alive(t *testing.T, url string) {
	t.Helper()
	if status, _ := get(t, url+"/"); status != http.StatusOK {
		t.Errorf("the server answers with status %d", status)
	}
}

// What comes under a foreign name or from another site is refused, whatever it asks.
func TestForeignRequestsAreRefused(t *testing.T) {
	url, _ := served(t, "two-issues", nil)
	q := ask(1, "nash")
	host := strings.TrimPrefix(url, "http://")
	_, port, _ := net.SplitHostPort(host)
	for _, c := range []struct {
		what   string
		header []string
		get    int
		post   int
	}{
		{"nothing special", nil, 200, 200},
		{"another of its names", []string{"Host", "localhost:" + port}, 200, 200},
		{"the page itself", []string{"Origin", url, "Sec-Fetch-Site", "same-origin"}, 200, 200},
		{"a rebound name", []string{"Host", "evil.example"}, 421, 421},
		{"a rebound name with our port", []string{"Host", "evil.example:" + port}, 421, 421},
		{"a name that begins like ours", []string{"Host", "127.0.0.1.evil.example:" + port}, 421, 421},
		{"an address that is not this machine", []string{"Host", "192.168.0.7:" + port}, 421, 421},
		{"another site", []string{"Origin", "http://evil.example"}, 403, 403},
		{"another port of this machine", []string{"Origin", "http://127.0.0.1:1"}, 403, 403},
		{"a page without origin", []string{"Origin", "null"}, 403, 403},
		{"https", []string{"Origin", "https://" + host}, 403, 403},
		{"a picture on another site", []string{"Sec-Fetch-Site", "cross-site", "Sec-Fetch-Mode", "no-cors"}, 403, 403},
		{"a link on another site", []string{"Sec-Fetch-Site", "cross-site", "Sec-Fetch-Mode", "navigate"}, 200, 403},
		{"a form", []string{"Content-Type", "application/x-www-form-urlencoded"}, 200, 415},
		{"plain text", []string{"Content-Type", "text/plain"}, 200, 415},
	} {
		if status, _ := get(t, url+"/", c.header...); status != c.get {
			t.Errorf("GET by %s: status %d, want %d", c.what, status, c.get)
		}
		q.Turn++
		if status, text := post(t, url+"/run", q, c.header...); status != c.post {
			t.Errorf("POST by %s: status %d, want %d: %.100s", c.what, status, c.post, text)
		}
	}
	for _, path := range []string{"/run", "/variant", "/story", "/draw", "/rather"} {
		if status, _ := get(t, url+path); status != http.StatusMethodNotAllowed {
			t.Errorf("GET %s: status %d", path, status)
		}
	}
	alive(t, url)
}

// Every answer forbids the page to load or be loaded from elsewhere.
func TestPolicy(t *testing.T) {
	url, _ := served(t, "two-issues", nil)
	for _, path := range []string{"/", "/page/page.js", "/nothing"} {
		response, err := http.Get(url + path) //nolint:noctx // of this test
		if err != nil {
			t.Fatal(err)
		}
		_ = response.Body.Close()
		got := response.Header.Get("Content-Security-Policy")
		if !strings.Contains(got, "default-src 'none'") || strings.Contains(got, "unsafe") || strings.Contains(got, "*") || !strings.Contains(got, "frame-ancestors 'none'") {
			t.Errorf("%s: policy %q", path, got)
		}
		if response.Header.Get("X-Content-Type-Options") != "nosniff" || response.Header.Get("Access-Control-Allow-Origin") != "" {
			t.Errorf("%s: %v", path, response.Header)
		}
	}
	_, text := get(t, url+"/")
	for _, bad := range []string{"http://", "https://", " style=", "<style", "javascript:", " onclick"} {
		if strings.Contains(text, bad) {
			t.Errorf("the page holds %q", bad)
		}
	}
}

// No path leads out of what the page is made of.
func TestPathsLeadNowhere(t *testing.T) {
	url, _ := served(t, "two-issues", nil)
	for _, path := range []string{
		"/page/../serve.go", "/page/..%2fserve.go", "/page/%2e%2e/%2e%2e/go.mod", "/page/page.tmpl", "/page//etc/passwd",
		"/page/..%5c..%5cgo.mod", "/page/", "/etc/passwd", "/page/%00",
	} {
		if status, text := get(t, url+path); status < 300 || strings.Contains(text, "package serve") || strings.Contains(text, "root:") {
			t.Errorf("%s: status %d: %.100s", path, status, text)
		}
	}
	alive(t, url)
}

// A variant's name is a name and nothing else, and files of others are safe.
func TestVariantNamesStayInTheFolder(t *testing.T) {
	url, dir := served(t, "two-issues", nil)
	if err := os.WriteFile(filepath.Join(dir, "precious.yaml"), []byte("mine\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	outside := filepath.Join(t.TempDir(), "outside.yaml")
	if err := os.Symlink(outside, filepath.Join(dir, "link.yaml")); err != nil {
		t.Fatal(err)
	}
	change := "issues.wages.positions.union.salience=50"
	for _, c := range []struct {
		name   string
		status int
	}{
		{"../evil", 422},
		{"..", 422},
		{".", 422},
		{"", 422},
		{".hidden", 422},
		{"a/b", 422},
		{`a\b`, 422},
		{"/etc/cron.d/x", 422},
		{"C:evil", 422},
		{"con", 422},
		{"LPT1", 422},
		{"a\x00b", 422},
		{"a\nb", 422},
		{"a.yaml", 422},
		{strings.Repeat("x", 65), 422},
		{"\u0301x", 422},
		{"_x", 422},
		{"two-issues", 422},
		{"Two-Issues", 422},
		{"precious", 409},
		{"link", 409},
	} {
		for _, replace := range []bool{false, true} {
			q := map[string]any{"changes": []string{change}, "theories": "nash", "name": c.name, "title": "", "write": true, "replace": replace}
			if status, text := post(t, url+"/variant", q); status != c.status {
				t.Errorf("%q: status %d, want %d: %s", c.name, status, c.status, text)
			}
		}
	}
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	if len(entries) != 3 {
		t.Errorf("the folder holds %v", entries)
	}
	if text, _ := os.ReadFile(filepath.Join(dir, "precious.yaml")); string(text) != "mine\n" {
		t.Errorf("precious.yaml is now %q", text)
	}
	if _, err := os.Lstat(outside); err == nil {
		t.Error("a link led out of the folder")
	}
	alive(t, url)
}

// A variant is shown before it is written, and replaced only after asking.
func TestSavingAsks(t *testing.T) {
	url, dir := served(t, "alaska", nil)
	ask := func(weight string, write, replace bool) (int, explore.Saved) {
		status, text := post(t, url+"/variant", map[string]any{
			"changes": []string{"levers.aid_cutoff.weight=" + weight}, "theories": "nash", "name": "less-aid", "title": "Less aid", "write": write, "replace": replace,
		})
		var v explore.Saved
		if err := json.Unmarshal([]byte(text), &v); err != nil {
			t.Fatalf("status %d: %s", status, text)
		}
		return status, v
	}
	path := filepath.Join(dir, "less-aid.yaml")
	status, v := ask("0.9", false, false)
	want := "# Saved by sim serve. Illustration, not prediction.\nextends: \"alaska.yaml\"\nlevers:\n  aid_cutoff:\n    weight: 0.9\ntitle: \"Less aid\"\n"
	if status != 200 || v.Written || v.Exists || !sameLines(v.Text, want) {
		t.Errorf("status %d, %+v", status, v)
	}
	if _, err := os.Stat(path); err == nil {
		t.Error("written before it was asked for")
	}
	if status, v = ask("0.9", true, false); status != 200 || !v.Written || !strings.Contains(v.Command, "sim run ") {
		t.Errorf("status %d, %+v", status, v)
	}
	if status, v = ask("0.8", true, false); status != http.StatusConflict || v.Written || !v.Exists {
		t.Errorf("status %d, %+v", status, v)
	}
	if text, _ := os.ReadFile(path); !strings.Contains(string(text), "weight: 0.9") {
		t.Errorf("replaced without asking: %s", text)
	}
	if status, v = ask("0.8", true, true); status != 200 || !v.Written {
		t.Errorf("status %d, %+v", status, v)
	}
	if text, _ := os.ReadFile(path); !strings.Contains(string(text), "weight: 0.8") {
		t.Errorf("not replaced: %s", text)
	}
}

// A variant of a scenario of the library extends it by its name, and reads as
// the setting that was shown.
func TestSavingFromTheLibrary(t *testing.T) {
	url, dir := served(t, "alaska", func(o *Options) {
		o.Source.Path, o.Source.FS, o.Source.Library = "alaska.yaml", scenarios.FS, scenarios.FS
	})
	change := "levers.aid_cutoff.weight=0.9"
	status, text := post(t, url+"/variant", map[string]any{"changes": []string{change}, "theories": "nash", "name": "mine", "write": true})
	path := filepath.Join(dir, "mine.yaml")
	written, err := os.ReadFile(path)
	if err != nil || status != http.StatusOK || !strings.Contains(string(written), "extends: \"alaska\"\n") {
		t.Fatalf("status %d, %v: %s\n%s", status, err, text, written)
	}
	saved, err := study.Source{Path: path, Library: scenarios.FS}.Load()
	if err != nil {
		t.Fatal(err)
	}
	set, err := study.Source{Path: "alaska.yaml", FS: scenarios.FS}.Load(change)
	if err != nil {
		t.Fatal(err)
	}
	if len(saved.Bargain.Inputs) != len(set.Bargain.Inputs) {
		t.Fatal("the variant has other numbers than the setting")
	}
	for i := range set.Bargain.Inputs {
		a, b := &saved.Bargain.Inputs[i], &set.Bargain.Inputs[i]
		if a.Path != b.Path || a.Written != b.Written {
			t.Errorf("the variant has %s=%s, the setting %s=%s", a.Path, a.Written, b.Path, b.Written)
		}
		if a.Column != b.Column || a.Dimension != b.Dimension {
			t.Fatalf("%s meets other random numbers", a.Path)
		}
	}
}

// sameLines compares texts by their lines, whatever their order.
func sameLines(a, b string) bool {
	count := map[string]int{}
	for line := range strings.Lines(a) {
		count[line]++
	}
	for line := range strings.Lines(b) {
		count[line]--
	}
	for _, n := range count {
		if n != 0 {
			return false
		}
	}
	return true
}

// zeros is a body without end.
type zeros struct{}

func (zeros) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = ' '
	}
	return len(p), nil
}

// Bodies that are too large, no JSON or no question are refused.
func TestMalformedQuestions(t *testing.T) {
	url, _ := served(t, "two-issues", nil)
	if status, _ := post(t, url+"/run", io.MultiReader(strings.NewReader("{"), io.LimitReader(zeros{}, 100<<20))); status != http.StatusRequestEntityTooLarge {
		t.Errorf("a body of 100 MB: status %d", status)
	}
	many, _ := json.Marshal(ask(1, "nash", strings.Split(strings.Repeat("issues.wages.positions.union.salience=1\n", 400+1), "\n")...))
	for _, c := range []struct {
		body   string
		status int
	}{
		{"", 400},
		{"{", 400},
		{"[]", 400},
		{"null {}", 400},
		{`{"changes": "x"}`, 400},
		{`{"unknown": 1}`, 400},
		{`{"turn": 1e99}`, 400},
		{`{"changes": [null]}`, 422},
		{`{"changes": ["a=1"], "theories": "nash"}`, 422},
		{`{"changes": ["="], "theories": "nash"}`, 422},
		{`{"changes": ["issues.wages.positions.union.salience=` + strings.Repeat("[", 2000) + `"], "theories": "nash"}`, 422},
		{`{"changes": ["issues.wages.positions.union.salience=&a [*a]"], "theories": "nash"}`, 422},
		{`{"changes": ["issues.wages.positions.union.salience=\u0000"], "theories": "nash"}`, 422},
		{`{"changes": [], "theories": ""}`, 422},
		{`{"changes": [], "theories": "all,nsh"}`, 422},
		{string(many), 422},
	} {
		if status, text := post(t, url+"/run", c.body); status != c.status {
			t.Errorf("%.60s: status %d, want %d: %.200s", c.body, status, c.status, text)
		}
	}
	alive(t, url)
}

// Requests that arrive slowly and connections on which nothing arrives are
// ended, and keep nobody else waiting.
func TestSlowClients(t *testing.T) {
	url, _ := served(t, "two-issues", nil, func(s *Server) { s.patience = 2 * time.Second })
	address := strings.TrimPrefix(url, "http://")
	dial := func(text string) net.Conn {
		c, err := (&net.Dialer{}).DialContext(t.Context(), "tcp", address)
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { _ = c.Close() })
		if _, err := io.WriteString(c, text); err != nil {
			t.Fatal(err)
		}
		return c
	}
	const many = 300
	silent := make([]net.Conn, 0, many)
	for range many {
		silent = append(silent, dial(""))
	}
	half := dial("GET / HTTP/1.1\r\nHost: " + address + "\r\nX-Slow: ")
	body := dial("POST /run HTTP/1.1\r\nHost: " + address + "\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{")
	alive(t, url)
	if line, err := bufio.NewReader(body).ReadString('\n'); err != nil || !strings.Contains(line, "408") {
		t.Errorf("a body that does not arrive: %q, %v", line, err)
	}
	for _, c := range append(silent[:10:10], half) {
		_ = c.SetReadDeadline(time.Now().Add(time.Minute))
		if rest, err := io.ReadAll(c); err != nil || strings.Contains(string(rest), "200 OK") {
			t.Errorf("a connection on which nothing arrives: %q, %v", rest, err)
		}
	}
	alive(t, url)
}

// Who knows the token is let in, and nobody else; it leaves the address at once,
// and may have any character.
func TestToken(t *testing.T) {
	const token = `any; "character", = \ä	`
	url, _ := served(t, "two-issues", func(o *Options) { o.Token, o.Hosts = token, []string{"box.example"} })
	if status, text := get(t, url+"/"); status != http.StatusUnauthorized || strings.Contains(text, "Levers") {
		t.Errorf("without: status %d", status)
	}
	if status, _ := get(t, url+"/?token=guess"); status != http.StatusUnauthorized {
		t.Errorf("with another: status %d", status)
	}
	if status, _ := post(t, url+"/run?token="+neturl.QueryEscape(token), ask(1, "nash")); status != http.StatusUnauthorized {
		t.Errorf("in the address of a question: status %d", status)
	}
	client := http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	response, err := client.Get(url + "/?token=" + neturl.QueryEscape(token)) //nolint:noctx // of this test
	if err != nil {
		t.Fatal(err)
	}
	_ = response.Body.Close()
	set := response.Header.Get("Set-Cookie")
	if response.StatusCode != http.StatusSeeOther || response.Header.Get("Location") != "/" || !strings.Contains(set, "HttpOnly") || !strings.Contains(set, "SameSite=Lax") {
		t.Errorf("status %d, to %q, cookie %q", response.StatusCode, response.Header.Get("Location"), set)
	}
	crumb, _, _ := strings.Cut(set, ";")
	if status, text := get(t, url+"/", "Cookie", crumb); status != http.StatusOK || !strings.Contains(text, "Levers") {
		t.Errorf("with the cookie: status %d", status)
	}
	_, port, _ := net.SplitHostPort(strings.TrimPrefix(url, "http://"))
	for name, want := range map[string]int{"box.example": 200, "192.168.0.7": 200, "evil.example": 421} {
		host := net.JoinHostPort(name, port)
		if status, _ := get(t, url+"/", "Cookie", crumb, "Host", host); status != want {
			t.Errorf("as %s: status %d, want %d", host, status, want)
		}
	}
}

// A fault in one request is told to the terminal and ends nothing else.
func TestFaultsEndNothing(t *testing.T) {
	var log lines
	url, _ := served(t, "two-issues", func(o *Options) { o.Faults = &log }, func(s *Server) {
		mux := s.routes()
		mux.HandleFunc("GET /fault", func(http.ResponseWriter, *http.Request) { panic("on purpose") })
		s.handler = s.middleware(mux)
	})
	if status, text := get(t, url+"/fault"); status != http.StatusInternalServerError || strings.Contains(text, "on purpose") {
		t.Errorf("status %d: %s", status, text)
	}
	if !strings.Contains(log.String(), "on purpose") {
		t.Errorf("the terminal is told %q", log.String())
	}
	alive(t, url)
}

// lines is a writer that several may write to.
type lines struct {
	mu   sync.Mutex
	text strings.Builder
}

func (l *lines) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.text.Write(p)
}

func (l *lines) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.text.String()
}

// A client that goes away ends its run, and so does its own newer question;
// an older one that arrives late is refused.
func TestRunsEndWithTheirClients(t *testing.T) {
	var s *Server
	url, _ := served(t, "alaska", func(o *Options) { o.Config.Draws = 65536 }, func(server *Server) { s = server })
	idle := func() bool { return len(s.full) == 0 && len(s.quick) == 0 && len(s.waiting) == 0 }
	began := func(ctx context.Context, turn int) *http.Response {
		text, _ := json.Marshal(ask(turn, "nash", fmt.Sprintf("levers.aid_cutoff.weight=0.%d", turn)))
		r, err := http.NewRequestWithContext(ctx, http.MethodPost, url+"/run", strings.NewReader(string(text)))
		if err != nil {
			t.Fatal(err)
		}
		r.Header.Set("Content-Type", "application/json")
		response, err := http.DefaultClient.Do(r)
		if err != nil {
			t.Fatal(err)
		}
		return response
	}
	ctx, leave := context.WithCancel(t.Context())
	response := began(ctx, 1)                                 // returns once the first answer comes
	within(t, "nothing runs", func() bool { return !idle() }) // between the first answer and the refined one there is a moment in which nothing does
	leave()
	_ = response.Body.Close()
	within(t, "a client has gone and its run goes on", idle)

	old := began(t.Context(), 3)
	newer := began(t.Context(), 4)
	rest, _ := io.ReadAll(old.Body)
	if !strings.Contains(string(rest), errSuperseded.Error()) || strings.Contains(string(rest), `"last":true`) {
		t.Errorf("the older question got %.100s", rest)
	}
	if status, text := post(t, url+"/run", ask(2, "nash")); status != http.StatusConflict {
		t.Errorf("an older question that comes late: status %d: %s", status, text)
	}
	_ = newer.Body.Close()
	within(t, "the newer client has gone and its run goes on", idle)
	alive(t, url)
}

func within(t *testing.T, wrong string, holds func() bool) {
	t.Helper()
	for end := time.Now().Add(time.Minute); !holds(); time.Sleep(5 * time.Millisecond) {
		if time.Now().After(end) {
			t.Fatal(wrong)
		}
	}
}

// Only so many may wait; the next one is told to come again.
func TestWaitingIsBounded(t *testing.T) {
	url, _ := served(t, "two-issues", nil, func(s *Server) { s.waiting = make(chan struct{}) })
	if status, _ := post(t, url+"/run", ask(1, "nash")); status != http.StatusServiceUnavailable {
		t.Errorf("status %d", status)
	}
	alive(t, url)
}
