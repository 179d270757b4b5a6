package dataset

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"sim/model"
	"sim/model/montecarlo"
	"sim/output"
)

// An outcomeField is a column of the file of outcomes: what stands in it, and how
// it is put back into an outcome that is read again.
type outcomeField struct {
	Column
	of   func(o *model.Outcome) cell
	back func(o *model.Outcome, v cell) error
}

// outcomeTable has a row per draw and theory, the theories of a draw together.
func outcomeTable(b *model.Bargain) table {
	theories := len(b.Theories)
	t := table{rows: func(c *montecarlo.Chunk) int { return c.N * theories }}
	t.fields = []field{
		{
			Column{"draw", Integer, "", false, "the draw, from 0: the same inputs under every protocol"},
			func(c *montecarlo.Chunk, row int) cell { return integer(c.First + row/theories) },
		},
		{
			Column{"protocol", Text, "", false, "the bargaining theory"},
			func(_ *montecarlo.Chunk, row int) cell { return text(b.Theories[row%theories].Name) },
		},
	}
	for _, f := range outcomeFields(b) {
		t.fields = append(t.fields, field{f.Column, func(c *montecarlo.Chunk, row int) cell {
			return f.of(&c.Outcomes[row%theories][row/theories])
		}})
	}
	return t
}

// outcomeFields are the columns that say how a draw ended.
func outcomeFields(b *model.Bargain) []outcomeField {
	packages, parties := make([]string, len(b.Packages)), make([]string, len(b.Parties))
	for i := range b.Packages {
		packages[i] = b.Packages[i].ID
	}
	for i := range b.Parties {
		parties[i] = b.Parties[i].ID
	}
	fields := []outcomeField{
		{
			Column{"outcome", Text, "", false, "class of the outcome: settlement, ceasefire, partial, stalemate, escalation or collapsed; prediction under a theory that asks nobody, where nothing is signed; excluded if the draw does not match what was observed"},
			func(o *model.Outcome) cell { return text(o.Class.String()) },
			func(o *model.Outcome, v cell) error {
				class := slices.Index(append(model.ClassNames[:], model.Prediction.String(), model.Excluded.String()), v.text)
				if class < 0 {
					return fmt.Errorf("unknown outcome %q", v.text)
				}
				o.Class = model.Class(class)
				return nil
			},
		},
		{
			Column{"round", Integer, "rounds", false, "the round, from 0, in which the draw first reached its outcome; of an excluded draw the number, from 0, of the first observation that it does not meet"},
			func(o *model.Outcome) cell { return integer(o.Round) },
			func(o *model.Outcome, v cell) error { o.Round = v.n; return nil },
		},
		{
			Column{"package", Text, "", true, "the package that was signed, or about which a theory that asks nobody predicts terms; empty without either"},
			func(o *model.Outcome) cell { return idOf(packages, o.Package) },
			func(o *model.Outcome, v cell) (err error) {
				o.Package, err = indexOf(packages, v, "package")
				return err
			},
		},
		{
			Column{"reason", Text, "", true, "why no settlement or ceasefire was signed; empty if one was"},
			func(o *model.Outcome) cell { return text(o.Reason.String()) },
			func(o *model.Outcome, v cell) error {
				reason := slices.Index(model.ReasonNames, v.text)
				if reason < 0 {
					return fmt.Errorf("unknown reason %q", v.text)
				}
				o.Reason = model.Reason(reason)
				return nil
			},
		},
		{
			Column{"not_consenting", Text, "", true, "the party recorded as the one that did not consent; empty if none was"},
			func(o *model.Outcome) cell { return idOf(parties, o.NotConsenting) },
			func(o *model.Outcome, v cell) (err error) {
				o.NotConsenting, err = indexOf(parties, v, "party")
				return err
			},
		},
		{
			Column{"quiet", Truth, "", false, "whether the draw ended in a stalemate in which for 12 rounds or more in a row no more than a fifth of the disagreement cost was left: a frozen conflict"},
			func(o *model.Outcome) cell { return cell{yes: o.FrozenConflict} },
			func(o *model.Outcome, v cell) error { o.FrozenConflict = v.yes; return nil },
		},
		{
			Column{"durable", Truth, "", false, "whether the package had settled: it is broken less often from then on"},
			func(o *model.Outcome) cell { return cell{yes: o.Durable} },
			func(o *model.Outcome, v cell) error { o.Durable = v.yes; return nil },
		},
	}
	if b.Keeps() {
		fields = append(fields, promiseFields(b, parties)...)
	}
	fields = append(fields, ripeFields(b)...)
	for _, k := range b.ListedIssues() {
		issue := &b.Issues[k]
		fields = append(fields, outcomeField{
			Column{"terms." + issue.ID, Real, issue.Unit, true, "where the deal put the issue, or where a theory predicts it; empty without a deal on it" + countMeaning(issue)},
			func(o *model.Outcome) cell {
				if math.IsNaN(o.Terms[k]) {
					return cell{null: true}
				}
				return amount(issue.Scale.Amount(o.Terms[k]))
			},
			func(o *model.Outcome, v cell) error {
				if o.Terms[k] = nan; !v.null {
					o.Terms[k] = issue.Scale.Position(v.x)
				}
				return nil
			},
		})
		if issue.Options != nil {
			fields = append(fields, labelField(issue, k))
		}
	}
	for r := range b.Totals {
		fields = append(fields, outcomeField{
			Column{"total_price." + b.Totals[r].ID, Real, stakes, true, "what one more unit of the total would have added to the parties' payoffs of the package, weighted as its terms weight them: 0 if the total does not bind; empty if the package has none of its issues"},
			func(o *model.Outcome) cell {
				if math.IsNaN(o.Price[r]) {
					return cell{null: true}
				}
				return amount(o.Price[r])
			},
			func(o *model.Outcome, v cell) error {
				if o.Price[r] = nan; !v.null {
					o.Price[r] = v.x
				}
				return nil
			},
		})
	}
	for r := range b.Totals {
		fields = append(fields, outcomeField{
			Column{"total_excess." + b.Totals[r].ID, Real, "", true, "by how much the sum of the terms that a theory predicts without asking anybody exceeds the number of the total, in the total's own unit; negative: falls short of it; empty under other theories, which keep it"},
			func(o *model.Outcome) cell {
				if o.Class != model.Prediction || math.IsNaN(o.Excess[r]) {
					return cell{null: true}
				}
				return amount(o.Excess[r])
			},
			func(o *model.Outcome, v cell) error {
				if o.Excess[r] = nan; !v.null {
					o.Excess[r] = v.x
				}
				return nil
			},
		})
	}
	for _, f := range partyFields {
		for _, i := range b.ListedParties() {
			fields = append(fields, outcomeField{
				Column{f.name + "." + parties[i], Real, f.unit, f.signed, f.doc},
				func(o *model.Outcome) cell {
					x := f.of(o)[i]
					if math.IsNaN(x) {
						return cell{null: true}
					}
					return amount(x)
				},
				func(o *model.Outcome, v cell) error {
					if f.of(o)[i] = nan; !v.null {
						f.of(o)[i] = v.x
					}
					return nil
				},
			})
		}
	}
	for _, i := range b.ListedParties() {
		if !b.Asked(i) {
			continue
		}
		fields = append(fields, outcomeField{
			Column{"refused_by." + parties[i], Truth, "", true, "whether the terms that a theory predicts without asking anybody are worth less to the party, whose consent they would need, than its reservation value; empty under other theories"},
			func(o *model.Outcome) cell {
				return cell{null: o.Class != model.Prediction, yes: o.Refuses(b, i)}
			},
			func(*model.Outcome, cell) error { return nil }, // follows from payoff and reservation value
		})
	}
	return fields
}

// countMeaning says how the terms of an issue with whole numbers are found.
func countMeaning(issue *model.Issue) string {
	if issue.Whole == 0 {
		return ""
	}
	return "; a whole number: " + output.CountWords
}

// labelField is the name of the option at which issue k, which has options, is
// settled.
func labelField(issue *model.Issue, k int) outcomeField {
	names := make([]string, len(issue.Options))
	for o := range names {
		names[o] = issue.OptionName(o)
	}
	return outcomeField{
		Column{"terms_label." + issue.ID, Text, "", true, "the option at which the issue is: " + strings.Join(names, ", ") + "; terms." + issue.ID + " is where that stands on the scale. Empty without a deal on it, and where a theory predicts terms between options"},
		func(o *model.Outcome) cell { return idOf(names, issue.OptionAt(o.Terms[k])) },
		func(*model.Outcome, cell) error { return nil }, // follows from terms
	}
}

// promiseFields are the columns of theories that ask who would keep what is
// agreed.
func promiseFields(b *model.Bargain, parties []string) []outcomeField {
	unit := ""
	for g := range b.Packages {
		if k := b.GuaranteeOf(g); k >= 0 {
			unit = b.Issues[k].Unit
		}
	}
	return []outcomeField{
		{
			Column{"would_break", Text, "", true, "with the reason not_self_enforcing: the party most in the way, as it would break what is agreed; else empty"},
			func(o *model.Outcome) cell { return idOf(parties, o.Breaker) },
			func(o *model.Outcome, v cell) (err error) {
				o.Breaker, err = indexOf(parties, v, "party")
				return err
			},
		},
		{
			Column{"would_break_round", Integer, "rounds", false, "the round after signature, from 1, in which breaking would pay that party; 0 without such a reason"},
			func(o *model.Outcome) cell { return integer(o.BreaksIn) },
			func(o *model.Outcome, v cell) error { o.BreaksIn = v.n; return nil },
		},
		{
			Column{"weakest_guarantee", Real, unit, true, "the weakest guarantee with which the package would keep itself as things stood at the end, on the table or not; empty if none would, nothing guarantees the package, or it failed for another reason"},
			func(o *model.Outcome) cell {
				if math.IsNaN(o.Weakest) {
					return cell{null: true}
				}
				return amount(o.Weakest)
			},
			func(o *model.Outcome, v cell) error {
				if o.Weakest = nan; !v.null {
					o.Weakest = v.x
				}
				return nil
			},
		},
	}
}

// partyFields are the columns that each party has. Those of what was signed are
// empty where nothing was.
var partyFields = []struct {
	name, unit string
	signed     bool // whether only what was signed has it
	doc        string
	of         func(o *model.Outcome) []float64
}{
	{"utility", stakes, false, "the party's value of what is held at the end, in its own tastes: 1 is its ideal on every issue, 0 the far end on every issue", func(o *model.Outcome) []float64 { return o.Utility }},
	{"reservation_value", stakes, false, "what refusing was worth to the party when the deal in force was signed; without a deal, when a settlement or ceasefire was last tabled", func(o *model.Outcome) []float64 { return o.Reservation }},
	{"talking_value", stakes, false, "what going on talking was worth to the party then", func(o *model.Outcome) []float64 { return o.Talking }},
	{"agreement_payoff", stakes, true, "the party's payoff of the package when it was signed; or of the terms that a theory predicts; compare it with reservation_value; empty without either", func(o *model.Outcome) []float64 { return o.Payoff }},
	{"compliance", model.ShareOfTime, true, "how far the party expected the package to hold when it was signed; empty if none was", func(o *model.Outcome) []float64 { return o.Compliance }},
	{"given_away", stakes, true, "what the party gave away for good by the package; empty if none was", func(o *model.Outcome) []float64 { return o.GivenAway }},
}

// indexOf is the index of the name in a cell; −1 where it is null.
func indexOf(ids []string, v cell, what string) (int, error) {
	i := slices.Index(ids, v.text)
	if i < 0 && !v.null {
		return i, fmt.Errorf("unknown %s %q", what, v.text)
	}
	return i, nil
}
