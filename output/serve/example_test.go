package serve_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"

	"sim/model/study"
	"sim/output/serve"
	"sim/scenarios"
)

// The page is asked for under the machine's own name; another name is refused.
// Serve answers on a network what ServeHTTP answers here.
func Example() {
	server, err := serve.New(serve.Options{
		Source: study.Source{Path: "two-issues.yaml", FS: scenarios.FS},
		Config: study.Config{Draws: 1024, Seed: 1, Sampler: "sobol"},
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, address := range []string{"http://localhost/", "http://example.org/"} {
		answer := httptest.NewRecorder()
		server.ServeHTTP(answer, httptest.NewRequest(http.MethodGet, address, nil))
		fmt.Println(address, answer.Code, answer.Header().Get("Content-Type"))
	}
	// Output:
	// http://localhost/ 200 text/html; charset=utf-8
	// http://example.org/ 421 application/json
}
