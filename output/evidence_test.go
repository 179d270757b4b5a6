package output

import (
	"testing"

	"sim/model"
)

// An opinion and a rewritten news page say what somebody holds, never that it
// is so. Evidence that another document contradicts is disputed, whatever it is.
func TestOpinionIsNoEvidence(t *testing.T) {
	b := &model.Bargain{}
	for _, kind := range []string{"news", "opinion", "rewritten news", "data", "paper"} {
		b.Documents = append(b.Documents, model.Document{ID: "a " + kind, Kind: kind})
	}
	for _, c := range []struct {
		document, disputed string
		want               EvidenceStatus
	}{
		{"", "", Assumed},
		{"a news", "", Evidence},
		{"a data", "", Evidence},
		{"a paper", "", Evidence},
		{"a opinion", "", Opinion},
		{"a rewritten news", "", Opinion},
		{"a news", "a paper says otherwise", Disputed},
		{"a opinion", "a paper says otherwise", Disputed},
	} {
		in := model.Input{Path: c.document}
		if c.document != "" {
			in.Evidence = &model.Evidence{Document: c.document, Says: "it is so", Disputed: c.disputed}
		}
		if got := EvidenceStatusOf(b, &in); got != c.want {
			t.Errorf("%q disputed by %q: %v, want %v", c.document, c.disputed, got, c.want)
		}
		b.Inputs = append(b.Inputs, in)
	}
	if got, want := CountEvidence(b), (Ledger{Total: 8, Of: [EvidenceStatuses]int{Assumed: 1, Opinion: 2, Disputed: 2, Evidence: 3}}); got != want {
		t.Errorf("ledger %+v, want %+v", got, want)
	}
}
