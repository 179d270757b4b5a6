package story

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"sim/model"
	"sim/output"
)

// How much of a course is told: so many turns in which something moves, of each
// so many moves, those that go farthest, and of each move so many issues a party.
const (
	toldTurns = 6
	toldMoves = 4
	toldSteps = 3
)

// course tells how a theory of influence comes to its terms.
func (n *narrator) course(c *model.Course) {
	n.actors = c.Parties
	first := c.Turns[0]
	issueByIssue := len(c.Turns) > 1 && len(c.Turns[1].Contests) > 0
	if first.Share != nil && !issueByIssue {
		n.shares("At the start", &first)
	}
	told, moving := 0, 0
	for t := range c.Turns {
		turn := &c.Turns[t]
		if !slices.ContainsFunc(turn.Moves, func(m model.Move) bool { return n.steps(&m) != nil }) {
			continue
		}
		if moving++; told < toldTurns {
			told++
			n.turn(turn)
		}
	}
	if moving > told {
		n.say("  and %s (all of them with --out)", times(moving-told, "more turn"))
	}
	if last := c.Turns[len(c.Turns)-1]; last.Share != nil && last.Number > 0 {
		n.shares(fmt.Sprintf("After turn %d", last.Number), &last)
	}
	for t := range c.Turns {
		turn := &c.Turns[t]
		switch {
		case turn.Options != nil:
			n.election(turn)
		case len(turn.Contests) > 0:
			n.contests(turn)
		}
	}
}

// election tells the shares of options, the largest first.
func (n *narrator) election(t *model.Turn) {
	options := slices.Clone(t.Options)
	slices.SortStableFunc(options, func(a, b model.Candidate) int { return cmpFloat(b.Share, a.Share) })
	var words []string
	for _, o := range options[:min(toldMoves, len(options))] {
		words = append(words, fmt.Sprintf("%s %.1f%%", o.Name, 100*o.Share))
	}
	n.say("  In an election of the options of %s: %s.", strings.ReplaceAll(n.b.Issues[t.Issues[0]].ID, "_", " "), strings.Join(words, ", "))
}

// turn tells the moves of a turn that go farthest.
func (n *narrator) turn(t *model.Turn) {
	heading := fmt.Sprintf("  Turn %d", t.Number)
	if len(t.Issues) == 1 {
		heading += " on " + strings.ReplaceAll(n.b.Issues[t.Issues[0]].ID, "_", " ")
	}
	n.say("%s", heading)
	moves := slices.DeleteFunc(slices.Clone(t.Moves), func(m model.Move) bool { return n.steps(&m) == nil })
	slices.SortStableFunc(moves, func(a, b model.Move) int { return cmpFloat(way(&b), way(&a)) })
	for i := range moves {
		if i == toldMoves {
			n.say("    and %s", times(len(moves)-toldMoves, "more move"))
			break
		}
		m := &moves[i]
		n.say("    %s%s: %s.", output.MoveText(n.b, m), n.reckoned(m), strings.Join(n.steps(m), "; "))
	}
	if idle := len(t.Moves) - len(moves); idle > 0 {
		n.say("    %s that no digit here would show", times(idle, "more move"))
	}
}

// way is how far a move takes those who go along with it, in positions.
func way(m *model.Move) (sum float64) {
	for _, s := range m.Steps {
		if s.Taken {
			sum += math.Abs(s.To - s.From)
		}
	}
	return sum
}

// reckoned is what the party that moves expects, in brackets.
func (n *narrator) reckoned(m *model.Move) string {
	switch {
	case m.Kind == model.Traded:
		return fmt.Sprintf(" (each gains %.3g)", m.Gain)
	case math.IsNaN(m.OtherGain):
		return fmt.Sprintf(" (its side has %.0f%% of the strength in its eyes; gain %.3g)", 100*m.Chance, m.Gain)
	}
	return fmt.Sprintf(" (it expects %.3g of a challenge, %s %.3g)", m.Gain, n.party(m.Other), m.OtherGain)
}

// steps says where a move takes those who go along with it, on the issues on
// which it takes them farthest; nil if no digit would show it.
func (n *narrator) steps(m *model.Move) (steps []string) {
	for _, party := range [2]int{m.By, m.Other} {
		text := func(s *model.Step, x float64) string {
			issue := &n.b.Issues[s.Issue]
			return output.AmountsOf(issue).Format(issue.Scale.Amount(x), 0)
		}
		of := slices.DeleteFunc(slices.Clone(m.Steps), func(s model.Step) bool {
			return s.Party != party || !s.Taken || text(&s, s.From) == text(&s, s.To)
		})
		slices.SortStableFunc(of, func(a, b model.Step) int { return cmpFloat(math.Abs(b.To-b.From), math.Abs(a.To-a.From)) })
		var words []string
		for _, s := range of[:min(toldSteps, len(of))] {
			word := fmt.Sprintf("from %s to %s", text(&s, s.From), text(&s, s.To))
			if len(m.Steps) > 1 {
				word += " on " + strings.ReplaceAll(n.b.Issues[s.Issue].ID, "_", " ")
			}
			words = append(words, word)
		}
		if more := len(of) - toldSteps; more > 0 {
			words = append(words, "and on "+times(more, "more issue"))
		}
		if len(words) > 0 {
			steps = append(steps, n.party(party)+" goes "+strings.Join(words, ", "))
		}
	}
	return steps
}

// times is a number of things in words.
func times(n int, of string) string {
	if n == 1 {
		return "1 " + of
	}
	return fmt.Sprintf("%d %ss", n, of)
}

// shares tells the strongest positions of an election.
func (n *narrator) shares(when string, t *model.Turn) {
	rows := make([]int, 0, len(t.Share))
	for _, i := range n.b.ListedParties() {
		if row := slices.Index(n.actors, i); row >= 0 {
			rows = append(rows, row)
		}
	}
	slices.SortStableFunc(rows, func(a, b int) int { return cmpFloat(t.Share[b], t.Share[a]) })
	var words []string
	for _, row := range rows[:min(toldMoves, len(rows))] {
		words = append(words, fmt.Sprintf("%s %.1f%%", n.party(n.actors[row]), 100*t.Share[row]))
	}
	n.say("  %s the strongest positions in an election of all: %s.", when, strings.Join(words, ", "))
}

// contests tells how the strongest position does against the others.
func (n *narrator) contests(t *model.Turn) {
	best := n.actors[0]
	for row, share := range t.Share {
		if share > t.Share[slices.Index(n.actors, best)] {
			best = n.actors[row]
		}
	}
	var words []string
	for _, c := range t.Contests {
		switch best {
		case c.For:
			words = append(words, fmt.Sprintf("%s %.0f%%", n.party(c.Against), 100*c.Victory))
		case c.Against:
			words = append(words, fmt.Sprintf("%s %.0f%%", n.party(c.For), 100*(1-c.Victory)))
		}
	}
	if len(words) > 0 {
		on := ""
		if len(t.Issues) == 1 {
			on = " on " + strings.ReplaceAll(n.b.Issues[t.Issues[0]].ID, "_", " ")
		}
		n.say("  In pairs%s the position of %s beats that of the others with: %s.", on, n.party(best), strings.Join(words[:min(len(words), 2*toldMoves)], ", "))
	}
}
