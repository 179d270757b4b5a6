package plot

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"

	"sim/model"
	"sim/model/study"
	"sim/output"
)

// CourseKinds lists the kinds of pictures of a course in the order of its page.
var CourseKinds = []StudyKind[*output.Course]{turns}

// Course lists every picture of a course.
func Course(c *output.Course) []Figure { return figuresOf(CourseKinds, c.Study, c) }

var turns = StudyKind[*output.Course]{
	Name: "turns",
	Doc:  "Where every actor of a theory of influence stands turn by turn in one draw, on the issues on which they start farthest apart.",
	figures: func(c *output.Course) (fs []Figure) {
		for i := range c.Meetings {
			m := &c.Meetings[i]
			issues, left := turnIssues(c, m)
			if len(issues) == 0 {
				continue
			}
			name := "turns"
			if len(c.Meetings) > 1 {
				name = fmt.Sprintf("turns-%d", i+1)
			}
			sub := c.Heading() + ": each line is a party, named where it ends."
			if left > 0 {
				sub += fmt.Sprintf(" %s on which less divides them at the start: in course.csv.", plural(left, "more issue", "more issues"))
			}
			fs = append(fs, Figure{
				Name: name, Title: turnsTitle(c, m, issues), Sub: sub,
				Description: describeTurns(c, m, issues), draw: func(s *canvas) { drawTurns(s, c, m, issues) },
			})
		}
		return fs
	},
}

// turnsTitle says what the positions on the most contested issue come to.
func turnsTitle(c *output.Course, m *study.MeetingCourse, issues []int) string {
	k := slices.MaxFunc(issues, func(a, b int) int { return cmp.Compare(startSpread(m, a), startSpread(m, b)) })
	of := m.Of(k)
	first, last := of[0], of[len(of)-1]
	name := capital(output.IssueName(&c.Scenario.Bargain.Issues[k]))
	if !finite(last.Outcome[last.Column]) {
		return fmt.Sprintf("%s is drawn from where the parties stand after %s", name, plural(last.Number, "turn", "turns"))
	}
	return fmt.Sprintf("%s goes from %s to %s in %s", name, c.Text(k, first.Outcome[first.Column]), c.Text(k, last.Outcome[last.Column]), plural(last.Number, "turn", "turns"))
}

// startSpread is how far apart the actors of a meeting start on an issue.
func startSpread(m *study.MeetingCourse, k int) float64 {
	start := m.Of(k)[0]
	lower, upper := math.Inf(1), math.Inf(-1)
	for _, at := range start.Position {
		if x := at[start.Column]; finite(x) {
			lower, upper = min(lower, x), max(upper, x)
		}
	}
	return upper - lower
}

// mostTurnIssues is how many issues a picture of turns shows.
const mostTurnIssues = 4

// turnIssues are the issues that a picture shows, in the scenario's order, and
// how many it leaves out: those with the smallest spread of positions at the
// start. Where nothing but the start is known, there are none.
func turnIssues(c *output.Course, m *study.MeetingCourse) (issues []int, left int) {
	all := slices.DeleteFunc(c.IssuesOf(m), func(k int) bool { return len(m.Of(k)) < 2 })
	widest := slices.Clone(all)
	slices.SortStableFunc(widest, func(a, b int) int { return cmp.Compare(startSpread(m, b), startSpread(m, a)) })
	widest = widest[:min(mostTurnIssues, len(widest))]
	return slices.DeleteFunc(slices.Clone(all), func(k int) bool { return !slices.Contains(widest, k) }), len(all) - len(widest)
}

func describeTurns(c *output.Course, m *study.MeetingCourse, issues []int) string {
	b := c.Scenario.Bargain
	var w strings.Builder
	w.WriteString(c.Heading() + ".")
	for _, k := range issues {
		of := m.Of(k)
		first, last := of[0], of[len(of)-1]
		fmt.Fprintf(&w, " %s, from the start to turn %d:", capital(c.IssueHeading(m, k)), last.Number)
		var parts []string
		for _, row := range c.ActorsOf(m) {
			if from, to := first.Position[row][first.Column], last.Position[row][last.Column]; finite(from) {
				parts = append(parts, fmt.Sprintf("%s %s to %s", output.PartyName(&b.Parties[m.Parties[row]]), c.Text(k, from), c.Text(k, to)))
			}
		}
		w.WriteString(" " + strings.Join(parts, ", ") + ".")
	}
	return w.String()
}

// mostTurnKeys is how many parties a legend names; the others are named where they
// end alone.
const mostTurnKeys = 24

// outcomePen draws what positions come to.
var outcomePen = pen{colour: ink, width: 2, dashes: []float64{7, 4}}

func drawTurns(s *canvas, c *output.Course, m *study.MeetingCourse, issues []int) {
	const left, tall = margin + 52, 236.0
	b := c.Scenario.Bargain
	keys := []key{{func(x, y float64) { s.line(x, y, x+20, y, outcomePen) }, "what all positions come to"}}
	for _, actor := range c.ActorsOf(m)[:min(mostTurnKeys, len(m.Parties))] {
		party := m.Parties[actor]
		keys = append(keys, key{func(x, y float64) {
			s.line(x, y, x+20, y, pen{colour: partyColour(party), width: 1.5})
			s.marker(party, x+10, y, 4)
		}, output.PartyName(&b.Parties[party])})
	}
	s.legend(keys)
	for _, k := range issues {
		of := m.Of(k)
		n := len(of) - 1
		s.y = s.paragraph(strongStyle, margin, s.y, fromLeft, strongStyle.wrap(capital(c.IssueHeading(m, k)), axesWide-margin, 2)) + 2
		across := axis{float64(of[0].Number), float64(of[n].Number), left + chartInset, axesRight - chartInset}
		ticks := turnTicks(of[n].Number)
		f := s.open(left, axesRight, across.places(ticks))
		row := f.row(tall)
		lower, upper := turnRange(of)
		up := axis{c.Amount(k, lower), c.Amount(k, upper), row.bottom - 8, row.top + 4}
		chart{across, up}.amounts(s, up.ticks(6), output.AmountsOf(&b.Issues[k]).Tick, true)
		line := func(value func(t int) float64) (ps []point) {
			for t := range of {
				if x := value(t); finite(x) {
					ps = append(ps, point{across.at(float64(of[t].Number)), up.at(c.Amount(k, x))})
				}
			}
			return ps
		}
		var ends []float64
		var names []string
		for _, actor := range c.ActorsOf(m) {
			ps := line(func(t int) float64 { return of[t].Position[actor][of[t].Column] })
			if len(ps) == 0 {
				continue
			}
			party := m.Parties[actor]
			s.curve(ps, pen{colour: partyColour(party), width: 1.5})
			last, name := ps[len(ps)-1], output.PartyName(&b.Parties[party])
			for _, p := range []point{ps[0], last} {
				s.marker(party, p.x, p.y, 4)
			}
			if at := slices.IndexFunc(ends, func(y float64) bool { return math.Abs(y-last.y) < 3 }); at >= 0 {
				names[at] += ", " + name
				continue
			}
			ends, names = append(ends, last.y), append(names, name)
		}
		s.curve(line(func(t int) float64 { return of[t].Outcome[of[t].Column] }), outcomePen)
		f.close()
		s.captionsBeside(smallStyle, axesRight, noteWidth+gap, row.top-noticeHeight+2, row.bottom, ends, names)
		s.drawTicks(across, ticks, tickText)
	}
	s.drawName(axis{left: left, right: axesRight}, "turn")
}

// turnTicks are whole turns, about eight of them, from the start on.
func turnTicks(n int) (ticks []float64) {
	step := wholeStep(max(n, 1), 8)
	for t := 0; t <= n; t += step {
		ticks = append(ticks, float64(t))
	}
	return ticks
}

// turnRange is the part of the scale, in positions, that the turns reach, and a
// little more.
func turnRange(of []model.CourseStep) (lower, upper float64) {
	lower, upper = math.Inf(1), math.Inf(-1)
	for t := range of {
		for _, at := range of[t].Position {
			if x := at[of[t].Column]; finite(x) {
				lower, upper = min(lower, x), max(upper, x)
			}
		}
	}
	pad := max(0.05*(upper-lower), 0.01)
	return max(lower-pad, 0), min(upper+pad, 1)
}
