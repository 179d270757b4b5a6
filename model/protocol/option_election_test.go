package protocol

import (
	"math"
	"testing"

	"sim/model"
)

// threeModes is an election of rail, road or air by three parties with the weights
// 3, 2 and 2 (capability × full attention). Ben likes both ends of the scale better
// than its middle.
func threeModes(outcome string) (*optionElection, *model.Problem) {
	theory, err := newOptionElection(optionElectionParameters{Election: "conditional", Victory: "linear", Voting: "proportional", Outcome: outcome, Consent: "none"})
	if err != nil {
		panic(err)
	}
	p := model.NewProblem(3, 1)
	copy(p.Capability, []float64{3, 2, 2})
	for i := range p.Attention {
		p.Attention[i][0] = 1
	}
	p.PartyNames, p.IssueNames = []string{"anna", "ben", "cleo"}, []string{"mode"}
	p.Ideal[0][0], p.Ideal[1][0], p.Ideal[2][0] = 0, 1, 0.5
	p.Options = []model.OptionTable{{
		Issue: 0, Name: []string{"rail", "road", "air"}, At: []float64{0, 0.5, 1},
		Utility: [][]float64{{1, 0.4, 0}, {0.2, 0, 1}, {0.6, 0.8, 0.7}},
	}}
	return theory.New().(*optionElection), p
}

func TestOptionElectionByHand(t *testing.T) {
	e, p := threeModes("strongest")
	var c model.Course
	e.Record(&c)
	var out model.Offer
	e.Solve(p, nil, &out)
	votes := func(a, b int) (sum float64) {
		for i, w := range p.Capability {
			sum += w * max(0, p.Options[0].Utility[i][a]-p.Options[0].Utility[i][b])
		}
		return sum + 1e-8
	}
	match(t, "rail against road", 3*0.6+2*0.2, votes(0, 1), 1e-7)
	match(t, "road against rail", 2*0.2, votes(1, 0), 1e-7)
	wins := func(a, b int) float64 { return votes(a, b) / (votes(a, b) + votes(b, a)) }
	products := []float64{wins(0, 1) * wins(0, 2), wins(1, 0) * wins(1, 2), wins(2, 0) * wins(2, 1)}
	total := products[0] + products[1] + products[2]
	turn := &c.Turns[0]
	for o, product := range products {
		match(t, "share of "+turn.Options[o].Name, product/total, turn.Options[o].Share, 1e-9)
	}
	match(t, "terms", 0.0, out.Terms[0], 0)
	if out.Status != model.Predicted || len(turn.Contests) != 3 {
		t.Errorf("%v, %d contests", out.Status, len(turn.Contests))
	}
	match(t, "coalition of rail against air", []any{3.0, -1.6, -0.2}, turn.Contests[1].Votes, 1e-12)
	match(t, "its victory", wins(0, 2), turn.Contests[1].Victory, 1e-12)

	// Cleo does not say: it stands at 0.5, so that road is worth 1 to it, and the
	// ends 1/2 each.
	for o := range p.Options[0].Utility[2] {
		p.Options[0].Utility[2][o] = math.NaN()
	}
	c = model.Course{}
	e.Solve(p, nil, &out)
	match(t, "votes of Cleo", []any{-1.0, 0.0, 1.0}, []float64{c.Turns[0].Contests[0].Votes[2], c.Turns[0].Contests[1].Votes[2], c.Turns[0].Contests[2].Votes[2]}, 1e-12)

	// A red line shuts out rail: it does not stand.
	p.Lower[0] = 0.3
	c = model.Course{}
	e.Solve(p, nil, &out)
	if len(c.Turns[0].Options) != 2 || c.Turns[0].Options[0].Name != "road" {
		t.Errorf("stands: %+v", c.Turns[0].Options)
	}
}

// Without a table it is the election over positions, issue by issue.
func TestOptionElectionOfPositions(t *testing.T) {
	for n := 2; n < 9; n++ {
		p := benchmarkProblem(n, 1, 2)
		want, have := solved(t, "condorcet", p), solved(t, "option_election", p)
		match(t, "terms", want.Terms[0], have.Terms[0], 0)
		q := benchmarkProblem(n, 3, 2)
		have = solved(t, "option_election", q)
		for k := range q.Issues {
			alone := clone(q)
			for j := range q.Issues {
				alone.InPackage[j] = j == k
			}
			match(t, "issue by issue", solved(t, "option_election", alone).Terms[k], have.Terms[k], 0)
		}
	}
}

// uniforms are the numbers that a drawn option comes from.
type uniforms struct{ n uint64 }

func (u *uniforms) Uniform(model.StreamKey, int, int) float64 {
	u.n = u.n*6364136223846793005 + 1442695040888963407
	return (float64(u.n>>11) + 0.5) / (1 << 53)
}

// Drawn by the shares, options come as often as their shares say: within four
// standard errors of 20,000 draws.
func TestOptionElectionDrawn(t *testing.T) {
	e, p := threeModes("draw")
	var c model.Course
	e.Record(&c)
	var out model.Offer
	e.Solve(p, nil, &out)
	e.Record(nil)
	const n = 20_000
	s := &model.Stream{Key: model.Key("protocol/option_election"), Events: &uniforms{n: 7}}
	count := map[float64]float64{}
	for range n {
		e.Solve(p, s, &out)
		count[out.Terms[0]]++
	}
	for _, o := range c.Turns[0].Options {
		match(t, "share of "+o.Name, o.Share, count[o.At]/n, 4*math.Sqrt(o.Share*(1-o.Share)/n))
	}
	if !math.IsNaN(c.Turns[0].Outcome[0]) {
		t.Error("a draw is known before it is drawn")
	}
}
