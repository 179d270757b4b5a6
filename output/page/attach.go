package page

import (
	"bytes"
	_ "embed"
	"errors"
	"fmt"
	"html/template"
	"maps"
	"regexp"
	"slices"
	"strings"
)

// asked is the place in a run's report where analyses of its scenario stand.
// Nothing a scenario says can look like one of these marks: texts are escaped.
const (
	askedBegins = "<!--asked-->"
	askedEnds   = "<!--/asked-->"
	blockEnds   = "<!--end-->"
)

func blockBegins(key string) string { return "<!--of:" + key + "-->" }

var blockMark = regexp.MustCompile(`<!--of:([a-z0-9-]+)-->`)

// ErrNoPlace says that a report has no place for analyses.
var ErrNoPlace = errors.New("this report has no place for analyses: another version of the program left it; play the run again")

//go:embed attach.tmpl
var attachSource string

var attachPage = template.Must(template.Must(page.Clone()).New("attach").Parse(attachSource))

// Attach returns a run's report with the study in it as well, under a key of
// lower-case letters, digits and hyphens; what stood there under the same key is
// replaced. Studies stand in the order of their keys, whenever they were added.
func (s *Study) Attach(report []byte, key string) ([]byte, error) {
	before, rest, begins := bytes.Cut(report, []byte(askedBegins))
	within, after, ends := bytes.Cut(rest, []byte(askedEnds))
	if !begins || !ends {
		return nil, ErrNoPlace
	}
	blocks := map[string]string{}
	for _, text := range strings.SplitAfter(string(within), blockEnds) {
		if mark := blockMark.FindStringSubmatch(text); mark != nil {
			blocks[mark[1]] = strings.TrimLeft(text, "\n")
		}
	}
	v, err := s.view(key + "-")
	if err != nil {
		return nil, err
	}
	v.Key = key
	var w strings.Builder
	w.WriteString(blockBegins(key) + "\n")
	if err := attachPage.Execute(&w, v); err != nil {
		return nil, fmt.Errorf("%s: %w", s.Name, err)
	}
	w.WriteString(blockEnds)
	blocks[key] = w.String()
	out := slices.Concat(before, []byte(askedBegins+"\n"))
	for _, key := range slices.Sorted(maps.Keys(blocks)) {
		out = append(out, blocks[key]+"\n"...)
	}
	return slices.Concat(out, []byte(askedEnds), after), nil
}
