package table

import (
	"testing"

	"sim/model"
	"sim/model/analysis"
	"sim/model/study"
)

// Of 5, 3 and 2 votes more than half decide: the largest party and one of the
// others, or all. The largest turns four of the six orders, each of the others
// one. It is critical in three coalitions, each of the others in one: 60%, 20%
// and 20%.
func TestVotingPower(t *testing.T) {
	b := &model.Bargain{Parties: []model.Party{{ID: "c"}, {ID: "a_b"}, {ID: "b", Name: "Big"}}, Listing: model.Listing{Parties: []int{2, 1, 0}}}
	v := &study.Vote{Total: 10}
	for _, votes := range []float64{2, 3, 5} {
		v.Voters = append(v.Voters, study.Voter{Votes: votes})
	}
	for i, power := range analysis.WeightedVote([]float64{2, 3, 5}, 5) {
		v.Voters[i].Power = power
	}
	rows(t, "power", VotingPower(b, v),
		[]string{"Big", "5", "50.0%", "66.7%", "60.0%"},
		[]string{"a b", "3", "30.0%", "16.7%", "20.0%"},
		[]string{"c", "2", "20.0%", "16.7%", "20.0%"})
}
