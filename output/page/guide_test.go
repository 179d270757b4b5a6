package page_test

import (
	"bytes"
	"regexp"
	"testing"

	"sim/output/page"
	"sim/scenarios"
)

// TestGuide: the page holds tutorial and reference, every link within it leads
// somewhere, and nothing is fetched.
func TestGuide(t *testing.T) {
	html, err := page.Guide("Writing", scenarios.Guide, scenarios.Reference)
	if err != nil {
		t.Fatal(err)
	}
	ids := map[string]bool{}
	for _, m := range regexp.MustCompile(`id="([^"]*)"`).FindAllSubmatch(html, -1) {
		ids[string(m[1])] = true
	}
	for _, id := range []string{"ten-minutes", "five-exercises", "reference-of-the-language", "levers", "terms"} {
		if !ids[id] {
			t.Errorf("there is no heading %s", id)
		}
	}
	links := regexp.MustCompile(`href="([^"]*)"`).FindAllSubmatch(html, -1)
	if len(links) < 2 {
		t.Errorf("%d links", len(links))
	}
	for _, m := range links {
		if link := string(m[1]); link[0] == '#' && !ids[link[1:]] {
			t.Errorf("%s leads nowhere", link)
		}
	}
	for _, bad := range []string{"<script", "<img", "src=", "```", "| --- |"} {
		if bytes.Contains(html, []byte(bad)) {
			t.Errorf("the page holds %q", bad)
		}
	}
}
