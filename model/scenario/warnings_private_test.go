package scenario_test

import (
	"strings"
	"testing"
)

// Where both parties know a number alone, a remark says that demands are not read,
// and what does read them.
func TestBothPrivate(t *testing.T) {
	const text = `title: Both guess
purpose: illustration
run: {theories: [nash]}
parties:
  a: {disagreement_cost: {value: 0.05 to 0.2, known_to: [a]}}
  b: {disagreement_cost: {value: 0.05 to 0.2, known_to: [b]}}
issues: {pie: {status_quo: 0.5, positions: {a: {ideal: 1, salience: 50}, b: {ideal: 0, salience: 50}}}}
`
	remarked := func(set ...string) (found string) {
		for _, w := range parse(t, text, set...).Warnings {
			if strings.Contains(w.String(), "both parties know a number alone") {
				found, _, _ = strings.Cut(w.String(), ": both")
			}
		}
		return found
	}
	for _, c := range []struct{ set, want string }{
		{"run.theories=all", "in.yaml:6:57"},
		{"run.theories=[information]", "in.yaml:6:57"},
		{"run.theories=[nash]", ""},
	} {
		if got := remarked(c.set); got != c.want {
			t.Errorf("%s: remarked on at %q, want %q", c.set, got, c.want)
		}
	}
	if got := remarked("run.theories=all", "parties.a.disagreement_cost={value: 0.1}"); got != "" {
		t.Errorf("one party alone knows a number, and there is a remark at %s", got)
	}
}

// A file whose packages all relieve nothing of what a party bears ends in stalemate
// whatever is signed, and a remark says so.
func TestNoOutcome(t *testing.T) {
	const says = "every draw ends in stalemate, whatever is signed"
	for packages, want := range map[string]bool{
		"{p: {outcome: partial, issues: all}}":                                          true,
		"{p: {outcome: partial, issues: all, relieves: 0.1 to 0.5}}":                    false,
		"{p: {outcome: partial, issues: all}, s: {outcome: settlement, issues: [pie]}}": false,
		"{p: {outcome: partial, issues: all}, q: {outcome: partial, issues: [pie]}}":    true,
		"{p: {outcome: partial, issues: all}, c: {outcome: ceasefire, issues: [pie]}}":  false,
	} {
		for cost, want := range map[string]bool{"a: {}": false, "a: {disagreement_cost: 0.1}": want} {
			got := false
			for _, w := range parse(t, strings.Replace(least, "a: {}", cost, 1)+"packages: "+packages+"\n").Warnings {
				got = got || strings.Contains(w.String(), says)
			}
			if got != want {
				t.Errorf("%s, %s: remarked on: %v", packages, cost, got)
			}
		}
	}
}
