package process

import (
	"sim/model"
	"sim/model/registry"
)

var learning = entryOf(registry.About{
	Name: "learning",
	Doc:  "Parties learn from battles what fighting can bring them.",
	Explain: `Each party starts from its prospects, as the mean of a Beta belief that weighs as
much as weight battles. Every round with fighting on a front that is not frozen
is one battle, which the first party wins with the chance success; both update
their belief, and their prospects follow it.

It assumes that battles are independent and alike, that both sides see the same
ones, and that neither learns from offers.

Do not use it for parties without prospects: they have nothing to learn.`,
	Citation: "Filson & Werner 2002, American Journal of Political Science 46; Slantchev 2003, American Political Science Review 97; both in their simple form.",
}, func(p learningParameters, _ *model.Bargain) model.Process {
	return &Learning{Gains: p.Between[0].Index(), Loses: p.Between[1].Index(), Success: p.Success, Weight: p.Weight}
})

// Learning lets parties learn from fighting what it can bring them: each holds
// a Beta belief about the gaining side's share of battles won, and prospects
// converge as battles are seen (Filson and Werner 2002, Slantchev 2003, in
// their simple form; model 2.12).
type Learning struct {
	model.BaseProcess
	Gains, Loses int
	Success      model.Number // true share of battles that the gaining side wins, [0, 1]
	Weight       model.Number // weight of each party's prospects at the start, in battles, > 0

	wins, battles float64
}

type learningParameters struct {
	Between registry.Pair `yaml:"between" doc:"the party whose battles are counted, then the other" of:"party"`
	Success model.Number  `yaml:"success" doc:"share of battles that the first party really wins" in:"[0, 1]"`
	Weight  model.Number  `yaml:"weight,omitempty" doc:"weight of each party's prospects at the start, in battles" in:"(0, inf)" default:"10"`
}

var battleKey = model.Key("learning/battle")

// Begin forgets the last draw.
func (l *Learning) Begin(*model.Game) { l.wins, l.battles = 0, 0 }

// Move sees a battle if there is fighting, and moves both sides' prospects.
func (l *Learning) Move(g *model.Game) {
	if now := g.Now(); g.Round > 0 && now.Fighting > 0 && !now.Frozen {
		l.battles++
		if g.Happens(battleKey, 0, l.Success.In(g.In())) {
			l.wins++
		}
	}
	l.Expect(g)
}

// Expect shows what has been learned: battles to come are chance.
func (l *Learning) Expect(g *model.Game) {
	in, now := g.In(), g.Now()
	for _, i := range [2]int{l.Gains, l.Loses} {
		prior := g.Bargain.Parties[i].Prospects.In(in)
		if prior == 0 {
			continue
		}
		wins := l.wins
		if i == l.Loses {
			wins = l.battles - l.wins
		}
		now.ProspectsPush[i] += logit(Learned(prior, l.Weight.In(in), wins, l.battles)) - logit(prior)
	}
}

// Learned is the mean of a Beta belief with the given mean and weight after so
// many wins in so many battles.
func Learned(prior, weight, wins, battles float64) float64 {
	return (float64(prior*weight) + wins) / (weight + battles)
}
