package study

import (
	"slices"

	"sim/model"
)

// A CompareRemark is a warning that something could not be compared, or not as
// requested.
type CompareRemark struct {
	Kind    CompareRemarkKind
	Subject int      // index of the subject concerned
	Other   int      // index of the other subject; unused for RoundsNotStored and TheoriesRefused
	Names   []string // names of theories, issues or parties; empty for SimulatedAs and RoundsNotStored
}

// CompareRemarkKind is the kind of a CompareRemark.
type CompareRemarkKind int

// The remarks.
const (
	SimulatedAs     CompareRemarkKind = iota // the subject's draws, seed and sampler became those of Other
	TheoriesRefused                          // theories of the base that do not accept the subject
	RoundsNotStored                          // the subject's stored draws lack the rounds in which outcomes were first reached
	IssuesOfOne                              // issues that the subject has and Other lacks
	PartiesOfOne                             // parties that the subject has and Other lacks
)

func (c *Comparison) remark(r CompareRemark) { c.Remarks = append(c.Remarks, r) }

// remarkUnshared reports issues and parties that only one of two subjects has.
func (c *Comparison) remarkUnshared(a, b int) {
	only := func(kind CompareRemarkKind, has, lacks int, of func(*model.Bargain) []string) {
		lacked := of(c.Subjects[lacks].Scenario.Bargain)
		own := slices.DeleteFunc(of(c.Subjects[has].Scenario.Bargain), func(id string) bool { return slices.Contains(lacked, id) })
		if len(own) > 0 {
			c.remark(CompareRemark{kind, has, lacks, own})
		}
	}
	for _, pair := range [][2]int{{a, b}, {b, a}} {
		only(IssuesOfOne, pair[0], pair[1], issueIDs)
		only(PartiesOfOne, pair[0], pair[1], partyIDs)
	}
}
