package output

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"

	"sim/model/analysis"
	"sim/model/study"
)

// An Equilibrium is what holders of levers would choose, as it is shown.
type Equilibrium struct {
	*Study
	*study.EquilibriumResult
}

// Assumed says what holders are taken to want and to know.
func (e *Equilibrium) Assumed() []string {
	b := e.Scenario.Bargain
	lines := []string{
		"A game among the scenario's assumptions: each holder sets the weights of its own levers, from 0 (never) to 1 (fully), once and for the whole draw, those of the others being what they are. " +
			"It is taken to know the scenario with all its ranges and the theory, and no draw's values, and to want as much as possible, on average over draws, of its own payoff: that of the agreement as it sees it when it is signed, without one its reservation value; what its levers cost it is part of both. " +
			"Whether anybody would, could or should choose so is not a question that draws answer.",
	}
	for i := range e.Holders {
		if h := &e.Holders[i]; h.Aim {
			lines = append(lines, fmt.Sprintf("By aims in the scenario %s wants %s instead.", e.Holder(i), h.Wants))
		}
	}
	var fixed []string
	for _, k := range b.ListedLevers() {
		id := b.Levers[k].ID
		if !slices.ContainsFunc(e.Levers, func(w study.LeverWeight) bool { return w.Lever == id }) {
			fixed = append(fixed, id)
		}
	}
	if fixed != nil {
		lines = append(lines, "Nobody chooses "+List(fixed)+": as the scenario has them.")
	}
	return lines
}

// Holder is the name of a holder.
func (e *Equilibrium) Holder(i int) string {
	return PartyName(&e.Scenario.Bargain.Parties[e.Holders[i].Party])
}

// Game returns the game of a theory; nil if it was not asked about.
func (e *Equilibrium) Game(theory int) *study.LeverGame {
	for i := range e.Games {
		if e.Games[i].Theory == theory {
			return &e.Games[i]
		}
	}
	return nil
}

// Leading is the game that is shown first: of the leading theory, else the first.
func (e *Equilibrium) Leading() *study.LeverGame {
	if g := e.Game(e.Lead); g != nil {
		return g
	}
	return &e.Games[0]
}

// TheoryOf is the name of a game's theory.
func (e *Equilibrium) TheoryOf(g *study.LeverGame) string { return TheoryName(&e.Theories[g.Theory]) }

// gains are written with more digits than payoffs: they are differences of paired
// draws.
var gains = Amounts{Width: 0.005}

// GainText writes a gain with its error.
func GainText(e *study.Estimate) string {
	if e.Value == 0 {
		return "0"
	}
	return gains.WithError(e.Value, e.Error)
}

// ChangeOfShare writes how a share of draws changes.
func ChangeOfShare(p *study.Paired) string {
	text := FormatPoints(p)
	if strings.ContainsAny(text, "0123456789") {
		text += " points"
	}
	return text
}

// movesNamed is how many levers that move a sentence names; one more is named rather
// than counted.
const movesNamed = 5

// Moves writes how weights differ from others: lever from weight to weight. Of many
// it names those that change most, and says how many others move.
func (e *Equilibrium) Moves(from, to []float64) string {
	var moved []int
	for j := range e.Levers {
		if from[j] != to[j] {
			moved = append(moved, j)
		}
	}
	others := 0
	if len(moved) > movesNamed+1 {
		slices.SortStableFunc(moved, func(i, j int) int {
			return cmp.Compare(math.Abs(to[j]-from[j]), math.Abs(to[i]-from[i]))
		})
		others = len(moved) - movesNamed
		moved = moved[:movesNamed]
		slices.Sort(moved)
	}
	var parts []string
	for _, j := range moved {
		parts = append(parts, fmt.Sprintf("%s %s → %s", e.Levers[j].Lever, Weight(from[j]), Weight(to[j])))
	}
	text := strings.Join(parts, ", ")
	if others > 0 {
		text += fmt.Sprintf(" and %d others", others)
	}
	return text
}

// Now is the weights of all levers in the scenario.
func (e *Equilibrium) Now() []float64 {
	now := make([]float64, len(e.Levers))
	for j, w := range e.Levers {
		now[j] = w.Now
	}
	return now
}

// Regrets says in a sentence what holders would gain by their best replies to the
// scenario as it is.
func (e *Equilibrium) Regrets(g *study.LeverGame) string {
	var gain, none []string
	for i := range g.Replies {
		if r := &g.Replies[i]; r.Gains() {
			gain = append(gain, fmt.Sprintf("%s would gain by %s (%s)", e.Holder(i), GainText(&r.Gain.Difference), e.Moves(e.Now(), r.Weights)))
		} else {
			none = append(none, e.Holder(i))
		}
	}
	if none != nil {
		gain = append(gain, "no move tried of "+List(none)+" gains more than twice its error")
	}
	return "in these draws, against the scenario as it is, " + strings.Join(gain, "; ")
}

// Rest says where repeated best replies lead and whether that holds on all draws.
func (e *Equilibrium) Rest(g *study.LeverGame) []string {
	if g.TooFew {
		n := g.Replies[0].Gain.Difference.N // those that match what was observed
		return []string{fmt.Sprintf("where best replies end is looked for with %s draws or more, and here %s: no equilibrium is claimed", FormatCount(study.MinimumDraws), Counted(n, "draw counts", "draws count"))}
	}
	var lines []string
	if s := e.cycles(g); s != "" {
		lines = append(lines, s)
	}
	holding := 0
	for i := range g.Points {
		if g.Points[i].Holds {
			holding++
		}
	}
	if holding > 1 {
		lines = append(lines, fmt.Sprintf("%d points hold: several equilibria in weights, and where replies begin decides which", holding))
	}
	for i := range g.Points {
		text := e.Point(g, &g.Points[i])
		if len(g.Points) > 1 {
			text = fmt.Sprintf("point %d: %s", i+1, text)
		}
		lines = append(lines, text)
	}
	if len(g.Points) == 0 {
		lines = append(lines, "repeated best replies come to rest nowhere, so no equilibrium in weights is claimed")
	}
	return lines
}

// cycles says how many starts lead back to where replies have been.
func (e *Equilibrium) cycles(g *study.LeverGame) string {
	round, nowhere := 0, 0
	for _, x := range g.Endings {
		switch x.Kind {
		case analysis.EndsInCycle:
			round++
		case analysis.EndsNowhere:
			nowhere++
		case analysis.EndsAtRest:
		}
	}
	of := FormatCount(len(g.Endings))
	switch {
	case round > 0:
		i := slices.IndexFunc(g.Endings, func(x analysis.Ending) bool { return x.Kind == analysis.EndsInCycle })
		cycle := g.Endings[i].Cycle
		moved := make([]float64, len(e.Levers)) // the levers that move in it
		var levers []string
		for j := range moved {
			low, high := math.Inf(1), math.Inf(-1)
			for _, x := range cycle {
				low, high = min(low, x[j]), max(high, x[j])
			}
			if high-low > 0.01 {
				levers = append(levers, fmt.Sprintf("%s between %s and %s", e.Levers[j].Lever, Weight(low), Weight(high)))
			}
		}
		return fmt.Sprintf("from %d of %s starts best replies go round in a cycle of %d (%s)", round, of, len(cycle), strings.Join(levers, ", "))
	case nowhere > 0:
		return fmt.Sprintf("from %d of %s starts best replies neither come to rest nor repeat", nowhere, of)
	}
	return ""
}

// Point says what a point is and whether it holds.
func (e *Equilibrium) Point(g *study.LeverGame, p *study.RestPoint) string {
	s := "tried besides, with the best replies to the scenario as it is"
	switch moved := e.Moves(e.Now(), p.Weights) != ""; {
	case len(p.Starts) > 0:
		how := "repeated best replies"
		if g.Endings[p.Starts[0]].Damped {
			how = "replies averaged over rounds"
		}
		s = fmt.Sprintf("%s from %d of %d starts lead to one point", how, len(p.Starts), len(g.Endings))
	case !moved:
		s = "tried besides"
	}
	if p.Moved > 0 {
		s += fmt.Sprintf(" (moved on %s by replies)", times(p.Moved))
	}
	if moves := e.Moves(e.Now(), p.Weights); moves != "" {
		s += ": " + moves
	} else {
		s += ": the scenario as it is"
	}
	if !p.Holds {
		for i := range p.Replies {
			if r := &p.Replies[i]; r.Leads() {
				return s + fmt.Sprintf(". It does not hold: %s would gain by %s from there (%s), so no equilibrium is claimed", e.Holder(i), GainText(&r.Gain.Difference), e.Moves(p.Weights, r.Weights))
			}
		}
	}
	tried, lost := p.Tried()
	s += fmt.Sprintf(". An equilibrium in weights: on all draws no holder gains more than the error of its gain by any of %s single moves tried", FormatCount(tried))
	if lost > 0 {
		s += fmt.Sprintf(" (%s of them lose clearly in the first %s draws, or in at most half of all, and were tried on these alone)", FormatCount(lost), FormatCount(g.FewDraws))
	}
	if p.Pairs > 0 {
		s += fmt.Sprintf("; nor by any of %s of one holder, moved to ends together", Counted(p.Pairs, "pair of levers", "pairs of levers"))
		if g.FewDraws > 0 {
			s += " (those that do not gain in the first draws were tried on no more)"
		}
	}
	s += e.nearest(g, p)
	if headline := e.HeadlineClass(); p.Outcomes != nil {
		d := &p.Outcomes[headline]
		s += fmt.Sprintf("; %s there %s → %s of draws (%s)", e.Scenario.Bargain.ClassLabel(headline), FormatShareOf(d.A), FormatShareOf(d.B), ChangeOfShare(d))
	}
	return s
}

// nearest says of a point that holds how near the nearest move tried comes.
func (e *Equilibrium) nearest(g *study.LeverGame, p *study.RestPoint) string {
	h, r := p.Nearest()
	if r == nil {
		return ""
	}
	d := &r.Near.Difference
	on := ""
	if g.FewDraws > 0 && d.N < r.Gain.Difference.N {
		on = fmt.Sprintf(", in %s draws", FormatCount(d.N))
	}
	return fmt.Sprintf("; the nearest of these moves changes what %s wants by %s (%s%s)", e.Holder(h), GainText(d), e.Moves(p.Weights, r.NearBy), on)
}

func times(n int) string {
	switch n {
	case 1:
		return "once"
	case 2:
		return "twice"
	}
	return FormatCount(n) + " times"
}

// Quality says how good the surfaces are that told what to try.
func (e *Equilibrium) Quality(g *study.LeverGame) string {
	low, high, off := 1.0, 0.0, 0.0
	which := -1
	for i, r := range g.Surfaces {
		low, high = min(low, r.Explains()), max(high, r.Explains())
		if miss := math.Abs(g.Replies[i].Estimated.Value - g.Replies[i].Real.Difference.Value); which < 0 || miss > off {
			off, which = miss, i
		}
	}
	r := &g.Replies[which]
	explained := FormatPercent(low, 0.01)
	if text := FormatPercent(high, 0.01); text != explained {
		explained += " to " + text
	}
	where, but := "on all draws", "that estimate is"
	if g.TrialDraws < e.Config.Draws {
		where, but = fmt.Sprintf("in the first %s draws", FormatCount(g.TrialDraws)), "these two is"
	}
	return fmt.Sprintf("what to try came from response surfaces, which explain %s of what differs between draws left out of the fit; of the best replies that they find, the gain was off most for %s: estimated %s, %s %s. Every number above but %s from all draws, paired with the scenario as it is; gains of up to %s count as none.",
		explained, e.Holder(which), GainText(&r.Estimated), where, GainText(&r.Real.Difference), but, Plain(study.LeastGain))
}
