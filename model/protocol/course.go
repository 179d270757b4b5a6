package protocol

import (
	"math"
	"slices"

	"sim/model"
)

// Record implements model.Recorder.
func (v *influenceRounds) Record(c *model.Course) { v.course = c }

// recordTurn adds a turn to the course: the positions of all actors on all
// issues, what they come to and what led to them.
func (v *influenceRounds) recordTurn(a *actors, position, outcome, share []float64, moves []model.Move) *model.Turn {
	t := model.Turn{
		Issues: slices.Clone(a.issue), Outcome: slices.Clone(outcome), Share: slices.Clone(share), Moves: moves,
	}
	for i := range a.party {
		t.Position = append(t.Position, slices.Clone(a.row(position, i)))
	}
	return v.addTurn(a, t)
}

// addTurn adds a turn, which is numbered from that of its issues before it on.
func (v *influenceRounds) addTurn(a *actors, t model.Turn) *model.Turn {
	c := v.course
	c.Parties = append(c.Parties[:0], a.party...)
	if n := len(c.Turns); n > 0 && slices.Equal(c.Turns[n-1].Issues, t.Issues) {
		t.Number = c.Turns[n-1].Number + 1
	}
	c.Turns = append(c.Turns, t)
	return &c.Turns[len(c.Turns)-1]
}

// record adds a turn of the contest on issue k, if a course is recorded.
func (c *challenge) record(a *actors, k int, moved bool) {
	if c.course == nil {
		return
	}
	t := model.Turn{Issues: []int{a.issue[k]}, Outcome: []float64{c.position()}}
	for _, party := range a.party {
		x := math.NaN()
		if i := slices.Index(c.party, party); i >= 0 {
			x = c.contest.x[i]
		}
		t.Position = append(t.Position, []float64{x})
	}
	if moved {
		before := c.course.Turns[len(c.course.Turns)-1].Position
		for i, s := range c.shifts {
			if s.step == stay {
				continue
			}
			by := c.party[i]
			t.Moves = append(t.Moves, model.Move{
				Kind: model.Confrontation + model.MoveKind(s.step-confrontation), By: by, Other: c.party[s.other],
				Steps:  []model.Step{{Party: by, Issue: a.issue[k], From: before[slices.Index(a.party, by)][0], To: s.to, Taken: true}},
				Chance: c.wins[i*len(c.party)+s.other], Gain: s.own, OtherGain: s.their,
			})
		}
	}
	c.addTurn(a, t)
}

// record adds a turn of the spatial model, if a course is recorded: the
// positions, their shares in an election of all, and the bargains that were
// offered.
func (v *spatial) record(a *actors) {
	if v.course == nil {
		return
	}
	var moves []model.Move
	if n := len(v.course.Turns); n > 0 {
		before := v.course.Turns[n-1].Position
		for b, of := range v.bargains {
			m := model.Move{Kind: model.Challenged, By: a.party[of.i], Other: a.party[of.j], Chance: of.strength, Gain: of.gain, OtherGain: math.NaN()}
			for _, i := range [2]int{of.i, of.j} {
				to := v.offered(i, b)
				taken := slices.Equal(a.row(v.at, i), to)
				for k, issue := range a.issue {
					m.Steps = append(m.Steps, model.Step{Party: a.party[i], Issue: issue, From: before[i][k], To: to[k], Taken: taken})
				}
			}
			moves = append(moves, m)
		}
	}
	v.holdElection()
	share, outcome := make([]float64, len(a.party)), make([]float64, len(a.issue))
	strongest := 0
	for i, o := range v.place {
		if share[i] = v.election.share[o]; share[i] > share[strongest] {
			strongest = i
		}
	}
	switch v.outcome {
	case takeStrongest:
		copy(outcome, a.row(v.at, strongest))
	case takeMean:
		v.writeShares(a, v.at, v.list, v.election.share, takeMean, outcome)
	default:
		for k := range outcome {
			outcome[k] = math.NaN() // drawn at the end
		}
	}
	v.recordTurn(a, v.at, outcome, share, moves)
}

// record adds a turn of position exchange, if a course is recorded: where a
// trade has led, or, after none (zero), where actors start a round.
func (e *exchange) record(t trade) {
	if e.course == nil {
		return
	}
	a := e.exchangeMarket.actors
	var moves []model.Move
	if t.gain > 0 {
		last := &e.course.Turns[len(e.course.Turns)-1]
		moves = []model.Move{{
			Kind: model.Traded, By: a.party[t.i], Other: a.party[t.j], Chance: math.NaN(), Gain: t.gain, OtherGain: t.gain,
			Steps: []model.Step{
				{Party: a.party[t.j], Issue: a.issue[t.p], From: last.Position[t.j][t.p], To: a.row(e.at, t.j)[t.p], Taken: true},
				{Party: a.party[t.i], Issue: a.issue[t.q], From: last.Position[t.i][t.q], To: a.row(e.at, t.i)[t.q], Taken: true},
			},
			Effect: e.effect(a, last.Outcome),
		}}
	}
	e.recordTurn(a, e.at, e.mean, nil, moves)
}

// effect is what moves of the outcomes from where they were bring each actor:
// its externality, by salience and the distance from where it began the round.
func (m *exchangeMarket) effect(a *actors, before []float64) []float64 {
	effect := make([]float64, len(a.party))
	for n := range effect {
		for k, x := range a.row(m.from, n) {
			effect[n] += float64(a.row(a.salience, n)[k] * (math.Abs(x-before[k]) - math.Abs(x-m.mean[k])))
		}
	}
	return effect
}

// record adds the election, if a course is recorded: the shares of the
// positions, and the coalitions for and against each in pairs.
func (c *condorcet) record(a *actors, outcome []float64) {
	if c.course == nil {
		return
	}
	share := make([]float64, len(a.party))
	for i, o := range c.place {
		share[i] = c.election.share[o]
	}
	t := c.recordTurn(a, a.position, outcome, share, nil)
	m := len(c.option)
	worth := func(i, o int) float64 {
		return valueAtDistance(distance(a, c.norm, i, a.row(a.position, i), a.row(a.position, c.option[o])), a.risk[i])
	}
	for o := range m {
		for p := o + 1; p < m; p++ {
			contest := model.Contest{For: a.party[c.option[o]], Against: a.party[c.option[p]], Victory: c.election.victory[o*m+p]}
			for i, capability := range a.capability {
				vote := signedBallot(c.election.rule, float64(capability*a.total[i]), worth(i, o)-worth(i, p))
				contest.Add(vote)
			}
			t.Contests = append(t.Contests, contest)
		}
	}
}

// record adds the election on the issue in column k, if a course is recorded.
func (e *optionElection) record(a *actors, k int, table *model.OptionTable) {
	if e.course == nil {
		return
	}
	share, m := e.election.share, len(e.at)
	t := model.Turn{Issues: []int{a.issue[k]}, Outcome: []float64{e.at[slices.Index(share, slices.Max(share))]}}
	if e.draws {
		t.Outcome[0] = math.NaN()
	}
	for i := range a.party {
		t.Position = append(t.Position, []float64{a.row(a.position, i)[k]})
		if a.row(a.salience, i)[k] == 0 {
			t.Position[i][0] = math.NaN()
		}
	}
	name := func(o int) int { return a.party[e.of[o]] }
	if table != nil {
		name = func(o int) int { return o }
		for o, at := range e.at {
			t.Options = append(t.Options, model.Candidate{Name: table.Name[e.of[o]], At: at, Share: share[o]})
		}
	} else {
		t.Share = make([]float64, len(a.party))
		for i := range a.party {
			if o := slices.Index(e.at, t.Position[i][0]); o >= 0 {
				t.Share[i] = share[o]
			}
		}
	}
	for o := range m {
		for p := o + 1; p < m; p++ {
			contest := model.Contest{For: name(o), Against: name(p), Victory: e.election.victory[o*m+p]}
			for i := range a.party {
				w := float64(a.capabilityOn(i, k) * a.row(a.salience, i)[k])
				contest.Add(signedBallot(e.election.rule, w, e.worth(a, i, k, o, table)-e.worth(a, i, k, p, table)))
			}
			t.Contests = append(t.Contests, contest)
		}
	}
	e.addTurn(a, t)
}

// signedBallot is the vote that an election counts of a voter of weight w:
// positive for the option that it values higher by gain, negative for the other.
func signedBallot(rule int, w, gain float64) float64 {
	if gain < 0 {
		return -ballot(rule, w, -gain)
	}
	return ballot(rule, w, gain)
}
