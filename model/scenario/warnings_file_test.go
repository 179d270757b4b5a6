package scenario_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestFileWarnings: what a whole file lacks, or rests on without saying so.
func TestFileWarnings(t *testing.T) {
	for _, c := range []struct {
		name, text string
		want       []string
	}{
		{"documents, ranges, lines, hazards", `title: A file
purpose: illustration
clock: {rounds: 10}
documents: {idle: {title: Never cited, kind: news}}
parties:
  a: {disagreement_cost: 0.100 to 0.101}
  b: {disagreement_cost: 0.05 to 0.15}
issues:
  pie: {status_quo: 0.5, positions: {a: {ideal: 1, salience: 5}, b: {ideal: 0, salience: 5}}, red_lines: {a: {at_least: 0.7}, b: {at_most: 0.3}}}
packages: {deal: {outcome: settlement, issues: all}}
processes: {violations: {hazard: {a: 0.4}}}
`, []string{
			"4:13: no number cites idle; say evidence: {document: idle} beside those that rest on it",
			"6:26: ranges less than 5% as wide as they are far from 0 and from what cannot be, and no document behind them: parties.a.disagreement_cost",
			"10:12: the package deal can never be tabled: on pie a takes nothing below 0.7 and b nothing above 0.3, and both lines always bind",
			"11:38: at this hazard a breaks a package about 4 times in 10 rounds",
		}},
		{"power by default, rounds alike", `title: A file
purpose: illustration
clock: {rounds: 10}
run: {theories: [challenge, nash]}
parties: {a: {}, b: {}}
issues: {pie: {status_quo: 0.5, positions: {a: {ideal: 1, salience: 5}, b: {ideal: 0, salience: 5}}}}
`, []string{
			"3:17: waiting changes nothing: no party states a disagreement_cost or prospects",
			"4:18: challenge weighs parties by power times salience, and no party states its power",
		}},
		{"influence data with signatories", `title: A file
purpose: illustration
run: {theories: [challenge, nash]}
parties: {a: {power: 1}, b: {power: 2}, c: {power: 1}, d: {power: 3}, e: {power: 1}, f: {power: 1}}
issues: {pie: {status_quo: 0.5, positions: {a: {ideal: 1, salience: 5}, b: {ideal: 0, salience: 5}, c: {ideal: 0, salience: 5}, d: {ideal: 0, salience: 5}, e: {ideal: 0, salience: 5}, f: {ideal: 0, salience: 5}}}}
`, []string{"4:10: 6 signatories have power and nothing to lose without an agreement, as in data for theories of influence; under nash all of them must consent"}},
	} {
		var got []string
		for _, w := range parse(t, c.text).Warnings {
			line, _, _ := strings.Cut(w.String(), "\n")
			for _, want := range c.want {
				if strings.HasPrefix(line, "in.yaml:"+want) {
					got = append(got, want)
				}
			}
		}
		if diff := cmp.Diff(c.want, got); diff != "" {
			t.Errorf("%s: %s\n%v", c.name, diff, parse(t, c.text).Warnings)
		}
	}
}
