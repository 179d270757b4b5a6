package plot

import (
	"fmt"
	"math"
	"strings"

	"sim/model"
	"sim/output"
)

var zone = Kind{
	Name: "zone",
	Doc:  "Zone of possible agreement: where the draws have one, why the others have none, and what the two sides gain.",
	// Over rounds a draw meets many times, and the last reason says little about
	// the others: time-to-agreement and who-blocked tell that story.
	Applies: func(r *output.Result) bool {
		_, ok := zoneTheory(r)
		return ok && r.Scenario.Bargain.Clock.Rounds == 0
	},
	figures: func(r *output.Result) []Figure {
		return []Figure{{
			Name:        "zone",
			Title:       "Zone of possible agreement: is there a deal that everyone asked gains from?",
			Description: describeZone(r),
			draw:        func(s *canvas) { drawZone(s, r) },
		}}
	},
}

// zoneTheory picks the theory whose single draws are shown: nash, else the
// first one other than the baseline that asks for consent. ok is false if
// nobody's consent is needed.
func zoneTheory(r *output.Result) (theory int, ok bool) {
	b := r.Scenario.Bargain
	asked := false
	for i := range b.Parties {
		asked = asked || b.Parties[i].Seat != model.Observer
	}
	if !asked {
		return 0, false
	}
	theory = -1
	for i := range r.Tally.Theories {
		switch {
		case !b.Theories[i].Consent:
		case b.Theories[i].Name == "nash":
			return i, true
		case theory < 0 || b.Theories[theory].Baseline:
			theory = i
		}
	}
	return theory, theory >= 0
}

// zoneSides picks the two parties that face each other: the first two whose
// consent is needed, signatories before sponsors.
func zoneSides(b *model.Bargain) (sides [2]int, ok bool) {
	n := 0
	for _, seat := range []model.Seat{model.Signatory, model.Sponsor} {
		for _, i := range b.ListedParties() {
			if n < 2 && b.Parties[i].Seat == seat {
				sides[n] = i
				n++
			}
		}
	}
	return sides, n == 2
}

// A verdict says how a theory's draws divide: a package was signed, or one reason why not.
type verdict struct {
	name  string
	fill  fill
	count int
}

// reasonFills are the fills of the reasons, by number. None is that of an
// outcome class but the pale one, which means nothing in force in both.
var reasonFills = []fill{
	model.NoReason:        {white, solid, grey},
	model.EmptyZone:       {pale, solid, grey},
	model.RedLineConflict: {orange, crossed, ink},
	model.Unreachable:     {white, falling, ink},
	model.Refused:         {purple, falling, ink},
	model.NotConsenting:   {grey, rising, white},
	model.Waited:          {sky, level, ink},
	model.PastDeadline:    {pale, crossed, grey},
	model.NotRatified:     {inkSoft, level, white},
	model.NotKept:         {orange, rising, ink},
	model.NotKnown:        {purple, rising, white},
	model.HeldOut:         {sky, falling, ink},
	model.BidsMissed:      {purple, crossed, white},
	model.Breakdown:       {vermilion, rising, ink},
	model.NotDecided:      {white, crossed, grey},
	model.LotteryOnly:     {pale, rising, ink},
	model.OverTotal:       {pale, level, ink},
	model.Indivisible:     {pale, falling, ink},
	model.WaitsFor:        {inkSoft, falling, white},
}

func reasonFill(r model.Reason) fill {
	if int(r) < len(reasonFills) && r >= 0 {
		return reasonFills[r]
	}
	return fill{white, falling, grey}
}

// verdicts divide a theory's draws by whether a settlement or ceasefire is in
// force and, if not, by the reason.
func verdicts(r *output.Result, theory int) []verdict {
	t := &r.Tally.Theories[theory]
	vs := []verdict{{
		name: output.HeadlineWords(r.Scenario.Bargain) + " signed", fill: fill{blue, solid, white},
		count: t.Classes[model.Settlement] + t.Classes[model.Ceasefire],
	}}
	if overTime(r) {
		vs[0].name = output.HeadlineWords(r.Scenario.Bargain) + " in force"
	}
	rest := r.Tally.N(theory) - vs[0].count
	for reason, count := range t.Reasons {
		if count == 0 || reason == int(model.NoReason) {
			continue
		}
		vs = append(vs, verdict{reasonText(model.Reason(reason)), reasonFill(model.Reason(reason)), count})
		rest -= count
	}
	if rest > 0 {
		vs = append(vs, verdict{reasonText(model.NoReason), reasonFill(model.NoReason), rest})
	}
	return vs
}

func describeZone(r *output.Result) string {
	b := r.Scenario.Bargain
	var w strings.Builder
	w.WriteString("Share of draws, by theory.")
	for _, i := range theoryOrder(b, len(r.Tally.Theories)) {
		fmt.Fprintf(&w, " %s:", output.TheoryName(&b.Theories[i]))
		for j, v := range verdicts(r, i) {
			if j > 0 {
				w.WriteString(",")
			}
			fmt.Fprintf(&w, " %s %s", v.name, output.FormatShare(v.count, r.Tally.N(i)))
		}
		w.WriteString(".")
	}
	return w.String()
}

func drawZone(s *canvas, r *output.Result) {
	s.prose("A zone of possible agreement is a set of terms that leaves everyone whose consent is needed at least as well off as no deal. Where a draw has none, no theory can end it in a deal that all consent to; but a theory that tables one set of terms cannot tell a missing zone from a missed one: both count as terms below a reservation value.")

	s.drawReasons(r)
	if r.Sample != nil && r.Sample.N > 0 {
		drawGains(s, r)
	}
}

// drawVerdicts draws one theory's verdicts side by side.
func drawVerdicts(s *canvas, a axis, at box, vs []verdict, draws int) {
	sum := 0
	for _, v := range vs {
		left := a.at(float64(sum) / float64(draws))
		sum += v.count
		part := box{left, at.top, a.at(float64(sum) / float64(draws)), at.bottom}
		s.area(part, v.fill)
		share := output.FormatShare(v.count, draws)
		w := labelStyle.measure(share) + 8
		if v.count > 0 && w < part.width()-4 {
			x := (part.left + part.right) / 2
			if v.fill.pattern != solid {
				s.rect(box{x - w/2, part.middle() - 8.5, x + w/2, part.middle() + 8.5}, v.fill.colour)
			}
			s.write(labelStyle.in(contrast(v.fill.colour)), x, part.middle(), centred, share)
		}
		if sum > v.count && v.count > 0 {
			s.line(left, at.top, left, at.bottom, pen{colour: white, width: 1.4})
		}
	}
}

// finite reports whether x is a number.
func finite(x float64) bool { return !math.IsNaN(x) && !math.IsInf(x, 0) }
