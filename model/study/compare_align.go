package study

import (
	"fmt"
	"slices"

	"sim/model"
)

// An UnlikeError is why two of the subjects, by index, cannot be compared.
type UnlikeError struct {
	First, Second int
	Why           Unlike
}

// Unlike is a reason why two subjects cannot be compared.
type Unlike int

// The reasons.
const (
	NothingInCommon Unlike = iota // they have no party and no issue in common
	OtherDraws                    // their stored draws differ in number, seed or sampler
	NoCommonTheory                // no theory is simulated for both
	DrawsStored                   // Second has stored draws, which no change can be made to
)

var unlikeTexts = []string{
	NothingInCommon: "share no party and no issue", OtherDraws: "hold draws that were simulated otherwise", NoCommonTheory: "have no theory in common", DrawsStored: "cannot be decomposed: the second has stored draws",
}

func (e *UnlikeError) Error() string {
	return fmt.Sprintf("subjects %d and %d %s", e.First, e.Second, unlikeTexts[e.Why])
}

// align gives all subjects the same draws, and unless ownTheories the same
// theories, as far as they accept them.
func (c *Comparison) align(ownTheories bool) error {
	lead := max(0, slices.IndexFunc(c.Subjects, func(s *Subject) bool { return s.Replay != nil }))
	base := c.Subjects[lead]
	for i, s := range c.Subjects {
		same := s.Config.Draws == base.Config.Draws && s.Config.Seed == base.Config.Seed && s.Config.Sampler == base.Config.Sampler
		if s.Replay != nil {
			if !same {
				return &UnlikeError{lead, i, OtherDraws}
			}
			continue
		}
		if !same {
			c.remark(CompareRemark{Kind: SimulatedAs, Subject: i, Other: lead})
		}
		s.Config.Draws, s.Config.Seed, s.Config.Sampler = base.Config.Draws, base.Config.Seed, base.Config.Sampler
		s.tables = base.tables
		if s != base && !ownTheories {
			if refused := s.follow(base); refused != nil {
				c.remark(CompareRemark{Kind: TheoriesRefused, Subject: i, Names: refused})
			}
		}
	}
	for i, s := range c.Subjects[1:] {
		if !share(c.Subjects[0].TheoryNames(), s.TheoryNames()) {
			return &UnlikeError{0, i + 1, NoCommonTheory}
		}
	}
	return nil
}

// follow sets the theories of s to those of another subject and returns those
// that do not accept the scenario.
func (s *Subject) follow(other *Subject) (refused []string) {
	names := other.TheoryNames()
	if slices.Equal(s.TheoryNames(), names) {
		return nil
	}
	var accepted []string
	for i, name := range names {
		if i == 0 && other.Theories[0].Baseline && len(names) > 1 {
			continue // the baseline is put first anyway
		}
		if s.Choose(name) != nil {
			refused = append(refused, name)
			continue
		}
		accepted = append(accepted, name)
	}
	if accepted != nil {
		_ = s.Choose(accepted...) // each was accepted individually
	}
	return refused
}

// related reports whether two bargains have a party or an issue in common.
func related(a, b *model.Bargain) bool {
	return share(partyIDs(a), partyIDs(b)) || share(issueIDs(a), issueIDs(b))
}

// share reports whether two lists have a member in common.
func share(a, b []string) bool {
	return slices.ContainsFunc(a, func(x string) bool { return slices.Contains(b, x) })
}

func issueIDs(b *model.Bargain) (ids []string) {
	for k := range b.Issues {
		ids = append(ids, b.Issues[k].ID)
	}
	return ids
}

func partyIDs(b *model.Bargain) (ids []string) {
	for i := range b.Parties {
		ids = append(ids, b.Parties[i].ID)
	}
	return ids
}
