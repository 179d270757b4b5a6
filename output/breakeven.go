package output

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"unicode/utf8"

	"sim/model/analysis"
	"sim/model/study"
)

// A Breakeven is what it would take to reach a goal, as it is shown.
type Breakeven struct {
	*Study
	*study.BreakevenResult
}

// Figure writes a figure with its error.
func (b *Breakeven) Figure(e study.Estimate) string {
	switch {
	case math.IsNaN(e.Value):
		return "–"
	case !b.Measure.Share:
		return AmountsOfMeasure(&b.Measure).WithError(e.Value, e.Error)
	}
	s := FormatShareOf(e)
	if s[0] == '<' || s[0] == '>' {
		return s
	}
	return FormatWithError(float64(100*e.Value), float64(100*e.Error)) + "%"
}

// GoalText says the goal in words.
func (b *Breakeven) GoalText() string {
	bound := "at least"
	if b.Goal.AtMost {
		bound = "at most"
	}
	if b.Measure.Share {
		return fmt.Sprintf("%s %s %s of draws", b.MeasureText(), bound, FormatPercent(b.Goal.Value, 0.0001))
	}
	unit := b.Measure.Unit
	if utf8.RuneCountInString(unit) > 18 {
		unit = "" // too long for a sentence
	}
	return strings.TrimSpace(fmt.Sprintf("mean of %s %s %s %s", b.MeasureText(), bound, AmountsOfMeasure(&b.Measure).group(Plain(b.Goal.Value)), unit))
}

// MeasureText is the measure in words where it is the share of one outcome, else as written.
func (b *Breakeven) MeasureText() string {
	if name, ok := strings.CutPrefix(b.Measure.Text, `share("`); ok {
		if name, ok := strings.CutSuffix(name, `")`); ok && !strings.Contains(name, `"`) {
			return name
		}
	}
	return b.Measure.Text
}

// Verdict says in a sentence what it would take under a theory.
func (b *Breakeven) Verdict(theory int) string {
	if b.Goal.Met(b.Now[theory].Value) {
		return "reached as it is: " + b.Figure(b.Now[theory])
	}
	if i := b.Smallest(theory); i >= 0 {
		n := b.Scans[theory][i].Needed
		s := fmt.Sprintf("%s from %s to %s", b.Levers[i].Lever, b.Levers[i].Written, WeightRange(n))
		if !n.Lasts {
			s += ", but not all the way on"
		}
		return s + b.Unsure(b.Scans[theory][i].Best.Estimate)
	}
	if p := b.SmallestPair(theory); p != nil {
		return fmt.Sprintf("no single lever does; two together: %s from %s to %s and %s from %s to %s, by %s in all%s",
			b.Levers[p.Levers[0]].Lever, b.Levers[p.Levers[0]].Written, Weight(p.At()[0]),
			b.Levers[p.Levers[1]].Lever, b.Levers[p.Levers[1]].Written, Weight(p.At()[1]), SizeRange(p.Found), b.left(theory))
	}
	three := b.Three(theory)
	if three != nil && three.Found != nil {
		f := three.Found
		var moves []string
		for n, i := range f.Levers {
			moves = append(moves, fmt.Sprintf("%s from %s to %s", b.Levers[i].Lever, b.Levers[i].Written, Weight(f.At[n])))
		}
		return fmt.Sprintf("no single lever does, nor do two; three together: %s, by %s in all%s", List(moves), sizeRange(f.Size, f.Lower, f.Upper), b.left(theory))
	}
	s, gets := "no lever does", "farthest gets"
	if len(b.Pairs[theory]) > 0 {
		s += fmt.Sprintf(", nor do two together (all %s pairs)", FormatCount(len(b.Pairs[theory])))
	}
	if three != nil {
		s += fmt.Sprintf(", nor do three (%s)", Counted(three.Threes, "three", "threes"))
	}
	if b.SurfaceDraws > 0 || three != nil {
		s, gets = s+", as far as a response surface tells", "it puts farthest"
	}
	s += b.left(theory)
	if i := b.Farthest(theory); i >= 0 {
		s += fmt.Sprintf("; %s %s at %s: %s%s", gets, b.Levers[i].Lever, Weight(b.Scans[theory][i].Best.At), b.Figure(b.Scans[theory][i].Best.Estimate), b.Unsure(b.Scans[theory][i].Best.Estimate))
	}
	return s
}

// NoneTried says that no weight that was tried of a single lever reaches the goal.
func NoneTried() string {
	return "none of the weights tried (" + strings.Join(scanned(), ", ") + ") does"
}

// scanned are the weights at which a single lever is tried.
func scanned() (list []string) {
	for step := range study.ScanSteps + 1 {
		list = append(list, Plain(float64(step)/study.ScanSteps))
	}
	return list
}

// SearchText says what of the weights of single levers was searched, and how sure
// that is.
func (b *Breakeven) SearchText() string {
	if b.SurfaceDraws == 0 {
		return "Weights were looked at in steps (" + strings.Join(scanned(), ", ") + "); what lies between two steps is not seen unless the goal is reached at one of them."
	}
	off := AmountsOfMeasure(&b.Measure).Format(b.Off, b.Off/10)
	if b.Measure.Share {
		off = fmt.Sprintf("%.2g points", 100*b.Off)
	}
	s := fmt.Sprintf("What levers do was read off a response surface, fitted to %s draws in which the weights of all levers vary: the figures and changes of levers and pairs are its estimates, those needed are from all draws. ", FormatCount(b.SurfaceDraws))
	if b.Followed > 0 {
		s += fmt.Sprintf("At the %s weights that were followed with all draws the surface was off by at most %s. ", FormatCount(b.Followed), off)
	}
	return s + "A lever or pair that it misjudges by more than twice its error is not seen; of up to six levers, named with --levers, each is scanned with all draws."
}

// Unsure says that Monte Carlo error leaves open whether a figure reaches the
// goal; empty where it does not.
func (b *Breakeven) Unsure(e study.Estimate) string {
	if math.IsNaN(e.Value) || b.Goal.Sure(e) {
		return ""
	}
	return ", within two errors of the goal"
}

// Weight writes a weight.
func Weight(x float64) string { return strconv.FormatFloat(math.Round(x*100)/100, 'f', -1, 64) }

// WeightRange writes the weight that is needed, with the range that Monte Carlo
// error leaves.
func WeightRange(c *analysis.Crossing) string {
	if c.Upper-c.Lower < 0.005 {
		return Weight(c.At)
	}
	return fmt.Sprintf("%s (%s to %s)", Weight(c.At), Weight(c.Lower), Weight(c.Upper))
}
