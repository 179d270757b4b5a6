package study

import (
	"errors"
	"math"
	"strings"
	"testing"
)

// Votes are capability × salience: north has 3·0.5, south 1·0.5, so north decides
// alone by majority, and neither can without the other where all votes are needed.
func TestVotingPower(t *testing.T) {
	s := written(t, "north: {power: 1 to 2", "north: {power: 3", "south: {power: 1 to 2", "south: {power: 1")
	v, err := VotingPower(s, 0, 0)
	if err != nil {
		t.Fatal(err)
	}
	if ratio := v.Voters[0].Votes / v.Voters[1].Votes; math.Abs(ratio-3) > 1e-12 || v.Voters[0].Votes+v.Voters[1].Votes != v.Total {
		t.Errorf("votes %+v", v)
	}
	if v.Voters[0].Power.Shapley != 1 || v.Voters[1].Power.Banzhaf != 0 {
		t.Errorf("the majority does not decide alone: %+v", v)
	}
	v, err = VotingPower(s, 0, v.Total)
	if err != nil || v.Voters[0].Power.Shapley != 0.5 || v.Voters[1].Power.Banzhaf != 0.5 {
		t.Errorf("where all votes are needed: %+v, %v", v, err)
	}
	if _, err := VotingPower(s, 0, 2*v.Total); !isQuota(err) {
		t.Errorf("a quota beyond all votes: %v", err)
	}
	if _, err := VotingPower(written(t, "salience: 50", "salience: 0"), 0, 0); !errors.Is(err, ErrNoVote) {
		t.Errorf("an issue that nobody cares about: %v", err)
	}
	var crowd strings.Builder
	for i := range 21 {
		crowd.WriteString("  p" + string(rune('a'+i)) + ": {power: 1}\n")
	}
	_, err = VotingPower(written(t, "issues:\n", crowd.String()+"issues:\n"), 0, 0)
	if _, ok := errors.AsType[*TooManyVotersError](err); !ok {
		t.Errorf("23 voters: %v", err)
	}
}

func isQuota(err error) bool {
	_, ok := errors.AsType[*QuotaError](err)
	return ok
}
