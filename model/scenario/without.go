package scenario

import (
	"slices"
	"strings"
)

// Names of parts of a scenario's text on which no draw depends.
const (
	// PartEvidence is what documents say: what they say, what disputes it, and their
	// titles and dates. Which number rests on which document, of which kind, is no part of it,
	// nor are the dates of a case whose inputs have to be older than its outcome.
	PartEvidence = "evidence"
	// PartNotes is what the scenario says about itself: about. Comments are in no
	// resolved text.
	PartNotes = "notes"
)

// leftOut stands where a text must stand, or where its absence would say that there was none.
const leftOut = "left out"

// Without returns the resolved text without the named parts. It is the text of a
// scenario with the same draws, warnings and counts of what rests on evidence. The
// error says that the text cannot be written.
func (s *Scenario) Without(parts []string) (string, error) {
	ps := &problems{}
	src, _ := newSource(s.Name, []byte(s.Text), ps)
	root := parseTree(src, ps)
	if slices.Contains(parts, PartNotes) {
		root.remove("about")
	}
	if documents := root.get("documents"); documents != nil && slices.Contains(parts, PartEvidence) {
		dated := false
		if resolved := root.get("resolved"); resolved != nil {
			inputs := resolved.get("inputs")
			dated = inputs != nil && inputs.value != "afterwards"
		}
		for _, document := range documents.pairs() {
			if !dated {
				document.remove("published")
			}
			document.put(word(document, "title"), word(document, leftOut))
		}
		withoutWords(root, documents)
	}
	return dump(root)
}

// withoutWords takes the words out of all evidence below a node. A thing that is called
// evidence is none: it names no document.
func withoutWords(n, documents *node) {
	for key, val := range n.pairs() {
		if document := val.get("document"); key.value != "evidence" || document == nil || documents.find(document.value) < 0 {
			withoutWords(val, documents)
			continue
		}
		val.remove("says")
		if disputed := val.get("disputed"); disputed != nil && strings.TrimSpace(disputed.value) != "" {
			val.put(word(val, "disputed"), word(val, leftOut))
		}
	}
	for _, item := range n.items {
		withoutWords(item, documents)
	}
}
