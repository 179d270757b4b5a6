package serve

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"runtime"
	"testing"

	"sim/model/study"
	"sim/scenarios"
)

// until ends a request once its answer holds as many lines.
type until struct {
	*httptest.ResponseRecorder
	lines  int
	enough func()
}

func (u *until) Write(b []byte) (int, error) {
	if u.lines -= bytes.Count(b, []byte("\n")); u.lines <= 0 {
		u.enough()
	}
	return u.ResponseRecorder.Write(b)
}

// Of a lever of alaska under nash: what the first answer costs, with the
// pictures that the first screen shows, and what all of them do.
func BenchmarkAnswer(b *testing.B) {
	text, err := fs.ReadFile(scenarios.FS, "alaska.yaml")
	if err != nil {
		b.Fatal(err)
	}
	for _, c := range []struct {
		name         string
		draws, lines int
	}{{"first", 4096, 1}, {"all", 4096, 1 << 20}} {
		b.Run(c.name, func(b *testing.B) {
			s, err := New(Options{Source: study.Source{Path: "alaska.yaml", Text: text, FS: scenarios.FS}, Config: study.Config{Draws: c.draws, Seed: 1, Sampler: "sobol", Workers: runtime.NumCPU()}})
			if err != nil {
				b.Fatal(err)
			}
			turn := 0
			play := func(lines int, changes ...string) {
				turn++
				q := ask(turn, "nash", changes...)
				q.Want = []string{"outcomes", "gains"}
				body, err := json.Marshal(q)
				if err != nil {
					b.Fatal(err)
				}
				ctx, cancel := context.WithCancel(b.Context())
				defer cancel()
				r := httptest.NewRequestWithContext(ctx, http.MethodPost, "http://localhost/run", bytes.NewReader(body))
				r.Header.Set("Content-Type", "application/json")
				s.ServeHTTP(&until{httptest.NewRecorder(), lines, cancel}, r)
			}
			play(1 << 20) // what everything is compared with
			for b.Loop() {
				play(c.lines, fmt.Sprintf("levers.aid_cutoff.weight=%g", float64(turn)*1e-5))
			}
		})
	}
}
