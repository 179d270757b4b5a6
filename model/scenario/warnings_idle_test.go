package scenario_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestIdle: keys that change nothing without another key are remarked on.
func TestIdle(t *testing.T) {
	s := parse(t, `title: Idle
purpose: illustration
clock: {rounds: 4}
parties:
  a: {disagreement_cost: {worth: {truce: 0.1}}, prospects: {cake: 0.1}}
  b: {expected_compliance: {value: 0.5, over: 4}, counts_on: [a]}
  c: {seat: sponsor, say: [pie], on_leaving: [threat]}
issues:
  pie: {steps: 2, status_quo: 0.5, positions: {a: {ideal: 1, salience: 5}, b: {ideal: 0, salience: 5}, c: {ideal: 0, salience: 5}}}
  cake: {steps: 2, status_quo: 0.5, positions: {b: {ideal: 0, salience: 5}}}
  truce: {options: {none: 0, full: 1}, status_quo: none, irreversible: 0.5}
standstill: {issue: truce, relieves: {full: 1}}
levers:
  threat: {holder: c, target: b, when: c violates, effects: [{presses: b, by: {worth: {truce: 0.1}}}, {assures: b, against: c, by: 1}, {assures: b, against: a, by: 1}]}
processes:
  violations: {hazard: {b: 0.1}, deters: {pie: {of: [c], by: 1}, cake: {of: [], by: 1}}, disruption: {c: 1, b: 1}}
  ratification: {a.house: {quota: 2}, b.house: {}, c.house: {quota: {uniform: [100, 130]}}}
factions:
  a.members: {all: {gain: 0.01}}
  a.house: {left: {seats: 2, gain: 0.01}, right: {gain: 0.02}}
  b.house: {all: {seats: 3, gain: 0.01}}
  c.house: {left: {seats: 60, gain: 0.01}, right: {seats: 50, gain: 0.02}}
`)
	var got []string
	for _, w := range s.Warnings {
		line, _, _ := strings.Cut(w.String(), "\n")
		got = append(got, line)
	}
	want := []string{
		"in.yaml:5:35: this is worth nothing to a, which has no position on truce",
		"in.yaml:5:61: this moves nobody: a has no position on cake",
		"in.yaml:7:46: c never leaves, so it carries out nothing on leaving; say leaves: 0.05 to 0.3",
		"in.yaml:11:72: irreversible changes nothing here: the issue of a standstill is valued by the disagreement_cost that it relieves",
		"in.yaml:14:40: this never comes: c never breaks an agreement; it has no hazard under processes.violations",
		"in.yaml:14:88: this is worth nothing to b, which has no position on truce",
		"in.yaml:14:113: this changes nothing at any weight: b does not count on c; see counts_on",
		"in.yaml:14:125: this assures nobody: c never breaks an agreement, and nobody counts on it: it has no hazard under processes.violations",
		"in.yaml:16:43: this restrains nobody: c never breaks an agreement, and nobody counts on it: it has no hazard under processes.violations",
		"in.yaml:16:66: this restrains nobody: of names no party",
		"in.yaml:16:103: this changes nothing: c never breaks an agreement, and nobody counts on it: it has no hazard under processes.violations",
		"in.yaml:19:3: nobody asks a.members; name it in the process ratification: {a.members: {}}",
		"in.yaml:20:43: right has no seats, so its votes do not count toward the quota of a.house; say how many: seats: 100",
		"in.yaml:21:26: these seats count nothing: b.house has no quota, so every group must accept; give it one in the process ratification",
	}
	if diff := cmp.Diff(want, got[1:]); diff != "" { // the first counts what is assumed
		t.Error(diff)
	}
}
