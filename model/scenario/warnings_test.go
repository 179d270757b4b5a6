package scenario_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestWarnings: what a reader should look at although it stops no run.
func TestWarnings(t *testing.T) {
	s := parse(t, `title: Warnings
purpose: illustration
documents:
  column: {title: A column, kind: opinion}
  report: {title: A report, kind: news}
parties:
  a: {power: {value: 2, evidence: {document: column}}}
  b: {reservation_value: 0.1, disagreement_cost: {value: 0.2, evidence: {document: report}}}
  watcher: {seat: observer}
  envoy: {seat: sponsor}
  donor: {seat: sponsor}
issues:
  pie: {status_quo: 0, positions: {a: {ideal: 1, salience: 5}, donor: {ideal: 0, salience: 5}}}
  cake: {status_quo: 0}
  tart: {status_quo: 0.1, carried_out_by: [donor], positions: {a: {ideal: 1, salience: 5}}}
levers:
  idle: {holder: a}
  mute: {holder: a, credibility: 0, effects: [{presses: b, by: 0.1}]}
  later: {holder: a, when: b violates, effects: [{presses: b, by: 0.1}]}
  off: {holder: a, weight: 0, effects: [{presses: b, by: 0.1}]}
  twice: {holder: donor, target: a, when: agreement, weight: 0, effects: [{offers: tart, up_to: 1}, {rewards: a, by: 0.1}]}
  vain:
    holder: donor
    target: b
    when: agreement
    effects:
      - {costs: a, by: 0.1}
      - {presses: watcher, by: 0.1}
      - {expects: a, issue: cake, by: 1}
      - {offers: tart, up_to: 1}
  huge: {holder: a, when: no agreement, effects: [{presses: b, by: 0.15}, {costs: b, by: 0.1}]}
`)
	var got []string
	for _, w := range s.Warnings {
		line, _, _ := strings.Cut(w.String(), "\n")
		got = append(got, line)
	}
	want := []string{
		"in.yaml: 24 of 26 inputs are assumed: they name no evidence",
		"in.yaml:4:3: column is an opinion, which does not count as evidence of a fact; 1 of the numbers rest on it: parties.a.power",
		"in.yaml:8:3: b has no position on any issue: it cares about none, and all terms are alike to it",
		"in.yaml:8:26: reservation_value is stated outright, so what no deal is worth does not depend on disagreement_cost",
		"in.yaml:10:3: envoy carries out no issue, so it consents to nothing and bargains over nothing; say: all gives it a say",
		"in.yaml:11:3: what donor wants on pie counts in reports and influence theories only; say: all has it bargain over it",
		"in.yaml:14:3: no party has a position on cake, so it moves nobody",
		"in.yaml:17:3: the lever idle can never act: it has no effects, offsets nothing and cuts no flow of aid",
		"in.yaml:18:3: the lever mute can never act: its credibility is 0",
		"in.yaml:19:3: the lever later can never act: nobody violates an agreement at a single meeting",
		"in.yaml:21:84: tart is on the table without limit until a lever offers it; at weight 0 this one leaves it where it is held",
		"in.yaml:21:111: twice acts twice: it offers tart, which is on the table as an issue; rewards is for what is not on the table",
		"in.yaml:27:17: this changes nothing at any weight: every agreement that earns it relieves the whole disagreement cost",
		"in.yaml:27:17: costs are borne while there is no agreement, and relieved with it; what a pays in any case is presses",
		"in.yaml:28:19: vain acts twice: it offers tart, which is on the table as an issue; presses is for what is not on the table",
		"in.yaml:28:19: this presses nobody who decides: watcher is an observer, whose consent is never asked",
		"in.yaml:29:19: this moves nobody: a has no position on cake",
		"in.yaml:30:18: this offers nothing that is wanted: b has no position on tart",
		"in.yaml:31:3: at full weight huge moves b by 0.25 stake units, more than the disagreement_cost of b, 0.2",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// TestIndifferent: a party that has positions and cares about none.
func TestIndifferent(t *testing.T) {
	s := parse(t, `title: Nobody cares
purpose: illustration
parties:
  a: {}
  b: {}
  c: {seat: observer}
issues:
  pie: {status_quo: 0, positions: {a: {ideal: 1, salience: 0}, b: {ideal: 0, salience: 0}}}
  cake: {status_quo: 0, positions: {a: {ideal: 1, salience: 0}, b: {ideal: 0, salience: {uniform: [0, 10]}}}}
`)
	var got []string
	for _, w := range s.Warnings {
		if line, _, _ := strings.Cut(w.String(), "\n"); strings.Contains(line, "salience") {
			got = append(got, line)
		}
	}
	want := []string{"in.yaml:4:3: all saliences of a are 0: it cares about no issue, and all terms are alike to it"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// TestNeverAct: dates and meetings that no round is left for.
func TestNeverAct(t *testing.T) {
	s := parse(t, `title: Too late
purpose: illustration
clock: {rounds: 4}
parties:
  a: {}
  b: {}
  guest: {}
  visitor: {seat: observer}
issues:
  pie: {status_quo: 0, positions: {a: {ideal: 1, salience: 5}, b: {ideal: 0, salience: 5}}}
levers:
  over: {holder: a, target: b, from_round: 3, until_round: 3, effects: [{presses: b, by: 0.1}]}
  after: {holder: a, target: b, from_round: 4, effects: [{presses: b, by: 0.1}]}
  last: {holder: a, target: b, from_round: 3, until_round: 4, effects: [{presses: b, by: 0.1}]}
  maybe: {holder: a, target: b, from_round: {uniform: [1, 9]}, until_round: {uniform: [1, 9]}, effects: [{presses: b, by: 0.1}]}
packages:
  never: {outcome: partial, issues: all, meetings: 5}
  once: {outcome: settlement, issues: all, meetings: 1 to 9}
`)
	var got []string
	for _, w := range s.Warnings[1:] {
		line, _, _ := strings.Cut(w.String(), "\n")
		got = append(got, line)
	}
	want := []string{
		"in.yaml:7:3: guest has no position on any issue: it cares about none, and all terms are alike to it",
		"in.yaml:12:3: the lever over can never act: until_round 3 is not after from_round 3",
		"in.yaml:13:3: the lever after can never act: it begins in round 4, and the last one is round 3",
		"in.yaml:17:3: the package never can never be tabled: it waits for 5 meetings, and there are 4 rounds",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// TestTrustWarnings: what counts twice, and who refuses whatever it is offered.
func TestTrustWarnings(t *testing.T) {
	s := parse(t, `title: Trust
purpose: illustration
clock: {rounds: 26}
parties:
  a: {expected_compliance: {value: 0.1, over: 4}, counts_on: [b]}
  b: {}
issues:
  pie: {status_quo: 0.5, positions: {a: {ideal: 1, salience: 50}, b: {ideal: 0, salience: 50}}}
  guard: {status_quo: 0, positions: {a: {ideal: 1, salience: 50}}}
levers:
  revenge: {holder: b, target: a, when: b violates, effects: [{presses: a, by: 0.9}]}
processes:
  violations: {hazard: {b: 0.1}, deters: {guard: {of: [b], by: 1}}}
`)
	for _, want := range []string{
		"in.yaml:5:3: a refuses even the best settlement that can be tabled for it",
		"in.yaml:13:43: guard carries 50% of the salience of a; what it deters is counted in its trust already",
	} {
		found := false
		for _, w := range s.Warnings {
			found = found || strings.HasPrefix(w.String(), want)
		}
		if !found {
			t.Errorf("no remark %q in %v", want, s.Warnings)
		}
	}
	if got := s.Bargain.Issues[0]; got.ID != "guard" || got.Steps != 5 {
		t.Errorf("an issue that deters is tried at %d positions", got.Steps)
	}
}

// TestQuietStrength: what hangs on a strength is the weight of its issue, by the
// linear scale here, times how far apart victory and defeat are on it; little of
// it, known to one party alone, is remarked on.
func TestQuietStrength(t *testing.T) {
	for _, c := range []struct {
		known, lose, want string
	}{
		{"known_to: [a], ", "0", ""}, // 0.6 × 1
		{"known_to: [a], ", "0.5", "only 0.3 stake units hang on this strength; below 0.4"}, // 0.6 × 0.5
		{"", "0.5", ""},
	} {
		s := parse(t, `title: A strength
purpose: illustration
clock: {rounds: 2}
parties: {a: {}, b: {}}
issues:
  land: {status_quo: 0.5, curvature: 1, positions: {a: {ideal: 1, salience: 60}, b: {ideal: 0, salience: 60}}}
  trade: {status_quo: 0.5, positions: {a: {ideal: 1, salience: 40}, b: {ideal: 1, salience: 40}}}
strength: {between: [a, b], value: 0.3 to 0.7, `+c.known+`win: {land: 1}, lose: {land: `+c.lose+`}}
`)
		var got []string
		for _, w := range s.Warnings {
			if strings.Contains(w.Msg, "strength") {
				got = append(got, w.Msg)
			}
		}
		if c.want == "" && got != nil || c.want != "" && (len(got) != 1 || !strings.HasPrefix(got[0], c.want)) {
			t.Errorf("%slose %s: %q", c.known, c.lose, got)
		}
	}
}

// Remarks that depend on more than one number: a scale of which all want little, and
// a lever that nobody believes but that may be carried out.
func TestRemarksOfOneThing(t *testing.T) {
	const file = "title: Pie\npurpose: illustration\nparties: {a: {}, b: {}}\nissues: {pie: {status_quo: 0.1, positions: {a: {ideal: %s, salience: 5}, b: {ideal: 0.05, salience: 5}}}}\n" +
		"levers: {mute: {holder: a, target: b, credibility: 0, when: %s, effects: [{costs: b, by: 0.1}]}}\n"
	for _, c := range []struct {
		ideal, when, remark string
		said                bool
	}{
		{"0.15", "no agreement", "lie near one end of the scale: pie", true},
		{"0.9", "no agreement", "near one end", false},
		{"0.9", "no agreement", "the lever mute can never act: its credibility is 0", true},
		{"0.9", "b refuses", "can never act", false},
	} {
		said := false
		for _, w := range parse(t, fmt.Sprintf(file, c.ideal, c.when)).Warnings {
			said = said || strings.Contains(w.String(), c.remark)
		}
		if said != c.said {
			t.Errorf("%+v: said is %t", c, said)
		}
	}
}
