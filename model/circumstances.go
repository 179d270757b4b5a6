package model

import "slices"

// Circumstances are the state of the conflict that a round depends on. At the
// start of a draw, and in a single meeting, they are as Reset sets them.
type Circumstances struct {
	Intensity float64 // intensity of the fighting that parties expect, [0, 1]; 1 when no package is in force
	Freeze    float64 // how far parties expect that the front can move, [0, 1]

	Fighting float64 // intensity of the fighting now, [0, 1]
	Frozen   bool    // whether a package in force freezes the front

	StatusQuo      []float64 // per issue: position; NaN: the scenario's own status quo
	CostPush       []float64 // per party: log-odds added to its conflict cost
	ProspectsPush  []float64 // per party: log-odds added to its prospects
	CompliancePush []float64 // per party: log-odds added to its expected compliance
	Called         []float64 // per party: probability that not agreeing counts as a refusal, [0, 1]

	Credibility []float64 // per lever: perceived credibility, [0, 1]; NaN: the scenario's own
	Reach       []float64 // per lever: share of the act that its dates allow in this round, [0, 1]
	Carried     []bool    // per lever: carried out and still in force outside agreements
	Snapped     []bool    // per lever: turned against its target, which violated an agreement

	Survival []float64 // per package: share of its relief that parties expect to last, [0, 1]

	numbers []float64 // backing array of the slices of numbers
	start   []float64 // the numbers in a single meeting
	marks   []bool    // backing array of the others
}

// NewCircumstances returns the circumstances of a single meeting of b.
func NewCircumstances(b *Bargain) *Circumstances {
	n, k, l, g := len(b.Parties), len(b.Issues), len(b.Levers), len(b.Packages)
	c := &Circumstances{start: make([]float64, 0, k+4*n+2*l+g), marks: make([]bool, 2*l)}
	c.numbers = make([]float64, cap(c.start))
	for _, part := range []struct {
		of    *[]float64
		n     int
		start float64
	}{
		{&c.StatusQuo, k, nan},
		{&c.CostPush, n, 0},
		{&c.ProspectsPush, n, 0},
		{&c.CompliancePush, n, 0},
		{&c.Called, n, 1},
		{&c.Credibility, l, nan},
		{&c.Reach, l, 1},
		{&c.Survival, g, 1},
	} {
		from := len(c.start)
		c.start = append(c.start, slices.Repeat([]float64{part.start}, part.n)...)
		*part.of = c.numbers[from:len(c.start):len(c.start)]
	}
	c.Carried, c.Snapped = c.marks[:l:l], c.marks[l:]
	c.Reset()
	return c
}

// Reset restores the circumstances of a single meeting: nothing in force, every
// number as the scenario has it, and not agreeing counts as a refusal.
func (c *Circumstances) Reset() {
	c.Intensity, c.Freeze, c.Fighting, c.Frozen = 1, 1, 1, false
	copy(c.numbers, c.start)
	clear(c.marks)
}

// clearPushes removes the pushes that processes add in every round.
func (c *Circumstances) clearPushes() {
	clear(c.CostPush)
	clear(c.ProspectsPush)
}

func (c *Circumstances) copyFrom(o *Circumstances) {
	c.Intensity, c.Freeze, c.Fighting, c.Frozen = o.Intensity, o.Freeze, o.Fighting, o.Frozen
	copy(c.numbers, o.numbers)
	copy(c.marks, o.marks)
}
