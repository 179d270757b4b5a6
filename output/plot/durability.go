package plot

import (
	"fmt"
	"strings"

	"sim/model"
	"sim/model/montecarlo"
	"sim/model/reference"
	"sim/model/study"
	"sim/output"
)

var durability = Kind{
	Name: "durability",
	Doc:  "Of the draws in which a settlement or ceasefire was signed, the share in which it is still in force after so many rounds.",
	Applies: func(r *output.Result) bool {
		b := r.Scenario.Bargain
		return overTime(r) && (leadsTo(b, model.Settlement) || leadsTo(b, model.Ceasefire))
	},
	figures: func(r *output.Result) []Figure {
		return []Figure{{
			Name:        "durability",
			Title:       "How long " + output.Headline(r.Scenario.Bargain) + " lasts once it is signed",
			Description: describeDurability(r),
			draw:        func(s *canvas) { drawDurability(s, r) },
		}}
	},
}

// leastWatched is how many draws must be watched in a round for the curve to go on.
const leastWatched = 30

// survival is a theory's curve as far as it is drawn; nil if too few draws signed.
func survival(by *montecarlo.RoundTally) (curve []montecarlo.Estimate, signed int) {
	for _, n := range by.Lasted {
		signed += n
	}
	if signed < study.MinimumDraws {
		return nil, signed
	}
	curve = by.Survival()
	for len(curve) > 0 && curve[len(curve)-1].N < leastWatched {
		curve = curve[:len(curve)-1]
	}
	return curve, signed
}

// lookedAt are the numbers of rounds after signing that are written out.
func lookedAt(rounds int) []int {
	var ks []int
	for _, k := range []int{rounds / 6, rounds / 3, rounds / 2} {
		if k = max(k, 1); len(ks) == 0 || k > ks[len(ks)-1] {
			ks = append(ks, k)
		}
	}
	return ks
}

// survivalWords say what share is still in force after some rounds.
func survivalWords(curve []montecarlo.Estimate, rounds int) []string {
	var words []string
	for _, k := range lookedAt(rounds) {
		if k >= len(curve) {
			break
		}
		words = append(words, fmt.Sprintf("after %s: %s", plural(k, "round", "rounds"), output.FormatShareOf(curve[k])))
	}
	return words
}

func describeDurability(r *output.Result) string {
	b := r.Scenario.Bargain
	var w strings.Builder
	w.WriteString("Of the draws in which " + output.Headline(r.Scenario.Bargain) + " was signed, the share in which it is still in force, by theory.")
	for _, i := range theoryOrder(b, len(r.Tally.Theories)) {
		curve, signed := survival(r.Tally.Theories[i].ByRound)
		fmt.Fprintf(&w, " %s: ", output.TheoryName(&b.Theories[i]))
		if curve == nil {
			w.WriteString("not shown, fewer than 100 draws.")
			continue
		}
		fmt.Fprintf(&w, "%s", plural(signed, "draw", "draws"))
		for _, words := range survivalWords(curve, b.Clock.Rounds) {
			w.WriteString(", " + words)
		}
		w.WriteString(".")
	}
	w.WriteString(referenceWords(b, reference.Lasting))
	return w.String()
}

func drawDurability(s *canvas, r *output.Result) {
	b := r.Scenario.Bargain
	n := b.Clock.Rounds
	words := "Rounds are counted from the one in which " + output.Headline(r.Scenario.Bargain) + " was first signed. A draw counts for as long as it was watched: one that runs out of rounds, or ends in " + b.ClassLabel(model.Escalation) + ", says nothing about later ones (product limit, Kaplan and Meier 1958)."
	s.prose(fmt.Sprintf("%s Bands are 95%% Monte Carlo errors. A curve stops where fewer than %d draws are still watched.", words, leastWatched))

	references := besides(b, reference.Lasting)
	s.besideReference("Grey rings are no draws but shares of another population that had not failed when a publication last looked, after years to decades. Years are not rounds, so that they stand at the right edge, at no round.", references, func(of beside) string { return "watched for " + of.Over })
	longest := 1
	for i := range r.Tally.Theories {
		curve, _ := survival(r.Tally.Theories[i].ByRound)
		longest = max(longest, len(curve)-1)
	}
	const slot = 19.0 // of a reference class, to the right of all rounds
	x := axis{0, float64(min(longest, n)), axesLeft + chartInset, axesRight - chartInset - slot*float64(len(references))}
	ticks := wholeTicks(x, 8)
	f := s.open(axesLeft, axesRight, x.places(ticks))
	for j, i := range theoryOrder(b, len(r.Tally.Theories)) {
		if j > 0 {
			f.separate()
		}
		row := f.row(76)
		s.theoryBeside(&b.Theories[i], row)
		c := chart{x, axis{0, 1, row.bottom - 7, row.top + 7}}
		c.amounts(s, []float64{0, 0.5, 1}, percentText, true)
		for n, of := range references {
			s.besideUp(of, c.y, x.right+slot*(float64(n)+0.45))
		}
		curve, signed := survival(r.Tally.Theories[i].ByRound)
		if curve == nil {
			s.note(x, row.middle(), fmt.Sprintf("not shown: fewer than %d draws", study.MinimumDraws))
			s.around(smallStyle, axesRight+gap, row.middle(), []string{"signed in " + plural(signed, "draw", "draws")})
			continue
		}
		p := pen{colour: blue, width: 2}
		if b.Theories[i].Baseline {
			p.colour = grey
		}
		value := func(e montecarlo.Estimate) float64 { return e.Value }
		lower := c.falling(pick(curve, func(e montecarlo.Estimate) float64 { return e.Lower }))
		upper := c.falling(pick(curve, func(e montecarlo.Estimate) float64 { return e.Upper }))
		s.polygon(between(lower, upper), tint(p.colour))
		s.curve(c.falling(pick(curve, value)), p)
		s.around(smallStyle, axesRight+gap, row.middle(), append([]string{"signed in " + plural(signed, "draw", "draws")}, survivalWords(curve, n)...))
	}
	f.close()
	s.drawTicks(x, ticks, tickText)
	name := "rounds after signing"
	if b.Clock.Round != "" {
		name += " (" + b.Clock.Round + " each)"
	}
	s.drawName(x, name)
}

// falling is a curve of shares after 0, 1, 2 … rounds that changes at whole rounds.
func (c chart) falling(shares []float64) []point {
	var ps []point
	for k, v := range shares {
		if k > 0 {
			ps = append(ps, point{c.x.at(float64(k)), ps[len(ps)-1].y})
		}
		ps = append(ps, point{c.x.at(float64(k)), c.y.at(v)})
	}
	return ps
}

// wholeTicks are whole numbers on an axis that begins at 0.
func wholeTicks(a axis, most int) []float64 {
	var ticks []float64
	for t, step := 0, wholeStep(int(a.to), most); t <= int(a.to); t += step {
		ticks = append(ticks, float64(t))
	}
	return ticks
}
