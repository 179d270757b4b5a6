package study

import (
	"errors"
	"fmt"

	"sim/model"
	"sim/model/analysis"
)

// A Vote is the distribution of voting power if an issue were put to a weighted
// vote with every uncertain input at its midpoint. Votes are capability ×
// salience, as in the influence theories.
type Vote struct {
	Voters []Voter // by party
	Total  float64 // total votes of all parties
	Quota  float64 // votes needed to decide; 0: more than half
}

// A Voter is one party in a Vote.
type Voter struct {
	Votes float64
	Power analysis.VotingPower
}

// ErrNoVote means that an issue cannot be put to a vote: no package contains
// it, or no party cares about it.
var ErrNoVote = errors.New("the issue cannot be put to a vote")

// A TooManyVotersError means that there are more parties than voting power can
// be computed for.
type TooManyVotersError struct{ Most int }

func (e *TooManyVotersError) Error() string {
	return fmt.Sprintf("the power in a weighted vote is computed for up to %d parties", e.Most)
}

// A QuotaError means that all votes together do not reach the quota.
type QuotaError struct{ Total, Quota float64 }

func (e *QuotaError) Error() string {
	return fmt.Sprintf("all votes together, %s, are fewer than the %s that decide", model.FormatNumber(e.Total), model.FormatNumber(e.Quota))
}

// VotingPower computes the power of each party in a weighted vote on the issue
// with the given index (Shapley–Shubik and Banzhaf indices). quota > 0 is the
// number of votes that decides; 0: more than half of all. The error is
// ErrNoVote, a *TooManyVotersError or a *QuotaError.
func VotingPower(s *Subject, issue int, quota float64) (*Vote, error) {
	b := s.Scenario.Bargain
	if len(b.Parties) > analysis.MostVoters {
		return nil, &TooManyVotersError{analysis.MostVoters}
	}
	meeting, p := model.NewTable(b), model.NewProblem(len(b.Parties), len(b.Issues))
	meeting.SetInputs(model.CentralValues(b), model.MedianEvents{})
	for g := range b.Packages {
		meeting.Pose(g, p)
		if p.InPackage[issue] {
			return vote(p, issue, quota)
		}
	}
	return nil, ErrNoVote
}

// vote computes the voting power on an issue of a problem.
func vote(p *model.Problem, issue int, quota float64) (*Vote, error) {
	v := &Vote{Quota: quota}
	votes := make([]float64, p.Parties)
	for i := range votes {
		votes[i] = float64(p.CapabilityAt(i, issue) * p.Attention[i][issue])
		v.Total += votes[i]
	}
	if v.Total == 0 {
		return nil, ErrNoVote
	}
	above := v.Total / 2
	if quota > 0 {
		above = quota - float64(1e-9*v.Total) // a coalition with exactly the quota wins
	}
	powers := analysis.WeightedVote(votes, above)
	if powers == nil {
		return nil, &QuotaError{v.Total, quota}
	}
	for i := range votes {
		v.Voters = append(v.Voters, Voter{votes[i], powers[i]})
	}
	return v, nil
}
