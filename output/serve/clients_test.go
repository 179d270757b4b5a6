package serve

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"os"
	"runtime"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"sim/output/explore"
)

// Many pages whose sliders are dragged at once: no error, memory stays flat,
// and each gets the answer to its own last setting. Where CI=true they drag
// for half a minute.
func TestManyClientsDragging(t *testing.T) {
	if testing.Short() {
		t.Skip("takes long")
	}
	const clients = 20
	lasts, draws := time.Second/2, 512
	if os.Getenv("CI") == "true" {
		lasts, draws = 30*time.Second, 1024
	}
	var s *Server
	url, _ := served(t, "wage-round", func(o *Options) { o.Config.Draws = draws }, func(server *Server) { s = server })
	wanted := func(client int) string { return fmt.Sprintf("levers.strike.weight=0.%d", 1+client%4) }
	idle := func() uint64 {
		within(t, "all have gone and runs go on", func() bool { return len(s.full)+len(s.quick)+len(s.waiting) == 0 })
		within(t, "all have gone and visitors are remembered", func() bool {
			s.sessions.mu.Lock()
			defer s.sessions.mu.Unlock()
			return len(s.sessions.now) == 0
		})
		return heap()
	}

	var all sync.WaitGroup
	got := make([]string, clients)
	asked := make([]int, clients)
	for client := range 8 { // as much as is ever remembered: 16 theories, two for each answer
		all.Go(func() {
			if err := drag(t.Context(), url, client, 0, fmt.Sprintf("levers.strike.weight=0.5%d", client), nil); err != nil {
				t.Errorf("client %d at first: %v", client, err)
			}
		})
	}
	all.Wait()
	early, end := idle(), time.Now().Add(lasts)
	for client := range clients {
		all.Go(func() {
			turn := 0
			for time.Now().Before(end) {
				turn++
				ctx, cancel := context.WithTimeout(t.Context(), 40*time.Millisecond) // the slider moves on
				if err := drag(ctx, url, client, turn, fmt.Sprintf("levers.strike.weight=0.%d", turn%97), nil); err != nil {
					t.Errorf("client %d: %v", client, err)
				}
				cancel()
			}
			asked[client] = turn
			if err := drag(t.Context(), url, client, turn+1, wanted(client), &got[client]); err != nil {
				t.Errorf("client %d at the end: %v", client, err)
			}
		})
	}
	all.Wait()
	late := idle()
	if late > early+early/2+(16<<20) {
		t.Errorf("memory grew from %d to %d MB", early>>20, late>>20)
	}

	alone := map[string]string{}
	for client := range clients {
		w := wanted(client)
		if alone[w] == "" {
			fresh, _ := served(t, "wage-round", func(o *Options) { o.Config.Draws = draws })
			var text string
			if err := drag(t.Context(), fresh, 0, 1, w, &text); err != nil {
				t.Fatal(err)
			}
			alone[w] = text
		}
		if got[client] != alone[w] {
			t.Errorf("client %d got\n%s\nand alone\n%s", client, got[client], alone[w])
		}
	}
	sum := 0
	for _, n := range asked {
		sum += n
	}
	t.Logf("%d settings by %d clients in %s; %d MB in use before, %d MB after", sum, clients, lasts, early>>20, late>>20)
}

// drag asks for a setting and, if last is not nil, waits for how draws end in
// the last answer.
func drag(ctx context.Context, url string, client, turn int, change string, last *string) error {
	text, err := json.Marshal(explore.Question{
		Setting: explore.Setting{Changes: []string{change}, Theories: "nash"}, Visitor: fmt.Sprint(client), Turn: turn, Against: []string{change}, Want: []string{"outcomes"},
	})
	if err != nil {
		return err
	}
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, url+"/run", strings.NewReader(string(text)))
	if err != nil {
		return err
	}
	r.Header.Set("Content-Type", "application/json")
	response, err := http.DefaultClient.Do(r)
	if err != nil {
		if ctx.Err() != nil {
			return nil // moved on
		}
		return err
	}
	defer response.Body.Close() //nolint:errcheck // it was only read
	body, err := io.ReadAll(response.Body)
	if ctx.Err() != nil {
		return nil
	}
	if response.StatusCode == http.StatusServiceUnavailable { // busy: come again, as the page does
		seconds, err := strconv.Atoi(response.Header.Get("Retry-After"))
		if err != nil {
			return fmt.Errorf("busy, without when to come again: %w", err)
		}
		time.Sleep(time.Duration(seconds) * time.Second)
		return drag(ctx, url, client, turn, change, last)
	}
	if err != nil || response.StatusCode != http.StatusOK {
		return fmt.Errorf("status %d: %.200s: %w", response.StatusCode, body, err)
	}
	if last == nil {
		return nil
	}
	if strings.Contains(string(body), errBusy.Error()) { // after a first look: ask again, as people do
		return drag(ctx, url, client, turn, change, last)
	}
	for line := range strings.Lines(string(body)) {
		var v explore.Shown
		if err := json.Unmarshal([]byte(line), &v); err != nil {
			return err
		}
		if v.Last {
			*last = fmt.Sprint(v.Endings)
		}
	}
	return nil
}

// heap is how many bytes are in use.
func heap() uint64 {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.HeapAlloc
}
