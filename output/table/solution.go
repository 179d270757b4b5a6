package table

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"sim/model"
	"sim/model/study"
	"sim/output"
)

// WriteSolution writes what one meeting comes to for a terminal or a pipe.
func WriteSolution(w io.Writer, s *study.Solution, style Style) error {
	if err := writeMeetingHead(w, s.Subject, s.Theory.Name+" · package "+s.Package.ID, style); err != nil {
		return err
	}
	if _, err := fmt.Fprintf(w, "%s\n\n", endingOf(s)); err != nil {
		return err
	}
	if granted := output.Granted(s); granted != nil {
		if _, err := fmt.Fprintf(w, "This is as if what %s waits for had come: %s.\n\n", s.Package.ID, strings.Join(granted, "; ")); err != nil {
			return err
		}
	}
	if err := solvedParties(s).Text(w, style); err != nil {
		return err
	}
	if text := ripenessOf(s); text != "" {
		if _, err := fmt.Fprintf(w, "\n%s\n", text); err != nil {
			return err
		}
	}
	if !s.Tabled() {
		return nil
	}
	if _, err := fmt.Fprintln(w); err != nil {
		return err
	}
	if err := solvedIssues(s).Text(w, style); err != nil {
		return err
	}
	t := solvedTotals(s)
	if t == nil {
		return nil
	}
	if _, err := fmt.Fprintln(w); err != nil {
		return err
	}
	return t.Text(w, style)
}

// WriteFrontier writes where theories put two parties for a terminal or a pipe.
func WriteFrontier(w io.Writer, s *study.Subject, f *study.Frontier, style Style) error {
	b := s.Scenario.Bargain
	if err := writeMeetingHead(w, s, "package "+b.Packages[f.Package].ID, style); err != nil {
		return err
	}
	t := Pareto(b, f)
	t.Title = ""
	return t.Text(w, style)
}

// writeMeetingHead writes what a meeting at central values is about.
func writeMeetingHead(w io.Writer, s *study.Subject, what string, style Style) error {
	head := fmt.Sprintf("%s · %s · one meeting at central values", s.Scenario.Name, what)
	_, err := fmt.Fprintf(w, "%s\n%s\n\n", style.Strong(head), strings.ToUpper(output.Notice))
	return err
}

// solvedParties is how the parties fare, in stake units.
func solvedParties(s *study.Solution) *Table {
	b := s.Subject.Scenario.Bargain
	t := &Table{Head: []string{"party", "payoff", "reservation value", "surplus"}}
	for _, i := range b.ListedParties() {
		payoff, surplus := "–", "–"
		if s.Tabled() {
			payoff, surplus = output.FormatExact(s.Payoff(i)), output.FormatExact(s.Offer.Surplus[i])
		}
		t.Rows = append(t.Rows, []string{output.PartyName(&b.Parties[i]), payoff, output.FormatExact(s.Problem.Reservation[i]), surplus})
	}
	return t
}

// solvedIssues are the terms, in the issues' own units.
func solvedIssues(s *study.Solution) *Table {
	b := s.Subject.Scenario.Bargain
	t := &Table{Head: []string{"issue", "terms", "on the scale", "unit"}, Left: map[int]bool{2: true, 3: true}}
	for _, k := range b.ListedIssues() {
		issue := &b.Issues[k]
		amount, ok := s.Terms(k)
		if o := issue.OptionAt(s.Offer.Terms[k]); ok && o >= 0 {
			t.Rows = append(t.Rows, []string{output.IssueName(issue), issue.OptionName(o), "", issue.Unit})
		} else if ok {
			t.Rows = append(t.Rows, []string{output.IssueName(issue), output.AmountsOf(issue).Exact(amount), output.OnScale(issue, s.Offer.Terms[k]), issue.Unit})
		}
	}
	return t
}

// endingOf is how the meeting ended, in sentences.
func endingOf(s *study.Solution) string {
	text, tie := "Status: "+s.Offer.Status.String(), ""
	switch {
	case s.Offer.Flags&model.Tied == 0:
	case s.Theory.Ordered:
		tie = " It rests on a tie: equals were taken in the order that the scenario gives."
	default:
		tie = " It rests on a tie: of equals the first by name was taken; in draws chance decides."
	}
	if s.Offer.Status == model.KnifeEdge {
		tie = " No other terms are acceptable, and nobody gains by these." + tie
	}
	tie += countsOf(s)
	if s.Offer.Status == model.Predicted {
		text += "; nobody is asked, and the terms below are no agreement." + tie
		if ids := notConsenting(s); ids != nil {
			text += " They would be refused by " + strings.Join(ids, ", ") + "."
		}
		return text
	}
	if s.Offer.Reason == model.NoReason {
		return text + "." + tie
	}
	text += ", because: " + reasonWords[s.Offer.Reason] + "." + tie
	if ids := notConsenting(s); ids != nil {
		text += " Standing in its way: " + strings.Join(ids, ", ") + "."
	}
	text += wayRound(s)
	if s.Tabled() {
		text += " The terms below are what the theory arrives at, not an agreement."
	}
	return text
}

// countsOf says how counts were found, if they were; "" if there is nothing to say.
func countsOf(s *study.Solution) string {
	switch {
	case s.Offer.Flags&model.Rounded == 0:
		return ""
	case s.Offer.Status == model.Undecided:
		return " None of the counts that were tried is acceptable: those next to the divided terms, and others around them. There may be some farther away."
	case s.Offer.Reason == model.Indivisible:
		return " No counts are acceptable, of all that totals leave."
	case s.Theory.Family == "influence":
		return " Counts are those nearest to what the theory comes to."
	}
	return " Counts are " + output.CountsFound + "."
}

// wayRound says what would open the zone although something cannot be split.
func wayRound(s *study.Solution) string {
	w, b := &s.WayRound, s.Subject.Scenario.Bargain
	lots := ""
	if w.Lots {
		first := &b.Parties[slices.Index(s.Problem.Consent, true)]
		lots = fmt.Sprintf("lots (%s for what suits %s better)", output.FormatPercent(w.Odds, 0), output.PartyName(first))
	}
	switch {
	case w.Lots && w.Pay:
		return " Drawing " + lots + " would open the zone, and so would a payment."
	case w.Lots:
		return " Drawing " + lots + " would open the zone."
	case w.Pay:
		return " A payment would open the zone."
	}
	return ""
}

// notConsenting are the IDs of the parties that stand in the way.
func notConsenting(s *study.Solution) (ids []string) {
	for _, i := range s.NotConsenting() {
		ids = append(ids, s.Subject.Scenario.Bargain.Parties[i].ID)
	}
	return ids
}

// reasonWords say the reasons for no agreement in words.
var reasonWords = map[model.Reason]string{
	model.EmptyZone:       "no terms give every party at least its reservation value",
	model.RedLineConflict: "binding red lines and limits leave nothing to table",
	model.Unreachable:     "a party's reservation value lies above the best that any terms can give it",
	model.Refused:         "the theory's terms fall below a party's reservation value",
	model.NotConsenting:   "a party did not consent",
	model.Waited:          "a party preferred to wait",
	model.PastDeadline:    "a deadline passed",
	model.NotRatified:     "it was not ratified",
	model.NotKept:         "terms would be acceptable, but some party would break them later",
	model.NotKnown:        "more was demanded than a party accepts",
	model.HeldOut:         "both sides hold out for demands of their own",
	model.BidsMissed:      "the sealed bids miss each other",
	model.Breakdown:       "talks broke down",
	model.NotDecided:      "the solver could not tell",
	model.WaitsFor:        "something else had to come first",
	model.LotteryOnly:     "no single deal gives every party at least its reservation value, only a lottery over deals would; it needs side payments, randomisation or sequencing",
	model.Indivisible:     "terms would be acceptable if what cannot be split could be",
	model.OverTotal:       "no terms within the limits add up to what the totals ask for",
}
