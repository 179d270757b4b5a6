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

// A number whose sign is turned keeps it in a Table, whether it varies or not:
// what loosens a red line does not harden it.
func TestNegatedNumbersInTable(t *testing.T) {
	b := &Bargain{
		Parties: []Party{{ID: "a", Seat: Signatory}, {ID: "b", Seat: Signatory}},
		Issues: []Issue{{
			ID: "line", Stances: make([]Stance, 2),
			RedLines: []RedLine{{Party: 0, Bound: Known(0.5), Binding: Known(0.5)}},
		}},
		Levers: []Lever{{ID: "push", Holder: 1, Target: 0, When: []Moment{{Trigger: Always}}}},
	}
	for name, by := range map[string]Number{"known": Known(2), "varying": Uncertain(0)} {
		b.Levers[0].Effects = []Effect{{Does: Hardens, Party: 0, Issue: 0, RedLine: 0, By: Size{Amount: by.Negated()}}}
		table := NewTable(b)
		table.SetInputs([]float64{2}, MedianEvents{})
		if got := table.issues[0].lines[0].fx[0].by; got != -2 {
			t.Errorf("a %s number of 2 with its sign turned arrives as %g", name, got)
		}
	}
}
