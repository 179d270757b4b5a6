package study

import (
	"errors"
	"fmt"

	"sim/model"
	"sim/model/analysis"
)

// A Vote is whose votes would count for how much if an issue were put to a weighted
// vote with every uncertain input at its midpoint. Votes are capability × salience,
// as in the theories of influence.
type Vote struct {
	Voters []Voter // by party
	Total  float64 // votes of all parties together
	Quota  float64 // how many votes decide; 0: more than half
}

// A Voter is one party in a Vote.
type Voter struct {
	Votes float64
	Power analysis.VotingPower
}

// ErrNoVote says that an issue cannot be put to a vote: no package holds it, or
// nobody cares about it.
var ErrNoVote = errors.New("the issue cannot be put to a vote")

// A TooManyVotersError says that voting power is computed for up to so many parties.
type TooManyVotersError struct{ Most int }

func (e *TooManyVotersError) Error() string {
	return fmt.Sprintf("the power in a weighted vote is computed for up to %d parties", e.Most)
}

// A QuotaError says that all votes together are fewer than those that decide.
type QuotaError struct{ Total, Quota float64 }

func (e *QuotaError) Error() string {
	return fmt.Sprintf("all votes together, %g, are fewer than the %g that decide", e.Total, e.Quota)
}

// VotingPower computes the power of each party in a weighted vote on the issue with
// the given index (Shapley and Shubik's index, Banzhaf's index). quota > 0 votes
// decide; 0: more than half of all. The error is ErrNoVote, a *TooManyVotersError or
// a *QuotaError.
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

// vote puts an issue of a problem to a vote.
func vote(p *model.Problem, issue int, quota float64) (*Vote, error) {
	v := &Vote{Quota: quota}
	votes := make([]float64, p.Parties)
	for i := range votes {
		votes[i] = p.Capability[i] * p.Attention[i][issue]
		v.Total += votes[i]
	}
	if v.Total == 0 {
		return nil, ErrNoVote
	}
	above := v.Total / 2
	if quota > 0 {
		above = quota - 1e-9*v.Total // a coalition of exactly the quota wins
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
