package model

import "slices"

// Circumstances are the state of affairs that a round depends on. At the start
// of a draw, and in a single meeting, they are as Reset sets them.
type Circumstances struct {
	Unrelieved float64 // share of the disagreement cost that packages in force leave, [0, 1]
	Holding    float64 // how far packages in force hold the moving issue, [0, 1]
	InForce    int     // the package in force that relieves most; −1: none
	Settled    bool    // whether that package has settled
	Foresees   bool    // whether the parties bargain in the shadow of the votes at home
	Keeps      bool    // whether the parties sign only what each of them will keep
	Lines      bool    // whether public lines can be crossed only at their price
	Claims     bool    // whether what parties claim cannot be split is not split

	StatusQuo []float64 // per issue: position that is held now; NaN: the scenario's own status quo
	NoDeal    []float64 // per issue: position in which it ends without a deal since a deadline passed; NaN: as the scenario says
	Cost      []float64 // per party: added to its disagreement cost, stake units
	Press     []float64 // per party: what not agreeing costs it whatever a standstill relieves, stake units
	Reward    []float64 // per party: what it has while talks go on, stake units
	Dated     []float64 // per party: what it has in worlds without an agreement since deadlines passed, stake units
	Lost      []float64 // per party: what packages in force cost it in leverage, stake units
	Shift     []float64 // per party: added to where it expects the moving issue to go, positions
	Called    []float64 // per party: chance that not agreeing this round is called a refusal, [0, 1]
	Stood     []float64 // per red line: rounds in which who stated it stood in the way of what it counts for
	Refused   []float64 // per threshold at home: the nearest position that has been refused in a vote; NaN: none
	Base      []float64 // per party: believed hazard of a breach after its record; NaN: as at the start

	Credibility []float64 // per lever: perceived credibility, [0, 1]; NaN: the scenario's own
	Reach       []float64 // per lever: share of the act that its dates allow in this round, [0, 1]
	Carried     []bool    // per lever: carried out and still in force outside agreements
	Snapped     []bool    // per lever: turned against its target, which violated an agreement
	Gone        []bool    // per party: it has left the talks for good
	Signed      []bool    // per issue: a package in force settles it

	numbers []float64 // backing array of the slices of numbers
	start   []float64 // the numbers in a single meeting
	marks   []bool    // backing array of the others
}

// NewCircumstances returns the circumstances of a single meeting of b.
func NewCircumstances(b *Bargain) *Circumstances {
	n, k, l := len(b.Parties), len(b.Issues), len(b.Levers)
	thresholds, lines := b.thresholds(), b.redLines()
	c := &Circumstances{start: make([]float64, 0, 2*k+8*n+2*l+thresholds+lines), marks: make([]bool, 2*l+n+k)}
	c.numbers = make([]float64, cap(c.start))
	for _, part := range []struct {
		of    *[]float64
		n     int
		start float64
	}{
		{&c.StatusQuo, k, nan},
		{&c.NoDeal, k, nan},
		{&c.Cost, n, 0},
		{&c.Press, n, 0},
		{&c.Reward, n, 0},
		{&c.Dated, n, 0},
		{&c.Lost, n, 0},
		{&c.Shift, n, 0},
		{&c.Called, n, 1},
		{&c.Base, n, nan},
		{&c.Refused, thresholds, nan},
		{&c.Stood, lines, 0},
		{&c.Credibility, l, nan},
		{&c.Reach, l, 1},
	} {
		from := len(c.start)
		c.start = append(c.start, slices.Repeat([]float64{part.start}, part.n)...)
		*part.of = c.numbers[from:len(c.start):len(c.start)]
	}
	c.Carried, c.Snapped, c.Gone, c.Signed = c.marks[:l:l], c.marks[l:2*l:2*l], c.marks[2*l:2*l+n:2*l+n], c.marks[2*l+n:]
	c.Reset()
	return c
}

// Reset restores the circumstances of a single meeting: nothing in force, every
// number as the scenario has it, and not agreeing counts as a refusal. What the
// parties foresee is a matter of the theory and stays.
func (c *Circumstances) Reset() {
	c.Unrelieved, c.Holding, c.InForce, c.Settled = 1, 0, -1, false
	copy(c.numbers, c.start)
	clear(c.marks)
}

// clearAdditions removes what processes and deadlines add in every round.
func (c *Circumstances) clearAdditions() {
	clear(c.Cost)
	clear(c.Press)
	clear(c.Reward)
	clear(c.Dated)
	clear(c.Shift)
}

func (c *Circumstances) copyFrom(o *Circumstances) {
	c.Unrelieved, c.Holding, c.InForce, c.Settled = o.Unrelieved, o.Holding, o.InForce, o.Settled
	c.Foresees, c.Keeps, c.Lines, c.Claims = o.Foresees, o.Keeps, o.Lines, o.Claims
	copy(c.numbers, o.numbers)
	copy(c.marks, o.marks)
}
