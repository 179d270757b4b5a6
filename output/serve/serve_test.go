package serve

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"io/fs"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"sim/model/study"
	"sim/output/explore"
	"sim/scenarios"
)

// served starts a server of a library scenario that lies as a file in a folder
// of its own, and returns its address and the folder.
func served(t *testing.T, name string, change func(*Options), tune ...func(*Server)) (url, dir string) {
	t.Helper()
	dir = t.TempDir()
	text, err := fs.ReadFile(scenarios.FS, name+".yaml")
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(dir, name+".yaml")
	if err := os.WriteFile(path, text, 0o600); err != nil {
		t.Fatal(err)
	}
	o := Options{
		Source: study.Source{Path: path, Text: text}, Folder: dir, Version: "test",
		Config: study.Config{Draws: 1024, Seed: 1, Sampler: "sobol", Workers: 2},
	}
	if change != nil {
		change(&o)
	}
	s, err := New(o)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range tune {
		f(s)
	}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	done := make(chan error, 1)
	go func() { done <- s.Serve(ctx, l) }()
	t.Cleanup(func() {
		cancel()
		if err := <-done; err != nil {
			t.Errorf("serving ended with %v", err)
		}
	})
	return "http://" + l.Addr().String(), dir
}

// post sends a question and returns the status and the answer.
func post(t *testing.T, url string, question any, header ...string) (int, string) {
	t.Helper()
	var body io.Reader
	switch q := question.(type) {
	case string:
		body = strings.NewReader(q)
	case io.Reader:
		body = q
	default:
		text, err := json.Marshal(q)
		if err != nil {
			t.Fatal(err)
		}
		body = bytes.NewReader(text)
	}
	r, err := http.NewRequestWithContext(t.Context(), http.MethodPost, url, body)
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Content-Type", "application/json")
	return send(t, r, header...)
}

func get(t *testing.T, url string, header ...string) (int, string) {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, url, nil)
	if err != nil {
		t.Fatal(err)
	}
	return send(t, r, header...)
}

func send(t *testing.T, r *http.Request, header ...string) (int, string) {
	t.Helper()
	for i := 0; i < len(header); i += 2 {
		if header[i] == "Host" {
			r.Host = header[i+1]
			continue
		}
		r.Header.Set(header[i], header[i+1])
	}
	client := http.Client{Timeout: 2 * time.Minute, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	response, err := client.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close() //nolint:errcheck // it was only read
	text, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	return response.StatusCode, string(text)
}

// answers are the lines of a stream.
func answers(t *testing.T, text string) (list []explore.Shown) {
	t.Helper()
	for line := range strings.Lines(text) {
		var v explore.Shown
		if err := json.Unmarshal([]byte(line), &v); err != nil {
			t.Fatalf("%v in %.200s", err, line)
		}
		list = append(list, v)
	}
	return list
}

// ask is a question of a first visitor.
func ask(turn int, theories string, changes ...string) explore.Question {
	return explore.Question{Setting: explore.Setting{Changes: append([]string{}, changes...), Theories: theories}, Visitor: "v", Turn: turn, Against: []string{}, Want: []string{}}
}

// Outcomes are called what the scenario calls them.
func TestEndingsInTheScenariosWords(t *testing.T) {
	url, _ := served(t, "wage-round", func(o *Options) { o.Config.Draws = 64 })
	_, text := post(t, url+"/run", ask(1, "nash"))
	first := answers(t, text)[0]
	if e := first.Endings[0]; e.Class != "settlement" || e.Label != "new agreement" {
		t.Errorf("the first ending is %q, called %q", e.Class, e.Label)
	}
}

// An answer comes at once, is refined to the full number, and its error
// shrinks on the way; then it is compared with the scenario as written.
func TestAnswersAreRefined(t *testing.T) {
	url, _ := served(t, "alaska", func(o *Options) { o.Config.Draws = 1024 })
	q := ask(1, "nash", "levers.aid_cutoff.weight=0.9")
	q.Want = []string{"outcomes", "terms-territory", "gains", "no-such-picture"}
	status, text := post(t, url+"/run", q)
	list := answers(t, text)
	if status != http.StatusOK || len(list) < 3 {
		t.Fatalf("status %d, %d answers: %s", status, len(list), text[max(0, len(text)-300):])
	}
	first, change, done := list[0], list[len(list)-2], list[len(list)-1]
	last := list[len(list)-3]
	if first.Draws > 256 || last.Draws != 1024 || !last.Last || change.Kind != "change" || done.Kind != "done" {
		t.Errorf("first %d draws, last %d (%v), then %q and %q", first.Draws, last.Draws, last.Last, change.Kind, done.Kind)
	}
	for i := range first.Endings {
		if e, z := &first.Endings[i], &last.Endings[i]; z.Upper-z.Lower >= e.Upper-e.Lower && e.Value > 0.05 {
			t.Errorf("%s: the interval of %s grew to %s", e.Class, e.Share, z.Share)
		}
	}
	if len(last.Pictures) != 3 || !strings.Contains(last.Pictures[0].SVG, "Illustration, not prediction") {
		t.Errorf("%d pictures", len(last.Pictures))
	}
	for _, row := range last.Utilities.Rows { // 1,024 draws: every figure rests on enough of them
		if slices.Contains(row, "–") && row[1] != "weighted mean (baseline)" { // which only predicts
			t.Errorf("what parties get: %v", row)
		}
	}
	if len(change.Changed) != 3 || len(change.Changed[0].Rows) != 1 {
		t.Errorf("what changed: %+v", change.Changed)
	}
	if !strings.Contains(last.Spoken, "Of 100 imagined runs under Nash") {
		t.Errorf("spoken: %q", last.Spoken)
	}
	// Asked again it is remembered, comparison and all.
	q.Turn = 2
	_, text = post(t, url+"/run", q)
	again := answers(t, text)
	if len(again) != 2 || !again[0].Last || len(again[0].Changed) != 3 {
		t.Errorf("asked again: %d answers", len(again))
	}
	if again[0].Endings[0] != last.Endings[0] {
		t.Errorf("asked again: %+v, before %+v", again[0].Endings[0], last.Endings[0])
	}
}

// A setting compared with itself has not changed; all theories show their spread.
func TestScenarioAsWritten(t *testing.T) {
	url, _ := served(t, "two-issues", nil)
	_, text := post(t, url+"/run", ask(1, study.AllTheories))
	list := answers(t, text)
	last := list[len(list)-2]
	if last.Changed != nil || !last.Last || len(last.Outcomes.Rows) < 8 {
		t.Errorf("%+v", last)
	}
	found := false
	for _, row := range last.Outcomes.Rows {
		found = found || row[0] == "spread between theories"
	}
	if !found {
		t.Error("the spread between theories is not shown")
	}
}

// Mistakes in a setting are told next to their change.
func TestWrongSettings(t *testing.T) {
	url, _ := served(t, "alaska", nil)
	for _, c := range []struct{ change, path, words string }{
		{"levers.aid_cutoff.weight=2", "levers.aid_cutoff.weight", "weight must be between 0 and 1, not 2"},
		{"clock.rounds=100", "clock.rounds", "clock.rounds is not one of the numbers that can be changed here"},
		{"levers.aid_cutoff.weight=null", "", ""},
	} {
		status, text := post(t, url+"/run", ask(1, "nash", c.change))
		if c.words == "" {
			if status != http.StatusOK {
				t.Errorf("%s: status %d: %s", c.change, status, text)
			}
			continue
		}
		var wrong struct{ Problems []explore.Problem }
		if err := json.Unmarshal([]byte(text), &wrong); err != nil || status != http.StatusUnprocessableEntity || len(wrong.Problems) == 0 {
			t.Errorf("%s: status %d: %.200s", c.change, status, text)
			continue
		}
		if p := wrong.Problems[0]; p.Path != c.path || !strings.Contains(p.Text, c.words) {
			t.Errorf("%s: %+v", c.change, p)
		}
	}
	if status, text := post(t, url+"/run", ask(1, "nsh")); status != http.StatusUnprocessableEntity || !strings.Contains(text, "did you mean") {
		t.Errorf("an unknown theory: status %d: %s", status, text)
	}
}

// A draw is told as sim trace tells it, and shown from the answer that is remembered.
func TestStoryAndDraw(t *testing.T) {
	url, _ := served(t, "alaska", nil)
	q := map[string]any{"changes": []string{}, "theories": "nash", "draw": 5}
	if status, text := post(t, url+"/draw", q); status != http.StatusConflict {
		t.Errorf("a draw of an answer that is not there: status %d: %.100s", status, text)
	}
	status, text := post(t, url+"/story", q)
	var told struct{ Text, Command string }
	if err := json.Unmarshal([]byte(text), &told); err != nil || status != http.StatusOK {
		t.Fatal(status, err)
	}
	if !strings.Contains(told.Text, "draw 5 under Nash") || !strings.HasSuffix(told.Command, "alaska.yaml --draw 5 --theory nash --seed 1") {
		t.Errorf("%s\n%.300s", told.Command, told.Text)
	}
	post(t, url+"/run", ask(1, "nash"))
	status, text = post(t, url+"/draw", q)
	if status != http.StatusOK || !strings.Contains(text, "Draw 5 under Nash") {
		t.Errorf("status %d: %.200s", status, text)
	}
	q["draw"] = 1 << 40
	for _, path := range []string{"/draw", "/story"} {
		if status, text := post(t, url+path, q); status != http.StatusNotFound {
			t.Errorf("%s of no draw: status %d: %.100s", path, status, text)
		}
	}
}

// Every scenario of the library can be served, from the program and with its
// names as they are.
func TestEveryScenario(t *testing.T) {
	if testing.Short() {
		t.Skip("takes long")
	}
	files, err := fs.Glob(scenarios.FS, "*.yaml")
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		text, err := fs.ReadFile(scenarios.FS, file)
		if err != nil {
			t.Fatal(err)
		}
		s, err := New(Options{Source: study.Source{Path: file, Text: text, FS: scenarios.FS}, Config: study.Config{Draws: 32, Seed: 1, Sampler: "random", Workers: 1}})
		if err != nil {
			t.Errorf("%s: %v", file, err)
			continue
		}
		home := httptest.NewRecorder()
		s.ServeHTTP(home, httptest.NewRequestWithContext(t.Context(), http.MethodGet, "http://localhost/", nil))
		if home.Code != http.StatusOK || !strings.Contains(home.Body.String(), "No folder for variants was given.") {
			t.Errorf("%s: status %d", file, home.Code)
		}
		q := ask(1, strings.Join(s.desk.Session().Theories, ","))
		q.Want = []string{"outcomes", "gains", "terms-" + s.desk.Session().Base.Scenario.Bargain.Issues[0].ID, "ensemble"}
		body, _ := json.Marshal(q)
		r := httptest.NewRequestWithContext(t.Context(), http.MethodPost, "http://localhost/run", bytes.NewReader(body))
		r.Header.Set("Content-Type", "application/json")
		answer := httptest.NewRecorder()
		s.ServeHTTP(answer, r)
		least := 2 // outcomes and terms; a theory that asks nobody has terms only
		if strings.Contains(answer.Body.String(), "It asks nobody") {
			least = 1
		}
		if list := answers(t, answer.Body.String()); answer.Code != http.StatusOK || len(list) != 2 || !list[0].Last || len(list[0].Pictures) < least {
			t.Errorf("%s: status %d: %.300s", file, answer.Code, answer.Body)
		}
	}
}
