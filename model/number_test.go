package model

import "testing"

// An opinion, or news that somebody else rewrote, is no evidence of a fact.
func TestSupportsFacts(t *testing.T) {
	for kind, want := range map[string]bool{
		"news": true, "data": true, "paper": true, "opinion": false, "rewritten news": false,
	} {
		if got := (Document{Kind: kind}).SupportsFacts(); got != want {
			t.Errorf("a document of kind %q supports facts: %v, want %v", kind, got, want)
		}
	}
}
