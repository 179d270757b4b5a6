package study

import (
	"errors"
	"fmt"
	"io/fs"
	"reflect"
	"strings"
	"testing"

	"sim/model"
	"sim/model/registry"
	"sim/scenarios"
)

// No word of a document or about the scenario stays in what is left of any shipped
// scenario, and no draw and no count of what rests on evidence changes.
func TestWithout(t *testing.T) {
	words := 0
	for _, library := range []fs.FS{scenarios.FS, scenarios.Resolved} {
		for _, name := range scenarios.Names(library) {
			whole, err := New(Source{Path: name + ".yaml", FS: library, Library: scenarios.FS})
			if err != nil {
				t.Fatal(err)
			}
			short, err := whole.Without([]string{PartEvidence, PartNotes})
			if err != nil {
				t.Fatalf("%s: %v", name, err)
			}
			b := whole.Scenario.Bargain
			gone := []string{b.About}
			for _, document := range b.Documents {
				gone = append(gone, document.Title)
				if b.Resolved == nil || b.Resolved.Inputs == model.InputsAfterwards { // whose sources have to be older than the outcome
					gone = append(gone, "published: "+document.Published)
				}
			}
			for i := range b.Inputs {
				e, left := b.Inputs[i].Evidence, short.Scenario.Bargain.Inputs[i].Evidence
				if e == nil {
					continue
				}
				gone = append(gone, e.Says, e.Disputed)
				if left == nil || left.Document != e.Document || left.Confidence != e.Confidence || (left.Disputed == "") != (e.Disputed == "") {
					t.Errorf("%s: %s rests on %v, and then on %v", name, b.Inputs[i].Path, e, left)
				}
			}
			for _, text := range gone {
				text, _, _ = strings.Cut(strings.TrimSpace(text), "\n")
				if text == "" || text == "published:" || !strings.Contains(whole.Scenario.Text, text) {
					continue // nothing to leave out, or the resolved text escapes it
				}
				if words++; strings.Contains(short.Scenario.Text, text) {
					t.Errorf("%s still says %q", name, text)
				}
			}
			for _, key := range []string{"says:", "about:"} {
				if strings.Contains(short.Scenario.Text, key) {
					t.Errorf("%s still has %s", name, key)
				}
			}
			for i := range 3 {
				was, err := whole.Draw(i)
				if err != nil {
					t.Fatal(err)
				}
				is, err := short.Draw(i)
				if err != nil {
					t.Fatal(err)
				}
				ends, again := was.Narrate(whole.Lead, func(model.Event) {}), is.Narrate(short.Lead, func(model.Event) {})
				if !reflect.DeepEqual(was.Inputs, is.Inputs) || fmt.Sprint(ends.Class, ends.Terms, ends.Utility) != fmt.Sprint(again.Class, again.Terms, again.Utility) {
					t.Errorf("%s: draw %d is another", name, i)
				}
			}
			if short.Scenario.Digest == whole.Scenario.Digest && len(gone) > 1 {
				t.Errorf("%s: the digest is that of the whole text", name)
			}
		}
	}
	if words < 100 {
		t.Errorf("only %d texts were looked for", words)
	}
}

// A change may not bring back what is left out; other changes stay.
func TestBroughtBack(t *testing.T) {
	src := Source{Path: "alaska.yaml", FS: scenarios.FS, Library: scenarios.FS, Changes: []string{"levers.aid_cutoff.weight=0.9"}}
	for change, refused := range map[string]bool{
		"":             false,
		"about=secret": true,
		"parties.russia.power={value: 1, evidence: {document: d4, says: secret}}":     true,
		"parties.russia.power={value: 1, evidence: {document: d4, disputed: secret}}": true,
		"documents.d9={title: secret, kind: news}":                                    true,
		"parties.russia.power={value: 1, evidence: {document: d4}}":                   false,
	} {
		changed := src
		if change != "" {
			changed.Changes = append([]string{change}, src.Changes...)
		}
		whole, err := New(changed)
		if err != nil {
			t.Fatal(err)
		}
		short, err := whole.Without([]string{PartEvidence, PartNotes})
		if _, back := errors.AsType[*BroughtBackError](err); back != refused || !refused && err != nil {
			t.Errorf("%s: %v", change, err)
		} else if !refused && !strings.Contains(short.Scenario.Text, "weight: 0.9") {
			t.Errorf("%s: the other change is lost", change)
		}
	}
}

// Names of parts come in any order, and a misspelt one is answered with the nearest.
func TestParseParts(t *testing.T) {
	got, err := ParseParts("notes, evidence,notes")
	if want := []string{PartEvidence, PartNotes}; err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("%v, %v", got, err)
	}
	for _, text := range []string{"", "note", "evidence,"} {
		if _, err := ParseParts(text); err == nil {
			t.Errorf("%q is accepted", text)
		} else if _, unknown := errors.AsType[*registry.UnknownError](err); !unknown {
			t.Errorf("%q: %v", text, err)
		}
	}
}
