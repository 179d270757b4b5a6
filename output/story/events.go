package story

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"sim/model"
	"sim/output"
)

// tell puts an event into words.
func (n *narrator) tell(e model.Event) {
	switch e.Kind {
	case model.LineMoved:
		n.line, n.moved = e.Value, e.Margin
	case model.BrokeThrough:
		n.say("%s breaks through: the %s moves to %s.", n.party(e.Party), n.mover(), n.position(n.issue, e.Value))
	case model.MeetingHeld:
		n.meeting(e)
	case model.MeetingRefused:
		n.say("A meeting was planned; %s does not come.", n.party(e.Party))
	case model.NoZone:
		n.say("%s: %s.", n.pack(e.Package), n.why(e))
	case model.Tabled:
		n.tabled(e)
	case model.Answered:
		n.answered(e)
	case model.TermsPredicted:
		n.predicted(e)
	case model.CourseTaken:
		n.course(e.Course)
	case model.PackageSigned:
		n.say("%s is signed.", n.pack(e.Package))
	case model.PackageStopped:
		n.say("%s is accepted by all and not ratified.", n.pack(e.Package))
	case model.Recorded:
		n.say("%s is recorded as the party that did not consent.", n.party(e.Party))
	case model.LeverCarried:
		n.say("Carried out: %s (%s).", n.lever(e.Lever), n.party(e.Party))
	case model.LeverAnnounced:
		n.say("Announced, not carried out: %s (%s).", n.lever(e.Lever), n.party(e.Party))
	case model.Violated:
		put := "It is put down to " + n.party(e.Party) + "."
		if did := int(e.Value); did >= 0 && did != e.Party {
			put = fmt.Sprintf("It is put down to %s, though %s violated it.", n.party(e.Party), n.party(did))
		}
		n.say("%s is violated and ends. %s", n.pack(e.Package), put)
	case model.EscalationCame:
		n.say("Escalation ends the draw.")
	case model.TalksEnded:
		n.say("The talks end.")
	case model.TalksReopened:
		n.say("The talks open again.")
	case model.Demanded:
		n.say("%s makes a demand; by what it knows %.0f%% of what the other side may be would accept it.", n.party(e.Party), math.Round(float64(100*e.Value)))
	case model.StoodFirm:
		n.say("  %s refuses: it would rather go on than take that, which who proposed it did not know.", n.party(e.Party))
	case model.Insisted:
		n.say("%s insists on terms of its own for %s (when asked first, it gives in at %.2g%% of meetings):", n.party(e.Party), n.pack(e.Package), float64(100*e.Value))
		n.terms(e)
	case model.Bid:
		k := n.b.Packages[e.Package].Issues[0]
		n.say("%s bids, sealed, for %s: %s.", n.party(e.Party), n.pack(e.Package), n.position(k, e.Value))
	case model.GaveIn:
		n.say("  %s gives in.", n.party(e.Party))
	case model.TakenBack:
		n.say("Taken back from %s: %s.", n.party(e.Party), n.lever(e.Lever))
	case model.PartyLeft:
		n.say("%s leaves the talks for good.", n.party(e.Party))
	case model.PackageWaits:
		r := &n.b.Packages[e.Package].Requires[int(e.Value)]
		n.say("%s is not tabled: it needs %s.", n.pack(e.Package), output.Requirement(n.b, r, n.in))
	case model.KeptOffTable:
		n.say("%s is not tabled: %s insists on %s first.", n.pack(e.Package), n.party(e.Party), n.pack(int(e.Value)))
	case model.DeadlineCame:
		d := &n.b.Deadlines[int(e.Value)]
		n.say("A deadline passes: %s.", title(d.Title, d.ID))
		for _, i := range d.Ends {
			n.say("  %s is no longer tabled.", n.pack(i))
		}
		for _, x := range d.NoDeal {
			n.say("  Without a deal %s ends at %s from now on.", output.IssueName(&n.b.Issues[x.Issue]), output.AmountsOf(&n.b.Issues[x.Issue]).Exact(x.Term.In(n.in)))
		}
		for _, x := range d.Shifts {
			n.say("  What no deal is worth to %s shifts from now on.", n.party(x.Party))
		}
	case model.Settling:
		n.say("%s has settled: it is broken less often from now on.", n.pack(e.Package))
	}
}

// why says why a theory found no terms, and who stands in the way.
func (n *narrator) why(e model.Event) string {
	var who []string
	for i, s := range e.Payoff {
		if s >= 0.1 {
			who = append(who, n.party(i))
		}
	}
	if len(who) == 0 {
		return reasons[e.Reason]
	}
	names := strings.Join(who, " and ")
	switch e.Reason { //nolint:exhaustive // the others name nobody
	case model.Unreachable:
		return names + " is better off without a deal than with the best that can be tabled"
	case model.Refused:
		return "the theory's terms lie below the reservation value of " + names
	case model.EmptyZone:
		return reasons[e.Reason] + "; those of " + names + " do not fit together"
	case model.NotKept:
		return fmt.Sprintf("%s, by %s in round %d after signature", reasons[e.Reason], names, int(e.Value))
	case model.RedLineConflict:
		return "the red lines of " + names + " leave nothing to table"
	}
	return reasons[e.Reason]
}

// reasons are the reasons for no agreement, in words.
var reasons = map[model.Reason]string{
	model.EmptyZone:       "no terms give every party its reservation value",
	model.RedLineConflict: "red lines leave nothing to table",
	model.Unreachable:     "one party is better off without a deal than with the best that can be tabled",
	model.Refused:         "the theory's terms lie below a party's reservation value",
	model.NotConsenting:   "a party did not consent",
	model.Waited:          "a party preferred to wait",
	model.PastDeadline:    "a deadline passed",
	model.NotRatified:     "accepted, not ratified",
	model.NotKept:         "terms that would suit everybody would be broken later",
	model.NotKnown:        "a party refused a demand that it would have accepted if it needed less",
	model.HeldOut:         "both sides hold out for demands of their own",
	model.BidsMissed:      "the sealed bids miss each other, though the limits would meet",
	model.Breakdown:       "the bargaining broke down",
	model.NotDecided:      "the theory could not tell",
	model.LotteryOnly:     "no single deal gives every party its reservation value, chances of several would: it needs side payments, randomisation or sequencing",
	model.Indivisible:     "no terms suit everybody as something cannot be split; if it could, some would",
	model.OverTotal:       "no terms within the limits add up to what the totals ask for",
	model.WaitsFor:        "it waits for something that has to come first",
	model.NoReason:        "nothing was tabled",
}

// meetingOf is how the line begins that says who meets.
const meetingOf = "Meeting of "

func (n *narrator) meeting(e model.Event) {
	if n.b.Clock.Rounds == 0 {
		return
	}
	var who []string
	for _, i := range n.b.ListedParties() {
		if e.Room[i] {
			who = append(who, n.party(i))
		}
	}
	n.say("%s%s.", meetingOf, strings.Join(who, ", "))
}

// toldIssues is how many issues of a package's terms are told.
const toldIssues = 6

// tabled tells the terms of a package that is tabled, and what each party gains.
func (n *narrator) tabled(e model.Event) {
	n.say("%s is tabled:", n.pack(e.Package))
	n.terms(e)
	n.gains(e)
}

// predicted tells the terms that a theory which asks nobody predicts, and what
// each party gains by them.
func (n *narrator) predicted(e model.Event) {
	n.say("Nobody is asked. The terms predicted for %s:", n.pack(e.Package))
	n.terms(e)
	n.gains(e)
}

// terms tells the terms of an event on the issues that matter most.
func (n *narrator) terms(e model.Event) {
	pkg := &n.b.Packages[e.Package]
	issues := slices.DeleteFunc(slices.Clone(n.b.ListedIssues()), func(k int) bool { return !slices.Contains(pkg.Issues, k) })
	slices.SortStableFunc(issues, func(a, b int) int {
		return cmpFloat(n.weight(b), n.weight(a))
	})
	for i, k := range issues {
		if i == toldIssues {
			n.say("    and %d more issues", len(issues)-toldIssues)
			break
		}
		n.say("    %s: %s", strings.ReplaceAll(n.b.Issues[k].ID, "_", " "), n.position(k, e.Terms[k]))
	}
}

// gains tells what each party in the room gains by the terms of an event.
func (n *narrator) gains(e model.Event) {
	var gains []string
	for _, i := range n.b.ListedParties() {
		if i < len(e.Room) && e.Room[i] && n.b.Parties[i].Seat != model.Observer {
			gains = append(gains, fmt.Sprintf("%s %+.3f", n.party(i), e.Payoff[i]))
		}
	}
	if gains != nil {
		n.say("  against no deal, in stake units: %s", strings.Join(gains, ", "))
	}
}

// weight is how much an issue matters to the parties together, by the middle
// of what is believed of their saliences.
func (n *narrator) weight(k int) float64 {
	sum := 0.0
	for i := range n.b.Parties {
		sum += n.central(n.b.Issues[k].Stances[i].Salience)
	}
	return sum
}

func (n *narrator) central(x model.Number) float64 {
	if n.middle == nil {
		n.middle = model.CentralValues(n.b)
	}
	return x.In(n.middle)
}

// answered tells what a party answered, and by what margin.
func (n *narrator) answered(e model.Event) {
	other := "waiting"
	verb := "accepts"
	switch model.Action(e.Value) {
	case model.Accept:
		other = "its best alternative"
	case model.Delay:
		verb = "prefers to wait"
	case model.Refuse:
		verb, other = "does not consent", "refusing"
	}
	against := "more than"
	if e.Margin < 0 {
		against = "less than"
	}
	if math.Abs(e.Margin) < 0.0005 { // no digit of it would show
		n.say("  %s %s (accepting and %s are worth the same, to 0.001).", n.party(e.Party), verb, other)
		return
	}
	n.say("  %s %s (accepting is worth %.3f %s %s).", n.party(e.Party), verb, math.Abs(e.Margin), against, other)
}

// end says what is in force and what it is worth, and in the last line how the
// draw ended and why.
func (n *narrator) end(out *model.Outcome) {
	if out.Class == model.Excluded {
		fmt.Fprintf(&n.text, "\nThis draw is left out of all results: it does not match what was observed: %s\n", output.ObservationWords(n.b, &n.b.Observed[out.Round]))
		return
	}
	n.text.WriteString("\nAt the end\n")
	if out.Signed() {
		fmt.Fprintf(&n.text, "  In force: %s; all terms in force:\n", n.pack(out.Package))
		for _, k := range n.b.ListedIssues() {
			if x := out.Terms[k]; x == x {
				fmt.Fprintf(&n.text, "    %s: %s\n", strings.ReplaceAll(n.b.Issues[k].ID, "_", " "), n.position(k, x))
			}
		}
	}
	n.payoffs(out)
	n.totals(out)
	if out.Reason != model.NoReason {
		fmt.Fprintf(&n.text, "  Why no more: %s", reasons[out.Reason])
		if out.NotConsenting >= 0 {
			fmt.Fprintf(&n.text, "; recorded most often as not consenting: %s", n.party(out.NotConsenting))
		}
		if out.Weakest == out.Weakest {
			fmt.Fprintf(&n.text, "; weakest guarantee that would do: %.2f", out.Weakest)
		}
		n.text.WriteString("\n")
	}
	fmt.Fprintf(&n.text, "This draw ends in: %s", out.Class)
	if out.Class == model.Prediction {
		n.text.WriteString(", nothing is signed\n")
		return
	}

	if label := n.b.Labels[out.Class]; label != "" {
		fmt.Fprintf(&n.text, " (%s)", label)
	}
	if out.FrozenConflict {
		n.text.WriteString(", quiet: little " + n.b.Words.OrNeutral().DisagreementCost + " for 12 rounds or more in a row")
	}
	if n.b.Clock.Rounds > 0 && out.Class != model.Stalemate {
		fmt.Fprintf(&n.text, " (first reached in round %d, of %d rounds)", out.Round, n.b.Clock.Rounds)
	}
	n.text.WriteString("\n")
}

// payoffs tells what the package in force was worth to each party when it was
// signed and how far the party trusted it, or only its reservation value.
func (n *narrator) payoffs(out *model.Outcome) {
	signed := out.Signed()
	if out.Class == model.Prediction && len(out.Payoff) > 0 && !math.IsNaN(out.Payoff[0]) {
		n.text.WriteString("  Payoff of these terms against reservation value, in stake units:\n")
		for _, i := range n.b.ListedParties() {
			refuses := ""
			if out.Refuses(n.b, i) {
				refuses = ", would refuse"
			}
			fmt.Fprintf(&n.text, "    %-32s %7.3f against %7.3f%s\n", n.party(i), out.Payoff[i], out.Reservation[i], refuses)
		}
		return
	}
	if signed {
		n.text.WriteString("  Payoff of the agreement against reservation value, in stake units, and share of time for which it was expected to hold:\n")
	} else {
		n.text.WriteString("  Reservation value, in stake units:\n")
	}
	for _, i := range n.b.ListedParties() {
		if signed {
			fmt.Fprintf(&n.text, "    %-32s %7.3f against %7.3f, %.0f%%\n", n.party(i), out.Payoff[i], out.Reservation[i], 100*out.Compliance[i])
			continue
		}
		fmt.Fprintf(&n.text, "    %-32s %7.3f\n", n.party(i), out.Reservation[i])
	}
	if out.Durable {
		fmt.Fprintf(&n.text, "  %s has settled.\n", n.pack(out.Package))
	}
}
