package page

import (
	"runtime"
	"strconv"

	"sim/model"
	"sim/output"
)

// A ledger is every number of the scenario and what it rests on, the weakest
// first.
type ledger struct {
	Counts  []standingCount
	Total   string
	Entries []entry
}

type standingCount struct{ Standing, Count string }

// An entry is one number.
type entry struct {
	Path, Unit, Written, Family, P05, P50, P95 string
	Standing                                   string
	Document, Says, Confidence, Disputed       string
}

func newLedger(b *model.Bargain) ledger {
	counts := output.CountEvidence(b)
	l := ledger{Total: output.FormatCount(counts.Total)}
	for s, n := range counts.Of {
		l.Counts = append(l.Counts, standingCount{output.EvidenceStatus(s).String(), output.FormatCount(n)})
		for i := range b.Inputs {
			if output.EvidenceStatusOf(b, &b.Inputs[i]) == output.EvidenceStatus(s) {
				l.Entries = append(l.Entries, newEntry(b, &b.Inputs[i]))
			}
		}
	}
	return l
}

func newEntry(b *model.Bargain, in *model.Input) entry {
	q := output.QuantilesOf(in)
	amounts := output.AmountsIn(in)
	e := entry{
		Path: in.Path, Unit: in.Unit, Written: in.Written, Family: in.Family,
		P05: amounts.Exact(q[0]), P50: amounts.Exact(q[1]), P95: amounts.Exact(q[2]), Standing: output.EvidenceStatusOf(b, in).String(),
	}
	if ev := in.Evidence; ev != nil {
		d, _ := output.DocumentOf(b, in)
		e.Document, e.Says, e.Confidence, e.Disputed = ev.Document+" ("+d.Kind+")", ev.Says, ev.Confidence, ev.Disputed
	}
	return e
}

func uintText(n uint64) string { return strconv.FormatUint(n, 10) }

// setup is what a run was made with.
func setup(r *output.Result) []fact {
	draws := output.FormatCount(r.Tally.Draws)
	if r.StopText() != "" {
		draws += "; " + r.StopText()
	}
	return []fact{
		{"command", r.Command},
		{"draws", draws},
		{"seed", uintText(r.Config.Seed)},
		{"sampler", r.Config.Sampler},
		{"scenario", r.Scenario.Name},
		{"digest of the scenario (SHA-256)", r.Scenario.Digest},
		{"program", "sim " + r.Version + ", " + runtime.GOOS + "/" + runtime.GOARCH},
	}
}
