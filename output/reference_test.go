package output_test

import (
	"strings"
	"testing"

	"sim/model"
	"sim/model/reference"
	"sim/output"
)

// Every class begins with its share, so that two of one quantity are told apart, and says
// that it is another population, and who prints it.
func TestReferences(t *testing.T) {
	b := &model.Bargain{Reference: []string{"interstate_wars", "negotiated_settlements", "armed_conflicts"}}
	lasting := output.References(b, reference.Lasting)
	for i, want := range []struct{ begins, source string }{
		{"50%, another population (watched for years to decades): Of the international wars", "Fortna"},
		{"88%, another population (n = 17, watched for up to six years): Of 17 ", "Human Security"},
	} {
		if len(lasting) != 2 || !strings.HasPrefix(lasting[i], want.begins) || !strings.Contains(lasting[i], want.source) {
			t.Errorf("%q, want what begins with %q", lasting, want.begins)
		}
	}
	b.Reference = []string{"ceasefires", "armed_conflicts", "wars_settled", "intense_wars", "short_wars"}
	if lasting := output.References(b, reference.Lasting); len(lasting) != 1 || !strings.HasPrefix(lasting[0], "50% to 67%, another population (watched for up to 31 years): Of 2,203 ceasefires ") {
		t.Errorf("%q", lasting)
	}
	endings := output.References(b, reference.Endings...)
	for i, want := range []string{"17%, ", "31%, ", "44%, ", "34%, "} { // settled, ceased, either, not ended
		if len(endings) != 4 || !strings.HasPrefix(endings[i], want) {
			t.Fatalf("%q, want one that begins with %q", endings, want)
		}
	}
	if words := output.References(&model.Bargain{}, reference.Lasting); words != nil {
		t.Errorf("of no class: %q", words)
	}
}
